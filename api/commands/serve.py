"""`pilcrow serve`: the HTTP server, until it is told to stop."""

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


def serve(
    ctx: typer.Context,
    *,
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on; 127.0.0.1 unless given.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one.")
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
    """Serve the collection over HTTP.

    The interface is described at /docs and /openapi.json.
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
        host=host,
        port=port,
    )
    settings = call.settings()

    from api.http.server import run_server

    run_server(settings, announce_json=call.as_json)
