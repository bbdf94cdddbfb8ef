"""The threads that are asked for are those that numpy multiplies with; unasked, it is one."""

from __future__ import annotations

import os
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
asked, expected = map(int, sys.argv[1:])
set_numpy_threads(asked or None)
print(threads() == ([expected] * len(before) if expected else before), len(before))
"""


@pytest.mark.parametrize(
    ("asked", "environment", "expected"), [(0, None, 1), (1, None, 1), (2, None, 2), (0, "2", 0)]
)
def test_threads_are_those_asked_for_else_one_unless_the_environment_says(
    asked: int, environment: str | None, expected: int
) -> None:
    variables = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    if environment is not None:
        variables["OMP_NUM_THREADS"] = environment
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(asked), str(expected)],
        check=True,
        capture_output=True,
        text=True,
        env=variables,
    )
    as_asked, libraries = done.stdout.split()
    if libraries == "0":
        pytest.skip("numpy multiplies with a library that threadpoolctl does not know")
    assert as_asked == "True"
