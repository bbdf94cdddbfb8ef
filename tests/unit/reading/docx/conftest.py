"""Reads a DOCX made of a few elements, and shows what became of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.reading.docx import read_docx
from index.reading.rendered import Rendered
from tests.unit.reading.docx.ooxml import write_docx


@pytest.fixture(scope="session")
def rendered() -> Callable[..., Rendered]:
    """`rendered(body, **parts_and_files)`: what is read of a DOCX."""
    return lambda body, **options: read_docx(write_docx(body, **options), name="test.docx")


@pytest.fixture(scope="session")
def texts(rendered: Callable[..., Rendered]) -> Callable[..., list[str]]:
    """`texts(body, styles=…, numbering=…)`: the lines that are read, without the blank ones."""

    def read(body: str, *, links: dict[str, str] | None = None, **parts: Any) -> list[str]:
        return [line.text for line in rendered(body, parts=parts, links=links).lines if line.text]

    return read
