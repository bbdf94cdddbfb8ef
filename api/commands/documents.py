"""`pilcrow documents`: list what a collection holds, show one whole, compare versions, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from api import errors
from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_error, write_json, write_line, write_note, write_rendered
from index.errors import DocumentNotFound

app = typer.Typer(help="List, show, compare and remove documents.")

DocumentIds = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Document ids.", show_default=False)
]


@app.command("list")
def list_documents(
    ctx: typer.Context,
    *,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List the documents of the collection."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.answers import to_wire
    from api.opening import opened_snapshot
    from api.rendering.documents import document_table

    with opened_snapshot(settings) as snapshot:
        documents = [to_wire.document_summary(document) for document in snapshot.documents()]
    total = len(documents)
    if call.as_json:
        write_json(wire.DocumentList(documents=documents, total=total, limit=total, offset=0))
    elif documents:
        write_rendered(document_table(documents), wrap=False)
    else:
        write_note(f"the collection {settings.collection!r} is empty")


@app.command("show")
def show_document(
    ctx: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Document id.")],
    *,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show a document whole.

    Prints every line of its source, and what each was taken for.
    """
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api.answers.lookup import document_in_full
    from api.opening import opened_snapshot
    from api.rendering.documents import document_page

    with opened_snapshot(settings) as snapshot:
        document = document_in_full(snapshot, document_id)
    if call.as_json:
        write_json(document)
    else:
        write_rendered(*document_page(document), wrap=False)


@app.command("compare")
def compare_versions(
    ctx: typer.Context,
    symbol: Annotated[
        str,
        typer.Argument(
            metavar="SYMBOL", help="A symbol, e.g. UNEP/CBD/COP/11/17.", show_default=False
        ),
    ],
    *,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Compare the language versions of a document.

    Says which paragraphs are missing, split or shifted, so that labels do not match.
    """
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api.answers.works import versions_of_work
    from api.opening import opened_snapshot
    from api.rendering.works import versions_page

    with opened_snapshot(settings) as snapshot:
        work = versions_of_work(snapshot, symbol)
    if call.as_json:
        write_json(work)
    else:
        write_rendered(*versions_page(work))


@app.command("remove")
def remove_documents(
    ctx: typer.Context,
    document_ids: DocumentIds,
    *,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Remove documents with their passages."""
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()

    from api import wire
    from api.opening import open_configured_collection

    opened = open_configured_collection(settings)
    removed: list[str] = []
    for document_id in document_ids:
        try:
            opened.remove(document_id)
        except DocumentNotFound as error:
            write_error(error.message, error.hint)
        else:
            removed.append(document_id)
    if call.as_json:
        write_json(wire.RemoveResponse(removed=removed))
    else:
        for document_id in removed:
            write_line(f"removed {document_id}")
    if len(removed) < len(document_ids):
        raise typer.Exit(errors.EXIT_SOME_FAILED if removed else errors.EXIT_NOT_FOUND)
