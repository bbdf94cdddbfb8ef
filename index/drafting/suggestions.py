"""Whether a text suggests what a body could say, rather than saying it, in six languages.

"The Conference of the Parties may wish to …", "recommends that the Conference of the Parties …":
only a body suggests to a body; what Parties may wish to do stands in adopted guidelines, too. Must
not look at what a document is.
"""

from __future__ import annotations

import re

from index.drafting.folding import fold
from index.model import Passage
from index.sentences import split_sentences

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


def is_suggestion(passage: Passage) -> bool:
    """Whether what governs a passage, or its first sentence, suggests what a body could say."""
    pattern = _SUGGESTED.get(passage.lang.partition("-")[0])
    if pattern is None:
        return False
    if pattern.search(fold(passage.chapeau[-_MOST_READ:]).text):
        return True
    text = passage.text[:_MOST_READ]
    if not pattern.search(fold(text).text):
        return False  # most paragraphs: their sentences need not be found
    first = next(iter(split_sentences(text, passage.lang)), None)
    return first is None or bool(pattern.search(fold(text[: first.end]).text))
