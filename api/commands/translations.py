"""`pilcrow translations`: a paragraph in every language that it exists in."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_json, write_rendered


def translations(
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
    """Show a paragraph in its other languages.

    Where the versions do not run in step, it says what is not to be trusted.
    """
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers.works import translations_of_citation
    from api.opening import opened_snapshot
    from api.rendering.works import translations_page

    with opened_snapshot(settings) as snapshot:
        answers = translations_of_citation(snapshot, citation)
    if call.as_json:
        write_json(wire.CitedTranslations(citation=citation, passages=answers))
    else:
        write_rendered(*translations_page(answers))
