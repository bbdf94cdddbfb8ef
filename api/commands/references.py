"""`pilcrow references`: what a paragraph cites, and which paragraphs cite it."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_json, write_rendered


def references(
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
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what a paragraph cites, and which paragraphs cite it."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers.references import references_of_citation
    from api.opening import opened_snapshot
    from api.rendering.references import references_page

    with opened_snapshot(settings) as snapshot:
        answers = references_of_citation(snapshot, citation)
    if call.as_json:
        write_json(wire.CitedReferences(citation=citation, passages=answers))
    else:
        write_rendered(*references_page(answers))
