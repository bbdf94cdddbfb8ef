"""The texts on which `check_e5_small.py` and `check_multilingual_use.py` compare encoders.

Written for them: six languages in the form of United Nations documents, then what makes tokenizers
disagree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text, a name for it, and whether it is encoded as a query."""

    name: str
    content: str
    is_query: bool


def _texts(language: str, queries: list[str], passages: list[str]) -> list[Text]:
    return [
        *(Text(f"{language} query {n}", text, True) for n, text in enumerate(queries, 1)),
        *(Text(f"{language} passage {n}", text, False) for n, text in enumerate(passages, 1)),
    ]


_ENGLISH = _texts(
    "English",
    [
        "Who pays for monitoring the restored wetlands?",
        "deadline for the sixth national reports",
        "What was agreed on fisheries subsidies?",
    ],
    [
        "The Working Group took note of the report of its Chair and decided to resume its "
        "consideration of agenda item 7 (b) at its fourth meeting.",
        "41. Requests the Executive Secretary, subject to the availability of resources, to "
        "convene two regional workshops on the restoration of coastal ecosystems before June 2019;",
        "(c) Encourages Parties to share their experience through the clearing-house mechanism.",
        "Recalling decision XII/14, paragraphs 3 to 6, and noting with concern that fewer than "
        "half of the Parties have submitted their reports,",
        "The meeting rose at 6.05 p.m.",
        "Table 2. Contributions pledged for the biennium 2021–2022 (in thousands of US dollars)",
    ],
)

_CHINESE = _texts(
    "Chinese",
    ["谁为湿地监测提供资金？", "第六次国家报告的截止日期", "关于渔业补贴达成了什么协议"],
    [
        "工作组注意到主席的报告，并决定在第四次会议上继续审议议程项目7(b)。",
        "41. 请执行秘书在资源允许的情况下，于2019年6月之前举办两次关于恢复沿海生态系统的讲习班；",
        "(c) 鼓励各缔约方通过信息交换机制分享经验。",
        "回顾第XII/14号决定第3至第6段，并关切地注意到不到一半的缔约方提交了报告，",
        "會議於下午六時五分散會。",
        "表2. 2021-2022两年期认捐款项（千美元）",
    ],
)

_FRENCH = _texts(
    "French",
    [
        "Qui finance le suivi des zones humides restaurées ?",
        "date limite des sixièmes rapports nationaux",
    ],
    [
        "Le Groupe de travail a pris note du rapport de sa présidente et a décidé de reprendre "
        "l’examen du point 7 b) de l’ordre du jour à sa quatrième séance.",
        "41. Prie le Secrétaire exécutif, sous réserve des ressources disponibles, d’organiser "
        "deux ateliers régionaux sur la restauration des écosystèmes côtiers avant juin 2019 ;",
        "c) Encourage les Parties à partager leur expérience au moyen du centre d’échange.",
        "La séance est levée à 18 h 5. « Où en est-on ? » demanda le délégué du Cœur-d’Ivoire.",
    ],
)

_SPANISH = _texts(
    "Spanish",
    [
        "¿Quién financia el seguimiento de los humedales restaurados?",
        "plazo de los sextos informes nacionales",
    ],
    [
        "El Grupo de Trabajo tomó nota del informe de su Presidenta y decidió reanudar el examen "
        "del tema 7 b) del programa en su cuarta sesión.",
        "41. Pide al Secretario Ejecutivo que, con sujeción a la disponibilidad de recursos, "
        "organice dos talleres regionales sobre la restauración de ecosistemas costeros;",
        "c) Alienta a las Partes a intercambiar experiencias por el mecanismo de facilitación.",
        "Se levanta la sesión a las 18.05 horas. Año tras año, el nº 3 se aplaza.",
    ],
)

_RUSSIAN = _texts(
    "Russian",
    [
        "Кто оплачивает мониторинг восстановленных водно-болотных угодий?",
        "срок представления шестых национальных докладов",
    ],
    [
        "Рабочая группа приняла к сведению доклад своего Председателя и постановила возобновить "
        "рассмотрение пункта 7 b) повестки дня на своём четвёртом заседании.",
        "41. Просит Исполнительного секретаря при наличии ресурсов провести до июня 2019 года два "
        "региональных семинара по вопросам восстановления прибрежных экосистем;",
        "c) призывает Стороны обмениваться опытом через механизм посредничества.",
        "Заседание закрывается в 18 ч. 05 м. № 3 — «отложить».",
    ],
)

_ARABIC = _texts(
    "Arabic",
    ["من يمول رصد الأراضي الرطبة المستعادة؟", "الموعد النهائي للتقارير الوطنية السادسة"],
    [
        "أحاط الفريق العامل علماً بتقرير رئيسته وقرر استئناف نظره في البند 7 (ب) من جدول الأعمال "
        "في جلسته الرابعة.",
        "٤١- تطلب إلى الأمين التنفيذي، رهناً بتوافر الموارد، أن يعقد حلقتي عمل إقليميتين بشأن "
        "استعادة النظم الإيكولوجية الساحلية قبل حزيران/يونيه ٢٠١٩؛",
        "(ج) تشجع الأطراف على تبادل خبراتها من خلال آلية غرفة تبادل المعلومات.",
        "رفعت الجلسة الساعة ١٨/٠٥.",
    ],
)

_LONG = " ".join(f"{n}. The Committee considered chapter {n} of the report." for n in range(1, 33))
_LONGER = "\n".join(
    f"第{n}段 缔约方大会审议了关于沿海和海洋生物多样性的第{n}章。" for n in range(1, 60)
)

_ODD = [
    Text(name, content, False)
    for name, content in (
        ("full-width", "ＵＮＥＰ／ＣＢＤ／ＣＯＰ／１１／１７，第４１段（ｃ）　二〇一二年"),
        ("half-width katakana", "ｶﾞｲﾄﾞﾗｲﾝ と ガイドライン"),
        ("ligatures", "ﬁnancial eﬀorts, ﬂoods, aﬃliated oﬄine, ĳs, Ǆ, œuvre"),
        ("no-break spaces", "para.\u00a041\u00a0(c), 3\u202f000\u202fha, 10\u2007000"),
        ("zero-width characters", "bio\u200bdiver\u200dsity \u200ftest\u200e \ufeffend\u2060"),
        ("hyphens", "UNEP\u2011CBD\u2011COP, 2011\u20132020, soft\u00adhyphen, minus \u22125"),
        ("Arabic vowel signs", "اِتَّفَقَتِ الأَطْرَافُ عَلَى أَنْ تُقَدِّمَ تَقَارِيرَهَا"),
        ("Arabic presentation forms", "ﻻ ﷲ ﷺ ﺍ\u064bﻷ\u064eﺔ\u0651 ﭐ\u0650ﻟ\u0652"),
        ("Arabic tatweel", "الـــبـــيـــئـــة والتنميـة"),
        ("emoji", "Adopted 🎉🌍 with thanks 👩🏽‍🌾🏳️‍🌈 ❤️ 1️⃣"),
        ("unknown characters", "𓀀𓀁𓀂 a 𒀀 𐍈𐍈 𠮷野家 ꙮꙮꙮ \ue000\ue001"),
        (
            "combining accents",
            "re\u0301union a\u0300 l’e\u0302tranger, n\u0303, u\u0308, й и\u0306",
        ),
        (
            "accents on mapped letters",
            "\ufb01\u0301 \u00a0\u0301 \u00bd\u0302 \u2126\u0308 \u00b4\u0323",
        ),
        ("numerals", "①②③ ⅣⅨⅫ ½¾ x²³ ₂ ㈠㈡ ⑴⑵ 1º 2ª №5 ℃ ㎞²"),
        ("circled and squared", "Ⓐ🅰️ ㊗️ ㍿ ㋀ ℡ ™ ℠"),
        ("compatibility ideographs", "\uf900\ufa0e 更\uf901 \U0002f804 ⼀⽔"),
        ("Hangul", "생물다양성 협약 \u1112\u1161\u11ab\u1100\u116e\u11a8 ㅎㅏㄴ"),
        ("Thai and Devanagari", "อนุสัญญาว่าด้วยน้ำ जैव विविधता सम्मेलन क्षेत्र"),
        ("mathematics", "𝐀𝑥 ≤ 𝟙𝟚, ∑ᵢ xᵢ ≈ √2 · ∞, α→β"),
        ("quotation marks", "“quoted” ‘single’ „unten“ «guillemets» 「括弧」『二重』 ′ ″ …"),
        ("control characters", "a\x01b\x08c\x0bd\x7fe\x85f\x9fg"),
        ("line breaks", "one\ntwo\r\nthree\r\r\nfour\n\n\nfive\u2028six\u2029seven\tend"),
        ("spaces inside", "too    many     spaces   and trailing   "),
        ("leading space", "   indented text"),
        ("empty", ""),
        ("only spaces", "    "),
        ("symbols only", "—–•·¶§†‡※★☆◆□■○●"),
        ("special tokens as text", "<s> not a start </s> <pad><unk> <mask> ▁▁metaspace"),
        ("web address", "https://www.example.org/decisions/cop/?id=13180&lang=zh#para-41_c"),
        (
            "one long word",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 3,
        ),
        ("one letter often", "a" * 300),
        ("long", _LONG),
        ("longer than a window", _LONGER),
    )
]

TEXTS = (*_ENGLISH, *_CHINESE, *_FRENCH, *_SPANISH, *_RUSSIAN, *_ARABIC, *_ODD)
