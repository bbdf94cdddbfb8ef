"""Words whose change changes what a text demands: numbers, negations, modal and operative verbs.

In the six languages of the United Nations. Tells what a token is; must not align or judge. A list
that lacks a word costs a warning, never a verdict: every changed word keeps a quotation from
being exact.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from retriever.verification.tokens import Token, TokenKind, words_of


class Sense(StrEnum):
    """Why a word is sensitive."""

    NUMBER = "number"
    NEGATION = "negation"
    MODAL = "modal"
    VERB = "verb"  # what an operative paragraph does: decides, requests, invites
    LIMIT = "limit"  # all, some, at least, at most, only


@lru_cache(maxsize=1 << 14)
def sense(form: str) -> Sense | None:
    """Why a word is sensitive; None where it is not.

    Args:
        form: the word as it stands, hyphens and case included; Chinese by the word.
    """
    key = form.casefold()
    if any(char.isdigit() for char in key) or _is_number_word(form):
        return Sense.NUMBER
    for kind, words in _WORDS.items():
        if key in words:
            return kind
    if key.endswith("n't") or key in ("cannot", "n'"):
        return Sense.NEGATION
    if "-" in key and not _WORDS[Sense.NEGATION].isdisjoint(key.split("-")):
        return Sense.NEGATION  # non-compliance
    without_and = _ARABIC_AND.sub("", key)
    if without_and != key and without_and in _WORDS[Sense.NEGATION]:
        return Sense.NEGATION
    if _HAN_NEGATION.search(key) and key not in _HAN_NOT_NEGATIVE:
        return Sense.NEGATION
    return None


def is_sensitive(token: Token) -> bool:
    """Whether a token may not be passed over in silence."""
    return token.kind is TokenKind.NUMBER or sense(token.form) is not None


def is_negation(token: Token) -> bool:
    """Whether a token denies."""
    return sense(token.form) is Sense.NEGATION


def negates(one: str, other: str) -> bool:
    """Whether the longer of two words is the shorter with a negative prefix: legal, illegal."""
    plain = sorted((word.casefold().replace("-", "") for word in (one, other)), key=len)
    shorter, longer = plain
    prefix = longer.removesuffix(shorter)
    if prefix == longer or not shorter:
        return False
    if _HAN_NEGATION.fullmatch(prefix):
        return True  # 同, 不同
    return len(shorter) >= _SHORTEST_STEM and prefix in _NEGATIVE_PREFIXES


def turns(word: str) -> bool:
    """Whether a word has an ending that makes another word of it: useless, useful, lead-free."""
    return word.casefold().endswith(("less", "ful", "free"))


_SHORTEST_STEM = 4
_NEGATIVE_PREFIXES = words_of(
    """
    un in im il ir non dis de dé dés des mal anti без бес не ненад غير لا
    """
)


_WORDS: dict[Sense, frozenset[str]] = {
    Sense.NEGATION: words_of(
        """
        not no never none neither nor without unless except nothing nobody nowhere hardly
        ne n' pas non ni jamais aucun aucune sans nul nulle nuls nulles rien guère sauf hormis
        nunca jamás ningún ninguna ninguno ningunos ningunas sin tampoco nada nadie salvo excepto
        не ни нет без никогда никакой никакая никакие никаких никто ничто ничего нельзя кроме
        لا لم لن ليس ليست ليسوا غير عدم دون بدون بلا إلا بغير ألا
        """
    ),
    Sense.MODAL: words_of(
        """
        shall should must may might can could will would ought need needs
        doit doivent devrait devraient devra devront peut peuvent pourrait pourraient pourra
        pourront faut
        debe deben deberá deberán debería deberían puede pueden podrá podrán podría podrían
        должен должна должно должны следует может могут мог могла могло могли надлежит необходимо
        обязан обязана обязаны вправе
        يجب ينبغي يجوز يمكن يتعين سوف قد
        应 应当 应该 必须 须 可 可以 能 能够 会 将 需 需要 得 不得 务必
        """
    ),
    Sense.VERB: words_of(
        """
        decides decided requests requested urges urged invites invited encourages encouraged
        recommends recommended adopts adopted approves approved endorses endorsed reaffirms
        recognizes emphasizes welcomes notes calls
        décide prie demande exhorte engage appelle invite encourage recommande adopte approuve
        réaffirme reconnaît souligne accueille note
        decide pide solicita insta exhorta invita alienta recomienda adopta aprueba reafirma
        reconoce destaca subraya acoge
        постановляет просит настоятельно призывает предлагает рекомендует принимает утверждает
        одобряет подтверждает признает подчеркивает приветствует отмечает поощряет
        يقرر تقرر يطلب تطلب يحث تحث يدعو تدعو يشجع تشجع يوصي توصي يعتمد تعتمد يؤيد تؤيد
        决定 请 要求 敦促 呼吁 吁请 邀请 鼓励 建议 通过 核准 核可 赞同 重申 确认 强调 欢迎 注意到
        """
    ),
    Sense.LIMIT: words_of(
        """
        all some only least most any every each more less fewer minimum maximum before after above
        below increase decrease increased decreased
        tous toutes tout toute seul seulement moins plus minimum maximum avant après certains
        certaines chaque
        todos todas todo toda solo sólo menos más mínimo máximo antes después algunos algunas cada
        все всех всем некоторые некоторых только менее более до после каждый каждая
        جميع كل بعض فقط أقل أكثر قبل بعد
        所有 全部 一些 部分 仅 只 至少 最多 至多 以上 以下 每 之前 之后
        """
    ),
}

_ARABIC_AND = re.compile("^[وفب](?=..)")
_HAN_NEGATION = re.compile("[不没無无未勿毋莫非]")
_HAN_NOT_NEGATIVE = words_of(
    """
    非洲 南非 非常 未来 无论 不仅 不但 不断 不同 莫斯科 莫桑比克 除非 不久 西非 东非 北非 中非
    """
)

# Numbers in words

_HAN_NUMBER = re.compile("第?[〇零一二三四五六七八九十百千万亿两半]+[届次个名项条段年月日天种份]?")
_ROMAN = re.compile("(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER_WORDS = words_of(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions half third quarter thirds
    quarters dozen first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth twentieth twenty-first thirtieth fortieth fiftieth doubled
    tripled twice thrice once
    zéro deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize
    vingt trente quarante cinquante soixante cent cents mille milliard milliards moitié tiers quart
    premier première deuxième troisième quatrième cinquième sixième septième huitième neuvième
    dixième onzième douzième vingtième doublé
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro
    veinticinco treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos
    trescientos mil millón millones mitad tercio tercios cuarto primer primera primero segundo
    segunda tercer tercera quinto quinta sexto sexta séptimo séptima octavo novena noveno décimo
    décima duplicado
    ноль один одна одно одного одной два две двух три трех четыре четырех пять пяти шесть шести
    семь семи восемь восьми девять девяти десять десяти одиннадцать двенадцать тринадцать
    четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать двадцати
    тридцать тридцати сорок сорока пятьдесят шестьдесят семьдесят восемьдесят девяносто сто сотни
    тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиардов половина половины треть
    четверть первый первая первое первого первой второй вторая второе второго третий третья
    третьего третьей четвертый четвертая четвертого пятый пятая пятого шестой седьмой восьмой
    девятый десятый двадцатый удвоилось вдвое
    صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان
    ثماني ثمانية تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين
    سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئتان ألف آلاف ألفان مليون ملايين مليار نصف ثلث
    ثلثان ثلثي ربع أول أولى الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس
    الخامسة السادس السادسة السابع السابعة الثامن الثامنة التاسع التاسعة العاشر العاشرة
    """
)


def _is_number_word(form: str) -> bool:
    if _HAN_NUMBER.fullmatch(form):
        return True
    if _ROMAN.fullmatch(form) and (len(form) > 1 or form in "VX"):
        return True
    key = form.casefold()
    return key in _NUMBER_WORDS or any(part in _NUMBER_WORDS for part in key.split("-"))
