"""A citation names its passages, in every language version, or says what is near."""

from __future__ import annotations

import pytest

from index.errors import CitationNotFound
from index.snapshot import Snapshot
from retriever.citations import MAX_CITATION_LENGTH, resolve, resolve_query, resolve_rows

NOTE_2A = ["cbd-cop-30-5.en:2(a)", "unep-cbd-cop-30-5.fr:2(a)"]


def ids(snapshot: Snapshot, text: str) -> list[str]:
    return [passage.passage_id for passage in resolve(snapshot, text)]


@pytest.mark.parametrize(
    "text",
    [
        "CBD/COP/30/5, para. 2 (a)",
        "UNEP/CBD/COP/30/5, paragraph 2(a)",
        "cbd/cop/30/5 para 2 a)",
        "COP/30/5 §2(a)",
        "para. 2 (a) of CBD/COP/30/5",
        "paragraph 2 (a) of document CBD/COP/30/5",
        "see CBD/COP/30/5, para. 2 (a).",
        "ＣＢＤ／ＣＯＰ／３０／５，第２（ａ）段",
        "CBD/COP/30/5号文件第2(a)段",
        "UNEP/CBD/COP/30/5, par. 2 a)",
        "paragraphe 2 a) du document UNEP/CBD/COP/30/5",
        "párr. 2 a) del documento CBD/COP/30/5",
        "п. 2 a) документа CBD/COP/30/5",
        "الفقرة 2 (أ) من الوثيقة CBD/COP/30/5",
        "\u2067CBD/COP/30/5، الفقرة ٢ (أ)\u2069",
        "CBD/COP/30/5, PARA. 2 (A)",
        "CBD/COP/30/5, para. 2a",
        "CBD/COP/30/5#2(a)",
        "/d/CBD/COP/30/5#para_2_a",
        "https://example.org/d/CBD/COP/30/5#para_2_a",
        "[CBD/COP/30/5, para. 2 (a)](/d/CBD/COP/30/5#para_2_a)",
        "/akn/un/doc/document/cbd-cop/nn/CBD-COP-30-5/!main#para_2__list_1__point_a",
        "cop 30/5, para 2 (a)",
    ],
)
def test_every_spelling_finds_the_passage_in_every_version(snapshot: Snapshot, text: str) -> None:
    assert ids(snapshot, text) == NOTE_2A


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("unep-cbd-cop-30-5.fr:2(b)", ["unep-cbd-cop-30-5.fr:2(b)"]),
        (
            "/akn/un/doc/document/cbd-cop/nn/CBD-COP-30-5/fra@/!main#para_3",
            ["unep-cbd-cop-30-5.fr:3"],
        ),
        ("decision 15/4, paragraph 2", ["cbd-cop-dec-15-4.en:2"]),
        ("decision XV/4, paragraph 2", ["cbd-cop-dec-15-4.en:2"]),
        ("第15/4号决定第2段", ["cbd-cop-dec-15-4.en:2"]),
        ("paragraph 2 of decision 15/4", ["cbd-cop-dec-15-4.en:2"]),
        ("15/4, para. 2", ["cbd-cop-dec-15-4.en:2"]),
        ("decision 15/4, annex, para. 2", ["cbd-cop-dec-15-4.en:annex/2"]),
        ("decision 15/4, para. 2, annex I", ["cbd-cop-dec-15-4.en:annex/2"]),
        ("décision 15/4, premier alinéa du préambule", ["cbd-cop-dec-15-4.en:pp1"]),
        ("para. 4, draft decision, para. 2", ["cbd-cop-30-5.en:4/2"]),
        ("CBD/COP/30/5, draft decision, para. 2", ["cbd-cop-30-5.en:4/2"]),
        ("CBD/COP/30/5决定草案第2段", ["cbd-cop-30-5.en:4/2"]),
        ("annex to decision 15/4, paragraph 2", ["cbd-cop-dec-15-4.en:annex/2"]),
        ("annex I to decision 15/4, paragraph 2", ["cbd-cop-dec-15-4.en:annex/2"]),
        ("CBD/COP/DEC/15/4, pp1", ["cbd-cop-dec-15-4.en:pp1"]),
        ("CBD/COP/DEC/15/4, annex-1/2", ["cbd-cop-dec-15-4.en:annex/2"]),
        ("Note on article 8(j), seagrass, para. 2", ["seagrass:2"]),
        ("seagrass.txt, para. 2", ["seagrass:2"]),
        ("Tides, r2", ["r2"]),
    ],
)
def test_one_passage(snapshot: Snapshot, text: str, found: list[str]) -> None:
    assert ids(snapshot, text) == found


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("CBD/SBI/9/3, paras. 1–2", "1 2"),
        ("CBD/SBI/9/3, paras. 2, 1", "2 1"),
        ("paragraphs 1 and 2 of CBD/SBI/9/3", "1 2"),
        ("decision 15/4, annex I, paras. 1-2", "annex/1 annex/2"),
        ("CBD/COP/30/5, paras. 3–4", "3 4 4/1 4/2"),  # the French version ends with 3
        ("CBD/COP/30/5, par. 2 a) à b)", "2(a) 2(b) 2(a) 2(b)"),
        ("UNEP/CBD/COP/30/5, paras. 1 to 2", "1 2 2(a) 2(b) 1 2 2(a) 2(b)"),
        ("UNEP/CBD/COP/30/5, paras. 2–1", "1 2 2(a) 2(b) 1 2 2(a) 2(b)"),
    ],
)
def test_lists_and_ranges(snapshot: Snapshot, text: str, labels: str) -> None:
    assert [passage.label for passage in resolve(snapshot, text)] == labels.split()


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("par. 2 a) du document COP/30/5", "CBD/COP/30/5, para. 2 (a)"),
        ("COP/30/5, par. 2 a) à b)", "CBD/COP/30/5, paras. 2 (a)–(b)"),
        ("第15/4号决定附件第2段", "CBD/COP/DEC/15/4, annex, para. 2"),
        ("CBD/SBI/9/3, paras. 1 and 2", "CBD/SBI/9/3, para. 1, para. 2"),
        ("seagrass:2", "Note on article 8(j), seagrass, para. 2"),
    ],
)
def test_the_citation_as_understood(snapshot: Snapshot, text: str, understood: str) -> None:
    assert resolve_rows(snapshot, text).citation == understood


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "CBD/COP/30/5, para. 2 (c)",
            "has no para. 2 (c)",
            "near it: para. 2 (b); para. 2 (a); para. 2;",
        ),
        (
            "CBD/COP/30/5, para. 77",
            "has no para. 77",
            "near it: para. 4; para. 3; para. 2; para. 1",
        ),
        ("CBD/COP/30/5, paras. 3–77", "has no para. 77", "para. 4"),
        ("decision 15/4, annex, para. 3", "has no annex, para. 3", "near it: annex, para. 2"),
        ("30/5, para. 2", "is called «30/5»", "nearest here: CBD/COP/30/5"),
        ("CBD/COP/30/5, para. 1; CBD/SBI/9/3, para. 2", "several documents", "one at a time"),
        (
            "CBD/COP/31/5, para. 2",
            "is called «CBD/COP/31/5»",
            "nearest here: CBD/COP/30/5, CBD/COP/DEC",
        ),
        ("decision 15/5, para. 2", "is called «decision 15/5»", "CBD/COP/DEC/15/4"),
        ("CBD/COP/30/5", "names no paragraph", "CBD/COP/30/5, para. 1; or read it whole"),
        ("para. 2", "paragraph of 4 documents", "CBD/SBI/9/3, para. 2"),
        ("para. 99 (z)", "in no document", "name the document"),
        ("/akn/un/doc/document/cbd-cop/nn/CBD-COP-30-5/rus@/!main#para_1", "'ru'", "en, fr"),
        ("x" * (MAX_CITATION_LENGTH + 1), "too long", "para. 41 (c)"),
        ("", "names no paragraph", "para. 41 (c)"),
    ],
)
def test_what_is_not_found_is_answered_with_what_is_near(
    snapshot: Snapshot, text: str, message: str, hint: str
) -> None:
    with pytest.raises(CitationNotFound) as caught:
        resolve(snapshot, text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("CBD/COP/30/5, para. 2 (a)", True),
        ("第15/4号决定第2段", True),
        ("cbd-cop-30-5.en:2(a)", True),
        ("cop 30/5 para 1", True),
        ("para. 2 (a)", True),
        ("What does para. 2 of CBD/COP/30/5 say?", False),
        ("CBD/COP/30/5", False),
        ("workshop on peatlands", False),
        ("CBD/COP/30/5, para. 2 " + "x" * MAX_CITATION_LENGTH, False),
    ],
)
def test_a_question_is_a_citation_only_as_a_whole(
    snapshot: Snapshot, text: str, is_one: bool
) -> None:
    assert (resolve_query(snapshot, text) is not None) is is_one
