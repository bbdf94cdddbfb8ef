"""Symbols and their normal forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.symbols import find_symbols


def forms(text: str) -> list[tuple[str, ...]]:
    return [mention.forms for mention in find_symbols(text)]


def normals(text: str) -> list[str]:
    return [mention.normal for mention in find_symbols(text)]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("UNEP/CBD/COP/11/17", "cbd/cop/11/17"),
        ("cbd/cop/11/17", "cbd/cop/11/17"),
        ("ＣＢＤ／ＣＯＰ／１１／１７", "cbd/cop/11/17"),
        ("UNEP/CBD/WG\u2011RI/4/INF/18", "cbd/wg-ri/4/inf/18"),
        ("UNEP/CBD/BS/COP\u2013MOP/6/5", "cbd/bs/cop-mop/6/5"),
        ("UNEP/CMS/Conf.10.27", "cms/conf.10.27"),
        ("UNEP/IPBES.MI/2/INF/16", "ipbes.mi/2/inf/16"),
        ("WHC-10/34.COM/5D", "whc-10/34.com/5d"),
        ("A/81/6 (Sect. 14)", "a/81/6(sect.14)"),
        ("A/81/6\u00a0(Sect.14)", "a/81/6(sect.14)"),
        ("S/RES/1325 (2000)", "s/res/1325(2000)"),
        ("decision X/20", "10/20"),
        ("decision 10/20", "10/20"),
        ("第X/20号决定", "10/20"),
        ("المقرر ١٢/٢٦", "12/26"),
        ("décision XIII/05", "13/5"),
        ("第65/161号决议", "65/161"),
        ("XVI/15", "16/15"),
        ("8/2011", "8/2011"),
        ("BS-II/13", "bs-2/13"),
        ("SS.XII/3", "ss-12/3"),
        ("SS 12/3", "ss-12/3"),
        ("13/CP.8", "13/cp.8"),
        ("第XI.3号决议", "11.3"),
        ("resolution 1325 (2000)", "1325(2000)"),
        ("resolution 2297 (XXII)", "2297(22)"),
        ("COP11-DR-3", "cop-11-dr-3"),
        ("COP11 DR3", "cop-11-dr-3"),
        ("SC62 Doc. 13", "sc-62-doc-13"),
        ("CoP17 Doc. 10.2.1 (Rev. 1)", "cop-17-doc-10.2.1-rev-1"),
        ("UNEP/GCSS.XII/3", "gcss.12/3"),
        ("UNEP/CMS/Resolution 12.11", "cms/resolution/12.11"),
        ("ICCD/COP(10)/31", "iccd/cop(10)/31"),
        ("ICCD/CST(S-2)/5", "iccd/cst(s-2)/5"),
        ("A/RES/2297 (XXII)", "a/res/2297(22)"),
        ("A/81/6 (Sect. 10)/Add.1", "a/81/6(sect.10)/add.1"),
        ("A/81/6 (Sect. 10)/Part A", "a/81/6(sect.10)/part.a"),
        ("UNEP/CBD/SBSTTA/REC/XVI/15", "cbd/sbstta/rec/16/15"),
        ("resolution S-26/2", "s-26/2"),
        ("Article 8(h)", "8(h)"),
        ("第８（h）条", "8(h)"),
        ("article 8 h)", "8(h)"),
        ("المادة 8(ي)", "8(j)"),
        ("пункт 41 в)", "41(c)"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normals(text) == [normal]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CBD/COP/11/17", ("cbd/cop/11/17", "cop/11/17")),
        ("COP/11/17", ("cop/11/17",)),
        ("A/RES/65/161", ("a/res/65/161", "res/65/161", "65/161")),
        ("S/RES/1325 (2000)", ("s/res/1325(2000)", "1325(2000)", "s/res/1325")),
        ("A/81/6 (Sect. 14)/Add.1", ("a/81/6(sect.14)/add.1", "a/81/6(sect.14)", "a/81/6")),
        ("COP11-DR-3 Rev.1", ("cop-11-dr-3-rev-1", "cop-11-dr-3")),
        ("A/81/6 (Sect. 14)", ("a/81/6(sect.14)", "a/81/6")),
        (
            "UNEP/CBD/COP/DEC/XIII/25",
            ("cbd/cop/dec/13/25", "cop/dec/13/25", "dec/13/25", "13/25"),
        ),
        (
            "UNEP/CBD/COP/11/13/Add.2/Rev.1",
            (
                "cbd/cop/11/13/add.2/rev.1",
                "cop/11/13/add.2/rev.1",
                "cbd/cop/11/13",
                "cop/11/13",
            ),
        ),
    ],
)
def test_wider_forms(text: str, expected: tuple[str, ...]) -> None:
    assert forms(text) == [expected]


def test_a_document_number_is_no_decision_number() -> None:
    assert "11/17" not in forms("UNEP/CBD/COP/11/17")[0]


def test_offsets_point_into_the_text_as_given() -> None:
    text = "见UNEP/CBD/WG\u2011RI/4/INF/18。第Ｘ/20号决定，和第8（h）条"
    assert [text[m.start : m.end] for m in find_symbols(text)] == [
        "UNEP/CBD/WG\u2011RI/4/INF/18",
        "Ｘ/20",
        "8（h）",
    ]


def test_several_in_a_sentence() -> None:
    text = "Recalling decisions IX/16 and X/33, and UNEP/CBD/COP/11/30.The text of XI/1\u2013XI/5"
    assert normals(text) == ["9/16", "10/33", "cbd/cop/11/30", "11/1", "11/5"]


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "ECE/FAO",
        "12/05/2012",
        "http://www.example.org/doc/2010/1",
        "www.example.org/doc/10/20",
        "CO2/CH4 ratios",
        "in 2011 a) was adopted",
        "1.5 million",
        "",
    ],
)
def test_what_is_no_symbol(text: str) -> None:
    assert find_symbols(text) == ()


@pytest.mark.parametrize(
    "unit",
    [
        *("a-", "a/", "1/", "A1/", "8 (", "IX/", "a.bb/", "x"),
        *("A/1 (Sect. 1)/", "A/B(1)/", "COP1 Doc.1.", "SC1-", "A/Resolution 1.", "S-1/", "BS "),
    ],
)
def test_long_runs_of_what_almost_is_a_symbol_end(unit: str) -> None:
    """Quadratic search would not end in a test's lifetime."""
    find_symbols(unit * (1_000_000 // len(unit)))


def test_every_symbol_of_the_seed_is_found(shared_data: Path) -> None:
    text = (shared_data / "seed" / "cop11-cooperation.zh.txt").read_text(encoding="utf-8")
    found = normals(text)
    assert found.count("10/20") == 7
    for symbol in ("cbd/cop/11/17", "a/res/65/161", "sc-62-doc-13", "whc-11/35.com/5e", "8(h)"):
        assert symbol in found
