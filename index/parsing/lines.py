"""A source line as the parser reads it, and what can be told from one line alone.

Must not look at neighbouring lines: sequence and layout are decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_INVISIBLE = "\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_EDGE = (
    _INVISIBLE
    + " \t\v\f\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_RUNS = re.compile(r"[ \t\u00a0\f\v]{2,}|[\t\f\v]")
_TABS = re.compile(r"[\t\f\v]")
_SPACES = re.compile("  +")
_WORD_CONTROLS = str.maketrans(dict.fromkeys("\x01\x02\x05\x13\x14\x15", "\ufffd"))
"""What a word processor keeps in its text for marks and fields; extraction shows them as U+FFFD."""

_CLOSING = "\"'”’»)）]］】》〉」』*"
_OPENING = "[［【"
_TERMINAL = frozenset(".。!！?？;；:：؟؛…۔")
_COLON = frozenset(":：")
_COMMA = frozenset(",，、،")
_LINK_WORD = re.compile(
    r"[;；,，、،؛]\s*(?:and|or|et|ou|y|e|o|и|или|以及|和|或|و|أو)$", re.IGNORECASE
)
_TRAILING_MARK = re.compile(
    r"(?:\[\^?\w{1,4}\]|[¹²³⁰-⁹]{1,3}|\ufffd|(?<=[.;:!?”)。；：])\d{1,3}|\s\d{1,3}/)+$"
)
_CJK = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_BULLET = re.compile(r"[-–—•·*▪●○◦‣\uf0b7]\s+\S")
_LETTER = re.compile(r"[^\W\d_]")
SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2011")
_HEADING_LIMIT = 180
_CJK_HEADING_LIMIT = 80
_TAIL = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One source line.

    Attributes:
        number: from 1.
        raw: as in the source, without its line end.
        text: what is read: trimmed, markup taken off, runs of blanks made one.
        heading_level: 1 to 6 where the markup says that it is a heading, else 0.
        page: page of the source that it stands on, from 1; 0 where the source has no pages.
    """

    number: int
    raw: str
    text: str
    heading_level: int = 0
    page: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text


def plain_line(number: int, raw: str) -> Line:
    """Reads a line of plain text."""
    return Line(number, raw, tidy(raw))


def tidy(raw: str) -> str:
    """Trims a line and makes runs of blanks one; word-processor controls become U+FFFD."""
    return _RUNS.sub(_tidy_run, raw.strip(_EDGE + "\n\r\x85\u2028\u2029").translate(_WORD_CONTROLS))


def _tidy_run(run: re.Match[str]) -> str:
    """What is left of a run of blanks: one space for one with tabs, else no space beside another.

    A no-break space that no tab stands beside is kept: it is printed on purpose.
    """
    return " " if _TABS.search(run[0]) else _SPACES.sub(" ", run[0])


def ending(text: str) -> str:
    """The last character that counts: behind closing quotes, brackets and footnote marks."""
    tail = _TRAILING_MARK.sub("", text[-_TAIL:].rstrip(_EDGE))
    bare = tail.rstrip(_CLOSING + _EDGE)
    return (bare or tail)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether the text could end here: a full stop, semicolon, colon, or "; and"."""
    return ending(text) in _TERMINAL or bool(_LINK_WORD.search(text[-_TAIL:].rstrip(_EDGE)))


def ends_with_colon(text: str) -> bool:
    """Whether the text announces what follows."""
    return ending(text) in _COLON


def ends_with_comma(text: str) -> bool:
    """Whether the text ends in a comma of any script."""
    return ending(text) in _COMMA


def is_bullet(text: str) -> bool:
    """Whether the line is an item of an unnumbered list."""
    return bool(_BULLET.match(text))


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one, in scripts that have them."""
    first = text.lstrip("\"'“‘«(（[［【 *_")[:1]
    return first.islower()


def is_cjk(character: str) -> bool:
    """Whether a character is written without spaces around it."""
    return bool(_CJK.match(character))


def could_be_heading(text: str) -> bool:
    """Whether a line is short, has letters and no punctuation at its end."""
    limit = _CJK_HEADING_LIMIT if is_cjk(text[:1]) else _HEADING_LIMIT
    if not text or len(text) > limit or not _LETTER.search(text):
        return False
    last = ending(text)
    return last not in _TERMINAL - set("?？!！؟") and last not in _COMMA


def is_upper(text: str) -> bool:
    """Whether a line with at least two letters is written in capitals (scripts that have them)."""
    return text.isupper() and len(_LETTER.findall(text[:_HEADING_LIMIT])) > 1


def glue(left: str, right: str) -> str:
    """What belongs between two joined lines: a space, or nothing beside CJK or a hyphen."""
    if not left or not right or left.endswith(SOFT_HYPHEN) or not left.strip(_OPENING):
        return ""
    if is_cjk(left[-1]) or is_cjk(right[0]):
        return ""
    hyphenated = left[-1] in _HYPHENS and left[-2:-1].isalnum()
    ranged = left[-1] == "–" and left[-2:-1].isdigit()
    return "" if hyphenated or ranged else " "


def join(pieces: Iterable[str]) -> str:
    """Joins the lines of one paragraph; soft hyphens at line ends vanish, real ones stay."""
    return "".join(joining(pieces))


def joining(pieces: Iterable[str]) -> Iterator[str]:
    """What each line adds to a joined paragraph, glue before it included."""
    last = ""
    for piece in pieces:
        yield glue(last, piece) + piece.removesuffix(SOFT_HYPHEN)
        last = piece or last
