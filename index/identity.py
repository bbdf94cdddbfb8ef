"""The identifiers of documents: stable, made from what the document says of itself.

Must not look at what is stored; `indexer.py` settles clashes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import PurePosixPath

from index.model import Document, Passage


def document_id_of_symbol(symbol: str, lang: str) -> str:
    """Identifier of one language version: `UNEP/CBD/COP/11/17`, `zh` → `unep-cbd-cop-11-17.zh`."""
    return f"{slug(symbol)}.{lang}"


def document_id_of_name(name: str) -> str:
    """Identifier of a document without a symbol: its file's name without the suffix.

    Folders in the name count, so that two files of one name in different folders stay apart.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return slug(str(path.with_suffix("")) if path.suffix else str(path))


def work_symbol(document: Document, passage: Passage) -> str:
    """Symbol of the work that a passage stands in: a corpus's records may have their own."""
    own = passage.metadata.get("symbol")
    return own if isinstance(own, str) and own else document.symbol


def slug(text: str) -> str:
    """Letters, marks and digits of any script, lower case, joined by hyphens.

    A text without any becomes a short digest of itself, so that two of them stay apart.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(char if _is_kept(char) else " " for char in folded).split()
    if words:
        return "-".join(words)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _is_kept(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
