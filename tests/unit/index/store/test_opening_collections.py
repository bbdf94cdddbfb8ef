"""Which stores open, for whom, and what is said when one does not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.collection import Collection, Manifest, list_collections
from index.errors import (
    CollectionLocked,
    CollectionNotFound,
    EncoderMismatch,
    IndexDamaged,
    IndexTooNew,
    IndexTooOld,
    InvalidParameter,
    StorageDenied,
    StorageFull,
)
from index.manifest import ContextPolicy

NOBODY = 65534


def as_nobody(code: str, *arguments: Path) -> str:
    """What a Python program prints when it runs without privileges."""
    drop = f"import os; os.getuid() or (os.setgid({NOBODY}), os.setuid({NOBODY}))\n"
    finished = subprocess.run(
        [sys.executable, "-c", f"import sys\nimport index.collection\n{drop}{code}", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stdout.strip() or finished.stderr


def test_what_was_fixed_at_creation_is_found_again(tmp_path, make_encoder):
    for name, context in (("one", "full"), ("two", "none")):
        policy: ContextPolicy = context
        manifest = Manifest.new(make_encoder(name=name).identity, context=policy)
        Collection.create(tmp_path, name, manifest)
        assert Collection.open(tmp_path, name).manifest == manifest
    assert list_collections(tmp_path) == ("one", "two")


def test_creating_again_opens_what_is_there(collection, encoder, tmp_path, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    again = Collection.create(
        tmp_path / "data", "default", Manifest.new(encoder.identity, context="full")
    )
    assert again.manifest.context == "none"
    with again.snapshot() as snapshot:
        assert len(snapshot.row_ids) == 1


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "a b", "-x", "é", "x" * 65, "a\n"])
def test_an_unsafe_name_is_refused(tmp_path, name):
    with pytest.raises(InvalidParameter, match="cannot be the name"):
        Collection.open(tmp_path, name)


def test_a_missing_collection_names_those_there_are(collection, tmp_path):
    with pytest.raises(CollectionNotFound, match="'other'") as raised:
        Collection.open(tmp_path / "data", "other")
    assert "default" in raised.value.hint
    with pytest.raises(CollectionNotFound) as raised:
        Collection.open(tmp_path / "nowhere", "other")
    assert "none yet" in raised.value.hint
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("change", [{"fingerprint": "bad"}, {"dimension": 8}])
def test_another_encoder_is_refused_by_name(collection, make_encoder, change):
    other = make_encoder(name="other", **change)
    with pytest.raises(EncoderMismatch, match=r"the encoder counting.*other.* is configured"):
        collection.writer(other)


def test_the_same_encoder_under_another_name_is_accepted(collection, make_encoder, make_document):
    with collection.writer(make_encoder(name="alias")) as writer:
        assert writer.add(make_document("One."), "a").status == "added"


def test_a_newer_format_is_refused(collection, store_file, encoder):
    with closing(sqlite3.connect(store_file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for attempt in (
        lambda: Collection.open(store_file.parents[1], "default"),
        collection.snapshot,
        lambda: collection.writer(encoder).__enter__(),
    ):
        with pytest.raises(IndexTooNew, match="version 99"):
            attempt()


def test_an_older_format_is_refused(collection, store_file, encoder):
    with closing(sqlite3.connect(store_file)) as connection:
        connection.execute("PRAGMA user_version = 1")
    for attempt in (
        lambda: Collection.open(store_file.parents[1], "default"),
        collection.snapshot,
        lambda: collection.writer(encoder).__enter__(),
    ):
        with pytest.raises(IndexTooOld, match="version 1; this Pilcrow needs 3") as raised:
            attempt()
        assert "Index the documents again" in raised.value.hint


def test_a_newer_analysis_is_refused(collection, store_file, encoder):
    with closing(sqlite3.connect(store_file)) as connection, connection:
        connection.execute(
            "UPDATE collection SET manifest = json_set(manifest, '$.analysis_version', 99)"
        )
    for attempt in (collection.snapshot, lambda: collection.writer(encoder).__enter__()):
        with pytest.raises(IndexTooNew, match="analysis version 99"):
            attempt()


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database at all, but long enough to look at", b"SQLite format 3\0" * 99],
)
def test_something_else_than_a_store_is_damaged(collection, store_file, content):
    store_file.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"pilcrow\.sqlite3"):
        Collection.open(store_file.parents[1], "default")


def test_another_programs_database_is_not_ours(collection, store_file):
    store_file.unlink()
    with closing(sqlite3.connect(store_file)) as connection:
        connection.execute("CREATE TABLE documents (id)")
    with pytest.raises(IndexDamaged, match="not a Pilcrow collection"):
        Collection.open(store_file.parents[1], "default")


@pytest.mark.parametrize("manifest", ["{", "[]", "{}", '{"encoder": {}}'])
def test_a_broken_manifest_is_damage(collection, store_file, manifest):
    with closing(sqlite3.connect(store_file)) as connection, connection:
        connection.execute("UPDATE collection SET manifest = ?", (manifest,))
    with pytest.raises(IndexDamaged, match="manifest"):
        Collection.open(store_file.parents[1], "default")


def test_overwritten_pages_are_damage_when_they_are_read(
    collection, store_file, encoder, make_document
):
    with collection.writer(encoder) as writer:
        writer.add(make_document(*(f"Paragraph {n}." for n in range(400))), "a")
    size = store_file.stat().st_size
    with store_file.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * (size - 4096 * 2))
    with pytest.raises(IndexDamaged, match="cannot be read as a collection"):
        collection.snapshot().documents()


def test_a_second_writer_is_told_who_holds_the_lock(collection, encoder):
    with (
        collection.writer(encoder),
        pytest.raises(CollectionLocked, match=f"'default'.*process {os.getpid()}"),
        collection.writer(encoder),
    ):
        pass


def test_the_lock_ends_with_the_writer(collection, encoder):
    with pytest.raises(KeyError), collection.writer(encoder):
        raise KeyError
    with collection.writer(encoder):
        pass


def test_the_lock_ends_with_a_killed_process(collection, encoder, store_file):
    program = (
        "import sys, time; from pathlib import Path; from index.locking import WriterLock\n"
        "WriterLock(Path(sys.argv[1]), collection='default'); print('locked', flush=True)\n"
        "time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, store_file.parent / "writer.lock"], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"locked\n"
        with (
            pytest.raises(CollectionLocked, match=f"process {process.pid}"),
            collection.writer(encoder),
        ):
            pass
        process.kill()
    with collection.writer(encoder):
        pass


def test_a_reader_needs_no_lock(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
        with collection.snapshot() as snapshot:
            assert len(snapshot.documents()) == 1


def test_many_threads_may_create_one_collection(tmp_path, encoder):
    outcomes = []

    def create():
        try:
            outcomes.append(
                Collection.create(tmp_path, "shared", Manifest.new(encoder.identity)).manifest
            )
        except CollectionLocked:
            outcomes.append(None)

    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [outcome for outcome in outcomes if outcome is not None]
    assert made
    assert all(outcome == made[0] for outcome in made)
    assert Collection.open(tmp_path, "shared").manifest == made[0]


def test_what_a_killed_creation_left_behind_is_no_hindrance(tmp_path, encoder):
    folder = tmp_path / "half"
    folder.mkdir()
    (folder / "pilcrow.sqlite3.draft").write_bytes(b"half a page")
    (folder / "pilcrow.sqlite3.draft-wal").write_bytes(b"rubbish")
    with pytest.raises(CollectionNotFound):
        Collection.open(tmp_path, "half")
    assert list_collections(tmp_path) == ()
    Collection.create(tmp_path, "half", Manifest.new(encoder.identity))
    assert sorted(path.name for path in folder.iterdir()) == ["pilcrow.sqlite3", "writer.lock"]


def test_a_file_in_the_place_of_the_data_folder_is_denied(tmp_path, encoder):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageDenied, match="data"):
        Collection.create(tmp_path / "data", "default", Manifest.new(encoder.identity))
    with pytest.raises(StorageDenied, match="data"):
        Collection.open(tmp_path / "data", "default")


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may look into; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


OPEN = (
    "from pathlib import Path\nfrom index.collection import Collection\n"
    "from index.errors import StorageDenied\n"
    "open_it = lambda: Collection.open(Path(sys.argv[1]), 'default')\n"
)


def denied_to_nobody(action: str, data_dir: Path) -> bool:
    code = f"{OPEN}try: {action}\nexcept StorageDenied as error: print('denied:', error.message)"
    return as_nobody(code, data_dir).startswith(f"denied: {data_dir}")


def test_a_folder_without_write_permission_can_be_read_but_not_written(
    public_folder, encoder, make_document
):
    collection = Collection.create(public_folder, "default", Manifest.new(encoder.identity))
    folder = public_folder / "default"
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    folder.chmod(0o555)
    (folder / "pilcrow.sqlite3").chmod(0o644)
    read = as_nobody(
        f"{OPEN}c = open_it()\n"
        "with c.snapshot() as s: print(c.generation(), s.document_passages('note')[0].text)",
        public_folder,
    )
    assert read == "1 One."
    assert denied_to_nobody("open_it().remove('note')", public_folder)
    (folder / "pilcrow.sqlite3").chmod(0o600)
    assert denied_to_nobody("open_it()", public_folder)


def test_a_log_that_cannot_be_read_is_not_passed_over(public_folder, encoder, make_document):
    collection = Collection.create(public_folder, "original", Manifest.new(encoder.identity))
    copy = public_folder / "default"
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
        shutil.copytree(public_folder / "original", copy)  # its log holds the document
    (copy / "pilcrow.sqlite3-shm").unlink()
    copy.chmod(0o555)
    assert denied_to_nobody("open_it()", public_folder)


def test_a_data_folder_that_cannot_be_looked_into_is_denied(public_folder, encoder):
    Collection.create(public_folder, "default", Manifest.new(encoder.identity))
    (public_folder / "default").chmod(0o000)
    assert denied_to_nobody("open_it()", public_folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounts("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk):
        pytest.skip("needs the right to mount a small file system, which this user has not")
    yield disk
    subprocess.run(["umount", disk], check=True)


def mounts(*arguments: str | Path) -> bool:
    if shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def test_a_full_disk_keeps_what_was_committed(small_disk, encoder, make_document):
    long = make_document(*(f"Paragraph {n} of a long note. " * 9 for n in range(2000)))
    collection = Collection.create(small_disk, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        writer.add(make_document("Kept.", name="kept.txt"), "k")
        with pytest.raises(StorageFull, match=r"pilcrow\.sqlite3"):
            writer.add(long, "a")
    with Collection.open(small_disk, "default").snapshot() as snapshot:
        assert [document.document_id for document in snapshot.documents()] == ["kept"]
        assert len(snapshot.dense.search(encoder.encode_queries(["x"])[0], candidate_k=1).row_ids)
    assert mounts("-o", "remount,size=16m", small_disk)
    done = len(encoder.encoded)
    with collection.writer(encoder) as writer:
        result = writer.add(long, "a")
    assert result.status == "added"
    assert 0 < result.encoded == len(encoder.encoded) - done < 4000


def test_a_collection_on_read_only_media_can_be_read(small_disk, encoder, make_document):
    collection = Collection.create(small_disk, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    assert mounts("-o", "remount,ro", small_disk)
    reopened = Collection.open(small_disk, "default")
    with reopened.snapshot() as snapshot:
        assert [document.document_id for document in snapshot.documents()] == ["note"]
    with pytest.raises(StorageDenied), reopened.writer(encoder):
        pass
    with pytest.raises(StorageDenied):
        Collection.create(small_disk, "other", Manifest.new(encoder.identity))


def test_no_room_for_more_pages_keeps_what_was_committed(
    collection, store_file, encoder, make_document
):
    from index.database import connect_to_write
    from index.indexer import Writer

    with closing(connect_to_write(store_file)) as connection:
        writer = Writer(connection, encoder, path=store_file, collection="default")
        writer.add(make_document("Kept.", name="kept.txt"), "k")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StorageFull, match="no space is left"):
            writer.add(make_document(*(f"Paragraph {n}. " * 9 for n in range(500))), "a")
        connection.execute("PRAGMA max_page_count = 1000000")
        assert writer.add(make_document("More.", name="more.txt"), "m").status == "added"
    with collection.snapshot() as snapshot:
        assert [document.document_id for document in snapshot.documents()] == ["kept", "more"]
