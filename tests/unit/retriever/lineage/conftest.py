"""Collections with lineages: the sample's decisions, and resolutions on another subject."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.model import Metadata
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from index.snapshot import Snapshot

FERRIES = json.loads((Path(__file__).parent / "ferries.json").read_text("utf-8"))
GOLD = json.loads(
    (Path(__file__).resolve().parents[3] / "fixtures" / "sample_families.json").read_text("utf-8")
)
LANGUAGES = ("en", "zh", "es")


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be indexed."""

    name: str
    content: str
    metadata: Metadata


Index = Callable[[Sequence[Text]], Snapshot]


def collected(folder: Path, texts: Sequence[Text]) -> Collection:
    """A collection of some texts."""
    collection = Collection.create(folder, "default", Manifest.new(HashEncoder().identity))
    add(collection, texts)
    return collection


def add(collection: Collection, texts: Sequence[Text]) -> None:
    with collection.writer(HashEncoder()) as writer:
        for text in texts:
            source = SourceFile(text.name, text.content.encode(), text.metadata)
            writer.add(parse_source(source), content_hash=text.name)


def ferries(languages: Sequence[Sequence[str]]) -> Iterator[Text]:
    """The resolutions on ferries, each in the languages given for it."""
    for resolution, langs in zip(FERRIES["resolutions"], languages, strict=True):
        for lang in langs:
            yield _ferry(resolution, lang)


def _ferry(resolution: dict, lang: str) -> Text:
    body = {"en": "The General Assembly,", "zh": "大会，", "es": "La Asamblea General,"}[lang]
    lines = [body]
    for label, _, _, *texts in resolution["paragraphs"]:
        text = texts[LANGUAGES.index(lang)]
        lines.append(text if label.startswith("pp") else f"{label}. {text}")
    return Text(
        f"{resolution['symbol'].replace('/', '-')}.{lang}.txt",
        "\n\n".join(lines),
        {
            "symbol": resolution["symbol"],
            "lang": lang,
            "published": date.fromisoformat(resolution["published"]),
        },
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Index some texts and read them."""
    opened: list[Snapshot] = []

    def make(texts: Sequence[Text]) -> Snapshot:
        folder = tmp_path / f"collection-{len(opened)}"
        opened.append(collected(folder, texts).snapshot())
        return opened[-1]

    yield make
    for snapshot in opened:
        snapshot.close()


def sample_sources(languages: Sequence[str]) -> Iterator[SourceFile]:
    """The sample, its decisions on mussels in some languages only."""
    for source in iter_sources([sample_folder() / "documents"], metadata={}):
        assert isinstance(source, SourceFile)
        document, lang = Path(source.name).name.split(".")[:2]
        if document not in GOLD["documents"] or lang in languages:
            yield source


@pytest.fixture(scope="session", params=["en", "fr", "en+fr"])
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Snapshot]:
    """The sample with its decisions in one language, in the other, and in both."""
    folder = tmp_path_factory.mktemp("lineages")
    collection = Collection.create(folder, "default", Manifest.new(HashEncoder().identity))
    with collection.writer(HashEncoder()) as writer:
        for source in sample_sources(request.param.split("+")):
            writer.add(parse_source(source), content_hash=source.name)
    with collection.snapshot() as snapshot:
        yield snapshot
