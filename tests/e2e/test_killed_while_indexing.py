"""A process that indexes is killed at random moments; nothing half-done is ever found.

PILCROW_TEST_KILLS sets how often (60 unless told otherwise); PILCROW_TEST_SEED chooses other
moments and documents.
"""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.collection import Collection
from index.errors import CollectionNotFound
from index.token_codes import unpack

PROGRAM = Path(__file__).parent / "programs" / "index_until_killed.py"
KILLS = int(os.environ.get("PILCROW_TEST_KILLS", "60"))
SEED = int(os.environ.get("PILCROW_TEST_SEED", "2012"))
KILLS_PER_COLLECTION = 10
LONGEST_RUN_SECONDS = 0.2
LONGEST_CREATION_SECONDS = 0.02


class Killer:
    """Runs the program's processes and kills them."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program

    def run(self, command: str, *, kill_after: float | None) -> int:
        """Run one process; its exit code, or minus the signal that ended it."""
        pid = int(self._ask(command))
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(pid, signal.SIGKILL)
        return int(self._ask(""))

    def _ask(self, line: str) -> str:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()
        return self._program.stdout.readline()


@pytest.fixture
def killer() -> Iterator[Killer]:
    with subprocess.Popen(
        [sys.executable, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Killer(program)


@pytest.fixture(scope="session")
def indexing():
    """The program's documents and encoder."""
    spec = importlib.util.spec_from_file_location("index_until_killed", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def require_sound_file(store_file: Path) -> None:
    with closing(sqlite3.connect(store_file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        unused = connection.execute(
            "SELECT count(*) FROM vectors WHERE vector_id NOT IN "
            "(SELECT vector_id FROM passages UNION SELECT vector_id FROM sentences "
            "UNION SELECT vector_id FROM pending_vectors)"
        ).fetchone()
        assert unused == (0,)
        require_true_token_sums(connection)


def require_true_token_sums(connection: sqlite3.Connection) -> None:
    """Every passage has its tokens, and what is stored of their sum is true."""
    rows = connection.execute("SELECT codes FROM passages LEFT JOIN tokens USING (vector_id)")
    levels = [unpack(np.frombuffer(codes, np.uint8).reshape(-1, 8)) for (codes,) in rows]
    stored = connection.execute("SELECT passages, tokens, total FROM token_sums").fetchall()
    if not levels:
        assert stored == []
        return
    ((passages, tokens, total),) = stored
    assert (passages, tokens) == (len(levels), sum(map(len, levels)))
    expected = np.concatenate(levels).sum(axis=0, dtype=np.int64)
    assert np.frombuffer(total, "<i8").tolist() == expected.tolist()


def require_whole_documents(collection: Collection, indexing) -> int:
    """Each document is one version, all of it, and the search finds every paragraph."""
    with collection.snapshot() as snapshot:
        for stored in snapshot.documents():
            expected = indexing.document(stored.document_id, stored.metadata["version"])
            assert stored.content_hash == f"{stored.document_id} {stored.metadata['version']}"
            assert tuple(snapshot.document_blocks(stored.document_id)) == expected.blocks
            passages = snapshot.document_passages(stored.document_id)
            assert [p.text for p in passages] == [unit.text for unit in expected.units]
            for number, passage in enumerate(passages, start=1):
                row_id = snapshot.row_id(passage.passage_id)
                assert len(snapshot.sentences(row_id)) == 2
                word = indexing.mark(stored.document_id, stored.metadata["version"], number)
                require_found(snapshot, row_id, passage.text, word, indexing)
        return len(snapshot.documents())


def require_found(snapshot, row_id: int, text: str, word: str, indexing) -> None:
    query = indexing.NotingEncoder().encode_queries_with_tokens([text])
    hits = snapshot.raw_dense.search(query.vectors[0], candidate_k=1)
    assert hits.row_ids[hits.passage_scores.argmax()] == row_id
    assert hits.passage_scores.max() > 0.99
    by_tokens = snapshot.tokens.scores(query.tokens[0], "en", snapshot.row_ids)
    assert snapshot.row_ids[by_tokens.argmax()] == row_id
    term_id = snapshot.term_ids([word])[word]
    found = snapshot.row_ids[snapshot.lexical.scores([(term_id, 1.0)]) > 0]
    assert found.tolist() == [row_id]


def test_every_document_is_wholly_old_or_wholly_new(killer, indexing, tmp_path):
    moments = random.Random(SEED)
    states: Counter[str] = Counter()
    for kill in range(KILLS):
        data_dir = tmp_path / f"data-{kill // KILLS_PER_COLLECTION}"
        creating = kill % KILLS_PER_COLLECTION == 0
        longest = LONGEST_CREATION_SECONDS if creating else LONGEST_RUN_SECONDS
        moment = moments.uniform(0, longest)
        code = killer.run(f"loop {data_dir} {SEED + kill}", kill_after=moment)
        assert code == -signal.SIGKILL
        try:
            collection = Collection.open(data_dir, "default")
        except CollectionNotFound:
            states["no collection yet"] += 1
            continue
        require_sound_file(data_dir / "default" / "pilcrow.sqlite3")
        states[f"{require_whole_documents(collection, indexing)} documents"] += 1
        with collection.writer(indexing.NotingEncoder()) as writer:
            for name in indexing.DOCUMENTS:
                writer.add(indexing.document(name, kill), f"{name} {kill}")
        assert require_whole_documents(collection, indexing) == len(indexing.DOCUMENTS)
    assert sum(states.values()) == KILLS
    assert len(states) > 1, f"all kills left the same state: {states}"


def test_a_killed_run_goes_on_where_it_stopped(killer, indexing, tmp_path):
    moments = random.Random(SEED)
    log = tmp_path / "encoded.log"
    runs = 0
    while True:
        runs += 1
        delay = moments.uniform(0.02, 0.12) if runs < 40 else None
        if killer.run(f"resume {tmp_path / 'data'} {log}", kill_after=delay) == 0:
            break
    assert runs > 3
    calls = [line.split("\t") for line in log.read_text().splitlines()]
    last_call_of = {call[0]: number for number, call in enumerate(calls)}
    committed: set[str] = set()
    for number, (pid, *texts) in enumerate(calls):
        assert committed.isdisjoint(texts), "a text was encoded again after it was committed"
        if last_call_of[pid] != number or number == len(calls) - 1:
            committed.update(texts)  # all but the batch that a run was killed in
    units = indexing.long_document().units
    # A run may have been killed just after it committed its last batch, which then counts too.
    assert {text for _, *texts in calls for text in texts} >= {unit.text for unit in units}
    with Collection.open(tmp_path / "data", "default").snapshot() as snapshot:
        assert [p.text for p in snapshot.document_passages("long")] == [u.text for u in units]
