"""Versions that run in step are trusted; where one slips, that is said and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from retriever.alignment.compare import Comparison, Doubt, DoubtKind, compare
from retriever.alignment.traces import VersionUnit
from retriever.translations import doubt_sentence

ENGLISH = (
    "The workshop was held in Quito from 3 to 7 March 2031 and was attended by 48 experts.",
    "It was opened by the mayor.",
    "Having heard a report on the decline of cloud forests along the eastern slopes of the range, "
    "the experts agreed that a common method of measurement was wanted more than anything else.",
    "The method is described in document CBD/SBSTTA/33/INF/4, paragraph 12, and was tried at "
    "17 sites in 2029.",
    "Costs came to 240,000 dollars.",
    "Two institutes offered to train observers, and a third one to keep the measurements in a "
    "library that everybody may consult without charge.",
    "The next workshop will be held in 2033.",
    "The chair thanked the hosts for their kindness and closed the meeting at 6 p.m.",
)
FRENCH = (
    "L'atelier s'est tenu à Quito du 3 au 7 mars 2031 et a réuni 48 experts.",
    "Le maire l'a ouvert.",
    "Ayant entendu un rapport sur le recul des forêts de brouillard le long des versants orientaux "
    "de la chaîne, les experts sont convenus qu'une méthode commune de mesure était ce qui "
    "manquait le plus.",
    "La méthode est décrite dans le document CBD/SBSTTA/33/INF/4, paragraphe 12, et a été essayée "
    "sur 17 sites en 2029.",
    "Les dépenses se sont élevées à 240 000 dollars.",
    "Deux instituts ont offert de former des observateurs, et un troisième de conserver les "
    "mesures dans une bibliothèque que chacun pourra consulter gratuitement.",
    "Le prochain atelier aura lieu en 2033.",
    "Le président a remercié les hôtes de leur amabilité et levé la séance à 18 heures.",
)

Compared = Callable[..., Comparison]
ALL = frozenset("12345678")


def units(texts: Sequence[str], labels: Sequence[str] | None = None) -> list[VersionUnit]:
    """Paragraphs numbered from 1, or labelled as given."""
    named = labels or [str(number) for number in range(1, len(texts) + 1)]
    return [VersionUnit(label, text) for label, text in zip(named, texts, strict=True)]


@pytest.fixture
def compared() -> Compared:
    """Compares the English text with a French one; `labels` of the latter may be given."""

    def run(texts: Sequence[str], labels: Sequence[str] | None = None) -> Comparison:
        return compare(units(ENGLISH), units(texts, labels), ("en", "fr"))

    return run


def test_versions_in_step(compared: Compared) -> None:
    assert compared(FRENCH) == Comparison(ALL, ())


def test_a_paragraph_dropped_and_the_rest_renumbered(compared: Compared) -> None:
    found = compared([*FRENCH[:3], *FRENCH[4:]])
    assert found.trusted == {"1", "2", "3"}
    assert found.related
    assert Doubt(DoubtKind.SHIFTED, "5", ("5",), ("4",)) in found.doubts
    assert Doubt(DoubtKind.SHIFTED, "8", ("8",), ("7",)) in found.doubts
    assert {doubt.label for doubt in found.doubts} == set("45678")
    lost = found.doubts[0]
    assert lost == Doubt(DoubtKind.SHIFTED, "4", ("5",), ("4",), (True, False))
    assert doubt_sentence(lost, "en", "fr") == (
        "paragraph 5 in en is paragraph 4 in fr; paragraph 4 in en has no counterpart in fr"
    )
    assert found.turned().doubts[0].alone == (False, True)


def test_a_paragraph_dropped_and_its_number_with_it(compared: Compared) -> None:
    """The labels say so themselves: nothing else is in doubt."""
    found = compared([*FRENCH[:3], *FRENCH[4:]], ["1", "2", "3", "5", "6", "7", "8"])
    assert found == Comparison(ALL - {"4"}, (Doubt(DoubtKind.MISSING, "4"),))


def test_a_paragraph_split_in_two(compared: Compared) -> None:
    first, second = FRENCH[2].split(", les experts")
    found = compared([*FRENCH[:2], f"{first}.", f"Les experts{second}", *FRENCH[3:]])
    assert found.trusted == {"1", "2"}
    assert Doubt(DoubtKind.SPLIT, "3", ("3",), ("3", "4")) in found.doubts
    assert Doubt(DoubtKind.SHIFTED, "5", ("5",), ("6",)) in found.doubts


def test_a_part_with_a_number_of_its_own_shifts_nothing(compared: Compared) -> None:
    first, second = FRENCH[2].split(", les experts")
    found = compared(
        [*FRENCH[:2], f"{first}.", f"Les experts{second}", *FRENCH[3:]],
        ["1", "2", "3", "3bis", "4", "5", "6", "7", "8"],
    )
    assert found.trusted == ALL - {"3"}
    assert {(doubt.kind, doubt.right) for doubt in found.doubts} == {
        (DoubtKind.SPLIT, ("3", "3bis"))
    }


def test_two_paragraphs_joined(compared: Compared) -> None:
    found = compared([*FRENCH[:3], f"{FRENCH[3]} {FRENCH[4]}", *FRENCH[5:]])
    assert found.trusted == {"1", "2", "3"}
    assert Doubt(DoubtKind.SPLIT, "4", ("4", "5"), ("4",)) in found.doubts


def test_two_neighbours_exchanged(compared: Compared) -> None:
    found = compared([*FRENCH[:3], FRENCH[4], FRENCH[3], *FRENCH[5:]])
    assert found.trusted == ALL - {"4", "5"}
    assert found.doubts == (
        Doubt(DoubtKind.SHIFTED, "4", ("4",), ("5",)),
        Doubt(DoubtKind.SHIFTED, "5", ("5",), ("4",)),
    )


def test_two_paragraphs_far_apart_exchanged(compared: Compared) -> None:
    found = compared([FRENCH[6], *FRENCH[1:6], FRENCH[0], FRENCH[7]])
    assert found.trusted == ALL - {"1", "7"}
    assert {doubt.label for doubt in found.doubts} == {"1", "7"}


def test_a_version_of_a_few_paragraphs_only(compared: Compared) -> None:
    found = compared([FRENCH[3], FRENCH[6]], ["4", "7"])
    assert found.trusted == {"4", "7"}
    assert {doubt.kind for doubt in found.doubts} == {DoubtKind.MISSING}


def test_another_text_under_the_same_symbol() -> None:
    other = [
        f"In {year} the committee spent {amount} dollars on "
        + "buildings and their upkeep, " * (1 + amount % 4)
        for year, amount in zip(range(2001, 2017), range(3100, 3900, 50), strict=True)
    ]
    note = [text for text in ENGLISH for _ in range(2)]
    found = compare(units(note), units(other), ("en", "en"))
    assert not found.related
    assert found.trusted == frozenset()


def test_no_label_in_common() -> None:
    found = compare(units(ENGLISH[:1], ["1"]), units(FRENCH[:1], ["pp1"]), ("en", "fr"))
    assert found.trusted == frozenset()
    assert [(doubt.kind, doubt.label) for doubt in found.doubts] == [
        (DoubtKind.MISSING, "pp1"),
        (DoubtKind.MISSING, "1"),
    ]


@pytest.mark.parametrize("texts", [(), ("",), ("", "", "")])
def test_empty_texts_and_versions(texts: tuple[str, ...]) -> None:
    compare(units(texts), units(texts), ("en", "fr"))
    compare(units(texts), units(FRENCH), ("en", "fr"))


def test_turned_round() -> None:
    shorter = [*FRENCH[:3], *FRENCH[4:]]
    there = compare(units(ENGLISH), units(shorter), ("en", "fr"))
    back = compare(units(shorter), units(ENGLISH), ("fr", "en"))
    assert there.turned().trusted == back.trusted
    assert Doubt(DoubtKind.SHIFTED, "8", ("7",), ("8",)) in there.turned().doubts


def test_a_label_that_recurs_is_told_apart() -> None:
    both = [units(texts, ["1", "2", "2", "3", "4", "5", "6", "7"]) for texts in (ENGLISH, FRENCH)]
    assert compare(*both, ("en", "fr")).trusted == {"1", "2", "2~2", "3", "4", "5", "6", "7"}


class TestVectors:
    """Paragraphs of one length and without numbers: only vectors can tell."""

    COUNT = 24
    TEXTS = tuple("word " * 12 for _ in range(COUNT))

    def _meanings(self) -> np.ndarray:
        meanings = np.random.default_rng(5).normal(size=(self.COUNT, 32))
        return _unit(meanings)

    def _compared(self, right: np.ndarray) -> Comparison:
        vectors = self._meanings(), right.astype(np.float32)
        left, other = units(self.TEXTS), units(self.TEXTS[: len(right)])
        return compare(left, other, ("en", "fr"), vectors)

    def test_in_step(self) -> None:
        noise = np.random.default_rng(6).normal(size=(self.COUNT, 32)) * 0.1
        assert not self._compared(_unit(self._meanings() + noise)).doubts

    @pytest.mark.parametrize("places", [(4, 5), (3, 19)])
    def test_two_exchanged(self, places: tuple[int, int]) -> None:
        right = self._meanings()
        right[list(places)] = right[list(places[::-1])]
        labels = {str(place + 1) for place in places}
        assert {doubt.label for doubt in self._compared(right).doubts} == labels

    def test_one_dropped(self) -> None:
        right = np.delete(self._meanings(), 10, axis=0)
        assert self._compared(right).trusted == {str(number) for number in range(1, 11)}

    def test_vectors_that_know_nothing_of_the_other_language_say_nothing(self) -> None:
        strangers = np.random.default_rng(9).normal(size=(self.COUNT, 32))
        assert not self._compared(_unit(strangers)).doubts


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_structure_tells_where_text_does_not() -> None:
    """Texts of one length: the levels of labels and where sections begin are all there is."""
    left = [VersionUnit(label, "x" * 60) for label in ("1", "1(a)", "1(b)", "2", "3", "3(a)")]
    right = [VersionUnit(label, "x" * 60) for label in ("1", "1(a)", "1(b)", "2", "3", "3(a)")]
    assert compare(left, right, ("en", "fr")).trusted == {unit.label for unit in left}
