"""`pilcrow verify`: a quotation against its citation, or a whole answer with its citations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Collection, DataDir, Debug, Encoder, Json, invocation
from api.console import write_json, write_note, write_rendered


def verify(
    ctx: typer.Context,
    *,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="TEXT", help="The words quoted.")
    ] = None,
    citation: Annotated[
        str,
        typer.Option(
            "--citation",
            metavar="CITATION",
            help="What they are said to be from; without it, they are looked for everywhere.",
            show_default=False,
        ),
    ] = "",
    answer: Annotated[
        Path | None,
        typer.Option(
            "--answer",
            metavar="FILE",
            allow_dash=True,
            help="A text whose quotations and citations are all checked; - for stdin.",
        ),
    ] = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Check whether a passage says what is quoted from it.

    The exit code is 0 whatever the verdict: --json gives it as `verdict`.
    """
    call = invocation(ctx)
    call.note(
        as_json=as_json, debug=debug, data_dir=data_dir, collection=collection, encoder=encoder
    )
    if (quote is None) == (answer is None):
        raise typer.BadParameter("give either --quote or --answer")
    settings = call.settings()

    from api.answers.verification import answer_response, verdict_model
    from api.commands.reading import read_text
    from api.opening import opened_searcher
    from api.rendering.verdicts import answer_page, verdict_page
    from retriever import verification

    if answer is None:
        with opened_searcher(settings) as searcher:
            verdict = verification.verify(searcher, quote or "", citation)
        model = verdict_model(verdict)
        if call.as_json:
            write_json(model)
        else:
            write_rendered(*verdict_page(model))
        return
    text = read_text(answer)
    with opened_searcher(settings) as searcher:
        check = verification.verify_answer(searcher, text)
    response = answer_response(check)
    if call.as_json:
        write_json(response)
        return
    for warning in response.warnings:
        write_note(f"warning: {warning}")
    if not (response.quotations or response.citations):
        write_note("nothing to check: the text has no quotation and no citation")
    write_rendered(*answer_page(text, response))
