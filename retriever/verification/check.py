"""The check of one quotation: does the passage cited say this, and if not, which one does?

The cited passage is looked at first, with what stands around it, then its other language versions,
the rest of the collection, and last its meaning. Must not know how texts are compared
(`comparison`) nor when two mean the same (`meaning`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import Passage
from retriever.citations import cite
from retriever.query import CONTROL_CHARACTERS
from retriever.search import Searcher
from retriever.translations import translations_of
from retriever.verification.candidates import is_searchable
from retriever.verification.citing import look_up
from retriever.verification.comparison import Comparison
from retriever.verification.explanations import explained
from retriever.verification.finding import Finder, better
from retriever.verification.meaning import Meaning, meaning_of
from retriever.verification.quotation import Quotation, read_quotation
from retriever.verification.verdict import (
    CitedPassage,
    FoundSpan,
    Judgement,
    Verdict,
)

NEAR = 0.6
"""Similarity from which the cited passage is taken to be what is quoted, with differences."""

NEAR_ELSEWHERE = 0.75
"""Likewise for a passage that is not cited."""

FEWEST_SHARED = 2
"""Words that a passage must share with a quotation to be near it."""

MOST_TRANSLATED = 8
"""Passages of one citation whose other language versions are looked at as well."""


def verify(searcher: Searcher, quotation: str, citation: str = "") -> Verdict:
    """Check a quotation against the passage that its citation names.

    Args:
        searcher: the collection, with its encoder.
        quotation: the words quoted, in any language, with quotation marks around them or without.
        citation: as a drafter writes it, a passage id, or "" to find where the words stand.

    Raises:
        InvalidQuery: the quotation holds no word or is too long.
        EncoderUnavailable: a remote encoder did not answer.
    """
    cleaned = CONTROL_CHARACTERS.sub(" ", citation).strip()
    return _Check(searcher, read_quotation(quotation), cleaned).verdict()


class _Check:
    """One quotation, one citation, one snapshot."""

    def __init__(self, searcher: Searcher, quotation: Quotation, citation: str) -> None:
        self._searcher = searcher
        self._snapshot = searcher.snapshot
        self._quotation = quotation
        self._citation = citation
        self._cited = look_up(searcher.snapshot, citation)
        self._finder = Finder(searcher.snapshot, quotation)

    def verdict(self) -> Verdict:
        """Look from the likeliest place to the least likely, and stop where all is settled."""
        cited = self._cited.passages
        here = self._finder.among(cited)
        if here is not None and here.is_exact:
            return self._at(Judgement.EXACT, here)
        versions = self._versions()
        version = self._finder.among(versions)
        if version is not None and _is_near(version, NEAR):
            return self._at(Judgement.TRANSLATION, version)
        elsewhere = self._finder.elsewhere(
            besides={passage.passage_id for passage in cited},
            first={passage.document_id for passage in cited},
            within=self._cited.whole,
        )
        if self._is_as_cited(elsewhere):
            return self._anywhere(elsewhere)
        stands_elsewhere = elsewhere is not None and elsewhere.is_exact
        if here is not None and _is_near(here, NEAR) and not stands_elsewhere:
            return self._at(Judgement.NEAR, here)
        meaning = self._meaning(versions)
        if meaning is not None and meaning.is_translation:
            return self._translated(meaning)
        if elsewhere is not None and _is_near(elsewhere, NEAR_ELSEWHERE):
            return self._at(Judgement.ELSEWHERE, elsewhere)
        return self._absent(better(here, elsewhere), meaning)

    def _is_as_cited(self, found: Comparison | None) -> bool:
        """Whether what was found anywhere is where the citation says: it names no passage."""
        if not self._citation:
            return True
        if found is None or not found.spans:
            return False
        parts = found.source.parts
        return all(
            self._snapshot.row_id(parts[span.part].passage.passage_id) in self._cited.whole
            for span in found.spans
        )

    def _anywhere(self, found: Comparison | None) -> Verdict:
        if found is None or not _is_near(found, NEAR_ELSEWHERE):
            return self._absent(found, None)
        return self._at(Judgement.EXACT if found.is_exact else Judgement.NEAR, found)

    def _versions(self) -> list[Passage]:
        """The other language versions of what is cited."""
        cited = self._cited.passages
        seen = {passage.passage_id for passage in cited}
        versions = [
            translation.passage
            for passage in cited[:MOST_TRANSLATED]
            for translation in translations_of(self._snapshot, passage.passage_id)
        ]
        return [one for one in versions if one.passage_id not in seen]

    def _meaning(self, versions: Sequence[Passage]) -> Meaning | None:
        """What the quotation means beside the cited passages; None where it is not to be asked.

        In the language of a version that is known, the words must be that version's.
        """
        cited = self._cited.passages
        known = {passage.lang for passage in (*cited, *versions)}
        quotation = self._quotation
        if quotation.is_foreign:
            quotation = replace(quotation, lang="und")
        elif quotation.lang in (*known, "und"):
            return None
        return meaning_of(self._searcher, quotation, cited) if cited else None

    # Verdicts

    def _at(self, judgement: Judgement, comparison: Comparison) -> Verdict:
        return self._verdict(
            judgement,
            found=self._spans(comparison),
            comparison=comparison,
            similarity=comparison.similarity,
            warnings=comparison.warnings,
        )

    def _translated(self, meaning: Meaning) -> Verdict:
        (at,) = self._named([meaning.passage])
        return self._verdict(
            Judgement.TRANSLATION,
            found=(FoundSpan(at, meaning.start, meaning.end),),
            comparison=None,
            similarity=meaning.similarity,
            warnings=meaning.warnings,
        )

    def _absent(self, nearest: Comparison | None, meaning: Meaning | None) -> Verdict:
        found: tuple[FoundSpan, ...] = ()
        similarity = 0.0
        if nearest is not None and nearest.spans:
            found, similarity = self._spans(nearest), nearest.similarity
        elif meaning is not None:
            (at,) = self._named([meaning.passage])
            found = (FoundSpan(at, meaning.start, meaning.end),)
        else:
            found = self._nearest_by_meaning()
        return self._verdict(
            Judgement.ABSENT,
            found=found,
            comparison=None,
            similarity=similarity,
            warnings=meaning.warnings if meaning is not None else (),
        )

    def _nearest_by_meaning(self) -> tuple[FoundSpan, ...]:
        if not len(self._snapshot.row_ids):
            return ()
        (result, *_) = self._searcher.search(self._quotation.text, top_k=1).results
        at = CitedPassage(result.passage, result.document, result.citation)
        return tuple(FoundSpan(at, span.start, span.end) for span in result.highlights[:1])

    def _verdict(
        self,
        judgement: Judgement,
        *,
        found: tuple[FoundSpan, ...],
        comparison: Comparison | None,
        similarity: float,
        warnings: tuple[str, ...],
    ) -> Verdict:
        cited = self._named(self._cited.passages)
        return Verdict(
            judgement=judgement,
            quotation=self._quotation.text,
            citation=self._citation,
            cited=cited,
            citation_problem=self._cited.problem,
            found=found,
            differences=comparison.differences if comparison is not None else (),
            similarity=similarity,
            explanation=explained(
                judgement,
                citation=self._citation,
                problem=self._cited.problem,
                found=found,
                cited=cited,
                is_exact=comparison is not None and comparison.is_exact,
                is_searchable=is_searchable(self._quotation),
                words=len(self._quotation.content),
            ),
            warnings=warnings,
        )

    def _spans(self, comparison: Comparison) -> tuple[FoundSpan, ...]:
        parts = comparison.source.parts
        named = self._named([parts[span.part].passage for span in comparison.spans])
        return tuple(
            FoundSpan(at, span.start, span.end)
            for at, span in zip(named, comparison.spans, strict=True)
        )

    def _named(self, passages: Sequence[Passage]) -> tuple[CitedPassage, ...]:
        """Passages with their documents and citations."""
        documents = self._snapshot.documents_by_id({passage.document_id for passage in passages})
        return tuple(
            CitedPassage(
                passage,
                documents[passage.document_id],
                cite(documents[passage.document_id], passage),
            )
            for passage in passages
        )


def _is_near(comparison: Comparison, least: float) -> bool:
    if comparison.is_exact:
        return True
    return comparison.similarity >= least and comparison.shared >= FEWEST_SHARED
