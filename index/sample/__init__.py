"""The sample corpus: invented documents in UN form, with questions over them.

`documents/` holds the documents with their sidecar files, `questions/` a BEIR set of questions in
six languages; README.md there says what is invented and under which licence. Must not read or
parse them: it only says where they are.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder that holds `documents/` and `questions/`."""
    return Path(str(files(__name__)))
