"""How each of the six languages writes the places of a document: `para. 41 (c)`, `第41(c)段`.

Words and forms only; must not put them together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.parsing import numerals
from index.pinpoints.words import Place


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The words and forms of one language.

    Attributes:
        lang: BCP 47 tag.
        one: how a place is written, by kind; `{}` stands for its number, `{inserted}` for what
            was put behind that, where this stands apart from it: 第8条之二.
        several: how several paragraphs or articles are written, likewise.
        preambular: how a preambular paragraph is written: `{ordinal}`, and in `{rest}` what tells
            it from others of that number.
        ordinal: which one it is, in words or digits.
        annex: writes the number of an annex or appendix.
        inserted: writes what was put between two numbers, given its Latin name: 3 bis, 3之二.
        level: writes a level below a number, given its name and its depth from 0.
        until: between the ends of a range.
        after_work: between a symbol or title and a place in the work.
        after_number: between the number of an adopted text and a place in it.
        within: between a place and one in it.
        adopted: how a text is cited by its number, by what it is; `{}` stands for the number.
    """

    lang: str
    one: Mapping[Place, str]
    several: Mapping[Place, str]
    preambular: str
    ordinal: Callable[[int], str]
    annex: Callable[[str], str]
    inserted: Callable[[str], str]
    level: Callable[[str, int], str]
    until: str
    after_work: str
    after_number: str
    within: str
    adopted: Mapping[str, str]


def house_style(lang: str) -> HouseStyle:
    """The style of a language, the English one for languages that have none here."""
    return STYLES.get(lang.partition("-")[0].lower(), STYLES["en"])


def _words(ordinals: tuple[str, ...], later: Callable[[int], str]) -> Callable[[int], str]:
    """Ordinals in words as far as they go, then in digits."""
    return lambda place: ordinals[place - 1] if 0 < place <= len(ordinals) else later(place)


def _english_ordinal(place: int) -> str:
    teen = place % 100 in (11, 12, 13)
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def _roman(number: str) -> str:
    return numerals.to_roman(int(number)).upper() if number.isdecimal() else number.upper()


def _han(number: str) -> str:
    """A number below a hundred in Chinese numerals: 12 → 十二."""
    if not number.isdecimal() or not 0 < int(number) < 100:
        return number
    tens, ones = divmod(int(number), 10)
    begin = "" if tens == 0 else ("" if tens == 1 else _HAN_DIGITS[tens]) + "十"
    return begin + (_HAN_DIGITS[ones] if ones else "")


_HAN_DIGITS = "〇一二三四五六七八九"
_ARABIC_ANNEXES = (
    *("الأول", "الثاني", "الثالث", "الرابع", "الخامس"),
    *("السادس", "السابع", "الثامن", "التاسع", "العاشر"),
)


def _arabic_annex(number: str) -> str:
    place = int(number) if number.isdecimal() else 0
    return _ARABIC_ANNEXES[place - 1] if 0 < place <= len(_ARABIC_ANNEXES) else number


def _bracketed(level: str, _depth: int) -> str:
    name, again, times = level.partition("~")
    return f" ({name}){again}{times}"


def _close_bracketed(level: str, _depth: int) -> str:
    name, again, times = level.partition("~")
    return f" {name}){again}{times}" if name.isalpha() else f" ({name}){again}{times}"


def _unspaced(level: str, depth: int) -> str:
    return _bracketed(level, depth).lstrip()


def _arabic_level(level: str, depth: int) -> str:
    """A letter by its place, and below it a Roman numeral as a number: (ج) '2'."""
    name, again, times = level.partition("~")
    roman = numerals.roman(name) if set(name) <= set("ivx") else None
    if depth and roman:
        return f" '{roman}'{again}{times}"
    place = numerals.letter(name, numerals.LATIN) if len(name) == 1 else None
    written = numerals.ABJAD[place - 1] if place else name
    return f" ({written}){again}{times}"


def _inserted(*names: str) -> Callable[[str], str]:
    """Writes "bis", "ter", … as the names given."""
    return dict(zip(numerals.INSERTED, names, strict=True)).__getitem__


_LATIN_INSERTED = _inserted(" bis", " ter", " quater", " quinquies")

STYLES: Mapping[str, HouseStyle] = {
    "en": HouseStyle(
        lang="en",
        one={
            Place.PARAGRAPH: "para. {}",
            Place.ARTICLE: "article {}",
            Place.ANNEX: "annex {}",
            Place.APPENDIX: "appendix {}",
            Place.PART: "part {}",
            Place.DRAFT: "draft decision {}",
            Place.DECISION: "decision {}",
        },
        several={Place.PARAGRAPH: "paras. {}", Place.ARTICLE: "articles {}"},
        preambular="{ordinal} preambular para.{rest}",
        ordinal=_words(
            (
                *("first", "second", "third", "fourth", "fifth"),
                *("sixth", "seventh", "eighth", "ninth"),
            ),
            _english_ordinal,
        ),
        annex=_roman,
        inserted=_LATIN_INSERTED,
        level=_bracketed,
        until="–",
        after_work=", ",
        after_number=", ",
        within=", ",
        adopted={
            "decision": "decision {}",
            "resolution": "resolution {}",
            "recommendation": "recommendation {}",
        },
    ),
    "fr": HouseStyle(
        lang="fr",
        one={
            Place.PARAGRAPH: "par. {}",
            Place.ARTICLE: "article {}",
            Place.ANNEX: "annexe {}",
            Place.APPENDIX: "appendice {}",
            Place.PART: "partie {}",
            Place.DRAFT: "projet de décision {}",
            Place.DECISION: "décision {}",
        },
        several={Place.PARAGRAPH: "par. {}", Place.ARTICLE: "articles {}"},
        preambular="{ordinal} alinéa du préambule{rest}",
        ordinal=_words(
            (
                *("premier", "deuxième", "troisième", "quatrième", "cinquième"),
                *("sixième", "septième", "huitième", "neuvième"),
            ),
            lambda place: f"{place}e",
        ),
        annex=_roman,
        inserted=_LATIN_INSERTED,
        level=_close_bracketed,
        until=" à ",
        after_work=", ",
        after_number=", ",
        within=", ",
        adopted={
            "decision": "décision {}",
            "resolution": "résolution {}",
            "recommendation": "recommandation {}",
        },
    ),
    "es": HouseStyle(
        lang="es",
        one={
            Place.PARAGRAPH: "párr. {}",
            Place.ARTICLE: "artículo {}",
            Place.ANNEX: "anexo {}",
            Place.APPENDIX: "apéndice {}",
            Place.PART: "parte {}",
            Place.DRAFT: "proyecto de decisión {}",
            Place.DECISION: "decisión {}",
        },
        several={Place.PARAGRAPH: "párrs. {}", Place.ARTICLE: "artículos {}"},
        preambular="{ordinal} párrafo del preámbulo{rest}",
        ordinal=_words(
            (
                *("primer", "segundo", "tercer", "cuarto", "quinto"),
                *("sexto", "séptimo", "octavo", "noveno"),
            ),
            lambda place: f"{place}.º",
        ),
        annex=_roman,
        inserted=_LATIN_INSERTED,
        level=_close_bracketed,
        until=" a ",
        after_work=", ",
        after_number=", ",
        within=", ",
        adopted={
            "decision": "decisión {}",
            "resolution": "resolución {}",
            "recommendation": "recomendación {}",
        },
    ),
    "ru": HouseStyle(
        lang="ru",
        one={
            Place.PARAGRAPH: "п. {}",
            Place.ARTICLE: "статья {}",
            Place.ANNEX: "приложение {}",
            Place.APPENDIX: "добавление {}",
            Place.PART: "часть {}",
            Place.DRAFT: "проект решения {}",
            Place.DECISION: "решение {}",
        },
        several={Place.PARAGRAPH: "пп. {}", Place.ARTICLE: "статьи {}"},
        preambular="{ordinal} пункт преамбулы{rest}",
        ordinal=_words(
            (
                *("первый", "второй", "третий", "четвертый", "пятый"),
                *("шестой", "седьмой", "восьмой", "девятый"),
            ),
            lambda place: f"{place}-й",
        ),
        annex=_roman,
        inserted=_inserted(" бис", " тер", " кватер", " квинквиес"),
        level=_close_bracketed,
        until="–",
        after_work=", ",
        after_number=", ",
        within=", ",
        adopted={
            "decision": "решение {}",
            "resolution": "резолюция {}",
            "recommendation": "рекомендация {}",
        },
    ),
    "ar": HouseStyle(
        lang="ar",
        one={
            Place.PARAGRAPH: "الفقرة {}",
            Place.ARTICLE: "المادة {}",
            Place.ANNEX: "المرفق {}",
            Place.APPENDIX: "التذييل {}",
            Place.PART: "الجزء {}",
            Place.DRAFT: "مشروع المقرر {}",
            Place.DECISION: "المقرر {}",
        },
        several={Place.PARAGRAPH: "الفقرات {}", Place.ARTICLE: "المواد {}"},
        preambular="الفقرة {ordinal} من الديباجة{rest}",
        ordinal=_words(
            (
                *("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة"),
                *("السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"),
            ),
            str,
        ),
        annex=_arabic_annex,
        inserted=_inserted(" مكررا", " مكررا ثانيا", " مكررا ثالثا", " مكررا رابعا"),
        level=_arabic_level,
        until="-",
        after_work="، ",
        after_number="، ",
        within="، ",
        adopted={
            "decision": "المقرر {}",
            "resolution": "القرار {}",
            "recommendation": "التوصية {}",
        },
    ),
    "zh": HouseStyle(
        lang="zh",
        one={
            Place.PARAGRAPH: "第{}段",
            Place.ARTICLE: "第{}条{inserted}",
            Place.ANNEX: "附件{}",
            Place.APPENDIX: "附录{}",
            Place.PART: "第{}部分",
            Place.DRAFT: "决定草案{}",
            Place.DECISION: "第{}号决定",
        },
        several={Place.PARAGRAPH: "第{}段", Place.ARTICLE: "第{}条"},
        preambular="序言部分第{ordinal}{rest}段",
        ordinal=str,
        annex=_han,
        inserted=_inserted("之二", "之三", "之四", "之五"),
        level=_unspaced,
        until="至",
        after_work="，",
        after_number="",
        within="，",
        adopted={
            "decision": "第{}号决定",
            "resolution": "第{}号决议",
            "recommendation": "第{}号建议",
        },
    ),
}
"""The house styles, by language."""
