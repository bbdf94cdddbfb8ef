"""The glossary as data: concepts, their names in six languages, and the files that hold them.

Reads one tab-separated file into concepts, or says in which line it is wrong. Must not look for
names in a text (`retriever.glossary`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from index.errors import InvalidSetting, UnreadableFile

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
KINDS = frozenset({"organisation", "convention", "body", "programme", "term", "place"})
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes: room for a million concepts; beyond it, the file is something else."""

LONGEST_NAME = 250
"""Code points. What a name may cost at each word of a text is bounded by this."""

_NAME_SEPARATOR = "|"
_COLUMNS = ("key", "kind", *LANGUAGES)
_DEFAULT_KIND = "term"
_FORM = (
    "the first line names the columns, separated by tabs: " + ", ".join(_COLUMNS) + "; "
    f"several names in one cell are separated by {_NAME_SEPARATOR!r}"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a concept: official, short, or an acronym.

    Attributes:
        text: as people write it.
        lang: BCP 47 tag, one of `LANGUAGES`.
    """

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that goes by many names.

    Attributes:
        key: what tells it from other concepts, for people and for overriding.
        names: at least one; by language in the order of `LANGUAGES`, the official name first.
        kind: one of `KINDS`.
    """

    key: str
    names: tuple[Name, ...]
    kind: str = _DEFAULT_KIND


def shipped_file() -> Path:
    """The glossary that comes with Pilcrow."""
    return Path(str(files("retriever"))) / "glossary_data" / "terms.tsv"


def read_concepts(path: Path) -> dict[str, Concept]:
    """Read a glossary file.

    Blank lines and lines that begin with "#" are passed over; columns may be in any order, and
    those of languages that the file does not cover may be missing.

    Args:
        path: a tab-separated file in UTF-8 whose first line names the columns.

    Returns:
        Concepts by key, in the order of the file.

    Raises:
        UnreadableFile: it is not there, may not be read, is too large, or is not UTF-8.
        InvalidSetting: a line is not in the form; the message names file and line.
    """
    lines = _content_lines(_read_text(path))
    number, header = next(lines, (1, ""))
    columns = header.split("\t")
    fault = _header_fault(columns)
    if fault:
        raise _invalid(path, number, fault)
    concepts: dict[str, Concept] = {}
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        row = dict(zip(columns, cells, strict=False))
        concept = Concept(
            row.get("key", ""), tuple(_names(row)), row.get("kind", "") or _DEFAULT_KIND
        )
        fault = _row_fault(concept, surplus=cells[len(columns) :], seen=concepts)
        if fault:
            raise _invalid(path, number, fault)
        concepts[concept.key] = concept
    return concepts


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(
                f"the glossary {path} is larger than {LARGEST_FILE >> 20} MiB",
                hint="keep in it only the names that questions are asked with",
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"the glossary {path} cannot be read: {error.strerror}",
            hint="name a file that is there and that you may read",
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"the glossary {path} is not UTF-8: line {line} has the byte "
            f"0x{content[error.start]:02x}",
            hint="save it as UTF-8",
        ) from error


def _content_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that says something, with its number from 1."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.removesuffix("\r")


def _names(row: Mapping[str, str]) -> Iterator[Name]:
    for lang in LANGUAGES:
        for text in row.get(lang, "").split(_NAME_SEPARATOR):
            if text.strip():
                yield Name(text.strip(), lang)


def _header_fault(columns: Sequence[str]) -> str:
    unknown = [column for column in columns if column not in _COLUMNS]
    if "key" not in columns:
        return "the first line does not name a column «key»"
    if unknown:
        return f"the column «{_shortened(unknown[0])}» is not one of {', '.join(_COLUMNS)}"
    if len(set(columns)) < len(columns):
        return "the first line names a column twice"
    if not set(columns) & set(LANGUAGES):
        return f"the first line names no language ({', '.join(LANGUAGES)})"
    return ""


def _row_fault(concept: Concept, *, surplus: Sequence[str], seen: Mapping[str, Concept]) -> str:
    if any(surplus):
        return f"there are more cells than columns; the first is «{_shortened(surplus[0])}»"
    if not concept.key:
        return "the key is empty"
    if concept.key in seen:
        return f"the key «{_shortened(concept.key)}» stands in an earlier line as well"
    if concept.kind not in KINDS:
        return f"the kind «{_shortened(concept.kind)}» is not one of {', '.join(sorted(KINDS))}"
    if not concept.names:
        return f"«{_shortened(concept.key)}» has no name in any language"
    for name in concept.names:
        if len(name.text) > LONGEST_NAME:
            return f"the name «{_shortened(name.text)}» is longer than {LONGEST_NAME} characters"
        if sum(map(str.isalnum, name.text)) < 2:
            return f"the name «{name.text}» has fewer than two letters"
    return ""


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _invalid(path: Path, line: int, fault: str) -> InvalidSetting:
    return InvalidSetting(f"the glossary {path}, line {line}: {fault}", hint=_FORM)
