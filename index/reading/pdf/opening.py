"""Opens a PDF in a child process and hands out its pages, one at a time.

Every way in which a file cannot be opened becomes an error that says what to do. Must not judge
what the pages say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.errors import UnreadableFile
from index.reading import limits
from index.reading.isolation import Bounds, ChildFailed, Failure, lines_of, python_module
from index.reading.pdf.page import Page, from_plain

_END = b"%%EOF"
_TAIL = 4096
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
"""What a file made for the web says of its own length."""
_BYTES_A_CHARACTER = 60
_ANOTHER_COPY = "Get the file again, or ask for the Word file."


@dataclass(frozen=True, slots=True)
class Worker:
    """The program that opens PDFs.

    Attributes:
        command: how it is started.
        seconds: how long a file may take.
        page_seconds: how long a page may take.
    """

    command: tuple[str, ...] = python_module("index.reading.pdf.worker")
    seconds: float = limits.PDF_SECONDS
    page_seconds: float = limits.PDF_PAGE_SECONDS


def pages_of(content: bytes, *, name: str, worker: Worker | None = None) -> Iterator[Page]:
    """The pages of a PDF in order.

    Args:
        content: the whole file.
        name: its name, for messages.
        worker: the program to open it with, where not the usual one.

    Raises:
        UnreadableFile: it is cut off, protected by a password, malformed, beyond a limit, or it
            made the process that opened it crash or hang.
    """
    _refuse_truncated(content, name)
    characters = 0
    number = expected = 0
    for answer in _answers(content, name, worker or Worker()):
        if "fault" in answer:
            raise _fault(answer["fault"], name)
        if "pages" in answer:
            expected = _checked_count(answer["pages"], name)
        elif "number" in answer:
            page = from_plain(answer)
            number = page.number
            characters += sum(len(piece.text) for piece in page.pieces)
            if characters > limits.MAX_PDF_CHARACTERS:
                raise too_long(f"more than {limits.MAX_PDF_CHARACTERS:,} characters", name)
            yield page
        elif "done" in answer and number == expected:
            return
    raise UnreadableFile(
        f"{name} could not be read beyond page {number} of {expected}.", hint=_ANOTHER_COPY
    )


def _answers(content: bytes, name: str, worker: Worker) -> Iterator[dict[str, Any]]:
    bounds = Bounds(
        memory_bytes=limits.PDF_MEMORY_BYTES + len(content),
        seconds=worker.seconds,
        silent_seconds=worker.page_seconds,
        output_bytes=limits.MAX_PDF_CHARACTERS * _BYTES_A_CHARACTER,
    )
    last = 0
    try:
        for line in lines_of(worker.command, bounds=bounds, given=content):
            answer: dict[str, Any] = json.loads(line)
            last = answer.get("number", last)
            yield answer
    except ChildFailed as failed:
        raise _failed(failed, name, last + 1, worker) from failed


def _refuse_truncated(content: bytes, name: str) -> None:
    declared = _LENGTH.search(content[:1024])
    length = int(declared[1]) if declared else 0
    if _END not in content[-_TAIL:] or length > len(content):
        raise UnreadableFile(
            f"{name} is cut off: its end is missing.",
            hint="Copy or download the file again, in full.",
        )


def _checked_count(count: int, name: str) -> int:
    if count > limits.MAX_PDF_PAGES:
        raise too_long(f"{count:,} pages, where {limits.MAX_PDF_PAGES:,} are read at most", name)
    if count < 1:
        raise UnreadableFile(f"{name} has no pages.", hint=_ANOTHER_COPY)
    return count


def too_long(what: str, name: str) -> UnreadableFile:
    """The error for a file beyond a limit."""
    return UnreadableFile(
        f"{name} is too long: it has {what}.", hint="Split it into several files."
    )


def _fault(fault: dict[str, Any], name: str) -> UnreadableFile:
    kind, number = fault.get("kind"), fault.get("number", 0)
    if kind == "password":
        return UnreadableFile(
            f"{name} is protected by a password.",
            hint="Open it with its password, save it without one, and add that file.",
        )
    if kind == "security":
        return UnreadableFile(
            f"{name} is protected in a way that is not read.",
            hint="Save it without protection, or ask for the Word file.",
        )
    if kind == "crowded":
        return UnreadableFile(
            f"{name} has more than {limits.MAX_PDF_PAGE_CHARACTERS:,} characters on page {number}.",
            hint=_ANOTHER_COPY,
        )
    what = f"page {number} cannot be read" if kind == "page" else "it is not a sound PDF"
    return UnreadableFile(f"{name} is damaged: {what}.", hint=_ANOTHER_COPY)


def _failed(failed: ChildFailed, name: str, page: int, worker: Worker) -> UnreadableFile:
    reasons = {
        Failure.SILENT: f"page {page} took longer than {worker.page_seconds:.0f} s",
        Failure.TOO_LONG: f"it took longer than {worker.seconds:.0f} s",
        Failure.TOO_MUCH_OUTPUT: "it holds more than can be read",
        Failure.NOT_STARTED: f"the process that reads PDFs did not start ({failed.complaint})",
    }
    reason = reasons.get(failed.failure, f"reading page {page} failed or took too much memory")
    return UnreadableFile(f"{name} could not be read: {reason}.", hint=_ANOTHER_COPY)
