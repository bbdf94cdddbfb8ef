"""What README and its companions point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "BENCHMARKS.md", "CONTRIBUTING.md", "docs/settings.md")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
CODE_PATH = re.compile(r"`((?:index|retriever|api|scripts|tests|docs)/[\w./]*)`")
TARGET = re.compile(r"\bmake ([a-z][a-z-]+)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_placeholder_is_left(name: str) -> None:
    assert re.findall(r"@[A-Z]+@|TODO|FIXME", (ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_named_exists(name: str) -> None:
    document = ROOT / name
    text = document.read_text()
    named = [document.parent / path for path in LINK.findall(text)]
    named += [ROOT / path for path in CODE_PATH.findall(text)]
    assert [str(path.relative_to(ROOT)) for path in named if not path.exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(TARGET.findall((ROOT / name).read_text())) <= targets
