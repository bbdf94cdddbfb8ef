"""Front matter of a Markdown file: `key: value` lines between two `---` lines at the top.

Must not read anything else of Markdown, nor more of YAML than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import InvalidMetadata
from index.model import Metadata
from index.reading.metadata import parse_metadata_option

_FENCE = "---"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a Markdown text.

    Attributes:
        metadata: its fields.
        line_count: how many lines it takes, fences included; 0 where there is none.
    """

    metadata: Metadata
    line_count: int


def read_front_matter(raw: Sequence[str], *, name: str) -> FrontMatter:
    """Reads the front matter of a Markdown file; lines that are no `key: value` make it none.

    Raises:
        InvalidMetadata: a value does not fit its field; the message names the line.
    """
    if not raw or raw[0].rstrip() != _FENCE:
        return FrontMatter({}, 0)
    end = next((i for i, line in enumerate(raw[1:_LONGEST], 1) if line.rstrip() == _FENCE), None)
    filled = [(i, line) for i, line in enumerate(raw[1:end], 2) if line.strip()] if end else []
    if end is None or not all(_is_field(line) for _, line in filled):
        return FrontMatter({}, 0)
    fields = {}
    for number, line in filled:
        key, _, value = line.partition(":")
        bare = value.strip()
        quoted = len(bare) > 1 and bare[0] == bare[-1] == "'"
        option = f'{key.strip()}="{bare[1:-1]}"' if quoted else f"{key.strip()}={bare}"
        try:
            field, typed = parse_metadata_option(option)
        except InvalidMetadata as error:
            raise InvalidMetadata(
                f"{name}, line {number}: {error.message}", hint=error.hint
            ) from error
        fields[field] = typed
    return FrontMatter(fields, end + 1)


def _is_field(line: str) -> bool:
    key, colon, _ = line.partition(":")
    return bool(colon) and key.strip().replace("-", "_").isidentifier()
