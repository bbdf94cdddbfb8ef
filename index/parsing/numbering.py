"""Which labels are real, and which list each belongs to: the cheapest reading of a document.

Every line that starts like a numbered one competes: it can continue the main sequence, the draft
it stands in, or a list inside a paragraph; open a new list; be misprinted; be a "1. Title"; or be
ordinary text that begins with a number by chance. Each choice has a cost, and a beam search finds
the cheapest sequence of choices. Linear in the number of such lines, deterministic.

Must not name anything: labels are made from these decisions in `outline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from operator import attrgetter
from typing import NamedTuple

from index.parsing.events import Action, Break, Candidate, Decision, Opening, ScopeOpening
from index.parsing.labels import NESTED_STYLES, TOP_STYLES, WEAK_STYLES, Reading, Style

BEAM_WIDTH = 8
"""Readings of the document kept in parallel."""

MAX_DEPTH = 4
"""Levels of lists inside one numbered paragraph."""

# What each departure from plain counting costs; only their order and sums matter.
_OPEN_LIST = 0.1
_OPEN_LIST_UNANNOUNCED = 0.4
_ORPHAN_LIST = 1.0
_ODD_TOP_STYLE = 0.8
_START_BEYOND_ONE = 1.4
_SMALL_GAP = 1.7
_LARGE_GAP = 2.3
_GAP_IN_WEAK_STYLE = 3.3
_MISPRINT = 2.0
_REPEATED = 1.9
_LATE_ALTERNATIVE = 1.0
_RESTART = 1.5
_RESUME = 1.0
_RESUME_AFTER_HEADING = 0.2
_CONTINUE_AFTER_MAJOR_HEADING = 0.3
_NEST = 0.5
_NEST_UNANNOUNCED = 1.6
_NEW_PART = 2.4
_NEW_PART_AFTER_HEADING = 1.0
_TITLE = 0.6
_TITLE_OUT_OF_ORDER = 1.4
_DECIMAL_TITLE = 0.7
_LOWER_CASE = 0.5
_ACCEPT = {Break.FINISHED: 0.0, Break.DOUBTFUL: 0.3, Break.MID_SENTENCE: 0.6}
_SKIP = {Break.FINISHED: 2.5, Break.DOUBTFUL: 1.5, Break.MID_SENTENCE: 0.8}

_SMALLEST_LARGE_GAP = 4
_HIGHEST_LOST = 999
_CUTOFF = 5.0
_TITLE_STYLES = frozenset({Style.NUMBER, Style.HAN})
_ODD_TOP_STYLES = frozenset({Style.NUMBER_BRACKET, Style.HAN})


class _Scope(NamedTuple):
    """A numbering in force: its last number and style, and the lists open inside it."""

    number: tuple[int, ...] = ()
    style: Style | None = None
    levels: tuple[tuple[Style, int], ...] = ()
    draft: bool = False


class _Option(NamedTuple):
    """Something that a candidate could be. Fields as in `Decision`."""

    cost: float
    action: Action
    style: Style
    number: tuple[int, ...] = ()
    depth: int = 0
    misprinted: bool = False
    gap: int = 0
    repeated: bool = False


class _Trail(NamedTuple):
    """The choices that led to a state, last first."""

    candidate: Candidate
    option: _Option
    before: _Trail | None


class _State(NamedTuple):
    """One reading of the document so far: scopes in force, outermost first, and its cost."""

    cost: float
    scopes: tuple[_Scope, ...]
    title: int
    trail: _Trail | None


class _Choice(NamedTuple):
    """A state and what it could do with the candidate at hand."""

    cost: float
    state: _State
    option: _Option


def decide(events: Sequence[Candidate | ScopeOpening]) -> tuple[Decision, ...]:
    """Chooses what every candidate is.

    Args:
        events: candidates and openings in document order.

    Returns:
        One decision for each candidate, in order.
    """
    states = [_State(0.0, (_Scope(),), 0, None)]
    for event in events:
        if isinstance(event, ScopeOpening):
            states = _best(_opened(state, event.opening) for state in states)
        else:
            states = _best(_advanced(states, event))
    return _decisions(states[0].trail)


def _decisions(trail: _Trail | None) -> tuple[Decision, ...]:
    decisions = []
    while trail is not None:
        decisions.append(_decision(trail.candidate, trail.option))
        trail = trail.before
    return tuple(reversed(decisions))


def _decision(candidate: Candidate, option: _Option) -> Decision:
    return Decision(
        candidate,
        option.action,
        option.style,
        option.number,
        option.depth,
        option.misprinted,
        option.gap,
        option.repeated,
    )


def _best(states: Iterable[_State]) -> list[_State]:
    """The cheapest states, one for each way in which counting can go on."""
    best: dict[tuple[tuple[_Scope, ...], int], _State] = {}
    for state in states:
        key = (state.scopes, state.title)
        if key not in best or state.cost < best[key].cost:
            best[key] = state
    ordered = sorted(best.values(), key=attrgetter("cost"))
    limit = ordered[0].cost + _CUTOFF
    return [state for state in ordered[:BEAM_WIDTH] if state.cost <= limit]


def _opened(state: _State, opening: Opening) -> _State:
    if opening is not Opening.DRAFT:
        return state._replace(scopes=(_Scope(),))
    main = state.scopes[0]
    around = () if main.draft or not main.number else (main,)
    return state._replace(scopes=(*around, _Scope(draft=True)))


def _advanced(states: Sequence[_State], candidate: Candidate) -> Iterator[_State]:
    """The states after a candidate; only the cheapest choices are followed."""
    choices = [
        _Choice(state.cost + option.cost, state, option)
        for state in states
        for option in _options(state, candidate)
    ]
    for cost, state, option in nsmallest(2 * BEAM_WIDTH, choices, key=attrgetter("cost")):
        in_title = option.action is Action.TITLE and option.style is not Style.DECIMAL
        title = option.number[0] if in_title else state.title
        scopes = _applied(state.scopes, option)
        yield _State(cost, scopes, title, _Trail(candidate, option, state.trail))


def _applied(scopes: tuple[_Scope, ...], option: _Option) -> tuple[_Scope, ...]:
    """The scopes in force after a choice."""
    *outer, scope = scopes
    began = _Scope(option.number, option.style)
    match option.action:
        case Action.TEXT | Action.TITLE:
            return scopes
        case Action.PARAGRAPH:
            number = max(scope.number, option.number) if option.repeated else option.number
            return (*outer, began._replace(number=number, draft=scope.draft))
        case Action.RESUME:
            return (*outer[:-1], began)
        case Action.NEST:
            return (*scopes, began)
        case Action.PART:
            return (began._replace(draft=scope.draft),)
        case Action.ITEM:
            levels = (*scope.levels[: option.depth], (option.style, option.number[0]))
            return (*outer, scope._replace(levels=levels))


def _options(state: _State, candidate: Candidate) -> Iterator[_Option]:
    """Everything that a candidate could be in a state, with its cost."""
    yield _Option(_SKIP[candidate.above], Action.TEXT, candidate.label.readings[0].style)
    for reading in candidate.label.readings:
        base = _ACCEPT[candidate.above] + reading.cost
        if reading.style in TOP_STYLES:
            lower = _LOWER_CASE if candidate.lower_case else 0.0
            yield from _top_options(state, candidate, reading, base + lower)
        if reading.style in NESTED_STYLES:
            yield from _item_options(state.scopes[-1], candidate, reading, base)


def _top_options(
    state: _State, candidate: Candidate, reading: Reading, base: float
) -> Iterator[_Option]:
    *outer, scope = state.scopes
    style, value = reading.style, reading.value
    if not scope.number:
        yield from _first_options(reading, base)
    elif style is scope.style:
        in_draft = bool(outer) and candidate.after_major_heading
        further = _CONTINUE_AFTER_MAJOR_HEADING if in_draft else 0.0
        yield from _next_options(scope, reading, base, further)
    if outer and outer[-1].style is style and _follows(outer[-1].number, value):
        cost = _RESUME_AFTER_HEADING if candidate.after_heading else _RESUME
        yield _Option(base + cost, Action.RESUME, style, value)
    if scope.number and value == (1,) and style is Style.NUMBER:
        yield from _restart_options(state, candidate, reading, base)
    if candidate.titled:
        yield from _title_options(state, reading, base)


def _first_options(reading: Reading, base: float) -> Iterator[_Option]:
    """The first number of a scope."""
    style, value = reading.style, reading.value
    if value[0] <= _HIGHEST_LOST:
        at_start = value == (1,) or (style is Style.DECIMAL and value[-1] == 1)
        cost = 0.0 if at_start else _START_BEYOND_ONE
        odd = _ODD_TOP_STYLE if style in _ODD_TOP_STYLES else 0.0
        yield _Option(base + cost + odd, Action.PARAGRAPH, style, value)


def _next_options(
    scope: _Scope, reading: Reading, base: float, further: float
) -> Iterator[_Option]:
    """A further number of the scope in force; `further` is what the right one costs."""
    style, value, last = reading.style, reading.value, scope.number
    if reading.alternative and value <= scope.number:
        cost = base + further + (0.0 if value == scope.number else _LATE_ALTERNATIVE)
        yield _Option(cost, Action.PARAGRAPH, style, value, repeated=True)
        return
    if style is Style.NUMBER and len(value) > 1:
        yield from _inserted_options(scope, reading, base + further)
        return
    if style is Style.NUMBER:
        last = last[:1]  # 4 after 3 bis: as after 3
    if _follows(last, value):
        yield _Option(base + further, Action.PARAGRAPH, style, value)
        return
    if value == last:
        yield _Option(base + _REPEATED, Action.PARAGRAPH, style, value, repeated=True)
    if value[:-1] != last[:-1] or value[0] > _HIGHEST_LOST:
        return
    missing = value[-1] - last[-1] - 1
    if missing > 0:
        cost = base + _gap_cost(missing)
        yield _Option(cost, Action.PARAGRAPH, style, value, gap=missing)
    expected = (*last[:-1], last[-1] + 1)
    yield _Option(base + _MISPRINT, Action.PARAGRAPH, style, expected, misprinted=True)


def _inserted_options(scope: _Scope, reading: Reading, base: float) -> Iterator[_Option]:
    """A number put between two others: 3 bis after 3, 3 ter after 3 bis."""
    style, (number, place) = reading.style, reading.value
    last, inserted = (*scope.number, 0)[:2]
    if (number, place) == scope.number:
        yield _Option(base + _REPEATED, Action.PARAGRAPH, style, scope.number, repeated=True)
    missing = number - last + place - 1 if number > last else place - inserted - 1
    if number < last or missing < 0:
        return
    cost = base + (_gap_cost(missing) if missing else 0.0)
    yield _Option(cost, Action.PARAGRAPH, style, (number, place), gap=missing)


def _gap_cost(missing: int) -> float:
    gap = _SMALL_GAP if missing < _SMALLEST_LARGE_GAP else _LARGE_GAP
    return gap + min(missing, 100) / 1000


def _restart_options(
    state: _State, candidate: Candidate, reading: Reading, base: float
) -> Iterator[_Option]:
    """A "1." where another number was due: a list inside the paragraph, or a new part."""
    style, value = reading.style, reading.value
    if len(state.scopes) <= MAX_DEPTH and not candidate.after_heading:
        cost = _NEST if candidate.announced else _NEST_UNANNOUNCED
        yield _Option(base + cost, Action.NEST, style, value)
    cost = _NEW_PART_AFTER_HEADING if candidate.after_heading else _NEW_PART
    yield _Option(base + cost, Action.PART, style, value)


def _title_options(state: _State, reading: Reading, base: float) -> Iterator[_Option]:
    """A "1. Title" between paragraphs, counted apart from them."""
    style, value = reading.style, reading.value
    if style in _TITLE_STYLES:
        cost = _TITLE if value[0] == state.title + 1 else _TITLE_OUT_OF_ORDER
        yield _Option(base + cost, Action.TITLE, style, value)
    elif style is Style.DECIMAL:
        yield _Option(base + _DECIMAL_TITLE, Action.TITLE, style, value)


def _item_options(
    scope: _Scope, candidate: Candidate, reading: Reading, base: float
) -> Iterator[_Option]:
    """An item of a list that is open in the paragraph, or the first of one inside it."""
    style, value = reading.style, reading.value[0]
    base += 0.0 if scope.number else _ORPHAN_LIST
    for depth, (level, last) in enumerate(scope.levels):
        if level is style:
            yield from _further_items(candidate, reading, depth, last, base)
            return
    depth = len(scope.levels)
    if depth < MAX_DEPTH and style is not scope.style:
        base += _OPEN_LIST if candidate.announced else _OPEN_LIST_UNANNOUNCED
        if value > 1:
            base += _GAP_IN_WEAK_STYLE if style in WEAK_STYLES else _SMALL_GAP
        yield _Option(base, Action.ITEM, style, (value,), depth, gap=value - 1)


def _further_items(
    candidate: Candidate, reading: Reading, depth: int, last: int, base: float
) -> Iterator[_Option]:
    """How an item can go on with a list whose last number is known."""
    style, number = reading.style, reading.value
    value, item = number[0], Action.ITEM
    if value == last + 1:
        yield _Option(base, item, style, number, depth)
        return
    if value == last:
        yield _Option(base + _REPEATED, item, style, number, depth, repeated=True)
    elif value == 1 and candidate.after_heading:
        yield _Option(base + _OPEN_LIST_UNANNOUNCED, item, style, number, depth)
    elif value == 1:
        yield _Option(base + _RESTART, item, style, number, depth, repeated=True)
    elif value > last:
        missing = value - last - 1
        cost = base + _SMALL_GAP + missing / 1000
        yield _Option(cost, item, style, number, depth, gap=missing)
    yield _Option(base + _MISPRINT, item, style, (last + 1,), depth, misprinted=True)


def _follows(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether a number comes next: 4 after 3, 10.3 after 10.2, 11.1 after 10.7, 2.1.1 after 2.1."""
    if not last:
        return False
    if len(value) == len(last) + 1:
        return value == (*last, 1)
    if len(value) > len(last):
        return False
    head = last[: len(value)]
    if value == (*head[:-1], head[-1] + 1):
        return True
    opens_next = len(value) == len(last) > 1 and value[-1] == 1
    return opens_next and value[:-1] == (*last[:-2], last[-2] + 1)
