"""Background uploads: accepted at once, indexed one after the other, watched while they run."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.jobs import MAX_FINISHED, MAX_WAITING, Jobs
from api.http.problems import HttpError
from api.http.service import Service
from api.http.uploads import Upload
from api.ingest import source_of
from api.settings import Settings
from index.collection import Collection
from index.errors import CollectionNotFound

PATIENCE = 30.0
ONE = "1. The survey covered 48 bogs. It took two years.\n"
TWO = "1. Invites Parties to map their bogs.\n\n2. Requests a report.\n"
BACKGROUND = {"background": "true"}


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(Settings(data_dir=tmp_path, encoder="hash", max_upload_bytes=20_000))


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            threading.Event().wait(0.01)
        yield client


def finished(client: TestClient, job_id: str) -> Any:
    """The job once it is over."""
    for _ in range(int(PATIENCE / 0.01)):
        answer = client.get(f"/v1/jobs/{job_id}")
        assert answer.status_code == 200, answer.text
        if answer.json()["state"] in ("done", "failed"):
            return answer.json()
        threading.Event().wait(0.01)
    pytest.fail("the job did not end")


def archive(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def test_a_document_sent_as_json(client: TestClient) -> None:
    body = {"name": "one.txt", "content": ONE, "metadata": {"symbol": "CBD/COP/33/1"}}
    answer = client.post("/v1/documents", params=BACKGROUND, json=body)
    job_id = answer.json()["job"]
    assert (answer.status_code, answer.headers["location"]) == (202, f"/v1/jobs/{job_id}")
    job = finished(client, job_id)
    assert (job["state"], job["stage"], job["error"], job["ahead"]) == ("done", "", None, 0)
    assert (job["name"], job["file"], job["collection"]) == ("one.txt", "one.txt", "default")
    (file,) = job["files"]
    assert (file["status"], file["document_id"]) == ("added", "cbd-cop-33-1.en")
    assert job["done"] == job["total"] == file["encoded"] == 3  # the passage and two sentences
    assert client.get("/v1/documents/cbd-cop-33-1.en").status_code == 200
    again = client.post("/v1/documents", params=BACKGROUND, json=body).json()["job"]
    job = finished(client, again)
    assert (job["files"][0]["status"], job["total"]) == ("unchanged", 0)


def test_a_form_with_an_archive_reports_every_member(client: TestClient) -> None:
    packed = archive(a__txt=ONE, b__txt="", c__txt=TWO)
    answer = client.post("/v1/documents", params=BACKGROUND, files={"file": ("all.zip", packed)})
    job = finished(client, answer.json()["job"])
    assert (job["state"], job["error"]) == ("done", None)
    assert [(file["name"], file["status"]) for file in job["files"]] == [
        ("all.zip/a.txt", "added"),
        ("all.zip/b.txt", "failed"),
        ("all.zip/c.txt", "added"),
    ]
    assert job["files"][1]["error"]["code"] == "unreadable_file"
    assert job["file"] == "all.zip/c.txt"


def test_what_cannot_be_read_fails_with_its_reason(client: TestClient) -> None:
    answer = client.post("/v1/documents", params=BACKGROUND, files={"file": ("empty.txt", b"")})
    job = finished(client, answer.json()["job"])
    assert (job["state"], job["error"]["code"]) == ("failed", "unreadable_file")
    assert [file["error"] for file in job["files"]] == [job["error"]]
    assert job["error"]["hint"]


def test_an_archive_of_nothing_readable_fails_and_says_why_by_file(client: TestClient) -> None:
    packed = archive(a__txt="", b__txt="")
    answer = client.post("/v1/documents", params=BACKGROUND, files={"file": ("x.zip", packed)})
    job = finished(client, answer.json()["job"])
    assert (job["state"], job["error"]) == ("failed", None)
    assert [file["status"] for file in job["files"]] == ["failed", "failed"]


def test_a_bad_request_makes_no_job(client: TestClient) -> None:
    answer = client.post("/v1/documents", params=BACKGROUND, json={"name": "a.txt"})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
    answer = client.post("/v1/documents", params={"background": "perhaps"}, json={})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
    large = client.post(
        "/v1/documents", params=BACKGROUND, json={"name": "a.txt", "content": "x" * 20_001}
    )
    assert large.json()["code"] == "payload_too_large"
    assert client.get("/v1/jobs").json() == {"jobs": []}


def test_no_job_of_that_id(client: TestClient) -> None:
    answer = client.get("/v1/jobs/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "forgotten" in answer.json()["hint"]


def test_before_the_encoder_is_loaded_nothing_is_accepted(tmp_path: Path) -> None:
    with TestClient(create_app(Service(Settings(data_dir=tmp_path, encoder="hash")))) as client:
        answer = client.post(
            "/v1/documents", params=BACKGROUND, json={"name": "a.txt", "content": ONE}
        )
        assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")


class SlowEncoder:
    """The hash encoder, which waits before each text until it is let go on."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.identity = inner.identity
        self.go_on = threading.Event()
        self.at_work = threading.Event()
        self.slow = False

    def encode_queries(self, texts: Any) -> Any:
        return self._inner.encode_queries(texts)

    def encode_passages(self, texts: Any, *, progress: Any = None) -> Any:
        vectors = []
        for text in texts:
            if self.slow:
                self.at_work.set()
                assert self.go_on.wait(PATIENCE)
            vectors.append(self._inner.encode_passages([text])[0])
            if progress is not None:
                progress(1)
        return np.stack(vectors)


class SlowService(Service):
    """A service whose encoder waits for the test."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while self.is_loading:
            threading.Event().wait(0.01)
        self.slow = SlowEncoder(super().encoder())

    def encoder(self) -> Any:
        return self.slow


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[SlowService]:
    service = SlowService(
        Settings(data_dir=tmp_path, encoder="hash", max_upload_bytes=1024, tokens=False)
    )
    service.add(source_of("first.txt", ONE.encode(), {}))  # calibrates, undisturbed
    service.slow.slow = True
    yield service
    service.slow.go_on.set()
    service.close()


def upload(name: str, content: str = TWO) -> Upload:
    return Upload(source_of(name, content.encode(), {}), None)


def test_progress_is_told_while_it_runs(slow: SlowService) -> None:
    jobs = Jobs(slow)
    running, waiting, last = (jobs.submit(upload(f"{name}.txt")) for name in "abc")
    assert slow.slow.at_work.wait(PATIENCE)
    job = jobs.show(running)
    assert (job.state, job.stage, job.done, job.total) == ("running", "encoding", 0, 2)
    assert [(one.state, one.ahead) for one in map(jobs.show, (waiting, last))] == [
        ("waiting", 1),
        ("waiting", 2),
    ]
    assert [one.id for one in jobs.recent().jobs] == [last, waiting, running]
    slow.slow.go_on.set()
    for _ in range(int(PATIENCE / 0.01)):
        if jobs.show(last).state == "done":
            break
        threading.Event().wait(0.01)
    assert [jobs.show(one).state for one in (running, waiting, last)] == ["done"] * 3
    jobs.close()


def test_a_full_queue_tells_to_come_again(slow: SlowService) -> None:
    jobs = Jobs(slow)
    jobs.submit(upload("running.txt"))
    assert slow.slow.at_work.wait(PATIENCE)
    for number in range(MAX_WAITING):
        jobs.submit(upload(f"{number}.txt"))
    with pytest.raises(HttpError) as refused:
        jobs.submit(upload("one-too-many.txt"))
    assert (refused.value.status_code, refused.value.code) == (503, "queue_full")
    assert refused.value.headers == {"Retry-After": "1"}
    slow.slow.go_on.set()
    jobs.close()


def test_a_queue_of_large_bodies_is_full_sooner(slow: SlowService) -> None:
    jobs = Jobs(slow)
    jobs.submit(upload("running.txt"))
    assert slow.slow.at_work.wait(PATIENCE)
    for number in range(4):  # four of the largest bodies there can be
        jobs.submit(upload(f"{number}.txt", "1. " + "x" * 1021))
    with pytest.raises(HttpError):
        jobs.submit(upload("small.txt", "1."))
    slow.slow.go_on.set()
    jobs.close()


def test_a_stop_gives_up_what_runs_and_leaves_nothing_of_it(slow: SlowService) -> None:
    jobs = Jobs(slow)
    running = jobs.submit(upload("half.txt"))
    jobs.submit(upload("never.txt"))
    assert slow.slow.at_work.wait(PATIENCE)
    closing = threading.Thread(target=jobs.close)
    closing.start()
    slow.slow.go_on.set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert jobs.show(running).state == "running"  # given up, neither done nor failed
    with slow.snapshot() as snapshot:
        assert [document.name for document in snapshot.documents()] == ["first.txt"]
    slow.slow.slow = False
    slow.add(source_of("half.txt", TWO.encode(), {}))  # the lock is free, the collection sound
    with slow.snapshot() as snapshot:
        assert len(snapshot.documents()) == 2


def test_finished_jobs_are_forgotten_beyond_a_number(slow: SlowService) -> None:
    slow.slow.slow = False
    jobs = Jobs(slow)
    ids = []
    for number in range(MAX_FINISHED + 2):
        ids.append(jobs.submit(upload(f"{number}.txt", "")))  # refused at once: it is empty
        for _ in range(int(PATIENCE / 0.001)):
            if jobs.show(ids[-1]).state == "failed":
                break
            threading.Event().wait(0.001)
    assert [one.id for one in jobs.recent().jobs] == ids[:1:-1]
    with pytest.raises(HttpError):
        jobs.show(ids[0])
    jobs.close()


class BrokenService(SlowService):
    """A service with a defect."""

    def add(self, *arguments: Any, **options: Any) -> Any:
        if options:
            raise ZeroDivisionError
        return super().add(*arguments)


def test_a_defect_is_said_and_logged_and_the_next_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = BrokenService(Settings(data_dir=tmp_path, encoder="hash"))
    jobs = Jobs(service)
    ids = [jobs.submit(upload(name)) for name in ("a.txt", "b.txt")]
    for _ in range(int(PATIENCE / 0.01)):
        if jobs.show(ids[1]).state == "failed":
            break
        threading.Event().wait(0.01)
    for job in map(jobs.show, ids):
        assert job.error is not None
        assert (job.error.code, job.error.message) == (
            "internal_error",
            "internal error: ZeroDivisionError",
        )
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(CollectionNotFound):
        Collection.open(tmp_path, "default")
    jobs.close()
    service.close()
