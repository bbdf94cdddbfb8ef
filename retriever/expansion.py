"""A question with the names that its concepts have in another language.

`What does CITES ask for?` is asked of Chinese passages together with `濒危物种贸易公约`, so that an
encoder that has never seen the acronym knows what is meant. Must not encode or rank.
"""

from __future__ import annotations

from collections.abc import Iterable

from retriever.glossary import ConceptMention

_OFFICIAL_NAMES = 2
"""Of a concept's names the first is the official one, the second as a rule its short form."""


def expanded_texts(
    text: str, mentions: Iterable[ConceptMention], langs: Iterable[str]
) -> dict[str, str]:
    """The question as it is asked of passages in each language.

    Args:
        text: the question.
        mentions: the concepts that it names (`Glossary.find`).
        langs: languages of passages.

    Returns:
        By language, the question followed by the shorter of the first two names of each concept
        in that language. Languages in which there is nothing to add, because the concepts have
        no name there or the question uses it already, are left out.
    """
    mentions = tuple(mentions)
    concepts = {mention.concept.key: mention.concept for mention in mentions}.values()
    used = {text[mention.start : mention.end].casefold() for mention in mentions}
    expanded: dict[str, str] = {}
    for lang in langs:
        names = [[name.text for name in concept.names if name.lang == lang] for concept in concepts]
        added = [
            min(own[:_OFFICIAL_NAMES], key=len)
            for own in names
            if own and not any(name.casefold() in used for name in own)
        ]
        if added:
            expanded[lang] = " ".join([text, *added])
    return expanded
