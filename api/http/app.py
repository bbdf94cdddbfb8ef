"""The FastAPI app: routes, limits, errors and the description of it all in OpenAPI.

Must not hold state: that is the service's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import anyio
import anyio.to_thread
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.http import problems
from api.http.assets import load_assets
from api.http.body_limit import BodyLimit
from api.http.describe import DEFECT, error_responses
from api.http.jobs import Jobs
from api.http.routes import (
    citations,
    documents,
    health,
    jobs,
    lineage,
    page,
    passages,
    precedents,
    references,
    sample,
    search,
    statistics,
    verification,
    works,
)
from api.http.service import Service
from api.wire import Problem

DESCRIPTION = """Retrieval over the numbered paragraphs of intergovernmental documents: a question
in one language, ranked paragraphs in any, each with the citation a drafter would write.

Errors are `application/problem+json` with a stable `code`."""


def create_app(service: Service) -> FastAPI:
    """The app over a service, which the caller starts and the app closes."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        threads = anyio.to_thread.current_default_thread_limiter()
        threads.total_tokens = service.settings.search_threads
        app.state.writers = anyio.CapacityLimiter(1)
        yield
        await anyio.to_thread.run_sync(app.state.jobs.close)
        service.close()

    app = FastAPI(
        title="Pilcrow",
        version=version("pilcrow"),
        description=DESCRIPTION,
        lifespan=lifespan,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        responses=error_responses(internal_error=DEFECT),
    )
    app.state.service = service
    app.state.jobs = Jobs(service)
    app.state.assets = load_assets()
    problems.install(app)
    app.add_middleware(
        BodyLimit,
        upload_path=documents.PATH,
        upload_bytes=service.settings.max_upload_bytes,
    )
    for module in (
        *(search, precedents, citations, references, lineage, works, passages),
        *(documents, jobs, statistics, sample, verification, health, page),
    ):
        app.include_router(module.router)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, once: FastAPI's, with our errors in place of its own."""
    if app.openapi_schema is None:
        description = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        schemas = description["components"]["schemas"]
        for replaced in ("HTTPValidationError", "ValidationError"):
            schemas.pop(replaced, None)
        schemas["Problem"] = Problem.model_json_schema()
        for operations in description["paths"].values():
            for operation in operations.values():
                _drop_default_validation_error(operation["responses"])
        app.openapi_schema = description
    return app.openapi_schema


def _drop_default_validation_error(responses: dict[str, Any]) -> None:
    """Validation errors answer 400 here, whatever FastAPI says of itself."""
    default = responses.get("422", {}).get("content", {}).get("application/json")
    if default is not None:
        del responses["422"]
