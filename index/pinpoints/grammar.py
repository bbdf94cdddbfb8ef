"""Finds the phrases that name numbered places: "annex I, paras. 3 and 4", "第8条第2款".

Must not know which text a place is in, nor whether it exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.pinpoints import words
from index.pinpoints.model import PinpointItem, PinpointMention
from index.pinpoints.numbers import (
    AGAIN,
    HAN,
    HAN_CHARACTER,
    LEFT,
    RIGHT,
    Number,
    add_levels,
    folded,
    is_closed,
    read_list,
    read_number,
    with_insertion,
)
from index.pinpoints.words import ANNEXED, Place


def find_pinpoints(text: str) -> tuple[PinpointMention, ...]:
    """Find the phrases that name numbered places, in order, without overlap, in linear time.

    Args:
        text: any text, in any script; digits, hyphens, brackets and spaces may be of any width.

    Returns:
        One mention per phrase ("annex I, paras. 3 and 4"), with the places it names. Words
        without a number ("in this paragraph") are none.
    """
    return tuple(_mentions(folded(text)))


def names_draft(phrase: str) -> bool:
    """Whether a phrase begins with a draft decision or says that a place is in one."""
    return _DRAFT.search(folded(phrase)) is not None


@dataclass(frozen=True, slots=True)
class _Step:
    """A word for a place with its numbers.

    Attributes:
        place: which kind of place.
        start: where the word begins.
        end: where reading goes on, whatever was found.
        items: what it names, each by its own label; none where there is no number.
        hollow: whether it names nothing unless a paragraph in it follows: "annex, para. 3".
    """

    place: Place
    start: int
    end: int
    items: tuple[PinpointItem, ...] = ()
    hollow: bool = False

    @property
    def opens(self) -> bool:
        """Whether a place within it can follow."""
        return len(self.items) == 1 and not self.items[0].last_label


def _named(kind: str, table: Mapping[Place, str], right: str) -> str:
    return "|".join(
        f"(?P<{kind}_{place.name}>(?:{pattern}){right})" for place, pattern in table.items()
    )


_CHINESE_DRAFT = "(?:决定|决议|建议)草案"
_DRAFT = re.compile(
    f"{LEFT}(?:{words.ONE[Place.DRAFT]}){RIGHT}|{words.ARABIC_ONE[Place.DRAFT]}|{_CHINESE_DRAFT}",
    re.IGNORECASE,
)
_ORDINAL = f"(?:{'|'.join((*(one for _, one in words.ORDINALS), words.ORDINAL_NUMBER))})"
_ARABIC_ORDINAL = f"(?:{'|'.join(one for _, one in words.ARABIC_ORDINALS)})"
_SPACE = " {1,3}"
_NOT_ARABIC = "(?![ء-ي])"
_WORDS = "|".join(
    (
        rf"(?P<ordinal_PREAMBULAR>{_ORDINAL}(?:{words.AND}{_ORDINAL}){{0,4}}{_SPACE}"
        rf"{words.PREAMBULAR_NOUN}{RIGHT})",
        rf"(?P<several_PREAMBULAR>preambular para(?:graph)?s?{RIGHT}\.?)",
        _named("several", words.SEVERAL, rf"{RIGHT}\.?"),
        _named("one", words.ONE, rf"{RIGHT}\.?"),
    )
)
_ANCHOR = re.compile(
    "|".join(
        (
            f"{LEFT}(?:{_WORDS})",
            rf"(?P<ordinalarabic_PREAMBULAR>(?:ال|لل)?فقر(?:ة|ات|تين|تان){_SPACE}{_ARABIC_ORDINAL}"
            rf"(?: {{0,3}}[\u060c,]? {{0,3}}و? ?{_ARABIC_ORDINAL}){{0,4}}{_SPACE}من{_SPACE}"
            rf"(?:ال)?ديباجة)",
            _named("severalarabic", words.ARABIC_SEVERAL, _NOT_ARABIC),
            _named("onearabic", words.ARABIC_ONE, _NOT_ARABIC),
            "(?P<signs_PARAGRAPH>[§¶]{2})",
            "(?P<sign_PARAGRAPH>[§¶])",
            "(?P<chinese_PREAMBULAR>序言(?:部分)?(?=第))",
            rf"(?P<chinese_PARAGRAPH>第(?= ?(?:\d|{HAN}|\()))",
            "(?P<chinese_ANNEX>附件)",
            "(?P<chinese_APPENDIX>附录)",
            f"(?P<chinese_DRAFT>{_CHINESE_DRAFT})",
            rf"(?P<worded_PARAGRAPH>(?:段落|(?<!{HAN_CHARACTER})段)(?= ?\d))",
        )
    ),
    re.IGNORECASE,
)
_DEEPEST = 8
_OF = re.compile(words.OF, re.IGNORECASE)
_WITHIN = re.compile(r" {0,2}[,;\u060c、]? {0,2}")
_PREAMBLE = re.compile(words.PREAMBLE + RIGHT, re.IGNORECASE)
_CHINESE_END = re.compile(
    f" {{0,2}}(?P<end>{'|'.join(sorted(words.CHINESE_END, key=len, reverse=True))})(?![时路期])"
)
_CHINESE_AGAIN = re.compile("第 ?")
_CHINESE_UNTIL = re.compile(" ?(?:-|—|至|到) ?第 ?")
_CHINESE_INSERTED = re.compile("之[二三四五](?!分)")
_AGAIN = re.compile(AGAIN)
_AND = re.compile(words.AND, re.IGNORECASE)
_FIRST_ARTICLE = re.compile(words.FIRST_ARTICLE + RIGHT, re.IGNORECASE)
_NO_LETTER = r"(?![A-Za-z\u0400-\u04ff\u0621-\u064a])"
_ORDINALS, _ARABIC_ORDINALS = (
    re.compile(
        "|".join(f"(?P<value_{value}>{pattern}){_NO_LETTER}" for value, pattern in ordinals),
        re.IGNORECASE,
    )
    for ordinals in (words.ORDINALS, words.ARABIC_ORDINALS)
)
_UNNUMBERED_IN = re.compile(r"(?:^|/)(?:annex|appendix|part|draft|decision)[^/]*$")
_CHINESE_POINT = re.compile("(?:分段|项|款|目)?")
# Words that are prepositions too where no full stop follows: "par 12 Parties", "para 2030".
_WEAK = re.compile("para|pars?|arts?|п|пп|ст|стст|подпп?", re.IGNORECASE)

# What may follow a place, nested in it, and what a place may be said to stand in.
_INNER: Mapping[Place, frozenset[Place]] = {
    Place.DECISION: frozenset(
        {*ANNEXED, Place.DRAFT, Place.PART, Place.PARAGRAPH, Place.PREAMBULAR}
    ),
    Place.ANNEX: frozenset(
        {
            *(Place.APPENDIX, Place.DRAFT, Place.PART),
            *(Place.ARTICLE, Place.PARAGRAPH, Place.PREAMBULAR),
        }
    ),
    Place.APPENDIX: frozenset({Place.PART, Place.ARTICLE, Place.PARAGRAPH, Place.PREAMBULAR}),
    Place.DRAFT: frozenset(
        {*ANNEXED, Place.PART, Place.ARTICLE, Place.PARAGRAPH, Place.PREAMBULAR}
    ),
    Place.PART: frozenset({Place.ARTICLE, Place.PARAGRAPH, Place.PREAMBULAR}),
    Place.ARTICLE: frozenset({Place.PARAGRAPH, Place.PREAMBULAR, Place.ITEM}),
    Place.PARAGRAPH: frozenset({Place.DRAFT, Place.ITEM}),
    Place.PREAMBULAR: frozenset({Place.ITEM, Place.DRAFT}),
    Place.ITEM: frozenset(),
}
_OUTER: Mapping[Place, frozenset[Place]] = {
    inner: frozenset(outer for outer, inside in _INNER.items() if inner in inside)
    for inner in Place
}


def _mentions(text: str) -> Iterator[PinpointMention]:
    position = 0
    while anchor := _ANCHOR.search(text, position):
        steps = _chain(text, _step(text, anchor))
        if mention := _mention(text, steps):
            yield mention
            position = mention.end
        else:
            position = steps[-1].end


def _chain(text: str, first: _Step) -> list[_Step]:
    """A step and those nested in it: "annex I, part II, para. 3"."""
    steps = [first]
    while (
        len(steps) < _DEEPEST
        and steps[-1].opens
        and (step := _next_step(text, steps[-1].end, _WITHIN))
    ):
        if step.place not in _INNER[steps[-1].place]:
            break
        steps.append(step)
    return steps


def _next_step(text: str, position: int, joint: re.Pattern[str]) -> _Step | None:
    tied = joint.match(text, position)
    anchor = tied and _ANCHOR.match(text, tied.end())
    step = anchor and _step(text, anchor)
    return step if step and step.items else None


def _mention(text: str, steps: Sequence[_Step]) -> PinpointMention | None:
    """What the steps name together, and the larger place they are said to be in, if any."""
    while steps and (steps[-1].hollow or not steps[-1].items):
        steps = steps[:-1]
    if not steps:
        return None
    outer, holder, end = _label_of(steps[:-1]), steps[0], steps[-1].end
    place = steps[-1].place
    items = tuple(_within(outer, place, item) for item in steps[-1].items)
    for _ in range(_DEEPEST):
        larger = _next_step(text, end, _OF)
        if larger is None or larger.place not in _OUTER[holder.place]:
            break
        chain = _chain(text, larger)
        if not chain[-1].opens:
            break
        outer, holder, end = _label_of(chain), larger, chain[-1].end
        items = tuple(_within(outer, Place.ITEM, item) for item in items)
    return PinpointMention(steps[0].start, end, items)


def _label_of(steps: Sequence[_Step]) -> str:
    label = ""
    for step in steps:
        label = _nested(label, step.place, step.items[0].label)
    return label


def _within(outer: str, place: Place, item: PinpointItem) -> PinpointItem:
    last = item.last_label and _nested(outer, place, item.last_label)
    return PinpointItem(item.start, item.end, _nested(outer, place, item.label), last)


def _nested(outer: str, place: Place, label: str) -> str:
    """Join labels from the outside in; an item stands right after its paragraph or article."""
    if not outer or not label:
        return outer or label
    attached = place is Place.ITEM and label.startswith("(") and not _UNNUMBERED_IN.search(outer)
    return f"{outer}{label}" if attached else f"{outer}/{label}"


def _step(text: str, anchor: re.Match[str]) -> _Step:
    kind, _, name = (anchor.lastgroup or "").partition("_")
    place = Place[name]
    match kind:
        case "ordinal":
            return _ordinal_step(text, anchor, _ORDINALS)
        case "ordinalarabic":
            return _ordinal_step(text, anchor, _ARABIC_ORDINALS)
        case "chinese":
            return _chinese_step(text, anchor, place)
        case _:
            return _worded_step(text, anchor, place, several=kind in _SEVERAL)


_SEVERAL = frozenset({"several", "severalarabic", "signs", "worded"})


def _worded_step(text: str, anchor: re.Match[str], place: Place, *, several: bool) -> _Step:
    start, end = anchor.span()
    if place is Place.ARTICLE and (first := _FIRST_ARTICLE.match(text, end)):
        return _first_article(text, start, first, several=several)
    found = read_list(text, end, place, several=several, again=_SAID_AGAIN.get(place))
    if found is None:
        return _unnumbered_step(text, place, start, end)
    weak = _WEAK.fullmatch(anchor[0]) is not None
    if weak and not (found.last.is_small and is_closed(text, found.end)):
        return _Step(place, start, end)
    end = found.end
    if place is Place.PARAGRAPH and (preamble := _PREAMBLE.match(text, end)):
        items, end = _with_rest(text, preamble.end(), _labelled(Place.PREAMBULAR, found.items))
        return _Step(Place.PREAMBULAR, start, end, items)
    return _Step(place, start, end, _labelled(place, found.items), hollow=place in _HOLLOW)


def _first_article(text: str, start: int, first: re.Match[str], *, several: bool) -> _Step:
    """Read "article premier", "articles premier, 3 et 5"."""
    begins = first.end() - len(first[0].lstrip(" "))
    number = add_levels(text, Number(begins, first.end(), "1"))
    items, end = [PinpointItem(begins, number.end, number.label)], number.end
    following = several and _AND.match(text, end)
    if following and (found := read_list(text, following.end(), Place.ARTICLE, several=True)):
        items, end = [*items, *found.items], found.end
    return _Step(Place.ARTICLE, start, end, _labelled(Place.ARTICLE, items))


_HOLLOW = frozenset({Place.DECISION, Place.DRAFT})
_SAID_AGAIN = {
    place: re.compile(
        "(?:"
        + "|".join(
            table[place]
            for table in (words.ONE, words.SEVERAL, words.ARABIC_ONE, words.ARABIC_SEVERAL)
            if place in table
        )
        + rf"){RIGHT}\.? {{0,3}}",
        re.IGNORECASE,
    )
    for place in (Place.ITEM, Place.PARAGRAPH, Place.ARTICLE, *ANNEXED)
}


def _unnumbered_step(text: str, place: Place, start: int, end: int) -> _Step:
    """An annex or draft without a number, which only what follows makes a place."""
    if place not in (*ANNEXED, Place.DRAFT):
        return _Step(place, start, end)
    again = _AGAIN.match(text, end)
    label = f"{place.value}{again[0] if again else ''}" if place in ANNEXED else ""
    end = again.end() if again else end
    return _Step(place, start, end, (PinpointItem(start, end, label),), hollow=True)


def _ordinal_step(text: str, anchor: re.Match[str], ordinals: re.Pattern[str]) -> _Step:
    """Read "third and fourth preambular paragraphs"."""
    found = [
        (at.start(), at.end(), int((at.lastgroup or "").removeprefix("value_")))
        for at in ordinals.finditer(anchor[0])
    ]
    found += [
        (at.start(), at.end(), int(re.sub(r"\D", "", at[0])))
        for at in re.finditer(words.ORDINAL_NUMBER, anchor[0], re.IGNORECASE)
    ]
    items = tuple(
        PinpointItem(anchor.start() + start, anchor.start() + end, f"pp{value}")
        for start, end, value in sorted(found)
    )
    items, end = _with_rest(text, anchor.end(), items)
    return _Step(Place.PREAMBULAR, anchor.start(), end, items)


def _with_rest(
    text: str, position: int, items: tuple[PinpointItem, ...]
) -> tuple[tuple[PinpointItem, ...], int]:
    """The preambular paragraphs with what follows the last: "~2", "(a)"."""
    again = _AGAIN.match(text, position)
    end = again.end() if again else position
    levelled = add_levels(text, Number(end, end, items[-1].label + (again[0] if again else "")))
    return (*items[:-1], replace(items[-1], label=levelled.label)), levelled.end


def _chinese_step(text: str, anchor: re.Match[str], place: Place) -> _Step:
    start, end = anchor.span()
    if place in (*ANNEXED, Place.DRAFT):
        found = read_list(text, end, place, several=False, han=True)
        if found is None:
            return _unnumbered_step(text, place, start, end)
        return _Step(place, start, found.end, _labelled(place, found.items), place in _HOLLOW)
    preambular = place is Place.PREAMBULAR
    position = end + 1 if preambular else end
    found = read_list(text, position, place, several=True, han=True, again=_CHINESE_AGAIN)
    closing = found and _CHINESE_END.match(text, found.end)
    if not found or not closing:
        return _Step(place, start, found.end if found else end)
    place = Place.PREAMBULAR if preambular else _chinese_place(closing["end"], found.last)
    items, end = found.items, closing.end()
    if len(items) == 1 and not items[0].last_label:
        items, end = _chinese_tail(text, closing, found.last, items[0])
    return _Step(place, start, end, _labelled(place, items), place in _HOLLOW)


def _chinese_place(closing: str, number: Number) -> Place:
    """What 第 … 段 encloses; 第(j)款 is an item, as it has no number."""
    bare = not number.number and closing != "段"
    return Place.ITEM if bare else words.CHINESE_END[closing]


def _chinese_tail(
    text: str, closing: re.Match[str], number: Number, item: PinpointItem
) -> tuple[tuple[PinpointItem, ...], int]:
    """What may follow one number: 第5段至第7段, 第8条(j)款, 第8条之二."""
    end = closing.end()
    if inserted := _CHINESE_INSERTED.match(text, end):
        end, number = inserted.end(), with_insertion(number, inserted[0])
        item = PinpointItem(item.start, end, number.label)
    until = _CHINESE_UNTIL.match(text, end)
    last = until and read_number(text, until.end(), Place.PARAGRAPH, han=True)
    last_closing = last and _CHINESE_END.match(text, last.end)
    if last and last_closing and last_closing["end"] == closing["end"]:
        ranged = PinpointItem(item.start, last.end, number.label, last.label)
        return (ranged,), last_closing.end()
    levelled = add_levels(text, replace(number, end=end))
    if levelled.end == end:
        return (item,), end
    point = _CHINESE_POINT.match(text, levelled.end)
    end = point.end() if point else levelled.end
    return (PinpointItem(item.start, levelled.end, levelled.label),), end


def _labelled(place: Place, items: Sequence[PinpointItem]) -> tuple[PinpointItem, ...]:
    """The items with labels that say what kind of place they are."""
    prefix = words.LABEL_PREFIX[place]
    return tuple(
        replace(
            item,
            label=prefix + item.label,
            last_label=item.last_label and prefix + item.last_label,
        )
        for item in items
    )
