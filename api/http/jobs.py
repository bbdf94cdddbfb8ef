"""Uploads that are indexed in the background, one after the other, and how each fares.

The queue is bounded in number and bytes, finished jobs are forgotten beyond a number, and nothing
outlives the process: a document is indexed whole or not at all, whenever the server stops. Must
not read requests or index by itself: the service does.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final, Literal

from api.http.problems import HINTS, STATUS_CODES, HttpError
from api.http.service import Service
from api.http.uploads import Upload
from api.report import Report
from api.wire import ErrorModel, JobList, JobModel, JobSummary
from index.errors import PilcrowError
from index.reading.archives import is_archive
from index.reading.source import SourceFile

MAX_WAITING: Final = 32
"""How many uploads may wait; the next is told to come again."""

WAITING_BODIES: Final = 4
"""How many of the largest bodies the waiting uploads may be as large as together."""

MAX_FINISHED: Final = 100
"""How many finished jobs are remembered."""

QUEUE_FULL: Final = "queue_full"

_logger = logging.getLogger(__name__)


class _Stopped(Exception):
    """The server stops: whatever is being indexed is to be left as it was."""


class _Job:
    """One upload, which the service tells how it goes, from the thread that indexes.

    Its fields are guarded by the lock of `Jobs`.

    Args:
        upload: what came.
        collection: name of the collection it is for.
        owner: whose lock guards it, and who knows whether to stop.
    """

    def __init__(self, upload: Upload, collection: str, owner: Jobs) -> None:
        self.id = uuid.uuid4().hex
        self.name = upload.source.name
        self.collection = collection
        self.source: SourceFile | None = upload.source  # let go of once it is finished
        self.state: Literal["waiting", "running", "done", "failed"] = "waiting"
        self.stage: Literal["", "reading", "encoding", "storing"] = ""
        self.file = self.name
        self.done = 0
        self.total = 0
        self.report = Report()
        self.error: ErrorModel | None = None
        self._owner = owner

    @property
    def size(self) -> int:
        """Bytes it keeps in memory."""
        return len(self.source.content) if self.source is not None else 0

    def reading(self, name: str) -> None:
        """A file of it is being read."""
        with self._owner.reporting():
            self.stage, self.file, self.done, self.total = "reading", name, 0, 0

    def encoding(self, total: int) -> None:
        """So many of the file's texts are to be encoded."""
        with self._owner.reporting():
            self.total = total
            self.stage = "encoding" if total else "storing"

    def encoded(self, count: int) -> None:
        """So many more of them are."""
        with self._owner.reporting():
            self.done = min(self.done + count, self.total)
            if self.done == self.total:
                self.stage = "storing"

    def finish(self, error: ErrorModel | None) -> None:
        """It has come to its end, by itself or by an error."""
        statuses = {file.status for file in self.report.of(self.collection).files}
        self.state = "failed" if error is not None or statuses == {"failed"} else "done"
        self.error = error
        self.source = None
        self.stage = ""

    def summary(self, ahead: int) -> JobSummary:
        """How it fares."""
        return JobSummary(
            id=self.id,
            name=self.name,
            collection=self.collection,
            state=self.state,
            stage=self.stage,
            file=self.file,
            ahead=ahead,
            done=self.done,
            total=self.total,
        )

    def model(self, ahead: int) -> JobModel:
        """How it fares, with what became of its files."""
        report = self.report.of(self.collection)
        return JobModel(
            **self.summary(ahead).model_dump(),
            files=report.files,
            skipped=report.skipped,
            error=self.error,
        )


class Jobs:
    """The uploads of one server. Safe to use from several threads.

    Args:
        service: what they are indexed by; its settings bound the bytes that may wait.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._changed = threading.Condition()
        self._jobs: dict[str, _Job] = {}  # in the order they came
        self._waiting: deque[_Job] = deque()
        self._stopping = False
        self._worker: threading.Thread | None = None

    def submit(self, upload: Upload) -> str:
        """Have an upload indexed when its turn comes.

        Returns:
            The id of its job.

        Raises:
            StillLoading: the encoder is not there yet.
            HttpError: too many uploads wait already (503).
        """
        self._service.encoder()
        settings = self._service.settings
        job = _Job(upload, upload.collection or settings.collection, self)
        with self._changed:
            size = job.size + sum(other.size for other in self._waiting)
            if len(self._waiting) >= MAX_WAITING or (
                self._waiting and size > WAITING_BODIES * settings.max_upload_bytes
            ):
                raise HttpError(
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    f"{len(self._waiting)} uploads wait to be indexed already",
                    hint="send it again when some of them are done; GET /v1/jobs names them",
                    code=QUEUE_FULL,
                )
            self._jobs[job.id] = job
            self._waiting.append(job)
            self._start()
            self._changed.notify()
        return job.id

    def show(self, job_id: str) -> JobModel:
        """How a job fares.

        Raises:
            HttpError: there is none of that id, or none any more (404).
        """
        with self._changed:
            job = self._jobs.get(job_id)
            if job is not None:
                return job.model(self._ahead(job))
        raise HttpError(
            HTTPStatus.NOT_FOUND,
            f"there is no job '{job_id}'",
            hint="jobs are forgotten when the server stops, and some time after they have "
            "finished; GET /v1/documents says what is indexed",
        )

    def recent(self) -> JobList:
        """Every job there is, the latest first."""
        with self._changed:
            latest = reversed(self._jobs.values())
            return JobList(jobs=[job.summary(self._ahead(job)) for job in latest])

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Change a job that is running.

        Raises:
            _Stopped: the server stops, and what the job is at is to be given up.
        """
        with self._changed:
            if self._stopping:
                raise _Stopped
            yield

    def close(self) -> None:
        """Give up what is running, at the next text that is encoded, and all that waits."""
        with self._changed:
            self._stopping = True
            self._waiting.clear()
            self._changed.notify()
            worker = self._worker
        if worker is not None:
            worker.join(self._service.settings.shutdown_grace_s)

    def _start(self) -> None:
        """Start the thread that indexes, with the first job that there is."""
        if self._worker is None and not self._stopping:
            # A daemon: what cannot be interrupted must not keep the server from ending.
            self._worker = threading.Thread(target=self._work, name="indexer", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                error = self._index(job)
            except _Stopped:
                return
            with self._changed:
                job.finish(error)
                self._forget()

    def _next(self) -> _Job | None:
        """The job whose turn it is, once there is one; None when the server stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return None
            job = self._waiting.popleft()
            job.state, job.stage = "running", "reading"
            return job

    def _index(self, job: _Job) -> ErrorModel | None:
        """Index what a job brings; what ended it before its time, if anything did."""
        source = job.source
        assert source is not None  # noqa: S101 - it is let go of when the job is finished
        try:
            if is_archive(source):
                self._service.add_archive(source, job.collection, job.report, watch=job)
            else:
                job.report.added(source.name, self._service.add(source, job.collection, watch=job))
        except PilcrowError as error:
            if not job.report.of(job.collection).files:
                job.report.failed(source.name, error)
            return ErrorModel(code=error.code, message=error.message, hint=error.hint)
        except _Stopped:
            raise
        except Exception as error:  # the boundary: a defect ends this job, not the queue
            _logger.exception("the upload %r could not be indexed", job.name)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return ErrorModel(
                code=STATUS_CODES[status],
                message=f"internal error: {type(error).__name__}",
                hint=HINTS[status],
            )
        return None

    def _ahead(self, job: _Job) -> int:
        if job.state != "waiting" or job not in self._waiting:
            return 0
        running = any(other.state == "running" for other in self._jobs.values())
        return self._waiting.index(job) + running

    def _forget(self) -> None:
        """Drop the oldest of the finished jobs beyond those that are remembered."""
        finished = [job for job in self._jobs.values() if job.state in ("done", "failed")]
        for job in finished[: max(0, len(finished) - MAX_FINISHED)]:
            del self._jobs[job.id]
