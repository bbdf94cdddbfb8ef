"""Works, their versions, and the translations of a passage, in a collection with a slip in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.errors import DocumentNotFound, PassageNotFound
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot
from retriever.alignment.compare import DoubtKind
from retriever.search import Searcher
from retriever.translations import paragraph_groups, translations_of
from retriever.versions import WorkVersions, work_versions

ENGLISH = (
    "The workshop was held in Quito in March 2031 and was attended by 48 experts.",
    "It was opened by the mayor.",
    "Costs came to 240,000 dollars, of which 90,000 were paid by the hosts.",
    "The method was tried at 17 sites in 2029 and at 23 sites in the year that followed.",
    "The next workshop will be held in 2033.",
)
FRENCH = (
    "L'atelier s'est tenu à Quito en mars 2031 et a réuni 48 experts.",
    "Le maire l'a ouvert.",
    "Les dépenses se sont élevées à 240 000 dollars, dont 90 000 payés par les hôtes.",
    "La méthode a été essayée sur 17 sites en 2029 et sur 23 sites l'année suivante.",
    "Le prochain atelier aura lieu en 2033.",
)
SPANISH = (
    "El taller se celebró en Quito en marzo de 2031 y asistieron 48 expertos.",
    "Lo inauguró el alcalde.",
    # the third paragraph is missing, and the rest is numbered anew
    "El método se ensayó en 17 sitios en 2029 y en 23 sitios el año siguiente.",
    "El próximo taller se celebrará en 2033.",
)
OTHER = ("Ce texte est seul.", "Il n'a pas de symbole.")


def note(texts: tuple[str, ...]) -> bytes:
    numbered = (f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return "\n\n".join(numbered).encode()


def add(collection: Collection, name: str, content: bytes, **metadata: str) -> None:
    with collection.writer(HashEncoder()) as writer:
        source = SourceFile(name, content, metadata)
        writer.add(parse_source(source), content_hash=name)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("versions")
    made = Collection.create(folder, "default", Manifest.new(HashEncoder().identity))
    add(made, "n.en.txt", note(ENGLISH), symbol="UNEP/CBD/COP/31/4", lang="en")
    add(made, "n.fr.txt", note(FRENCH), symbol="CBD/COP/31/4", lang="fr")
    add(made, "n.es.txt", note(SPANISH), symbol="CBD/COP/31/4", lang="es")
    add(made, "other.fr.txt", note(OTHER), lang="fr")
    return made


@pytest.fixture(scope="module")
def snapshot(collection: Collection) -> Iterator[Snapshot]:
    with collection.snapshot() as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def versions(snapshot: Snapshot) -> WorkVersions:
    return snapshot.derived(work_versions)


EN, FR, ES = "unep-cbd-cop-31-4.en", "cbd-cop-31-4.fr", "cbd-cop-31-4.es"


def test_one_work_however_its_symbol_is_spelled(versions: WorkVersions) -> None:
    (work,) = versions.works
    assert [(one.document_id, one.lang) for one in work.versions] == [
        (EN, "en"),
        (FR, "fr"),
        (ES, "es"),
    ]
    for spelled in ("CBD/COP/31/4", "UNEP/CBD/COP/31/4", "cop/31/4"):
        assert versions.work(spelled) is work


def test_a_symbol_that_is_not_here(versions: WorkVersions) -> None:
    with pytest.raises(DocumentNotFound, match="CBD/COP/31/5") as raised:
        versions.work("CBD/COP/31/5")
    assert raised.value.hint == "symbols here: UNEP/CBD/COP/31/4"


def test_the_report_names_what_slipped_and_the_one_that_did(versions: WorkVersions) -> None:
    report = versions.report(versions.work("CBD/COP/31/4"))
    assert report.reference in {EN, FR}
    assert report.labels == 5
    by_id = {one.document_id: one for one in report.versions}
    assert by_id[EN].aligned
    assert by_id[FR].aligned
    assert not by_id[ES].aligned
    assert by_id[ES].related
    assert {(doubt.kind, doubt.label) for doubt in by_id[ES].doubts} >= {
        (DoubtKind.SHIFTED, "4"),
        (DoubtKind.SHIFTED, "5"),
    }


def test_only_what_runs_in_step_is_one_group(snapshot: Snapshot) -> None:
    groups = paragraph_groups(snapshot)

    def group(passage_id: str) -> int:
        return int(groups[list(snapshot.row_ids).index(snapshot.row_id(passage_id))])

    assert group(f"{EN}:1") == group(f"{FR}:1") == group(f"{ES}:1")
    assert group(f"{EN}:3") == group(f"{FR}:3") != group(f"{ES}:3")
    assert group(f"{EN}:4") == group(f"{FR}:4") != group(f"{ES}:4")
    assert group("other-fr:1") < 0


def test_translations_say_whether_they_are_to_be_trusted(snapshot: Snapshot) -> None:
    french, spanish = translations_of(snapshot, f"{EN}:4")
    assert (french.passage.passage_id, french.aligned, french.reason) == (f"{FR}:4", True, "")
    assert (spanish.passage.passage_id, spanish.aligned) == (f"{ES}:4", False)
    assert spanish.reason == "paragraph 4 in en is paragraph 3 in es"
    assert translations_of(snapshot, "other-fr:1") == ()
    with pytest.raises(PassageNotFound):
        translations_of(snapshot, "nothing:1")


def test_collapsed_results_pair_nothing_silently(snapshot: Snapshot) -> None:
    searcher = Searcher(snapshot, HashEncoder())
    found = searcher.search("17 sites 23 2029", top_k=12, collapse_translations=True).results
    with_four = next(one for one in found if one.passage.passage_id in {f"{EN}:4", f"{FR}:4"})
    assert ES not in {one.passage_id.split(":")[0] for one in with_four.translations}
    assert sum(1 + len(one.translations) for one in found) == len(snapshot.row_ids)


def test_what_was_compared_is_not_compared_again(collection: Collection) -> None:
    with collection.snapshot() as before:
        known = before.derived(work_versions)
        add(collection, "late.fr.txt", note(("Encore une note.",)), lang="fr")
        with collection.snapshot(before) as after:
            later = after.derived(work_versions)
            assert later is not known
            assert later.comparisons.keys() == known.comparisons.keys()
            for rows, comparison in known.comparisons.items():
                assert later.comparisons[rows] is comparison
    collection.remove("late-fr")


def test_records_of_a_corpus_are_versions_in_any_order(tmp_path: Path) -> None:
    lines = []
    for lang, texts in (("en", ENGLISH), ("fr", FRENCH)):
        numbers = range(1, 6) if lang == "en" else (4, 2, 5, 1, 3)
        lines += [
            {
                "_id": f"{lang}{number}",
                "text": texts[number - 1],
                "metadata": {"symbol": "CBD/COP/31/4", "lang": lang, "label": str(number)},
            }
            for number in numbers
        ]
    made = Collection.create(tmp_path, "default", Manifest.new(HashEncoder().identity))
    content = "\n".join(map(json.dumps, lines)).encode()
    add(made, "corpus.jsonl", content)
    with made.snapshot() as snapshot:
        labels = {one.label for one in snapshot.document_passages("corpus")}
        assert labels == set("12345")
        assert all(len(translations_of(snapshot, f"en{number}")) == 1 for number in range(1, 6))
        assert all(one.aligned for one in translations_of(snapshot, "fr4"))
