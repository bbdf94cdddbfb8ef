"""Writes PDFs by hand: a test decides what a file says of each glyph, and may say it wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Glyphs along a line, half the size wide each."""

    glyphs: str
    x: float = 72.0
    y: float = 700.0
    size: float = 12.0


@dataclass(frozen=True)
class RawPage:
    """What a page holds: texts, and whether an image covers it."""

    texts: tuple[Text, ...] = ()
    pictured: bool = False


def raw_pdf(pages: tuple[RawPage, ...], *, named: bool = True) -> bytes:
    """A PDF.

    Args:
        pages: in order.
        named: whether the font says which characters its glyphs are.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Hand /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R]" + (b" /ToUnicode 6 0 R" if named else b"") + b" >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Hand /DW 500 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Hand /Flags 4 /FontBBox [0 -200 1000 800]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(_to_unicode()),
        _stream(b"\x80", b" /Type /XObject /Subtype /Image /Width 1 /Height 1"
                b" /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ]  # fmt: skip
    kids = []
    for page in pages:
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
            b" << /Font << /F1 3 0 R >> /XObject << /Im 7 0 R >> >> >>" % (number + 1)
        )
        objects.append(_stream(_content(page)))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _file(objects)


def _content(page: RawPage) -> bytes:
    parts = [b"q 595 0 0 842 0 0 cm /Im Do Q"] if page.pictured else []
    for text in page.texts:
        codes = text.glyphs.encode("utf-16-be").hex().encode()
        parts.append(b"BT /F1 %.1f Tf %.1f %.1f Td <%s> Tj ET" % (text.size, text.x, text.y, codes))
    return b"\n".join(parts)


def _to_unicode() -> bytes:
    """Each code stands for the character of the same number."""
    lines = [b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256)]
    blocks = [lines[start : start + 64] for start in range(0, 256, 64)]
    ranges = b"\n".join(
        b"%d beginbfrange\n%s\nendbfrange" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Hand def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + ranges + b"\nendcmap end end"
    )


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _file(objects: list[bytes]) -> bytes:
    parts = [b"%PDF-1.7\n"]
    places = []
    start = len(parts[0])
    for number, body in enumerate(objects, start=1):
        places.append(start)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return b"".join((*parts, head, table, trailer))
