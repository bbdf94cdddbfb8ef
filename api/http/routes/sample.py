"""The sample corpus."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.answers.sample import sample_corpus
from api.http.describe import json_response
from api.wire import SampleResponse

router = APIRouter(tags=["documents"])


@router.get("/v1/sample", response_model=SampleResponse, summary="Documents to try Pilcrow with")
def sample() -> Response:
    """Invented documents in six languages, each as the body that adds it to a collection."""
    return json_response(sample_corpus())
