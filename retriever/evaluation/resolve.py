"""What the qrels mean in a collection: corpus ids turned into passage ids, or refused.

Must not read files or search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from index.errors import InvalidEvaluation
from index.model import Passage
from retriever.evaluation.beir import EvaluationSet, Judgement, name_some


def label_targets(passages: Iterable[Passage]) -> dict[str, str]:
    """Passage ids by label, for the passages of one document.

    An alternative label counts where no passage has it as its label and only one has it at all.
    """
    labels: dict[str, str] = {}
    alternatives: dict[str, list[str]] = {}
    for passage in passages:
        labels[passage.label] = passage.passage_id
        for label in passage.alt_labels:
            alternatives.setdefault(label, []).append(passage.passage_id)
    unambiguous = {label: ids[0] for label, ids in alternatives.items() if len(ids) == 1}
    return unambiguous | labels


def resolve_qrels(
    evaluation_set: EvaluationSet, targets: Mapping[str, str], *, document: str | None
) -> dict[str, dict[str, int]]:
    """Grades of the relevant passages of each query that has any, in the order of the queries.

    Grade 0 says no more than leaving a passage out, so it is left out.

    Args:
        evaluation_set: the queries and judgements.
        targets: passage id by what the qrels may call it.
        document: the document whose labels the targets are, for the message; None where they are
            passage ids.

    Raises:
        InvalidEvaluation: a judgement names no passage, or two judgements contradict each other.
    """
    path = evaluation_set.qrels_path
    unknown = [one for one in evaluation_set.judgements if one.corpus_id not in targets]
    if unknown:
        raise _unknown_passages(path, unknown, document)
    grades: dict[str, dict[str, int]] = {query.query_id: {} for query in evaluation_set.queries}
    for judgement in evaluation_set.judgements:
        passage_id = targets[judgement.corpus_id]
        earlier = grades[judgement.query_id].setdefault(passage_id, judgement.relevance)
        if earlier != judgement.relevance:
            raise _contradiction(path, judgement, earlier)
    return relevant_only(grades)


def relevant_only(grades: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """The grades above 0, of the queries that have any."""
    relevant = {
        query_id: {passage_id: grade for passage_id, grade in passages.items() if grade > 0}
        for query_id, passages in grades.items()
    }
    return {query_id: passages for query_id, passages in relevant.items() if passages}


def _unknown_passages(
    path: Path, unknown: list[Judgement], document: str | None
) -> InvalidEvaluation:
    names = [judgement.corpus_id for judgement in unknown]
    count = len(set(names))
    if document is None:
        where = "passages of the collection"
        hint = "index their corpus first; if they are labels, name the document they stand in"
    else:
        where = f'labels of the document "{document}"'
        hint = "compare them with the labels that the document has"
    return InvalidEvaluation(
        f"{path}: {count} corpus ids are not {where}: {name_some(unknown, names)}", hint=hint
    )


def _contradiction(path: Path, judgement: Judgement, earlier: int) -> InvalidEvaluation:
    return InvalidEvaluation(
        f'{path}, line {judgement.line}: query "{judgement.query_id}" gives '
        f'"{judgement.corpus_id}" the score {judgement.relevance}, '
        f"and the same passage {earlier} in a line above",
        hint="keep one of the two lines",
    )
