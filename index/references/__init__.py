"""What a passage refers to, in six languages: decisions, documents, articles, paragraphs.

Must not know the collection; `finding` walks a document, `works` and `attaching` read a passage.
"""

from index.references.documents import document_references
from index.references.finding import find_references
from index.references.labels import expanded

__all__ = ["document_references", "expanded", "find_references"]
