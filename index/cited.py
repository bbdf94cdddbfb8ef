"""The forms by which filters know what a passage cites: `decision 10/20`, `decision 10/20#6`.

One text goes by several keys, and each of them gives a form. Must not look at passages or rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import UNIDENTIFIED_WORK, Reference
from index.references import expanded, find_references
from index.references.texts import BareText
from index.symbols import work_keys

CITED_FIELD = "cites"
"""The field that holds them."""


class CitedForms:
    """Gives the forms of references; remembers the keys of works, which recur."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, ...]] = {}

    def of_references(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """The works that are referred to, under every key, and the places in them, one by one."""
        return tuple(dict.fromkeys(form for one in references for form in self._of(one)))

    def of_values(self, values: Iterable[str]) -> tuple[str, ...]:
        """What somebody wrote that a passage cites: the same as if it stood in the text."""
        return tuple(dict.fromkeys(form for value in values for form in self._of_value(value)))

    def of_wanted(self, value: str) -> tuple[str, ...]:
        """The forms that a filter's value may meet: only those of the place that it names.

        Args:
            value: a work or a place in one as it is cited ("decision X/20, para. 6"), or in normal
                form ("decision 10/20#6").
        """
        return tuple(
            dict.fromkeys(
                f"{key}#{label}" if label else key
                for work, label in _named(value)
                for key in self._keys_of(work)
            )
        )

    def _of_value(self, value: str) -> Iterator[str]:
        for work, label in _named(value):
            yield from self._forms(work, (label,))

    def _of(self, reference: Reference) -> Iterator[str]:
        return self._forms(reference.work, expanded(reference.label, reference.last_label))

    def _forms(self, work: str, labels: Iterable[str]) -> Iterator[str]:
        """Every key of a work, and with each of the labels that are not empty."""
        keys = self._keys_of(work)
        yield from (key for key in keys if key not in ("", UNIDENTIFIED_WORK))
        yield from (f"{key}#{label}" for label in labels if label for key in keys)

    def _keys_of(self, work: str) -> tuple[str, ...]:
        if not work or work == UNIDENTIFIED_WORK:
            return (work,)
        if work not in self._keys:
            self._keys[work] = work_keys(work)
        return self._keys[work]


def _named(value: str) -> list[tuple[str, str]]:
    """The works and labels that a value names; the value itself where it is read as neither."""
    work, mark, label = value.strip().partition("#")
    if mark:
        return [(work.strip(), label.strip())]
    (references,) = find_references([BareText(value)], symbol="")
    named = [
        (reference.work, label)
        for reference in references
        for label in expanded(reference.label, reference.last_label)
    ]
    return named or [(value, "")]
