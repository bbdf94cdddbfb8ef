"""The queries of a BEIR folder that have an answer: what is put to a searcher to measure it.

Depends on no collection, so that one reading serves any number of searchers. Must not search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from index.errors import InvalidEvaluation, InvalidParameter
from retriever.evaluation.beir import EvaluationSet, read_evaluation_set
from retriever.query import read_query


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a relevant passage.

    Attributes:
        query_id: its id.
        text: what is asked.
        lang: the language named in the file, else the one told from the text.
        kind: `metadata.kind`, "" where absent.
    """

    query_id: str
    text: str
    lang: str
    kind: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Some or all of the queries of a folder that have a relevant passage.

    Attributes:
        evaluation_set: all queries and judgements of the folder.
        questions: those that are asked, in file order, at least one.
    """

    evaluation_set: EvaluationSet
    questions: tuple[Question, ...]

    @property
    def texts(self) -> list[str]:
        """What is asked, in order: `Searcher.encode` makes the vectors of it."""
        return [question.text for question in self.questions]

    def every(self, step: int) -> Self:
        """The first question and each `step`-th after it: a sample that needs no seed.

        Where a file holds the same questions in several languages one after another, a step that
        shares no factor with their number picks other questions in each language, so that those
        of a sample say more and depend on each other less.

        Raises:
            InvalidParameter: `step` is below 1.
        """
        if step < 1:
            raise InvalidParameter(
                f"a sample of every {step}th question", hint="take a step of 1 (all) or more"
            )
        return replace(self, questions=self.questions[::step])


def read_questions(folder: Path) -> QuestionSet:
    """Read the queries of a BEIR folder that have a relevant passage.

    Raises:
        InvalidEvaluation: a file is missing or malformed, or no query has a relevant passage.
        InvalidQuery: a query without a language is too long to tell it.
    """
    evaluation_set = read_evaluation_set(folder)
    answered = {one.query_id for one in evaluation_set.judgements if one.relevance > 0}
    if not answered:
        raise InvalidEvaluation(
            f"{evaluation_set.qrels_path} names no relevant passage",
            hint="at least one line needs a score of 1 or more",
        )
    questions = tuple(
        Question(query.query_id, query.text, query.lang or read_query(query.text).lang, query.kind)
        for query in evaluation_set.queries
        if query.query_id in answered
    )
    return QuestionSet(evaluation_set, questions)
