"""The metadata of drafted text: its verb, strength, stance, addressees and status.

Says what text and document tell; what the document's metadata says stands, but for a status: it
makes no agreed language of drafts, suggestions and words in brackets. Must not store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.drafting.folding import fold
from index.drafting.formulation import Formulation, read_formulation
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
# "The Conference of the Parties may wish to …", "recommends that the Conference of the Parties …":
# only a body suggests to a body; what Parties may wish to do stands in adopted guidelines, too.
_BODIES = {
    "en": r"(?:conference of the parties|meeting of the parties|cop|mop|sbstta|sbi|assembly"
    r"|conference|council|committee|commission|working group|subsidiary body|meeting)\b",
    "fr": r"(?:conférence des parties|réunion des parties|cdp|cop|osastt|assemblée|conférence"
    r"|conseil|comité|commission|groupe de travail|organe subsidiaire|réunion)\b",
    "es": r"(?:conferencia de las partes|reunión de las partes|cop|osactt|asamblea|conferencia"
    r"|consejo|comité|comisión|grupo de trabajo|órgano subsidiario|reunión)\b",
    "ru": r"(?:конференци[а-я]{1,3}|совещани[а-я]{1,3}|ассамбле[а-я]{1,3}|совет[а-я]{0,3}|комитет"
    r"[а-я]{0,3}|комисси[а-я]{1,3}|рабоч[а-я]{2,3} групп[а-я]{1,3}"
    r"|вспомогательн[а-я]{2,3} орган[а-я]{0,3})\b",
    "ar": r"(?:مؤتمر الاطراف|المؤتمر|اجتماع الاطراف|الاجتماع|الجمعية العامة|مجلس|المجلس|لجنة|اللجنة"
    r"|هيئة|الهيئة|الفريق العامل)",
    "zh": r"(?:缔约方大会|缔约方会议|大会|理事会|安理会|委员会|工作组|附属机构|科咨机构|执行机构"
    r"|履行机构|会议)",
}
_GAP = r"[^.;:!?]{0,80}?"
_SUGGESTED = {
    lang: re.compile(pattern)
    for lang, pattern in {
        "en": rf"\b{_BODIES['en']}{_GAP}\b(?:(?:may|might)\b[^.;:]{{0,40}}? wish|is invited) to\b"
        rf"|\brecommend(?:s|ed)?\b(?: \w+)?,? (?:that|to) [^.;:]{{0,40}}?\b{_BODIES['en']}",
        "fr": rf"\b{_BODIES['fr']}{_GAP}\b(?:(?:souhaitera|voudra|souhaite|veut)(?:it|nt)?"
        r"(?: \w+)? peut-être|pourrait (?:\w+ )?(?:souhaiter|vouloir)|est invitée? à)"
        rf"|\brecommande\b(?: \w+)?,? (?:que |à )[^.;:]{{0,40}}?\b{_BODIES['fr']}",
        "es": rf"\b{_BODIES['es']}{_GAP}\b(?:(?:tal vez|quizás?|acaso) (?:\w+ )?(?:desee|quiera)"
        r"|(?:podría|pudiera|puede) (?:\w+ )?(?:desear|querer))"
        rf"|\brecomienda\b(?: \w+)?,? (?:que |a )[^.;:]{{0,40}}?\b{_BODIES['es']}",
        "ru": rf"\b{_BODIES['ru']}{_GAP}\b(?:возможно,? (?:\w+ )?(?:пожелает|сочтет)"
        r"|может (?:\w+ )?пожелать|пожелает, возможно)"
        rf"|\bрекомендует\b(?: \w+)?,? (?:чтобы )?(?:[а-я]+ )?{_BODIES['ru']}",
        "ar": rf"قد (?:[يت]رغب|[يت]ود) (?:\w+ )?{_BODIES['ar']}"
        rf"|لعل {_BODIES['ar']}[^.؛:؟]{{0,60}}?(?:[يت]رغب|[يت]ود)"
        rf"|[يت]وصي (?:ايضا )?(?:بان |ان )?(?:[يت]\w+ )?{_BODIES['ar']}",
        "zh": rf"{_BODIES['zh']}[^。；：！？]{{0,20}}?"
        r"(?:不妨|或愿|或许希望|可能(?:希望|愿意|想)|似宜)"
        rf"|建议{_BODIES['zh']}",
    }.items()
}
_MOST_READ = 2_000  # of a text, code points, to tell whether it is a suggestion
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
    return not _is_of_adopted_kind(document, passage) and _is_suggested(passage)


def _is_suggested(passage: Passage) -> bool:
    """Whether what governs a passage, or its first sentence, suggests what a body could say."""
    pattern = _SUGGESTED.get(passage.lang.partition("-")[0])
    if pattern is None:
        return False
    text = passage.text[:_MOST_READ]
    first = next(iter(split_sentences(text, passage.lang)), None)
    opening = text if first is None else text[: first.end]
    return any(pattern.search(fold(one[-_MOST_READ:]).text) for one in (passage.chapeau, opening))


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
