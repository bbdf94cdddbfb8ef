"""The same on resolutions that no threshold was tuned on, in three other pairs of languages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from index.snapshot import Snapshot
from retriever.lineage import Lineage, lineage_of_passage

from .conftest import FERRIES, Index, ferries


def known() -> dict[str, tuple[str | None, str]]:
    """Family and kind of step of each paragraph, by "A/RES/90/51:1"."""
    return {
        f"{one['symbol']}:{label}": (family, kind)
        for one in FERRIES["resolutions"]
        for label, family, kind, *_ in one["paragraphs"]
    }


def lineages(snapshot: Snapshot) -> dict[str, Lineage]:
    found = {}
    for document in snapshot.documents():
        for passage in snapshot.document_passages(document.document_id):
            lineage = lineage_of_passage(snapshot, passage.passage_id)
            found.setdefault(f"{document.symbol}:{passage.label}", lineage)
    return found


@pytest.mark.parametrize("langs", [("en",), ("zh",), ("es",), ("en", "zh"), ("zh", "es")])
def test_families_first_occurrences_and_steps(langs: Sequence[str], index: Index):
    found = lineages(index(list(ferries([langs] * 3))))
    gold = known()
    assert found.keys() == gold.keys()
    family_of = {one: lineage.family.family_id for one, lineage in found.items() if lineage.family}
    pairs = {
        frozenset(pair)
        for pair in combinations(sorted(gold), 2)
        if family_of[pair[0]] == family_of[pair[1]]
    }
    right = {
        frozenset(pair)
        for pair in combinations(sorted(gold), 2)
        if gold[pair[0]][0] is not None and gold[pair[0]][0] == gold[pair[1]][0]
    }
    assert pairs == right
    kinds = {}
    for one, lineage in found.items():
        assert lineage.family is not None
        step = lineage.family.members[lineage.place].step
        kinds[one] = "first" if step is None else str(step.kind)
    assert kinds == {one: kind for one, (_, kind) in gold.items()}


def test_language_versions_are_one_member(index: Index):
    snapshot = index(list(ferries([("en", "zh"), ("en",), ("zh", "en")])))
    lineage = lineage_of_passage(snapshot, "a-res-91-44.en:1")
    assert lineage.family is not None
    langs = [[one.passage.lang for one in member.versions] for member in lineage.family.members]
    assert langs == [["en", "zh"], ["en"], ["en", "zh"]]
    assert lineage.place == 1
    assert lineage.family.total == 3


def test_a_member_without_the_language_is_compared_in_another(index: Index):
    snapshot = index(list(ferries([("en", "zh"), ("zh",), ("zh", "en")])))
    lineage = lineage_of_passage(snapshot, "a-res-90-51.en:1")
    assert lineage.family is not None
    steps = [member.step for member in lineage.family.members]
    assert [step and (step.kind, step.passage_id) for step in steps] == [
        None,
        ("strengthened", "a-res-91-44.zh:1"),
        ("weakened", "a-res-92-60.zh:1"),
    ]
    assert all(step is None or step.sources[0].operations for step in steps)
