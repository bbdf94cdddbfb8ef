"""Chinese characters to terms: jieba's words and all pairs of neighbouring characters.

Words find what a reader would call the same; pairs find what the segmenter cut differently in
query and passage, names above all (Kwok, 1997, "Comparing representations in Chinese information
retrieval", SIGIR). Takes runs of Chinese characters only; must not see other scripts.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from index.analysis.stopwords import STOP_WORDS

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""Character class (the inside of `[...]`) of Chinese characters."""

PAIR_PREFIX = "2:"

_LONGEST_RUN = 500

_loading = threading.Lock()


def chinese_terms(run: str) -> Iterator[str]:
    """Give the terms of a run of Chinese characters: words, words within words, and pairs.

    Args:
        run: Chinese characters, traditional or simplified.

    Yields:
        Words except stop words; then every pair, marked by `PAIR_PREFIX`.
    """
    run = to_simplified(run)
    stop_words = STOP_WORDS["zh"]
    yield from (word for word in _segmenter().cut_for_search(run) if word not in stop_words)
    yield from chinese_pairs(run)


def chinese_query_terms(run: str) -> Iterator[str]:
    """Give the terms of a query: as `chinese_terms`, without pairs that touch a stop word.

    In a passage such pairs do no harm; in a query ("讨论了什么") they are rare enough to count
    for more than what is asked about.
    """
    run = to_simplified(run)
    stop_words = STOP_WORDS["zh"]
    meaning = ""
    for word in _segmenter().cut(run):
        if word in stop_words:
            meaning += " "
        else:
            meaning += word
    for piece in meaning.split():
        yield from chinese_terms(piece)


def chinese_pairs(run: str) -> Iterator[str]:
    """Give the pairs of a run of Chinese characters: every text that holds the run has them.

    Words it need not have: a segmenter cuts a run by what stands around it.
    """
    run = to_simplified(run)
    yield from (PAIR_PREFIX + run[at : at + 2] for at in range(len(run) - 1))


def chinese_words(run: str) -> list[str]:
    """Cut a run of Chinese characters into words, in order; joined they are the run.

    In pieces, as the segmenter takes quadratic time over a run without punctuation.
    """
    pieces = (run[at : at + _LONGEST_RUN] for at in range(0, len(run), _LONGEST_RUN))
    return [word for piece in pieces for word in _segmenter().cut(piece)]


def to_simplified(text: str) -> str:
    """Turn traditional characters into simplified ones."""
    return _converter().convert(text)


class _Segmenter(Protocol):
    def cut(self, sentence: str) -> Iterator[str]: ...

    def cut_for_search(self, sentence: str) -> Iterator[str]: ...


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _segmenter() -> _Segmenter:
    """Load jieba with its own dictionary: 0.6 s and 60 MB, once per process.

    Its own loading is avoided: it reads and writes a cache in the shared temporary folder, which
    another user may have put there, and logs to stderr. Once loaded it is only read, so threads
    may share it.
    """
    with _loading, warnings.catch_warnings():
        # Of jieba's own source (invalid escapes) and its use of pkg_resources.
        for category in (DeprecationWarning, SyntaxWarning, UserWarning):
            warnings.simplefilter("ignore", category)
        import jieba
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    loaded: _Segmenter = segmenter
    return loaded


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter
