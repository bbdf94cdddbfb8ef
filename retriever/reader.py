"""The languages that a reader prefers, and which of some versions that makes the one to show.

Must not know what the versions say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.errors import InvalidParameter

MAX_READER_LANGS = 20
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


def read_langs(tags: Sequence[str]) -> tuple[str, ...]:
    """The languages of a reader, in order of preference, lower case.

    Args:
        tags: BCP 47 tags: "fr", "zh-Hans".

    Raises:
        InvalidParameter: one is no such tag, or there are too many.
    """
    if len(tags) > MAX_READER_LANGS:
        raise InvalidParameter(
            f"reader_langs has {len(tags)} languages; at most {MAX_READER_LANGS} count",
            hint="name those that the reader really reads",
        )
    for tag in tags:
        if not TAG.fullmatch(tag):
            raise InvalidParameter(
                f"reader_langs: «{tag[:40]}» is no language tag",
                hint="write languages as BCP 47 does, for example fr or zh-Hans",
            )
    return tuple(tag.lower() for tag in tags)


def preferred(langs: Sequence[str], reader_langs: Sequence[str]) -> int | None:
    """Which of some versions a reader prefers; None where none is in a language of theirs.

    The tag as a whole is tried before the language that it begins with, so that a reader of
    "zh-Hans" gets that before "zh" or "zh-Hant", but these before another language.

    Args:
        langs: BCP 47 tags of the versions, best version first.
        reader_langs: from `read_langs`.
    """
    spelled = [lang.lower() for lang in langs]
    for wanted in reader_langs:
        if wanted in spelled:
            return spelled.index(wanted)
        for place, lang in enumerate(spelled):
            if lang.split("-")[0] == wanted.split("-")[0]:
                return place
    return None
