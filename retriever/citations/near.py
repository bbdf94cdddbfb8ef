"""What is near a citation that names nothing: symbols and labels, the likeliest first.

Must not look anything up: it is given what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

NEAR_COUNT = 5

_MOST_COMPARED = 200  # letter by letter, of those that share most parts
_LEAST_ALIKE = 0.6
_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"\d+|[a-z]+")
_LEVEL = re.compile(r"\((?P<name>\w+)\)(?:~\d+)?$")


def nearest_symbols(wanted: str, keys_of: Mapping[str, Sequence[str]]) -> list[str]:
    """The symbols most like one: those of the same numbers, then by shared parts and letters.

    Args:
        wanted: principal key of what was asked for.
        keys_of: the keys of every symbol.
    """
    parts = _TOKEN.findall(wanted.lower())
    shared = {
        symbol: max(len(set(parts) & set(_TOKEN.findall(key))) for key in keys)
        for symbol, keys in keys_of.items()
    }
    best = sorted(shared, key=lambda symbol: (-shared[symbol], symbol))[:_MOST_COMPARED]
    matcher = SequenceMatcher(b=wanted.lower(), autojunk=False)
    alike = {}
    for symbol in best:
        ratios = []
        for key in keys_of[symbol]:
            matcher.set_seq1(key)
            ratios.append(matcher.ratio())
        alike[symbol] = max(ratios)
    works = {keys_of[symbol][0]: symbol for symbol in reversed(best)}  # one spelling of each
    numbers = _NUMBER.findall(wanted)
    same = {
        symbol: bool(numbers) and any(_NUMBER.findall(key) == numbers for key in keys_of[symbol])
        for symbol in works.values()
    }
    ranked = sorted(works.values(), key=lambda symbol: (not same[symbol], -alike[symbol], symbol))
    near = [symbol for symbol in ranked if same[symbol] or alike[symbol] >= _LEAST_ALIKE]
    return (near or ranked)[:NEAR_COUNT]


def nearest_labels(wanted: str, labels: Iterable[str]) -> list[str]:
    """The labels around one that is missing: 41(b), 41(d), 41, 40, 42 for 41(c)."""
    distinct = list(dict.fromkeys(labels))
    siblings = _siblings(wanted, distinct)
    parents = [label for label in _parents(wanted) if label in distinct][:1]
    top = _top(wanted)
    below = [
        label for label in distinct if label != top and label.startswith((f"{top}(", f"{top}/"))
    ]
    around = _siblings(top, distinct)
    near = dict.fromkeys([*siblings[:2], *parents, *([] if siblings else below[:2]), *around])
    near.pop(wanted, None)
    return list(near)[:NEAR_COUNT] or get_close_matches(wanted, distinct, NEAR_COUNT)


def _siblings(label: str, labels: Sequence[str]) -> list[str]:
    """Labels that differ from one in its last number or letter alone, the nearest first."""
    frame, place = _frame(label)
    found = []
    for other in labels:
        other_frame, other_place = _frame(other)
        if other != label and other_frame == frame:
            found.append((abs(other_place - place), other_place, other))
    return [other for _, _, other in sorted(found)[:4]]


def _frame(label: str) -> tuple[str, int]:
    """What a label shares with its siblings, and its place among them."""
    if level := _LEVEL.search(label):
        name = level["name"].lower()
        place = int(name) if name.isdecimal() else sum(map(ord, name)) + 100 * len(name)
        return label[: level.start()] + "()", place
    numbers = list(_NUMBER.finditer(label.partition("~")[0]))
    if not numbers:
        return label, 0
    last = numbers[-1]
    return label[: last.start()] + "#", int(last[0])


def _parents(label: str) -> list[str]:
    """The labels that govern one, the nearest first."""
    cuts = [match.start() for match in re.finditer(r"[(/]", label)]
    return [label[:cut] for cut in reversed(cuts) if cut]


def _top(label: str) -> str:
    """The paragraph that a label is of or in."""
    outer, slash, last = label.rpartition("/")
    return outer + slash + last.partition("(")[0]
