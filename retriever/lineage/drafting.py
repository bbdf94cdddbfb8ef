"""The verb that governs a paragraph, its own or that of what it is a part of, and its adverb.

Must not compare paragraphs.
"""

from __future__ import annotations

import re

from index.drafting.folding import fold
from index.drafting.openings import INSIDE
from index.drafting.verbs import Verb, opening_verb
from index.model import Passage, PassageKind


def governing_verb(passage: Passage) -> Verb | None:
    """The verb that a paragraph opens with, else the one of its chapeau; None where there is none.

    "(a) To keep a list" below "Requests the Executive Secretary:" is governed by "requests".
    """
    own = opening_verb(passage.text, passage.lang, passage.kind)
    if own is not None:
        return own.verb
    if passage.chapeau and passage.kind is PassageKind.SUBPARAGRAPH:
        above = opening_verb(passage.chapeau, passage.lang, PassageKind.OPERATIVE)
        return None if above is None else above.verb
    return None


def behind_adverb(text: str, lang: str, verb_end: int) -> int:
    """Where an opening ends: behind its verb and an adverb that follows it (*Insta además*).

    Args:
        text: the paragraph.
        lang: BCP 47 tag.
        verb_end: where the verb ends, code points into the text.
    """
    adverb = INSIDE.get(lang.partition("-")[0], "")
    folded = fold(text[verb_end : verb_end + _LONGEST_ADVERB])
    found = re.match(adverb, folded.text)
    return verb_end + (folded.origins[found.end()] if found else 0)


_LONGEST_ADVERB = 40
