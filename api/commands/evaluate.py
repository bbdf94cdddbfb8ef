"""`pilcrow evaluate`: measure a collection on the queries and qrels of a BEIR folder."""

from __future__ import annotations

from pathlib import Path
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
from api.console import write_line, write_rendered


def evaluate(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder with queries.jsonl and qrels/test.tsv.")
    ],
    *,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="ID", help="The qrels name labels of this document, not ids."
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Rank by plain cosine of passage vectors and nothing else."),
    ] = False,
    run_file: Annotated[
        Path | None,
        typer.Option("--run", metavar="FILE", help="Write the rankings as a TREC run."),
    ] = None,
    glossary: Glossary = None,
    reranker: Reranker = None,
    rerank_budget_ms: RerankBudget = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure a collection on queries and qrels.

    Prints nDCG@10, MRR, recall and mAP: overall, by language, and per pair of languages. Queries
    of the kind "precedent-draft" are ranked as `pilcrow precedents` ranks.
    """
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

    import json

    from api.opening import opened_searcher
    from api.progress import counting
    from api.rendering.evaluation import evaluation_page
    from retriever.evaluate import evaluate as measure

    with (
        opened_searcher(settings, plain=plain) as searcher,
        counting("ranked") as advance,
    ):
        report = measure(
            searcher,
            folder,
            document=document,
            drafts_as_precedents=not plain,
            progress=advance,
        )
    if call.as_json:
        write_line(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        write_rendered(*evaluation_page(report), wrap=False)
    if run_file is not None:
        report.write_run(run_file)  # last: a path that cannot be written loses no figures
