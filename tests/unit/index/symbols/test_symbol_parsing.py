"""What the grammar of each organisation gives of a symbol."""

from __future__ import annotations

import pytest

from index.symbols import Symbol, SymbolKind, parse_symbol


def parsed(text: str) -> Symbol:
    symbol = parse_symbol(text)
    assert symbol is not None, text
    return symbol


@pytest.mark.parametrize(
    ("text", "organisation", "body", "session", "series", "number", "year"),
    [
        ("UNEP/CBD/COP/11/17", "CBD", "COP", 11, "", "17", 0),
        ("CBD/SBSTTA/16/INF/34", "CBD", "SBSTTA", 16, "INF", "34", 0),
        ("UNEP/CBD/BS/COP-MOP/6/5", "CBD", "CP-MOP", 6, "", "5", 0),
        ("CBD/CP/MOP/10/4", "CBD", "CP-MOP", 10, "", "4", 0),
        ("CBD/NP/MOP/4/1", "CBD", "NP-MOP", 4, "", "1", 0),
        ("UNEP/CBD/NP/COP-MOP/1/L.3", "CBD", "NP-MOP", 1, "L", "3", 0),
        ("UNEP/CBD/COP/11/WG.1/CRP.2", "CBD", "COP", 11, "CRP", "2", 0),
        ("UNEP/CBD/WG-RI/4/INF/18", "CBD", "WG-RI", 4, "INF", "18", 0),
        ("CBD/WG8J/REC/11/1", "CBD", "WG8J", 11, "REC", "1", 0),
        ("UNEP/CBD/ICNP/2/INF/4", "CBD", "ICNP", 2, "INF", "4", 0),
        ("UNEP/CBD/WS-IAS-GTI/LA/1/INF/1", "CBD", "WS-IAS-GTI/LA", 1, "INF", "1", 0),
        ("CBD/DSI/AHTEG/2020/1/3", "CBD", "DSI/AHTEG", 1, "", "3", 2020),
        ("UNEP/CBD/COP/DEC/XIII/25", "CBD", "COP", 13, "DEC", "25", 0),
        ("CBD/COP/DEC/15/4", "CBD", "COP", 15, "DEC", "4", 0),
        ("UNEP/CBD/SBSTTA/REC/XVI/15", "CBD", "SBSTTA", 16, "REC", "15", 0),
        ("A/RES/65/161", "A", "GA", 65, "RES", "161", 2010),
        ("A/RES/217(III)", "A", "GA", 3, "RES", "217", 1948),
        ("A/RES/S-26/2", "A", "GA", 26, "RES", "2", 0),
        ("A/81/6 (Sect. 14)", "A", "GA", 81, "", "6", 2026),
        ("A/65/L.1", "A", "GA", 65, "L", "1", 2010),
        ("A/C.2/65/L.3", "A", "GA", 65, "L", "3", 2010),
        ("A/5217", "A", "GA", 0, "", "5217", 0),
        ("A/HRC/31/4", "A", "HRC", 31, "", "4", 0),
        ("A/HRC/RES/16/3", "A", "HRC", 16, "RES", "3", 0),
        ("A/CONF.62/122", "A", "CONF.62", 0, "", "122", 0),
        ("A/CN.4/L.790", "A", "CN.4", 0, "L", "790", 0),
        ("S/2024/12", "S", "SC", 0, "", "12", 2024),
        ("S/RES/1325 (2000)", "S", "SC", 0, "RES", "1325", 2000),
        ("S/PV.8000", "S", "SC", 0, "PV", "8000", 0),
        ("E/2024/15", "E", "ECOSOC", 0, "", "15", 2024),
        ("E/RES/2004/23", "E", "ECOSOC", 0, "RES", "23", 2004),
        ("E/CN.4/Sub.2/2004/5", "E", "CN.4/SUB.2", 0, "", "5", 2004),
        ("UNEP/CMS/Conf.10.27", "CMS", "COP", 10, "", "27", 0),
        ("UNEP/CMS/Inf.10.36", "CMS", "COP", 10, "INF", "36", 0),
        ("UNEP/CMS/Resolution 12.11", "CMS", "COP", 12, "RES", "11", 0),
        ("UNEP/CMS/COP12/Doc.24.1.1", "CMS", "COP", 12, "DOC", "24.1.1", 0),
        ("UNEP/IPBES.MI/2/INF/16", "IPBES", "MI", 2, "INF", "16", 0),
        ("IPBES/7/10", "IPBES", "", 7, "", "10", 0),
        ("WHC-10/34.COM/5D", "WHC", "COM", 34, "", "5D", 2010),
        ("WHC-97/CONF.208/17", "WHC", "CONF.208", 0, "", "17", 1997),
        ("FCCC/CP/2007/6", "FCCC", "COP", 0, "", "6", 2007),
        ("FCCC/KP/CMP/2007/1", "FCCC", "CMP", 0, "", "1", 2007),
        ("FCCC/SBI/2010/MISC.5", "FCCC", "SBI", 0, "MISC", "5", 2010),
        ("ICCD/COP(10)/31", "ICCD", "COP", 10, "", "31", 0),
        ("ICCD/CST(S-2)/5", "ICCD", "CST", 2, "", "5", 0),
        ("UNEP/GCSS.XII/3", "UNEP", "GCSS", 12, "", "3", 0),
        ("UNEP/GC.25/INF/1", "UNEP", "GC", 25, "INF", "1", 0),
        ("UNEP/GC/23/3", "UNEP", "GC", 23, "", "3", 0),
        ("UNEP/EA.2/Res.4", "UNEP", "EA", 2, "RES", "4", 0),
        ("UNEP/POPS/COP.5/3", "POPS", "COP", 5, "", "3", 0),
        ("SC62 Doc. 13", "", "STC", 62, "DOC", "13", 0),
        ("COP11-DR-3", "RAMSAR", "COP", 11, "DR", "3", 0),
        ("13/CP.8", "FCCC", "COP", 8, "", "13", 0),
        ("7/COP.5", "ICCD", "COP", 5, "", "7", 0),
        ("BS-II/13", "CBD", "CP-MOP", 2, "", "13", 0),
        ("NP-4/1", "CBD", "NP-MOP", 4, "", "1", 0),
        ("SS.XII/3", "UNEP", "GCSS", 12, "", "3", 0),
        ("decision X/20", "", "", 10, "", "20", 0),
        ("XI.6", "", "", 11, "", "6", 0),
        ("8/2011", "", "", 0, "", "8", 2011),
        ("resolution 2004/23", "", "", 0, "", "23", 2004),
        ("resolution 1325 (2000)", "", "", 0, "", "1325", 2000),
        ("resolution 10.18", "", "", 10, "", "18", 0),
        ("Resolution Conf. 10.10", "CITES", "", 10, "", "10", 0),
    ],
)
def test_what_a_symbol_says(
    text: str, organisation: str, body: str, session: int, series: str, number: str, year: int
) -> None:
    symbol = parsed(text)
    assert (symbol.organisation, symbol.body, symbol.session) == (organisation, body, session)
    assert (symbol.series, symbol.number, symbol.year) == (series, number, year)


@pytest.mark.parametrize(
    ("text", "organisation", "body", "number", "year"),
    [
        ("DP/2010/3", "DP", "", "3", 2010),
        ("TD/B/57/3", "TD", "B", "57/3", 0),  # that 57 is a session is not for us to guess
        ("XYZ-1/ABC.x/QUX/7", "XYZ-1", "ABC.X/QUX", "7", 0),
    ],
)
def test_a_body_never_seen_keeps_its_parts_and_is_given_no_session(
    text: str, organisation: str, body: str, number: str, year: int
) -> None:
    symbol = parsed(text)
    assert (symbol.organisation, symbol.body, symbol.session) == (organisation, body, 0)
    assert (symbol.number, symbol.year, str(symbol)) == (number, year, text.upper())


@pytest.mark.parametrize(
    ("text", "suffixes"),
    [
        ("UNEP/CBD/COP/11/13/Add.2/Rev.1", ("Add.2", "Rev.1")),
        ("CBD/SBI/3/2/corr.1*", ("Corr.1",)),
        ("A/81/6 (Sect. 10)/Add.1", ("Sect. 10", "Add.1")),
        ("A/81/6 (Sect. 29A)/Part A", ("Sect. 29A", "Part A")),
        ("COP11-DR-3 Rev.1", ("Rev.1",)),
        ("CBD/SBI/3/2", ()),
    ],
)
def test_suffixes(text: str, suffixes: tuple[str, ...]) -> None:
    assert parsed(text).suffixes == suffixes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UNEP/CBD/COP/11/17", SymbolKind.DOCUMENT),
        ("UNEP/CBD/COP/DEC/XIII/25", SymbolKind.DECISION),
        ("A/RES/65/161", SymbolKind.RESOLUTION),
        ("UNEP/EA.2/Res.4", SymbolKind.RESOLUTION),
        ("CBD/SBI/REC/3/1", SymbolKind.RECOMMENDATION),
        ("X/20", SymbolKind.NUMBER),
        ("BS-II/13", SymbolKind.DECISION),
        ("13/CP.8", SymbolKind.DECISION),
        ("decisions X/20", SymbolKind.DECISION),
        ("décision X/20", SymbolKind.DECISION),
        ("decisión X/20", SymbolKind.DECISION),
        ("решения X/20", SymbolKind.DECISION),
        ("المقرر 12/26", SymbolKind.DECISION),
        ("第X/20号决定", SymbolKind.DECISION),
        ("القرار 65/161", SymbolKind.RESOLUTION),
        ("第65/161号决议", SymbolKind.RESOLUTION),
        ("резолюция 65/161", SymbolKind.RESOLUTION),
        ("recommandation XV/5", SymbolKind.RECOMMENDATION),
        ("建议4/6", SymbolKind.RECOMMENDATION),
        ("التوصية 4/6", SymbolKind.RECOMMENDATION),
    ],
)
def test_kind(text: str, kind: SymbolKind) -> None:
    assert parsed(text).kind is kind


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("UNEP/CBD/COP/11/17", ("UNEP/CBD/COP/11/17", "CBD/COP/11/17")),
        ("cbd/sbi/3/2/add.1", ("CBD/SBI/3/2/Add.1", "UNEP/CBD/SBI/3/2/Add.1")),
        (
            "CBD/COP/DEC/13/25",
            (
                "CBD/COP/DEC/XIII/25",
                "UNEP/CBD/COP/DEC/XIII/25",
                "CBD/COP/DEC/13/25",
                "UNEP/CBD/COP/DEC/13/25",
            ),
        ),
        ("unep/cms/conf.10.27", ("UNEP/CMS/Conf.10.27", "CMS/Conf.10.27")),
        ("UNEP/GCSS.12/3", ("UNEP/GCSS.XII/3", "GCSS.XII/3", "UNEP/GCSS.12/3", "GCSS.12/3")),
        ("a/81/6(sect.29a)", ("A/81/6 (Sect. 29A)",)),
        ("A/RES/2297(XXII)", ("A/RES/2297 (XXII)",)),
        ("e/cn.4/sub.2/2004/5", ("E/CN.4/Sub.2/2004/5",)),
        ("whc-10/34.com/5d", ("WHC-10/34.COM/5D",)),
        ("decision 10/20", ("decision X/20", "decision 10/20")),
        ("decision XIV/34", ("decision 14/34", "decision XIV/34")),  # Arabic from COP 14 on
        ("décision XIII/5", ("decision XIII/5", "decision 13/5")),
        ("resolution 65/161", ("resolution 65/161",)),
        ("recommendation XV/5", ("recommendation XV/5", "recommendation 15/5")),
        ("建议4/6", ("recommendation 4/6", "recommendation IV/6")),
        ("BS-2/13", ("decision BS-II/13", "decision BS-2/13")),
        ("CP-11/7", ("decision CP-11/7",)),
        ("ss 12/3", ("decision SS.XII/3", "decision SS.12/3")),
        ("第XI.6号决议", ("resolution XI.6", "resolution 11.6")),
        ("sc62 doc.13", ("SC62 Doc. 13",)),
        ("COP11 DR3", ("COP11-DR-3",)),
        ("CoP17 Doc. 10.2.1 (Rev. 1)", ("CoP17 Doc. 10.2.1 (Rev. 1)",)),
    ],
)
def test_spellings(text: str, spellings: tuple[str, ...]) -> None:
    symbol = parsed(text)
    assert (symbol.spellings, str(symbol)) == (spellings, spellings[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UNEP",
        "a memorandum",
        "UNEP/CBD/COP/11/17 and more",
        "CBD/COP/11/17 CBD/COP/11/18",
        "decision X/20, paragraph 6",
        "10.18",
        "8(h)",
        "2012",
        "A/" * 300 + "1",
    ],
)
def test_what_is_no_symbol(text: str) -> None:
    assert parse_symbol(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "UNEP/CBD/WG\u2011RI/4/INF/18",
        "UNEP/CBD/WG\u2014RI/4/INF/18",
        "UNEP\u2215CBD\u2044WG\uff0dRI/4/INF/18",
        "ＵＮＥＰ／ＣＢＤ／ＷＧ－ＲＩ／４／ＩＮＦ／１８",
        "\u200eUNEP/CBD/WG-\u00adRI/4/INF/١٨*",
        " unep/cbd/wg-ri/4/inf/18\u00b9",
    ],
)
def test_any_hyphen_width_and_digit(text: str) -> None:
    assert parsed(text) == parsed("CBD/WG-RI/4/INF/18")
