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
    "POST /v1/precedents",
    "POST /v1/precedents/export",
    "POST /v1/verify",
    "POST /v1/verify/answer",
    "GET /v1/passages/{passage_id}",
    "GET /v1/passages/{passage_id}/translations",
    "GET /v1/passages/{passage_id}/references",
    "GET /v1/passages/{passage_id}/lineage",
    "POST /v1/lineage",
    "GET /v1/families",
    "GET /v1/passages/{passage_id}/citations",
    "GET /v1/works/{symbol}/versions",
    "GET /v1/documents/{document_id}/doctor",
    "GET /v1/resolve",
    "GET /v1/sample",
    "GET /v1/stats",
    "GET /v1/jobs",
    "GET /v1/jobs/{job_id}",
    "GET /v1/documents",
    "POST /v1/documents",
    "GET /v1/documents/{document_id}",
    "DELETE /v1/documents/{document_id}",
    "GET /healthz",
    "GET /readyz",
}

PASSAGE = {
    *("id", "label", "printed_label", "alt_labels", "citation", "link", "lang", "kind"),
    *("text", "context", "chapeau", "section_path", "parent", "ordinal", "start_line", "end_line"),
    *("footnote_marks", "document", "metadata"),
}
JOB = {"id", "name", "collection", "state", "stage", "file", "ahead", "done", "total"}
MENTION = {"start", "end", "text", "kind", "target", "work", "label", "last_label"}
DOCUMENT = {"id", "symbol", "title", "name", "lang"}
SUMMARY = DOCUMENT | {"metadata", "passage_count", "content_hash"}

FIELDS: dict[type[BaseModel], set[str]] = {
    wire.SearchRequest: {
        *("query", "top_k", "collection", "filter", "collapse_translations", "reader_langs"),
        "facets",
    },
    wire.FacetValueModel: {"value", "count"},
    wire.SearchResponseModel: {"results", "query", "warnings", "took_ms", "facets"},
    wire.QueryModel: {"text", "lang", "citation"},
    wire.ResultModel: {"rank", "score", "passage", "highlights", "signals", "translations"},
    wire.PassageModel: PASSAGE,
    wire.PassageDetail: PASSAGE | {"footnotes", "before", "after"},
    wire.HighlightModel: {"start", "end"},
    wire.TranslationModel: {"passage_id", "lang", "citation"},
    wire.DocumentRef: DOCUMENT,
    wire.DocumentSummary: SUMMARY,
    wire.DocumentDetail: SUMMARY | {"passages", "blocks", "footnotes"},
    wire.DocumentList: {"documents", "total", "limit", "offset"},
    wire.BlockModel: {"kind", "text", "start_line", "end_line", "label", "level"},
    wire.FootnoteMarkModel: {"number", "offset"},
    wire.FootnoteModel: {"number", "text", "urls", "label", "anchored", "line"},
    wire.AddRequest: {"name", "content", "metadata", "collection"},
    wire.AddResponse: {"document_id", "status", "passages", "encoded", "warnings"},
    wire.RemoveResponse: {"removed"},
    wire.SampleResponse: {"documents", "questions"},
    wire.SampleQuestion: {"text", "lang"},
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
    wire.TranslatedPassage: PASSAGE | {"aligned", "reason"},
    wire.TranslationsResponse: {"passage", "translations"},
    wire.CitedTranslations: {"citation", "passages"},
    wire.ReferencesResponse: {"passage", "cites", "cited_by", "cited_by_total"},
    wire.CitationsResponse: {
        *("passage_id", "label", "lang", "citation", "styles", "by_number"),
        *("work_iri", "akn", "markdown", "bibtex", "csl"),
    },
    wire.CitedForms: {"citation", "passages"},
    wire.CitedReferences: {"citation", "passages"},
    wire.LineageRequest: {"passage_id", "text", "lang", "collection"},
    wire.LineageResponse: {"family", "place", "similarity", "warnings"},
    wire.LineagesResponse: {"citation", "lineages"},
    wire.FamilyModel: {"id", "members", "total", "first", "bodies"},
    wire.MemberModel: {"passage", "versions", "date", "body", "verb", "first", "step"},
    wire.StepModel: {"kind", "passage_id", "sources", "verb_before", "verb_after", "notes"},
    wire.StepSourceModel: {"member", "passage_id", "operations"},
    wire.WordChangeModel: {"op", "before", "after"},
    wire.RunModel: {"start", "end"},
    wire.GoverningVerbModel: {"key", "strength"},
    wire.BodyUseModel: {"body", "members", "first"},
    wire.FamiliesResponse: {"families"},
    wire.FamilySummaryModel: {
        *("id", "members", "works", "first", "first_date", "last_date", "bodies"),
    },
    wire.MentionModel: MENTION,
    wire.ReferenceModel: MENTION | {"documents", "passages"},
    wire.CitingModel: {"passage", "whole", "references"},
    wire.CitedPassage: {"id", "citation", "link", "lang"},
    wire.DoubtModel: {"kind", "label", "reference_labels", "labels", "message"},
    wire.VersionModel: {"document_id", "lang", "passages", "aligned", "related", "doubts"},
    wire.WorkVersionsResponse: {"symbol", "aligned", "reference", "labels", "versions"},
    wire.FindingModel: {"kind", "severity", "label", "line", "message", "hint"},
    wire.ExaminationModel: {"document_id", "name", "errors", "warnings", "notes", "findings"},
    wire.DoctorReport: {"documents", "failed"},
    wire.VerifyRequest: {"quotation", "citation", "collection"},
    wire.VerifyAnswerRequest: {"answer", "collection"},
    wire.SpanModel: {"passage", "start", "end"},
    wire.DifferenceModel: {
        *("kind", "quoted", "quoted_start", "quoted_end"),
        *("printed", "printed_start", "printed_end", "passage_id"),
    },
    wire.VerdictModel: {
        *("verdict", "quotation", "citation", "citation_problem", "cited", "found"),
        *("differences", "similarity", "explanation", "warnings"),
    },
    wire.CheckedQuotationModel: {"start", "end", "citation_start", "citation_end", "verdict"},
    wire.CheckedCitationModel: {"start", "end", "citation", "status", "problem", "passage_ids"},
    wire.VerifyAnswerResponse: {"quotations", "citations", "warnings"},
    wire.JobAccepted: {"job"},
    wire.JobSummary: JOB,
    wire.JobModel: JOB | {"files", "skipped", "error"},
    wire.JobList: {"jobs"},
    wire.LanguageCountModel: {
        *("lang", "documents", "passages", "sentences", "distance_before", "distance_after"),
    },
    wire.ValueCountModel: {"value", "documents", "passages"},
    wire.StatisticsModel: {
        *("collection", "generation", "documents", "passages", "sentences", "languages"),
        *("fields", "store_bytes", "encoder", "dimension", "tokens"),
    },
    wire.PrecedentsRequest: {
        *("draft", "lang", "collection", "filter", "top_k", "body", "strength", "lineage"),
        *("first", "count"),
    },
    wire.OperationModel: {"op", "draft", "passage"},
    wire.SentencePairModel: {"draft", "passage", "similarity"},
    wire.DraftDifferenceModel: {"kind", "operations", "sentences", "notes"},
    wire.PrecedentModel: {
        *("rank", "score", "confidence", "passage", "highlights", "verb", "strength_compared"),
        *("status", "signals", "difference", "translations"),
    },
    wire.SearchedModel: {"bodies", "sessions", "languages", "documents", "passages"},
    wire.DraftParagraphModel: {
        *("text", "label", "lang", "verb", "stance", "addressees", "precedents", "verdict"),
        *("explanation", "nearest", "searched", "warnings", "lineage"),
    },
    wire.PrecedentsResponseModel: {"paragraphs", "total", "warnings", "took_ms"},
    wire.ExportItem: {"draft", "passage_ids", "label", "no_precedent", "explanation"},
    wire.ExportRequest: {"format", "items", "lang", "collection"},
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
    | {"--explain", "--reader-lang"},
    "show": COMMON | {"--around"},
    "translations": COMMON,
    "references": COMMON,
    "lineage": COMMON | {"--svg"},
    "families": COMMON | {"--top"},
    "cite": COMMON | {"--style"},
    "doctor": COMMON | {"--meta"},
    "documents compare": COMMON,
    "precedents": COMMON
    | {"--encoder", "--glossary", "--top-k", "-k", "--strength", "--body", "--filter", "--lang"}
    | {"--export"},
    "verify": COMMON | {"--encoder", "--quote", "--citation", "--answer"},
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
