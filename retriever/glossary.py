"""Finds the names of known concepts in a text, whatever their language and inflection.

`CITES`, `СИТЕС` and `濒危物种贸易公约` are one concept; who asks by one name can be answered by
passages that use another. Must not rank or score: it says what is mentioned where.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.symbols import SymbolMention, find_symbols
from retriever.glossary_files import Concept, Name, read_concepts, shipped_file
from retriever.glossary_tokens import Token, tokenize

__all__ = ["Concept", "ConceptMention", "Glossary", "Name", "shipped_glossary"]


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A concept as it is named in a text.

    Attributes:
        start: code points into the text.
        end: exclusive.
        concept: what is named there.
    """

    start: int
    end: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of a concept, reached by the keys of its tokens.

    Attributes:
        concept: what it names.
        acronyms: for each token the capitals that a text must have there, "" where case is free;
            () where it is free in all.
    """

    concept: Concept
    acronyms: tuple[str, ...]

    def fits(self, tokens: Sequence[Token]) -> bool:
        """Whether tokens with the same keys have the capitals as well."""
        return not self.acronyms or all(
            not acronym or acronym == token.acronym
            for acronym, token in zip(self.acronyms, tokens, strict=True)
        )


class Glossary:
    """Concepts and their names. Never changes once built, so threads may share it.

    Names are looked up by the keys of their tokens, joined; `_lengths` says how many tokens the
    names that begin with a key may have, so that each place of a text costs a few look-ups,
    however many concepts there are.

    Args:
        concepts: each with a key of its own.
    """

    __slots__ = ("_entries", "_lengths", "concepts")

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._entries: dict[str, list[_Entry]] = {}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for concept in self.concepts:
            for keys, acronyms in dict.fromkeys(map(_keys_and_acronyms, concept.names)):
                self._entries.setdefault("\n".join(keys), []).append(_Entry(concept, acronyms))
                lengths[keys[0]].add(len(keys))
        self._lengths = {key: sorted(found, reverse=True) for key, found in lengths.items()}

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Glossary:
        """Read the glossary that comes with Pilcrow, and the user's own.

        Args:
            extra: files in the same form (`glossary_data/README.md`). A key that is new adds a
                concept; a known one replaces it, and a later file wins over an earlier.

        Raises:
            UnreadableFile: a file is not there, may not be read, or is not UTF-8.
            InvalidSetting: a line of a file is not in the form.
        """
        concepts: dict[str, Concept] = {}
        for path in (shipped_file(), *extra):
            concepts |= read_concepts(path)
        return cls(concepts.values())

    def find(self, text: str) -> tuple[ConceptMention, ...]:
        """Find the concepts that a text names, in time linear in its length.

        Of names that begin at the same place the longest is found, and the next is looked for
        after its end. Acronyms of few letters match in their own capitals only ("who" is not
        "WHO"), other names in any case; accents, hyphens, plurals, Russian cases and the
        articles and prepositions that Arabic joins to a word make no difference. What is part of
        a longer document symbol (`UNEP/CBD/COP/11/17`) is no mention.

        Returns:
            Mentions in order. They do not overlap, but a name that several concepts share gives
            one mention of each, in the order of `concepts`.
        """
        tokens = tokenize(text)
        symbols = find_symbols(text)
        mentions: list[ConceptMention] = []
        at = 0
        while at < len(tokens):
            matched, concepts = self._longest(tokens, at)
            if matched:
                start, end = tokens[at].start, tokens[at + matched - 1].end
                if not _within_longer(symbols, start, end):
                    mentions.extend(ConceptMention(start, end, concept) for concept in concepts)
            at += matched or 1
        return tuple(mentions)

    def _longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Iterable[Concept]]:
        """How many tokens from `at` on are a name, and of what; 0 and nothing if none are."""
        for length in self._lengths.get(tokens[at].key, ()):
            candidate = tokens[at : at + length]
            entries = self._entries.get(_joined(candidate), ())
            concepts = {
                entry.concept.key: entry.concept for entry in entries if entry.fits(candidate)
            }
            if concepts:
                return len(candidate), concepts.values()
        return 0, ()


@lru_cache(maxsize=1)
def shipped_glossary() -> Glossary:
    """The glossary that comes with Pilcrow, read once per process: it never changes."""
    return Glossary.load()


def _keys_and_acronyms(name: Name) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a text must have to hold a name: keys of tokens, and the capitals of its acronyms."""
    tokens = tokenize(name.text)
    acronyms = tuple([token.acronym for token in tokens])
    return tuple([token.key for token in tokens]), acronyms if any(acronyms) else ()


def _joined(tokens: Sequence[Token]) -> str:
    return "\n".join([token.key for token in tokens])


def _within_longer(symbols: Sequence[SymbolMention], start: int, end: int) -> bool:
    """Whether a span is part of a symbol, and not the whole of it."""
    place = bisect_right(symbols, start, key=lambda symbol: symbol.start) - 1
    if place < 0:
        return False
    symbol = symbols[place]
    return end <= symbol.end and (symbol.start, symbol.end) != (start, end)
