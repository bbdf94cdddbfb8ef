"""The words of six languages that name a text, point to one or join two of them.

Patterns for folded text (`folding.fold`): lower case, without accents. Must not find anything.
"""

from __future__ import annotations

from index.model import ReferenceKind

LETTER = r"a-z0-9_\u00df-\u024f\u0400-\u04ff\u0621-\u064a"
WORD_START = rf"(?<![{LETTER}])"
WORD_END = rf"(?![{LETTER}])"

_ARABIC_PREFIX = r"[وف]?[بلك]?(?:ال|ل)?"


def _abbreviated(latin: str, russian: str) -> str:
    """An abbreviation, which only a number makes one; before a year "Dec." is a month."""
    return (
        rf"(?<![/.-])(?:{latin}(?:\.|(?=\s[ivx\d]{{1,7}}/))|{russian}\.)(?!\s{{0,2}}(?:19|20)\d\d/)"
    )


NOUNS = {
    ReferenceKind.DECISION: (
        r"decision(?:es|s)?"
        r"|решени(?:ями|ях|ям|ем|ю|и|е|я|й)"
        rf"|{_ARABIC_PREFIX}مقرر(?:ات|ين|ان|ي|ا)?"
        rf"|{_abbreviated('decs?', 'реш')}"
        r"|决定"
    ),
    ReferenceKind.RESOLUTION: (
        r"resolutions?|resolucion(?:es)?"
        r"|резолюци(?:ями|ях|ям|ей|ю|и|я|й)"
        rf"|{_ARABIC_PREFIX}قرار(?:ات|ين|ان|ي|ا)?"
        rf"|{_abbreviated('ress?', 'рез')}"
        r"|决议"
    ),
    ReferenceKind.RECOMMENDATION: (
        r"recomm[ae]ndations?|recomendacion(?:es)?"
        r"|рекомендаци(?:ями|ях|ям|ей|ю|и|я|й)"
        rf"|{_ARABIC_PREFIX}توصي(?:تين|تان|تي|تا|ات|ة)"
        rf"|{_abbreviated('recs?', 'рек')}"
        r"|建议"
    ),
    ReferenceKind.DOCUMENT: (
        r"documents?|documentos?"
        r"|документ(?:ами|ах|ам|ом|ов|а|у|е|ы)?"
        rf"|{_ARABIC_PREFIX}(?:وثيقة|وثائق|وثيقتين)"
        r"|文件"
    ),
}
"""What numbered and symbolled texts are called, singular and plural.

Arabic has two of a text as well, without its last letter before a body's name: قراري.
"""

LETTERS = {
    **{"\u0430": "a", "\u0432": "b", "\u0441": "c", "\u0435": "e"},  # Cyrillic ones like them
    **{"الف": "a", "باء": "b", "جيم": "c", "دال": "d", "هاء": "e", "واو": "f"},
}
"""Letters of the parts of a decision ("IX/16 A") that are not Latin, and what they stand for."""

# A single text of each kind, as "the present …" and "the same …" call it. Beside documents proper
# stand notes and reports: they too have symbols.
ONE = {
    ReferenceKind.DECISION: (rf"decision|решени(?:ем|ю|и|е|я)|{_ARABIC_PREFIX}مقرر|决定",),
    ReferenceKind.RESOLUTION: (
        rf"resolution|resolucion|резолюци(?:ей|ю|и|я)|{_ARABIC_PREFIX}قرار|决议",
    ),
    ReferenceKind.RECOMMENDATION: (
        r"recomm[ae]ndation|recomendacion|рекомендаци(?:ей|ю|и|я)"
        rf"|{_ARABIC_PREFIX}توصية|建议",
    ),
    ReferenceKind.DOCUMENT: (
        rf"documento?|документ(?:ом|а|у|е)?|{_ARABIC_PREFIX}وثيقة|文件",
        rf"note|nota|записк(?:ой|и|е|у|а)|{_ARABIC_PREFIX}مذكرة|说明",
        rf"report|rapport|informe|доклад(?:ом|а|у|е)?|{_ARABIC_PREFIX}تقرير|报告",
    ),
}

NUMBER_SIGN = r"(?:(?:nos?\.|no\b|n[°º]|num\.|№|رقم)\s{0,2})?"

BODIES = (
    r"(?:general assembly|security council|economic and social council|human rights council"
    r"|conference of the parties|governing (?:council|body)"
    r"|assemblee generale|conseil de securite|conference des parties"
    r"|asamblea general|consejo de seguridad|conferencia de las partes"
    r"|генеральной ассамблеи|совета безопасности|конференции сторон"
    r"|الجمعية العامة|مجلس الامن|مؤتمر الاطراف|المجلس الاقتصادي والاجتماعي"
    r"|缔约方大会|大会|安全理事会|经济及社会理事会)"
)
"""Bodies whose name may stand between the word for a text and its number."""

OF_BODY = rf"(?:\s{{1,2}}(?:of the |of |de la |de l'|del |des )?{BODIES}|(?<=议|定){BODIES})?"

JOIN = (
    r"(?:\s{0,2}[,،、]\s{0,2}(?:(?:and|or|et|ou|y|e|o|u|и|или)\s{1,2}|و\s?|和|及)?"
    r"|\s{1,2}(?:and|or|et|ou|y|e|o|u|и|или|to|through|a|по|до|او|الى)\s{1,2}"
    r"|\s{0,2}و\s{0,2}|\s?(?:以及|和|及|与|或|至)\s?|\s{0,1}-\s{0,1})"
)
"""What stands between two members of a list or the ends of a range."""

OWN = {
    "before": (
        r"(?:the|la|le|el|del|du|au|al)\s{1,2}presente?\s{1,2}"
        r"|настоящ(?:его|ему|ем|им|ее|ей|ую|ая|ий)\s{1,2}"
        r"|(?<![日基根样成资版文原剧标课书副])本(?:项|份)?"
        r"|[وفبل]?هذ(?:ا|ه)\s{1,2}"
    ),
    "after": r"\s{1,2}الحالية?",
}
"""Around the word for a text: the one in which these words stand."""

THIS = r"this\s{1,2}|est[ae]\s{1,2}"
"""Before the word for a text: this one, or the one that was spoken of."""

EARLIER = {
    "before": (
        r"(?:the\s{1,2})?(?:same|said|aforementioned|above-?mentioned|latter)\s{1,2}|that\s{1,2}"
        r"|l[ae]\s{1,2}meme\s{1,2}|l(?:a|e)dite?\s{1,2}|ledit\s{1,2}|dudit\s{1,2}"
        r"|ce(?:tte|t)?\s{1,2}(?:meme\s{1,2}|derniere\s{1,2})?"
        r"|(?:la|el)\s{1,2}(?:mism|citad|mencionad|referid)[ao]\s{1,2}"
        r"|del\s{1,2}mismo\s{1,2}|dich[ao]\s{1,2}|es[ae]\s{1,2}"
        r"|т(?:ого|ому|ом|ем|ой|о|а|у)\s{1,2}же\s{1,2}(?:само(?:м|го|й)\s{1,2})?"
        r"|эт(?:ого|ому|ом|им|ой|о|а|у)\s{1,2}"
        r"|(?:выше)?(?:указанн|упомянут)[а-я]{2,3}\s{1,2}|данн(?:ого|ому|ом|ым|ой|ое|ую|ая)\s{1,2}"
        r"|[وفبل]?(?:نفس|ذات|ذلك|تلك)\s{1,2}"
        r"|(?:同一|上述|这一|该|这|(?<![为因对就由据在如至从])此)(?:项|份|个)?"
    ),
    "after": r"\s{1,2}(?:نفسها?|ذاتها?|المذكورة?|المشار اليها?)",
}
"""Around the word for a text: one that was named before."""

LOOSE = {
    "before": r"(?:the|la|le|el|du|del|au|al)\s{1,2}|(?=[وف]?[بلك]?ال)",
    "after": (
        rf"(?!\s{{1,2}}(?:n[°oº.]|no\.|\d|[ivx]+/|on|of|for|adopted|sur|relative|portant|de|du|d'"
        rf"|sobre|relativ|aprobad|adopte|بشان|رقم|المتعلق|الصادر|{BODIES}|[{LETTER}]+/))"
    ),
}
"""Around the word for a text: one that was named before, if a place in it is named."""

SAME_PARAGRAPH = (
    rf"{WORD_START}(?:(?:{EARLIER['before']})"
    r"(?:paragraphe?|parrafo|пункт(?:ом|а|у|е)?|(?:ال)?فقرة|段落|段(?![时路期距历]))"
    rf"{WORD_END}|(?:ال|لل)فقرة(?:{EARLIER['after']}){WORD_END}|同段)"
)
"""A paragraph that was named before."""

NOT_A_TEXT = (
    r"(?![-/]|\s?(?:borrador|making|makers?|support|process|tree|草案|汇编|书|者|权|案文|项目)"
    rf"|[{LETTER}])"
)
"""After the word for a text: what makes it part of another word."""

OF = (
    r"\s{0,2}(?:of|in|from|under|contained in|du|des|de la|de las|de los|de l'|de|del|dans|en"
    r"|из|в|من|في)\s{0,2}"
)
"""Between a place in a text and the text."""

OF_SOMETHING = r",?\s{1,2}(?:of|du|des|de|del|de l'|من)(?:\s{1,2}|(?<='))"

RUSSIAN_OF_SOMETHING = (
    r"\s{1,2}(?:[а-я]{2,20}(?:ого|его|ой|ей|ых|их)\s{1,2}){0,3}"
    r"(?:доклад|документ|резолюци|решени|деклараци|программ|план|записк|приложени|повестк"
    r"|рекомендаци|протокол|конвенци|устав|соглашени|пакт|хартии|заявлени|заключени|стратеги)"
)

_ARTICLES = r"(?:(?:the|its|their|this|said|la|le|les|el|los|las|sa|son|su)\s{1,2})"
_NAMES = (
    r"(?:(?:general|assembly|security|council|economic|and|social|human|rights|conference|of|the"
    r"|parties|cop|cms|cites|ramsar|commission|governing|body|meeting|sbstta|unep|cbd|unea|draft"
    r"|subsequent|previous|earlier|united|nations|un|its|operative)\s{1,2})"
)
BEFORE_WORK = rf"(?:{_ARTICLES}|{_NAMES}){{0,8}}"
"""Between `OF` and a text: articles, and the name of who adopted it."""

ANNEX = (
    rf"{WORD_START}(?:(?P<appendix>appendix|appendice|ap[ée]ndice|добавлени(?:ем|е|я|ю|и)"
    r"|[وفبل]?(?:ال|لل)?تذييل)|annexe?|anexo|приложени(?:ем|е|я|ю|и)|[وفبل]?(?:ال|لل)?مرفق)"
)
"""An annex or appendix that has no number."""

PART_OF_PLACE = (
    r"(?:\s{0,2}[,،(]?\s{1,2}(?:the\s|le\s|la\s|el\s)?(?:chapeau|encabezamiento"
    r"|(?:first|second|third|fourth|fifth|last|final) (?:sentence|part)s?"
    r"|(?:premiere|deuxieme|seconde|troisieme|quatrieme|derniere) (?:phrase|partie)"
    r"|(?:primera|segunda|tercera|cuarta|ultima) (?:oracion|frase|parte)"
    r"|вводн(?:ая|ой|ую) част[ьи]"
    r"|(?:перв|втор|трет|четверт|последн)[а-я]{2,3} (?:предложени[а-я]|част[ьи])"
    r"|الجملة (?:الاولى|الثانية|الثالثة|الرابعة|الاخيرة)|العبارة الاستهلالية|الفاتحة)\)?)"
)
"""A part of a paragraph that has no number of its own."""

TO = r"\s{1,2}(?:to|of|a|de|du|к|ل|من|ب)\s{0,2}"

# What stands in a text's name before "paragraph 5" where the text has no number.
NAMED_IN_WORDS = (
    r"(?:(?:决议|决定|报告|文件|宣言|议程|纲领|计划|章程|宪章|公约|议定书|建议|说明|声明|协定|协议"
    r"|战略|准则|结论|备忘录|纪要|摘要|条例|规则|方案|原则)\d{0,2}(?:的|中|内)?"
    r"|》\d{0,2}(?:的|中)?"
    r"|(?:outcome|outcome document|document|report|declaration|agenda|charter|statement|resolution"
    r"|rapport|declaration|declaracion|informe|documento"
    r"|доклад[а-я]{0,2}|документ[а-я]{0,2}|деклараци[а-я]{1,2}"
    r"|التقرير|الوثيقة|الاعلان)\s{0,2}[,،(]?\s{0,2})"
)

SEE = r"(?:see(?: also)?|cf\.?|voir|vease|vid\.|см\.|انظر|参见|见)\s{0,2}"

IBID = r"(?:ibid|op\.? cit|loc\.? cit|там же|同上|المرجع نفسه)\.?\s{0,2}[,،]?\s{0,2}"
"""Before a place: in the text that was named last."""

ITS = (
    rf"(?:{WORD_START}(?:its|whose|son|sa|ses|dont l(?:e|a|es)|sus?|cuy[oa]s?|его|ее)\s{{1,2}}"
    r"|(?<![尤与极])其(?:中)?(?:的)?(?:执行部分)?)"
)
"""Before a place: in the text that was named last."""

THEREOF = (
    r"\s{1,2}(?:thereof|of (?:which|it)|de (?:celle|celui)-ci|котор(?:ого|ой)"
    r"|из(?: операт[а-я]{2,20})? котор(?:ого|ой)"
    r"|(?:de la mism|del mism|de est|de ell)[aeo](?=\s{0,2}(?:[,.;:)]|$)|\s[yeo]\s)"
    rf"|من(?:ه|ها| منطوقه| منطوقها)){WORD_END}"
)
"""After a place: in the text that was named last."""

ABOVE_OR_BELOW = (
    r"\s{0,2}[,(]?\s{0,2}(?:above|below|supra|infra|ci-dessus|ci-dessous|ci-apres|plus haut"
    r"|anterior(?:es)?|mas arriba|mas abajo|precedentes?|siguientes?|выше|ниже|اعلاه|ادناه)"
    + WORD_END
)
"""After a paragraph's number: it is one of this text."""

CHINESE_ABOVE_OR_BELOW = r"(?:上文|下文|以上|以下|上述|前述)(?:的|所述)?\s?"
"""Before a paragraph's number: it is one of this text."""

THIS_ARTICLE = (
    r"\s{0,2}(?:of (?:this|the present) article|du present article"
    r"|de(?:l presente| este| este mismo) articulo|настоящей статьи|من هذه المادة)" + WORD_END
)

CHINESE_THIS_ARTICLE = r"本条(?:之)?"
"""Before a paragraph's number: it is one of the article in which it stands."""
