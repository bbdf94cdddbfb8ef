"""Links to a paragraph: `/d/UNEP/CBD/COP/11/17#para_41_c`, also as a link in Markdown.

The anchor is the label, spelled with what may stand in one. Must not look at a collection.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from index.pinpoints.words import Place
from retriever.citations.labels import Segment, label_of, read_label
from retriever.citations.request import CitationRequest, CitedPlace

PATH = "/d/"
"""What the path of a document begins with."""

_NAMES = {
    Place.PARAGRAPH: "para",
    Place.PREAMBULAR: "pp",
    Place.ARTICLE: "article",
    Place.PART: "part",
    Place.DRAFT: "draft",
    Place.ANNEX: "annex",
    Place.APPENDIX: "appendix",
    Place.DECISION: "decision",
}
_PLACES = {name: place for place, name in _NAMES.items()}
_POINT = "point"  # a level whose paragraph has no number
_NESTED, _BELOW = "__", "_"
_MARKDOWN = re.compile(r"\[(?:[^\]\\]|\\.){0,1000}\]\((?P<target>[^\s()]{1,1000})\)")
_LINK = re.compile(
    r"(?:https?://[^/\s]{1,255})?/d/(?P<work>[^\s#?]{1,400})(?:\?[^\s#]{0,200})?"
    r"(?:#(?P<anchor>[^\s#]{1,200}))?"
)


def markdown_link(citation: str, work: str, label: str) -> str:
    """A link in Markdown: `[UNEP/CBD/COP/11/17, para. 41 (c)](/d/UNEP/CBD/COP/11/17#para_41_c)`.

    Args:
        citation: what the reader sees.
        work: the symbol, or the id of a document that has none.
        label: the passage's.
    """
    shown = re.sub(r"([\\\[\]])", r"\\\1", " ".join(citation.split()))
    return f"[{shown}]({passage_link(work, label)})"


def passage_link(work: str, label: str) -> str:
    """The permanent link to a passage: `/d/UNEP/CBD/COP/11/17#para_41_c`.

    Args:
        work: the symbol, or the id of a document that has none.
        label: the passage's.
    """
    return f"{PATH}{quote(work, safe='/')}#{anchor_of(label)}"


def anchor_of(label: str) -> str:
    """The anchor of a passage in its document: `para_41_c` for `41(c)`."""
    segments = read_label(label)
    return _NESTED.join(map(_anchor, segments)) if segments else quote(label, safe="")


def read_anchor(anchor: str) -> str:
    """The label that an anchor is for; one that is no anchor of ours is taken as a label."""
    segments = [_segment(part) for part in anchor.split(_NESTED)]
    known = tuple(segment for segment in segments if segment is not None)
    return label_of(known) if len(known) == len(segments) else unquote(anchor)


def read_link(text: str) -> CitationRequest | None:
    """What a link names; None where the text is none."""
    markdown = _MARKDOWN.fullmatch(text)
    link = _LINK.fullmatch(markdown["target"] if markdown else text)
    if link is None:
        return None
    anchor = link["anchor"]
    places = (CitedPlace(read_anchor(anchor)),) if anchor else ()
    return CitationRequest(unquote(link["work"]), places)


def _anchor(segment: Segment) -> str:
    number = segment.number + segment.again
    if segment.place is Place.PARAGRAPH and not number:
        return _BELOW.join((_POINT, *segment.levels))
    return _BELOW.join((_NAMES[segment.place], number, *segment.levels)).rstrip(_BELOW)


def _segment(part: str) -> Segment | None:
    name, *rest = part.split(_BELOW)
    if name == _POINT and rest:
        return Segment(Place.PARAGRAPH, "", "", tuple(rest))
    if name not in _PLACES:
        return None
    number, *levels = rest or [""]
    number, again, times = number.partition("~")
    return Segment(_PLACES[name], number, again + times, tuple(levels))
