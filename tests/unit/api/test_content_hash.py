"""The hash tells whether a document has to be parsed and encoded anew."""

from datetime import date

import pytest

from api.ingest import content_hash, source_of
from index.errors import InvalidMetadata, InvalidParameter


def test_hash_of_known_content():
    # printf 'abc\0{}' | sha256sum
    assert content_hash(b"abc", {}) == (
        "3fbda0beb7f6654a3afc85e4a59968d8266b3fef0223761f21f53e7be650e9a0"
    )


def test_content_and_metadata_both_count_and_order_does_not():
    fields = {"session": 11, "date_start": date(2012, 10, 8)}
    same = {"date_start": date(2012, 10, 8), "session": 11}
    assert content_hash(b"a", fields) == content_hash(b"a", same)
    assert len({content_hash(b"a", fields), content_hash(b"a", {}), content_hash(b"b", {})}) == 3


def test_metadata_over_the_wire_gets_its_types():
    source = source_of("a.txt", b"x", {"date_start": "2012-10-08", "tags": ["a", "b"], "n": None})
    assert source.metadata == {"date_start": date(2012, 10, 8), "tags": ("a", "b")}


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "/etc/passwd", "a\n", "a\0", "x" * 256, "a\u202etxt"]
)
def test_name_that_is_no_plain_file_name_is_refused(name):
    with pytest.raises(InvalidParameter):
        source_of(name, b"x", {})


def test_metadata_that_is_none_is_refused():
    with pytest.raises(InvalidMetadata):
        source_of("a.txt", b"x", {"a": {"b": 1}})
