"""What a collection can be cited by: its works by symbol, title and file name, and their labels.

Made once for a snapshot, from columns; no passage is fetched. Must not read citations.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.columns import Column
from index.identity import slug
from index.model import Document, PassageKind
from index.snapshot import Snapshot
from index.symbols import work_keys

Positions = NDArray[np.int64]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class CitedWork:
    """A text that citations can name.

    Attributes:
        name: its symbol, or the title or file name of a document without one.
        versions: positions of its passages in order, by language version: by document, the
            records of a corpus by language.
    """

    name: str
    versions: tuple[Positions, ...]


class Catalogue:
    """The works of one snapshot.

    Args:
        snapshot: the snapshot.
        earlier: of an earlier one; what it knows of symbols still holds.
    """

    def __init__(self, snapshot: Snapshot, earlier: Catalogue | None = None) -> None:
        columns = snapshot.columns
        self._symbols, self._labels = columns.column("symbol"), columns.column("label")
        self._documents, self._langs = columns.column("document_id"), columns.column("lang")
        self._is_record = _having_value(columns.column("kind"), str(PassageKind.RECORD))
        self._of_symbol, self._of_document = _Rows(self._symbols), _Rows(self._documents)
        self._of_label = _Rows(self._labels)
        self._codes_of_folded = _inverted(
            ((folded_label(str(label)),), code) for code, label in enumerate(self._labels.values)
        )
        known = {} if earlier is None else earlier.symbols
        names = [str(symbol) for symbol in self._symbols.values]
        self._keys: Mapping[str, tuple[str, ...]] = {
            name: known.get(name) or work_keys(name) for name in names
        }
        self._code_of_symbol = {name: code for code, name in enumerate(names)}
        self._having = _inverted((keys, name) for name, keys in self._keys.items())
        self._spelled = _inverted(
            ({slug(name), *map(slug, keys)}, name) for name, keys in self._keys.items()
        )
        self._code_of_document = {str(one): n for n, one in enumerate(self._documents.values)}
        documents = snapshot.documents()
        self._titles = {one.document_id: one.title or one.name for one in documents}
        self._named = _inverted((_names(one), one.document_id) for one in documents)

    @property
    def symbols(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of all symbols, by symbol."""
        return self._keys

    def knows(self, name: str) -> bool:
        """Whether a document is called so by its title, file name or id."""
        return folded_name(name) in self._named

    def spells(self, name: str) -> bool:
        """Whether a name is that of a work and nothing else, however punctuated: "cop 11/17"."""
        return slug(name) in self._spelled or self.knows(name)

    def works(self, name: str) -> tuple[CitedWork, ...]:
        """The works that a name may mean: a symbol in any spelling, a title, a file's name."""
        symbols = self._symbols_called(name)
        if symbols:
            return self._grouped(symbols)
        return tuple(map(self._document, self._named.get(folded_name(name), ())))

    def works_with(self, labels: Iterable[str]) -> tuple[CitedWork, ...]:
        """The works that have a passage of the first of the labels that any has; not all of many.

        Several works are too many already, so that few are looked at.
        """
        rows = next((found for label in labels if len(found := self._rows(label))), _NONE)
        codes = self._symbols.codes[rows]
        symbols = [str(self._symbols.values[code]) for code in _first(codes[codes >= 0])]
        documents = _first(self._documents.codes[rows[codes < 0]])
        return (
            *self._grouped(symbols),
            *(self._document(str(self._documents.values[code])) for code in documents),
        )

    def labelled(self, positions: Positions, label: str) -> Positions:
        """Those of the positions whose passage bears a label; case counts only where it tells."""
        codes = self._labels.codes[positions]
        wanted = self._codes_of_folded.get(folded_label(label), ())
        exact = [code for code in wanted if self._labels.values[code] == label]
        found = positions[np.isin(codes, exact)]
        return found if len(found) else positions[np.isin(codes, wanted)]

    def labels(self, positions: Positions) -> list[str]:
        """The labels at some positions."""
        return [str(self._labels.values[code]) for code in self._labels.codes[positions]]

    def document_ids(self, positions: Positions) -> list[str]:
        """The documents that some positions stand in."""
        return [
            str(self._documents.values[code]) for code in _first(self._documents.codes[positions])
        ]

    def lang(self, positions: Positions) -> str:
        """The language at the first of some positions."""
        code = self._langs.codes[positions[0]]
        return str(self._langs.values[code]) if code >= 0 else ""

    def _rows(self, label: str) -> Positions:
        codes = self._codes_of_folded.get(folded_label(label), ())
        exact = [code for code in codes if self._labels.values[code] == label]
        return np.concatenate([_NONE, *(self._of_label.rows(code) for code in exact or codes)])

    def _symbols_called(self, name: str) -> list[str]:
        """Symbols of the same work, the principal key of one being among the other's."""
        keys = work_keys(name)
        candidates = {symbol for key in keys for symbol in self._having.get(key, ())}
        if not _is_bare_number(keys):
            candidates = {symbol for symbol in candidates if _same_work(keys, self._keys[symbol])}
        return sorted(candidates) or list(self._spelled.get(slug(name), ()))

    def _grouped(self, symbols: Sequence[str]) -> tuple[CitedWork, ...]:
        groups: list[list[str]] = []
        for symbol in symbols[:_MOST_COMPARED]:
            keys = self._keys[symbol]
            for group in groups:
                if any(_same_work(keys, self._keys[other]) for other in group):
                    group.append(symbol)
                    break
            else:
                groups.append([symbol])
        return tuple(self._work(group) for group in groups)

    def _work(self, symbols: Sequence[str]) -> CitedWork:
        rows = [self._of_symbol.rows(self._code_of_symbol[symbol]) for symbol in symbols]
        return CitedWork(symbols[0], self._versions(np.concatenate(rows)))

    def _document(self, document_id: str) -> CitedWork:
        code = self._code_of_document.get(document_id)
        rows = _NONE if code is None else self._of_document.rows(code)
        return CitedWork(self._titles[document_id], self._versions(rows))

    def _versions(self, rows: Positions) -> tuple[Positions, ...]:
        """Rows apart by document, those of a corpus by language too; documents by id."""
        lang = np.where(self._is_record[rows], self._langs.codes[rows], -1)
        apart: dict[tuple[str, int], list[int]] = {}
        for row, code, of_lang in zip(rows, self._documents.codes[rows], lang, strict=True):
            name = str(self._documents.values[code])
            apart.setdefault((name, int(of_lang)), []).append(int(row))
        return tuple(np.array(sorted(apart[key]), np.int64) for key in sorted(apart))


def catalogue_of(snapshot: Snapshot, earlier: Catalogue | None) -> Catalogue:
    """The catalogue of a snapshot, for `Snapshot.derived`."""
    return Catalogue(snapshot, earlier)


def folded_name(name: str) -> str:
    """A title or file name without the differences that nobody means."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def folded_label(label: str) -> str:
    """A label in which case and the slash before a level do not count."""
    return label.lower().replace("/(", "(")


class _Rows:
    """The positions of every value of a column."""

    def __init__(self, column: Column) -> None:
        self._order = np.argsort(column.codes, kind="stable").astype(np.int64)
        self._starts = np.searchsorted(column.codes[self._order], np.arange(len(column.values) + 1))

    def rows(self, code: int) -> Positions:
        """Ascending."""
        return self._order[self._starts[code] : self._starts[code + 1]]


_NONE: Positions = np.zeros(0, np.int64)
_MOST_COMPARED = 64


def _having_value(column: Column, value: str) -> NDArray[np.bool_]:
    code = column.values.index(value) if value in column.values else -2
    return np.asarray(column.codes == code)


def _first(codes: NDArray[np.int32]) -> list[int]:
    """Distinct codes in the order of their first occurrence."""
    return list(dict.fromkeys(codes.tolist()))


def _inverted(pairs: Iterable[tuple[Iterable[str], T]]) -> dict[str, tuple[T, ...]]:
    """For every name, what goes by it."""
    found: dict[str, list[T]] = {}
    for names, thing in pairs:
        for name in names:
            found.setdefault(name, []).append(thing)
    return {name: tuple(things) for name, things in found.items()}


def _names(document: Document) -> set[str]:
    stem = str(PurePosixPath(document.name).with_suffix("")) if document.name else ""
    names = (document.document_id, document.title, document.name, stem)
    return {folded_name(name) for name in names if name}


def _same_work(left: Sequence[str], right: Sequence[str]) -> bool:
    return left[0] in right or right[0] in left


def _is_bare_number(keys: Sequence[str]) -> bool:
    """Whether nothing says what a number is the number of: X/20."""
    return len({key.partition(" ")[0] for key in keys if " " in key}) > 1
