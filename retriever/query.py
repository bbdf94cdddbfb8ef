"""A question as the arms need it: cleaned text and language. Ranks nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
