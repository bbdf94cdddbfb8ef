"""Where the command line writes: results to stdout, words for people to stderr.

A reader that has gone (`pilcrow … | head`) does not stop the work: the rest is written nowhere.
Must not decide what is written, only where and in which form.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import RenderableType

PLAIN_WIDTH = 100


def write_line(text: str) -> None:
    """Write a line of results."""
    _write(sys.stdout, text + "\n")


def write_json(model: BaseModel) -> None:
    """Write a result as one line of JSON, as the server would send it."""
    write_line(model.model_dump_json())


def write_rendered(*renderables: RenderableType, wrap: bool = True) -> None:
    """Write results laid out for the terminal, or plain and of fixed width where there is none.

    Args:
        renderables: what to write, one below the other.
        wrap: whether lines longer than the width are broken; else they are as long as they are.
    """
    from rich.console import Console

    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
    page = io.StringIO()
    console = Console(
        file=page,
        width=width if wrap else 10_000,
        force_terminal=on_terminal(),
        highlight=False,
        markup=False,
        emoji=False,
    )
    for renderable in renderables:
        console.print(renderable)
    lines = page.getvalue().split("\n")
    _write(sys.stdout, "\n".join(line.rstrip(" ") for line in lines))


def write_note(text: str) -> None:
    """Write a line for people."""
    _write(sys.stderr, text + "\n")


def write_error(message: str, hint: str = "") -> None:
    """Write an error, and below it what to do about it."""
    write_note(f"error: {message}")
    if hint:
        write_note(f"hint: {hint}")


def on_terminal() -> bool:
    """Whether results are read by a person at a terminal."""
    return sys.stdout.isatty()


def accept_any_text() -> None:
    """Let no character stop the output: what a stream cannot encode is written escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
