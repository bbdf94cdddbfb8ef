"""Quotations with a known answer, made from the passages of a collection.

Deterministic: the same passages give the same cases. Knows nothing of how quotations are checked:
its word lists are its own. Used by `bench_verification.py` and by the tests.
"""

# ruff: noqa: ARG001, ARG005 - all changes have one signature

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.model import Passage

SEED = 20_340_605
FEWEST_WORDS = 9
MOST_LETTERS = 900


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation, its citation, and what the check must say.

    Attributes:
        kind: what was done to the text.
        quotation: the words quoted.
        citation: what they are said to be from.
        expected: the verdict.
        passage_id: a passage that must be among those found; "" for any.
        warning: a word that one of the warnings must have; "" for none.
    """

    kind: str
    quotation: str
    citation: str
    expected: str
    passage_id: str = ""
    warning: str = ""


Change = Callable[[str, str, random.Random], str | None]


def word_cases(passages: Sequence[Passage], cite: Callable[[Passage], str]) -> Iterator[Case]:
    """Cases that words decide: nothing about meaning.

    Args:
        passages: all of a collection, document by document, in order.
        cite: gives the citation of a passage.
    """
    rng = random.Random(SEED)  # noqa: S311 - to be repeated, not to be secret
    chosen = [passage for passage in passages if _is_fit(passage)]
    texts = Counter(passage.text for passage in passages)
    for number, passage in enumerate(chosen):
        text, lang = passage.text, passage.lang
        edit = EDITS[number % len(EDITS)]
        yield Case(
            "exact", edit(text, lang, rng) or text, cite(passage), "exact", passage.passage_id
        )
        yield from _changed("word changed", change_word, passage, cite, rng, "")
        yield from _changed("number changed", change_number, passage, cite, rng, "number")
        yield from _changed("negation changed", change_negation, passage, cite, rng, "negation")
        yield from _changed("modal changed", change_modal, passage, cite, rng, "modal")
        elided = elide(text, lang, rng)
        if elided:
            yield Case("elided", elided, cite(passage), "exact", passage.passage_id)
        wrong = _unrelated(passage, chosen, rng)
        if wrong is not None:
            yield Case("wrong paragraph", text, cite(wrong), "elsewhere", passage.passage_id)
        yield Case("invented", _invented(lang, chosen, rng), cite(passage), "absent")
        if number % 4 == 0 and texts[text] == 1:
            yield Case("no citation", text, "", "exact", passage.passage_id)
            yield Case(
                "unknown citation", text, "CBD/COP/98/76, para. 5", "elsewhere", passage.passage_id
            )
    yield from _spanning(passages, cite)
    yield from _bracketed(chosen, cite)


def _bracketed(passages: Sequence[Passage], cite: Callable[[Passage], str]) -> Iterator[Case]:
    """Changes that stand in square brackets as an editor's words do."""
    rng = random.Random(SEED)  # noqa: S311 - to be repeated, not to be secret
    for passage in passages:
        kind = "number changed inside brackets"
        yield from _changed(kind, bracket_number, passage, cite, rng, "number")
        yield from _changed(f"{kind} at the end", end_in_number, passage, cite, rng, "number")
        yield from _changed("word changed inside own brackets", change_own, passage, cite, rng, "")


def _is_fit(passage: Passage) -> bool:
    """Long enough to be told from others; short enough to be quoted."""
    return len(words(passage.text, passage.lang)) >= FEWEST_WORDS and (
        len(passage.text) <= MOST_LETTERS
    )


def _changed(
    kind: str,
    change: Change,
    passage: Passage,
    cite: Callable[[Passage], str],
    rng: random.Random,
    warning: str,
) -> Iterator[Case]:
    quotation = change(passage.text, passage.lang, rng)
    if quotation is not None and quotation != passage.text:
        yield Case(kind, quotation, cite(passage), "near", passage.passage_id, warning)


def _unrelated(passage: Passage, others: Sequence[Passage], rng: random.Random) -> Passage | None:
    """Another paragraph of the document, not above or below it."""
    root = re.split(r"[(/]", passage.label)[0]
    fit = [
        other
        for other in others
        if other.document_id == passage.document_id
        and re.split(r"[(/]", other.label)[0] != root
        and passage.text not in other.text
    ]
    return rng.choice(fit) if fit else None


def _spanning(passages: Sequence[Passage], cite: Callable[[Passage], str]) -> Iterator[Case]:
    """Quotations that run from one passage into the next, or from a chapeau to its last item."""
    for one, other in pairwise(passages):
        if one.document_id == other.document_id and _is_fit(one) and _is_fit(other):
            tail, head = _half(one, last=True), _half(other, last=False)
            yield Case("spanning", f"{tail} {head}", cite(other), "exact", one.passage_id)
    by_id = {passage.passage_id: passage for passage in passages}
    for passage in passages:
        above = by_id.get(f"{passage.document_id}:{passage.parent}") if passage.parent else None
        if above is not None and not above.parent:
            quotation = f"{above.text} {passage.printed_label} {passage.text}"
            yield Case("spanning", quotation, cite(passage), "exact", above.passage_id)


def _half(passage: Passage, *, last: bool) -> str:
    parts = words(passage.text, passage.lang)
    middle = len(parts) // 2
    while middle > 1 and KEPT.fullmatch(parts[middle - 1][0]):
        middle -= 1  # what follows a negation is not to be quoted without it
    chosen = parts[middle:] if last else parts[:middle]
    return passage.text[chosen[0].start() : len(passage.text) if last else chosen[-1].end()]


# Words

HAN = "\u4e00-\u9fff"
JOINT = "[-'’\u2011\u064b-\u0652]"
WORD = re.compile(
    rf"[{HAN}]|[^\W\d_{HAN}]+(?:{JOINT}[^\W\d_{HAN}]+)*|\d[\d.,/]*(?:[ \u00a0\u202f]\d{{3}}\b)*"
)


def words(text: str, lang: str) -> list[re.Match[str]]:
    """The words of a text; each character of a Chinese one."""
    return list(WORD.finditer(text))


def _replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


STRANGE = {
    "en": ("umbrella", "saxophone", "porcelain", "trampoline", "marmalade"),
    "fr": ("parapluie", "saxophone", "porcelaine", "confiture", "balançoire"),
    "es": ("paraguas", "saxofón", "porcelana", "mermelada", "columpio"),
    "ru": ("зонтик", "саксофон", "фарфор", "варенье", "качели"),
    "ar": ("مظلة", "خزف", "أرجوحة", "مربى", "بيانو"),
    "zh": ("伞", "琴", "瓷", "酱", "秋千"),
}
KEPT = re.compile(
    r"(?i)not|no|shall|should|may|must|can|could|would|will|n['’]|ne|pas|non|sans|sin|не|ни|без|لا|لم|غير|[不没无未]"
)


def change_word(text: str, lang: str, rng: random.Random) -> str | None:
    """Put another word in the place of one that is neither a number nor a negation."""
    fit = [
        match
        for match in words(text, lang)
        if not match[0][0].isdigit()
        and (len(match[0]) > 3 or lang == "zh")
        and not KEPT.fullmatch(match[0])
        and match[0] not in "不没无未非一二三四五六七八九十"
    ]
    return _replaced(text, rng.choice(fit), rng.choice(STRANGE[lang])) if fit else None


def change_number(text: str, lang: str, rng: random.Random) -> str | None:
    """Change one digit, or swap two."""
    fit = list(re.finditer(r"\d+", text))
    if not fit:
        return None
    match = rng.choice(fit)
    digits = match[0]
    swapped = digits[:-2] + digits[:-3:-1] if len(digits) > 1 else digits
    if swapped == digits or swapped[0] == "0":
        swapped = digits[:-1] + str((int(digits[-1]) + 3) % 10)
    if swapped == "0":
        swapped = "7"
    return _replaced(text, match, swapped)


def bracket_number(text: str, lang: str, rng: random.Random) -> str | None:
    """Put another number, in square brackets, in the place of one."""
    fit = [match for match in re.finditer(r"\d+", text) if not _is_joined(text, match)]
    if not fit:
        return None
    match = rng.choice(fit)
    form = rng.choice(["[{}]", "［{}］", "【{}】"]) if lang == "zh" else "[{}]"
    return _replaced(text, match, form.format(change_number(match[0], lang, rng)))


def end_in_number(text: str, lang: str, rng: random.Random) -> str | None:
    """Likewise of a number with which the quotation then ends."""
    fit = [
        match
        for match in re.finditer(r"\d+", text)
        if not _is_joined(text, match) and len(words(text[: match.end()], lang)) >= FEWEST_WORDS
    ]
    if not fit:
        return None
    match = rng.choice(fit)
    end = rng.choice(["", ".", "。" if lang == "zh" else ".”"])
    return f"{text[: match.start()]}[{change_number(match[0], lang, rng)}]{end}"


def _is_joined(text: str, match: re.Match[str]) -> bool:
    """Whether digits are a part of something longer: 12 500, 15/4, 2012–2013, 4(b)."""
    before, after = text[: match.start()][-2:], text[match.end() :][:2]
    return any(char.isdigit() for char in before + after) or any(
        re.fullmatch(rf"[\s.,;:。，；、{HAN}]", char) is None for char in before[-1:] + after[:1]
    )


OWN = re.compile(r"[\[［【]([^\[\]［］【】…]+)[\]］】]")


def change_own(text: str, lang: str, rng: random.Random) -> str | None:
    """Put another word in the place of one in the source's own square brackets."""
    fit = [
        word
        for bracket in OWN.finditer(text)
        for word in WORD.finditer(text, bracket.start(1), bracket.end(1))
        if not KEPT.fullmatch(word[0])
    ]
    return _replaced(text, rng.choice(fit), rng.choice(STRANGE[lang])) if fit else None


_BRACKETED_WORDS = 3


def draft_of(text: str, lang: str, rng: random.Random) -> str | None:
    """The text as a draft in which some words stand in square brackets."""
    inner = words(text, lang)[3:-3]  # what stands at an edge need not be quoted
    fit = [match for match in inner if lang == "zh" or len(match[0]) > 3]
    fit = [match for match in fit if not match[0][0].isdigit() and not KEPT.fullmatch(match[0])]
    if len(fit) < _BRACKETED_WORDS or OWN.search(text):
        return None
    for match in sorted(rng.sample(fit, _BRACKETED_WORDS), key=lambda one: -one.start()):
        text = _replaced(text, match, f"[{match[0]}]")
    return text


NEGATIONS = {
    "en": r"\b(?:not|no|never|without)\b",
    "fr": r"\b(?:ne|pas|aucune?|sans)\b",
    "es": r"\b(?:no|ningún|ninguna|sin|nunca)\b",
    "ru": r"\b(?:не|ни|без)\b",
    "ar": r"(?<!\w)(?:لا|لم|لن|ليس|غير|دون)(?!\w)",
    "zh": "不|没有|未",
}
ADDED = {"en": "not", "fr": "pas", "es": "no", "ru": "не", "ar": "لا", "zh": "不"}
HINGE = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|shall|should|may|must|will|would|can)\b")


def change_negation(text: str, lang: str, rng: random.Random) -> str | None:
    """Drop a negation where there is one, else add one."""
    there = list(re.finditer(NEGATIONS[lang], text, re.IGNORECASE))
    if there:
        match = rng.choice(there)
        return re.sub(r"\s{2,}", " ", _replaced(text, match, "")).strip()
    added = ADDED[lang]
    if lang == "en":
        hinges = list(HINGE.finditer(text))
        if not hinges:
            return None
        match = rng.choice(hinges)
        return _replaced(text, match, f"{match[0]} {added}")
    fit = words(text, lang)[2:-2]
    match = rng.choice(fit)
    space = "" if lang == "zh" else " "
    return _replaced(text, match, f"{added}{space}{match[0]}")


MODALS = {
    "en": {"shall": "should", "should": "may", "must": "may", "may": "must", "would": "shall"},
    "fr": {"doit": "peut", "doivent": "peuvent", "devrait": "doit", "peut": "doit"},
    "es": {"deberá": "podrá", "debe": "puede", "debería": "deberá", "puede": "debe"},
    "ru": {"должны": "могут", "следует": "может", "может": "должен", "могут": "должны"},
    "ar": {"يجب": "يجوز", "ينبغي": "يجب", "يمكن": "يجب"},
    "zh": {"应": "可", "必须": "可以", "可以": "必须"},
}


def change_modal(text: str, lang: str, rng: random.Random) -> str | None:
    """Put one modal verb in the place of another."""
    for printed, quoted in MODALS[lang].items():
        # Chinese ones only where they are no part of another word.
        bounds = ("(?<=[，。；方者])", "") if lang == "zh" else (r"(?<![\w-])", r"(?![\w-])")
        match = re.search(f"{bounds[0]}{printed}{bounds[1]}", text)
        if match:
            return _replaced(text, match, quoted)
    return None


def elide(text: str, lang: str, rng: random.Random) -> str | None:
    """Leave out some words in the middle, under one of the marks there are for it."""
    parts = words(text, lang)
    if len(parts) < FEWEST_WORDS + 3:
        return None
    first = rng.randrange(3, len(parts) - 6)
    last = first + rng.randrange(2, 4)
    left_out = text[parts[first].start() : parts[last].start()]
    if re.search(NEGATIONS[lang], left_out, re.IGNORECASE):
        return None
    mark = rng.choice(["…", "...", "[…]", "[...]", "(...)", " . . . "])
    space = "" if lang == "zh" else " "
    return (
        text[: parts[first].start()].rstrip() + space + mark + space + text[parts[last].start() :]
    )


def _invented(lang: str, passages: Sequence[Passage], rng: random.Random) -> str:
    """A sentence that nobody wrote, of words that are all in the collection."""
    own = [passage for passage in passages if passage.lang == lang]
    count = 24 if lang == "zh" else 12
    chosen = [rng.choice(words(rng.choice(own).text, lang))[0] for _ in range(count)]
    return ("" if lang == "zh" else " ").join(chosen)


# What an editor may do


def _quoted(text: str, lang: str, rng: random.Random) -> str:
    opening, closing = rng.choice(["“”", "«»", "„“", '""', "「」", "‘’"])
    return f"{opening}{text}{closing}"


def _without_end(text: str, lang: str, rng: random.Random) -> str:
    return text.rstrip(" .;:。；：,，")


def _spaced(text: str, lang: str, rng: random.Random) -> str:
    return "\n  " + re.sub(r"\s+", lambda _: rng.choice(["  ", "\n", "\u00a0", "\t"]), text) + " \n"


def _soft_hyphens(text: str, lang: str, rng: random.Random) -> str:
    return re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", "\u00ad", text, count=3)


def _dashes(text: str, lang: str, rng: random.Random) -> str:
    return re.sub("[-–—\u2011]", lambda _: rng.choice("-–—\u2011\u2212"), text)


def _first_letter(text: str, lang: str, rng: random.Random) -> str:
    return text[0].swapcase() + text[1:]


def _bracketed_letter(text: str, lang: str, rng: random.Random) -> str:
    if not text[0].isalpha() or not text[1:2].isalpha():
        return text
    return f"[{text[0].swapcase()}]{text[1:]}"


def _wide(text: str, lang: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


def _other_quotes(text: str, lang: str, rng: random.Random) -> str:
    return re.sub('[“”«»"„]', lambda _: rng.choice('“”«»"'), text)


def _other_apostrophes(text: str, lang: str, rng: random.Random) -> str:
    return text.translate({ord("'"): "’", ord("’"): "'"})


def _footnoted(text: str, lang: str, rng: random.Random) -> str:
    return f"{text}³"


def _second_half(text: str, lang: str, rng: random.Random) -> str | None:
    """From the second sentence on."""
    match = re.search(r"[.。]\s*(?=[A-ZА-ЯÀ-Ý\u0600-\u06ff\u4e00-\u9fff])", text)
    if match is None or len(words(text[match.end() :], lang)) < FEWEST_WORDS:
        return None
    return text[match.end() :]


EDITS: tuple[Change, ...] = (
    lambda text, lang, rng: text,
    _quoted,
    _without_end,
    _spaced,
    _soft_hyphens,
    _dashes,
    _first_letter,
    _bracketed_letter,
    _wide,
    _other_quotes,
    _other_apostrophes,
    _footnoted,
    _second_half,
)
