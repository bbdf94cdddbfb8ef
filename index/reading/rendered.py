"""What a reader of a formatted file hands to the parser.

Must not hold anything of the file's own format.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Metadata
from index.parsing.lines import Line


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as its reader sees it: lines, with what its file says of itself.

    Attributes:
        lines: numbered from 1.
        metadata: fields the file carries; what the text's own header says and what the user sets
            win over them.
        warnings: what the reader could not settle, one sentence each.
    """

    lines: tuple[Line, ...]
    metadata: Metadata
    warnings: tuple[str, ...]
