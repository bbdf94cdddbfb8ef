"""Text of documents made safe for a terminal: no commands in it, each in its own direction."""

from __future__ import annotations

import unicodedata

INDENT = 3
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
# What would move the cursor or change colours: a document must not command the terminal.
CONTROLS = {
    code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"
}


def printable(text: str) -> str:
    """The text with control characters shown as U+FFFD; no offset moves."""
    return text.translate(CONTROLS)


def isolated(text: str) -> str:
    """Printable text that keeps its direction to itself where it runs from right to left."""
    text = printable(text)
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return f"{ISOLATE}{text}{END_ISOLATE}"
    return text
