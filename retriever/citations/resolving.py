"""Finds the passages that a citation names in a collection, or says what is near.

By columns and indexed look-ups, whatever the size of the collection. Never ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.errors import CitationNotFound, PassageNotFound
from index.model import Passage
from index.snapshot import Snapshot
from index.symbols import find_symbols, work_keys
from retriever.citations.catalogue import Catalogue, CitedWork, Positions, catalogue_of
from retriever.citations.near import NEAR_COUNT, nearest_labels, nearest_symbols
from retriever.citations.reading import MAX_CITATION_LENGTH, is_citation, parse_citation
from retriever.citations.request import DRAFT, CitationRequest, CitedPlace
from retriever.citations.writing import cite, cited_place, pinpoint

EXAMPLE = "UNEP/CBD/COP/11/17, para. 41 (c)"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation names.

    Attributes:
        citation: the citation as understood, in the English house style.
        row_ids: the passages: place after place as cited, in every language version; a range
            in the order of the text, sub-paragraphs included.
    """

    citation: str
    row_ids: tuple[int, ...]


def resolve(snapshot: Snapshot, text: str) -> tuple[Passage, ...]:
    """The passages that a passage id or a citation names, one per place and language version.

    Args:
        snapshot: where to look.
        text: a passage id, a citation, a link or an Akoma Ntoso IRI; or a lone place such as
            `para. 41 (c)`, where only one work has it.

    Raises:
        CitationNotFound: nothing or more than one work bears that name; the hint says what is
            near.
    """
    return tuple(snapshot.passages(resolve_rows(snapshot, text).row_ids))


def resolve_rows(snapshot: Snapshot, text: str) -> Resolution:
    """As `resolve`, without fetching the passages.

    Raises:
        CitationNotFound: likewise.
    """
    wanted = text.strip()
    if len(wanted) > MAX_CITATION_LENGTH:
        raise CitationNotFound(
            f"«{wanted[:60]}…» is too long for a citation",
            hint=f"cite one paragraph, for example: {EXAMPLE}",
        )
    named = _named_passage(snapshot, wanted)
    if named is not None:
        return named
    catalogue = snapshot.derived(catalogue_of)
    request = _titled(catalogue, wanted) or parse_citation(wanted)
    return _Resolver(snapshot, catalogue, wanted, request).resolution()


def resolve_query(snapshot: Snapshot, text: str) -> Resolution | None:
    """What a question names, where it is a citation and nothing else; None where it is not.

    Raises:
        CitationNotFound: it is a citation, but names nothing or several works.
    """
    wanted = text.strip()
    if len(wanted) > MAX_CITATION_LENGTH:
        return None
    named = _named_passage(snapshot, wanted)
    if named is not None:
        return named
    catalogue = snapshot.derived(catalogue_of)
    request = _titled(catalogue, wanted)
    if request is None:
        request = parse_citation(wanted)
        if not is_citation(request) and not (request.places and catalogue.spells(request.work)):
            return None
    return _Resolver(snapshot, catalogue, wanted, request).resolution()


def same_symbol(left: str, right: str) -> bool:
    """Whether two spellings name one document (with or without `UNEP/`, any hyphen)."""
    if not left or not right:
        return False
    return not set(work_keys(left)).isdisjoint(work_keys(right))


def _named_passage(snapshot: Snapshot, text: str) -> Resolution | None:
    """A passage by its id, alone or after a title ("Tides, note:r7")."""
    for name in dict.fromkeys((text, re.split(r"[,،，]\s*", text)[-1])):
        try:
            row_id = snapshot.row_id(name)
        except PassageNotFound:
            continue
        (passage,) = snapshot.passages([row_id])
        document = snapshot.document(passage.document_id)
        return Resolution(cite(document, passage), (row_id,))
    return None


def _titled(catalogue: Catalogue, text: str) -> CitationRequest | None:
    """A citation that begins with the title, file name or id of a document."""
    commas = [found.start() for found in re.finditer(r"[,،，]", text)]
    for comma in reversed(commas[-_MOST_COMMAS:]):
        if catalogue.knows(text[:comma]):
            rest = parse_citation(text[comma + 1 :])
            if rest.places and not rest.work:
                return replace(rest, work=text[:comma])
    return None


_MOST_COMMAS = 12
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LOOKALIKES = {"f": "e", "q": "c", "n": "o", "s": "y", "u": "x"}  # by place → as it looks


class _Resolver:
    """One citation and the collection that it is looked up in."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, wanted: str, request: CitationRequest
    ) -> None:
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._wanted = wanted
        self._request = request
        self._in_cyrillic = _CYRILLIC.search(wanted) is not None

    def resolution(self) -> Resolution:
        work = self._work()
        versions = self._versions(work)
        rows: dict[int, None] = {}
        written = []
        for place in self._request.places:
            found = self._rows(versions, place)
            if not len(found):
                raise self._no_such_place(work, versions, place)
            rows.update(dict.fromkeys(self._snapshot.row_ids[found].tolist()))
            written.append(self._understood(versions, place))
        citation = ", ".join(
            cited_place("" if place else work.name, label.label, label.last_label)
            for place, label in enumerate(written)
        )
        return Resolution(citation, tuple(rows))

    def _versions(self, work: CitedWork) -> list[Positions]:
        """The language versions that are meant."""
        lang_of = [self._catalogue.lang(positions) for positions in work.versions]
        wanted = self._request.lang
        chosen = [
            positions
            for positions, lang in zip(work.versions, lang_of, strict=True)
            if not wanted or lang.partition("-")[0] == wanted
        ]
        if not chosen:
            raise CitationNotFound(
                f"«{self._wanted}»: {work.name} is not here in '{wanted}'",
                hint=f"it is here in: {', '.join(sorted(filter(None, lang_of))) or 'no language'}",
            )
        return chosen

    def _understood(self, versions: Sequence[Positions], place: CitedPlace) -> CitedPlace:
        """The place by the labels of the passages that were found."""
        labels = [
            next(
                self._catalogue.labels(found[:1])[0]
                for positions in versions
                if len(found := self._one(positions, label))
            )
            if label
            else ""
            for label in (place.label, place.last_label)
        ]
        return CitedPlace(*labels)

    def _work(self) -> CitedWork:
        """The one work that is meant."""
        request = self._request
        if request.work:
            works = self._catalogue.works(request.work)
        elif request.places:
            works = self._catalogue.works_with(self._spellings(request.places[0].label))
        else:
            works = ()
        if request.work and not self._catalogue.knows(request.work):
            self._refuse_several()
        if request.work and not works:
            raise self._no_such_work()
        if not request.places:
            raise self._no_place(works)
        if len(works) > 1:
            raise self._ambiguous(works)
        if not works:
            raise CitationNotFound(
                f"«{self._wanted}» is in no document of the collection",
                hint=f"name the document too, for example: {EXAMPLE}",
            )
        return works[0]

    def _rows(self, versions: Sequence[Positions], place: CitedPlace) -> Positions:
        found = [
            self._range(positions, place) if place.last_label else self._one(positions, place.label)
            for positions in versions
        ]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def _one(self, positions: Positions, label: str) -> Positions:
        """The passages of one version that bear a label, or are known by it."""
        if label.startswith(f"{DRAFT}/"):
            return self._in_draft(positions, label.removeprefix(DRAFT))
        spellings = list(self._spellings(label))
        found = self._catalogue.labelled(positions, spellings[0])
        if not len(found):
            documents = self._catalogue.document_ids(positions)
            rows = self._snapshot.rows_also_labelled(documents, label)
            found = np.intersect1d(positions, self._snapshot.positions(np.array(rows, np.int64)))
        for other in spellings[1:]:
            if not len(found):
                found = self._catalogue.labelled(positions, other)
        return found.astype(np.int64)

    def _in_draft(self, positions: Positions, ending: str) -> Positions:
        """The passages of that ending in the drafts that paragraphs of one version hold."""
        labels = self._catalogue.labels(positions)
        inside = [label[:1].isdigit() and label.endswith(ending) for label in labels]
        found: Positions = positions[np.array(inside, bool)]
        return found

    def _range(self, positions: Positions, place: CitedPlace) -> Positions:
        """From one passage of a version through another with all that stands under it."""
        ends = [self._one(positions, label) for label in (place.label, place.last_label)]
        if not len(ends[0]) or not len(ends[1]):
            return np.zeros(0, np.int64)
        first, last = sorted(int(np.searchsorted(positions, end[0])) for end in ends)
        labels = self._catalogue.labels(positions[last:])
        under = (f"{labels[0]}(", f"{labels[0]}/")
        while last + 1 < len(positions) and labels[1].startswith(under):
            labels.pop(0)
            last += 1
        return positions[first : last + 1]

    def _spellings(self, label: str) -> Iterator[str]:
        """The label, then others that may be meant by it."""
        yield label
        if found := re.fullmatch(r"(.*\d)([a-z]{1,2})", label):  # "para. 41c"
            yield f"{found[1]}({found[2]})"
        if "/appendix" in label:  # "annex I, appendix II": appendices are counted by themselves
            yield label[label.index("/appendix") + 1 :]
        for name in ("annex", "appendix"):
            if label.startswith(f"{name}/"):
                yield label.replace(f"{name}/", f"{name}-1/", 1)
            if label.startswith(f"{name}-1/"):
                yield label.replace(f"{name}-1/", f"{name}/", 1)
        if self._in_cyrillic:
            yield re.sub(
                r"\((\w)\)", lambda level: f"({_LOOKALIKES.get(level[1], level[1])})", label
            )

    def _ambiguous(self, works: Sequence[CitedWork]) -> CitationNotFound:
        place = self._request.places[0]
        named = "; ".join(
            cited_place(work.name, place.label, place.last_label) for work in works[:NEAR_COUNT]
        )
        return CitationNotFound(
            f"«{self._wanted}» may mean a paragraph of {len(works)} documents",
            hint=f"say which: {named}" + ("; …" if len(works) > NEAR_COUNT else ""),
        )

    def _refuse_several(self) -> None:
        """Raise where two works are named, as their paragraphs cannot be told apart."""
        named = {symbol.normal: symbol for symbol in find_symbols(self._request.work)}
        if len(named) > 1:
            raise CitationNotFound(
                f"«{self._wanted}» names several documents",
                hint=f"cite paragraphs of one at a time, for example: {EXAMPLE}",
            )

    def _no_place(self, works: Sequence[CitedWork]) -> CitationNotFound:
        example, whole = EXAMPLE, ""
        if works and works[0].versions:
            first = self._catalogue.labels(works[0].versions[0][:1])[0]
            example = cited_place(works[0].name, first)
            whole = "; or read it whole with: pilcrow documents show"
        return CitationNotFound(
            f"«{self._wanted}» names no paragraph",
            hint=f"add one, for example: {example}{whole}",
        )

    def _no_such_work(self) -> CitationNotFound:
        symbols = self._catalogue.symbols
        near = nearest_symbols(work_keys(self._request.work)[0], symbols)
        return CitationNotFound(
            f"no document of the collection is called «{self._request.work}»",
            hint=f"the nearest here: {', '.join(near)}" if near else "no document has a symbol",
        )

    def _no_such_place(
        self, work: CitedWork, versions: Sequence[Positions], place: CitedPlace
    ) -> CitationNotFound:
        labels = [label for rows in versions for label in self._catalogue.labels(rows)]
        missing = next(
            (
                label
                for label in (place.label, place.last_label)
                if label and not any(len(self._one(rows, label)) for rows in versions)
            ),
            place.label,
        )
        near = nearest_labels(missing, labels)
        return CitationNotFound(
            f"«{self._wanted}» is not in the collection: {work.name} has no {pinpoint(missing)}",
            hint="near it: " + "; ".join(map(pinpoint, near))
            if near
            else "list the document's labels with: pilcrow documents show",
        )
