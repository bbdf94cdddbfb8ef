"""What a first question needs is loaded beforehand, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

LAZY = ("jieba", "opencc", "lingua")
PROGRAM = f"""
import sys
from index.encoders.hashing import HashEncoder
from retriever.opening import warm_up
before = [name for name in {LAZY} if name in sys.modules]
warm_up(HashEncoder())
after = [name for name in {LAZY} if name in sys.modules]
print(before, after)
"""


def test_warming_up_loads_what_is_loaded_lazily() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"[] {list(LAZY)}"
