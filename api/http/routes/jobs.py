"""Uploads that are indexed in the background."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api.http.describe import error_responses, json_response
from api.http.jobs import Jobs
from api.wire import JobList, JobModel

router = APIRouter(tags=["documents"])

PATH: Final = "/v1/jobs"


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsOf = Annotated[Jobs, Depends(_jobs)]


@router.get(PATH, response_model=JobList, summary="Uploads that are indexed in the background")
def list_jobs(jobs: JobsOf) -> Response:
    """All that wait or run, and those that have lately finished; the latest first."""
    return json_response(jobs.recent())


@router.get(
    PATH + "/{job_id}",
    response_model=JobModel,
    summary="How an upload fares",
    responses=error_responses(
        not_found=(HTTPStatus.NOT_FOUND, "there is no job '4f6c1de0a9b24f7d8e21c0ab7d5c3e11'")
    ),
)
def show_job(
    job_id: Annotated[str, Path(examples=["4f6c1de0a9b24f7d8e21c0ab7d5c3e11"])], jobs: JobsOf
) -> Response:
    """Its state, what is being done to which file, and what became of its files so far."""
    return json_response(jobs.show(job_id))
