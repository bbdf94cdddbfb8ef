"""`pilcrow cite`: a paragraph cited in every form, or in one."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_json, write_line

STYLES = "en, fr, es, ru, ar, zh, akn, bibtex, csl or markdown"


def cite(
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
    style: Annotated[
        str | None,
        typer.Option("--style", help=f"One form only: {STYLES}.", show_default=False),
    ] = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Cite a paragraph in the house styles of six languages, Akoma Ntoso and others."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers.citations import CitationStyle, all_styles, citations_of_citation, in_style
    from api.opening import opened_snapshot
    from api.rendering.text import printable

    if style is not None and style not in list(CitationStyle):
        raise typer.BadParameter(f"'{style}' is no style; choose {STYLES}", param_hint="--style")
    with opened_snapshot(settings) as snapshot:
        answers = citations_of_citation(snapshot, citation)
    if call.as_json:
        write_json(wire.CitedForms(citation=citation, passages=answers))
        return
    lines = in_style(answers, CitationStyle(style)) if style else all_styles(answers)
    for line in lines:
        write_line(printable(line))
