"""The words by which texts in the six languages name numbered places, as patterns.

Patterns are for text folded by `index.pinpoints` and ignore case. Must not know how such words
combine: that is the grammar's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Place(StrEnum):
    """A kind of numbered place."""

    ITEM = "item"  # a sub-paragraph named apart: "subparagraph (c)"
    PARAGRAPH = "paragraph"
    PREAMBULAR = "preambular"
    ARTICLE = "article"
    PART = "part"
    DRAFT = "draft"
    ANNEX = "annex"
    APPENDIX = "appendix"
    DECISION = "decision"


ANNEXED = (Place.ANNEX, Place.APPENDIX)
"""What follows a text, with or without a number."""

LABEL_PREFIX: Mapping[Place, str] = {
    Place.ITEM: "",
    Place.PARAGRAPH: "",
    Place.PREAMBULAR: "pp",
    Place.ARTICLE: "art-",
    Place.PART: "part-",
    Place.DRAFT: "draft-",
    Place.ANNEX: "annex-",
    Place.APPENDIX: "appendix-",
    Place.DECISION: "decision-",
}
"""What stands before its number in a label."""


def loose(pattern: str) -> str:
    """A pattern in which an accent may be missing or a character of its own."""
    for accented, plain, mark in (
        ("á", "a", "\u0301"),
        ("à", "a", "\u0300"),
        ("é", "e", "\u0301"),
        ("è", "e", "\u0300"),
        ("í", "i", "\u0301"),
        ("ó", "o", "\u0301"),
    ):
        pattern = pattern.replace(accented, f"(?:{accented}|{plain}{mark}?)")
    return pattern


ONE: Mapping[Place, str] = {
    Place.ITEM: loose(
        r"sub-? ?para(?:graph)?|sous-? ?par(?:agraphe)?|alinéa|apartado|inciso"
        r"|подпункт(?:а|е|у|ом)?|подп"
        # Only before "a)": "et al. (2010)", "Peat Inc. (a)".
        r"|(?:(?<!et )als?|apdos?)(?=\. {0,2}\(?[a-z]{1,4} ?\))|incs?(?=\. {0,2}[a-z]{1,4} ?\))"
    ),
    Place.PARAGRAPH: loose(
        r"(?:(?:operative|draft) )?para(?:graph)?|paragraphe|párr(?:afo)?|par"
        r"|пункт(?:а|е|у|ом)?|п"
    ),
    Place.ARTICLE: loose(r"article|art|artículo|статья|статьи|статье|статью|статьей|ст"),
    Place.ANNEX: r"annexe?|anexo|приложени(?:е|я|ю|и|ем)",
    Place.APPENDIX: loose(r"appendix|appendice|apéndice|добавлени(?:е|я|ю|и|ем)"),
    Place.PART: r"part(?:ie|e)?|част(?:ь|и|ью)",
    Place.DRAFT: loose(
        r"draft (?:decision|resolution|recommendation)"
        r"|projet de (?:décision|résolution|recommandation)"
        r"|proyecto de (?:decisión|resolución|recomendación)"
        r"|проект(?:а|е|у|ом)? (?:решения|резолюции|рекомендации)"
    ),
    Place.DECISION: loose(r"decision|décision|decisión|решени(?:е|я|ю|и|ем)"),
}
"""Names of one place, by kind, in languages that part words by spaces."""

RUSSIAN_ARTICLES = (
    r" {1,3}\d{1,3}(?: ?[a-zа-я]\))?(?:(?: ?, ?| и | или )\d{1,3}(?: ?[a-zа-я]\))?){1,9}"
    r" {1,3}(?:конвенци|протокол|устав|договор|пакт|соглашени|хартии|регламент|настоящ)"
)
"""Numbers of several articles of a treaty."""

SEVERAL: Mapping[Place, str] = {
    Place.ITEM: loose(
        r"sub-? ?para(?:graph)?s|sous-? ?par(?:agraphe)?s|alinéas|apartados|incisos"
        r"|подпункт(?:ы|ов|ах|ам|ами)|подпп"
    ),
    Place.PARAGRAPH: loose(
        r"(?:(?:operative|draft) )?para(?:graph)?s|paragraphes|párr(?:afo)?s|pars"
        r"|пункт(?:ы|ов|ах|ам|ами)|пп"
    ),
    Place.ARTICLE: loose(
        r"articles|arts|artículos|стат(?:ей|ьях|ьям|ьями)|стст"
        # Several, or one in the genitive: "статьи 8 и 15 Конвенции", but "пункт 2 статьи 8".
        rf"|(?<![\d)] )статьи(?={RUSSIAN_ARTICLES})"
    ),
    Place.ANNEX: r"annexe?s|anexos|приложени(?:й|ях|ям|ями)",
    Place.APPENDIX: loose(r"appendi(?:x|c)es|apéndices|добавлени(?:й|ях|ям|ями)"),
}
"""Names of several places, by kind: a list of numbers may follow."""

ARABIC_ONE: Mapping[Place, str] = {
    Place.ITEM: r"(?:ال|لل)?فقرة (?:ال|لل)?فرعية",
    Place.PARAGRAPH: r"(?:ال|لل)?فقرة",
    Place.ARTICLE: r"(?:ال|لل)?مادة",
    Place.ANNEX: r"(?:ال|لل)?(?:مرفق|ملحق)",
    Place.APPENDIX: r"(?:ال|لل)?تذييل",
    Place.PART: r"(?:ال|لل)جزء",
    Place.DRAFT: r"مشروع (?:ال)?(?:مقرر|قرار|توصية)",
    Place.DECISION: r"(?:ال|لل)مقرر",
}

ARABIC_SEVERAL: Mapping[Place, str] = {
    Place.ITEM: r"(?:ال|لل)?فقر(?:ات|تان|تين) (?:ال|لل)?فرعي(?:ة|تان|تين)",
    Place.PARAGRAPH: r"(?:ال|لل)?فقر(?:ات|تان|تين)",
    Place.ARTICLE: r"(?:ال|لل)?(?:مواد|مادتان|مادتين)",
    Place.ANNEX: r"(?:ال|لل)?(?:(?:مرفق|ملحق)(?:ات|ان|ين)|مرافق|ملاحق)",
    Place.APPENDIX: r"(?:ال|لل)?تذييل(?:ات|ان|ين)",
}
"""Conjunctions and prepositions are written together with these, so nothing need part them from
what stands before."""

CHINESE_END: Mapping[str, Place] = {
    "段": Place.PARAGRAPH,
    "款": Place.PARAGRAPH,
    "条": Place.ARTICLE,
    "部分": Place.PART,
    "号决定": Place.DECISION,
    "分段": Place.ITEM,
    "项": Place.ITEM,
}
"""What closes a number that 第 opened."""

FIRST_ARTICLE = r" {1,3}(?:premier|primero)"
"""After "article": the first, which French does not number."""

_AND_WORDS = "(?:and|or|et|ou|y|e|o|и|или)"
_CHINESE_AND = "(?:和|及|以及|与|或)"
AND = (
    rf"(?: {{0,3}}[,;&\u060c\u061b、] {{0,3}}(?:{_AND_WORDS} {{1,3}}|{_CHINESE_AND} ?|(?:و|أو) ?)?"
    rf"| {{0,3}}{_CHINESE_AND} {{0,3}}| {{1,3}}{_AND_WORDS} {{1,3}}| {{1,3}}(?:و|أو) {{0,3}})"
)
"""Between the members of a list."""

UNTIL = loose(
    r"(?: {0,3}(?:[-\u2014]|至|到) {0,3}"
    r"| {1,3}(?:to|through|à|au|aux|a|al|hasta|по|до|إلى|حتى) {1,3})"
)
"""Between the ends of a range."""

OF = loose(
    r" {1,3}(?:of|in|to|de|du|des|del|à|al|из|к|من|في)(?: (?:the|la|las|los|l['\u2019]))?"
    r"(?: {1,3}| ?(?<=['\u2019]))| {1,3}de l['\u2019]| {1,3}(?=стат|приложени|част|пункт)"
)
"""Between a place and a larger one that holds it."""

PREAMBLE = loose(
    r"(?:(?: {1,3}(?:of the|du|del|de la))? {1,3}(?:preamble|préambule|preámbulo|преамбулы)"
    r"| {1,3}من {1,3}(?:ال)?ديباجة)"
)
"""After "paragraph 3": makes it preambular."""

PREAMBULAR_NOUN = loose(
    r"(?:preambular {1,3}para(?:graph)?s?\b\.?"
    r"|(?:para(?:graph)?s?|alinéas?|al\.|paragraphes?|párr(?:afo)?s?\b\.?|пункт\w{0,3}|абзац\w{0,3})"
    rf"{PREAMBLE})"
)
"""After an ordinal: the paragraph of a preamble."""

ORDINALS: tuple[tuple[int, str], ...] = tuple(
    (value, loose(pattern))
    for value, pattern in (
        (1, r"first|premi(?:er|ère)|primero?|перв(?:ый|ого|ом|ому|ым)"),
        (2, r"second|deuxième|segundo|втор(?:ой|ого|ом|ому|ым)"),
        (3, r"third|troisième|tercero?|трет(?:ий|ьего|ьем|ьему|ьим)"),
        (4, r"fourth|quatrième|cuarto|четв[её]рт(?:ый|ого|ом|ому|ым)"),
        (5, r"fifth|cinquième|quinto|пят(?:ый|ого|ом|ому|ым)"),
        (6, r"sixth|sixième|sexto|шест(?:ой|ого|ом|ому|ым)"),
        (7, r"seventh|septième|séptimo|седьм(?:ой|ого|ом|ому|ым)"),
        (8, r"eighth|huitième|octavo|восьм(?:ой|ого|ом|ому|ым)"),
        (9, r"ninth|neuvième|noveno|девят(?:ый|ого|ом|ому|ым)"),
        (10, r"tenth|dixième|décimo|десят(?:ый|ого|ом|ому|ым)"),
    )
)
ORDINAL_NUMBER = (
    r"\d{1,3} ?(?:st|nd|rd|th|ers?|res?|[eè]mes?|es?|\.?[ºª°]|\.[oa]|-?(?:ый|ой|ий|го|й|м))\b"
)

_ARABIC_UNITS = (
    r"الحادية?",  # only before ten and the tens: alone it is الأول
    r"الثانية?",
    r"الثالثة?",
    r"الرابعة?",
    r"الخامسة?",
    r"السادسة?",
    r"السابعة?",
    r"الثامنة?",
    r"التاسعة?",
)
_ARABIC_TENS = tuple(
    f"ال{tens}[وي]ن" for tens in ("عشر", "ثلاث", "[أا]ربع", "خمس", "ست", "سبع", "ثمان", "تسع")
)
ARABIC_ORDINALS: tuple[tuple[int, str], ...] = (
    *(
        (10 * ten + unit, rf"{units} ?و ?{tens}")
        for ten, tens in enumerate(_ARABIC_TENS, 2)
        for unit, units in enumerate(_ARABIC_UNITS, 1)
    ),
    *((10 + unit, rf"{units} عشرة?") for unit, units in enumerate(_ARABIC_UNITS, 1)),
    *((10 * ten, tens) for ten, tens in enumerate(_ARABIC_TENS, 2)),
    (10, r"العاشرة?"),
    (1, r"ال[أا]ول[ىي]?"),
    *((unit, units) for unit, units in enumerate(_ARABIC_UNITS, 1) if unit > 1),
)
"""Up to 99, the longest first: twelfth begins as second does."""
