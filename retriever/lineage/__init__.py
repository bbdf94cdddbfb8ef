"""Lineages: formulations that come again, from paragraph to paragraph and from year to year.

Near-identical paragraphs are gathered into families, ordered by date, and each is compared with
the one before it. Ranks nothing, and must not know HTTP.
"""

from retriever.lineage.families import FamilyGroups, family_groups
from retriever.lineage.model import (
    BodyUse,
    Family,
    FamilySummary,
    Lineage,
    Member,
    Operation,
    OperationKind,
    Step,
    StepKind,
    StepSource,
    Version,
)
from retriever.lineage.tracing import (
    MAX_FAMILIES,
    MAX_TEXT_LENGTH,
    MOST_MEMBERS,
    largest_families,
    lineage_of_passage,
    lineage_of_text,
)

__all__ = [
    "MAX_FAMILIES",
    "MAX_TEXT_LENGTH",
    "MOST_MEMBERS",
    "BodyUse",
    "Family",
    "FamilyGroups",
    "FamilySummary",
    "Lineage",
    "Member",
    "Operation",
    "OperationKind",
    "Step",
    "StepKind",
    "StepSource",
    "Version",
    "family_groups",
    "largest_families",
    "lineage_of_passage",
    "lineage_of_text",
]
