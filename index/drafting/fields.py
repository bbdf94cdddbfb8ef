"""The metadata of drafted text: its verb, strength, stance, addressees and status.

Says what text and document tell; what the document's metadata says stands, but for a status: it
makes no agreed language of drafts, suggestions and words in brackets. Must not store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.drafting.formulation import Formulation, read_formulation
from index.drafting.suggestions import is_suggestion
from index.drafting.verbs import Stance
from index.fields import FieldType
from index.identity import work_symbol
from index.model import Document, Metadata, MetadataValue, Passage, PassageKind
from index.sentences import split_sentences
from index.symbols import parse_symbol
from index.symbols.kinds import ADOPTED as ADOPTED_KINDS

DRAFTED_FIELDS: Mapping[str, FieldType] = {
    "verb": "string",
    "strength": "number",
    "stance": "string",
    "addressees": "list",
    "status": "string",
}
"""The fields that drafted text can have, with their types."""

ADOPTED, DRAFT, BRACKETED = "adopted", "draft", "bracketed"
"""What a text can be told to be; "recalled" and "superseded" only its metadata can say."""

DRAFT_KINDS = (PassageKind.DRAFT_PREAMBULAR, PassageKind.DRAFT_OPERATIVE)
"""What nobody has agreed to, whatever is said of its document."""

_DRAFTED_KINDS = (*DRAFT_KINDS, PassageKind.PREAMBULAR, PassageKind.OPERATIVE)
_DRAFT_SERIES = frozenset({"L", "CRP", "DR", "PROP", "WP"})
_DRAFT_HEADING = re.compile(
    r"draft (?:decision|resolution|recommendation)|projets? de (?:décision|résolution|recommanda)"
    r"|proyectos? de (?:decisi|resoluci|recomenda)|проект[а-я]{0,3} (?:решени|резолюци|рекоменд)"
    r"|مشاريع? (?:ال)?(?:مقرر|قرار|توصي)|مشروع (?:ال)?(?:مقرر|قرار|توصي)"
    r"|(?:决定|决议|建议)草案",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[［【]([^\[\]［］【】]{1,2000})[\]］】]")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3400-\u4dbf\u4e00-\u9fff]")
_EDITORS = frozenset({"sic", "原文如此", "так в оригинале"})
_COMMAS, _LISTS = (",", "，", "،", "、"), (":", "：")
_GOES_ON = (*_COMMAS, *_LISTS, ";", "；", "؛")
_LEAST_ASKING = 3  # the ladder's rung from which a verb asks somebody for something


def with_drafted_fields(
    document: Document, passages: Sequence[Passage], types: Mapping[str, FieldType]
) -> list[Metadata]:
    """The metadata of a document's passages with the fields of drafted text among them.

    What the document or a passage has under one of these names stays, and so does a field that has
    another type elsewhere: it is used for something else. Only the status of drafts, suggestions
    and words in brackets is told beside what the document says of itself.

    Args:
        document: the document.
        passages: its passages, in order.
        types: types that fields have in the document and in the rest of the collection.
    """
    free = {
        name
        for name, kind in DRAFTED_FIELDS.items()
        if (name not in document.metadata or name == "status") and types.get(name, kind) == kind
    }
    drafted: dict[str, Metadata] = {}
    drafts: set[str] = set()
    merged: list[Metadata] = []
    for passage in passages:
        fields = _fields_of_words(passage, drafted.get(passage.parent, {}))
        drafted[passage.label] = fields
        is_below = passage.kind is PassageKind.SUBPARAGRAPH and passage.parent in drafts
        if is_below or _is_draft(document, passage, is_drafted=bool(fields)):
            drafts.add(passage.label)
        status = _status(
            document, passage, is_drafted=bool(fields), is_draft=passage.label in drafts
        )
        found = {**fields, **({"status": status} if status else {})}
        added = {name: value for name, value in found.items() if name in free}
        merged.append({**added, **passage.metadata} if added else passage.metadata)
    return merged


def _fields_of_words(passage: Passage, of_parent: Metadata) -> Metadata:
    """Verb, strength, stance, addressees; a sub-paragraph without a verb has its parent's."""
    formulation = _formulation(passage)
    if formulation is None:
        return of_parent if passage.kind is PassageKind.SUBPARAGRAPH else {}
    first = formulation.verbs[0]
    fields: dict[str, MetadataValue] = {
        "verb": first.verb.key,
        "strength": first.verb.strength,
        "stance": str(first.stance),
    }
    if formulation.addressees:
        fields["addressees"] = formulation.addressees
    return fields


def _formulation(passage: Passage) -> Formulation | None:
    """A passage taken apart; None where it is not drafted."""
    text, kind = passage.text, passage.kind
    if kind in _DRAFTED_KINDS:
        found = read_formulation(text, passage.lang, kind)
        return found if found.verbs else None
    plain = read_formulation(text, passage.lang)
    if not plain.verbs or _is_reported(text, passage.lang, plain):
        return None
    is_operative = plain.verbs[0].stance is Stance.OPERATIVE or not passage.printed_label
    if is_operative or text.rstrip()[-1:] in _COMMAS:
        return plain
    return read_formulation(text, passage.lang, PassageKind.OPERATIVE)


def _is_reported(text: str, lang: str, found: Formulation) -> bool:
    """Whether a text opens with a verb of the scheme as reports and sentences do.

    A drafted clause goes on behind its last sign, or is one sentence with a finite verb.
    """
    last = text.rstrip()[-1:]
    if last in _LISTS and lang.startswith("zh"):
        # Chinese has one form for "recognizes that:" and "recognizing this, the group advised:".
        return found.verbs[0].verb.strength < _LEAST_ASKING
    if last in _GOES_ON:
        return False
    if found.verbs[0].stance is Stance.PREAMBULAR:
        return True
    return len(split_sentences(text, lang)) > 1


def _is_draft(document: Document, passage: Passage, *, is_drafted: bool) -> bool:
    """Whether its kind, its headings or what governs it make a draft or a suggestion of it."""
    if passage.kind in DRAFT_KINDS:
        return True
    if is_drafted and any(map(_DRAFT_HEADING.search, passage.section_path)):
        return True
    # What a body adopted is its own, and what it recommends in it is adopted, too.
    return not _is_of_adopted_kind(document, passage) and is_suggestion(passage)


def _status(document: Document, passage: Passage, *, is_drafted: bool, is_draft: bool) -> str:
    """What kind, headings, governing words and square brackets say.

    "" for nothing, and where what the document says of itself stands.
    """
    symbol = parse_symbol(work_symbol(document, passage))
    of_draft = symbol is not None and symbol.series in _DRAFT_SERIES
    is_adopted = _is_of_adopted_kind(document, passage)
    is_said = "status" in document.metadata
    is_something = is_drafted or is_draft or of_draft or is_adopted or is_said
    if is_something and has_bracketed_words(passage.text):
        return BRACKETED
    if is_draft:
        return DRAFT
    if is_said:
        return ""
    if of_draft:
        return DRAFT
    return ADOPTED if is_adopted else ""


def _is_of_adopted_kind(document: Document, passage: Passage) -> bool:
    """Whether its symbol is one of what bodies adopt."""
    symbol = parse_symbol(work_symbol(document, passage))
    return symbol is not None and symbol.kind in ADOPTED_KINDS


def has_bracketed_words(text: str) -> bool:
    """Whether square brackets stand round words: text that is not agreed."""
    return any(True for _ in bracketed_words(text))


def bracketed_words(text: str) -> Iterator[str]:
    """What stands in square brackets, editors' marks and numbers of notes left out."""
    for match in _BRACKETS.finditer(text):
        words = match[1].strip()
        if _LETTERS.search(words) and words.casefold() not in _EDITORS:
            yield words
