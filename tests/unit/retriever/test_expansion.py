"""What names are added to a question for passages in another language, and what they find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retriever.expansion import expanded_texts
from retriever.glossary import Concept, Glossary, Name
from retriever.ranking import Ranking

TRADE = Concept(
    "trade",
    (
        Name("Convention on Rare Trade", "en"),
        Name("QRT", "en"),
        Name("Convention sur le commerce rare", "fr"),
        Name("濒危物种国际贸易公约", "zh"),
        Name("濒危公约", "zh"),
        Name("贸约", "zh"),
    ),
)
LAKES = Concept("lakes", (Name("Lagoon Fund", "en"), Name("潟湖基金", "zh")))
BIRDS = Concept("birds", (Name("QRT", "en"), Name("鸟盟", "zh")))
GLOSSARY = Glossary([TRADE, LAKES])


def expanded(text: str, *langs: str, glossary: Glossary = GLOSSARY) -> dict[str, str]:
    return expanded_texts(text, glossary.find(text), langs)


def test_the_shorter_of_the_first_two_names_is_added() -> None:
    """The third would be shorter still, but is neither official nor its short form."""
    assert expanded("What is QRT?", "zh") == {"zh": "What is QRT? 濒危公约"}


def test_the_first_may_be_the_shorter_or_the_only_one() -> None:
    assert expanded("潟湖基金是什么？", "en") == {"en": "潟湖基金是什么？ Lagoon Fund"}
    assert expanded("濒危公约", "en", "fr") == {
        "en": "濒危公约 QRT",
        "fr": "濒危公约 Convention sur le commerce rare",
    }


@pytest.mark.parametrize("used", ["濒危物种国际贸易公约", "濒危公约", "贸约"])
def test_a_concept_that_is_named_in_that_language_adds_nothing(used: str) -> None:
    text = f"QRT ({used}) 是什么？"
    assert expanded(text, "zh", "en") == {}
    assert expanded(text, "fr") == {"fr": f"{text} Convention sur le commerce rare"}


def test_several_concepts_are_each_added_once() -> None:
    text = "Does the Lagoon Fund pay for QRT, and QRT for the Lagoon Fund?"
    assert expanded(text, "zh") == {"zh": f"{text} 潟湖基金 濒危公约"}


def test_of_several_concepts_those_with_a_name_there_are_added() -> None:
    text = "Lagoon Fund and QRT"
    assert expanded(text, "fr", "zh")["fr"] == f"{text} Convention sur le commerce rare"
    text = "潟湖基金 and QRT"
    assert expanded(text, "zh") == {"zh": f"{text} 濒危公约"}


def test_a_name_of_two_concepts_adds_both() -> None:
    found = expanded("QRT", "zh", glossary=Glossary([TRADE, BIRDS]))
    assert found == {"zh": "QRT 濒危公约 鸟盟"}


def test_no_names_there_nothing_known_or_no_language_leaves_the_question() -> None:
    assert expanded("QRT", "ru", "sw", "") == {}
    assert expanded("What is peat?", "zh", "en") == {}
    assert expanded("QRT") == {}


# --- in a search

QUESTION = "What does QRT ask for?"
EXPANDED = f"{QUESTION} 濒危公约"
VECTORS = {
    "zh:other": (0.3, 0.0, 0.954),
    "zh:answer": (0.0, 1.0, 0.0),
    "en:other": (0.25, 0.0, -0.968),
    "en:near": (0.2, 0.98, 0.0),
}
EXPANDING = replace(Ranking.plain(), expansion_weight=0.5)


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    """The encoder knows what the Chinese name means, and nothing of the acronym."""
    return place(VECTORS, questions={QUESTION: (1.0, 0.0, 0.0), EXPANDED: (0.0, 1.0, 0.0)})


def test_a_concept_unknown_to_the_encoder_is_found_by_its_other_name(pool: Any) -> None:
    """Half of each question, made a unit vector again: zh:answer 0.71, zh:other 0.21."""
    found = pool.ranked(QUESTION, EXPANDING, glossary=GLOSSARY)
    assert found == ["zh:answer", "en:other", "zh:other", "en:near"]
    none = ["zh:other", "en:other", "en:near", "zh:answer"]
    assert pool.ranked(QUESTION, Ranking.plain(), glossary=GLOSSARY) == none
    assert pool.ranked(QUESTION, EXPANDING, glossary=Glossary([LAKES])) == none


def test_each_row_is_found_once_however_many_questions_are_asked(pool: Any) -> None:
    for candidate_k in (1, 2, 100):
        ranking = replace(Ranking(), candidate_k=candidate_k)
        for top_k in (1, 3, 4):
            found = pool.ranked(QUESTION, ranking, glossary=GLOSSARY, top_k=top_k)
            assert len(found) == len(set(found)) == top_k


def test_expansion_stays_in_the_pool(pool: Any) -> None:
    for allowed in (["zh:other"], ["en:near", "zh:other"], ["en:other", "en:near"]):
        found = pool.ranked(QUESTION, EXPANDING, glossary=GLOSSARY, allowed=allowed)
        assert sorted(found) == sorted(allowed)
