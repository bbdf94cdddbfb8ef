"""Takes a citation apart: which work, which places in it, in six languages and loose spelling.

Must not look at a collection: whether the work exists is for `resolving` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.pinpoints import PinpointItem, PinpointMention, find_pinpoints, names_draft
from index.pinpoints.words import ANNEXED, Place
from index.symbols import parse_symbol
from retriever.citations.iris import read_iri
from retriever.citations.labels import read_label
from retriever.citations.links import read_anchor, read_link
from retriever.citations.request import DRAFT, CitationRequest, CitedPlace

MAX_CITATION_LENGTH = 500

_DIRECTION = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_EDGES = " \t\r\n,;:.\u060c\u061b，、；：。•*\"'«»“”„‘’<>"
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("《", "》"))
# What stands between a place and its work, or before the whole: "para. 41 of document …".
_OF = re.compile(
    r"^(?:(?:of|in|to|from|de|du|des|d['’]|del|dans|en|из|в|к|من|في)(?![^\W_])\s*)?"
    r"(?:(?:the|la|le|les|l['’]|el|los|las|of|de)(?![^\W_])\s*){0,2}"
    r"(?:(?:document|documents|documento|doc\.?|документа?|документе|док\.|الوثيقة|للوثيقة|文件)"
    r"(?![A-Za-z0-9])\s*)?",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"^(?:(?:see also|see|cf\.|voir|véase|ver|см\.?|انظر)(?![A-Za-z0-9])|参见|参看|见)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:号?文件|的|中|,\s*at)?$")
# "The annex to decision X/20, paragraph 2": what is left of it when the paragraph is taken away.
_ANNEX_OF = re.compile(
    r"(?:(?:the|in|la|le|les|el|los) |l['’])*"
    r"(?:(?P<annex>annexe?|anexo|приложени(?:е|я|ю|и)|(?:ال)?(?:مرفق|ملحق)|附件)"
    r"|appendix|appendice|ap[ée]ndice|добавлени(?:е|я|ю|и)|(?:ال)?تذييل|附录)(?![^\W_])"
    r" ?(?:(?:to|of|à|de|du|del|al|к|من) |لل?)?",
    re.IGNORECASE,
)
_ANNEXED = tuple(map(str, ANNEXED))
_WORD = re.compile(r"^(?:paragraph|para|par)\.?\s*")
_JOINT = re.compile(r"[,，،、#]\s*|\s+#?")
_ANCHOR = re.compile(r"(?P<work>[^#\s]{0,300}(?: [^#\s]{1,100}){0,10})#(?P<place>[^#\s]{1,150})")
_MOST_JOINTS = 6
_NOTHING_BETWEEN = re.compile(
    r"[\s,،，、;]*(?:of|de|du|del|из|من|and|et|y|e|и|و|和|及|&)?\s*", re.IGNORECASE
)


def parse_citation(text: str) -> CitationRequest:
    """Take a citation apart.

    Args:
        text: as a drafter writes it in any of the six languages, with the work before or after
            the place ("para. 41 of UNEP/CBD/COP/11/17"); a link or an Akoma Ntoso IRI; a work
            and a label, as references are written ("decision 10/20#6").
    """
    given = _DIRECTION.sub("", unicodedata.normalize("NFKC", text)).strip()
    if named := read_iri(given) or read_link(given) or _read_anchored(given):
        return named
    mentions = find_pinpoints(given)
    if not mentions:
        return _read_labelled(given) or CitationRequest(_work(given))
    rest = _without(given, mentions)
    places = _places(given, mentions)
    if annexed := _ANNEX_OF.match(rest):
        work = _work(rest[annexed.end() :])
        if parse_symbol(work) is not None:
            outer = Place.ANNEX if annexed["annex"] else Place.APPENDIX
            return CitationRequest(work, tuple(_placed(outer, place) for place in places))
    return CitationRequest(_work(rest), places)


def is_citation(request: CitationRequest) -> bool:
    """Whether nothing but a citation was said: a place, and a symbol or nothing beside it."""
    return bool(request.places) and (
        not request.work or bool(request.lang) or parse_symbol(request.work) is not None
    )


def _read_anchored(text: str) -> CitationRequest | None:
    found = _ANCHOR.fullmatch(text)
    if found is None:
        return None
    first, _, last = found["place"].partition("–")
    places = CitedPlace(read_anchor(first), read_anchor(last) if last else "")
    return CitationRequest(found["work"].strip(_EDGES), (places,))


def _read_labelled(text: str) -> CitationRequest | None:
    """A symbol and a label as they are listed: "CBD/COP/DEC/15/4, pp3", "COP/11/17 41(c)"."""
    for joint in reversed(list(_JOINT.finditer(text))[-_MOST_JOINTS:]):
        work = text[: joint.start()].strip(_EDGES)
        label = _WORD.sub("", text[joint.end() :].lower()).replace(" ", "")
        # A bare number after a blank counts anything: "decision X/20 2030".
        if label.isdecimal() and not joint[0].strip():
            continue
        if read_label(label) and parse_symbol(work) is not None:
            return CitationRequest(work, (CitedPlace(label),))
    return None


def _without(text: str, mentions: Sequence[PinpointMention]) -> str:
    """What is left of a citation without the places."""
    starts = [0, *(mention.end for mention in mentions)]
    ends = [*(mention.start for mention in mentions), len(text)]
    parts = (text[start:end].strip(_EDGES) for start, end in zip(starts, ends, strict=True))
    return " ".join(part for part in parts if _NOTHING_BETWEEN.fullmatch(part) is None)


def _places(text: str, mentions: Sequence[PinpointMention]) -> tuple[CitedPlace, ...]:
    first, *others = mentions
    if len(others) == 1 and _holds(text, first, others[0]):  # "para. 3, annex I"
        return tuple(_placed(others[0].items[0].label, place) for place in _places_of(text, first))
    if others and _is_apart(text, first, others[0]):  # "annex I to decision X/20, para. 3"
        outer = first.items[0].label
        return tuple(_placed(outer, place) for one in others for place in _places_of(text, one))
    return tuple(place for mention in mentions for place in _places_of(text, mention))


def _places_of(text: str, mention: PinpointMention) -> tuple[CitedPlace, ...]:
    """What one phrase names; in a draft decision of which it does not say where it stands, too."""
    places = tuple(CitedPlace(item.label, item.last_label) for item in mention.items)
    if not names_draft(text[mention.start : mention.end]):
        return places
    return tuple(place if "/" in place.label else _placed(DRAFT, place) for place in places)


def _placed(outer: str, place: CitedPlace) -> CitedPlace:
    """A place within a larger one."""
    if place.label.startswith(_ANNEXED):
        return place
    return CitedPlace(f"{outer}/{place.label}", place.last_label and f"{outer}/{place.last_label}")


def _is_apart(text: str, outer: PinpointMention, inner: PinpointMention) -> bool:
    """Whether a larger place was named first, and its work between it and the smaller."""
    return (
        len(outer.items) == 1
        and not outer.items[0].last_label
        and "/" not in outer.items[0].label
        and _is_larger(outer.items[0])
        and not any(map(_is_larger, inner.items))
        and parse_symbol(_work(text[outer.end : inner.start])) is not None
    )


def _holds(text: str, inner: PinpointMention, outer: PinpointMention) -> bool:
    """Whether the larger place was named after the smaller."""
    return (
        _NOTHING_BETWEEN.fullmatch(text, inner.end, outer.start) is not None
        and len(outer.items) == 1
        and not outer.items[0].last_label
        and _is_larger(outer.items[0])
        and not any(map(_is_larger, inner.items))
    )


def _is_larger(item: PinpointItem) -> bool:
    return item.label.startswith((*_ANNEXED, "art-", "part-"))


def _work(text: str) -> str:
    """The name of the work without what stands around it."""
    name = _bare(_SEE.sub("", _bare(text)))
    if parse_symbol(name) is not None:
        return name
    return _bare(_AFTER.sub("", _OF.sub("", name))) or name


def _bare(text: str) -> str:
    return _unbracketed(text.strip(_EDGES)).strip(_EDGES)


def _unbracketed(text: str) -> str:
    for opening, closing in _BRACKETS:
        if text.startswith(opening) and text.endswith(closing):
            return text[1:-1]
    return text
