"""Works, their versions, and what stands around a passage, as the wire shows them.

Shared by the command line and the HTTP routes. Opens nothing and compares nothing.
"""

from __future__ import annotations

from api import wire
from api.answers import to_wire
from index.errors import InvalidParameter
from index.snapshot import Snapshot
from retriever.citations import resolve
from retriever.translations import doubt_sentence, translations_of
from retriever.versions import VersionReport, WorkReport, work_versions

MAX_AROUND = 50


def translations_of_passage(snapshot: Snapshot, passage_id: str) -> wire.TranslationsResponse:
    """The translations of a passage, by its id.

    Raises:
        PassageNotFound: no passage has this id.
    """
    (passage,) = snapshot.passages([snapshot.row_id(passage_id)])
    found = translations_of(snapshot, passage_id)
    documents = snapshot.documents_by_id(
        {passage.document_id, *(one.passage.document_id for one in found)}
    )
    return wire.TranslationsResponse(
        passage=to_wire.passage_model(documents[passage.document_id], passage),
        translations=[
            wire.TranslatedPassage(
                **to_wire.passage_model(
                    documents[one.passage.document_id], one.passage
                ).model_dump(),
                aligned=one.aligned,
                reason=one.reason,
            )
            for one in found
        ],
    )


def translations_of_citation(snapshot: Snapshot, citation: str) -> list[wire.TranslationsResponse]:
    """The translations of each passage that a citation names, but of no translation again.

    Raises:
        CitationNotFound: nothing bears that name.
    """
    answers: list[wire.TranslationsResponse] = []
    shown: set[str] = set()
    for passage in resolve(snapshot, citation):
        if passage.passage_id not in shown:
            answer = translations_of_passage(snapshot, passage.passage_id)
            shown.update(one.id for one in answer.translations)
            answers.append(answer)
    return answers


def versions_of_work(snapshot: Snapshot, symbol: str) -> wire.WorkVersionsResponse:
    """How the versions of a work agree.

    Raises:
        DocumentNotFound: no document has this symbol.
    """
    versions = snapshot.derived(work_versions)
    report = versions.report(versions.work(symbol))
    return wire.WorkVersionsResponse(
        symbol=report.symbol,
        aligned=all(version.aligned for version in report.versions),
        reference=report.reference,
        labels=report.labels,
        versions=[_version_model(report, version) for version in report.versions],
    )


def with_neighbours(
    snapshot: Snapshot, passage: wire.PassageDetail, around: int
) -> wire.PassageDetail:
    """A passage with as many before and after it in its document, as far as there are any.

    Raises:
        InvalidParameter: `around` is out of bounds.
    """
    if not 0 <= around <= MAX_AROUND:
        raise InvalidParameter(
            f"around is {around}; it must lie between 0 and {MAX_AROUND}",
            hint="read the document whole for more",
        )
    if around == 0:
        return passage
    document = snapshot.document(passage.document.id)
    passages = snapshot.document_passages(document.document_id)
    models = [
        to_wire.passage_model(document, one)
        for one in passages
        if 0 < abs(one.ordinal - passage.ordinal) <= around
    ]
    return passage.model_copy(
        update={
            "before": [one for one in models if one.ordinal < passage.ordinal],
            "after": [one for one in models if one.ordinal > passage.ordinal],
        }
    )


def _version_model(report: WorkReport, version: VersionReport) -> wire.VersionModel:
    return wire.VersionModel(
        document_id=version.document_id,
        lang=version.lang,
        passages=version.passages,
        aligned=version.aligned,
        related=version.related,
        doubts=[
            wire.DoubtModel(
                kind=str(doubt.kind),
                label=doubt.label,
                reference_labels=list(doubt.left),
                labels=list(doubt.right),
                message=doubt_sentence(doubt, report.reference_lang, version.lang),
            )
            for doubt in version.doubts
        ],
    )
