"""From precedents that were found to what is to be exported of them. Must not look for anything."""

from __future__ import annotations

from api import wire
from api.wire.precedents import ExportFormat
from retriever.precedents import LEAST_CONFIDENCE


def export_of_found(
    answer: wire.PrecedentsResponseModel, form: ExportFormat, lang: str
) -> wire.ExportRequest:
    """Every paragraph by its own number: with its precedents, or as one that has none.

    Args:
        answer: what was found.
        form: of the file.
        lang: BCP 47 tag of words and citations; that of the first paragraph where it is empty.
    """
    return wire.ExportRequest(
        format=form,
        items=[
            _item(paragraph, number) for number, paragraph in enumerate(answer.paragraphs, start=1)
        ],
        lang=lang or next((one.lang for one in answer.paragraphs), ""),
    )


def _item(paragraph: wire.DraftParagraphModel, number: int) -> wire.ExportItem:
    is_found = paragraph.verdict == "precedent"
    sure = [one for one in paragraph.precedents if one.confidence >= LEAST_CONFIDENCE]
    return wire.ExportItem(
        draft=paragraph.text,
        label=paragraph.label or f"¶{number}",
        passage_ids=[one.passage.id for one in sure],
        no_precedent=not is_found,
        explanation="" if is_found else paragraph.explanation,
    )
