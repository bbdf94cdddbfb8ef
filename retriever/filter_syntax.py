"""The short form of filters, as typed on a command line, read into the tree of `filters`.

    filter     = conjunction { "or" conjunction }
    conjunction = factor { "and" factor }
    factor     = "not" factor | "(" filter ")" | comparison
    comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "prefix" | "contains" ) value
               | field [ "not" ] "in" "(" value { "," value } ")"
               | field [ "not" ] "exists"

Values are bare words, numbers, dates (YYYY-MM-DD), or text in single or double quotes. Only
reads: what a comparison means is said in `filters`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.errors import InvalidFilter
from retriever.filters import (
    MAX_COMPARISONS,
    MAX_DEPTH,
    And,
    Comparison,
    Filter,
    Not,
    Or,
    Word,
    filter_from_json,
)

SIGNS = {"=": "eq", "==": "eq", "!=": "ne", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
WORD_OPERATORS = ("prefix", "contains")
MAX_LENGTH = 20_000
KEYWORDS = ("and", "or", "not", "in", "exists", *WORD_OPERATORS)

TOKEN = re.compile(
    r"""\s*(?:
        (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<sign>[<>!=]=|[<>=])
      | (?P<mark>[(),])
      | (?P<word>(?i:in|and|or|not)(?=\()|[^\s"'(),<>=!]+(?:\([^()\s,]{1,8}\))*)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the short form: its kind, its text without quotes, and where it stands."""

    kind: str
    text: str
    start: int

    def is_keyword(self, *words: str) -> bool:
        """Whether this is one of the keywords, in any case; a quoted word never is."""
        return self.kind == "word" and self.text.lower() in words

    def is_mark(self, mark: str) -> bool:
        """Whether this is the given bracket or comma."""
        return self.kind == "mark" and self.text == mark


def parse_filter(text: str) -> Filter:
    """Read the short form, e.g. `session >= 10 and body in (COP, SBSTTA)`.

    Raises:
        InvalidFilter: it cannot be read; the message shows the place.
    """
    parser = _Parser(text, _tokens(text))
    parsed = parser.disjunction(depth=1)
    if not parser.at_end():
        raise parser.expected("'and', 'or' or the end")
    return parsed


def read_filter(given: object) -> Filter | None:
    """A filter as a request gives it: in the short form, as JSON, or not at all (None).

    Raises:
        InvalidFilter: it cannot be read.
    """
    if given is None:
        return None
    return parse_filter(given) if isinstance(given, str) else filter_from_json(given)


def _tokens(text: str) -> list[Token]:
    if len(text) > MAX_LENGTH:
        raise InvalidFilter(
            f"the filter has {len(text):,} characters; at most {MAX_LENGTH:,} are read",
            hint="use 'in' with a list of values, or send the filter as JSON",
        )
    text = text.rstrip()
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text, position, "a field, operator or value")
        kind = str(match.lastgroup)
        value = match.group(kind)
        if kind == "quoted":
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        tokens.append(Token(kind, value, match.start(kind)))
        position = match.end()
    return tokens


def _unreadable(text: str, position: int, expected: str) -> InvalidFilter:
    before, after = text[max(0, position - 40) : position], text[position : position + 40]
    return InvalidFilter(
        f"cannot read the filter at «{before}▸{after}»: {expected} was expected",
        hint="write for example: session >= 10 and body in (COP, SBSTTA) and not lang = zh",
    )


class _Parser:
    """Recursive descent over the tokens; one method per rule of the grammar above."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.comparisons = 0

    def disjunction(self, depth: int) -> Filter:
        if depth > MAX_DEPTH:
            raise InvalidFilter(
                f"the filter is nested deeper than {MAX_DEPTH} levels", hint="flatten it"
            )
        parts = [self.conjunction(depth)]
        while self.take_keyword("or"):
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self, depth: int) -> Filter:
        parts = [self.factor(depth)]
        while self.take_keyword("and"):
            parts.append(self.factor(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def factor(self, depth: int) -> Filter:
        if self.take_keyword("not"):
            if depth > MAX_DEPTH:
                raise InvalidFilter(
                    f"the filter is nested deeper than {MAX_DEPTH} levels", hint="flatten it"
                )
            return Not(self.factor(depth + 1))
        if self.take_mark("("):
            inner = self.disjunction(depth + 1)
            self.require_mark(")")
            return inner
        return self.comparison()

    def comparison(self) -> Filter:
        self.comparisons += 1
        if self.comparisons > MAX_COMPARISONS:
            raise InvalidFilter(
                f"the filter has more than {MAX_COMPARISONS} comparisons",
                hint="use 'in' with a list of values",
            )
        field = self.field()
        negated = self.take_keyword("not")
        if self.take_keyword("exists"):
            return Comparison(field, "exists", (not negated,))
        if self.take_keyword("in"):
            return Comparison(field, "nin" if negated else "in", self.value_list())
        if negated:
            raise self.expected("'in' or 'exists' after 'not'")
        return Comparison(field, self.operator(), (self.value(),))

    def field(self) -> str:
        token = self.peek()
        if token is None or token.kind != "word" or token.is_keyword(*KEYWORDS):
            raise self.expected("a field's name")
        self.position += 1
        return token.text

    def operator(self) -> str:
        token = self.peek()
        if token is not None and token.kind == "sign":
            self.position += 1
            return SIGNS[token.text]
        if token is not None and token.is_keyword(*WORD_OPERATORS):
            self.position += 1
            return token.text.lower()
        raise self.expected("an operator (= != < <= > >= in prefix contains exists)")

    def value_list(self) -> tuple[str | Word, ...]:
        self.require_mark("(")
        values = [self.value()]
        while self.take_mark(","):
            values.append(self.value())
        self.require_mark(")")
        return tuple(values)

    def value(self) -> str | Word:
        token = self.peek()
        if token is None or token.kind not in ("word", "quoted"):
            raise self.expected("a value")
        self.position += 1
        return token.text if token.kind == "quoted" else Word(token.text)

    def peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def at_end(self) -> bool:
        return self.position == len(self.tokens)

    def take_keyword(self, word: str) -> bool:
        token = self.peek()
        taken = token is not None and token.is_keyword(word)
        self.position += taken
        return taken

    def take_mark(self, mark: str) -> bool:
        token = self.peek()
        taken = token is not None and token.is_mark(mark)
        self.position += taken
        return taken

    def require_mark(self, mark: str) -> None:
        if not self.take_mark(mark):
            raise self.expected(f"'{mark}'")

    def expected(self, what: str) -> InvalidFilter:
        token = self.peek()
        return _unreadable(self.text, token.start if token else len(self.text), what)
