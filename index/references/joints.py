"""What may stand between a place and the text that it is in, as patterns for folded text.

Those that end in `$` are searched for before a place. Must not say which text is meant.
"""

from __future__ import annotations

import re

from index.references import words

_CLOSE = r"[ )»\"」』》]{0,3}"
DIRECTLY_BEFORE = re.compile(
    rf"{_CLOSE}[,،:]?\s{{0,2}}[(\[]?\s{{0,2}}(?:{words.SEE})?"
    r"(?:(?:in|at|dans|en|в|في)\s{1,2}(?:its\s|the\s|son\s|sa\s|su\s)?|و)?(?:的|中|中的|之)?"
)
OF_WORK = re.compile(
    rf"(?:{words.PART_OF_PLACE}?(?:[,،]?{words.OF}|{words.TO}|\s{{1,2}})"
    rf"|{words.PART_OF_PLACE}[,،]\s{{1,2}}){words.BEFORE_WORK}"
)
AFTER_ANNEX = re.compile(rf"[,،]{words.TO}{words.BEFORE_WORK}")
ANNEX_OF = re.compile(rf"{words.ANNEX}(?:{words.OF}|{words.TO}|\s{{1,2}}){words.BEFORE_WORK}$")
OF_TEXT_WITH_SYMBOL = re.compile(rf"{words.OF_SOMETHING}[^.;:()]{{1,150}}[(]\s{{0,2}}")
OF_SOMETHING = re.compile(rf"{words.OF_SOMETHING}|{words.RUSSIAN_OF_SOMETHING}")
NAMED_IN_WORDS = re.compile(rf"{words.NAMED_IN_WORDS}$")
ABOVE_OR_BELOW = re.compile(words.ABOVE_OR_BELOW)
CHINESE_ABOVE_OR_BELOW = re.compile(rf"{words.CHINESE_ABOVE_OR_BELOW}$")
CHINESE_THIS_ARTICLE = re.compile(rf"{words.CHINESE_THIS_ARTICLE}$")
THIS_ARTICLE = re.compile(words.THIS_ARTICLE)
JOIN = re.compile(rf"{words.PART_OF_PLACE}?{words.JOIN}")
ITS = re.compile(rf"{words.ITS}$")
THEREOF = re.compile(words.THEREOF)
ASIDE = re.compile(rf"[(\[]\s{{0,2}}(?:{words.SEE})?$")
OPENED = re.compile(r"[(\[]\s{0,2}$")
SEEN = re.compile(rf"{words.SEE}(?:the )?$")
OF_OWN_TREATY = re.compile(
    r"\s{1,2}(?:of (?:this|the present)|d[eu] (?:la )?presente?|de(?:l| la) presente|de est[ae]"
    r"|настоящ[а-я]{2,3}|من (?:هذا|هذه))\s"
)
OF_TREATY = re.compile(
    rf"{words.OF_SOMETHING}|\s(?:конвенции|протокола|устава|договора|пакта|соглашения)"
)
CHINESE_ITEM = re.compile(r"第[^段条款]*项")
IBID = re.compile(rf"{words.IBID}$")
SAME_PLACE = re.compile(words.SAME_PARAGRAPH)
