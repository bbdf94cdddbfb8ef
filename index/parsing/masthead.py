"""Where the masthead ends and the document begins.

Must not read the fields: that is `header`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from index.parsing.header import has_field, is_author
from index.parsing.heading_forms import HeadingKind
from index.parsing.headings import Heading
from index.parsing.labels import LabelMatch, Style
from index.parsing.lines import Line, could_be_heading

_OPENING_WORDS = re.compile(
    r"introduction|background|summary|executive summary|contexte|résumé|introducción|antecedentes"
    r"|resumen|введение|история вопроса|справочная информация|резюме"
    r"|مقدمة|خلفية|معلومات أساسية|موجز"
    r"|导言|引言|前言|背景|概要|摘要|导\s言",
    re.IGNORECASE,
)
_WEAK_HEADINGS = frozenset({HeadingKind.CAPITALS, HeadingKind.PLAIN})
_TITLES = frozenset({HeadingKind.MARKUP, HeadingKind.DECISION})
_FURTHEST = 200
_PROSE = 200
_FULL_STOPS = (".", "。", "؛", ";", "；")


def header_end(
    lines: Sequence[Line],
    free: Sequence[bool],
    headings: Mapping[int, Heading],
    actors: Collection[int],
    labels: Mapping[int, LabelMatch],
) -> int:
    """Index of the first line that belongs to the document and not to its masthead.

    The masthead reaches to its author where it names one, else to the last line before the first
    heading, number or actor that is neither prose nor an opening word such as "Introduction".
    """
    first = _first_structure(lines, headings, actors, labels)
    limit = min(first, _FURTHEST, len(lines))
    authors = [i for i in range(limit) if free[i] and is_author(lines[i].text)]
    if authors:
        return authors[0] + 1
    if first >= len(lines):
        return _last_field(lines, limit)
    return _last_title(lines, limit)


def _first_structure(
    lines: Sequence[Line],
    headings: Mapping[int, Heading],
    actors: Collection[int],
    labels: Mapping[int, LabelMatch],
) -> int:
    strong = [
        index
        for index, heading in headings.items()
        if heading.form.kind not in _WEAK_HEADINGS and not _is_title(index, heading, headings)
    ]
    numbered = [index for index, label in labels.items() if _opens_document(label)]
    return min([*strong, *actors, *numbered], default=len(lines))


def _is_title(index: int, heading: Heading, headings: Mapping[int, Heading]) -> bool:
    """Whether a heading is the one `# Title` of a Markdown document, or of its one decision."""
    marked = {i: h for i, h in headings.items() if h.form.kind not in _WEAK_HEADINGS}
    if heading.form.kind not in _TITLES or index != min(marked):
        return False
    return sum(other.form.rank == heading.form.rank for other in marked.values()) == 1


def _opens_document(label: LabelMatch) -> bool:
    return any(
        reading.style in (Style.NUMBER, Style.DECIMAL) or reading.value == (1,)
        for reading in label.readings
    )


def _last_field(lines: Sequence[Line], limit: int) -> int:
    """End of the masthead of a document without any structure."""
    end = 0
    for index in range(limit):
        if _is_prose(lines[index].text):
            break
        if has_field(lines[index].text):
            end = index + 1
    return end


def _last_title(lines: Sequence[Line], limit: int) -> int:
    end = 0
    for index in range(limit):
        text = lines[index].text
        if not text:
            continue
        if _is_prose(text) or (
            _OPENING_WORDS.fullmatch(text.strip(" *_")) and could_be_heading(text)
        ):
            break
        end = index + 1
    return end


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE or (len(text) > _PROSE // 4 and text.endswith(_FULL_STOPS))
