"""A quotation as an editor made it: its words, what was left out of it and what was put in.

Knows elisions (`…`, `[...]`), words in square brackets (`[the Secretariat]`, `[T]he`,
`Part[ies]`) and marks at the edges. Must not look at any source.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.analysis.chinese import HAN
from index.analysis.stopwords import STOP_WORDS
from index.errors import InvalidQuery
from index.language import detect_language
from retriever.query import CONTROL_CHARACTERS
from retriever.verification.sensitive import is_sensitive, sense, turns
from retriever.verification.tokens import Token, TokenKind, tokenize
from retriever.verification.words import word_forms

MAX_QUOTATION_LENGTH = 20_000
"""Code points; a whole document is not a quotation."""

_LOOKED_LIKE = frozenset({"en", "fr", "es"})  # what any other language in Latin letters is read as
_FEWEST_TOLD = 8  # words
_SMALL_WORDS = 0.1  # of 1,002 United Nations texts in these three, one has a smaller share


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, read.

    Attributes:
        text: as given, control characters replaced by spaces.
        lang: BCP 47 tag, "und" where it cannot be told.
        literal: its tokens, brackets taken as the source's own.
        edited: its tokens, what stands in square brackets taken as the editor's: one token of kind
            BRACKET for words put in. The same as `literal` where there is nothing of that.
    """

    text: str
    lang: str
    literal: tuple[Token, ...]
    edited: tuple[Token, ...]

    @property
    def content(self) -> tuple[Token, ...]:
        """The words, numbers and signs that are quoted."""
        return tuple(token for token in self.edited if _is_word(token))

    @property
    def is_foreign(self) -> bool:
        """Whether it lacks the small words of `lang`: that is then only what it looks most like.

        German comes out as French; Portuguese has too many of the small words of Spanish to tell.
        """
        common = STOP_WORDS.get(self.lang)
        words = [token.form.lower() for token in self.content if token.kind is TokenKind.WORD]
        if not common or self.lang not in _LOOKED_LIKE or len(words) < _FEWEST_TOLD:
            return False
        return sum(word in common for word in words) < _SMALL_WORDS * len(words)


def read_quotation(text: str) -> Quotation:
    """Read a quotation.

    Raises:
        InvalidQuery: it holds no word, or more than `MAX_QUOTATION_LENGTH` code points.
    """
    if len(text) > MAX_QUOTATION_LENGTH:
        raise InvalidQuery(
            f"the quotation has {len(text):,} characters; at most {MAX_QUOTATION_LENGTH:,} are "
            f"checked (it begins «{text[:60]}»)",
            hint="check it paragraph by paragraph",
        )
    cleaned = CONTROL_CHARACTERS.sub(" ", text).replace(_STEM_END, _NOTHING)
    lang = detect_language(cleaned)
    literal, edited = quoted_tokens(cleaned, lang)
    if not any(map(_is_word, edited)):
        raise InvalidQuery(
            f"the quotation «{cleaned.strip()[:60]}» holds no word",
            hint="quote the words that are to be checked",
        )
    return Quotation(cleaned, lang, literal, edited)


def quoted_tokens(text: str, lang: str) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The tokens of a quotation, brackets taken as the source's own, and as the editor's."""
    gaps = [match.span() for match in _ELISION.finditer(text)]
    literal = _with_edges(_trimmed(_with_gaps(tokenize(text, lang), gaps)))
    inner = _INNER_BRACKETS.sub(_joined, text)
    brackets = [
        match.span()
        for match in _BRACKETED.finditer(inner)
        if not any(start <= match.start() < end for start, end in gaps)
    ]
    if inner == text and not brackets:
        return literal, literal
    tokens = _with_gaps(tokenize(inner, lang), gaps)
    edited = _with_edges(_trimmed([*_with_brackets(tokens, brackets, inner)]))
    return literal, edited


def with_literal_brackets(quotation: Quotation) -> tuple[Token, ...]:
    """The tokens, what stands in square brackets taken as the source's own but for letters.

    `[T]he`, `Part[ies]` and the mark of a note at the end stay the editor's.
    """
    by_start = {token.start: token for token in quotation.literal}
    starts = sorted(by_start)
    tokens: list[Token] = []
    for token in quotation.edited:
        if token.kind is TokenKind.BRACKET and not token.key and not token.optional:
            first, last = bisect_left(starts, token.start), bisect_left(starts, token.end)
            tokens.extend(by_start[start] for start in starts[first:last])
        else:
            same = by_start.get(token.start)
            tokens.append(same if same is not None and same.key == token.key else token)
    return tuple(tokens)


def _is_word(token: Token) -> bool:
    """Whether a token is quoted: more than punctuation and what the editor put in."""
    return token.is_content or (token.kind is TokenKind.BRACKET and bool(token.key))


# Square brackets around dots are one sign; round ones are in French and Spanish.
_ELISION = re.compile(
    r"(?:[\[(（［【<]\s{0,3})?(?:[…⋯]+|\.(?:\s?\.){2,})(?:\s{0,3}[\])）］】>])?"
    r"|[\[［]\s{0,3}[\]］]"
)
_BRACKETED = re.compile(r"[\[［【]([^\[\]［］【】]{0,200})[\]］】]")
# [T]he, [un]lawful and Part[ies]: letters of a word, the brackets of which are no words of their
# own. Chinese has no spaces to tell them by.
_LETTER = rf"[^\W\d_{HAN}]"
_INNER_BRACKETS = re.compile(
    rf"[\[［]({_LETTER}{{1,5}})[\]］](?={_LETTER})|(?<={_LETTER})[\[［]({_LETTER}{{1,5}})[\]］](?!\w)"
)
_GLUED = re.compile(rf"{_LETTER}[\[［【]{_LETTER}|{_LETTER}[\]］】]{_LETTER}")
_BEFORE_NOTE = re.compile(r"[.,;:!?。，；：！？،؛؟][”’»」\"']?\Z")
_LONGEST_NOTE = 3  # digits: what has four is a year
_NOTHING = "\u00ad"  # folded away, so that offsets stay
_STEM_END = "\u2060"  # folded away, and tells where an editor's ending begins


def _joined(match: re.Match[str]) -> str:
    if match[1] is not None:
        return f"{_NOTHING}{match[1]}{_NOTHING}"
    return f"{_STEM_END}{match[2]}{_NOTHING}"


def _with_gaps(tokens: Sequence[Token], gaps: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens, with one of kind GAP in place of those that are an elision's dots."""
    kept: list[Token] = []
    waiting = iter([*gaps, (sys.maxsize, sys.maxsize)])
    start, end = next(waiting)
    for token in tokens:
        while token.start >= end:
            start, end = next(waiting)
        if token.start < start:
            kept.append(token)
        elif not kept or kept[-1].kind is not TokenKind.GAP or kept[-1].start != start:
            kept.append(Token(start, end, "", "", TokenKind.GAP))
    return kept


def _with_brackets(
    tokens: Sequence[Token], brackets: Sequence[tuple[int, int]], text: str
) -> Iterator[Token]:
    """The tokens, with one of kind BRACKET in place of words that an editor put in.

    What is sensitive stays as it is: a number or a "not" in brackets is to be in the source. So
    does the mark of a note of the quoting text's own, which may be put in at the end.
    """
    waiting = iter([*brackets, (sys.maxsize, sys.maxsize)])
    start, end = next(waiting)
    held: list[Token] = []
    for place, token in enumerate(tokens):
        if token.start >= end:
            yield from _bracket(held, start, end, text, _next_word(tokens, place))
            held = []
            while token.start >= end:
                start, end = next(waiting)
        if token.start >= start:
            held.append(token)
        elif _STEM_END in text[token.start : token.end] and not _is_other_word(token):
            stem = text[token.start : token.end].split(_STEM_END)[0]
            yield replace(token, key=stem.casefold(), kind=TokenKind.BRACKET)
        else:
            yield replace(token, edge=text[token.start - 1 : token.start] == _NOTHING)
    yield from _bracket(held, start, end, text, None)


def _is_other_word(token: Token) -> bool:
    """Whether an ending in brackets makes another word: thir[teen], use[less]."""
    return is_sensitive(token) or turns(token.key)


def _bracket(
    held: Sequence[Token], start: int, end: int, text: str, after: Token | None
) -> Iterator[Token]:
    if not held:
        return
    form = " ".join(word_forms(held))
    if _is_note(held, start, text, after):
        yield Token(start, end, "", form, TokenKind.BRACKET, optional=True)
    elif (
        any(map(_is_kept, held))
        or any(sense(word) is not None for word in form.split())
        or _GLUED.search(text, max(0, start - 1), end + 1) is not None
    ):
        yield from held
    else:
        yield Token(start, end, "", form, TokenKind.BRACKET)


def _is_kept(token: Token) -> bool:
    """Whether what stands in brackets is to be in the source all the same: 5 [%], [not]."""
    return token.kind is TokenKind.SIGN or (token.is_content and is_sensitive(token))


def _next_word(tokens: Sequence[Token], place: int) -> Token | None:
    """The first token from a place on that is no punctuation."""
    following = (tokens[at] for at in range(place, len(tokens)))
    return next((token for token in following if token.kind not in _EDGES), None)


def _is_note(held: Sequence[Token], start: int, text: str, after: Token | None) -> bool:
    """Whether a bracket is a note of the quoting text's own: "… wetlands.[3]"."""
    kinds = [token.kind for token in held]
    if kinds != [TokenKind.POINT, TokenKind.NUMBER, TokenKind.POINT]:
        return False
    if not held[1].key.isdigit() or len(held[1].key) > _LONGEST_NOTE:
        return False
    if _BEFORE_NOTE.search(text, max(0, start - 2), start) is None:
        return False
    return after is None or after.kind is TokenKind.GAP


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without punctuation, elisions and marks of notes at the edges and beside gaps."""
    pieces: list[list[Token]] = [[]]
    gaps: list[Token] = []
    for token in tokens:
        if token.kind is TokenKind.GAP:
            gaps.append(token)
            pieces.append([])
        else:
            pieces[-1].append(token)
    kept: list[Token] = []
    for place, piece in enumerate(pieces):
        words = _without_edges(piece)
        if words and kept:
            kept.append(gaps[place - 1])
        kept.extend(words)
    return kept


def _without_edges(piece: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(piece)
    while first < last and piece[first].kind in _EDGES:
        first += 1
    while last > first and piece[last - 1].kind in _EDGES:
        last -= 1
    kept = piece[first:last]
    if kept and _is_own_note(kept[-1]):
        return [*_without_edges(kept[:-1]), kept[-1]]
    # [2012] and the like stay whole where there is more than what stands in the brackets.
    if first > 0 and piece[first - 1].key == "[" and _closes(kept):
        first -= 1
    if last < len(piece) and piece[last].key == "]" and _opens(kept):
        last += 1
    return piece[first:last]


def _closes(tokens: Sequence[Token]) -> bool:
    """Whether the first square bracket is one that closes, with more after it."""
    places = [place for place, token in enumerate(tokens) if token.key in _SQUARE]
    return bool(places) and tokens[places[0]].key == "]"


def _opens(tokens: Sequence[Token]) -> bool:
    """Whether the last square bracket is one that opens, with more before it."""
    places = [place for place, token in enumerate(tokens) if token.key in _SQUARE]
    return bool(places) and tokens[places[-1]].key == "["


def _is_own_note(token: Token) -> bool:
    return token.kind is TokenKind.BRACKET and token.optional


_EDGES = frozenset({TokenKind.POINT, TokenKind.MARK})
_SQUARE = frozenset("[]")


def _with_edges(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, those marked where the case of the first letter is the editor's."""
    marked = []
    edge = True
    for token in tokens:
        marked.append(replace(token, edge=edge or token.edge))
        edge = token.kind in (TokenKind.GAP, TokenKind.BRACKET) or (edge and not token.is_content)
    return tuple(marked)
