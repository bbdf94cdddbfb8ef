"""Snapshots are shared, renewed when the collection changes, and closed after their last reader."""

import shutil
import threading
from pathlib import Path

import pytest

from api.http.snapshots import SnapshotPool
from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.errors import CollectionNotFound, InvalidParameter, PilcrowError
from index.reading.source import SourceFile, parse_source


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    encoder = HashEncoder()
    return Collection.create(tmp_path, "c", Manifest.new(encoder.identity))


@pytest.fixture
def pool(tmp_path: Path, collection: Collection) -> SnapshotPool:
    return SnapshotPool(tmp_path)


def add(collection: Collection, name: str) -> None:
    parsed = parse_source(SourceFile(name, b"Report\n\n1. A paragraph.\n", {}))
    with collection.writer(HashEncoder()) as writer:
        writer.add(parsed, name)


def names(snapshot) -> list[str]:
    return [document.document_id for document in snapshot.documents()]


def test_unchanged_collection_is_read_through_one_snapshot(pool):
    with pool.lease("c") as first, pool.lease("c") as second:
        assert first is second
    with pool.lease("c") as third:
        assert third is first


def test_change_gives_new_leases_a_new_snapshot_and_leaves_the_old_ones_alone(pool, collection):
    with pool.lease("c") as before:
        add(collection, "a.txt")
        with pool.lease("c") as after:
            assert names(after) == ["a"]
            assert names(before) == []


def test_a_collection_deleted_and_made_anew_is_not_taken_for_the_old_one(
    pool, collection, tmp_path
):
    add(collection, "old.txt")
    with pool.lease("c") as before:
        assert names(before) == ["old"]
    shutil.rmtree(tmp_path / "c")
    made_anew = Collection.create(tmp_path, "c", Manifest.new(HashEncoder().identity))
    add(made_anew, "new.txt")
    with pool.lease("c") as after:
        assert after.generation == before.generation
        assert names(after) == ["new"]


def test_snapshot_is_closed_after_its_last_reader_and_not_before(pool, collection):
    first = pool.lease("c")
    second = pool.lease("c")
    snapshot = first.__enter__()
    second.__enter__()
    add(collection, "a.txt")
    with pool.lease("c"):
        pass
    first.__exit__(None, None, None)
    assert names(snapshot) == []
    second.__exit__(None, None, None)
    with pytest.raises((PilcrowError, Exception), match="closed"):
        names(snapshot)


def test_newest_snapshot_stays_open_between_leases(pool):
    with pool.lease("c") as snapshot:
        pass
    assert names(snapshot) == []


def test_closed_pool_lets_readers_finish(pool):
    with pool.lease("c") as snapshot:
        pool.close()
        assert names(snapshot) == []
    with pytest.raises(Exception, match="closed"):
        names(snapshot)


def test_unknown_or_impossible_name_is_refused(pool):
    with pytest.raises(CollectionNotFound), pool.lease("nothing"):
        pass
    with pytest.raises(InvalidParameter), pool.lease("../c"):
        pass


def test_many_threads_each_see_a_whole_generation(pool, collection):
    """A document is added after another; nobody sees the second without the first."""
    wrong: list[list[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with pool.lease("c") as snapshot:
                there = names(snapshot)
                if there != [f"d{number:02}" for number in range(len(there))]:
                    wrong.append(there)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        add(collection, f"d{number:02}.txt")
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    with pool.lease("c") as snapshot:
        assert len(names(snapshot)) == 20
