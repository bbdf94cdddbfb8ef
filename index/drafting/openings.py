"""What stands around the verbs of drafted paragraphs, in six languages, as patterns.

The bodies that speak, adverbs before and inside a verb, endings, and what joins two verbs. All
match folded text (`folding`). Must not hold verbs: those are in `verbs.tsv`.
"""

from __future__ import annotations

_BODY = {
    "en": r"(?:the (?:[a-z-]+ ){0,3}?(?:conference of the parties|meeting of the parties|assembly"
    r"|conference|council|committee|commission|working group|subsidiary body)"
    r"(?: (?:of|to|on|for|serving)[^.;:,]{0,90})?,? )?",
    "fr": r"(?:(?:la|le|l')\s?(?:conférence(?: des parties)?|réunion des parties|assemblée générale"
    r"|assemblée|conseil[a-zéè' ]{0,30}|comité|commission|groupe de travail"
    r"|organe subsidiaire),? )?",
    "es": r"(?:(?:la|el) (?:conferencia(?: de las partes)?|reunión de las partes|asamblea general"
    r"|asamblea|consejo[a-zéí ]{0,30}|comité|comisión|grupo de trabajo|órgano subsidiario),? )?",
    "ru": r"(?:(?:конференция(?: сторон)?|совещание сторон|генеральная ассамблея|совет[а-я ]{0,30}"
    r"|комитет|комиссия|рабочая группа|вспомогательный орган),? )?",
    "ar": r"(?:ان )?(?:(?:مؤتمر الاطراف|المؤتمر|اجتماع الاطراف|الجمعية العامة|مجلس الامن"
    r"|المجلس|اللجنة|الهيئة|الفريق العامل)[،,]? )?",
    "zh": r"(?:(?:缔约方大会|缔约方会议|联合国大会|大会|理事会|安全理事会|安理会|委员会|工作组"
    r"|附属机构|科咨机构)[，,]?)?",
}
OPENINGS = {
    **_BODY,
    # "Whereas": in Arabic it makes the preamble.
    "ar": _BODY["ar"] + r"(?P<since>و?اذ |و?(?=قد |اقتناعا|رغبة|ادراكا|تصميما))?",
}
ADVERBS = {
    "en": r"(?:also|further|again|once (?:again|more)|furthermore|moreover|likewise|hereby"
    r"|[a-z]{3,}ly|therefore|in addition|in this (?:regard|respect|context|connection)"
    r"|in particular|while),? ",
    "fr": r"(?:également|aussi|en outre|de (?:plus|nouveau)|à nouveau|[a-zàâçèéêîôû]{3,}ment"
    r"|à cet égard|par ailleurs|en particulier),? ",
    "es": r"(?:también|además|asimismo|de nuevo|una vez más|[a-záéíóúñ]{3,}mente"
    r"|a este respecto|a ese respecto|en particular),? ",
    "ru": r"(?:также|далее|вновь|кроме того|особо|глубоко|серьезно|решительно|настоятельно(?! )"
    r"|торжественно|категорически|безоговорочно|самым [а-я]+ образом|должным образом"
    r"|полностью|еще раз|в этой связи|при этом|с (?:[а-я]+(?:им|ой|ей) )?[а-я]+(?:ием|остью)),? ",
    "ar": r"(?:ايضا|كذلك|كما|و?في هذا (?:الصدد|السياق|الشان)[،,]?) ",
    "zh": r"(?:又|还|也|并|且|再次|再|进一步|特别|深切|由衷|诚挚|深为|深感|严重|极为|十分|充分"
    r"|完全|同时|此外|强烈|迫切|郑重|热烈|衷心|因此|并且|仍然|尤其|在这方面|在此方面"
    r"|最?[\u4e00-\u9fff]{1,3}(?<![湿土当各此陆产草林耕旱盆营基场本内])地)[，,]?",
}
INSIDE = {
    "en": r"(?: (?:also|further|again|once again|furthermore|strongly|deep|deepest|profound|sincere"
    r"|warm|heartfelt|grave|great))?",
    "fr": r"(?: (?:également|aussi|en outre|de nouveau|par ailleurs|de plus|vivement|à nouveau))?",
    "es": r"(?: (?:también|además|asimismo|nuevamente|de nuevo))?",
    "ru": r"(?: (?:также|далее|вновь))?",
    "ar": r"(?: (?:ايضا|كذلك))?",
    "zh": r"(?:衷心|由衷|诚挚|深切|深深|高度|严重|极大)?的?",
}
EMBRACED = {
    "en": r"(?: (?!(?:of|for|at|that|to|the|about|over|in|by|with)\b)[a-z-]+){0,4}",
    "fr": r"(?: (?!(?:de|du|des|à|au|aux|que|pour|par|dans|devant|le|la|les)\b)[\w'-]+){0,4}",
    "es": r"(?: (?!(?:de|del|a|al|que|por|para|con|en|la|el|los|las)\b)\w+){0,4}",
    "ru": r"(?: (?!(?:в|о|об|по|за|с|к|на|что|для)\b)\w+){0,4}",
    "ar": r"(?: \w+){0,2}",
    "zh": r"[^，。；,;]{1,60}?",
}
"""What "…" stands for in a phrase of the table: adjectives, in Chinese also what is spoken of."""

INFLECTED = r"(?:e|es|s|a|as|o|os|x|se|ses|ая|а|о|ы|ую|ное|ные|на|но|ны|ный|ная|ой)?"
PRONOUN_OF_ARABIC = "[يتن]"
ASKS = "请"
JOINERS = {
    "en": r"(?:,|;)? and ",
    "fr": r"(?:,|;)? et ",
    "es": r"(?:,|;)? [ye] ",
    "ru": r"(?:,|;)? и ",
    "ar": r"[،؛]? و",
    "zh": r"(?:，|；|,|;)?(?:并且|并|和|以及|且|同时)|，",
}
