"""What other programs rely on: paths, fields, commands, options, codes. They are added to, never
renamed or removed; whoever extends them extends this test."""

import pytest
import typer.main
from pydantic import BaseModel

from api import wire
from api.cli import app
from api.errors import leaf_errors
from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

PATHS = {
    "POST /v1/search",
    "GET /v1/passages/{passage_id}",
    "GET /v1/resolve",
    "GET /v1/documents",
    "POST /v1/documents",
    "GET /v1/documents/{document_id}",
    "DELETE /v1/documents/{document_id}",
    "GET /healthz",
    "GET /readyz",
}

PASSAGE = {
    *("id", "label", "printed_label", "alt_labels", "citation", "lang", "kind", "text"),
    *("context", "chapeau", "section_path", "parent", "ordinal", "start_line", "end_line"),
    *("document", "metadata"),
}
DOCUMENT = {"id", "symbol", "title", "name", "lang"}
SUMMARY = DOCUMENT | {"metadata", "passage_count", "content_hash"}

FIELDS: dict[type[BaseModel], set[str]] = {
    wire.SearchRequest: {"query", "top_k", "collection", "filter", "collapse_translations"},
    wire.SearchResponseModel: {"results", "query", "warnings", "took_ms"},
    wire.QueryModel: {"text", "lang"},
    wire.ResultModel: {"rank", "score", "passage", "highlights", "signals", "translations"},
    wire.PassageModel: PASSAGE,
    wire.PassageDetail: PASSAGE | {"footnotes"},
    wire.HighlightModel: {"start", "end"},
    wire.TranslationModel: {"passage_id", "lang", "citation"},
    wire.DocumentRef: DOCUMENT,
    wire.DocumentSummary: SUMMARY,
    wire.DocumentDetail: SUMMARY | {"passages", "blocks", "footnotes"},
    wire.DocumentList: {"documents", "total", "limit", "offset"},
    wire.BlockModel: {"kind", "text", "start_line", "end_line", "label", "level"},
    wire.FootnoteModel: {"number", "text", "urls", "label", "anchored", "line"},
    wire.AddRequest: {"name", "content", "metadata", "collection"},
    wire.AddResponse: {"document_id", "status", "passages", "encoded", "warnings"},
    wire.RemoveResponse: {"removed"},
    wire.ResolveResponse: {"citation", "passages"},
    wire.IndexReport: {
        *("collection", "files", "skipped", "added", "replaced", "unchanged", "failed"),
        *("passages", "encoded"),
    },
    wire.FileReport: {
        *("name", "status", "document_id", "passages", "encoded", "warnings", "error"),
    },
    wire.SkippedFile: {"path", "reason"},
    wire.ErrorModel: {"code", "message", "hint"},
    wire.Problem: {"type", "title", "status", "detail", "code", "hint", "instance"},
    wire.Health: {"status"},
    wire.Readiness: {"status", "collection", "generation", "passages", "encoder"},
}

SEARCHING = {"--glossary", "--reranker", "--rerank-budget-ms"}
COMMON = {"--data-dir", "--collection", "--json", "--debug"}
OPTIONS = {
    "index": COMMON | {"--encoder", "--meta", "--context", "--tokens", "--no-tokens"},
    "search": COMMON
    | SEARCHING
    | {"--encoder", "--top-k", "-k", "--filter", "--collapse-translations", "--plain"}
    | {"--explain"},
    "show": COMMON,
    "documents list": COMMON,
    "documents show": COMMON,
    "documents remove": COMMON,
    "evaluate": COMMON | SEARCHING | {"--encoder", "--document", "--plain", "--run"},
    "serve": COMMON | SEARCHING | {"--encoder", "--host", "--port"},
}

SETTINGS = {
    *("data_dir", "collection", "context", "tokens", "host", "port", "search_threads"),
    *("encoder", "encoder_dtype", "encoder_threads", "encoder_cache_dir", "encoder_wheel"),
    *("encoder_timeout_s", "encoder_api_key", "encoder_query_prompt", "encoder_passage_prompt"),
    *("glossary", "reranker", "rerank_depth", "rerank_budget_ms"),
    *("max_upload_bytes", "max_query_length", "shutdown_grace_s"),
}

CODES = {
    *("path_not_found", "unreadable_file", "unsupported_format", "invalid_record"),
    *("duplicate_id", "invalid_metadata", "invalid_query", "invalid_parameter"),
    *("invalid_filter", "unknown_field", "invalid_evaluation", "collection_not_found"),
    *("document_not_found", "passage_not_found", "citation_not_found", "encoder_mismatch"),
    *("index_too_new", "index_too_old", "index_damaged"),
    *("storage_full", "storage_denied", "collection_locked"),
    *("encoder_unavailable", "encoder_build_failed", "invalid_setting"),
}


@pytest.fixture(scope="module")
def description(tmp_path_factory):
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash")
    return create_app(Service(settings)).openapi()


def test_paths(description):
    there = {
        f"{method.upper()} {path}"
        for path, operations in description["paths"].items()
        for method in operations
    }
    assert there == PATHS


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_fields(model):
    assert set(model.model_fields) == FIELDS[model]


def test_every_model_of_the_wire_is_pinned():
    models = {
        value
        for value in vars(wire).values()
        if isinstance(value, type)
        and issubclass(value, BaseModel)
        and value not in (BaseModel, wire.Request, wire.Response)
    }
    assert models == set(FIELDS)


def test_commands_and_options():
    there = dict(_options(typer.main.get_command(app), ""))
    assert there == OPTIONS


def _options(command, name):
    for child_name, child in getattr(command, "commands", {}).items():
        full = f"{name} {child_name}".strip()
        if hasattr(child, "commands"):
            yield from _options(child, full)
        else:
            yield (
                full,
                {
                    option
                    for one in child.params
                    for option in (*one.opts, *one.secondary_opts)
                    if option.startswith("-")
                },
            )


def test_settings():
    assert set(Settings.model_fields) == SETTINGS


def test_codes():
    assert {leaf.code for leaf in leaf_errors() if leaf.__module__ == "index.errors"} == CODES
