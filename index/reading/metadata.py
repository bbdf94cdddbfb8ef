"""Metadata that users give: `--meta key=value`, sidecar files, front matter, records of a corpus.

Every value becomes a string, number, boolean, date or list of strings; what cannot is refused.
Must not read files.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date

from index.errors import InvalidMetadata
from index.model import Metadata, MetadataValue
from index.parsing import numerals
from index.parsing.ordinals import session_number
from index.reading.limits import MAX_METADATA_BYTES

STRING_FIELDS = frozenset(
    {
        "symbol",
        "title",
        "body",
        "body_name",
        "session_name",
        "place",
        "agenda_item",
        "author",
        "lang",
    }
)
"""Fields that stay strings even where they look like something else (`agenda_item=5.2`)."""

DATE_FIELDS = frozenset({"date_start", "date_end"})
"""Fields that must be dates."""

SESSION = "session"
"""The field that must be a number; `XI`, `11th meeting` and `第十一届会议` are read as 11."""

_NAME = re.compile(r"[^\W\d][\w.-]{0,63}")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"[+-]?\d{1,15}\.\d{1,15}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGEST_INTEGER = 2**63 - 1
_HINT = "Give key=value, such as symbol=UNEP/CBD/COP/11/17, session=11 or tags=[water, health]."


def parse_metadata_options(options: Iterable[str]) -> dict[str, MetadataValue]:
    """Reads several `key=value` options; a later one wins.

    Raises:
        InvalidMetadata: as `parse_metadata_option`.
    """
    return dict(map(parse_metadata_option, options))


def parse_metadata_option(option: str) -> tuple[str, MetadataValue]:
    """Reads one `key=value`.

    `true` and `false` are booleans; whole and decimal numbers, numbers; `2012-10-08`, a date;
    `[a, b]`, a list of strings; anything else, or anything in double quotes, a string. The fields
    in `STRING_FIELDS` are always strings, those in `DATE_FIELDS` dates, `session` a number.

    Raises:
        InvalidMetadata: there is no `=`, the name is not one, or the value does not fit its field.
    """
    name, equals, value = option.partition("=")
    name = name.strip()
    if not equals:
        raise InvalidMetadata(f'Metadata "{option}" has no "=".', hint=_HINT)
    return name, checked_field(name, _from_text(name, value.strip()))


def metadata_from_json(text: str, *, source: str) -> dict[str, MetadataValue]:
    """Reads a JSON object of metadata (a sidecar file).

    Args:
        text: the JSON.
        source: its name, for messages.

    Raises:
        InvalidMetadata: it is not a JSON object, or holds a value that metadata cannot have.
    """
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidMetadata(
            f"{source} is not JSON: {error}.", hint='Write an object such as {"symbol": "…"}.'
        ) from error
    if not isinstance(loaded, dict):
        raise InvalidMetadata(
            f"{source} holds no JSON object.", hint='Write an object such as {"symbol": "…"}.'
        )
    try:
        return typed_object(loaded)
    except InvalidMetadata as error:
        raise InvalidMetadata(f"{source}: {error.message}", hint=error.hint) from error


def metadata_from_bytes(content: bytes, *, source: str) -> dict[str, MetadataValue]:
    """Reads a sidecar file.

    Raises:
        InvalidMetadata: it is too large, not UTF-8, or no JSON object of metadata.
    """
    if len(content) > MAX_METADATA_BYTES:
        raise InvalidMetadata(
            f"{source} is larger than {MAX_METADATA_BYTES:,} bytes.",
            hint="Keep metadata short; put texts into documents.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidMetadata(f"{source} is not UTF-8.", hint="Save it as UTF-8.") from error
    return metadata_from_json(text, source=source)


def typed_object(loaded: Mapping[str, object]) -> dict[str, MetadataValue]:
    """Types the values of a JSON object; null values are left out.

    Raises:
        InvalidMetadata: a name or value that metadata cannot have.
    """
    return {
        name: checked_field(name, _from_json(name, value))
        for name, value in loaded.items()
        if value is not None
    }


def checked_field(name: str, value: MetadataValue) -> MetadataValue:
    """Checks a field's name and brings a well-known field to its type.

    Raises:
        InvalidMetadata: the name is not one, or the value does not fit the field.
    """
    if not _NAME.fullmatch(name):
        raise InvalidMetadata(
            f'"{name}" is no name for a metadata field.',
            hint="A name begins with a letter and has letters, digits, '_', '.' and '-' only.",
        )
    if not _is_sound(value):
        raise InvalidMetadata(
            f'The value of metadata field "{name}" holds characters that are no text.',
            hint="Check its encoding; metadata is UTF-8.",
        )
    if name == "lang" and not (isinstance(value, str) and _LANGUAGE_TAG.fullmatch(value)):
        raise InvalidMetadata(
            f'Metadata field "lang" is {value!r}, which is no language tag.',
            hint="Write it as en, zh or pt-BR.",
        )
    if name in STRING_FIELDS and not isinstance(value, str):
        return str(value)
    if name in DATE_FIELDS and not isinstance(value, date):
        raise InvalidMetadata(
            f'Metadata field "{name}" is {value!r}, which is no date.',
            hint="Write it as 2012-10-08.",
        )
    return _session(value) if name == SESSION else value


def _session(value: MetadataValue) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        number = numerals.roman(value.strip().lower()) or session_number(value)
        if number:
            return number
    raise InvalidMetadata(
        f'Metadata field "session" is {value!r}, which is no number.', hint="Write session=11."
    )


def _from_text(name: str, value: str) -> MetadataValue:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1]
    if name in STRING_FIELDS:
        return value
    if value.startswith("[") and value.endswith("]"):
        return tuple(item.strip().strip('"') for item in value[1:-1].split(",") if item.strip())
    if value in ("true", "false"):
        return value == "true"
    if _INTEGER.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value):
        return float(value)
    return _date_or_text(value)


def _from_json(name: str, value: object) -> MetadataValue:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= _LARGEST_INTEGER:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str):
        return value if name in STRING_FIELDS else _date_or_text(value)
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return tuple(map(str, value))
    raise InvalidMetadata(
        f'Metadata field "{name}" is none of string, number, boolean, date or list of strings.',
        hint="Flatten nested objects into fields of their own.",
    )


def _date_or_text(value: str) -> MetadataValue:
    if _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _is_sound(value: MetadataValue) -> bool:
    """Whether strings can be written as UTF-8 (no lone surrogates)."""
    strings = value if isinstance(value, tuple) else (value,)
    try:
        for string in strings:
            if isinstance(string, str):
                string.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def merged(*layers: Metadata) -> dict[str, MetadataValue]:
    """Metadata of several sources; the later wins."""
    result: dict[str, MetadataValue] = {}
    for layer in layers:
        result.update(layer)
    return result
