"""A symbol, read: what its grammar says of the text that it names.

Must not parse or print; `parsing` makes these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.symbols.kinds import SymbolKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the grammar gives of a symbol; what it does not give stays empty.

    Attributes:
        kind: what the symbol names.
        organisation: the first part, as it is written ("CBD", "A", "FCCC", "WHC"); "UNEP" for
            UNEP's own bodies only. "" for numbers of decisions that do not say it.
        body: code of the body ("COP", "CP-MOP", "SBSTTA", "GA", "CN.4"), the same that mastheads
            give; "" where the symbol does not say.
        session: number of the session or meeting; 0 where the symbol does not say.
        series: "INF", "L", "CRP", "DEC", "RES", "PV" …; "" for the main series.
        number: number in the series ("17", "5D", "24.1.1"), with what could not be told from it
            ("3/7" in symbols of bodies whose grammar is not known); "" where there is none.
        year: as the symbol has it; for texts of the General Assembly the year in which the
            session opened (the 81st in 2026); 0 where the symbol does not say.
    """

    kind: SymbolKind = SymbolKind.DOCUMENT
    organisation: str = ""
    body: str = ""
    session: int = 0
    series: str = ""
    number: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol(Reading):
    """A symbol or number that was read. Two spellings of one are equal.

    Attributes:
        suffixes: what follows the number, outermost last: ("Add.2", "Rev.1"),
            ("Sect. 14", "Add.1").
        normal: as `SymbolMention.normal`, for documents also the principal key of the work.
        spellings: how it is printed, the canonical form first: with and without `UNEP/`, and for
            decisions with Roman and Arabic numerals.
    """

    suffixes: tuple[str, ...] = ()
    normal: str
    spellings: tuple[str, ...] = field(compare=False)

    def __str__(self) -> str:
        """The canonical printed form: "UNEP/CBD/COP/11/17", "decision X/20"."""
        return self.spellings[0]
