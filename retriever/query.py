"""A question as the arms need it: cleaned text, language and vectors. Ranks nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import Encoder, QueryTokens, token_encoder
from index.errors import InvalidQuery
from index.language import detect_language

MAX_QUERY_LENGTH = 20_000
"""Code points; enough for a draft paragraph of many pages."""

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """A question, ready to be encoded and analysed.

    Attributes:
        text: the question, control characters removed, without white space at the edges.
        lang: BCP 47 tag, "und" where it cannot be told (a lone symbol, a number).
    """

    text: str
    lang: str


@dataclass(frozen=True, slots=True, eq=False)
class EncodedQuery:
    """A question with its vectors, ready to be asked of any pool.

    Attributes:
        query: the question.
        vector: float32 (d,), unit length.
        tokens: those that tell what is asked; None where the encoder gives none.
        expanded: the question as it is asked of passages in some languages, with the names that
            its concepts have there (`expansion`), by language.
    """

    query: Query
    vector: NDArray[np.float32]
    tokens: QueryTokens | None = None
    expanded: Mapping[str, EncodedQuery] = field(default_factory=dict)


def read_query(text: str) -> Query:
    """Clean a question and tell its language.

    Raises:
        InvalidQuery: nothing is left of it, or it is longer than `MAX_QUERY_LENGTH`.
    """
    require_length(text, MAX_QUERY_LENGTH)
    cleaned = CONTROL_CHARACTERS.sub(" ", text).strip()
    if not cleaned:
        raise InvalidQuery("the query is empty", hint="type a question, a symbol or a citation")
    return Query(text=cleaned, lang=detect_language(cleaned))


def encode_queries(encoder: Encoder, queries: Sequence[Query]) -> tuple[EncodedQuery, ...]:
    """Encode questions in one pass, with the vectors of their tokens where there are some.

    Raises:
        EncoderUnavailable: a remote encoder did not answer.
    """
    texts = [query.text for query in queries]
    with_tokens = token_encoder(encoder)
    if with_tokens is None:
        vectors = encoder.encode_queries(texts)
        return tuple(map(EncodedQuery, queries, vectors))
    encoded = with_tokens.encode_queries_with_tokens(texts)
    return tuple(map(EncodedQuery, queries, encoded.vectors, encoded.tokens))


def encode_expanded(
    encoder: Encoder, queries: Sequence[Query], expansions: Sequence[Mapping[str, str]]
) -> tuple[EncodedQuery, ...]:
    """As `encode_queries`, each question with its expanded forms.

    Args:
        encoder: the collection's.
        queries: m questions.
        expansions: for each of them its expanded text by language of the passages.
    """
    forms = [
        Query(text, query.lang)
        for query, expanded in zip(queries, expansions, strict=True)
        for text in expanded.values()
    ]
    encoded = encode_queries(encoder, [*queries, *forms])
    of_forms = iter(encoded[len(queries) :])
    return tuple(
        replace(query, expanded={lang: next(of_forms) for lang in expanded})
        for query, expanded in zip(encoded[: len(queries)], expansions, strict=True)
    )


def require_length(text: str, limit: int) -> None:
    """Refuse a question that is longer than `limit` characters.

    Raises:
        InvalidQuery: it is.
    """
    if len(text) > limit:
        raise InvalidQuery(
            f"the query has {len(text):,} characters; at most {limit:,} are read "
            f"(it begins «{text[:60]}»)",
            hint="ask about one paragraph at a time",
        )
