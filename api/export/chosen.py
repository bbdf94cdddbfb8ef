"""Fetches the precedents that were chosen for export, with their citations. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import MAX_EXPORTED, ExportItem
from index.errors import InvalidParameter
from index.model import Document, Passage
from index.snapshot import Snapshot
from retriever.citations import cite
from retriever.precedents import MAX_DRAFT_LENGTH, MAX_PARAGRAPHS, status_of

MAX_CHOSEN = 5_000
"""Passages of one export."""


@dataclass(frozen=True, slots=True)
class ChosenPrecedent:
    """A precedent to be written out.

    Attributes:
        passage: the passage.
        document: the document it stands in.
        citation: in the house style asked for.
        status: what it is; "" where unknown.
    """

    passage: Passage
    document: Document
    citation: str
    status: str

    @property
    def governing(self) -> str:
        """The words that govern the passage, on one line: "" where it can stand alone."""
        return " ".join(self.passage.chapeau.split())

    @property
    def text(self) -> str:
        """The passage; behind the words that govern it, it has its own label: "(a) To …"."""
        printed = self.passage.printed_label if self.governing else ""
        return f"{printed} {self.passage.text}" if printed else self.passage.text


@dataclass(frozen=True, slots=True)
class ChosenParagraph:
    """A paragraph of a draft with what was chosen for it.

    Attributes:
        label: its number in the draft, or its place among what is exported.
        draft: its text; may be "".
        precedents: what was chosen for it.
        no_precedent: whether it was found to have none.
        explanation: the verdict in one sentence; "" where nobody gave it.
    """

    label: str
    draft: str
    precedents: tuple[ChosenPrecedent, ...]
    no_precedent: bool
    explanation: str


def chosen(snapshot: Snapshot, items: list[ExportItem], lang: str) -> tuple[ChosenParagraph, ...]:
    """What was chosen, in the order given.

    Raises:
        InvalidParameter: there is nothing to export, or too much.
        PassageNotFound: a passage does not exist.
    """
    count = sum(len(item.passage_ids) for item in items)
    if not items or len(items) > MAX_EXPORTED or count > MAX_CHOSEN:
        raise InvalidParameter(
            f"{len(items):,} items with {count:,} passages are to be exported; there must be an "
            f"item, and at most {MAX_EXPORTED:,} with {MAX_CHOSEN:,} passages",
            hint=f"a draft has at most {MAX_PARAGRAPHS} paragraphs: export them in parts",
        )
    if sum(len(item.draft) for item in items) > MAX_DRAFT_LENGTH:
        raise InvalidParameter(
            f"the drafts to be exported are longer than {MAX_DRAFT_LENGTH:,} characters together",
            hint="export them in parts",
        )
    rows = [snapshot.row_id(passage_id) for item in items for passage_id in item.passage_ids]
    passages = snapshot.passages(rows)
    documents = snapshot.documents_by_id({passage.document_id for passage in passages})
    remaining = iter(passages)
    found = []
    for place, item in enumerate(items, start=1):
        own = [next(remaining) for _ in item.passage_ids]
        precedents = tuple(_chosen(documents[one.document_id], one, lang) for one in own)
        found.append(
            ChosenParagraph(
                label=" ".join(item.label.split()) or str(place),
                draft=item.draft.strip(),
                precedents=precedents,
                no_precedent=item.no_precedent,
                explanation=" ".join(item.explanation.split()),
            )
        )
    return tuple(found)


def _chosen(document: Document, passage: Passage, lang: str) -> ChosenPrecedent:
    return ChosenPrecedent(
        passage, document, cite(document, passage, lang or "en"), status_of(document, passage)
    )
