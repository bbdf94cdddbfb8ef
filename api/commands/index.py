"""`pilcrow index`: files and folders in, a collection out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import errors
from api.commands.options import Collection, DataDir, Debug, Encoder, Json, invocation
from api.console import write_json, write_line

if TYPE_CHECKING:
    from api.settings import Settings
    from api.wire import IndexReport


def index(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Files, folders and ZIP archives.", show_default=False
        ),
    ],
    *,
    meta: Annotated[
        list[str] | None,
        typer.Option(
            "--meta",
            metavar="FIELD=VALUE",
            help="Metadata of every file given, e.g. symbol=UNEP/CBD/COP/11/17; may be repeated.",
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            "--context",
            metavar="full|none",
            help="What the encoder sees before a passage, in a new collection.",
        ),
    ] = None,
    tokens: Annotated[
        bool | None,
        typer.Option(
            "--tokens/--no-tokens",
            help="Whether a new collection keeps the vectors of its passages' tokens.",
            show_default=False,
        ),
    ] = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add documents to the collection.

    A document that has changed is replaced; one that has not is left as it is.
    """
    call = invocation(ctx)
    call.note(
        as_json=as_json,
        debug=debug,
        data_dir=data_dir,
        collection=collection,
        encoder=encoder,
        context=context,
        tokens=tokens,
    )
    report = _index(call.settings(), paths, meta or [])
    if call.as_json:
        write_json(report)
    else:
        _write_report(report)
    if report.failed:
        some = report.failed < len(report.files)
        raise typer.Exit(errors.EXIT_SOME_FAILED if some else errors.EXIT_INPUT)


def _index(settings: Settings, paths: list[Path], meta: list[str]) -> IndexReport:
    from api.indexing import IndexRun
    from api.progress import IndexingProgress
    from index.reading.source import iter_sources, parse_metadata_options

    metadata = parse_metadata_options(meta)
    with IndexingProgress() as progress, IndexRun(settings, progress) as run:
        for source in iter_sources(paths, metadata=metadata, on_skip=run.skip):
            run.add(source)
    return run.report()


def _write_report(report: IndexReport) -> None:
    for file in report.files:
        if file.error is None:
            write_line(
                f"{file.status:<9}  {file.name}  →  {file.document_id}, "
                f"{file.passages} passages, {file.encoded} texts encoded"
            )
    counts = (
        f"{count} {status}"
        for status, count in (
            ("added", report.added),
            ("replaced", report.replaced),
            ("unchanged", report.unchanged),
            ("failed", report.failed),
        )
        if count
    )
    write_line(
        f"collection '{report.collection}': {', '.join(counts) or 'nothing to index'}; "
        f"{report.passages} passages in these files"
    )
