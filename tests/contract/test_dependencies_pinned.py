"""`constraints.txt` pins all that `pyproject.toml` asks for, portably."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]


def pinned_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, Version]:
    pairs = (line.split("==") for line in pinned_lines())
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def direct_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(line) for lines in (project["dependencies"], *extras) for line in lines]


def required_by(requirements: list[Requirement]) -> set[str]:
    """Names of all distributions that these need here, themselves included, as installed.

    What torch needs besides Python packages depends on its build and is left out.
    """
    found: set[tuple[str, frozenset[str]]] = set()
    queue = [(requirement, frozenset[str]()) for requirement in requirements]
    while queue:
        requirement, asked = queue.pop()
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in {"", *asked}):
            continue
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in found:
            continue
        found.add((name, extras))
        if name != "torch":
            needs = importlib.metadata.requires(name) or []
            queue += [(Requirement(need), extras) for need in needs]
    return {name for name, _ in found}


def test_every_line_is_an_exact_and_portable_pin() -> None:
    for line in pinned_lines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9]+(\.[0-9]+)*", line), line


def test_no_distribution_is_pinned_twice_and_lines_are_sorted() -> None:
    names = [line.split("==")[0] for line in pinned_lines()]

    assert names == sorted(set(names))


@pytest.mark.parametrize("requirement", direct_requirements(), ids=str)
def test_direct_dependencies_are_pinned_within_their_range(requirement: Requirement) -> None:
    assert pins()[canonicalize_name(requirement.name)] in requirement.specifier


def test_indirect_dependencies_are_pinned_too() -> None:
    assert required_by(direct_requirements()) - pins().keys() == set()
