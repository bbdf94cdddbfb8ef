"""The words of the timeline picture, in the six languages. Must not lay anything out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """What the picture says of its own.

    Attributes:
        titles: what it shows, of one paragraph and of more; `{members}` stands for their number.
        kinds: what each kind of step is called, and "first" for a beginning.
        statuses: what is said of text that is not agreed, and of text that holds no longer.
        weaker: the side of the weak verbs.
        stronger: the side of the strong ones.
        undated: in place of a date.
        more: how many are not drawn: `{count}`.
        none: the picture of a text that is like no paragraph.
    """

    titles: tuple[str, str]
    kinds: Mapping[str, str]
    statuses: Mapping[str, str]
    weaker: str
    stronger: str
    undated: str
    more: str
    none: str

    def title(self, members: int) -> str:
        """What a picture of so many paragraphs shows."""
        one, several = self.titles
        return (one if members == 1 else several).format(members=members)


_KINDS = ("first", "repeats", "strengthened", "weakened", "merged", "split", "changed")
_STATUSES = ("draft", "bracketed", "recalled", "superseded")


def _words(
    titles: str, kinds: str, statuses: str, sides: str, undated: str, more: str, none: str
) -> TimelineWords:
    one, several = titles.split("|")
    weaker, stronger = sides.split("|")
    return TimelineWords(
        titles=(one, several),
        kinds=dict(zip(_KINDS, kinds.split("|"), strict=True)),
        statuses=dict(zip(_STATUSES, statuses.split("|"), strict=True)),
        weaker=weaker,
        stronger=stronger,
        undated=undated,
        more=more,
        none=none,
    )


WORDS: Mapping[str, TimelineWords] = {
    "en": _words(
        "Lineage of a formulation: {members} paragraph"
        "|Lineage of a formulation: {members} paragraphs",
        "first|repeats|strengthened|weakened|merged|split|changed",
        "draft|bracketed|recalled|superseded",
        "weaker|stronger",
        "no date",
        "not drawn: {count}",
        "No paragraph of the collection has this formulation.",
    ),
    "fr": _words(
        "Filiation d'une formulation : {members} paragraphe"
        "|Filiation d'une formulation : {members} paragraphes",
        "première|répétée|renforcée|affaiblie|réunies|scindée|modifiée",
        "projet|entre crochets|texte rappelé|texte remplacé",
        "plus faible|plus fort",
        "sans date",
        "non représentés : {count}",
        "Aucun paragraphe de la collection n'a cette formulation.",
    ),
    "es": _words(
        "Filiación de una formulación: {members} párrafo"
        "|Filiación de una formulación: {members} párrafos",
        "primera|repetida|reforzada|debilitada|fusionadas|dividida|modificada",
        "proyecto|entre corchetes|texto recordado|texto sustituido",
        "más débil|más fuerte",
        "sin fecha",
        "no representados: {count}",
        "Ningún párrafo de la colección tiene esta formulación.",
    ),
    "ru": _words(
        "История формулировки (пунктов: {members})|История формулировки (пунктов: {members})",
        "впервые|повторено|усилено|ослаблено|объединено|разделено|изменено",
        "проект|в скобках|отозвано|заменено",
        "слабее|сильнее",
        "без даты",
        "не показано: {count}",
        "Ни один пункт собрания не имеет такой формулировки.",
    ),
    "ar": _words(
        "تسلسل صياغة (فقرة واحدة)|تسلسل صياغة (عدد الفقرات: {members})",
        "أول مرة|مكررة|معززة|مخففة|مدمجة|مقسمة|معدلة",
        "مشروع|بين أقواس معقوفة|نص مُلغى|حل محله غيره",
        "أضعف|أقوى",
        "بلا تاريخ",
        "غير معروضة: {count}",
        "لا توجد في المجموعة فقرة بهذه الصياغة.",
    ),
    "zh": _words(
        "一种措辞的沿革（{members}个段落）|一种措辞的沿革（{members}个段落）",
        "首次|重复|加强|减弱|合并|拆分|改动",
        "草案|带方括号|已撤回|已被取代",
        "较弱|较强",
        "无日期",
        "未画出：{count}",
        "本集没有采用这一措辞的段落。",
    ),
}


def timeline_words(lang: str) -> TimelineWords:
    """The words in a language, English where it is none of the six."""
    return WORDS.get(lang.partition("-")[0], WORDS["en"])
