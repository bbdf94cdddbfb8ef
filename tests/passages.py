"""A passage for tests that need one and no document around it."""

from __future__ import annotations

from dataclasses import replace

from index.model import Passage, PassageKind

_PASSAGE = Passage(
    passage_id="note:1",
    document_id="note",
    ordinal=0,
    label="1",
    printed_label="1.",
    alt_labels=(),
    kind=PassageKind.PARAGRAPH,
    parent="",
    section_path=(),
    chapeau="",
    text="Text.",
    lang="en",
    start_line=1,
    end_line=1,
    footnote_refs=(),
    metadata={},
)


def one_passage(**changed: object) -> Passage:
    """Paragraph 1 of a note, but for the fields that are given."""
    return replace(_PASSAGE, **changed)  # type: ignore[arg-type]
