"""Whether a quotation in one language says what a passage in another does.

Nearness alone does not tell: neighbouring paragraphs of one document are near, too. So the passage
must be nearer to the quotation than what is nearest otherwise in its language, by a margin
(Artetxe and Schwenk, 2019, "Margin-based Parallel Corpus Mining with Multilingual Sentence
Embeddings"), and both must have the same numbers. Must not look at words of one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseHits
from index.model import Passage
from index.snapshot import Snapshot
from retriever.fusion import part_weights
from retriever.search import Searcher
from retriever.verification.quotation import Quotation
from retriever.verification.sensitive import Sense, sense
from retriever.verification.tokens import Token, TokenKind, tokenize, words_of

MARGIN = 0.07
"""By how much a passage must be nearer than the mean of those nearest otherwise. Chosen on one
half of aligned texts in six languages (BENCHMARKS.md)."""

LEAST_SIMILARITY = 0.3
"""Nearness below which nothing is a translation, however far all else is."""

ALONE = 0.5
"""Nearness that a passage must have where there are no others to compare with."""

NEIGHBOURS = 4
_SEARCHED = 32
_SAME = 0.95  # nearness of passages that say the same: repeated wording is no rival

FloatVector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A quotation beside the passage that is nearest to it in meaning, of those cited.

    Attributes:
        passage: the passage.
        start: code points into its text: where its nearest sentence begins, or its text.
        end: exclusive.
        similarity: nearness in meaning, 0 to 1.
        is_translation: whether it says the same.
        warnings: why not, where only that is wrong.
    """

    passage: Passage
    start: int
    end: int
    similarity: float
    is_translation: bool
    warnings: tuple[str, ...]


def meaning_of(searcher: Searcher, quotation: Quotation, cited: Sequence[Passage]) -> Meaning:
    """Compare the meaning of a quotation with that of passages in other languages.

    Args:
        searcher: the collection, with its encoder.
        quotation: the quotation.
        cited: the passages, at least one.

    Raises:
        EncoderUnavailable: a remote encoder did not answer.
    """
    snapshot = searcher.snapshot
    vector = _placed(searcher, quotation)
    rows = np.array(sorted(snapshot.row_id(passage.passage_id) for passage in cited), np.int64)
    own = snapshot.positions(rows)
    langs = {passage.lang for passage in cited}
    allowed = np.array([lang in langs for lang in snapshot.langs], np.bool_)
    hits = snapshot.dense.search(vector, candidate_k=_SEARCHED, allowed=allowed)
    hits = snapshot.dense.extend(hits, vector, own)
    nearness = np.maximum(hits.passage_scores, hits.sentence_scores)
    positions = snapshot.positions(hits.row_ids)
    is_own = np.isin(positions, own)
    best = int(np.flatnonzero(is_own)[nearness[is_own].argmax()])
    rivals = nearness[~is_own & ~_like(snapshot, positions, best)]
    near = float(nearness[best])
    if len(rivals):
        margin = near - float(np.sort(rivals)[-NEIGHBOURS:].mean())
        is_same = near >= LEAST_SIMILARITY and margin >= MARGIN
    else:
        is_same = near >= ALONE
    (passage,) = snapshot.passages([int(hits.row_ids[best])])
    start, end = _nearest_span(snapshot, hits, best, passage)
    foreign = foreign_numbers(quotation, passage) if is_same else ()
    return Meaning(
        passage=passage,
        start=start,
        end=end,
        similarity=min(1.0, max(0.0, near)),
        is_translation=is_same and not foreign,
        warnings=tuple(
            f"the meaning is near, but the passage has no number {number}" for number in foreign
        ),
    )


def _placed(searcher: Searcher, quotation: Quotation) -> FloatVector:
    """The quotation's vector where passages are: it is one, in another language."""
    snapshot = searcher.snapshot
    vector = searcher.encoder.encode_passages([quotation.text])[0]
    placed = snapshot.balance.passage(vector, quotation.lang)
    weights = part_weights(
        snapshot.manifest.encoder.part_dimensions, searcher.ranking.second_weight
    )
    return np.asarray(placed * weights, np.float32)


def _like(snapshot: Snapshot, positions: NDArray[np.int64], best: int) -> NDArray[np.bool_]:
    """Which passages say the same as one of them."""
    vectors = snapshot.dense.passages(positions)
    return np.asarray(vectors @ vectors[best] >= _SAME, np.bool_)


def _nearest_span(
    snapshot: Snapshot, hits: DenseHits, best: int, passage: Passage
) -> tuple[int, int]:
    if hits.passage_scores[best] >= hits.sentence_scores[best]:
        return 0, len(passage.text)
    sentence = snapshot.sentences(int(hits.row_ids[best]))[int(hits.sentence_index[best])]
    return sentence.start, sentence.end


# Numbers

_SPELLED_OUT = 12  # numbers up to this are written in words here and in digits there
_SCALES = words_of(
    """
    thousand thousands million millions billion billions mille millier milliers milliard milliards
    mil millón millones тысяча тысячи тысяч млн миллион миллиона миллионов миллиард миллиарда
    миллиардов مليون ملايين ألف آلاف مليار 万 亿
    """
)
_HAN_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}


def foreign_numbers(quotation: Quotation, passage: Passage) -> tuple[str, ...]:
    """Numbers of a quotation, written in digits, that a passage in another language lacks.

    Small numbers in words count for any; months, and numbers beside "million" or 万, are written
    differently from language to language and left out.
    """
    printed = [token for token in tokenize(passage.text, passage.lang) if token.is_content]
    if any(token.key in _SCALES for token in printed):
        return ()
    known = {_digits(token.key) for token in printed if token.kind is TokenKind.NUMBER}
    known.update(_chinese_numbers(printed))
    if any(_is_spelled_out(token) for token in printed):
        known.update(str(number) for number in range(_SPELLED_OUT + 1))
    quoted = quotation.content
    following = [*(token.key for token in quoted[1:]), ""]
    return tuple(
        token.form
        for token, after in zip(quoted, following, strict=True)
        if token.kind is TokenKind.NUMBER
        and _digits(token.key) not in known
        and after != "月"
        and after not in _SCALES
    )


def _digits(key: str) -> str:
    """A number without its separators, which are one language's decimal points."""
    return re.sub(r"[.,^-]", "", key).lstrip("0")


def _is_spelled_out(token: Token) -> bool:
    return token.kind is TokenKind.WORD and sense(token.form) is Sense.NUMBER


def _chinese_numbers(tokens: Sequence[Token]) -> Iterator[str]:
    """Values of the numbers that are written in Chinese characters."""
    text = "".join(token.key if token.kind is TokenKind.HAN else " " for token in tokens)
    for match in re.finditer("[〇零一二三四五六七八九十百千两]+", text):
        yield str(chinese_value(match[0]))


def chinese_value(number: str) -> int:
    """Value of a number in Chinese characters: 三十一 → 31, 二〇三三 → 2033, 一百零五 → 105."""
    if not any(char in _HAN_TENS for char in number):
        return int("".join(str(_HAN_VALUES[char]) for char in number))
    total, digit = 0, 1
    for char in number:
        if char in _HAN_TENS:
            total += digit * _HAN_TENS[char]
            digit = 0
        else:
            digit = _HAN_VALUES[char]
    return total + (digit if number[-1] not in _HAN_TENS else 0)
