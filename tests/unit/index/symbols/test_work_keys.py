"""The keys of works: the same work in any spelling meets itself, and no other."""

from __future__ import annotations

import pytest

from index.symbols import find_symbols, work_keys


@pytest.mark.parametrize(
    ("symbol", "keys"),
    [
        ("UNEP/CBD/COP/11/17", ("cbd/cop/11/17", "cop/11/17")),
        ("CBD/COP/11/17", ("cbd/cop/11/17", "cop/11/17")),
        ("COP/11/17", ("cop/11/17",)),
        ("A/RES/65/161", ("a/res/65/161", "res/65/161", "resolution 65/161")),
        (
            "UNEP/CBD/COP/DEC/XIII/25",
            ("cbd/cop/dec/13/25", "cop/dec/13/25", "dec/13/25", "decision 13/25"),
        ),
        (
            "S/RES/1325 (2000)",
            ("s/res/1325(2000)", "res/1325(2000)", "resolution 1325(2000)"),
        ),
        (
            "A/RES/2297 (XXII)",
            ("a/res/2297(22)", "res/2297(22)", "resolution 2297(22)"),
        ),
        (
            "CBD/CP/MOP/DEC/9/1",
            ("cbd/cp/mop/dec/9/1", "cp/mop/dec/9/1", "decision cp-9/1"),
        ),
        (
            "UNEP/CBD/SBSTTA/REC/XVI/15",
            ("cbd/sbstta/rec/16/15", "sbstta/rec/16/15", "recommendation 16/15"),
        ),
        ("UNEP/EA.2/Res.4", ("ea.2/res.4", "resolution 2/4")),
        ("A/81/6 (Sect. 14)", ("a/81/6(sect.14)",)),
        ("SC62 Doc. 13", ("sc-62-doc-13",)),
        ("decision X/20", ("decision 10/20",)),
        ("第X/20号决定", ("decision 10/20",)),
        ("第 X/20 号决定", ("decision 10/20",)),
        ("décision 14/34", ("decision 14/34",)),
        ("decisión 14/34", ("decision 14/34",)),
        ("решение 20/17", ("decision 20/17",)),
        ("المقرر 12/26", ("decision 12/26",)),
        ("القرار 65/161", ("resolution 65/161",)),
        ("والقرار ٦٥/١٦١", ("resolution 65/161",)),
        ("Dec. XI/17", ("decision 11/17",)),
        ("Dec.XI/17", ("decision 11/17",)),
        ("déc. XI/17", ("decision 11/17",)),
        ("реш. XI/17", ("decision 11/17",)),
        ("Res. 65/161", ("resolution 65/161",)),
        ("rés.65/161", ("resolution 65/161",)),
        ("рез. 65/161", ("resolution 65/161",)),
        ("Rec. XV/5", ("recommendation 15/5",)),
        ("Res. Conf. 10.10", ("resolution conf.10.10",)),
        ("قراري 65/161", ("resolution 65/161",)),
        ("General Assembly resolution 65/161", ("resolution 65/161",)),
        ("resolution 1325 (2000)", ("resolution 1325(2000)",)),
        ("recommandation XV/5", ("recommendation 15/5",)),
        ("建议4/6", ("recommendation 4/6",)),
        ("第8/2011号决议", ("resolution 8/2011",)),
        ("resolution 10.18", ("resolution 10.18",)),
        ("第15.10号决定", ("decision 15.10",)),
        ("resolution XI.6", ("resolution 11.6",)),
        ("Resolution Conf. 10.10", ("resolution conf.10.10",)),
        ("resolution S-26/2", ("resolution s-26/2",)),
        ("13/CP.8", ("decision 13/cp.8",)),
        ("BS-II/13", ("decision bs-2/13",)),
        ("decision bs-ii/13", ("decision bs-2/13",)),
        ("SS.XII/3", ("decision ss-12/3",)),
        ("SS 12/3", ("decision ss-12/3",)),
        ("X/20", ("decision 10/20", "resolution 10/20", "recommendation 10/20")),
        ("XI.6", ("decision 11.6", "resolution 11.6", "recommendation 11.6")),
        ("Article 8(h)", ("article 8(h)",)),
        ("第8(h)条", ("article 8(h)",)),
        ("A Memorandum\n on  Peat", ("a memorandum on peat",)),
        ("Memo 3/4 of 2012", ("memo 3/4 of 2012",)),
        ("", ("",)),
    ],
)
def test_keys(symbol: str, keys: tuple[str, ...]) -> None:
    assert work_keys(symbol) == keys


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A/RES/65/161", "القرار 65/161"),
        ("UNEP/CBD/COP/DEC/XIII/25", "CBD/COP/DEC/13/25"),
        ("UNEP/CBD/COP/DEC/XIII/25", "第XIII/25号决定"),
        ("CBD/CP/MOP/DEC/9/1", "decision CP-9/1"),
        ("X/20", "decision X/20"),
        ("UNEP/CMS/Resolution 12.11", "resolution 12.11"),
    ],
)
def test_one_work_meets(left: str, right: str) -> None:
    assert set(work_keys(left)) & set(work_keys(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("UNEP/CBD/COP/11/17", "UNEP/CBD/COP/11/17/Add.1"),
        ("UNEP/CBD/COP/11/17", "decision 11/17"),
        ("A/81/6 (Sect. 14)", "A/81/6 (Sect. 15)"),
        ("CBD/CP/MOP/9/5", "CBD/NP/MOP/9/5"),
        ("CBD/CP/MOP/DEC/9/1", "CBD/COP/DEC/9/1"),
        ("A/HRC/RES/50/1", "A/RES/50/1"),
        ("decision 10/20", "recommendation 10/20"),
    ],
)
def test_two_works_do_not(left: str, right: str) -> None:
    assert not set(work_keys(left)) & set(work_keys(right))


@pytest.mark.parametrize("symbol", ["UNEP/CBD/COP/11/17", "WHC-10/34.COM/5D", "E/2024/15"])
def test_the_principal_key_of_a_document_is_its_normal_form(symbol: str) -> None:
    assert work_keys(symbol)[0] == find_symbols(symbol)[0].normal


@pytest.mark.parametrize("unit", ["X/20 ", "resolution ", "10.18 ", "a/1/", "8(h)", "No. ", "第"])
def test_a_million_characters_end(unit: str) -> None:
    """Quadratic search would not end in a test's lifetime."""
    assert work_keys(unit * (1_000_000 // len(unit)))
