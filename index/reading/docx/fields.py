"""Fields: an instruction and the result that stands for it, of which only the result is read.

They may begin in one paragraph and end in another. Must not read the results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r'\s*HYPERLINK\s+"(?P<url>[^"]+)"')
_CONTENTS = re.compile(r"\s*TOC\b")
_LONGEST_CODE = 4000
_OUTERMOST = 8


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    code: str = ""
    in_result: bool = False
    is_contents: bool = False


class Fields:
    """The fields in force, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._in_code = 0

    @property
    def visible(self) -> bool:
        """Whether text is shown here: in no field, or in the result of every one."""
        return not self._in_code

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is in force."""
        return any(item.is_contents for item in self._open[:_OUTERMOST])

    def begin(self) -> None:
        """A field begins with its instruction."""
        self._open.append(_Field())
        self._in_code += 1

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        inner = self._open[-1] if self._open else None
        if inner and not inner.in_result and len(inner.code) < _LONGEST_CODE:
            inner.code = (inner.code + text)[:_LONGEST_CODE]

    def separate(self) -> str:
        """The instruction is over and the result begins; returns the address of a link, or ""."""
        inner = self._open[-1] if self._open else None
        if inner is None or inner.in_result:
            return ""
        inner.in_result = True
        inner.is_contents = bool(_CONTENTS.match(inner.code))
        self._in_code -= 1
        found = _ADDRESS.match(inner.code)
        return found["url"] if found else ""

    def end(self) -> str:
        """The innermost field ends; returns its instruction where it had no result, else ""."""
        if not self._open:
            return ""
        ended = self._open.pop()
        if ended.in_result:
            return ""
        self._in_code -= 1
        return ended.code

    def settle(self) -> None:
        """At the end of a paragraph: an instruction that goes on is a fault, and hides nothing."""
        while self._open and not self._open[-1].in_result:
            self.end()
