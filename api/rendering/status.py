"""What the words of a passage are, as a label: nobody is to take a draft for agreed language.

Reads what a passage says of itself. Must not look up or judge anything.
"""

from __future__ import annotations

from api import wire

UNSTATED = "status not stated"


def status_label(passage: wire.PassageModel) -> str:
    """The label: "draft", "bracketed" or another status; "" for adopted and unknown ones."""
    status = passage.metadata.get("status")
    if passage.kind.startswith("draft-") and status in (None, "", "adopted"):
        return "draft"
    return status if isinstance(status, str) and status != "adopted" else ""


def label_after(passage: wire.PassageModel) -> str:
    """The label as it stands behind a language, "  draft"; "" without one."""
    label = status_label(passage)
    return f"  {label}" if label else ""
