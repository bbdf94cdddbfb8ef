"""What a precedent is: adopted, a draft, in brackets. Must not look anything up.

What a document says of itself makes no agreed language of the drafts and brackets in it.
"""

from __future__ import annotations

from index.drafting.fields import BRACKETED, DRAFT, DRAFT_KINDS, has_bracketed_words
from index.model import Document, Passage


def status_of(document: Document, passage: Passage) -> str:
    """What a passage is; "" where nothing says so.

    What is said of the passage itself, or was told from its text when it was indexed, comes before
    what is said of its whole document; that is never said of a draft or of words in brackets.
    """
    own = passage.metadata.get("status", "")
    if isinstance(own, str) and own:
        return own
    of_document = document.metadata.get("status", "")
    said = of_document if isinstance(of_document, str) else ""
    is_draft = passage.kind in DRAFT_KINDS
    if (is_draft or said) and has_bracketed_words(passage.text):
        return BRACKETED
    return DRAFT if is_draft else said
