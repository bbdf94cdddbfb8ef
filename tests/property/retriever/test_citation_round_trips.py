"""Every form that identifies a paragraph reads back as what it was written for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.model import Document, Passage
from index.pinpoints import find_pinpoints
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from index.snapshot import Snapshot
from retriever.citations import STYLES, citation_forms, cite, parse_citation, resolve
from retriever.citations.labels import label_of, read_label
from retriever.citations.links import anchor_of, read_anchor
from retriever.citations.request import CitationRequest, CitedPlace
from retriever.citations.writing import cited_place
from tests.passages import one_passage

SYMBOLS = (
    *("UNEP/CBD/COP/11/17", "CBD/SBSTTA/16/INF/34", "CBD/COP/DEC/15/4", "A/RES/65/161"),
    *("A/81/6 (Sect. 14)", "S/RES/1325 (2000)", "UNEP/CMS/Conf.10.27", "WHC-10/34.COM/5D"),
)
AGAIN = st.sampled_from(["", "", "", "~2", "~13"])
LETTER = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
ROMAN = st.sampled_from(["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiv"])
LEVEL = st.builds(
    "({}){}".format,
    st.one_of(
        LETTER,
        ROMAN,
        LETTER.map(str.upper),
        LETTER.map(lambda one: one * 2),
        st.integers(1, 99).map(str),
    ),
    AGAIN,
)
LEVELS = st.lists(LEVEL, max_size=3).map("".join)
SMALL = st.integers(1, 45).map(str)
NUMBER = st.builds(
    "{}{}{}{}".format,
    st.integers(1, 1_300),
    st.sampled_from(["", "", "", "bis", ".3", ".12.4", "B.2", ".II.1"]),
    AGAIN,
    LEVELS,
)
PREAMBULAR = st.builds("pp{}{}{}".format, SMALL, AGAIN, LEVELS)
PARAGRAPH = st.one_of(NUMBER, NUMBER, PREAMBULAR, st.builds("{}{}".format, LEVEL, LEVELS))
ARTICLE = st.builds("art-{}{}{}".format, SMALL, AGAIN, LEVELS)
SCOPE = st.one_of(
    st.builds("annex-{}{}".format, SMALL, AGAIN),
    st.builds("part-{}{}".format, SMALL, AGAIN),
    st.builds("draft-{}{}".format, SMALL, AGAIN),
    st.builds("annex-{}{}/draft-{}".format, SMALL, AGAIN, SMALL),
    st.builds("annex-{}/part-{}{}".format, SMALL, SMALL, AGAIN),
    st.builds("decision-{}".format, SMALL),
    st.builds("art-{}{}".format, SMALL, AGAIN),
)
LABELS = st.one_of(
    PARAGRAPH,
    ARTICLE,
    st.builds("{}/{}".format, NUMBER, st.one_of(NUMBER, PREAMBULAR)),
    st.builds("{}/{}".format, SCOPE, PARAGRAPH),
)


@given(LABELS)
def test_labels_are_put_together_as_they_are_taken_apart(label: str) -> None:
    assert label_of(read_label(label)) == label


@given(LABELS, st.sampled_from(SYMBOLS), st.sampled_from(sorted(STYLES)))
@example("art-10/pp10", "UNEP/CBD/COP/11/17", "es")
def test_house_styles(label: str, symbol: str, lang: str) -> None:
    written = cite(document(symbol), passage(label), lang)
    assert parse_citation(written) == CitationRequest(symbol, (CitedPlace(label),))


@given(LABELS, st.sampled_from(sorted(STYLES)))
def test_the_place_alone(label: str, lang: str) -> None:
    assert parse_citation(cited_place("", label, lang=lang)).places == (CitedPlace(label),)


@given(st.integers(1, 200), st.integers(1, 200), SCOPE, st.sampled_from(sorted(STYLES)))
def test_ranges(first: int, length: int, scope: str, lang: str) -> None:
    for begin, end in (
        (f"{first}", f"{first + length}"),
        (f"{scope}/{first}", f"{scope}/{first + length}"),
        (f"{first}(a)", f"{first}(c)"),
        (f"{first}(a)(ii)", f"{first}(a)(iv)"),
    ):
        written = cited_place("UNEP/CBD/COP/11/17", begin, end, lang=lang)
        assert parse_citation(written).places == (CitedPlace(begin, end),)


@given(LABELS, st.sampled_from(SYMBOLS))
def test_links(label: str, symbol: str) -> None:
    assert read_anchor(anchor_of(label)) == label
    forms = citation_forms(document(symbol), passage(label))
    assert parse_citation(forms.markdown) == CitationRequest(symbol, (CitedPlace(label),))


@given(LABELS)
def test_akoma_ntoso(label: str) -> None:
    forms = citation_forms(document("UNEP/CBD/COP/11/17"), passage(label))
    expected = label.replace("/(", "(") if label.startswith("art-") else label
    assert parse_citation(forms.akn) == CitationRequest(
        "UNEP-CBD-COP-11-17", (CitedPlace(expected),), "en"
    )


@given(st.text(max_size=200))
def test_any_text_is_taken_apart_and_offsets_stay_within(text: str) -> None:
    parse_citation(text)
    for mention in find_pinpoints(text):
        assert 0 <= mention.start < mention.end <= len(text)
        for item in mention.items:
            assert mention.start <= item.start < item.end <= mention.end


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    sources = list(iter_sources([sample_folder() / "documents"], metadata={}))
    return collection_of(tmp_path_factory.mktemp("sample"), sources)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Collection:
    file = shared_data / "seed" / "cop11-cooperation.zh.txt"
    source = SourceFile(file.name, file.read_bytes(), {"symbol": "UNEP/CBD/COP/11/17"})
    return collection_of(tmp_path_factory.mktemp("seed"), [source])


def test_every_passage_of_the_sample_in_every_form(sample: Collection) -> None:
    with sample.snapshot() as snapshot:
        assert len(snapshot.row_ids) > 300
        assert forms_that_name_something_else(snapshot) == []


def test_every_passage_of_the_seed_in_every_form(seed: Collection) -> None:
    with seed.snapshot() as snapshot:
        assert len(snapshot.row_ids) == 102
        assert forms_that_name_something_else(snapshot) == []


def forms_that_name_something_else(snapshot: Snapshot) -> list[str]:
    """The forms of all passages that do not name their passage, and it alone in its language."""
    wrong = []
    for one in snapshot.documents():
        for cited in snapshot.document_passages(one.document_id):
            forms = citation_forms(one, cited)
            for text in (*forms.styles.values(), *forms.by_number.values(), forms.markdown):
                found = resolve(snapshot, text)
                if [other for other in found if other.document_id == one.document_id] != [cited]:
                    wrong.append(text)
                if {other.label for other in found} != {cited.label}:
                    wrong.append(text)
            if resolve(snapshot, forms.akn) != (cited,):
                wrong.append(forms.akn)
    return wrong


def collection_of(folder: Path, sources: list[SourceFile]) -> Collection:
    encoder = HashEncoder()
    collection = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        for source in sources:
            writer.add(parse_source(source), content_hash=source.name)
    return collection


def document(symbol: str) -> Document:
    return Document("note", "note.txt", symbol, "A note", "en", {}, "0" * 64, 1)


def passage(label: str) -> Passage:
    return one_passage(label=label, passage_id=f"note:{label}")
