"""The sample corpus as requests that add it, for whoever begins with an empty collection.

Reads files of the package; must not index them.
"""

from __future__ import annotations

import json
from pathlib import Path

from api.wire import AddRequest, SampleQuestion, SampleResponse
from index.sample import sample_folder

_SIDECAR = ".meta.json"


def sample_corpus() -> SampleResponse:
    """The documents of the sample, each as the body of `POST /v1/documents`, and questions."""
    folder = sample_folder()
    return SampleResponse(
        documents=[
            _document(path)
            for path in sorted((folder / "documents").iterdir())
            if not path.name.endswith(_SIDECAR)
        ],
        questions=[
            _question(line)
            for line in (folder / "questions" / "queries.jsonl")
            .read_text(encoding="utf-8")
            .splitlines()
        ],
    )


def _document(path: Path) -> AddRequest:
    sidecar = path.with_name(path.name + _SIDECAR)
    return AddRequest(
        name=path.name,
        content=path.read_text(encoding="utf-8"),
        metadata=json.loads(sidecar.read_text(encoding="utf-8")),
    )


def _question(line: str) -> SampleQuestion:
    question = json.loads(line)
    return SampleQuestion(text=question["text"], lang=question["metadata"]["lang"])
