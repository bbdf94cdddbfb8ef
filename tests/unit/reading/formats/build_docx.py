"""Prints blocks as a Word file whose numbers, headings and footnotes are Word's own.

No label that Word can count stands in the text: each is left to a multilevel list, whose formats
are told from the first label of every level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.unit.reading.docx.ooxml import (
    abstract,
    level,
    mark,
    note,
    num,
    p,
    run,
    start_override,
    style,
    write_docx,
)
from tests.unit.reading.formats.source_blocks import Block

FIRST = {
    "1": "decimal",
    "I": "upperRoman",
    "A": "upperLetter",
    "a": "lowerLetter",
    "i": "lowerRoman",
    "а": "russianLower",
    "أ": "arabicAbjad",
    "一": "chineseCountingThousand",
}
"""Word's formats by their first number."""

_CORE = re.compile(rf"(?P<before>[(（]?)(?P<core>[{''.join(FIRST)}])(?P<after>[.)）、．-]*)")
_HEADINGS, _PARAGRAPHS = 1, 2


@dataclass
class _Lists:
    """The lists of a document: formats of their levels, and how often paragraphs began anew."""

    levels: dict[int, dict[int, str]] = field(
        default_factory=lambda: {_HEADINGS: {}, _PARAGRAPHS: {}}
    )
    restarts: int = 0

    def properties(self, block: Block) -> str:
        """What numbers a block; "" where Word cannot, so that its label must be typed."""
        definition = _HEADINGS if block.kind == "heading" else _PARAGRAPHS
        place = block.level - 1 if block.kind == "heading" else block.level
        found = _CORE.fullmatch(block.label)
        known = self.levels[definition]
        if found and place not in known:
            pattern = f"{found['before']}%{place + 1}{found['after']}"
            known[place] = level(place, FIRST[found["core"]], pattern)
        elif found and block.kind == "para":
            self.restarts += 1
        if place not in known:
            return ""
        key = definition if definition == _HEADINGS else _PARAGRAPHS + self.restarts
        return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{key}"/></w:numPr>'

    def part(self) -> str:
        """The numbering part."""
        definitions = "".join(
            abstract(key, *levels.values()) for key, levels in self.levels.items()
        )
        again = "".join(
            num(_PARAGRAPHS + count, _PARAGRAPHS, start_override(0, 1))
            for count in range(1, self.restarts + 1)
        )
        return definitions + num(_HEADINGS, _HEADINGS) + num(_PARAGRAPHS, _PARAGRAPHS) + again


def build_docx(blocks: Iterable[Block]) -> bytes:
    """The blocks as a DOCX: lists, heading styles and footnotes as Word keeps them."""
    lists, notes, body = _Lists(), [], []
    for block in blocks:
        properties = lists.properties(block) if block.label else ""
        if block.kind == "heading":
            properties = f'<w:pStyle w:val="Heading{block.level}"/>{properties}'
        typed = "" if not block.label or "numPr" in properties else f"{block.label} "
        first, *others = block.runs
        content = [run(typed + first)]
        for (_, sign, text), following in zip(block.notes, others, strict=True):
            key = len(notes) + 1
            notes.append(note(key, text) if sign.isdecimal() else _signed(key, sign, text))
            content.append(mark(key) if sign.isdecimal() else _sign(key, sign))
            content.append(run(following))
        body.append(p(*content, properties=properties))
    headings = "".join(
        style(f"Heading{depth}", f'<w:pPr><w:outlineLvl w:val="{depth - 1}"/></w:pPr>')
        for depth in range(1, 7)
    )
    parts = {"styles": headings, "numbering": lists.part(), "footnotes": "".join(notes)}
    return write_docx("".join(body), parts=parts)


def _sign(key: int, sign: str) -> str:
    return (
        f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{key}"/><w:t>{sign}</w:t></w:r>'
    )


def _signed(key: int, sign: str, text: str) -> str:
    return f'<w:footnote w:id="{key}">{p(f"{sign} {text}")}</w:footnote>'
