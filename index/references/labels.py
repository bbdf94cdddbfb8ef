"""Labels as a passage sees them: which paragraph of its own text "paragraph 5" is.

Must not find references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ARTICLE = re.compile(r"art-([^/]+)(?:/.*)?")
_CONTAINER = re.compile(r"(?:annex|appendix|part|draft|decision)(?:-[^/]*)?")
LONGEST_RANGE = 200
"""Labels of a range that are told one by one."""

_NUMBERED = re.compile(r"(?P<before>.*?)(?P<number>\d+)")
_LEVELS = re.compile(r"\(.*")


class OwnLabels:
    """The labels of a text, seen from one of its passages.

    Args:
        labels: all labels of the text.
        label: label of the passage.
        has_articles: whether the text is divided into articles.
    """

    def __init__(self, labels: frozenset[str], label: str, *, has_articles: bool) -> None:
        self._labels = labels
        self._label = label
        self.has_articles = has_articles

    @property
    def article_scope(self) -> str:
        """What the labels of the passage's article begin with: "art-5/"; "" outside articles."""
        article = _ARTICLE.fullmatch(self._label)
        return f"art-{article[1]}/" if article else ""

    def of(self, label: str, scope: str = "") -> str:
        """The label that a number means here: "3" in draft 71 is "71/3" where there is one.

        Args:
            label: as printed: "3", or "(a)" for an item of the passage's own list.
            scope: a scope that the words name.
        """
        if scope:
            return scope + label
        if label.startswith("("):
            return _LEVELS.sub("", self._label) + label
        segments = self._label.split("/")[:-1]
        for depth in range(len(segments), 0, -1):
            candidate = "/".join([*segments[:depth], label])
            if candidate in self._labels:
                return candidate
        return label


def article_of(label: str) -> str:
    """The number of the article that a label begins with: "8(h)" for "art-8(h)"; "" for none."""
    article = _ARTICLE.fullmatch(label)
    return article[1] if article else ""


def is_container(label: str) -> bool:
    """Whether a label names an annex, appendix, part or draft as a whole, which is no paragraph."""
    return bool(_CONTAINER.fullmatch(label))


def expanded(label: str, last_label: str, *, longest: int = LONGEST_RANGE) -> Iterator[str]:
    """Every label of a range whose ends differ in a number; else its ends, or the one label.

    Args:
        label: first label.
        last_label: last label, inclusive; "" for one place.
        longest: how many labels; a longer range stands for its ends.
    """
    first, last = _NUMBERED.fullmatch(label), _NUMBERED.fullmatch(last_label)
    if first and last and first["before"] == last["before"]:
        numbers = range(int(first["number"]), int(last["number"]) + 1)
        if not numbers:  # 66-4 is one number
            yield label
            return
        if len(numbers) <= longest:
            yield from (f"{first['before']}{number}" for number in numbers)
            return
    yield label
    if last_label:
        yield last_label
