"""Terms of passages and queries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.analysis import ANALYSIS_VERSION, analyze, analyze_name, analyze_query
from index.analysis.arabic import light_stem
from index.analysis.stopwords import STOP_WORDS

Analyse = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("lang", "text", "terms"),
    [
        ("en", "The wetlands of Kenya", ["wetlands", "wetland", "kenya"]),
        ("en", "What the Secretariat's NBSAPs cost", ["secretariat", "nbsap", "cost"]),
        ("en", "WHO asks who", ["who", "asks", "ask"]),
        ("en", "CITES and REDD+", ["cites", "redd+", "redd"]),
        ("en", "U.N. offices", ["un", "offices", "offic"]),
        ("en", "sub-basins", ["sub", "basins", "basin", "subbasins", "subbasin"]),
        ("en", "decision-making", ["decision", "decis", "making", "make"]),
        ("en", "100,000 people", ["100000", "people", "peopl"]),
        ("en", "1.5 metres", ["1.5", "metres", "metr"]),
        ("en", "COP10 2010\u20132020", ["cop10", "cop", "10", "2010", "2020"]),
        ("en", "ＵＮＥＳＣＯ ﬁsh", ["unesco", "fish"]),
        ("fr", "L’accès qu'il offre", ["acces", "offre"]),
        ("fr", "100\u202f000 œuvres, 2,5", ["100000", "oeuvres", "oeuvr", "2.5"]),
        ("es", "¿Qué especies exóticas?", ["especies", "especi", "exoticas", "exot"]),
        ("ru", "Ёлка и ещё озёра", ["елка", "елк", "озера", "озер"]),
        ("ru", "за\u0301мок", ["замок"]),
        ("ar", "الاتفاقيّة", ["الاتفاقيه", "اتفاق"]),
        ("ar", "١٢ في ٢٠١٠", ["12", "2010"]),
        ("zh", "沿海的湿地", ["沿海", "湿地", "2:沿海", "2:海的", "2:的湿", "2:湿地"]),
        ("und", "Wetlands", ["wetlands"]),
        ("xx", "Wetlands of the North", ["wetlands", "of", "the", "north"]),
    ],
)
def test_terms_of_a_passage(lang: str, text: str, terms: list[str]) -> None:
    assert sorted(analyze(text, lang)) == sorted(terms)


@pytest.mark.parametrize("text", ["", " ", "¶ — …", "()", "的了", "\u200b"])
@pytest.mark.parametrize("analysis", [analyze, analyze_query])
def test_nothing_to_find(analysis: Analyse, text: str) -> None:
    assert not [term for term in analysis(text, "zh") if not term.startswith("2:")]


def test_terms_are_repeated_as_often_as_they_occur() -> None:
    assert analyze("Forests feed forests.", "en").count("forests") == 2


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("unesco", {"en": "UNESCO met", "zh": "与UNESCO合作", "ar": "برنامج UNESCO"}),
        ("nbsap", {"en": "their NBSAPs", "zh": "修订NBSAP的指南", "fr": "les NBSAPs"}),
        ("redd+", {"en": "on REDD+.", "zh": "（REDD＋）", "es": "sobre REDD+,"}),
        ("cartagena", {"en": "Cartagena", "fr": "de Cartagena", "zh": "Cartagena议定书"}),
        ("2011", {"en": "in 2011", "zh": "2011年", "ar": "عام ٢٠١١"}),
        ("100000", {"en": "100,000", "fr": "100 000", "es": "100.000", "zh": "100,000人"}),
        ("#10/20", {"en": "decision X/20", "zh": "第X/20号决定", "ar": "المقرر ١٠/٢٠"}),
        ("#cop/11/17", {"en": "UNEP/CBD/COP/11/17", "zh": "见CBD/COP/11/17号文件"}),
        ("#8(j)", {"en": "Article 8(j)", "zh": "第8（j）条", "fr": "8 j)", "ar": "المادة 8 (ي)"}),
    ],
)
def test_names_numbers_and_symbols_are_the_same_in_every_language(
    name: str, texts: dict[str, str]
) -> None:
    for lang, text in texts.items():
        assert name in analyze(text, lang)
        assert name in analyze_query(text, lang)


@pytest.mark.parametrize(
    ("lang", "query", "passage"),
    [
        ("en", "conventions cooperating", "The Convention cooperates"),
        ("en", "cooperation", "co-operation"),
        ("en", "nbsaps", "NBSAP"),
        ("fr", "aires protegees", "les aires protégées"),
        ("fr", "environnement", "l’environnement"),
        ("es", "especie exótica", "las especies exoticas"),
        ("ru", "оценка риска", "руководство по оценке рисков"),
        ("ar", "اتفاقية", "بالاتفاقيات"),
        ("ar", "مؤتمر", "لمؤتمر الأطراف"),
        ("zh", "聯合國教科文組織", "联合国教科文组织"),
        ("zh", "红鹳", "发现了红鹳的栖息地"),
        ("zh", "欧阳漱石", "代表欧阳漱石先生发言"),
    ],
)
def test_another_spelling_finds_the_passage(lang: str, query: str, passage: str) -> None:
    shared = set(analyze_query(query, lang)) & set(analyze(passage, lang))
    assert shared


def test_a_symbol_is_asked_for_whole_and_indexed_with_its_parts() -> None:
    symbol = ["#cbd/cop/11/17", "#cop/11/17"]
    assert analyze_query("UNEP/CBD/COP/11/17", "und") == symbol
    assert analyze("UNEP/CBD/COP/11/17", "und") == [*symbol, "unep", "cbd", "cop", "11", "17"]


def test_words_that_ask_make_no_pairs_in_a_query() -> None:
    terms = analyze_query("会议讨论了什么湿地？", "zh")
    assert {"2:会议", "2:讨论", "2:湿地"} <= set(terms)
    assert not {"2:论了", "2:了什", "2:什么", "2:么湿"} & set(terms)
    assert "2:什么" in analyze("会议讨论了什么湿地？", "zh")


def test_headings_in_capitals_are_words_not_acronyms() -> None:
    heading = analyze("STATUS OF THE PARKS OF AFRICA", "en")
    assert sorted(heading) == sorted(analyze("Status of the parks of Africa", "en"))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والاتفاقيات", "اتفاق"),
        ("الاطراف", "اطراف"),
        ("للدول", "دول"),
        ("بمساعده", "مساعد"),
        ("ورق", "ورق"),
        ("من", "من"),
    ],
)
def test_arabic_light_stem(word: str, stem: str) -> None:
    assert light_stem(word) == stem


@pytest.mark.parametrize(
    "unit", ["a", "a-", "ab-cd.", "7", "100 ", "100 1111 ", "ا", "A.", "l'", "é", "A1/"]
)
def test_a_million_characters_of_data_give_no_monstrous_term(unit: str) -> None:
    """And quadratic analysis would not end in a test's lifetime."""
    terms = analyze(unit * (1_000_000 // len(unit)) + "x", "en")
    assert max(map(len, terms), default=0) <= 300


@pytest.mark.parametrize("lang", sorted(STOP_WORDS))
def test_stop_words_are_spelt_as_they_are_looked_up(lang: str) -> None:
    """A stop word that analysis folds into another spelling would never be recognised."""
    words = STOP_WORDS[lang] if lang != "fr" else {w for w in STOP_WORDS[lang] if len(w) > 1}
    passed = {word for word in words if word in analyze(f"( {word} )", lang)}
    assert passed == set()


def test_the_version_is_a_whole_number() -> None:
    assert ANALYSIS_VERSION >= 1


def test_threads_that_start_together_agree() -> None:
    texts = [f"第{number}次会议审议了生物多样性公约的执行情况" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: analyze(text, "zh"), texts))
    assert together == [analyze(text, "zh") for text in texts]


def test_the_segmenter_loads_silently_and_leaves_no_file(tmp_path: Path) -> None:
    """jieba by itself logs to stderr and writes a cache into the shared temporary folder.

    Nothing is found compiled, so that warnings about its source come as on a first start.
    """
    program = (
        "import sys; from index.analysis import analyze; assert 'jieba' not in sys.modules;"
        "analyze('wetlands', 'en'); assert 'jieba' not in sys.modules;"
        "print(analyze('公约', 'zh'))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", program],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={
            **os.environ,
            "TMPDIR": str(tmp_path),
            "PYTHONPYCACHEPREFIX": str(tmp_path / "none"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    assert done.stdout == "['公约', '2:公约']\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "name", "passage_lang", "passage"),
    [
        ("ru", "Глобальный экологический фонд", "ru", "средства Глобального экологического фонда"),
        ("en", "Aichi Biodiversity Targets", "en", "the first Aichi biodiversity target"),
        ("ar", "منظمة الأغذية والزراعة", "ar", "ومنظمة الأغذية والزراعة"),
        ("zh", "防治荒漠化公约", "zh", "與聯合國防治荒漠化公約秘書處"),
        ("en", "NBSAP", "zh", "修订NBSAPs的指南"),
        ("en", "COP11", "fr", "la COP 11"),
        ("en", "REDD+", "es", "sobre REDD+."),
        ("en", "Article 8(j)", "en", "in Article 8 (j) of the Convention"),
    ],
)
def test_a_passage_has_the_parts_of_a_name_that_it_inflects(
    lang: str, name: str, passage_lang: str, passage: str
) -> None:
    parts = analyze_name(name, lang)
    terms = set(analyze(passage, passage_lang))
    assert parts
    assert all(terms.intersection(part) for part in parts)


def test_parts_of_a_name() -> None:
    assert analyze_name("Parties to the COP11", "en") == [
        ("parties", "parti"),
        ("cop",),
        ("11",),
    ]
    assert analyze_name("湿地公约", "zh") == [("2:湿地",), ("2:地公",), ("2:公约",)]
    assert analyze_name("的", "zh") == analyze_name("of the", "en") == []
