"""The lexical arm alone: what words, symbols and names of concepts find, in which languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from retriever.glossary import Concept, Glossary, Name
from retriever.query import read_query
from retriever.ranking import Ranking
from retriever.words import WIDER_FORM, WordMatches, match_words

Searched = dict[str, str]
Match = Callable[..., WordMatches]

PASSAGES = {
    "en:decision": "The decision on decisions recommends a decision about paragraphs.",
    "en:peat": "Peatlands of the north were surveyed, and a report on peatlands was written.",
    "en:20": "Recalling decision X/20 on cooperation.",
    "en:addendum": "The budget stands in CBD/COP/30/5/Add.2.",
    "en:document": "The budget stands in CBD/COP/30/5.",
    "fr:special": "Dans la décision SS.XII/3, le Conseil a adopté le programme.",
    "fr:161": "Rappelant la résolution 65/161 de l'Assemblée.",
    "ru:gef": "Средства выделены Глобальным экологическим фондом для озер.",
    "ru:lake": "Решение о судьбе озер принято.",
    "ar:fao": "وشاركت في الاجتماع وبمنظمة الأغذية والزراعة خبراء.",
    "zh:20": "缔约方大会在第X/20号决定中请执行秘书与鹮保护组织合作。",
    "zh:cites": "瀕危物種貿易公約秘書處通報了柘塘巷的古樹。",
    "zh:nbsap": "与FAO合作修订NBSAPs。",
}
IDS = sorted(PASSAGES)


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return Glossary.load()


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory, shipped: Glossary) -> Iterator[Match]:
    """Matches a question against the passages, which are rows in the order of their ids."""
    lines = [
        json.dumps({"_id": key, "text": PASSAGES[key], "metadata": {"lang": key[:2]}})
        for key in IDS
    ]
    encoder = HashEncoder()
    path: Path = tmp_path_factory.mktemp("words")
    made = Collection.create(path, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        source = SourceFile("corpus.jsonl", "\n".join(lines).encode(), {})
        writer.add(parse_source(source), content_hash="1")
    with made.snapshot() as snapshot:
        yield lambda text, *, langs="", glossary=shipped, ranking=None: match_words(
            snapshot,
            glossary,
            ranking or Ranking(),
            read_query(text),
            np.array([key[:2] in langs for key in IDS]) if langs else None,
        )


def best(matches: WordMatches) -> str:
    """The passage that scores highest, "" where none scores."""
    return IDS[int(matches.scores.argmax())] if matches.scores.any() else ""


def found(matches: WordMatches) -> set[str]:
    return {key for key, score in zip(IDS, matches.scores, strict=True) if score > 0}


def reach(matches: WordMatches) -> dict[str, float]:
    """By language; all rows of a language have the same."""
    by_lang = {key[:2]: float(value) for key, value in zip(IDS, matches.reach, strict=True)}
    assert [by_lang[key[:2]] for key in IDS] == matches.reach.tolist()
    return by_lang


# --- symbols


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("decision X/20", {"en:20", "zh:20"}),
        ("decision 10/20", {"en:20", "zh:20"}),
        ("第X/20号决定", {"en:20", "zh:20"}),
        ("第Ｘ／２０号决定", {"en:20", "zh:20"}),
        ("المقرر ١٠/٢٠", {"en:20", "zh:20"}),
        ("what does decision X/20 paragraph 6 say", {"en:20", "zh:20"}),
        (
            "which decisions and recommendations of paragraphs name decision X/20?",
            {"en:20", "zh:20"},
        ),
        ("SS.XII/3", {"fr:special"}),
        ("decision SS-12/3", {"fr:special"}),
        ("SS XII/3", {"fr:special"}),
        ("A/RES/65/161", {"fr:161"}),
        ("Résolution 65/161", {"fr:161"}),
        ("第65/161号决议", {"fr:161"}),
        ("UNEP/CBD/COP/30/5/Add.2", {"en:addendum"}),
    ],
)
def test_what_names_a_symbol_in_any_notation_is_best(
    match: Match, question: str, named: set[str]
) -> None:
    scores = match(question).scores
    ranked = [IDS[row] for row in np.argsort(-scores, kind="stable")]
    assert set(ranked[: len(named)]) == named


def test_a_document_is_found_for_its_addendum_but_after_it(match: Match) -> None:
    scores = dict(zip(IDS, match("CBD/COP/30/5/Add.2").scores, strict=True))
    assert scores["en:document"] == pytest.approx(WIDER_FORM * scores["en:addendum"])
    scores = dict(zip(IDS, match("CBD/COP/30/5").scores, strict=True))
    assert scores["en:document"] == pytest.approx(scores["en:addendum"])


def test_a_symbol_counts_once_by_its_rarity(match: Match) -> None:
    """A/RES/65/161 has three forms; one row of 13 has one of them: idf ln(1 + 12.5/1.5)."""
    matches = match("A/RES/65/161")
    expected = Ranking().symbol_weight * np.log(1 + 12.5 / 1.5) * WIDER_FORM / 1.9
    assert matches.scores.max() == pytest.approx(expected, rel=1e-5)
    assert matches.named == pytest.approx(expected, rel=1e-5)


def test_the_words_beside_a_symbol_count_in_full_without_one(match: Match) -> None:
    assert best(match("decisions on paragraphs")) == "en:decision"
    assert match("decisions on paragraphs").named == 0.0


# --- names of concepts


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("CITES", "zh:cites"),
        ("СИТЕС", "zh:cites"),
        ("Convention on International Trade in Endangered Species", "zh:cites"),
        ("the GEF's money", "ru:gef"),
        ("全环基金", "ru:gef"),
        ("FMAM", "ru:gef"),
        ("SPANB", "zh:nbsap"),
        ("national biodiversity strategy and action plan", "zh:nbsap"),
    ],
)
def test_a_concept_is_found_under_its_other_names_however_inflected(
    match: Match, question: str, named: str
) -> None:
    assert best(match(question)) == named
    assert named not in found(match(question, glossary=Glossary([])))


@pytest.mark.parametrize(
    "question", ["ФАО", "the FAO's", "粮农组织", "Food and Agriculture Organization"]
)
def test_every_passage_that_names_a_concept_is_found(match: Match, question: str) -> None:
    assert found(match(question)) >= {"ar:fao", "zh:nbsap"}


def test_a_concept_that_weighs_nothing_is_not_looked_for(match: Match) -> None:
    assert found(match("CITES", ranking=Ranking(concept_weight=0.0))) == set()


def test_a_name_in_several_concepts_asks_for_all_of_them(match: Match) -> None:
    glossary = Glossary(
        [
            Concept("lakes", (Name("QQX", "en"), Name("озеро", "ru"))),
            Concept("ibis", (Name("QQX", "en"), Name("鹮保护", "zh"))),
        ]
    )
    assert found(match("QQX", glossary=glossary)) == {"ru:gef", "ru:lake", "zh:20"}


# --- Chinese that only words can answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("鹮", "zh:20"),
        ("柘塘巷", "zh:cites"),
        ("古树", "zh:cites"),
        ("古樹", "zh:cites"),
        ("柘塘巷的古树由谁看护？", "zh:cites"),
        ("缔约方大会在X/20号决定中说了什么？", "zh:20"),
        ("修订NBSAP", "zh:nbsap"),
    ],
)
def test_chinese_words_and_names_are_found(match: Match, question: str, answer: str) -> None:
    assert best(match(question)) == answer


# --- reach


def test_words_reach_their_own_language_only(match: Match) -> None:
    reached = reach(match("survey of the north"))
    assert reached["en"] > 0.3
    assert reached["zh"] == reached["ru"] == reached["ar"] == 0.0


def test_a_language_that_holds_all_that_is_asked_is_wholly_reached(match: Match) -> None:
    assert reach(match("peatlands"))["en"] == pytest.approx(1.0)


def test_symbols_and_concepts_reach_all_languages(match: Match) -> None:
    assert reach(match("X/20")) == pytest.approx(dict.fromkeys(("en", "fr", "ru", "ar", "zh"), 1))
    assert min(reach(match("CITES")).values()) > 0.9


def test_a_word_that_is_nowhere_is_asked_for_at_a_share_of_its_rarity(match: Match) -> None:
    """Of 13 rows none has 2050, and two have 30 (in CBD/COP/30/5)."""
    twice, nowhere = np.log(1 + 11.5 / 2.5), np.log(1 + 13.5 / 0.5)
    reached = reach(match("30 2050", ranking=Ranking(absent_weight=0.25)))
    assert reached["en"] == pytest.approx(twice / (twice + nowhere / 4), rel=1e-5)
    assert reached["zh"] == 0.0


def test_only_rows_that_are_allowed_count(match: Match) -> None:
    matches = match("decision X/20 on peatlands", langs="fr zh")
    assert found(matches) == {"fr:special", "zh:20"}
    assert reach(matches)["en"] == pytest.approx(reach(matches)["ar"])
    nothing = match("peatlands", langs="xx")
    assert found(nothing) == set()
    assert set(reach(nothing).values()) == {0.0}


@pytest.mark.parametrize("question", ["¶", "的", "?!", "qqqqqq", "MMXX/9999"])
def test_what_no_passage_holds_matches_nothing(match: Match, question: str) -> None:
    matches = match(question)
    assert not matches.scores.any()
    assert not matches.reach.any()
    assert matches.named == 0.0


def test_an_empty_collection(tmp_path: Path, shipped: Glossary) -> None:
    made = Collection.create(tmp_path, "default", Manifest.new(HashEncoder().identity))
    with made.snapshot() as snapshot:
        query = read_query("decision X/20 of CITES")
        matches = match_words(snapshot, shipped, Ranking(), query, None)
    assert matches.scores.shape == matches.reach.shape == (0,)
