"""Names of concepts are found in any language and form, and bad glossary files are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.analysis import analyze
from index.errors import InvalidSetting, UnreadableFile
from retriever.glossary import Concept, Glossary, Name
from retriever.glossary_files import KINDS, LANGUAGES, LONGEST_NAME, read_concepts, shipped_file
from retriever.glossary_tokens import tokenize


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return Glossary.load()


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    return tmp_path / "own.tsv"


def found(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    """What is named in a text, as (words, key)."""
    return [(text[m.start : m.end], m.concept.key) for m in glossary.find(text)]


def keys(glossary: Glossary, text: str) -> list[str]:
    return [mention.concept.key for mention in glossary.find(text)]


# --- names across languages


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CITES", "cites"),
        ("СИТЕС", "cites"),
        ("سايتس", "cites"),
        ("濒危物种贸易公约", "cites"),
        ("FAO", "fao"),
        ("ФАО", "fao"),
        ("الفاو", "fao"),
        ("粮农组织", "fao"),
        ("OMS", "who"),
        ("ВОЗ", "who"),
        ("世卫组织", "who"),
        ("PNUE", "unep"),
        ("PNUMA", "unep"),
        ("ЮНЕП", "unep"),
        ("规划署", "unep"),
        ("OMC", "wto"),
        ("ВТО", "wto"),
        ("UICN", "iucn"),
        ("МСОП", "iucn"),
        ("自然保护联盟", "iucn"),
        ("FMAM", "gef"),
        ("ГЭФ", "gef"),
        ("CDB", "cbd"),
        ("КБР", "cbd"),
        ("CCNUCC", "unfccc"),
        ("РКИКООН", "unfccc"),
        ("CNULD", "unccd"),
        ("КБОООН", "unccd"),
        ("OSASTT", "sbstta"),
        ("OSACTT", "sbstta"),
        ("ВОНТТК", "sbstta"),
        ("科咨机构", "sbstta"),
        ("SPANB", "nbsap"),
        ("EPANB", "nbsap"),
        ("НСПДСБ", "nbsap"),
        ("СВОД+", "redd"),
        ("降排＋", "redd"),
        ("TIRPAA", "itpgrfa"),
        ("植保公约", "ippc"),
        ("CNULCD", "unccd"),
        ("防治荒漠化公约", "unccd"),
        ("粮食和农业植物遗传资源国际公约", "itpgrfa"),
        ("TIRFAA", "itpgrfa"),
        ("贸发会议", "unctad"),
        ("OPS", "paho"),
        ("泛美卫生组织", "paho"),
        ("ODD", "sdg"),
        ("FANFC", "stdf"),
        ("标准和贸易发展基金", "stdf"),
        ("СПМРХВ", "saicm"),
        ("仙台框架", "sendai-framework"),
        ("КОМИФАК", "comifac"),
    ],
)
def test_a_name_in_any_language_finds_its_concept(shipped: Glossary, name: str, key: str) -> None:
    assert found(shipped, name) == [(name, key)]


def test_a_mention_carries_the_names_in_all_languages(shipped: Glossary) -> None:
    (mention,) = shipped.find("что решила СИТЕС?")
    assert (mention.start, mention.end) == (11, 16)
    assert Name("濒危物种贸易公约", "zh") in mention.concept.names
    assert mention.concept.names[0] == Name(
        "Convention on International Trade in Endangered Species of Wild Fauna and Flora", "en"
    )


# --- the longest name wins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联合国气候变化框架公约秘书处", [("联合国气候变化框架公约", "unfccc")]),
        ("与气候公约合作", [("气候公约", "unfccc")]),
        ("欧洲环境署和环境署", [("欧洲环境署", "eea"), ("环境署", "unep")]),
        ("REDD+ and REDD", [("REDD+", "redd"), ("REDD", "redd")]),
        ("UN-REDD Programme", [("UN-REDD Programme", "un-redd")]),
        (
            "World Heritage Committee, World Heritage Convention",
            [
                ("World Heritage Committee", "world-heritage-committee"),
                ("World Heritage Convention", "whc"),
            ],
        ),
    ],
)
def test_the_longest_name_is_found(
    shipped: Glossary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(shipped, text) == expected


def test_a_longer_name_that_fails_at_the_end_of_the_text_leaves_the_shorter(
    shipped: Glossary,
) -> None:
    assert found(shipped, "the World Bank") == [("World Bank", "worldbank")]
    assert found(shipped, "Food and Agriculture Organization of the United") == [
        ("Food and Agriculture Organization", "fao")
    ]


# --- case, boundaries, spelling


@pytest.mark.parametrize(
    "text",
    [
        "who decides what a cop does, and which report cites it",
        "кто купил воз дров",
        "CITESCO, McFAOx, PREFAO",
        "a global environment. Facility managers",
        "在气候，公约",
    ],
)
def test_what_is_no_name_is_not_found(shipped: Glossary, text: str) -> None:
    assert found(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("convention on biological diversity", "cbd"),
        ("CONVENTION ON BIOLOGICAL DIVERSITY", "cbd"),
        ("convention sur la diversite biologique", "cbd"),
        ("unesco", "unesco"),
        ("Unfccc", "unfccc"),
        ("capacity building", "capacity-building"),
        ("capacity\u2011building", "capacity-building"),
        ("capacity\nbuilding", "capacity-building"),
        ("l\u2019acces et partage des avantages", "abs"),
        ("联合国《气候变化框架公约》", "unfccc"),
        ("生物多樣性公約", "cbd"),
        ("ＣＩＴＥＳ", "cites"),
        ("re\u0301cifs coralliens", "coral-reefs"),
        ("Article 8 (j)", "article-8j"),
        ("第8(j)条", "article-8j"),
        ("COP11", "cop"),
        ("CoP 12", "cop"),
    ],
)
def test_case_accents_hyphens_and_width_make_no_difference(
    shipped: Glossary, text: str, key: str
) -> None:
    assert keys(shipped, text) == [key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("their NBSAPs", "nbsap"),
        ("the NBSAP's", "nbsap"),
        ("MoUs", "mou"),
        ("a Ramsar site, Ramsar sites", "ramsar-sites"),
        ("une aire protégée", "protected-areas"),
        ("las áreas protegidas", "protected-areas"),
        ("в рамках Конвенции о биологическом разнообразии", "cbd"),
        ("Глобальным экологическим фондом", "gef"),
        ("инвазивных чужеродных видов", "ias"),
        ("وباتفاقية التنوع البيولوجي", "cbd"),
        ("لمرفق البيئة العالمية", "gef"),
        ("ومنظمة الأغذية والزراعة", "fao"),
    ],
)
def test_inflected_names_are_found(shipped: Glossary, text: str, key: str) -> None:
    assert set(keys(shipped, text)) == {key}


def test_a_name_within_a_document_symbol_is_no_mention(shipped: Glossary) -> None:
    assert found(shipped, "UNEP/CBD/COP/11/17 of UNEP") == [("UNEP", "unep")]
    assert found(shipped, "FAO/WHO") == [("FAO", "fao"), ("WHO", "who")]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("species", "specie"),
        ("especie", "especies"),
        ("synergy", "synergies"),
        ("régional", "régionaux"),
        ("indicador", "indicadores"),
        ("process", "processes"),
        ("bureau", "bureaux"),
        ("конвенция", "конвенциями"),
        ("международного", "международный"),
        ("اتفاقية", "بالاتفاقية"),
        ("٢٠١١", "2011"),
    ],
)
def test_inflected_words_share_a_key(word: str, other: str) -> None:
    (first,), (second,) = tokenize(word), tokenize(other)
    assert first.key == second.key


@pytest.mark.parametrize(
    ("word", "acronym"),
    [("WHO", "WHO"), ("NBSAPs", "NBSAP"), ("CoP", "CoP"), ("UNESCO", ""), ("Who", ""), ("who", "")],
)
def test_short_words_with_capitals_are_acronyms(word: str, acronym: str) -> None:
    assert [token.acronym for token in tokenize(word)] == [acronym]


def test_a_shared_name_gives_a_mention_of_each_concept() -> None:
    programme = Concept("wfp", (Name("PMA", "es"),))
    countries = Concept("ldc", (Name("PMA", "fr"),))
    mentions = Glossary([programme, countries]).find("PMA")
    assert [(m.start, m.end, m.concept) for m in mentions] == [(0, 3, programme), (0, 3, countries)]


# --- the user's own files


def test_a_users_file_adds_and_replaces_concepts(own_file: Path, shipped: Glossary) -> None:
    own_file.write_text(
        "\ufeffkey\tzh\ten\r\n\r\n# ours\r\n"
        "wetland-fund\t湿地振兴基金\tWetland Revival Fund | WRF\r\n"
        "cites\t\tEndangered Trade Pact\r\n",
        encoding="utf-8",
    )
    glossary = Glossary.load([own_file])
    assert found(glossary, "湿地振兴基金与WRF") == [
        ("湿地振兴基金", "wetland-fund"),
        ("WRF", "wetland-fund"),
    ]
    assert found(glossary, "CITES") == []
    assert found(glossary, "the Endangered Trade Pact") == [("Endangered Trade Pact", "cites")]
    assert len(glossary.concepts) == len(shipped.concepts) + 1


def test_a_later_file_wins_over_an_earlier(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.tsv").write_text(f"key\ten\nx\tName Number {number}\n")
    glossary = Glossary.load([tmp_path / "1.tsv", tmp_path / "2.tsv"])
    assert keys(glossary, "Name Number 1") == []
    assert keys(glossary, "Name Number 2") == ["x"]


@pytest.mark.parametrize(
    ("content", "line", "fault"),
    [
        ("", 1, "does not name a column «key»"),
        ("fao\tFood and Agriculture\n", 1, "does not name a column «key»"),
        ("key\tenglish\n", 1, "the column «english» is not one of"),
        ("key\ten\ten\n", 1, "names a column twice"),
        ("key\tkind\n", 1, "names no language"),
        ("key\ten\nfao\tFAO\tONU\n", 2, "more cells than columns; the first is «ONU»"),
        ("key\ten\n\n\tFAO\n", 3, "the key is empty"),
        ("key\ten\nfao\tFAO\nfao\tWHO\n", 3, "the key «fao» stands in an earlier line"),
        ("key\tkind\ten\nfao\tthing\tFAO\n", 2, "the kind «thing» is not one of"),
        ("key\ten\nfao\t | \n", 2, "«fao» has no name"),
        ("key\ten\nfao\n", 2, "«fao» has no name"),
        ("key\ten\nfao\tFAO | x+\n", 2, "the name «x+» has fewer than two letters"),
        (f"key\ten\nfao\t{'long ' * 60}\n", 2, f"is longer than {LONGEST_NAME} characters"),
    ],
)
def test_a_malformed_file_is_refused_by_line(
    own_file: Path, content: str, line: int, fault: str
) -> None:
    own_file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidSetting) as raised:
        Glossary.load([own_file])
    assert raised.value.message.startswith(f"the glossary {own_file}, line {line}: ")
    assert fault in raised.value.message
    assert "separated by tabs" in raised.value.hint


def test_a_file_that_is_not_utf8_is_refused_by_line(own_file: Path) -> None:
    own_file.write_bytes("key\tfr\ncdb\tdiversité\n".encode("latin-1"))
    with pytest.raises(UnreadableFile, match="line 2 has the byte 0xe9"):
        Glossary.load([own_file])


def test_a_file_in_utf16_is_refused(own_file: Path) -> None:
    own_file.write_bytes("key\tzh\ncites\t濒危物种公约\n".encode("utf-16"))
    with pytest.raises(UnreadableFile, match="is not UTF-8: line 1 has the byte 0xff"):
        Glossary.load([own_file])


def test_a_name_of_the_users_that_another_concept_has_gives_both(own_file: Path) -> None:
    own_file.write_text("key\ten\nlichen-office\tFAO | Fao | Lichen Office\n", encoding="utf-8")
    glossary = Glossary.load([own_file])
    assert found(glossary, "FAO") == [("FAO", "fao"), ("FAO", "lichen-office")]
    assert keys(glossary, "lichen offices") == ["lichen-office"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.tsv cannot be read"):
        Glossary.load([tmp_path / "absent.tsv"])
    with pytest.raises(UnreadableFile, match="cannot be read"):
        Glossary.load([tmp_path])


# --- the shipped file

SCRIPTS = {
    "en": r"[A-Za-z\u00c0-\u024f]",
    "fr": r"[A-Za-z\u00c0-\u024f]",
    "es": r"[A-Za-z\u00c0-\u024f]",
    "ru": r"[\u0400-\u04ff]",
    "ar": r"[\u0620-\u064a]",
    "zh": r"[\u4e00-\u9fff]",
}

DELIBERATELY_SHARED = {
    frozenset({"wfp", "ldc"}),  # PMA: Programa Mundial de Alimentos, pays les moins avancés
}


def test_every_name_is_written_in_the_script_of_its_column(shipped: Glossary) -> None:
    for name in (name for concept in shipped.concepts for name in concept.names):
        letters = [letter for letter in name.text if letter.isalpha()]
        in_script = [letter for letter in letters if re.match(SCRIPTS[name.lang], letter)]
        assert len(in_script) > len(letters) / 2, name
        if name.lang in ("en", "fr", "es"):
            assert len(in_script) == len(letters), name


def test_every_name_is_found_as_a_whole_in_its_own_concept(shipped: Glossary) -> None:
    for concept in shipped.concepts:
        for name in concept.names:
            first, last = tokenize(name.text)[0], tokenize(name.text)[-1]
            spans = [(m.start, m.end) for m in shipped.find(name.text) if m.concept == concept]
            assert spans == [(first.start, last.end)], name


def test_every_name_gives_terms_to_the_lexical_arm(shipped: Glossary) -> None:
    for name in (name for concept in shipped.concepts for name in concept.names):
        assert analyze(name.text, name.lang), name


def test_no_name_belongs_to_two_concepts_unknowingly(shipped: Glossary) -> None:
    shared = {
        frozenset(keys(shipped, name.text))
        for concept in shipped.concepts
        for name in concept.names
        if len(shipped.find(name.text)) > 1
    }
    assert shared == DELIBERATELY_SHARED


def test_the_shipped_file_is_broad_and_regular(shipped: Glossary) -> None:
    assert len(shipped.concepts) >= 250
    assert {concept.kind for concept in shipped.concepts} <= KINDS
    for concept in shipped.concepts:
        texts = [(name.lang, name.text) for name in concept.names]
        assert len(set(texts)) == len(texts), concept.key
        assert {"en", "fr", "es"} <= {name.lang for name in concept.names}, concept.key
    for line in shipped_file().read_text(encoding="utf-8").splitlines():
        assert line.count("\t") == len(LANGUAGES) + 1, line[:60]


def test_names_keep_the_order_of_languages_and_cells() -> None:
    names = read_concepts(shipped_file())["cbd"].names
    assert [name.lang for name in names] == sorted(
        (name.lang for name in names), key=LANGUAGES.index
    )
    assert names[0].text == "Convention on Biological Diversity"
