"""Progress on stderr: a bar that moves where a person watches, plain lines elsewhere.

Must never write to stdout.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.console import write_note

Advance = Callable[[int], None]
"""Told of so many things finished since the last call."""


@contextmanager
def counting(what: str) -> Iterator[Advance | None]:
    """Count things that are finished; None where nobody watches.

    Args:
        what: the word before the count, e.g. "ranked".
    """
    if not sys.stderr.isatty():
        yield None
        return
    with _stderr_progress() as progress:
        task = progress.add_task(what, total=None)
        yield lambda count: progress.advance(task, count)


class IndexingProgress:
    """Shows which file is being read and how many of its texts are encoded.

    Use as a context manager; what is written through `note` does not tear the bar.
    """

    def __init__(self) -> None:
        self._bar = _stderr_progress() if sys.stderr.isatty() else None
        self._task = None if self._bar is None else self._bar.add_task("", total=None)

    def __enter__(self) -> IndexingProgress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, name: str) -> None:
        """A file is being read."""
        if self._bar is None or self._task is None:
            write_note(f"reading {name}")
        else:
            self._bar.update(self._task, description=name, completed=0)

    def advance(self, count: int) -> None:
        """So many more of its texts are encoded."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, count)

    def note(self, text: str) -> None:
        """A line for people, above the bar."""
        if self._bar is None:
            write_note(text)
        else:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)


def _stderr_progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed:.0f} done"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
