"""Cases made from the sample corpus, with the hash encoder: those that need no meaning."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from retriever.citations import cite
from retriever.search import Searcher
from retriever.verification import Judgement, verify
from retriever.verification.comparison import compare
from retriever.verification.quotation import read_quotation
from retriever.verification.source import source_of

ROOT = Path(__file__).resolve().parents[4]
EVERY = 11
"""Takes part in no regularity of the cases; 365 of them are left."""

GOAL = 0.97

FEWEST = 15
"""Changes in brackets in each language."""


@pytest.fixture(scope="module")
def making_cases() -> ModuleType:
    path = ROOT / "scripts" / "verification_cases.py"
    spec = importlib.util.spec_from_file_location("verification_cases", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    encoder = HashEncoder()
    manifest = Manifest.new(encoder.identity, tokens=False)
    collection = Collection.create(tmp_path_factory.mktemp("sample"), "default", manifest)
    with collection.writer(encoder) as writer:
        for source in iter_sources([sample_folder() / "documents"], metadata={}):
            assert isinstance(source, SourceFile)
            writer.add(parse_source(source), content_hash=source.name)
    with collection.snapshot() as snapshot:
        yield Searcher(snapshot, encoder)


def test_generated_cases_reach_the_goal(sample: Searcher, making_cases: ModuleType) -> None:
    snapshot = sample.snapshot
    documents = {document.document_id: document for document in snapshot.documents()}
    passages = [one for key in documents for one in snapshot.document_passages(key)]
    cases = list(
        making_cases.word_cases(passages, lambda one: cite(documents[one.document_id], one))
    )[::EVERY]
    assert len(cases) >= 200
    right: Counter[str] = Counter()
    wrong: list[str] = []
    for case in cases:
        verdict = verify(sample, case.quotation, case.citation)
        if case.kind.startswith(("number changed", "negation changed")) or "brackets" in case.kind:
            assert verdict.judgement is not Judgement.EXACT, case
        found = {span.at.passage.passage_id for span in verdict.found}
        is_right = (
            verdict.judgement == case.expected
            and (not case.passage_id or case.passage_id in found)
            and (not case.warning or any(case.warning in one for one in verdict.warnings))
        )
        right[case.kind] += is_right
        if not is_right:
            wrong.append(f"{case.kind}: {case.quotation[:80]} → {verdict.judgement}")
    assert right.total() / len(cases) >= GOAL, wrong


def test_no_change_in_brackets_is_exact(sample: Searcher, making_cases: ModuleType) -> None:
    """Every number of the sample in an editor's brackets; every text as a draft with its own."""
    rng = random.Random(making_cases.SEED)
    documents = [document.document_id for document in sample.snapshot.documents()]
    passages = [one for key in documents for one in sample.snapshot.document_passages(key)]
    checked: Counter[str] = Counter()
    for passage in passages:
        text, lang = passage.text, passage.lang
        if len(text) > making_cases.MOST_LETTERS:
            continue
        for change in (making_cases.bracket_number, making_cases.end_in_number):
            quotation = change(text, lang, rng)
            if quotation is not None:
                compared = compare(read_quotation(quotation), source_of([passage]))
                assert not compared.is_exact, (quotation, text)
                checked[f"number {lang}"] += 1
        draft = making_cases.draft_of(text, lang, rng)
        if draft is not None:
            source = source_of([replace(passage, text=draft, footnote_refs=())])
            assert compare(read_quotation(draft), source).is_exact, draft
            changed = making_cases.change_own(draft, lang, rng)
            for quotation in (changed, text, making_cases.OWN.sub("", draft)):
                assert not compare(read_quotation(quotation), source).is_exact, (quotation, draft)
            checked[f"draft {lang}"] += 1
    assert len(checked) == 12
    assert min(checked.values()) >= FEWEST, checked
