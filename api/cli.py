"""The command line `pilcrow`: its subcommands, and how an error becomes an exit code.

Importing this loads typer and nothing heavier, so that `--help` is quick: every subcommand
imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from api import errors
from api.commands import documents
from api.commands.cite import cite
from api.commands.doctor import doctor
from api.commands.evaluate import evaluate
from api.commands.index import index
from api.commands.lineage import families, lineage
from api.commands.options import (
    Collection,
    DataDir,
    Debug,
    Encoder,
    Invocation,
    Json,
    invocation,
)
from api.commands.precedents import precedents
from api.commands.references import references
from api.commands.search import search
from api.commands.serve import serve
from api.commands.show import show
from api.commands.translations import translations
from api.commands.verify import verify
from api.console import accept_any_text, write_error, write_line
from index.errors import PilcrowError

app = typer.Typer(
    name="pilcrow",
    help="Finds the paragraph, in any language, and cites it.",
    epilog="Exit codes: 0 done, 1 some inputs failed, 2 usage, 3 not found, 4 input, "
    "5 collection, 6 storage, 7 encoder, 70 defect in Pilcrow, 130 interrupted.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("index")(index)
app.command("search")(search)
app.command("show")(show)
app.command("cite")(cite)
app.command("translations")(translations)
app.command("precedents")(precedents)
app.command("verify")(verify)
app.command("references")(references)
app.command("lineage")(lineage)
app.command("families")(families)
app.add_typer(documents.app, name="documents")
app.command("doctor")(doctor)
app.command("evaluate")(evaluate)
app.command("serve")(serve)


@app.callback(invoke_without_command=True)
def pilcrow(
    ctx: typer.Context,
    *,
    data_dir: DataDir = None,
    collection: Collection = None,
    encoder: Encoder = None,
    as_json: Json = False,
    debug: Debug = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Find the paragraph, in any language, and cite it."""
    invocation(ctx).note(
        as_json=as_json, debug=debug, data_dir=data_dir, collection=collection, encoder=encoder
    )
    if version:
        write_line(f"pilcrow {_version()}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        write_line(ctx.get_help())


def main() -> None:
    """Entry point of the command `pilcrow`."""
    accept_any_text()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    call = Invocation()
    try:
        code = app(args=list(arguments), prog_name="pilcrow", standalone_mode=False, obj=call)
    except PilcrowError as error:
        write_error(error.message, error.hint)
        _show_traceback(call)
        return errors.exit_code(error)
    except typer.TyperException as error:
        write_error(error.format_message(), _usage_hint(error))
        return errors.EXIT_USAGE
    except (KeyboardInterrupt, typer.Abort):
        return errors.EXIT_INTERRUPTED
    except Exception as error:  # the boundary: a defect of ours must not look like a result
        write_error(
            f"internal error: {type(error).__name__}: {error}",
            "this is a defect in Pilcrow; run again with --debug and report what it prints",
        )
        _show_traceback(call)
        return errors.EXIT_INTERNAL
    return code if isinstance(code, int) else errors.EXIT_OK


def _usage_hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "pilcrow"
    return f"see {command} --help"


def _show_traceback(call: Invocation) -> None:
    if call.debug:
        import traceback

        traceback.print_exc()


def _version() -> str:
    from importlib.metadata import version

    return version("pilcrow")
