"""The little of a page's style sheets that changes what a reader sees of its text.

Rules for one tag or one class count: `.hidden { display: none }`, `ol.roman { list-style-type:
lower-roman }`. Must not know of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.reading.html.lists import ListKind, kind_of_style

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]{0,10})?(?:\.(?P<name>[\w-]{1,80}))?")
_HIDING_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "noprint"})
_MOST_RULES = 20_000


def hides(css: str) -> bool:
    """Whether some CSS hides what it is applied to."""
    return bool(css) and _HIDDEN.search(css) is not None


@dataclass(slots=True)
class StyleSheet:
    """Rules of a page, as far as they are read.

    Attributes:
        hiding: selectors ("p.x", ".x", "p") of what is hidden.
        lists: selectors of lists, with the kind that they are given.
    """

    hiding: set[str] = field(default_factory=set)
    lists: dict[str, ListKind] = field(default_factory=dict)

    def read(self, css: str) -> None:
        """Takes the rules of a `<style>`."""
        for rule in css.split("}", _MOST_RULES):
            head, brace, body = rule.partition("{")
            if not brace or len(head) > 1000 or len(body) > 5000:
                continue
            hidden, kind = hides(body), kind_of_style(body)
            for selector in head.lower().split(",") if hidden or kind else ():
                self._add(selector.strip(), kind, hidden=hidden)

    def _add(self, selector: str, kind: ListKind | None, *, hidden: bool) -> None:
        found = _SELECTOR.fullmatch(selector)
        if not found or not selector:
            return
        if hidden and found["name"]:
            self.hiding.add(selector)
        if kind is not None:
            self.lists[selector] = kind

    def hides(self, tag: str, classes: Iterable[str]) -> bool:
        """Whether an element of these classes is hidden."""
        return any(
            name in _HIDING_CLASSES or f".{name}" in self.hiding or f"{tag}.{name}" in self.hiding
            for name in classes
        )

    def list_kind(self, tag: str, classes: Iterable[str]) -> ListKind | None:
        """How a list or item of these classes is marked; None where no rule says."""
        selectors = [form for name in classes for form in (f"{tag}.{name}", f".{name}")]
        return next((self.lists[one] for one in (*selectors, tag) if one in self.lists), None)
