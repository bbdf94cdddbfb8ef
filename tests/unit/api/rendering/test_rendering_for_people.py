"""How results look on a terminal and elsewhere."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from api import wire
from api.rendering.documents import document_page
from api.rendering.passages import explanation, highlighted, passage_page, search_page
from api.rendering.text import isolated, printable
from api.rendering.works import translations_page

REF = wire.DocumentRef(id="d.zh", symbol="CBD/COP/9/1", title="报告", name="d.txt", lang="zh")


def passage(**changed: object) -> wire.PassageDetail:
    fields: dict[str, object] = {
        "id": "d.zh:2(c)",
        "label": "2(c)",
        "printed_label": "(c)",
        "alt_labels": [],
        "citation": "CBD/COP/9/1, para. 2 (c)",
        "lang": "zh",
        "kind": "subparagraph",
        "text": "举办了研讨会。出版了手册。",
        "context": "一 合作 › 为此，秘书处：",
        "chapeau": "为此，秘书处：",
        "section_path": ["一 合作"],
        "parent": "2",
        "ordinal": 3,
        "start_line": 7,
        "end_line": 7,
        "document": REF,
        "metadata": {},
        "link": "/d/CBD/COP/9/1#para_2_c",
        "footnote_marks": [],
        "footnotes": [],
    }
    return wire.PassageDetail.model_validate({**fields, **changed})


def answer(**changed: object) -> wire.SearchResponseModel:
    return wire.SearchResponseModel(
        results=[
            wire.ResultModel(
                rank=1,
                score=0.5,
                passage=passage(**changed),
                highlights=[wire.HighlightModel(start=7, end=13)],
                signals={},
                translations=[
                    wire.TranslationModel(passage_id="d.en:2(c)", lang="en", citation="x")
                ],
            )
        ],
        query=wire.QueryModel(text="手册", lang="zh"),
        warnings=[],
        facets={},
        took_ms=1.0,
    )


def printed(renderables, *, width: int = 60, terminal: bool = False) -> str:
    page = io.StringIO()
    console = Console(
        file=page, width=width, force_terminal=terminal, markup=False, highlight=False
    )
    for renderable in renderables:
        console.print(renderable)
    return page.getvalue()


def test_result_is_never_a_bare_letter():
    text = printed(search_page(answer(), styled=False))
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "1. CBD/COP/9/1, para. 2 (c)  [zh]  0.500  d.zh:2(c)"
    assert lines[1] == "一 合作 › 为此，秘书处："
    assert lines[2] == "(c) 举办了研讨会。**出版了手册。**"
    assert lines[3] == "also in en: d.en:2(c)"


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"metadata": {"status": "draft"}}, "draft  "),
        ({"metadata": {"status": "bracketed"}}, "bracketed  "),
        ({"metadata": {"status": "adopted"}, "kind": "draft-operative"}, "draft  "),
        ({"kind": "draft-preambular"}, "draft  "),
        ({"metadata": {"status": "adopted"}}, ""),
        ({"metadata": {"status": "superseded"}}, "superseded  "),
    ],
)
def test_a_draft_has_its_label(changed, label):
    found = printed(search_page(answer(**changed), styled=False), width=90)
    cited = "CBD/COP/9/1, para. 2 (c)"
    assert found.splitlines()[0] == f" 1. {cited}  [zh]  {label}0.500  d.zh:2(c)"
    shown = printed(passage_page(passage(**changed)), width=90)
    assert shown.splitlines()[0] == f"{cited}  [zh]  {label}d.zh:2(c)"
    alone = wire.TranslationsResponse(passage=passage(**changed), translations=[])
    assert printed(translations_page([alone]), width=90).splitlines()[0] == shown.splitlines()[0]


def test_a_draft_beside_a_paragraph_has_its_label():
    before = passage(id="d.zh:2(b)", printed_label="(b)", metadata={"status": "draft"})
    around = passage().model_copy(update={"before": [before]})
    assert "(b) [draft] 举办了研讨会。" in printed(passage_page(around))


def test_what_answers_is_underlined_on_a_terminal():
    text = printed(search_page(answer(), styled=True), terminal=True)
    assert "\x1b[1;4m出版了手册。\x1b[0m" in text
    assert "**" not in text


def test_explanation_names_what_each_arm_gave_and_the_legend_says_what_it_is():
    found = answer().results[0]
    signals = {"lexical": 5.1, "dense": 0.414, "sentence": 0.52, "tokens": 0.0, "feedback": -0.02}
    explained = found.model_copy(update={"signals": signals, "score": 0.931})
    assert explanation(explained) == (
        "meaning 0.41 · best sentence 0.52 · words 5.10 · near the best passage -0.02 · score 0.93"
    )
    second = found.model_copy(update={"rank": 2, "signals": {"dense": 0.1, "reranker": 3.0}})
    both = answer().model_copy(update={"results": [explained, second]})
    lines = printed(search_page(both, styled=False, explained=True), width=1_000).splitlines()
    assert [line.strip() for line in lines if "score " in line] == [
        explanation(explained),
        "meaning 0.10 · reranker 3.00 · score 0.50",
    ]
    names = [part.split(": ")[0] for part in lines[-1].split(" · ")]
    assert names == [
        *("meaning", "best sentence", "words", "near the best passage", "reranker", "score"),
    ]


def test_nothing_is_explained_unasked_nor_where_nothing_was_found():
    assert "score" not in printed(search_page(answer(), styled=False))
    nothing = answer().model_copy(update={"results": []})
    assert printed(search_page(nothing, explained=True)) == ""


def test_wide_characters_are_wrapped_by_their_width():
    text = printed(search_page(answer(text="外来物种" * 30), styled=True), width=40)
    assert max(cell_len(line) for line in text.splitlines()) <= 40
    assert "".join(text.split()).count("外来物种") == 30
    assert "   (c) 外来物种" in text


def test_several_highlights_keep_their_places():
    spans = [wire.HighlightModel(start=0, end=1), wire.HighlightModel(start=2, end=3)]
    assert str(highlighted("abc", spans, styled=False)) == "**a**b**c**"


def test_text_from_right_to_left_keeps_its_direction_to_itself():
    assert isolated("القرار 5") == "\u2068القرار 5\u2069"
    assert isolated("CBD/COP/9/1") == "CBD/COP/9/1"


@pytest.mark.parametrize("control", ["\x1b", "\x07", "\x9b", "\x00", "\x7f", "\r"])
def test_document_cannot_command_the_terminal(control):
    hostile = f"a{control}[31mb"
    assert printable(hostile) == "a\ufffd[31mb"
    changed = dict.fromkeys(("text", "context", "citation", "printed_label", "id"), hostile)
    shown = passage(**changed)
    for text in (
        printed(search_page(answer(**changed), styled=False)),
        printed(passage_page(shown)),
    ):
        assert control not in text.replace("\n", "")
        assert "\ufffd[31mb" in text


def test_document_page_has_every_line_with_its_number():
    document = wire.DocumentDetail(
        **REF.model_dump(),
        metadata={"symbol": "CBD/COP/9/1"},
        passage_count=1,
        content_hash="",
        passages=[],
        footnotes=[],
        blocks=[
            wire.BlockModel(
                kind="header", text="报告\n\nCOP", start_line=1, end_line=3, label="", level=0
            ),
            wire.BlockModel(
                kind="passage", text="1. 一", start_line=4, end_line=4, label="1", level=0
            ),
        ],
    )
    lines = [line.split() for line in printed(document_page(document)).splitlines()]
    assert lines[-4:] == [
        ["1", "header", "报告"],
        ["2", "header"],
        ["3", "header", "COP"],
        ["4", "passage", "1", "1.", "一"],
    ]


def test_a_translation_has_its_label_and_what_governs_it():
    other = wire.TranslatedPassage.model_validate(
        {**passage(id="d.fr:2(c)", lang="fr").model_dump(), "aligned": True, "reason": ""}
    )
    both = wire.TranslationsResponse(passage=passage(), translations=[other])
    lines = [line.strip() for line in printed(translations_page([both])).splitlines()]
    for place in (0, 3):
        assert lines[place + 1] == "一 合作 › 为此，秘书处："
        assert lines[place + 2] == "(c) 举办了研讨会。出版了手册。"
    assert "no other language version" not in lines


def test_a_passage_in_one_language_only_says_so():
    alone = wire.TranslationsResponse(passage=passage(), translations=[])
    assert "no other language version" in printed(translations_page([alone]))


def test_the_paragraph_asked_for_is_marked_among_others():
    around = passage().model_copy(update={"before": [passage(id="d.zh:2(b)")]})
    assert printed(passage_page(around)).startswith("▶ CBD/COP/9/1, para. 2 (c)")
    assert "▶" not in printed(passage_page(passage()))
