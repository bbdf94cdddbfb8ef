"""What a document says that cannot be right: numbering, notes, headings, references to itself.

Looks at one document alone; what it has to do with others is for `retriever.examination` to say.
"""

from index.examination.examine import Examined, examine, examine_parsed
from index.examination.findings import Finding, FindingKind, Severity, in_reading_order

__all__ = [
    "Examined",
    "Finding",
    "FindingKind",
    "Severity",
    "examine",
    "examine_parsed",
    "in_reading_order",
]
