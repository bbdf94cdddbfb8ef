"""How much is read at most. Must not hold anything else."""

from __future__ import annotations

MAX_FILE_BYTES = 300_000_000
"""Largest file that is read."""

MAX_METADATA_BYTES = 1_000_000
"""Largest sidecar file or front matter."""

MAX_LINES_NAMED = 10
"""How many faulty lines an error message names."""

DETECTION_SAMPLE = 200_000
"""Bytes of a file that decide on its encoding when it is not UTF-8."""

MAX_CONTROL_SHARE = 0.01
"""Share of control characters above which a text is taken for binary data."""

MAX_PDF_PAGES = 20_000
"""Most pages of a PDF."""

MAX_PDF_PAGE_CHARACTERS = 200_000
"""Most characters on one page of a PDF."""

MAX_PDF_CHARACTERS = 60_000_000
"""Most characters of a whole PDF."""

MAX_PDF_SEGMENTS = 3_000_000
"""Most stretches of text, apart from one another on their lines, in a whole PDF."""

PDF_PAGE_SECONDS = 60.0
"""How long one page of a PDF may take."""

PDF_SECONDS = 1800.0
"""How long a whole PDF may take."""

PDF_MEMORY_BYTES = 2_000_000_000
"""Address space of the process that opens a PDF, besides the file itself."""

MAX_DOCX_PARTS = 10_000
"""Most files inside a DOCX."""

MAX_DOCX_XML_BYTES = 128_000_000
"""Most bytes of XML that are read of one DOCX, unpacked."""

MAX_DOCX_BLOCK_MARKS = 2_000_000
"""Most tags and attributes in one paragraph or table of a DOCX: a tree of about 400 MB."""

DOC_SECONDS = 180.0
"""How long LibreOffice may take for one document."""

DOC_MEMORY_BYTES = 3_000_000_000
"""Address space of each process of LibreOffice."""

MAX_DOC_DOCX_BYTES = 200_000_000
"""Largest DOCX that LibreOffice may make of a document."""

MAX_ARCHIVE_MEMBERS = 10_000
"""Most files of an archive."""

MAX_ARCHIVE_BYTES = 2_000_000_000
"""Most bytes that an archive may unpack to, all its files together."""

MAX_ARCHIVE_RATIO = 200
"""Unpacked bytes for each packed one, above which a large file is taken for a trap."""
