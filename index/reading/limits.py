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
