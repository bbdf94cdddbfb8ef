"""The threads that are asked for are those that numpy multiplies with."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
import numpy
from threadpoolctl import threadpool_info
from index.encoders.cpu import set_numpy_threads

def threads():
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

before = threads()
asked = int(sys.argv[1])
set_numpy_threads(asked or None)
print(threads() == ([asked] * len(before) if asked else before), len(before))
"""


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_threads_are_set_only_where_they_are_asked_for(asked: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(asked)], check=True, capture_output=True, text=True
    )
    as_asked, libraries = done.stdout.split()
    if libraries == "0":
        pytest.skip("numpy multiplies with a library that threadpoolctl does not know")
    assert as_asked == "True"
