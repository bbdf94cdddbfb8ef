"""Each error that can be raised has a stable code, an HTTP status and an exit code."""

import importlib
import pkgutil

import pytest

import api
import index
import retriever
from api.errors import EXIT_CODES, HTTP_STATUSES, exit_code, http_status, leaf_errors
from index import errors
from index.errors import PilcrowError

DOCUMENTED_EXIT_CODES = {2, 3, 4, 5, 6, 7}


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """An error class defined anywhere counts."""
    for package in (index, retriever, api):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def test_both_tables_hold_exactly_the_leaves():
    leaves = set(leaf_errors())
    assert set(EXIT_CODES) == leaves
    assert set(HTTP_STATUSES) == leaves


def test_codes_are_distinct_and_drawn_in_the_tree():
    codes = [leaf.code for leaf in leaf_errors()]
    assert len(codes) == len(set(codes))
    drawn = errors.__doc__ or ""
    for leaf in leaf_errors():
        assert leaf.__name__ in drawn
        assert leaf.code in drawn


def test_statuses_and_exit_codes_are_of_the_documented_kinds():
    assert set(EXIT_CODES.values()) == DOCUMENTED_EXIT_CODES
    assert all(400 <= status < 600 for status in HTTP_STATUSES.values())


def test_lookup_gives_the_table_and_a_defect_for_what_is_not_in_it():
    for leaf in leaf_errors():
        error = leaf("message", hint="hint")
        assert exit_code(error) == EXIT_CODES[leaf]
        assert http_status(error) is HTTP_STATUSES[leaf]
    assert exit_code(PilcrowError("message", hint="hint")) == 70
    assert http_status(PilcrowError("message", hint="hint")) == 500
