"""Numbers of records become labels by what stands before them in their document."""

from __future__ import annotations

import pytest

from index.reading.labelling import Numbered, compose


def labels(*printed: str) -> list[str]:
    return compose([Numbered("doc", one, "") for one in printed])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["10.4", "(a)", "(b)", "10.5", "(a)"], ["10.4", "10.4(a)", "10.4(b)", "10.5", "10.5(a)"]),
        (["5", "(a)", "(i)", "(ii)", "(b)"], ["5", "5(a)", "5(a)(i)", "5(a)(ii)", "5(b)"]),
        (["5", "a)", "i)", "b)"], ["5", "5(a)", "5(a)(i)", "5(b)"]),
        (
            ["5", "(a)", "(i)", "a.", "b.", "(ii)"],
            ["5", "5(a)", "5(a)(i)", "5(a)(i)(a)", "5(a)(i)(b)", "5(a)(ii)"],
        ),
        (["1", "(h)", "(i)", "(j)"], ["1", "1(h)", "1(i)", "1(j)"]),
        (["1", "(h)", "(i)", "(ii)"], ["1", "1(h)", "1(h)(i)", "1(h)(ii)"]),
        (["41.", "41 (c)", "41(c)(ii)", "(iii)"], ["41", "41(c)", "41(c)(ii)", "41(c)(iii)"]),
        (["41", "(a)(i)", "(ii)"], ["41", "41(a)(i)", "41(a)(ii)"]),
        (["（a）", "(b)"], ["(a)", "(b)"]),
        (["29B.77", "(a)", "5.I.62", "A.24.1"], ["29B.77", "29B.77(a)", "5.I.62", "A.24.1"]),
        (["para. 7", "§8", "9 bis", "10bis"], ["7", "8", "9bis", "10bis"]),
        (["5", "5", "(a)", "5"], ["5", "5~2", "5~2(a)", "5~3"]),
        (["5", "(a)", "(a)"], ["5", "5(a)", "5(a)~2"]),
        (["annex-1/3", "pp3"], ["annex-1/3", "pp3"]),
        (["第5段", "(b)"], ["5", "5(b)"]),
        (["annex, 3", "Annex II para 4", "(a)"], ["annex/3", "annex-2/4", "annex-2/4(a)"]),
        (["anexo II, párr. 3 a)", "附件一第3段"], ["annex-2/3(a)", "annex-1/3"]),
        (["article 5", "Article 5, paragraph 2"], ["art-5", "art-5/2"]),
        (["Table 4", "paras. 3 and 4"], ["Table 4", "3 and 4"]),
        (["", "3", ""], ["", "3", ""]),
        (["3", "(أ)", "(ب)"], ["3", "3(a)", "3(b)"]),
        (["3", "(一)", "(二)"], ["3", "3(i)", "3(ii)"]),
    ],
)
def test_labels(printed, expected):
    assert labels(*printed) == expected


def test_documents_are_counted_apart():
    records = [Numbered("A", "1", ""), Numbered("B", "1", ""), Numbered("A", "(a)", "")]
    assert compose(records) == ["1", "1", "1(a)"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("5.I.62 Conflict-related displacement grew.", "5.I.62"),
        ("29B.77 Progress is shown below.", "29B.77"),
        ("10.5 The work goes on.", "10.5"),
        ("10.7 The work goes on.", ""),
        ("2.5 million people moved.", ""),
        ("(b) The rest;", "10.4(b)"),
        ("(d) The rest;", ""),
        ("(see below) The rest;", ""),
        ("The rest.", ""),
    ],
)
def test_a_text_that_begins_with_its_own_number(text, label):
    before = [Numbered("d", "10.4", "Text"), Numbered("d", "(a)", "Text")]
    assert compose([*before, Numbered("d", "", text)])[-1] == label


def test_long_and_strange_numbers_end():
    assert labels("(" * 100_000)[0]
    assert labels("(a)" * 50_000)[0]
    assert labels("1." * 50_000)[0]
    assert len(labels(*["5"] * 20_000)) == 20_000
