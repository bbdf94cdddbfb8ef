"""Bytes of a web page → text: what they clearly are, then what the page says of itself.

Must not look at tags other than the one that names the encoding.
"""

from __future__ import annotations

import codecs
import re

from index.reading.decoding import decode

_HEAD = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})""", re.I)
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-6": "iso8859_6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
}
"""Encodings that pages name, and the larger ones that browsers take for them."""


def page_text(content: bytes, *, name: str) -> str:
    """Decodes a page: byte order mark, UTF-8, the encoding that it names, then detection.

    Raises:
        UnreadableFile: as `index.reading.decoding.decode`.
    """
    declared = _declared(content)
    if declared is None or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content, name=name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = content.decode(declared)
        except UnicodeDecodeError:
            return decode(content, name=name)
        return decode(text.encode("utf-8", "surrogatepass"), name=name)
    return decode(content, name=name)


def _declared(content: bytes) -> str | None:
    """The encoding that the page names, as Python knows it; None where it names none."""
    for found in _DECLARED.finditer(content[:_HEAD]):
        label = found[1].decode("ascii").lower()
        try:
            codec = codecs.lookup(_READ_AS.get(label, label))
        except LookupError:
            continue
        if codec.name not in ("utf-8", "utf-16", "utf-7", "idna", "punycode"):
            return codec.name
    return None
