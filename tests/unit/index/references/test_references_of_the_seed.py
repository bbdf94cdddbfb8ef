"""Precision and recall on the seed document, against its gold list."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from index.reading.source import SourceFile, parse_source
from index.references import find_references

GOLD = Path(__file__).parents[3] / "fixtures" / "seed_references.json"
SYMBOL = "UNEP/CBD/COP/11/17"


def test_the_seed_is_read_as_the_gold_list_says(shared_data):
    path = shared_data / "seed" / "cop11-cooperation.zh.txt"
    parsed = parse_source(SourceFile(path.name, path.read_bytes(), {"symbol": SYMBOL}))
    gold = {
        label: Counter(targets) for label, targets in json.loads(GOLD.read_text("utf-8")).items()
    }
    references = find_references(parsed.units, symbol=SYMBOL)
    found = {
        unit.label: Counter(one.target for one in of_unit)
        for unit, of_unit in zip(parsed.units, references, strict=True)
    }
    hits = sum((found[label] & gold.get(label, Counter())).total() for label in found)
    assert found.keys() == gold.keys()
    assert hits / sum(one.total() for one in found.values()) >= 0.97
    assert hits / sum(one.total() for one in gold.values()) >= 0.97
