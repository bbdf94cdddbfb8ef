"""Who speaks in a draft ("The Conference of the Parties,") and how its clauses open.

Must not number anything; it only says what one line looks like.
"""

from __future__ import annotations

import re

_ENGLISH = (
    r"(?:The\s+)?(?:[A-Z][\w-]*\s+){0,4}?"
    r"(?:Conference of the Parties|Meeting of the Parties|Conference of Parties|General Assembly"
    r"|Security Council|Economic and Social Council|Governing Council|Human Rights Council|Council"
    r"|Governing Body|Executive Board|Subsidiary Body|Plenary|Committee|Commission|Working Group"
    r"|Assembly|Congress)\b[^.;!?\d]{0,200},"
)
_FRENCH = (
    r"(?:La\s+|Le\s+|L['’]\s?)(?:Conférence des Parties|Réunion des Parties|Assemblée|Conseil"
    r"|Organe|Comité|Commission|Groupe de travail|Plénière)\b[^.;!?\d]{0,200},"
)
_SPANISH = (
    r"(?:La|El)\s+(?:Conferencia de las Partes|Reunión de las Partes|Asamblea|Consejo|Órgano"
    r"|Comité|Comisión|Grupo de [Tt]rabajo|Plenario)\b[^.;!?\d]{0,200},"
)
_RUSSIAN = (
    r"(?:Конференция Сторон|Совещание Сторон|Генеральная Ассамблея|Совет(?: Безопасности)?"
    r"|Экономический и Социальный Совет|Вспомогательный орган|Руководящий орган|Комитет|Комиссия"
    r"|(?:Специальная )?[Рр]абочая группа|Пленум)\b[^.;!?\d]{0,200},"
)
_ARABIC = (
    r"(?:إن\s+|إنّ\s+)?(?:مؤتمر الأطراف|اجتماع الأطراف|الجمعية العامة|مجلس|المجلس|الهيئة|اللجنة|لجنة"
    r"|الفريق العامل|جهاز|جمعية)[^.;!?؟؛\d]{0,200}[،,]"
)
_CHINESE = (
    r"[^。；！？\d]{0,60}?(?:缔约方大会|缔约方会议|联合国大会|大会|理事会|安理会|委员会|工作组|咨询机构"
    r"|附属机构|科咨机构|执行机构|全体会议)[，,]"
)
_ACTOR = re.compile("|".join((_ENGLISH, _FRENCH, _SPANISH, _RUSSIAN, _ARABIC, _CHINESE)))
_ACTOR_LIMIT = 320

_ADVERBS = r"(?:(?:Also|Further|Deeply|Gravely|Again|Fully|Keenly|Strongly|Once again)\s+)?"
_PREAMBULAR = re.compile(
    rf"{_ADVERBS}(?:[A-Za-z]{{2,20}}ing\b|Mindful|Aware|Concerned|Alarmed|Convinced|Guided|Conscious"
    r"|Encouraged|Determined|Cognizant|Disturbed|Inspired)"
    r"|[A-ZÀ-Ý][a-zà-ÿ]{2,20}ant\b|Ayant\b|Consciente?\b|Préoccupée?\b|Convaincue?\b|Soucieu|Guidée?\b"
    r"|Profondément|Vivement|Alarmée?\b|Sachant|Encouragée?\b"
    r"|[A-ZÁÉÍÓÚ][a-záéíóúñ]{2,20}(?:ando|iendo)\b|Preocupad|Convencid|Profundamente|Alarmad|Guiad"
    r"|(?i:(?:также |далее |вновь |с \w{4,20} )?"
    r"(?:ссылаясь|напоминая|отмечая|признавая|учитывая|сознавая"
    r"|осознавая|подтверждая|принимая|приветствуя|будучи|подчеркивая|выражая|рассмотрев|изучив|памятуя"
    r"|руководствуясь|исходя|стремясь|желая|заслушав|констатируя|учтя|имея в виду)\b)"
    r"|وإذ|إذ|وقد|إدراكا"
    r"|(?:又|还|也|并|再次|进一步|特别|深为|深感|严重|欣见|充分)*(?:回顾|注意到|认识到|确认|重申|铭记|考虑到"
    r"|关切|深信|审议了|欢迎|强调|承认|赞赏|意识到|忆及|念及|遵循|决心|感谢|表示|顾及|鉴于|欣见|确信|审查了)"
)
_EMPHASIS = "*_ \u00a0[［"
"""What may stand before a name or a clause: marks of emphasis, brackets round text not agreed."""


def is_actor(text: str) -> bool:
    """Whether the line is nothing but the name of a body and a comma."""
    bare = text.strip(_EMPHASIS)
    return len(bare) <= _ACTOR_LIMIT and _ACTOR.fullmatch(bare) is not None


def starts_actor(text: str) -> bool:
    """Whether the line could be the first half of such a name, wrapped."""
    bare = text.lstrip(_EMPHASIS)
    return bool(re.match(r"(?:The|La|Le|El|L['’])\s|إن\s|Конференция|Совещание", bare))


def is_bare_actor(text: str) -> bool:
    """Whether the line is such a name whose comma was left out; only its place can tell."""
    return not is_actor(text) and is_actor(f"{text},")


def name_of_actor(text: str) -> str:
    """The name with its comma, without a bracket that opens before it."""
    return text.lstrip("[［ ")


def opens_preambular(text: str) -> bool:
    """Whether the line opens as a preambular clause does ("Recalling…", "回顾…", "إذ…")."""
    return _PREAMBULAR.match(text.lstrip(_EMPHASIS)) is not None
