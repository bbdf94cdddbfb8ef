"""`pilcrow precedents`: a draft in, what was said before out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.options import (
    Collection,
    DataDir,
    Debug,
    Encoder,
    Glossary,
    Json,
    invocation,
)
from api.console import write_json, write_note, write_rendered

if TYPE_CHECKING:
    from api.wire import PrecedentsResponseModel
    from index.snapshot import Snapshot


def precedents(
    ctx: typer.Context,
    draft: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            allow_dash=True,
            help="The draft: text, one paragraph or many; - for stdin.",
        ),
    ],
    *,
    top_k: Annotated[
        int, typer.Option("--top-k", "-k", help="How many precedents of each paragraph.")
    ] = 3,
    strength: Annotated[
        str,
        typer.Option(
            "--strength",
            metavar="any|stronger|weaker|same",
            help="How the verb of a precedent compares with the draft's.",
        ),
    ] = "any",
    body: Annotated[
        str,
        typer.Option(
            "--body",
            metavar="BODY",
            help="Your own body, e.g. COP: its precedents come first.",
            show_default=False,
        ),
    ] = "",
    where: Annotated[
        str | None,
        typer.Option(
            "--filter",
            metavar="FILTER",
            help="Which passages may be found, e.g. 'status = adopted'.",
        ),
    ] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            metavar="LANG",
            help="Language of the draft, and of exported citations; told from it where absent.",
            show_default=False,
        ),
    ] = "",
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Write the precedents found: FILE.docx, FILE.md or FILE.csv.",
            show_default=False,
        ),
    ] = None,
    glossary: Glossary = None,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Find what was said before of each paragraph of a draft."""
    call = invocation(ctx)
    call.note(
        as_json=as_json,
        debug=debug,
        data_dir=data_dir,
        collection=collection,
        encoder=encoder,
        glossary=glossary or None,
    )
    export_format = _format(export)
    wanted = _strength(strength)
    settings = call.settings()

    from api.answers.precedents import precedents_response
    from api.commands.reading import read_draft_text
    from api.opening import opened_searcher
    from api.progress import counting
    from api.rendering.precedents import precedents_page
    from retriever.filter_syntax import read_filter
    from retriever.precedents import PrecedentOptions, Strength, find_precedents

    text = read_draft_text(draft)
    options = PrecedentOptions(
        top_k=top_k, where=read_filter(where), body=body, strength=Strength(wanted)
    )
    with opened_searcher(settings) as searcher:
        with counting("paragraphs") as advance:
            found = find_precedents(
                searcher, text, lang=lang or None, options=options, progress=advance
            )
        answer = precedents_response(found)
        if export is not None:
            _export(searcher.snapshot, answer, export, export_format, lang)
    if call.as_json:
        write_json(answer)
        return
    for warning in answer.warnings:
        write_note(f"warning: {warning}")
    write_rendered(*precedents_page(answer))


ExportFormat = Literal["docx", "markdown", "csv"]


def _format(path: Path | None) -> ExportFormat:
    """The format that a file's ending names; told before anything is loaded."""
    if path is None:
        return "docx"
    match path.suffix.lower():
        case ".docx":
            return "docx"
        case ".md":
            return "markdown"
        case ".csv":
            return "csv"
    raise typer.BadParameter(f"--export takes a file ending in .docx, .md or .csv, not {path.name}")


def _strength(given: str) -> str:
    known = ("any", "stronger", "weaker", "same")
    if given not in known:
        raise typer.BadParameter(f"--strength is one of {', '.join(known)}, not {given!r}")
    return given


def _export(
    snapshot: Snapshot,
    answer: PrecedentsResponseModel,
    path: Path,
    export_format: ExportFormat,
    lang: str,
) -> None:
    """Write the precedents of paragraphs that have some, and which have none.

    Raises:
        StorageDenied, StorageFull: the file cannot be written.
    """
    from api.export import export, export_of_found
    from index.database import storage_errors

    exported = export(snapshot, export_of_found(answer, export_format, lang))
    with storage_errors(path):
        path.write_bytes(exported.content)
    write_note(f"written: {path}")
