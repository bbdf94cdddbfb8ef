"""What the arms see of a passage besides its own text.

The reader sees the paragraph as printed; the encoder sees title, headings and governing text
before it. Must not change the passage's text itself.
"""

from __future__ import annotations

from index.manifest import ContextPolicy
from index.model import Passage

WINDOW_TOKENS = 512
"""What the default encoder reads of a text; it ignores the rest."""

_RESERVED_TOKENS = 16  # begin and end marks, the passage prompt, line breaks
# Above what multilingual-e5's tokenizer makes of 99 in 100 UN texts in each of the six languages.
_TOKENS_PER_LETTER_EUROPEAN = 0.4
_TOKENS_PER_LETTER_OTHER = 0.45  # Cyrillic, Arabic and others
_TOKENS_PER_IDEOGRAPH = 0.9
_FIRST_OTHER = 0x0370
_FIRST_IDEOGRAPH = 0x2E80


def encoded_text(passage: Passage, *, document_title: str, policy: ContextPolicy) -> str:
    """What the encoder sees of a passage.

    With the policy "full": title, headings and governing text, a line each, and then the text.
    What stands nearest is kept first, and only as much as leaves the whole text within the
    encoder's window by a cautious estimate.

    Args:
        passage: the passage.
        document_title: its document's title; a title of the passage's own (a corpus record)
            goes before it.
        policy: the collection's.

    Returns:
        The text to be encoded, without the encoder's prompt.
    """
    if policy == "none":
        return passage.text
    room = WINDOW_TOKENS - _RESERVED_TOKENS - estimated_tokens(passage.text)
    lines = _context_lines(passage, document_title)
    kept: list[str] = []
    for line in reversed(lines):
        room -= estimated_tokens(line)
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*reversed(kept), passage.text])


def analysed_text(passage: Passage, *, document_title: str, policy: ContextPolicy) -> str:
    """What the lexical arm sees of a passage: as `encoded_text`, but nothing is left out."""
    if policy == "none":
        return passage.text
    return "\n".join([*_context_lines(passage, document_title), passage.text])


def estimated_tokens(text: str) -> float:
    """A cautious guess at how many tokens a multilingual sub-word tokenizer makes of a text."""
    if text.isascii():
        return len(text) * _TOKENS_PER_LETTER_EUROPEAN
    ideographs = sum(1 for character in text if ord(character) >= _FIRST_IDEOGRAPH)
    others = sum(1 for character in text if _FIRST_OTHER <= ord(character) < _FIRST_IDEOGRAPH)
    european = len(text) - ideographs - others
    return (
        ideographs * _TOKENS_PER_IDEOGRAPH
        + others * _TOKENS_PER_LETTER_OTHER
        + european * _TOKENS_PER_LETTER_EUROPEAN
    )


def _context_lines(passage: Passage, document_title: str) -> list[str]:
    """Title, headings and governing text, outermost first, blanks left out."""
    own_title = passage.metadata.get("title", "")
    title = own_title if isinstance(own_title, str) and own_title else document_title
    return [line for line in (title, *passage.section_path, passage.chapeau) if line.strip()]
