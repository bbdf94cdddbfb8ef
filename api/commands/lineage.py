"""`pilcrow lineage` and `pilcrow families`: formulations that come again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_json, write_note, write_rendered

if TYPE_CHECKING:
    from api.wire import LineageResponse


def lineage(
    ctx: typer.Context,
    citation: Annotated[
        str,
        typer.Argument(
            metavar="CITATION",
            help="A citation or passage id, e.g. 'CBD/COP/DEC/21/16, para. 1'.",
            show_default=False,
        ),
    ],
    *,
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg", metavar="FILE", help="Write the timeline as a picture.", show_default=False
        ),
    ] = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show where a paragraph's formulation comes from, and what became of it."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers.lineage import citation_lineages
    from api.opening import opened_snapshot
    from api.rendering.lineage import lineages_page

    with opened_snapshot(settings) as snapshot:
        answers = citation_lineages(snapshot, citation)
    if svg is not None:
        _write_picture(svg, answers[0])
        if len(answers) > 1:
            write_note(f"warning: {svg} shows the first of {len(answers)} lineages")
    for warning in dict.fromkeys(one for answer in answers for one in answer.warnings):
        write_note(f"warning: {warning}")
    if call.as_json:
        write_json(wire.LineagesResponse(citation=citation, lineages=answers))
    else:
        write_rendered(*lineages_page(answers))


def families(
    ctx: typer.Context,
    *,
    top: Annotated[
        int, typer.Option("--top", metavar="N", min=1, max=200, help="How many to list.")
    ] = 10,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List the formulations that occur most often."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api.answers.lineage import families as largest
    from api.opening import opened_snapshot
    from api.rendering.lineage import families_page

    with opened_snapshot(settings) as snapshot:
        answer = largest(snapshot, top)
    if call.as_json:
        write_json(answer)
    else:
        write_rendered(*families_page(answer))


def _write_picture(path: Path, answer: LineageResponse) -> None:
    """Write the timeline; the language of the passage is that of the picture.

    Raises:
        StorageDenied, StorageFull: the file cannot be written.
    """
    from api.timeline.picture import timeline_svg
    from index.database import storage_errors

    members = answer.family.members if answer.family else []
    lang = members[max(answer.place, 0)].passage.lang if members else "en"
    with storage_errors(path):
        path.write_text(timeline_svg(answer, lang), encoding="utf-8")
