"""`pilcrow doctor`: what is wrong with a document, in a file or in the collection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import errors
from api.commands.options import Collection, DataDir, Debug, Json, invocation
from api.console import write_error, write_json, write_rendered
from index.errors import PilcrowError

if TYPE_CHECKING:
    from api.settings import Settings
    from api.wire import DoctorReport, ExaminationModel


def doctor(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(
            metavar="PATH|ID",
            help="A file or folder, or the id of a document of the collection.",
            show_default=False,
        ),
    ],
    *,
    meta: Annotated[
        list[str] | None,
        typer.Option(
            "--meta",
            metavar="FIELD=VALUE",
            help="Metadata of a file, e.g. symbol=UNEP/CBD/COP/11/17; may be repeated.",
        ),
    ] = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Say what is wrong with a document.

    Numbers that are missing, repeated or out of order, footnotes without a mark, references that
    lead nowhere, language versions that do not match. Ends with 1 where there are errors.
    """
    call = invocation(ctx)
    call.note(as_json=as_json, debug=debug, data_dir=data_dir, collection=collection)
    settings = call.settings()
    path = Path(document)
    report = _of_files(path, meta or []) if path.exists() else _of_document(settings, document)
    if call.as_json:
        write_json(report)
    else:
        _write_report(report)
    if report.failed or any(one.errors for one in report.documents):
        raise typer.Exit(errors.EXIT_SOME_FAILED)


def _of_files(path: Path, meta: Sequence[str]) -> DoctorReport:
    from api import wire
    from api.answers.examination import examined_source
    from index.reading.source import iter_sources, parse_metadata_options

    documents: list[ExaminationModel] = []
    failed: list[str] = []
    for source in iter_sources([path], metadata=parse_metadata_options(meta)):
        try:
            if isinstance(source, PilcrowError):
                raise source
            documents.append(examined_source(source))
        except PilcrowError as error:
            failed.append(error.message)
            write_error(error.message, error.hint)
    return wire.DoctorReport(documents=documents, failed=failed)


def _of_document(settings: Settings, document_id: str) -> DoctorReport:
    from api import wire
    from api.answers.examination import examined_document
    from api.opening import opened_snapshot

    with opened_snapshot(settings) as snapshot:
        return wire.DoctorReport(documents=[examined_document(snapshot, document_id)], failed=[])


def _write_report(report: DoctorReport) -> None:
    from api.rendering.works import examination_page

    for examined in report.documents:
        write_rendered(*examination_page(examined))
