"""The lexical arm: which passages hold the question's words, symbols and known concepts.

A concept of the glossary counts where any of its names stands, in any language, so that `CITES`
finds `濒危物种贸易公约`; a symbol counts where any of its notations stands. Works on rows and
terms only; fusing is done in `arms`.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import SYMBOL_PREFIX, analyze_name, analyze_query
from index.lexical import K1, LexicalIndex, QueryTerm, idf
from index.snapshot import Snapshot
from index.symbols import SymbolMention, find_symbols
from retriever.filters import BoolMask
from retriever.fusion import FloatVector, best_of_groups
from retriever.glossary import Concept, ConceptMention, Glossary, Name
from retriever.kind_words import kind_terms
from retriever.query import Query
from retriever.ranking import Ranking

WIDER_FORM = 0.8
"""Share of that for a passage with a wider form only: the document for its addendum."""

KIND_WORD = 0.25
"""What "decision" or "paragraph" counts beside a symbol: it is said of a thousand others."""

_ONCE = 1.0 / (1.0 + K1)
"""What BM25 gives a term that stands once in a passage of average length, of its idf."""

Positions = NDArray[np.intp]

_NO_TERM = -1


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What the lexical arm says of all n rows.

    Attributes:
        scores: BM25, float32 (n,), 0 where nothing matches or the row is not allowed.
        reach: float32 (n,), in [0, 1]: how much of the question, by rarity, the best allowed row
            in the language of this row holds. Symbols and concepts, which go by names in every
            language, are within reach of all rows where one row holds them.
        named: the best that naming these gives an allowed row, in units of `scores`. Who scales
            the scores by the best of each language must scale by no less than this, or the words
            "decision 10/20" make a passage that says "decision" the equal of one that says 10/20.
    """

    scores: FloatVector
    reach: FloatVector
    named: float = 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that the question asks for.

    Attributes:
        total: what they count together, those included that no passage holds.
        terms: those that occur in the collection.
    """

    total: float
    terms: Sequence[QueryTerm]


@dataclass(frozen=True, slots=True)
class _Item:
    """A symbol or concept that the question names.

    Attributes:
        weight: what it counts, rarity included.
        positions: int (m,), ascending: the rows that name it.
        degrees: float32 (m,), how exactly they do, in (0, 1].
    """

    weight: float
    positions: Positions
    degrees: FloatVector


def match_words(
    snapshot: Snapshot,
    glossary: Glossary,
    ranking: Ranking,
    query: Query,
    allowed: BoolMask | None,
) -> WordMatches:
    """Score all n rows by words, symbols and concepts.

    Args:
        snapshot: one generation of a collection.
        glossary: the concepts that are known.
        ranking: the weight of concepts and of words that no passage holds.
        query: the question.
        allowed: bool (n,), the rows that may be found; None for all.
    """
    lexical = snapshot.lexical
    pool = np.ones(len(lexical.row_ids), np.bool_) if allowed is None else allowed
    concepts = glossary.find(query.text) if ranking.concept_weight > 0.0 else ()
    symbols = _apart(find_symbols(query.text), concepts)
    items = [
        *_concept_items(snapshot, concepts, ranking.concept_weight),
        *_symbol_items(snapshot, symbols, ranking.symbol_weight),
    ]
    kinds = kind_terms() if symbols else frozenset()

    # The words of a concept's name score where they stand; but what a passage lacks of them does
    # not count against it, as they are asked for as that concept.
    counts = _counts(_without(query.text, symbols), query.lang, kinds)
    scores = lexical.scores(_query_terms(snapshot, counts))
    held = np.zeros(len(pool), np.float32)
    for item in items:
        held[item.positions] += item.degrees * np.float32(item.weight)
    held *= pool
    scores += held * _ONCE
    scores *= pool

    counts = _counts(_without(query.text, [*concepts, *symbols]), query.lang, kinds)
    asked = _Words(sum(counts.values()), _query_terms(snapshot, counts))
    reach = _reach(lexical, asked, items, held, ranking.absent_weight, pool)
    return WordMatches(scores, reach, named=float(held.max(initial=0.0)) * _ONCE)


def _reach(
    lexical: LexicalIndex,
    asked: _Words,
    items: Sequence[_Item],
    held: FloatVector,
    absent_weight: float,
    pool: BoolMask,
) -> FloatVector:
    """See `WordMatches.reach`."""
    matched = lexical.coverage(asked.total, asked.terms)
    matched *= np.float32(lexical.bound(asked.total, asked.terms))

    languages = np.where(pool, lexical.languages, np.int32(-1))
    count = int(lexical.languages.max(initial=-1)) + 1
    reachable = lexical.reachable(asked.terms, languages, count)
    reachable += sum(item.weight for item in items if pool[item.positions].any())
    everything = lexical.bound(asked.total, asked.terms) + sum(item.weight for item in items)
    possible = reachable + absent_weight * (everything - reachable)
    best = best_of_groups((matched + held) * pool, lexical.languages)
    best = np.maximum(best, held.max(initial=0.0))
    reach = np.zeros(count, np.float32)
    np.divide(best, possible, out=reach, where=possible > 0.0)
    return np.asarray(np.minimum(reach, 1.0)[lexical.languages], dtype=np.float32)


# Words


def _counts(text: str, lang: str, kinds: Set[str]) -> dict[str, float]:
    """What each term of a text counts: how often it stands there, little if it names a kind."""
    return {
        term: count * (KIND_WORD if term in kinds else 1.0)
        for term, count in Counter(analyze_query(text, lang)).items()
    }


def _query_terms(snapshot: Snapshot, counts: Mapping[str, float]) -> list[QueryTerm]:
    ids = snapshot.term_ids(counts)
    return [(term_id, counts[term]) for term, term_id in ids.items()]


def _without(text: str, mentions: Iterable[ConceptMention | SymbolMention]) -> str:
    """The text with all that is mentioned left out."""
    pieces: list[str] = []
    end = 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if mention.start >= end:  # concepts that share a name share its span
            pieces.append(text[end : mention.start])
            end = mention.end
    return " ".join([*pieces, text[end:]])


# Symbols and concepts


def _apart(
    symbols: Sequence[SymbolMention], concepts: Sequence[ConceptMention]
) -> list[SymbolMention]:
    """The mentions of symbols that are no part of a concept's name (`Article 8(j)`)."""
    return [
        symbol
        for symbol in symbols
        if not any(c.start < symbol.end and symbol.start < c.end for c in concepts)
    ]


def _symbol_items(
    snapshot: Snapshot, mentions: Sequence[SymbolMention], weight: float
) -> Iterator[_Item]:
    """What names each symbol: in full, or by one of its wider forms."""
    for symbol in {mention.normal: mention for mention in mentions}.values():
        ids = snapshot.term_ids(SYMBOL_PREFIX + form for form in symbol.forms)
        exact = ids.pop(SYMBOL_PREFIX + symbol.normal, _NO_TERM)
        degrees = np.zeros(len(snapshot.row_ids), np.float32)
        for wider in ids.values():
            degrees[snapshot.lexical.rows_with(wider)] = WIDER_FORM
        degrees[snapshot.lexical.rows_with(exact)] = 1.0
        yield _item(weight, np.flatnonzero(degrees), degrees)


def _concept_items(
    snapshot: Snapshot, mentions: Sequence[ConceptMention], weight: float
) -> Iterator[_Item]:
    """What names each concept, in any language."""
    for concept in {mention.concept.key: mention.concept for mention in mentions}.values():
        degrees = np.zeros(len(snapshot.row_ids), np.float32)
        for rows in _rows_naming(snapshot, concept):
            degrees[rows] = 1.0
        yield _item(weight, np.flatnonzero(degrees), degrees)


def _item(weight: float, positions: Positions, degrees: FloatVector) -> _Item:
    return _Item(weight * idf(len(positions), len(degrees)), positions, degrees[positions])


def _rows_naming(snapshot: Snapshot, concept: Concept) -> Iterator[NDArray[np.int32]]:
    """For each name that some rows hold, their positions: a name's rows have all its parts."""
    names = [name for name in map(_parts_of_name, concept.names) if name]
    ids = snapshot.term_ids({term for parts in names for part in parts for term in part})
    for parts in names:
        known = [[ids[term] for term in part if term in ids] for part in parts]
        if all(known):
            yield _rows_with_all(snapshot.lexical, known)


def _rows_with_all(lexical: LexicalIndex, parts: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    """Positions of the rows that hold, of each part, at least one term; ascending."""
    postings = [[lexical.rows_with(term) for term in part] for part in parts]
    postings.sort(key=lambda rows: sum(map(len, rows)))
    held = functools.reduce(np.union1d, postings[0])
    for alternatives in postings[1:]:
        if not len(held):
            break
        found = np.zeros(len(held), np.bool_)
        for rows in alternatives:
            places = np.minimum(np.searchsorted(rows, held), len(rows) - 1)
            found |= rows[places] == held
        held = held[found]
    return held


@functools.lru_cache(maxsize=8_192)
def _parts_of_name(name: Name) -> Sequence[tuple[str, ...]]:
    return tuple(analyze_name(name.text, name.lang))
