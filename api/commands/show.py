"""`pilcrow show`: the paragraph that a citation or a passage id names, with what governs it."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_json, write_rendered


def show(
    ctx: typer.Context,
    citation: Annotated[
        str,
        typer.Argument(
            metavar="CITATION",
            help="A citation or passage id, e.g. 'UNEP/CBD/COP/11/17, para. 41 (c)'.",
            show_default=False,
        ),
    ],
    *,
    around: Annotated[
        int, typer.Option("--around", help="How many paragraphs to show before it and after it.")
    ] = 0,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show the paragraph that a citation names."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers.lookup import cited_passages
    from api.answers.works import with_neighbours
    from api.opening import opened_snapshot
    from api.rendering.passages import passage_page

    with opened_snapshot(settings) as snapshot:
        passages = [
            with_neighbours(snapshot, passage, around)
            for passage in cited_passages(snapshot, citation)
        ]
    if call.as_json:
        write_json(wire.ResolveResponse(citation=citation, passages=passages))
        return
    for passage in passages:
        write_rendered(*passage_page(passage))
