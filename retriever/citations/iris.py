"""Akoma Ntoso identifiers as the United Nations use them (AKN4UN): the work, and a place in it.

`/akn/un/statement/deliberation/cbd-cop/2012-10-19/CBD-COP-DEC-XI-23/eng@/!main#para_6`: type,
subtype, actor, date and number of the work, language of the expression, component, element.
After the OASIS Akoma Ntoso Naming Convention 1.0 and the UN Guidelines for AKN4UN, part 1. Must
not look at a collection.
"""

from __future__ import annotations

import re
from datetime import date

from index.identity import work_symbol
from index.model import Document, Passage
from index.pinpoints.words import Place
from index.symbols import Symbol, SymbolKind, parse_symbol
from retriever.citations.labels import Segment, label_of, read_label
from retriever.citations.request import CitationRequest, CitedPlace

UNKNOWN = "nn"
"""Stands where the naming convention wants something that is not known."""

_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
_TAGS = {code: tag for tag, code in _LANGUAGES.items()}
_ACTORS = {"GA": "unga", "SC": "unsc", "ECOSOC": "unecosoc"}

# Place → name of its element. A draft decision within a paragraph is a quoted structure.
_ELEMENTS = {Place.PARAGRAPH: "para", Place.ARTICLE: "art", Place.PART: "part"}
_COMPONENTS = {
    Place.ANNEX: "annex",
    Place.APPENDIX: "appendix",
    Place.DECISION: "decision",
    Place.DRAFT: "draft",
}
_PREAMBULAR, _QUOTED, _LIST, _POINT = "preamble__recs_1__rec", "qstr_1", "list_1", "point"
_AGAIN = "-dup"  # "13~2" → 13-dup2

_IRI = re.compile(
    r"(?:https?://[^/\s]{1,255})?/?akn/un/(?P<work>[^\s#~!]{1,400}?)/?"
    r"(?:/!(?P<component>[^\s#~]{1,100}))?"
    r"(?:[#~](?P<first>[^\s>]{1,200}?)(?:->(?P<last>[^\s>]{1,200}))?)?"
)
_EXPRESSION = re.compile(r"(?P<code>[a-z]{2,3})(?:@(?P<version>[^/]*))?")
_ELEMENT = re.compile(
    rf"{_PREAMBULAR}_(?P<pp>[^_]+)|(?P<element>para|art|part)_(?P<number>[^_]+)"
    rf"|(?P<quoted>{_QUOTED})|{_LIST}__{_POINT}_(?P<point>[^_]+)"
)


def work_iri(document: Document, passage: Passage) -> str:
    """The IRI of the work that a passage stands in, the same in all its languages."""
    symbol = work_symbol(document, passage)
    read = parse_symbol(symbol) if symbol else None
    adopted = read is not None and read.kind in _ADOPTED
    parts = (
        "statement/deliberation" if adopted else "doc/document",
        _actor(read) if read else UNKNOWN,
        _date(document, passage),
        re.sub(r"[^\w.-]+", "-", symbol).strip("-") or document.document_id,
    )
    return "/akn/un/" + "/".join(parts)


def passage_iri(document: Document, passage: Passage) -> str:
    """The IRI of a passage in its language; "" where its label is not one of a document."""
    path = _place_path(passage.label)
    if not path:
        return ""
    code = _LANGUAGES.get(passage.lang.partition("-")[0], passage.lang.partition("-")[0])
    found = _date(document, passage)
    version = "" if found == UNKNOWN else found
    return f"{work_iri(document, passage)}/{code}@{version}/{path}"


def element_id(label: str) -> str:
    """The identifier of a passage's element: `para_41__list_1__point_c`; "" where it has none."""
    return _place_path(label).partition("#")[2]


def read_iri(text: str) -> CitationRequest | None:
    """What an Akoma Ntoso IRI names; None where the text is none."""
    found = _IRI.fullmatch(text)
    if found is None:
        return None
    *path, number = found["work"].split("/")
    lang = ""
    if path and (expression := _EXPRESSION.fullmatch(number)):
        number, lang = path[-1], _TAGS.get(expression["code"], expression["code"])
    outer = _components(found["component"] or "main")
    first = _label(outer, found["first"] or "")
    last = _label(outer, found["last"]) if found["last"] else ""
    if first is None or last is None:
        return None
    return CitationRequest(number, (CitedPlace(first, last),) if first else (), lang)


_ADOPTED = (SymbolKind.DECISION, SymbolKind.RESOLUTION, SymbolKind.RECOMMENDATION)


def _actor(symbol: Symbol) -> str:
    if symbol.body in _ACTORS:
        return _ACTORS[symbol.body]
    return "-".join(filter(None, (symbol.organisation, symbol.body))).lower() or UNKNOWN


def _date(document: Document, passage: Passage) -> str:
    """The day on which the meeting ended that the text is of, or the document is dated."""
    for field in ("date_end", "date_start", "published", "date"):
        value = passage.metadata.get(field) or document.metadata.get(field)
        if isinstance(value, date):
            return value.isoformat()
    symbol = parse_symbol(work_symbol(document, passage))
    return str(symbol.year) if symbol and symbol.year else UNKNOWN


def _place_path(label: str) -> str:
    """Component and element: `!annex_1#para_3`; "" where a label has none."""
    segments = list(read_label(label))
    components = []
    while segments and segments[0].place in _COMPONENTS:
        outer = segments.pop(0)
        name = _COMPONENTS[outer.place]
        components.append(f"{name}_{_numbered(outer.number or '0', outer.again)}")
    if any(segment.place in _COMPONENTS for segment in segments):
        return ""
    steps = []
    for before, segment in zip([None, *segments], segments, strict=False):
        if before and {before.place, segment.place} <= _NUMBERED:
            steps.append(_QUOTED)
        steps.extend(_element_steps(segment))
    path = "!" + ("/".join(components) or "main")
    return f"{path}#{'__'.join(steps)}" if steps else path if components else ""


_NUMBERED = frozenset({Place.PARAGRAPH, Place.PREAMBULAR})


def _element_steps(segment: Segment) -> list[str]:
    steps = []
    if segment.place is Place.PREAMBULAR:
        steps.append(f"{_PREAMBULAR}_{_numbered(segment.number, segment.again)}")
    elif segment.number:
        name = _ELEMENTS[segment.place]
        steps.append(f"{name}_{_numbered(segment.number, segment.again)}")
    for level in segment.levels:
        name, again, times = level.partition("~")
        steps.append(f"{_LIST}__{_POINT}_{_numbered(name, again + times)}")
    return steps


def _numbered(number: str, again: str) -> str:
    return number + (_AGAIN + again[1:] if again else "")


def _unnumbered(number: str) -> str:
    """The number with its "~2": `_numbered` the other way round."""
    name, again, times = number.partition(_AGAIN)
    return f"{name}~{times}" if again else name


def _components(path: str) -> str | None:
    """The label that the components begin; None where they are not ours."""
    labels = []
    for part in path.split("/"):
        name, _, number = part.partition("_")
        place = _PLACES_OF_COMPONENTS.get(name)
        if part == "main":
            continue
        if place is None or not number:
            return None
        plain, tilde, again = _unnumbered(number).partition("~")
        labels.append(label_of((Segment(place, "" if plain == "0" else plain, tilde + again),)))
    return "/".join(labels)


_PLACES_OF_COMPONENTS = {name: place for place, name in _COMPONENTS.items()}
_PREFIXES = {"para": "", "art": "art-", "part": "part-"}


def _label(outer: str | None, element: str) -> str | None:
    """The label of an element within its components; None where it is not one of ours."""
    if outer is None:
        return None
    label, position = outer, 0
    below = False
    while position < len(element):
        found = _ELEMENT.match(element, position)
        if found is None or element[found.end() : found.end() + 2] not in ("", "__"):
            return None
        if found["point"]:
            name, tilde, again = _unnumbered(found["point"]).partition("~")
            joint = "" if below or not label else "/"
            label += f"{joint}({name}){tilde}{again}"
            below = True
        elif found["quoted"]:
            below = False
        else:
            prefix = "pp" if found["pp"] else _PREFIXES[found["element"]]
            label += ("/" if label else "") + prefix + _unnumbered(found["pp"] or found["number"])
            below = found["element"] != "part"  # a part has paragraphs, not levels
        position = found.end() + 2
    return label
