"""Options that every subcommand takes, before or after its name, and what they add up to.

Must stay cheap to import: the settings, and with them pydantic, are loaded when first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.settings import Settings

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", metavar="FOLDER", help="Folder that holds the collections."),
]
Collection = Annotated[
    str | None, typer.Option("--collection", metavar="NAME", help="Collection to use.")
]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="SPEC",
        help="Encoder: a built-in one, a model, openai:MODEL@URL, hash, or several with + between.",
    ),
]
Glossary = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary",
        metavar="FILE",
        help="Your own terms and their translations, tab-separated; may be repeated.",
        show_default=False,
    ),
]
Reranker = Annotated[
    str | None,
    typer.Option(
        "--reranker",
        metavar="MODEL",
        help="Cross-encoder that looks again at the best candidates; '' for none.",
    ),
]
RerankBudget = Annotated[
    int | None,
    typer.Option(
        "--rerank-budget-ms",
        metavar="MS",
        help="Milliseconds that reranking a question may take; 0 for as long as it needs.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")]


@dataclass(slots=True)
class Invocation:
    """One run of the command line: what was asked for before and after the subcommand.

    Attributes:
        as_json: whether results are printed as JSON.
        debug: whether an error shows its traceback.
        given: settings from the command line, by name.
    """

    as_json: bool = False
    debug: bool = False
    given: dict[str, object] = field(default_factory=dict)

    def note(self, *, as_json: bool, debug: bool, **given: object) -> None:
        """Add options; a setting given again wins, so what stands after the subcommand wins."""
        self.as_json = self.as_json or as_json
        self.debug = self.debug or debug
        self.given.update({name: value for name, value in given.items() if value is not None})

    def settings(self) -> Settings:
        """Load the settings, command line first.

        Raises:
            InvalidSetting: a setting is unknown or out of its bounds.
        """
        from api.settings import load_settings

        return load_settings(self.given)


def invocation(ctx: typer.Context) -> Invocation:
    """The run that a subcommand belongs to."""
    return ctx.ensure_object(Invocation)
