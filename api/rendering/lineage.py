"""How lineages look to a person: a formulation through the years, and the largest families.

Lays out what it is given. Must not look up or compare anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from api import wire
from api.rendering.passages import LABEL_STYLE
from api.rendering.status import label_after, status_label
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph

_EXCERPT = 200


def lineages_page(answers: Sequence[wire.LineageResponse]) -> Iterator[RenderableType]:
    """Each lineage: when, where, what happened, and the words that changed."""
    for answer in answers:
        family = answer.family
        if family is None:
            yield "no paragraph of the collection has this formulation"
            continue
        bodies = ", ".join(f"{one.body} ({one.members})" for one in family.bodies)
        yield Text.assemble(
            ("1 paragraph" if family.total == 1 else f"{family.total:,} paragraphs", "bold"),
            isolated(f", first in {family.first}"),
            (printable(_label_of_first(family)), LABEL_STYLE),
            isolated(f"; bodies: {bodies}") if bodies else "",
        )
        for place, member in enumerate(family.members):
            yield from _member(family, member, is_asked=place == answer.place)
        yield ""


def families_page(answer: wire.FamiliesResponse) -> Iterator[RenderableType]:
    """One entry per family: how large, from when to when, who, and how it begins."""
    if not answer.families:
        yield "no formulation occurs twice in this collection"
    for number, family in enumerate(answer.families, start=1):
        documents = "1 document" if family.works == 1 else f"{family.works:,} documents"
        years = [one.isoformat() for one in (family.first_date, family.last_date) if one]
        parts = [f"{family.members:,} paragraphs in {documents}"]
        parts += [" to ".join(dict.fromkeys(years))] if years else []
        parts += [", ".join(family.bodies)] if family.bodies else []
        yield Text.assemble(
            (f"{number:>2}. ", "bold"),
            (isolated(family.first.citation), "bold"),
            f"  [{family.first.lang}]",
            (printable(label_after(family.first)), LABEL_STYLE),
            "  " + isolated("; ".join(parts)) + "  ",
            (printable(family.id), "dim"),
        )
        yield Paragraph(Text(isolated(_excerpt(family.first.text))), indent=INDENT)


def _member(
    family: wire.FamilyModel, member: wire.MemberModel, *, is_asked: bool
) -> Iterator[RenderableType]:
    kind = member.step.kind if member.step else "first"
    when = member.date.isoformat() if member.date else "no date"
    langs = [member.passage.lang, *(one.lang for one in member.versions)]
    yield Text.assemble(
        "> " if is_asked else "  ",
        f"{when:<10}  ",
        (isolated(member.passage.citation), "bold"),
        f"  [{', '.join(langs)}]",
        (printable(label_after(member.passage)), LABEL_STYLE),
        "  ",
        (kind, "bold" if kind in ("strengthened", "weakened") else ""),
        f" ({_verbs(member.step)})" if member.step and _verbs(member.step) else "",
    )
    step = member.step
    if step is None or step.kind in ("merged", "split"):
        yield Paragraph(Text(isolated(_excerpt(member.passage.text))), indent=14)
    if step is None:
        return
    if step.kind in ("merged", "split"):
        sources = [family.members[one.member].passage.citation for one in step.sources]
        yield Paragraph(Text(isolated(f"from {' and '.join(sources)}"), style="dim"), indent=14)
        return
    for change in _changes(family, member, step):
        yield Paragraph(change, indent=14)


def _label_of_first(family: wire.FamilyModel) -> str:
    """What the first occurrence is, where that is no agreed language."""
    first = next(iter(family.members), None)
    label = "" if first is None or not first.first else status_label(first.passage)
    return f" ({label})" if label else ""


def _verbs(step: wire.StepModel) -> str:
    one, other = step.verb_before, step.verb_after
    if one is None or other is None or one.key == other.key:
        return ""
    return f"{one.key.replace('-', ' ')} → {other.key.replace('-', ' ')}"


def _changes(
    family: wire.FamilyModel, member: wire.MemberModel, step: wire.StepModel
) -> Iterator[Text]:
    """Each run of words that changed: what stood there, and what stands there now."""
    (source,) = step.sources
    before = _text(family.members[source.member], source.passage_id)
    after = _text(member, step.passage_id)
    for one in source.operations:
        if one.op == "equal":
            continue
        gone = isolated(before[one.before.start : one.before.end])
        new = isolated(after[one.after.start : one.after.end])
        yield Text.assemble(
            (f"- {gone}" if gone else "", "red"),
            "  " if gone and new else "",
            (f"+ {new}" if new else "", "green"),
        )


def _text(member: wire.MemberModel, passage_id: str) -> str:
    shown = (member.passage, *member.versions)
    return next(one.text for one in shown if one.id == passage_id)


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"
