"""The JSON that programs see: models of requests and responses.

Fields are a contract: they are added, never renamed or removed. The command line's `--json`
prints these same models. Holds no conversions: those are in `to_wire`.
"""

from api.wire.base import (
    COLLECTION_PATTERN,
    CollectionName,
    JsonValue,
    Request,
    Response,
    WireMetadata,
)
from api.wire.documents import (
    AddRequest,
    AddResponse,
    BlockModel,
    DocumentDetail,
    DocumentList,
    DocumentSummary,
    RemoveResponse,
)
from api.wire.indexing import (
    ErrorModel,
    FileReport,
    IndexReport,
    SkippedFile,
)
from api.wire.passages import (
    DocumentRef,
    FootnoteModel,
    PassageDetail,
    PassageModel,
    ResolveResponse,
)
from api.wire.search import (
    HighlightModel,
    QueryModel,
    ResultModel,
    SearchRequest,
    SearchResponseModel,
    TranslationModel,
)
from api.wire.service import (
    Health,
    Problem,
    Readiness,
)

__all__ = [
    "COLLECTION_PATTERN",
    "AddRequest",
    "AddResponse",
    "BlockModel",
    "CollectionName",
    "DocumentDetail",
    "DocumentList",
    "DocumentRef",
    "DocumentSummary",
    "ErrorModel",
    "FileReport",
    "FootnoteModel",
    "Health",
    "HighlightModel",
    "IndexReport",
    "JsonValue",
    "PassageDetail",
    "PassageModel",
    "Problem",
    "QueryModel",
    "Readiness",
    "RemoveResponse",
    "Request",
    "ResolveResponse",
    "Response",
    "ResultModel",
    "SearchRequest",
    "SearchResponseModel",
    "SkippedFile",
    "TranslationModel",
    "WireMetadata",
]
