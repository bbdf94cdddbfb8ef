"""`pilcrow search`: a question in, ranked and cited paragraphs out."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import (
    Collection,
    DataDir,
    Debug,
    Encoder,
    Glossary,
    Json,
    RerankBudget,
    Reranker,
    invocation,
)
from api.console import on_terminal, write_json, write_note, write_rendered


def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The question, in any language.")],
    *,
    top_k: Annotated[int, typer.Option("--top-k", "-k", help="How many results.")] = 10,
    where: Annotated[
        str | None,
        typer.Option(
            "--filter",
            metavar="FILTER",
            help="Which passages may be found, e.g. 'session >= 10 and body in (COP, SBSTTA)'.",
        ),
    ] = None,
    collapse_translations: Annotated[
        bool,
        typer.Option("--collapse-translations", help="One result per paragraph, not per language."),
    ] = False,
    reader_lang: Annotated[
        list[str] | None,
        typer.Option(
            "--reader-lang",
            metavar="LANG",
            help="The language to show; may be repeated. Implies --collapse-translations.",
            show_default=False,
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Rank by plain cosine of passage vectors and nothing else."),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show what each arm of the search gave each result."),
    ] = False,
    glossary: Glossary = None,
    reranker: Reranker = None,
    rerank_budget_ms: RerankBudget = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Find the paragraphs that answer a question."""
    call = invocation(ctx)
    call.note(
        as_json=as_json,
        debug=debug,
        data_dir=data_dir,
        collection=collection,
        encoder=encoder,
        glossary=glossary or None,
        reranker=reranker,
        rerank_budget_ms=rerank_budget_ms,
    )
    settings = call.settings()

    from api.answers import to_wire
    from api.opening import opened_searcher
    from api.rendering.passages import search_page
    from retriever.filter_syntax import parse_filter
    from retriever.query import require_length

    require_length(text, settings.max_query_length)
    wanted = None if where is None else parse_filter(where)
    with opened_searcher(settings, plain=plain) as searcher:
        response = searcher.search(
            text,
            top_k=top_k,
            where=wanted,
            collapse_translations=collapse_translations,
            reader_langs=reader_lang or (),
        )
    answer = to_wire.search_response(response)
    if call.as_json:
        write_json(answer)
        return
    for warning in answer.warnings:
        write_note(f"warning: {warning}")
    if not answer.results:
        write_note("nothing found: the collection is empty, or the filter allows nothing")
    write_rendered(*search_page(answer, styled=on_terminal(), explained=explain))
