"""The lineage of a formulation as a picture: time runs down, the strength of the verb to the right.

An SVG of its own: text is text, colours follow light and dark, nothing runs and nothing is
fetched. Lays out what it is given. Must not compare, look up or translate anything.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from api import wire
from api.rendering.status import status_label
from api.rendering.wrapping import line_ends
from api.timeline.words import timeline_words

MOST_DRAWN = 60
"""Members that are drawn; how many are not is said."""

WIDTH = 960
_MARGIN = 24
_LANES_AT, _LANE = 150, 20
_STRENGTHS = 8
_TEXT_AT = _LANES_AT + _STRENGTHS * _LANE + 24
_LINE = 20
_CELLS = 74  # of a line of text, a Chinese character counting two
_MOST_LINES = 6
_GAP = 22
_TOP = 92
_ASIDE, _MOST_ASIDE = 9, 3

STYLE = """
.paper{fill:#fff}.ink{fill:#1b1b1f}.soft{fill:#5c5c66}.lane{stroke:#d9d9e0}.link{stroke:#8a8a94}
.mark{stroke:#1b1b1f;fill:#fff}.stronger{fill:#b3261e}.weaker{fill:#1f5fbf}.gone{fill:#8c1d18}
.new{fill:#0b5d2e}.unagreed{fill:#9c2a00}
@media (prefers-color-scheme:dark){.paper{fill:#16161a}.ink{fill:#ececf1}.soft{fill:#a9a9b4}
.lane{stroke:#3a3a44}.link{stroke:#8a8a94}.mark{stroke:#ececf1;fill:#16161a}.stronger{fill:#ff8a80}
.weaker{fill:#8ab4f8}.gone{fill:#ffb4ab}.new{fill:#7ddba0}.unagreed{fill:#ffb59a}}
"""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def timeline_svg(answer: wire.LineageResponse, lang: str = "en") -> str:
    """The timeline of a lineage, as a whole SVG document.

    Args:
        answer: the lineage.
        lang: BCP 47 tag: in which of the six languages the picture speaks of itself.
    """
    return _Timeline(answer, lang).svg()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a line: its text and how it is shown."""

    text: str
    style: str = "ink"


@dataclass(frozen=True, slots=True)
class _Row:
    """A member as drawn: where its mark stands, and the lines beside it."""

    member: wire.MemberModel
    x: int
    y: int
    lines: tuple[tuple[_Piece, ...], ...]


class _Timeline:
    """One picture."""

    def __init__(self, answer: wire.LineageResponse, lang: str) -> None:
        self._words = timeline_words(lang)
        self._lang = lang.partition("-")[0] or "en"
        self._right_to_left = self._lang in _RIGHT_TO_LEFT
        family = answer.family
        self._members = [] if family is None else family.members[:MOST_DRAWN]
        self._total = 0 if family is None else family.total
        named = "" if family is None else family.id
        self._id = f"pilcrow-{sha256(named.encode()).hexdigest()[:8]}"
        self._place = answer.place
        self._has_verbs = any(member.verb for member in self._members)
        self._rows = list(self._laid_out())

    def svg(self) -> str:
        """The document."""
        left_out = self._total - len(self._members)
        bottom = self._rows[-1].y + _height(self._rows[-1]) if self._rows else _TOP
        height = bottom + _MARGIN + (_LINE if left_out else 0)
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {height}",
                "width": str(WIDTH),
                "height": str(height),
                "role": "img",
                "lang": self._lang,
                "aria-labelledby": f"{self._id}-title {self._id}-desc",
                "font-family": "system-ui, 'Noto Sans', sans-serif",
                "font-size": "14",
            },
        )
        title = self._words.title(self._total) if self._members else self._words.none
        _child(root, "title", title, id=f"{self._id}-title")
        _child(root, "desc", self._description(), id=f"{self._id}-desc")
        _child(root, "style", STYLE)
        _child(root, "rect", None, width="100%", height="100%", **_class("paper", fill="none"))
        self._heading(root, title)
        if self._rows:
            self._lanes(root, bottom)
            self._links(root)
        for place, row in enumerate(self._rows):
            self._row(root, row, is_asked=place == self._place)
        if left_out:
            more = self._words.more.format(count=left_out)
            self._text(root, _TEXT_AT, height - _MARGIN, more, "soft")
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")

    # Layout

    def _laid_out(self) -> Iterator[_Row]:
        y = _TOP
        asides = self._asides()
        for member, aside in zip(self._members, asides, strict=True):
            strength = member.verb.strength if member.verb and self._has_verbs else 1
            x = _LANES_AT + strength * _LANE + aside * _ASIDE
            row = _Row(member, x, y, tuple(self._lines(member)))
            yield row
            y += _height(row) + _GAP

    def _asides(self) -> list[int]:
        """How far each mark stands aside, so that two strands in one document do not cover."""
        asides: list[int] = []
        taken: dict[str, set[int]] = {}
        for member in self._members:
            step = member.step
            goes_on = step is not None and len(step.sources) == 1 and step.kind != "split"
            used = taken.setdefault(member.passage.document.symbol or member.passage.id, set())
            wanted = asides[step.sources[0].member] if step is not None and goes_on else 0
            free = (one for one in (wanted, *range(_MOST_ASIDE)) if one not in used)
            aside = next(free, _MOST_ASIDE)
            used.add(aside)
            asides.append(aside)
        return asides

    def _lines(self, member: wire.MemberModel) -> Iterator[tuple[_Piece, ...]]:
        """The lines beside a mark, below the citation: the text, or what changed in it."""
        step = member.step
        source = step.sources[-1] if step and len(step.sources) == 1 else None
        if source is None or not source.operations or step is None or step.kind == "split":
            pieces = [_Piece(member.passage.text)]
        else:
            pieces = list(self._changes(member, source))
        lines = list(_wrapped(pieces))
        if len(lines) > _MOST_LINES:
            lines = [*lines[:_MOST_LINES], (_Piece("…", "soft"),)]
        yield from lines

    def _changes(self, member: wire.MemberModel, source: wire.StepSourceModel) -> Iterator[_Piece]:
        """The text with what fell out of it and what came in; long equal runs are cut short."""
        before = self._text_of(source)
        after = member.passage.text
        if member.step is not None and member.step.passage_id != member.passage.id:
            after = next(
                (one.text for one in member.versions if one.id == member.step.passage_id), after
            )
        last = len(source.operations) - 1
        for place, one in enumerate(source.operations):
            gone = before[one.before.start : one.before.end]
            new = after[one.after.start : one.after.end]
            if one.op == "equal":
                yield _Piece(_shortened(new, first=place == 0, last=place == last) + " ", "soft")
                continue
            if gone:
                yield _Piece(gone + " ", "gone")
            if new:
                yield _Piece(new + " ", "new")

    def _text_of(self, source: wire.StepSourceModel) -> str:
        if source.member >= len(self._members):
            return ""
        earlier = self._members[source.member]
        shown = (earlier.passage, *earlier.versions)
        return next((one.text for one in shown if one.id == source.passage_id), "")

    # Drawing

    def _heading(self, root: ET.Element, title: str) -> None:
        self._text(root, _MARGIN, 34, title, "ink", size="18", weight="600")
        if self._has_verbs:
            self._text(root, _LANES_AT, 66, self._words.weaker, "soft", size="12")
            end = _LANES_AT + _STRENGTHS * _LANE + _LANE
            self._text(root, end, 66, self._words.stronger, "soft", size="12", anchor="end")

    def _lanes(self, root: ET.Element, bottom: int) -> None:
        group = _child(root, "g", None, **{"aria-hidden": "true"})
        strengths = range(1, _STRENGTHS + 1) if self._has_verbs else (1,)
        for strength in strengths:
            x = str(_LANES_AT + strength * _LANE)
            lane = _class("lane", stroke="currentColor")
            _child(group, "line", None, x1=x, x2=x, y1="74", y2=str(bottom), **lane)

    def _links(self, root: ET.Element) -> None:
        group = _child(root, "g", None, fill="none", **{"aria-hidden": "true"})
        for row in self._rows:
            for source in row.member.step.sources if row.member.step else ():
                if source.member < len(self._rows):
                    one = self._rows[source.member]
                    middle = (one.y + row.y) // 2
                    curve = f"M{one.x},{one.y} C{one.x},{middle} {row.x},{middle} {row.x},{row.y}"
                    link = _class("link", stroke="currentColor")
                    _child(group, "path", None, d=curve, **{"stroke-width": "2"}, **link)

    def _row(self, root: ET.Element, row: _Row, *, is_asked: bool) -> None:
        member = row.member
        kind = member.step.kind if member.step else "first"
        status = self._status(member)
        group = _child(root, "g", None, **{"data-passage": _clean(member.passage.id)})
        told = ", ".join(filter(None, (self._words.kinds[kind], status)))
        _child(group, "title", f"{self._when(member)}: {told}")
        when = self._when(member)
        self._text(group, _MARGIN, row.y + 5, when, "ink")
        self._text(group, _MARGIN, row.y + 5 + _LINE, member.body, "soft", size="12")
        _mark(group, row, kind, is_asked=is_asked)
        tone = {"strengthened": "stronger", "weakened": "weaker"}.get(kind, "soft")
        heading = (
            _Piece(_isolated(member.passage.citation) + "  ", "ink strong"),
            *((_Piece(_isolated(status) + "  ", "unagreed strong"),) if status else ()),
            _Piece(self._words.kinds[kind], tone),
        )
        self._line(group, row.y + 5, heading, self._lang)
        for number, line in enumerate(row.lines, start=1):
            self._line(group, row.y + 5 + number * _LINE, line, member.passage.lang)

    def _line(self, parent: ET.Element, y: int, pieces: Sequence[_Piece], lang: str) -> None:
        """A line of pieces; from right to left where its language is written so."""
        right_to_left = lang.partition("-")[0] in _RIGHT_TO_LEFT
        x = WIDTH - _MARGIN if right_to_left else _TEXT_AT
        attributes = {"direction": "rtl", "unicode-bidi": "isolate"} if right_to_left else {}
        line = _child(parent, "text", None, x=str(x), y=str(y), lang=lang, **attributes)
        for piece in pieces:
            style = {"gone": {"text-decoration": "line-through"}}.get(piece.style, {})
            if piece.style == "new":
                style = {"text-decoration": "underline"}
            if piece.style.endswith("strong"):
                style = {"font-weight": "600"}
            _child(line, "tspan", piece.text, **style, **_class(piece.style, fill="currentColor"))

    def _text(
        self,
        parent: ET.Element,
        x: int,
        y: int,
        text: str,
        style: str,
        *,
        size: str = "14",
        weight: str = "400",
        anchor: str = "start",
    ) -> None:
        _child(
            parent,
            "text",
            _isolated(text),
            x=str(x),
            y=str(y),
            **{"font-size": size, "font-weight": weight, "text-anchor": anchor},
            **_class(style, fill="currentColor"),
        )

    def _when(self, member: wire.MemberModel) -> str:
        return member.date.isoformat() if member.date else self._words.undated

    def _status(self, member: wire.MemberModel) -> str:
        """What is said of words that are not agreed; "" of those that are."""
        label = status_label(member.passage)
        return self._words.statuses.get(label, label)

    def _description(self) -> str:
        """The picture in words: each member with its date, citation, kind of step and status."""
        described = []
        for member in self._members:
            kind = self._words.kinds[member.step.kind if member.step else "first"]
            told = ", ".join(filter(None, (kind, self._status(member))))
            described.append(f"{self._when(member)}: {member.passage.citation}: {told}")
        return "; ".join(described)


def _height(row: _Row) -> int:
    """Of a row: its heading and lines, and at least the date and the body."""
    return max(2, 1 + len(row.lines)) * _LINE


def _mark(parent: ET.Element, row: _Row, kind: str, *, is_asked: bool) -> None:
    """A shape for each kind, so that colour alone tells nothing."""
    x, y, r = row.x, row.y, 7
    mark = {**_class("mark", fill="none", stroke="currentColor"), "stroke-width": "2"}
    if is_asked:
        mark["stroke-width"] = "4"
    points = {
        "strengthened": ((x - r, y - r), (x + r, y), (x - r, y + r)),
        "weakened": ((x + r, y - r), (x - r, y), (x + r, y + r)),
        "merged": ((x - r, y - r), (x + r, y - r), (x, y + r)),
        "split": ((x, y - r), (x + r, y + r), (x - r, y + r)),
        "first": ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        "changed": ((x, y - r - 1), (x + r + 1, y), (x, y + r + 1), (x - r - 1, y)),
    }.get(kind)
    if points is None:
        _child(parent, "circle", None, cx=str(x), cy=str(y), r=str(r), **mark)
    else:
        listed = " ".join(f"{one},{other}" for one, other in points)
        _child(parent, "polygon", None, points=listed, **mark)


def _wrapped(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, ...]]:
    """Pieces broken into lines; a piece may go on in the next line."""
    text = "".join(piece.text for piece in pieces)
    cuts = [0, *line_ends(text, _CELLS), len(text)]
    at, starts = 0, list[tuple[int, int, _Piece]]()
    for piece in pieces:
        starts.append((at, at + len(piece.text), piece))
        at += len(piece.text)
    for first, last in pairwise(cuts):
        line = tuple(
            _Piece(piece.text[max(first, start) - start : min(last, end) - start], piece.style)
            for start, end, piece in starts
            if start < last and end > first
        )
        if any(piece.text.strip() for piece in line):
            yield line


_SHORT_RUN = 40


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """An equal run: what stands next to a change stays, the middle is left out."""
    words = text.split()
    if len(text) <= 2 * _SHORT_RUN:
        return text
    if len(words) < _FEW_WORDS:
        head, tail = text[:_SHORT_RUN], text[-_SHORT_RUN:]
    else:
        head, tail = " ".join(words[:_FEW_WORDS]), " ".join(words[-_FEW_WORDS:])
    if first and last:
        return text
    if first:
        return f"… {tail}"
    return f"{head} …" if last else f"{head} … {tail}"


_FEW_WORDS = 5


def _isolated(text: str) -> str:
    """Text that keeps its direction to itself, whatever stands around it."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if text else ""


def _class(style: str, **fallback: str) -> dict[str, str]:
    """A class, and what holds where a page allows no styles."""
    return {"class": style, **fallback}


def _clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _child(parent: ET.Element, tag: str, text: str | None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text is not None:
        element.text = _clean(text)
    return element
