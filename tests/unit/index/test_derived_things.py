"""Things made of a snapshot: once, by whoever asks first, and with the earlier one at hand."""

from __future__ import annotations

import threading
from pathlib import Path

from index.collection import Collection, Manifest
from index.derived import DerivedThings
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot


def maker() -> None:
    """Stands for whoever makes a thing."""


def test_made_once() -> None:
    things = DerivedThings()
    assert things.get(maker, lambda earlier: [earlier]) == [None]
    assert things.get(maker, lambda earlier: ["again"]) == [None]


def test_the_earlier_thing_is_handed_on_until_a_newer_one_is_made() -> None:
    first = DerivedThings()
    first.get(maker, lambda earlier: "one")
    second = DerivedThings(first)
    third = DerivedThings(second)  # nobody asked the second
    assert third.get(maker, lambda earlier: f"after {earlier}") == "after one"
    fourth = DerivedThings(third)
    assert fourth.get(maker, lambda earlier: earlier) == "after one"


def test_others_wait_for_whoever_is_making_it() -> None:
    things, made, entered = DerivedThings(), [], threading.Event()

    def make(earlier: str | None) -> str:
        entered.set()
        made.append(threading.get_ident())
        return "thing"

    threads = [threading.Thread(target=things.get, args=(maker, make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert entered.is_set()
    assert len(made) == 1


def test_a_failure_is_not_kept() -> None:
    things = DerivedThings()

    def fail(earlier: None) -> None:
        raise LookupError

    try:
        things.get(maker, fail)
    except LookupError:
        assert things.get(maker, lambda earlier: "made") == "made"


def count_rows(snapshot: Snapshot, earlier: list[int] | None) -> list[int]:
    return [*(earlier or []), len(snapshot.row_ids)]


def test_a_snapshot_hands_on_what_was_made_of_the_one_before(tmp_path: Path) -> None:
    encoder = HashEncoder()
    collection = Collection.create(tmp_path, "default", Manifest.new(encoder.identity))
    with collection.snapshot() as before:
        assert before.derived(count_rows) == [0]
        with collection.writer(encoder) as writer:
            parsed = parse_source(SourceFile("a.txt", b"1. Peat is old.\n\n2. Sand is not.\n", {}))
            writer.add(parsed, content_hash="a")
        with collection.snapshot(before) as after:
            assert after.derived(count_rows) == [0, 2]
            assert before.derived(count_rows) == [0]
