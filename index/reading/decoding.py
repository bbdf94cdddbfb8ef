"""Bytes → text: UTF-8 first, then what the bytes clearly are, else an error that says where.

Must not repair anything: a text that cannot be decoded without loss is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import UnreadableFile
from index.reading.limits import DETECTION_SAMPLE, MAX_CONTROL_SHARE, MAX_FILE_BYTES

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("gb18030", "big5", "cp1251", "koi8_r", "iso8859_5", "cp1256", "iso8859_6", "cp1252")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COMMON = re.compile(
    r"[\t\n\r -~\u00a0-\u017f\u0400-\u045f\u0600-\u06ff\u2010-\u2044"
    r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
_CLEAR_UTF8_BYTES = 9
"""Bytes beyond ASCII from which on a line that decodes as UTF-8 does so on purpose."""
_TEXT_SHARE = 0.9
_HINT = "Save it as UTF-8 and add it again."


@dataclass(frozen=True, slots=True)
class _RawLine:
    """A line in bytes, with its number from 1 and the offset of its first byte."""

    number: int
    offset: int
    content: bytes


def decode(content: bytes, *, name: str) -> str:
    """Decodes a file.

    Args:
        content: the whole file.
        name: its name, for messages.

    Returns:
        The text, without a byte order mark; line ends as they were.

    Raises:
        UnreadableFile: it is empty, blank, too large, binary, in mixed encodings (the message names
            the line and the byte), or in an encoding that cannot be told.
    """
    if not content:
        raise UnreadableFile(f"{name} is empty.", hint="Check that it was saved or copied in full.")
    if len(content) > MAX_FILE_BYTES:
        raise too_large(name, len(content))
    text = _decoded(content, name)
    if not text or text.isspace():
        raise UnreadableFile(
            f"{name} holds nothing but blanks.", hint="Check that it was saved or copied in full."
        )
    return text


def too_large(name: str, size: int) -> UnreadableFile:
    """The error for a file above the limit."""
    return UnreadableFile(
        f"{name} is too large: {size:,} bytes, where {MAX_FILE_BYTES:,} are read at most.",
        hint="Split it into several files.",
    )


def _decoded(content: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _checked(_strict(content[len(bom) :], encoding, name), name)
    wide = _wide_encoding(content)
    if wide:
        return _checked(_strict(content, wide, name), name)
    try:
        return _checked(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if b"\x00" in content:
            raise _binary(name) from error
        return _checked(_legacy(content, name, error), name)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, content, error.start, encoding) from error


def _broken(name: str, content: bytes, offset: int, encoding: str) -> UnreadableFile:
    line = content.count(b"\n", 0, offset) + 1
    return UnreadableFile(
        f"{name} is not sound {encoding.upper()}: line {line}, byte {offset + 1} of the file "
        f"(0x{content[offset]:02X}) does not belong there.",
        hint=_HINT,
    )


def _checked(text: str, name: str) -> str:
    """Refuses what decodes but is no text."""
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\x00" in text or controls > max(8, len(text) * MAX_CONTROL_SHARE):
        raise _binary(name)
    return text


def _binary(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name} is binary data, not text.",
        hint="Check that it was copied in full; formats are told by content, not by name.",
    )


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a byte order mark, where that is clear."""
    if len(content) % 2:
        return None
    sample = content[: min(len(content), DETECTION_SAMPLE) // 2 * 2]
    has_zeros = b"\x00" in sample
    if not has_zeros and _is_utf8(content):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        if _looks_like_text(text) and "\x00" not in text:
            return encoding
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legacy(content: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Decodes what is not UTF-8, unless parts of it are."""
    sound, unsound = _utf8_lines(content)
    first_unsound = unsound[0]
    if sound and len(sound) >= len(unsound):
        raise _mixed(name, first_unsound, error.start, "the rest is UTF-8, this line is not")
    if sound:
        raise _mixed(name, sound[0], sound[0].offset, "this line is UTF-8, the rest is not")
    encoding = _detected(content)
    if encoding is None:
        raise UnreadableFile(
            f"The encoding of {name} cannot be told: it is not UTF-8 from line "
            f"{first_unsound.number}, byte {error.start + 1} on.",
            hint=_HINT,
        )
    return _strict(content, encoding, name)


def _mixed(name: str, line: _RawLine, offset: int, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name} mixes encodings: line {line.number}, byte {offset + 1} of the file; {what}.",
        hint="Convert the file to UTF-8 as a whole and add it again.",
    )


def _utf8_lines(content: bytes) -> tuple[list[_RawLine], list[_RawLine]]:
    """Lines beyond ASCII: those that are clearly UTF-8, and those that cannot be."""
    sound: list[_RawLine] = []
    unsound: list[_RawLine] = []
    for line in _raw_lines(content):
        if line.content.isascii():
            continue
        try:
            text = line.content.decode("utf-8")
        except UnicodeDecodeError:
            unsound.append(line)
            continue
        foreign = len(line.content) - sum(map(str.isascii, text))
        if foreign >= _CLEAR_UTF8_BYTES and _looks_like_text(text):
            sound.append(line)
    return sound, unsound


def _looks_like_text(text: str) -> bool:
    sample = text[:DETECTION_SAMPLE]
    return sum(1 for _ in _COMMON.finditer(sample)) >= len(sample) * _TEXT_SHARE


def _raw_lines(content: bytes) -> Iterator[_RawLine]:
    offset = 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        yield _RawLine(number, offset, line)
        offset += len(line) + 1


def _detected(content: bytes) -> str | None:
    """The legacy encoding that the bytes are in, told from a sample."""
    from charset_normalizer import from_bytes

    sample = content[: _sample_end(content)]
    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return best.encoding if best and _looks_like_text(str(best)) else None


def _sample_end(content: bytes) -> int:
    """Where to cut a sample without cutting a character: behind a byte that is ASCII everywhere."""
    if len(content) <= DETECTION_SAMPLE:
        return len(content)
    marks = (content.rfind(mark, 0, DETECTION_SAMPLE) for mark in (b"\n", b" ", b".", b","))
    return max(marks) + 1 or DETECTION_SAMPLE
