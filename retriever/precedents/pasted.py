"""Text as it is pasted from a word processor, cleaned of what is not text.

Balloons and marks of tracked changes, marks of comments and footnotes, odd spaces. HTML stays as it
is: it is text to whoever reads it here. Must not split or interpret anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retriever.query import CONTROL_CHARACTERS

_BALLOON = re.compile(
    r"^[ \t]*(?:Comment(?:ed|aire|ario)?|Deleted|Supprimé|Eliminado|Formatted|Mis en forme"
    r"|Con formato|Удалено|Примечание|Отформатировано|批注|删除的内容|设置格式|带格式的)"
    r"[ \t]*(?:\[[^\]\n]{1,12}\])?[ \t]*[:：].*$",
    re.MULTILINE,
)
# What is marked holds no other mark, so that a run of marks costs no more than its length.
_DELETED = re.compile(r"\[-((?:(?!\[-|-\])[^\n]){1,2000})-\]|~~([^~\n]{1,2000})~~")
_INSERTED = re.compile(r"\{\+((?:(?!\{\+|\+\})[^\n]){1,2000})\+\}|\+\+([^+\n]{1,2000})\+\+")
_COMMENT_MARK = re.compile(r"\[[A-Z]{1,4}\d{1,3}\]")
_NOTE_MARK = re.compile(r"\[\^?\d{1,3}\]|(?<=[^\W\d_])[¹²³⁰⁴-⁹]+|(?<=[.,;:。，；])[¹²³⁰⁴-⁹]+")
_ODD_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009\u3000\u000b", " ")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff\ufffc")
    | {"\u2028": "\n", "\u2029": "\n", "\x0c": "\n"}
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A cleaned text.

    Attributes:
        text: what is left, lines ending in newlines.
        notes: what was taken out, one sentence each.
    """

    text: str
    notes: tuple[str, ...]


def clean_pasted(text: str) -> Pasted:
    """Take out of a pasted text what is no text; square brackets round words stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ODD_SPACES)
    text = CONTROL_CHARACTERS.sub(" ", text)
    notes = []
    text, balloons = _BALLOON.subn("", text)
    text, deleted = _DELETED.subn("", text)
    text, inserted = _INSERTED.subn(lambda match: match[1] or match[2], text)
    if balloons or deleted or inserted:
        notes.append("marks of tracked changes were taken out: insertions stay, deletions go")
    text, comments = _COMMENT_MARK.subn("", text)
    text, marks = _NOTE_MARK.subn("", text)
    if comments or marks:
        notes.append("marks of comments and footnotes were taken out")
    return Pasted(_without_runs_of_blanks(text), tuple(notes))


def _without_runs_of_blanks(text: str) -> str:
    """The lines, of blank ones together only the first."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() else "")
    return "\n".join(lines)
