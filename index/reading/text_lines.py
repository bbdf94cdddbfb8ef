"""Text → lines, numbered alike whatever ends them.

Must not interpret what a line says, apart from Markdown's own marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.lines import Line, plain_line, tidy

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))?(?:[ \t]#+)?[ \t]*")
_STRONG = re.compile(r"(?<![*\\])\*{1,3}(?=\S)(?P<text>[^*\n]+?)(?<=\S)\*{1,3}(?!\*)")
_UNDERLINED = re.compile(r"(?<![\w\\])_{1,3}(?=\S)(?P<text>[^_\n]+)(?<=\S)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE = re.compile(r"(?:\s{0,3}>\s?){1,6}")


def split_lines(text: str) -> list[str]:
    """Splits at CRLF, LF, CR, NEL and the Unicode separators; a last empty line is no line."""
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def plain_lines(raw: Sequence[str]) -> list[Line]:
    """Lines of a plain text."""
    return [plain_line(number, line) for number, line in enumerate(raw, start=1)]


def markdown_lines(raw: Sequence[str]) -> list[Line]:
    """Lines of a Markdown text: headings marked, emphasis and escapes taken off.

    Labels stay as printed: "1." is never renumbered, as a Markdown renderer would.
    """
    return [_markdown_line(number, line) for number, line in enumerate(raw, start=1)]


def _markdown_line(number: int, raw: str) -> Line:
    heading = _HEADING.fullmatch(raw) if raw.lstrip()[:1] == "#" and len(raw) < 2000 else None
    if heading and heading["text"]:
        return Line(number, raw, _plain(heading["text"]), len(heading["marks"]))
    quote = _QUOTE.match(raw)
    return Line(number, raw, _plain(raw[quote.end() :] if quote else raw))


def _plain(text: str) -> str:
    for pattern, mark in ((_STRONG, "*"), (_UNDERLINED, "_")):
        if mark in text:
            text = pattern.sub(r"\g<text>", text)
    return tidy(_ESCAPE.sub(r"\1", text) if "\\" in text else text)
