"""The quotations and citations of a text, and which belongs to which.

The text is what a chatbot or an author wrote, in any of the six languages. Knows quotation marks,
block quotations, citations in brackets and in running text. Must not look anything up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.pinpoints import find_pinpoints
from index.symbols import SymbolShape, find_symbols
from retriever.verification.tokens import TokenKind, tokenize

FEWEST_WORDS = 3
"""Words that stand between quotation marks in a quotation; fewer are a term, unless cited."""

FEWEST_CHARACTERS = 5
"""Likewise of Chinese characters."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A quotation or a citation in a text.

    Attributes:
        start: code points into the text; of a quotation, after its opening mark.
        end: exclusive.
        text: what is quoted, or the citation made whole: a bare "para. 7" has the document that
            was named last before it.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation and its citation; either may be missing."""

    quotation: Mention | None
    citation: Mention | None


def read_answer(text: str) -> tuple[Pair, ...]:
    """Take a text apart, in linear time.

    A citation right after a quotation is the quotation's; else the last one before it in its
    sentence is, else the first one after it.

    Returns:
        In the order of the text: quotations, each with its citation if it has one, and citations
        that no quotation has.
    """
    quoted = _quoted_spans(text)
    citations = list(_citations(text, [span for span in quoted if not span.is_block]))
    pairs: list[Pair] = []
    taken: set[int] = set()
    starts = [citation.start for citation in citations]
    for span in quoted:
        quotation = _without_citation(text, span, citations)
        index = _citation_of(text, quotation, citations, starts)
        is_beside = index is not None and _is_beside(text, quotation, citations[index])
        if not _is_quotation(quotation.text, is_cited=is_beside):
            continue
        citation = None if index is None else citations[index]
        if index is not None:
            taken.add(index)
        pairs.append(Pair(quotation, citation))
    pairs += [
        Pair(None, citation) for index, citation in enumerate(citations) if index not in taken
    ]
    return tuple(sorted(pairs, key=_place))


def _place(pair: Pair) -> int:
    mention = pair.quotation or pair.citation
    return mention.start if mention is not None else 0


def _is_quotation(text: str, *, is_cited: bool) -> bool:
    tokens = [token for token in tokenize(text, "und") if token.is_content]
    if is_cited:
        return bool(tokens)
    characters = sum(token.kind is TokenKind.HAN for token in tokens)
    return characters >= FEWEST_CHARACTERS or len(tokens) - characters >= FEWEST_WORDS


# Quotation marks


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A span that is quoted, marks left out."""

    start: int
    end: int
    is_block: bool = False


_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    '"': '"',
    "'": "'",
}
_MARK = re.compile("[“”„«»‹›「」『』‘’\"']|\n[^\\S\n]*\n")
_BLOCK = re.compile(r"(?:^|(?<=\n))[ \t]{0,3}>[^\n]*(?:\n[ \t]{0,3}>[^\n]*)*")


def _quoted_spans(text: str) -> list[_Quoted]:
    """What is quoted, outermost only; a block quotation where nothing within it is in marks."""
    marked = _marked_spans(text)
    starts = [span.start for span in marked]
    blocks = []
    for match in _BLOCK.finditer(text):
        place = bisect_right(starts, match.start())
        if place == len(marked) or marked[place].start >= match.end():
            blocks.append(_Quoted(match.start(), match.end(), is_block=True))
    return sorted([*marked, *blocks], key=lambda span: span.start)


def _marked_spans(text: str) -> list[_Quoted]:
    """What stands between quotation marks; a mark that nothing answers marks nothing."""
    spans: list[_Quoted] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if "\n" in mark:
            opened = []
            continue
        if mark in "'’" and not _closes(text, place) and not (mark == "'" and _opens(text, place)):
            continue  # an apostrophe
        depth = next(
            (d for d in range(len(opened) - 1, -1, -1) if mark in _CLOSERS[opened[d][0]]), None
        )
        if depth is not None and (mark != "'" or _closes(text, place)):
            start = opened[depth][1] + 1
            del opened[depth:]
            while spans and spans[-1].start >= start:
                spans.pop()  # a quotation within
            spans.append(_Quoted(start, place))
        elif mark in _CLOSERS and len(opened) < _DEEPEST:
            opened.append((mark, place))
    return spans


_DEEPEST = 8


def _opens(text: str, place: int) -> bool:
    return (place == 0 or not text[place - 1].isalnum()) and text[place + 1 : place + 2].isalnum()


def _closes(text: str, place: int) -> bool:
    return not text[place + 1 : place + 2].isalnum() and not text[place - 1 : place].isspace()


def _without_citation(text: str, span: _Quoted, citations: Sequence[Mention]) -> Mention:
    """A quotation; of a block, what stands before the citation that ends it."""
    end = span.end
    if span.is_block:
        for citation in citations:
            if span.start < citation.start < span.end:
                before = text[span.start : citation.start].rstrip(" \n\t>([（［【—–-")
                if _is_quotation(before, is_cited=False):
                    end = span.start + len(before)
                break
    quoted = text[span.start : end]
    if span.is_block:
        quoted = re.sub(r"(^|\n)([ \t]{0,3})>", r"\1\2 ", quoted)
    return Mention(span.start, end, quoted)


# Citations

_KINDS_BEFORE = re.compile(
    r"(?:decisions?|décisions?|decisi[oó]n(?:es)?|resolutions?|résolutions?|resoluci[oó]n(?:es)?"
    r"|recommendations?|recommandations?|recomendaci[oó]n(?:es)?|решени[а-я]{1,3}"
    r"|резолюци[а-я]{1,3}|рекомендаци[а-я]{1,3}|(?:ال)?مقرر|(?:ال)?قرار|(?:ال)?توصية|第)\s{0,2}\Z",
    re.IGNORECASE,
)
_KINDS_AFTER = re.compile(r"\s?号(?:决定|决议|建议|文件)")
_LONGEST_KIND = 20
# What may stand between a symbol and the place in it.
_CONNECTION = re.compile(
    r"(?:[\s,，、‎‏]|\b(?:of|the|in|to|de|du|des|la|le|los|las|del|el|au|aux|en|из|от|в|к|of)\b"
    r"|\b[ld]['’]|\b(?:document|decision|resolution|recommendation|décision|résolution"
    r"|recommandation|decisión|resolución|recomendación|documento)\b"
    r"|(?:документ|решени|резолюци|рекомендаци)[а-я]{0,3}|\b(?:من|في)\b|(?:ال)?(?:وثيقة|مقرر|قرار)"
    r"|[的号第]|文件|决定|决议|建议|之)*",
    re.IGNORECASE,
)
_LONGEST_CONNECTION = 40
_PASSAGE_ID = re.compile(
    r"(?<=\[)(?=[\w.-]{0,200}[^\W\d])[\w.-]{1,200}:(?!//)[^\s\[\]]{1,60}(?=\])"
    r"|(?<=\()(?=[\w.-]{0,200}[^\W\d])[\w.-]{1,200}:(?!//)[\w/.~-]{1,60}(?:\(\w{1,5}\)){0,4}(?=\))"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A symbol, a place or an id in a text."""

    start: int
    end: int
    is_symbol: bool


def _citations(text: str, quoted: Sequence[_Quoted]) -> Iterator[Mention]:
    """The citations outside of what is quoted: what a quotation cites is not our concern."""
    named = [*_named(text)]
    starts = [span.start for span in quoted]
    named = [one for one in named if not _is_within(one.start, quoted, starts)]
    last_symbol = ""
    place = 0
    while place < len(named):
        one = named[place]
        other = named[place + 1] if place + 1 < len(named) else None
        end = one.end
        if other is not None and _are_one(text, one, other):
            end = other.end
            place += 1
        place += 1
        whole = text[one.start : end]
        if one.is_symbol or end != one.end:
            symbol = one if one.is_symbol or other is None else other
            last_symbol = text[symbol.start : symbol.end]
            yield Mention(one.start, end, whole)
        elif _PASSAGE_ID.match(text, one.start):
            yield Mention(one.start, end, whole)
        elif last_symbol:
            yield Mention(one.start, end, f"{last_symbol}, {whole}")


def _named(text: str) -> Iterator[_Named]:
    """Symbols, places and ids in order, without overlap."""
    found = [_Named(match.start(), match.end(), False) for match in _PASSAGE_ID.finditer(text)]
    for mention in find_symbols(text):
        start, end = mention.start, mention.end
        before = _KINDS_BEFORE.search(text, max(0, start - _LONGEST_KIND), start)
        after = _KINDS_AFTER.match(text, end)
        if mention.shape is not SymbolShape.DOCUMENT and before is None and after is None:
            continue  # a fraction, a pair of years, a point of an article
        found.append(
            _Named(
                before.start() if before else start, after.end() if after else end, is_symbol=True
            )
        )
    found += [_Named(mention.start, mention.end, False) for mention in find_pinpoints(text)]
    end = -1
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if one.start >= end:
            yield one
            end = one.end


def _is_within(place: int, spans: Sequence[_Quoted], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < spans[index].end


def _are_one(text: str, one: _Named, other: _Named) -> bool:
    """Whether a symbol and a place are one citation."""
    if one.is_symbol == other.is_symbol or other.start - one.end > _LONGEST_CONNECTION:
        return False
    between = text[one.end : other.start]
    if _CONNECTION.fullmatch(between) is None:
        return False
    return one.is_symbol or any(char.isalpha() for char in between)


# Which belongs to which

_SENTENCE_END = re.compile(r"[.!?؟]\s|[。！？\n]")
_BESIDE = re.compile(
    r"[\s.,;:،؛，。；：!?»”\"')>]{0,8}[\[(（［【—–-]?\s?"
    r"(?:see |voir |véase |см\. ?|见|cf\. ?)?"
)


def _citation_of(
    text: str, quotation: Mention, citations: Sequence[Mention], starts: Sequence[int]
) -> int | None:
    after = bisect_right(starts, quotation.end - 1)
    if after < len(citations) and _is_beside(text, quotation, citations[after]):
        return after
    before = after - 1
    if before >= 0 and not _is_apart(text, citations[before].end, quotation.start):
        return before
    if after < len(citations) and not _is_apart(text, quotation.end, citations[after].start):
        return after
    return None


def _is_beside(text: str, quotation: Mention, citation: Mention) -> bool:
    """Whether a citation follows a quotation with nothing but signs between them."""
    if citation.start < quotation.end or citation.start - quotation.end > _LONGEST_CONNECTION:
        return False
    return _BESIDE.fullmatch(text, quotation.end, citation.start) is not None


_FARTHEST = 400  # code points between a citation and what it is the citation of


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    return end - start > _FARTHEST or _SENTENCE_END.search(text, start, end) is not None
