"""Splits a passage into sentences: spans of its text, in order, that leave out nothing but space.

A cut that is missed joins two sentences, which is still a fair highlight; a wrong one leaves a
fragment, which is not. So where signs leave it open (an initial, "U.N.", "2010 г.") it does not
cut. Must not change text or drop any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import MappingProxyType

from index.model import Sentence

LONG_SENTENCE = 400
"""Letters from which a sentence is cut at semicolons too; a Chinese character counts for three."""

SHORT_CLAUSE = 60
"""Letters that a clause so cut off has at least."""

QUOTATION_LENGTH = 200
"""Code points up to which a stop within brackets or quotation marks ends no sentence."""


def split_sentences(text: str, lang: str) -> tuple[Sentence, ...]:
    """Split a text into sentences, in linear time.

    Stops with the quotation marks and brackets that close after them belong to the sentence they
    end. Labels ("5.", "IV.") stay with what they label. A sentence of more than `LONG_SENTENCE`
    letters, as enumerations are, is cut at its semicolons.

    Args:
        text: text of one passage; line breaks count as spaces, blank lines end sentences.
        lang: BCP 47 tag; chooses the abbreviations.

    Returns:
        Spans that neither overlap, nor begin or end with white space, nor leave out any other
        character; none for a blank text.
    """
    quoted = _inside_quotations(text)
    cuts = _cuts_between_words(text, _sentence_ends(text, lang, quoted))
    return tuple(
        trimmed
        for sentence in pairwise(cuts)
        for clause in _clauses(text, *sentence, quoted)
        if (trimmed := _trimmed(text, *clause)).end > trimmed.start
    )


_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_CLOSERS = r"[\"'”’»」』）)\]】》〉]"
_END = re.compile(
    # Chinese: no space follows, so what follows the closing marks decides.
    rf"(?P<chinese>(?>(?:[。！？｡]|[!?](?=[{_HAN}]))+)(?:{_CLOSERS}++(?![，、；：。的等])|(?!{_CLOSERS})))"
    # All others: space follows.
    rf"|(?P<spaced>(?<![.!?…؟۔])[.!?…؟۔]++{_CLOSERS}*+(?:[ \u00a0\u202f]»)?(?=\s|$))"
    r"|(?P<blank>\n[^\S\n]*+\n)"
)
_WORD = re.compile(r"[^\W_]")
_HAN_LETTER = re.compile(rf"[{_HAN}]")
_HAN_WORTH = 3
_SEMICOLON = re.compile(r"；|[;؛](?=\s)")

# The first letter, digit or other sign after a stop, openers skipped.
_NEXT = re.compile(r"\s*+[\"'“‘«「『（(\[¿¡—–-]*+\s*+(?P<next>\S?)")
_LAST_WORD = re.compile(r"[\w.’'/-]{1,16}\Z")
_LABEL = re.compile(r"\s*\(?(?:\d{1,4}|[IVXivx]{1,6}|\w)(?:[.-]\d{1,3})*\.")
_NUMBER_FOLLOWS = re.compile(r"\s*+(?:[\d(§]|[IVXLC]+\b|[A-ZА-Я]\b)")

_OPENING_OF = MappingProxyType(
    {
        "）": "（",
        ")": "(",
        "]": "[",
        "】": "【",
        "”": "“",
        "」": "「",
        "』": "『",
        "»": "«",
        "》": "《",
    }
)
_BRACKET = re.compile("[" + re.escape("".join((*_OPENING_OF, *_OPENING_OF.values()))) + "]")

# After these no sentence ends, whatever follows.
_TITLES = MappingProxyType(
    {
        "en": "dr mr mrs ms messrs prof st e.g i.e eg ie cf vs viz approx ca incl rev",
        "fr": "m mm mme mlle mgr dr pr st ste cf p.ex ex env éd",
        "es": "sr sra sres sras dr dra prof ud uds p.ej ej cf ee uu ee.uu aprox st",
        "ru": "г гг им т.е т.к см ср д-р проф акад тыс млн млрд св напр",
        "ar": "",
        "zh": "dr mr mrs ms prof",
    }
)
# After these none ends where a number, a Roman numeral or a letter follows.
_NUMBERED = MappingProxyType(
    {
        "en": "no nos para paras art arts p pp vol vols chap sect sects fig figs add rev corr doc",
        "fr": "no nos n° par art p pp vol chap ch sect fig al add rev corr doc rés déc",
        "es": "no nos núm núms n.º párr párrs art arts p pp pág págs vol cap secc fig doc inc",
        "ru": "п пп ст стт стр с рис табл гл ч т тт разд док см",
        "ar": "",
        "zh": "no nos para paras art p pp vol doc add rev corr conf res",
    }
)
_FALLBACK_LANG = "en"


def _words(table: MappingProxyType[str, str], lang: str) -> frozenset[str]:
    return frozenset(table.get(lang, table[_FALLBACK_LANG]).split())


def _sentence_ends(text: str, lang: str, quoted: bytearray) -> Iterator[int]:
    """Offsets after the stops that end sentences."""
    titles, numbered = _words(_TITLES, lang), _words(_NUMBERED, lang)
    start = 0
    for match in _END.finditer(text):
        if match.lastgroup == "spaced":
            ends = not quoted[match.end() - 1] and _ends_spaced(
                text, start, match, titles, numbered
            )
        else:
            ends = match.lastgroup == "blank" or not quoted[match.end() - 1]
        if ends:
            start = match.end()
            yield start


def _cuts_between_words(text: str, ends: Iterable[int]) -> list[int]:
    """All offsets at which to cut, those of the text itself included.

    What holds no letter or digit is no sentence (". . .", a stray stop): it stays with the
    sentence before it, at the beginning with the one after.
    """
    cuts = [0]
    for start, end in pairwise([0, *ends, len(text)]):
        if _WORD.search(text, start, end):
            cuts.append(end)
        elif len(cuts) > 1:
            cuts[-1] = end
    return cuts if len(cuts) > 1 else [0, len(text)]


def _ends_spaced(
    text: str,
    start: int,
    stop: re.Match[str],
    titles: frozenset[str],
    numbered: frozenset[str],
) -> bool:
    """Whether a stop with space after it ends the sentence that began at `start`."""
    following = _NEXT.match(text, stop.end())
    if following is None or not following["next"]:
        return True
    if following["next"].islower() or following["next"] in ",;:)，；：":
        return False
    if stop[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, stop.start() - 16), stop.start())
    word = before[0].casefold() if before else ""
    if (len(word) == 1 and word.isalpha()) or word in titles or _is_dotted(word):
        return False
    if word in numbered and _NUMBER_FOLLOWS.match(text, stop.end()):
        return False
    return _LABEL.fullmatch(text, start, stop.end()) is None


def _is_dotted(word: str) -> bool:
    """Whether a word before a stop is a run of letters with dots between them: "u.n"."""
    return (
        "." in word
        and all(len(letters) == 1 for letters in word.split("."))
        and (word.replace(".", "").isalpha())
    )


def _clauses(text: str, start: int, end: int, quoted: bytearray) -> Iterator[tuple[int, int]]:
    """Cut a long sentence after those of its semicolons that leave clauses worth reading."""
    if end - start <= LONG_SENTENCE // _HAN_WORTH or _letters(text, start, end) <= LONG_SENTENCE:
        yield start, end
        return
    for semicolon in _SEMICOLON.finditer(text, start, end):
        cut = semicolon.end()
        if not quoted[cut - 1] and _letters(text, start, cut) >= SHORT_CLAUSE:
            yield start, cut
            start = cut
    yield start, end


def _letters(text: str, start: int, end: int) -> int:
    """Length in code points, a Chinese character counting for as much as it says."""
    return end - start + (_HAN_WORTH - 1) * len(_HAN_LETTER.findall(text, start, end))


def _trimmed(text: str, start: int, end: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end)


def _inside_quotations(text: str) -> bytearray:
    """Mark the code points within short brackets or quotation marks: 1 inside, 0 elsewhere.

    The marks themselves are outside: a stop whose closing mark goes with it ends its sentence.
    """
    inside = bytearray(len(text))
    marked = 0
    for opening, closing in sorted(_short_quotations(text)):
        first = max(opening + 1, marked)
        if first < closing:
            inside[first:closing] = b"\1" * (closing - first)
            marked = closing
    return inside


def _short_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of opening and closing marks that are near each other."""
    last_opening: dict[str, int] = {}
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark not in _OPENING_OF:
            last_opening[mark] = match.start()
            continue
        opening = last_opening.pop(_OPENING_OF[mark], None)
        if opening is not None and match.start() - opening <= QUOTATION_LENGTH:
            yield opening, match.start()
