"""Precision and recall of the reference finder on the seed document, against its gold list.

Run as `python scripts/measure_references.py ../shared/data`. Fails below 0.97. Must not index.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from index.model import ParsedDocument
from index.reading.source import SourceFile, parse_source
from index.references import find_references

GOLD = Path(__file__).parent.parent / "tests" / "fixtures" / "seed_references.json"
SEED = Path("seed") / "cop11-cooperation.zh.txt"
SYMBOL = "UNEP/CBD/COP/11/17"
GOAL = 0.97


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of each passage, beside what there is: multisets of targets."""

    found: dict[str, Counter[str]]
    gold: dict[str, Counter[str]]

    @property
    def hits(self) -> int:
        """How many references were found that there are."""
        return sum(
            (found & self.gold.get(label, Counter())).total() for label, found in self.found.items()
        )

    @property
    def precision(self) -> float:
        """Share of what was found that there is."""
        return self.hits / max(1, sum(found.total() for found in self.found.values()))

    @property
    def recall(self) -> float:
        """Share of what there is that was found."""
        return self.hits / max(1, sum(gold.total() for gold in self.gold.values()))

    def differences(self) -> list[str]:
        """One line for each passage where they differ."""
        lines = []
        for label, found in self.found.items():
            gold = self.gold.get(label, Counter())
            beyond, missed = sorted((found - gold).elements()), sorted((gold - found).elements())
            if beyond or missed:
                lines.append(f"{label}: beyond gold {beyond}, missed {missed}")
        return lines


def compare(shared_data: Path) -> Comparison:
    """The references of the seed document, found and listed.

    Args:
        shared_data: the folder that holds `seed/`.
    """
    path = shared_data / SEED
    parsed = parse_source(SourceFile(path.name, path.read_bytes(), {"symbol": SYMBOL}))
    if not isinstance(parsed, ParsedDocument):
        raise TypeError(f"{path} is no document")
    found = find_references(parsed.units, symbol=SYMBOL)
    gold: dict[str, list[str]] = json.loads(GOLD.read_text("utf-8"))
    return Comparison(
        {
            unit.label: Counter(reference.target for reference in references)
            for unit, references in zip(parsed.units, found, strict=True)
        },
        {label: Counter(targets) for label, targets in gold.items()},
    )


def main() -> int:
    """Print precision, recall and every difference; 1 where either is below the goal."""
    comparison = compare(Path(sys.argv[1]))
    print(f"precision {comparison.precision:.4f}  recall {comparison.recall:.4f}")
    print(f"{sum(gold.total() for gold in comparison.gold.values())} references in the gold list")
    print("\n".join(comparison.differences()))
    return int(min(comparison.precision, comparison.recall) < GOAL)


if __name__ == "__main__":
    sys.exit(main())
