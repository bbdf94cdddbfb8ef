"""The words of the timeline picture, in the six languages. Must not lay anything out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """What the picture says of its own.

    Attributes:
        title: what it shows; `{members}` stands for their number.
        kinds: what each kind of step is called, and "first" for a beginning.
        weaker: the side of the weak verbs.
        stronger: the side of the strong ones.
        undated: in place of a date.
        more: how many are not drawn: `{count}`.
        none: the picture of a text that is like no paragraph.
    """

    title: str
    kinds: Mapping[str, str]
    weaker: str
    stronger: str
    undated: str
    more: str
    none: str


_KINDS = ("first", "repeats", "strengthened", "weakened", "merged", "split", "changed")


def _words(title: str, kinds: str, sides: str, undated: str, more: str, none: str) -> TimelineWords:
    named = dict(zip(_KINDS, kinds.split("|"), strict=True))
    weaker, stronger = sides.split("|")
    return TimelineWords(title, named, weaker, stronger, undated, more, none)


WORDS: Mapping[str, TimelineWords] = {
    "en": _words(
        "Lineage of a formulation: paragraphs {members}",
        "first|repeats|strengthened|weakened|merged|split|changed",
        "weaker|stronger",
        "no date",
        "not drawn: {count}",
        "No paragraph of the collection has this formulation.",
    ),
    "fr": _words(
        "Filiation d'une formulation : paragraphes {members}",
        "première|répétée|renforcée|affaiblie|réunies|scindée|modifiée",
        "plus faible|plus fort",
        "sans date",
        "non représentés : {count}",
        "Aucun paragraphe de la collection n'a cette formulation.",
    ),
    "es": _words(
        "Filiación de una formulación: párrafos {members}",
        "primera|repetida|reforzada|debilitada|fusionadas|dividida|modificada",
        "más débil|más fuerte",
        "sin fecha",
        "no representados: {count}",
        "Ningún párrafo de la colección tiene esta formulación.",
    ),
    "ru": _words(
        "История формулировки: пунктов {members}",
        "впервые|повторено|усилено|ослаблено|объединено|разделено|изменено",
        "слабее|сильнее",
        "без даты",
        "не показано: {count}",
        "Ни один пункт собрания не имеет такой формулировки.",
    ),
    "ar": _words(
        "تسلسل صياغة: عدد الفقرات {members}",
        "أول مرة|مكررة|معززة|مخففة|مدمجة|مقسمة|معدلة",
        "أضعف|أقوى",
        "بلا تاريخ",
        "غير معروضة: {count}",
        "لا توجد في المجموعة فقرة بهذه الصياغة.",
    ),
    "zh": _words(
        "措辞的沿革：段落数 {members}",
        "首次|重复|加强|减弱|合并|拆分|改动",
        "较弱|较强",
        "无日期",
        "未画出：{count}",
        "本集没有采用这一措辞的段落。",
    ),
}


def timeline_words(lang: str) -> TimelineWords:
    """The words in a language, English where it is none of the six."""
    return WORDS.get(lang.partition("-")[0], WORDS["en"])
