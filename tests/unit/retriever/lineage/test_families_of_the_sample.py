"""The families of the sample's decisions on mussels, the rest of the sample around them."""

from __future__ import annotations

from itertools import combinations

import pytest

from index.snapshot import Snapshot
from retriever.lineage import Family, Lineage, lineage_of_passage

from .conftest import GOLD

LEAST_F1 = 0.95


def place(passage_id: str) -> str:
    """A passage id without its language."""
    document, _, label = passage_id.partition(":")
    return f"{document.rpartition('.')[0]}:{label}"


@pytest.fixture(scope="module")
def lineages(sample: Snapshot) -> dict[str, Lineage]:
    found: dict[str, Lineage] = {}
    for document in sample.documents():
        if document.document_id.rpartition(".")[0] in GOLD["documents"]:
            for passage in sample.document_passages(document.document_id):
                lineage = lineage_of_passage(sample, passage.passage_id)
                found.setdefault(place(passage.passage_id), lineage)
    return found


def family_of(lineage: Lineage) -> Family:
    assert lineage.family is not None
    return lineage.family


def test_pairs_of_one_family(lineages):
    known = {member: one["name"] for one in GOLD["families"] for member, _ in one["members"]}
    right = {
        frozenset(pair)
        for pair in combinations(sorted(known), 2)
        if len({known[x] for x in pair}) < 2
    }
    found = {
        frozenset((one, place(member.versions[0].passage.passage_id)))
        for one, lineage in lineages.items()
        for member in family_of(lineage).members
    }
    found = {pair for pair in found if len(pair) == 2}
    both = len(found & right)
    precision, recall = both / len(found), both / len(right)
    assert 2 * precision * recall / (precision + recall) >= LEAST_F1, found ^ right


def test_first_occurrences(lineages):
    for family in GOLD["families"]:
        first = family["members"][0][0]
        firsts = {place(family_of(lineages[one]).family_id) for one, _ in family["members"]}
        assert firsts == {first}, family["name"]


def test_kinds_of_steps(lineages):
    found, expected = {}, {}
    for family in GOLD["families"]:
        for member, kind in family["members"]:
            lineage = lineages[member]
            step = family_of(lineage).members[lineage.place].step
            found[member] = "first" if step is None else str(step.kind)
            expected[member] = kind
    assert found == expected


def test_a_line_that_only_opens_a_list_belongs_to_no_family(lineages):
    for opening in ("18-14:6", "19-11:8", "20-21:7", "21-16:8"):
        assert family_of(lineages[f"cbd-cop-dec-{opening}"]).total == 1


def test_members_stand_by_date_and_bodies_are_counted(lineages):
    family = family_of(lineages["cbd-cop-dec-20-21:2"])
    years = [member.date.year for member in family.members if member.date]
    assert years == [2028, 2030, 2032, 2034]
    assert [(use.body, use.members) for use in family.bodies] == [("COP", 4)]
    assert [member.verb.key for member in family.members if member.verb] == [
        *("encourages", "urges", "calls-upon", "invites"),
    ]


def test_what_changed_between_two_decisions(lineages):
    family = family_of(lineages["cbd-cop-dec-19-11:3"])
    step = family.members[1].step
    assert step is not None
    (source,) = step.sources
    before = family.members[0].versions[0].passage.text
    after = family.members[1].versions[0].passage.text
    changed = [
        (before[one.before_start : one.before_end], after[one.after_start : one.after_end])
        for one in source.operations
        if one.kind != "equal"
    ]
    assert changed == [("2030", "2032")]
    assert step.notes == ("a number differs: 2030 → 2032",)
