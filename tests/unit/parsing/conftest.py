"""Parses a few lines of text, and shows what became of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.model import ParsedDocument
from index.parsing.document import parse_document
from index.reading.text_lines import markdown_lines, plain_lines, split_lines

Parse = Callable[..., ParsedDocument]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """`parse(text, markdown=False)`: the parsed document of a text."""

    def parsed(text: str, *, markdown: bool = False) -> ParsedDocument:
        raw = split_lines(text)
        lines = markdown_lines(raw) if markdown else plain_lines(raw)
        return parse_document(lines, name="sample.txt", lang="und", metadata={})

    return parsed


@pytest.fixture(scope="session")
def labels(parse: Parse) -> Callable[..., list[str]]:
    """`labels(text)`: labels of the units found in a text."""
    return lambda text, **options: [unit.label for unit in parse(text, **options).units]


@pytest.fixture(scope="session")
def texts(parse: Parse) -> Callable[..., dict[str, str]]:
    """`texts(text)`: text of each unit found in a text, by label."""
    return lambda text, **options: {unit.label: unit.text for unit in parse(text, **options).units}
