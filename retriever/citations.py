"""Citations: the one a drafter would write for a passage, and the passage that one names.

English house style (`UNEP/CBD/COP/11/17, para. 41 (c)`): by paragraph number, never by page.
Never ranks: a citation names a passage or it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import CitationNotFound, PassageNotFound
from index.identity import work_symbol
from index.model import Document, Passage, PassageKind
from index.snapshot import Snapshot
from index.symbols import find_symbols

MAX_CITATION_LENGTH = 500
NEAR_COUNT = 5

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

# Scopes that a label names, and how they are written.
SCOPES = {
    "annex": "annex",
    "art": "article",
    "part": "part",
    "draft": "draft decision",
    "decision": "decision",
}
PREAMBULAR_LABEL = re.compile(r"pp(\d+)(~\d+)?")
SCOPE_LABEL = re.compile(rf"({'|'.join(SCOPES)})(?:-([^~]+))?(~\d+)?")
LEVEL = re.compile(r"\(?([a-z]{1,5})\)(~\d+)?", re.IGNORECASE)

# One step of a pinpoint. The word for "paragraph" is known in six languages; the Chinese one
# stands on both sides of its number. "~2" is the second unit that bears one label.
STEP = re.compile(
    rf"""
      (?P<ordinal> \b(?:{"|".join(ORDINALS)}|\d+(?:st|nd|rd|th)))
      \s+preambular\s+para(?:graph|\b)\.?(?P<ordinal_again>~\d+)?
    | \b(?P<scope>annex|article|part|draft\ decision|decision)\s+(?P<value>[ivx]+|\d+[a-z]*)
      (?P<scope_again>~\d+)?\b(?!\s*/)
    | \b(?P<unnumbered>annex)\b(?P<unnumbered_again>~\d+)?
    | (?: \b(?:operative\s+|draft\s+)?para(?:graph)?s?\b\.?
        | \bparagraphes?\b | \bpárr(?:afos?|s)?\b\.? | \bpars?\b\.? | §+
        | \bпп?\b\. | \bпункт\w*\b | الفقر(?:ات|ة) | 第(?=[^第]*段) )
      \s*(?P<number>\d{{1,4}}(?:\.\d{{1,3}})?[a-z]{{0,3}}(?:~\d+)?(?![a-z\d]))
      (?P<levels>(?:\s*\(?[a-z]{{1,5}}\)(?:~\d+)?)*)\s*段?
    """,
    re.VERBOSE | re.IGNORECASE,
)
EDGES = " ,;\t\N{ARABIC COMMA}\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}"
OF = re.compile(r"^(?:of|de|du|от|из|من)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CitationRequest:
    """A citation taken apart: which document, which label in it; either may be "" ."""

    symbol: str
    label: str


def cite(document: Document, passage: Passage) -> str:
    """The citation of a passage, e.g. `UNEP/CBD/COP/11/17, para. 41 (c)`.

    A corpus record is cited by its `symbol` and label where it has both, else by its title and
    id. A document without a symbol is cited by its title, then its file name.
    """
    if passage.kind is PassageKind.RECORD:
        return _cite_record(document, passage)
    source = document.symbol or document.title or document.name
    return f"{source}, {pinpoint(passage.label)}"


def pinpoint(label: str) -> str:
    """The part of a citation that names the place, e.g. `para. 41 (c)` for `41(c)`.

    Segments of a label nest from the outside in: `71/2` is paragraph 2 of the draft that
    paragraph 71 holds, `annex-1/3` paragraph 3 of annex I.
    """
    outer, *inner = label.split("/")
    if not inner:
        return _segment(outer)
    if outer[:1].isdigit():
        return ", ".join([_segment(outer), "draft decision", *map(_segment, inner)])
    return ", ".join([_segment(outer), *map(_segment, inner)])


def parse_citation(text: str) -> CitationRequest:
    """Take a citation apart; tolerant of spacing, of brackets and of the word for "paragraph"."""
    normal = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    steps = list(STEP.finditer(normal))
    if not steps:
        return CitationRequest(symbol=normal, label="")
    before, after = normal[: steps[0].start()], normal[steps[-1].end() :]
    symbol = before.strip(EDGES) or OF.sub("", after.strip(EDGES))
    return CitationRequest(symbol, label="/".join(map(_label_step, steps)))


def resolve(snapshot: Snapshot, text: str) -> tuple[Passage, ...]:
    """The passages that a passage id or a citation names, one per language version.

    Args:
        snapshot: where to look.
        text: a passage id, a citation, or a lone label such as `para. 41 (c)`, which names a
            passage in every document that has it.

    Raises:
        CitationNotFound: nothing bears that name; the hint says what is near.
    """
    wanted = text.strip()
    if len(wanted) > MAX_CITATION_LENGTH:
        raise CitationNotFound(
            f"«{wanted[:60]}…» is too long for a citation",
            hint="cite one paragraph, for example: UNEP/CBD/COP/11/17, para. 41 (c)",
        )
    try:
        return tuple(snapshot.passages([snapshot.row_id(wanted)]))
    except PassageNotFound:
        request = parse_citation(wanted)
    documents = _documents_of(snapshot, request.symbol)
    found = tuple(
        passage
        for document in documents
        for passage in snapshot.document_passages(document.document_id)
        if request.label and request.label in (passage.label, *passage.alt_labels)
    )
    if not found:
        raise _not_found(snapshot, wanted, request, documents)
    return found


def same_symbol(left: str, right: str) -> bool:
    """Whether two spellings name one document (with or without `UNEP/`, any hyphen)."""
    return bool(left) and bool(right) and _symbol_key(left) == _symbol_key(right)


def _documents_of(snapshot: Snapshot, symbol: str) -> list[Document]:
    documents = snapshot.documents()
    if not symbol:
        return documents
    return [
        document
        for document in documents
        if same_symbol(document.symbol, symbol)
        or symbol.casefold() in (document.document_id, document.title.casefold())
    ]


def _symbol_key(symbol: str) -> str:
    mentions = find_symbols(symbol)
    if mentions:
        return mentions[0].normal
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", symbol)).strip().casefold()


def _cite_record(document: Document, passage: Passage) -> str:
    symbol = work_symbol(document, passage)
    if symbol and passage.label != passage.passage_id:
        return f"{symbol}, {pinpoint(passage.label)}"
    title = passage.metadata.get("title") or document.title or document.name
    return f"{symbol or title}, {passage.passage_id}"


def _segment(segment: str) -> str:
    if preambular := PREAMBULAR_LABEL.fullmatch(segment):
        return f"{_ordinal(int(preambular[1]))} preambular para.{preambular[2] or ''}"
    if scope := SCOPE_LABEL.fullmatch(segment):
        name, number, again = scope.groups(default="")
        value = _roman(number) if name == "annex" else number
        return " ".join(filter(None, [SCOPES[name], value])) + again
    number, *levels = segment.split("(")
    return f"para. {number}" + "".join(f" ({level}" for level in levels)


def _label_step(step: re.Match[str]) -> str:
    """The segment of a label that a step of a citation names: `_segment` the other way round."""
    if step["number"]:
        levels = "".join(
            f"({level.lower()}){again}" for level, again in LEVEL.findall(step["levels"])
        )
        return step["number"].lower() + levels
    if step["scope"]:
        name = next(key for key, word in SCOPES.items() if word == step["scope"].lower())
        return f"{name}-{_from_roman(step['value']).lower()}{step['scope_again'] or ''}"
    if step["ordinal"]:
        word = step["ordinal"].lower()
        number = ORDINALS.index(word) + 1 if word in ORDINALS else word[:-2]
        return f"pp{number}{step['ordinal_again'] or ''}"
    return f"annex{step['unnumbered_again'] or ''}"


def _roman(number: str) -> str:
    if not number.isdigit() or not 0 < int(number) < 40:
        return number.upper()
    tens, ones = divmod(int(number), 10)
    return "X" * tens + ROMAN_ONES[ones]


def _from_roman(number: str) -> str:
    by_numeral = {_roman(str(value)): str(value) for value in range(1, 40)}
    return by_numeral.get(number.upper(), number)


def _ordinal(number: int) -> str:
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _not_found(
    snapshot: Snapshot, wanted: str, request: CitationRequest, documents: Sequence[Document]
) -> CitationNotFound:
    if request.symbol and not documents:
        symbols = sorted({document.symbol for document in snapshot.documents() if document.symbol})
        near = ", ".join(symbols[:NEAR_COUNT]) or "none has a symbol"
        return CitationNotFound(
            f"no document of the collection is called «{request.symbol}»",
            hint=f"documents here: {near}",
        )
    if not request.label:
        return CitationNotFound(
            f"«{wanted}» names no paragraph",
            hint="add one, for example: UNEP/CBD/COP/11/17, para. 41 (c)",
        )
    number = request.label.split("(")[0]
    near = ", ".join(
        dict.fromkeys(
            passage.label
            for document in documents
            for passage in snapshot.document_passages(document.document_id)
            if passage.label.split("(")[0] == number
        )
    )
    return CitationNotFound(
        f"«{wanted}» is not in the collection",
        hint=f"labels near it: {near}" if near else "list a document with: pilcrow documents show",
    )
