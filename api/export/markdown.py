"""Chosen precedents as Markdown: quotations, with citations in footnotes. Fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.export.chosen import ChosenParagraph
from api.export.words import ExportWords

# What Markdown or HTML would take for markup, anywhere or at the beginning of a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~^$])")
_LIST_MARK = re.compile(r"^([-+=:])")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def markdown_text(paragraphs: Sequence[ChosenParagraph], words: ExportWords) -> str:
    """The document, ending in a newline."""
    lines = [f"# {words.title}", ""]
    notes: list[str] = []
    for paragraph in paragraphs:
        lines += [f"## {escaped(paragraph.label)}", ""]
        if paragraph.draft:
            lines += [f"**{words.draft}:** {escaped(paragraph.draft)}", ""]
        if paragraph.no_precedent:
            told = f" {escaped(paragraph.explanation)}" if paragraph.explanation else ""
            lines += [f"*{words.no_precedent}.*{told}", ""]
        elif not paragraph.precedents:
            lines += [f"*{words.none}.*", ""]
        for precedent in paragraph.precedents:
            notes.append(escaped(precedent.citation))
            if precedent.governing:
                lines += [f"> {escaped(precedent.governing)}", ">"]
            label = f"*({escaped(words.status(precedent.status))})*"
            lines += [f"> {escaped(precedent.text)}[^{len(notes)}] {label}", ""]
    lines += [f"[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    joined = _MARKUP.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
    return _LIST_NUMBER.sub(r"\1\\\2", _LIST_MARK.sub(r"\\\1", joined))
