"""Words that say what a symbol is the symbol of: "decision X/20", «пункт 6».

Beside a symbol they tell nothing apart, since every decision is called one. Holds words only;
what they count is said in `words`.
"""

from __future__ import annotations

from functools import lru_cache

from index.analysis import analyze_query

_KIND_WORDS = {
    "en": """decision decisions resolution resolutions recommendation recommendations document
        documents paragraph paragraphs para paras article articles annex symbol""",
    "fr": """décision décisions résolution résolutions recommandation recommandations document
        documents paragraphe paragraphes par article articles annexe""",
    "es": """decisión decisiones resolución resoluciones recomendación recomendaciones documento
        documentos párrafo párrafos párr artículo artículos anexo""",
    "ru": """решение решения решении решению решением решений резолюция резолюции резолюцию
        резолюцией рекомендация рекомендации рекомендацию рекомендацией документ документа
        документе документом пункт пункта пункте пункту пунктом статья статьи статье статью
        приложение приложения приложении""",
    "ar": """قرار قرارات مقرر مقررات توصية توصيات وثيقة وثائق فقرة فقرات مادة مرفق
        القرار القرارات المقرر المقررات التوصية التوصيات الوثيقة الوثائق الفقرة المادة المرفق""",
    "zh": "决定 决议 建议 文件 段 段落 条 条款 附件",
}


@lru_cache(maxsize=1)
def kind_terms() -> frozenset[str]:
    """The terms (`index.analysis`) of these words, in all languages together."""
    return frozenset(
        term
        for lang, words in _KIND_WORDS.items()
        for word in words.split()
        for term in analyze_query(word, lang)
    )
