"""A verdict in one sentence. Must not decide anything."""

from __future__ import annotations

from collections.abc import Sequence

from retriever.verification.verdict import CitedPassage, FoundSpan, Judgement

_ONE_WORD = 1


def explained(
    judgement: Judgement,
    *,
    citation: str,
    problem: str,
    found: Sequence[FoundSpan],
    cited: Sequence[CitedPassage],
    is_exact: bool,
    is_searchable: bool,
    words: int,
) -> str:
    """Say a verdict to a person.

    Args:
        judgement: what the quotation is.
        citation: as given; "" for none.
        problem: why the citation names nothing; "" where it does.
        found: where the quotation stands; for an absent one the nearest passage.
        cited: what the citation names.
        is_exact: whether the quotation stands word for word where it was found.
        is_searchable: whether it holds a word by which it could be looked for.
        words: how many words are quoted.
    """
    where = _listed(found) if found else ""
    beginning = f"The citation names nothing ({problem}); " if problem else ""
    match judgement:
        case Judgement.EXACT:
            word = "The word quoted stands" if words == _ONE_WORD else "The words quoted stand"
            return f"{word} in {where}."
        case Judgement.NEAR:
            return f"The quotation is from {where}, but not word for word."
        case Judgement.TRANSLATION if is_exact:
            return f"The quotation is the {_lang(found)} version of what is cited: {where}."
        case Judgement.TRANSLATION if cited and found[0].at.passage not in _passages(cited):
            return (
                f"The quotation is from the {_lang(found)} version of what is cited, {where}, "
                "but not word for word."
            )
        case Judgement.TRANSLATION:
            return f"The quotation says in another language what {where} says."
        case Judgement.ELSEWHERE:
            how = "stands" if is_exact else "stands, with differences,"
            if problem:
                return f"{beginning}the quotation {how} in {where}."
            return f"The citation is wrong: the quotation {how} in {where}, not in {citation}."
        case Judgement.ABSENT if not is_searchable:
            text = "the quotation is too short, or its words too common, to tell where it stands."
            return beginning + text if beginning else text[:1].upper() + text[1:]
        case Judgement.ABSENT:
            nearest = f"; the nearest passage is {where}" if found else ""
            text = f"the quotation stands in no passage of the collection{nearest}."
            return beginning + text if beginning else text[:1].upper() + text[1:]


def _listed(found: Sequence[FoundSpan]) -> str:
    """Where a quotation was found: citations, each once, with the language."""
    names = list(dict.fromkeys(f"{span.at.citation} ({span.at.passage.lang})" for span in found))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _lang(found: Sequence[FoundSpan]) -> str:
    return found[0].at.passage.lang


def _passages(cited: Sequence[CitedPassage]) -> list[object]:
    return [one.passage for one in cited]
