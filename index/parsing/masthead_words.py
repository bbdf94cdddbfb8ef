"""The words by which mastheads in six languages are known.

Must not hold anything but patterns.
"""

from __future__ import annotations

import re

BODIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile("|".join(names), re.IGNORECASE))
    for code, names in (
        (
            "CP-MOP",
            (
                "Cartagena Protocol", "Protocole de Cartagena", "Protocolo de Cartagena",
                "Картахенск", "قرطاجنة", "卡塔赫纳",
            ),
        ),
        (
            "NP-MOP",
            (
                "Nagoya Protocol", "Protocole de Nagoya", "Protocolo de Nagoya",
                "Нагойск", "ناغويا", "名古屋议定书",
            ),
        ),
        (
            "SBSTTA",
            (
                "Subsidiary Body on Scientific", "Organe subsidiaire chargé de fournir",
                "Órgano Subsidiario de Asesoramiento", "Вспомогательный орган по научным",
                "الهيئة الفرعية للمشورة", "科学、技术和工艺咨询附属机构", "科咨机构",
            ),
        ),
        (
            "SBI",
            (
                "Subsidiary Body on Implementation", "Organe subsidiaire chargé de l.application",
                "Órgano Subsidiario sobre la Aplicación",
                "Вспомогательный орган по осуществлению", "الهيئة الفرعية للتنفيذ",
                "执行问题附属机构",
            ),
        ),
        (
            "WG-RI",
            (
                "Review of Implementation", "l.examen de l.application",
                "Revisión de la Aplicación", "по обзору осуществления", "باستعراض التنفيذ",
                "审查(?:公约)?执行情况",
            ),
        ),
        (
            "WG8J",
            (
                r"Article 8\s?\(j\)", r"article 8\s?j\)", r"artículo 8\s?j\)", r"стать\w+ 8\s?j\)",
                r"المادة 8\s?\(ي\)", r"第8\s?\(j\)条",
            ),
        ),
        (
            "COP",
            (
                "Conference of the Parties", "Conférence des Parties", "Conferencia de las Partes",
                "Конференци[яи] Сторон", "مؤتمر الأطراف", "缔约方大会", "缔约方会议",
            ),
        ),
        (
            "ECOSOC",
            (
                "Economic and Social Council", "Conseil économique et social",
                "Consejo Económico y Social", "Экономический и Социальный Совет",
                "المجلس الاقتصادي والاجتماعي", "经济及社会理事会",
            ),
        ),
        (
            "SC",
            (
                "Security Council", "Conseil de sécurité", "Consejo de Seguridad",
                "Совет Безопасности", "مجلس الأمن", "安全理事会",
            ),
        ),
        (
            "GA",
            (
                "General Assembly", "Assemblée générale", "Asamblea General",
                "Генеральная Ассамблея", "الجمعية العامة", "大会",
            ),
        ),
    )
)  # fmt: skip
"""Bodies by code, the more special first: a protocol's meeting names the COP as well."""

SYMBOL = re.compile(
    r"(?<![\w/])(?P<symbol>(?:UNEP/)?CBD/[A-Z][A-Z0-9-]*(?:/[A-Za-z0-9.-]+)+"
    r"|(?:A|S|E|UNEP|FCCC|ICCD|WHC)(?:/[A-Za-z0-9.-]+){2,8}"
    r"(?:\s\((?:Sect|Part|Vol)\.\s?\w+\))?)\*?(?![\w/])"
)

AGENDA = re.compile(
    r"item|agenda|ordre du jour|orden del día|(?:programa|tema) .{0,40}provisional|повестк"
    r"|جدول الأعمال|议程",
    re.IGNORECASE,
)
AGENDA_NUMBER = re.compile(
    r"(?:items?|points?|temas?|пункты?|البند|项目|议程)\s*(?:№|no\.?|n°)?\s*\*?\s*"
    r"(?P<number>\d{1,3}(?:\s?[.-]\s?\d{1,2})*(?:\s?\((?:[a-z]|[ء-ي])\))?)",
    re.IGNORECASE,
)

AUTHOR = re.compile(
    r"(?:Notes?|(?:Progress )?Reports?|Submission|Statement)"
    r" (?:by|of|from|submitted by|prepared by) (?:the )?(?:[A-Z]\w+ ){0,2}"
    r"(?:Secretar|Chair|Co-Chair|President|Director|Bureau|Administrator|Rapporteur|Government"
    r"|High Commissioner).{0,120}"
    r"|(?:Note|Rapport|Document) (?:établie?s? par |de la |du |de l['’]|présentée?s? par )\s?"
    r"(?:le |la )?(?:Secrét|Présid|Coprésid|Direct|Bureau|Administrat|Rapport|Gouvern|Haut).{0,120}"
    r"|(?:Nota|Informe|Documento) (?:del |de la |preparad[oa] por |presentad[oa] por )"
    r"(?:el |la )?(?:Secretar|President|Copresident|Direct|Mesa|Administrad|Relator|Gobierno|Alto)"
    r".{0,120}"
    r"|(?:Записка|Доклад|Документ|Подготовлен[оа]?) (?:подготовленн\w+ )?"
    r"(?:Исполнительн|Генеральн|Секретариат|Председател|Сопредседател|Директор).{0,120}"
    r"|(?:مذكرة|تقرير|وثيقة)(?: مقدمة?| أعدها| أعدته)? ?(?:من)? ?"
    r"(?:الأمين|الأمينة|الأمانة|أمين|الرئيس|المدير).{0,120}"
    r"|.{0,30}(?:秘书|秘书长|秘书处|主席|主任|总干事)的?(?:说明|报告)|执行秘书提交的.{0,20}"
)
"""Who wrote a document: an office, so that "Report of the Working Group" stays a title."""

FURNITURE = re.compile(
    r"Distr|Original|ORIGINAL|United Nations|Nations Unies|Naciones Unidas"
    r"|Организация Объединенных Наций|الأمم المتحدة|联合国$|联合国环境规划署$"
    r"|Convention on|Convention sur|Convenio sobre|Конвенци[яи] о|اتفاقية"
    r"|Advance|Unedited|原文|原件"
    r"|Programme des|United Nations Environment|Programa de las",
)
"""Beginnings of lines of a masthead that carry no field of ours and are no title."""

_NOTATION = "|".join(
    (
        "general|limited|restricted|générale|limitée|restreinte|limitada|reservada|общая|ограниченная",
        "english|french|spanish|russian|arabic|chinese|anglais|français|espagnol|russe|arabe|chinois",
        "inglés|francés|español|ruso|árabe|chino|русский|английский|французский|испанский",
        "عام|محدود|عربي|انكليزي|إنكليزي|العربية|الإنكليزية",
        "普遍|限制|中文|英文|法文|西班牙文|俄文|阿拉伯文",
        "only|seulement|uniquement|únicamente|solamente|только|فقط|仅有|只有|original|and|et|e|y|и|و|和",
    )
)
NOTATION = re.compile(
    rf"(?-i:[A-Z]{{2,5}})|(?:(?:{_NOTATION})[\s,:/：،、]*)+",
    re.IGNORECASE,
)
"""Whole lines on distribution and languages, and the sender's initials at the top."""

PLACE_EDGES = re.compile(
    r"^(?:(?:held|celebrad[oa]|tenue|du|from|del?|с|в период с|в|на|于|في|من|le|el|au|on|in|à|en)"
    r"\s+)+"
    r"|(?:\s+(?:du|from|del?|с|de|le|el|on|года|г\.|年|举行))+$",
    re.IGNORECASE,
)
"""Words between a place and its dates."""
