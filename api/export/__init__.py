"""Chosen precedents as a file: DOCX with citations in footnotes, Markdown, CSV.

`chosen` fetches what was chosen, the other modules each write one format. Ranks nothing.
"""

from api.export.files import Exported, export
from api.export.found import export_of_found

__all__ = ["Exported", "export", "export_of_found"]
