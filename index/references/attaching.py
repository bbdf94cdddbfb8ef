"""Which text a numbered place is in: `paragraph 18 of decision X/20`, `第X/20号决定第6段`.

Works on one passage whose mentions of texts are settled. Must not look at other passages.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index.model import UNIDENTIFIED_WORK, Reference, ReferenceKind
from index.pinpoints import PinpointItem, PinpointMention
from index.references import joints
from index.references.anaphora import ADOPTED, SPOKEN_OF, Topic
from index.references.labels import OwnLabels, article_of, expanded, is_container
from index.references.works import Role, WorkMention


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage, as far as what it refers to hangs on it.

    Attributes:
        folded: its text, folded.
        own_work: key of the text it stands in; "" where that has no symbol.
        labels: the labels of that text, seen from this passage.
        drafted: whether it is part of a decision or a draft of one.
        governing: the text that the passage which governs it speaks of.
        before: the text that the passage before it speaks of.
    """

    folded: str
    own_work: str
    labels: OwnLabels
    drafted: bool
    governing: Topic | None = None
    before: Topic | None = None


def references(
    passage: ReadPassage, works: Sequence[WorkMention], pinpoints: Sequence[PinpointMention]
) -> tuple[Reference, ...]:
    """The references of a passage, in order.

    Args:
        passage: the passage.
        works: the texts it names, settled, in order.
        pinpoints: the numbered places it names, in order.
    """
    attacher = _Attacher(passage, works, _apart_from(passage.folded, works, pinpoints))
    places = sorted(attacher.places(), key=_span)
    found = [*places, *_same_places(passage.folded, places), *attacher.whole_texts()]
    return tuple(sorted(found, key=_span))


def _span(reference: Reference) -> tuple[int, int]:
    return reference.start, reference.end


def _same_places(folded: str, places: Sequence[Reference]) -> Iterator[Reference]:
    """该段, "that paragraph": the place that was named last."""
    for match in joints.SAME_PLACE.finditer(folded):
        before = bisect_right(places, match.start(), key=lambda place: place.end)
        if before:
            yield replace(places[before - 1], start=match.start(), end=match.end())


def _apart_from(
    folded: str, works: Sequence[WorkMention], pinpoints: Sequence[PinpointMention]
) -> list[PinpointMention]:
    """The places that are not part of a text's name ("A/81/6 (Sect. 14)"), nor 第一项."""
    apart = []
    for mention in pinpoints:
        before = folded[max(0, mention.start - 3) : mention.start]
        is_item = joints.CHINESE_ITEM.fullmatch(folded, mention.start, mention.end)
        if is_item and not joints.CHINESE_THIS_ARTICLE.search(before):
            continue
        place = bisect_left(works, mention.end, key=lambda work: work.start)
        if place == 0 or works[place - 1].end <= mention.start:
            apart.append(mention)
    return apart


@dataclass(frozen=True, slots=True)
class _Target:
    """The text that a phrase's places are in.

    Attributes:
        start: where the phrase begins, with the words that name the text.
        end: where it ends.
        kind: what the text is.
        work: its key.
        own: whether it is the passage's own text.
        of: whether the text was named after the place, and so for places before it too.
        scope: what to put before the labels ("art-5/").
    """

    start: int
    end: int
    kind: ReferenceKind
    work: str
    own: bool = False
    of: bool = False
    scope: str = ""


_MOST_ARTICLES = 20  # of one range that become a reference each
_REACH = 200  # code points between a place and the text that it is in
_LONGEST_OF_ANNEX = 80  # code points: "annex to General Assembly "


class _Attacher:
    """Attaches the places of one passage to the texts that it names."""

    def __init__(
        self,
        passage: ReadPassage,
        works: Sequence[WorkMention],
        pinpoints: Sequence[PinpointMention],
    ) -> None:
        self._passage = passage
        self._folded = passage.folded
        self._works = works
        self._pinpoints = pinpoints
        self._adopted = _latest_before_each(works, ADOPTED)
        self._latest = _latest_before_each(works, tuple(ReferenceKind))
        self._antecedents = _antecedent_before_each(self._folded, works)
        # By the start of the text: the place whose reference tells of it.
        self._told: dict[int, PinpointMention] = {}
        self._annexes: set[int] = set()  # starts of those that a place in them tells of

    def places(self) -> Iterator[Reference]:
        """A reference for each place; run it before `whole_texts`."""
        targets = self._targets()
        for mention, target in zip(self._pinpoints, targets, strict=True):
            if target is not None and mention.start not in self._annexes:
                yield from self._in_target(mention, target)
            yield from self._articles(mention)

    def whole_texts(self) -> Iterator[Reference]:
        """A reference for each text that is named without a place."""
        for work in self._works:
            known = work.role is Role.OWN or (work.role in SPOKEN_OF and work.work)
            if known and work.start not in self._told:
                yield Reference(work.start, work.end, work.kind, work.work)

    def _targets(self) -> list[_Target | None]:
        """The text of each phrase: as it says, as a phrase joined to it says, or by topic."""
        targets = [self._explicit(mention) for mention in self._pinpoints]
        for place in range(len(targets) - 2, -1, -1):
            following = targets[place + 1]
            if targets[place] is None and following and following.of and self._joined(place):
                targets[place] = self._same(following, self._pinpoints[place])
        for place, mention in enumerate(self._pinpoints):
            if targets[place] is None and self._has_paragraphs(mention):
                previous = targets[place - 1] if place else None
                if previous and self._joined(place - 1):
                    targets[place] = self._same(previous, mention)
                else:
                    targets[place] = self._by_topic(mention)
        return targets

    def _joined(self, place: int) -> bool:
        """Whether a phrase and the next are members of one list."""
        end, start = self._pinpoints[place].end, self._pinpoints[place + 1].start
        return bool(joints.JOIN.fullmatch(self._folded, end, start))

    @staticmethod
    def _same(target: _Target, mention: PinpointMention) -> _Target:
        return replace(target, start=mention.start, end=mention.end)

    @staticmethod
    def _has_paragraphs(mention: PinpointMention) -> bool:
        return any(not is_container(item.label) for item in mention.items)

    @staticmethod
    def _is_in_annex(mention: PinpointMention) -> bool:
        return mention.items[0].label.startswith(("annex", "appendix"))

    def _explicit(self, mention: PinpointMention) -> _Target | None:
        """The text that the words around a phrase give it."""
        if all(article_of(item.label) for item in mention.items):
            return None
        if not self._has_paragraphs(mention):
            return (
                self._of_work(mention) or self._after_work(mention) or self._of_antecedent(mention)
            )
        return (
            self._above_or_below(mention)
            or self._of_work(mention)
            or self._after_work(mention)
            or self._of_antecedent(mention)
            or self._of_words(mention)
        )

    def _above_or_below(self, mention: PinpointMention) -> _Target | None:
        if match := joints.THIS_ARTICLE.match(self._folded, mention.end):
            scope = self._passage.labels.article_scope
            return replace(self._own(mention), end=match.end(), scope=scope)
        start = max(0, mention.start - 10)
        if match := joints.CHINESE_THIS_ARTICLE.search(self._folded, start, mention.start):
            scope = self._passage.labels.article_scope
            return replace(self._own(mention), start=match.start(), scope=scope)
        if before := joints.CHINESE_ABOVE_OR_BELOW.search(self._folded, start, mention.start):
            return replace(self._own(mention), start=before.start())
        if after := joints.ABOVE_OR_BELOW.match(self._folded, mention.end):
            return replace(self._own(mention), end=after.end(), of=True)
        return None

    def _of_work(self, mention: PinpointMention) -> _Target | None:
        place = bisect_left(self._works, mention.end, key=lambda work: work.start)
        if place == len(self._works):
            return None
        work = self._works[place]
        if work.start - mention.end > _REACH:
            return None
        allowed = [joints.OF_WORK]
        if work.role is Role.NAMED:
            allowed.append(joints.OF_TEXT_WITH_SYMBOL)
        if self._is_in_annex(mention):
            allowed.append(joints.AFTER_ANNEX)
        if any(joint.fullmatch(self._folded, mention.end, work.start) for joint in allowed):
            self._told[work.start] = mention
            return self._of(work, mention.start, work.end, of=True)
        return None

    def _after_work(self, mention: PinpointMention) -> _Target | None:
        place = bisect_right(self._works, mention.start, key=lambda work: work.end)
        if place == 0:
            return None
        work = self._works[place - 1]
        if not joints.DIRECTLY_BEFORE.fullmatch(self._folded, work.end, mention.start):
            return None
        annexed = None if self._is_in_annex(mention) else self._annex_before(work)
        if work.start in self._told and not annexed:
            return None  # "paragraph 3 of decision X/20, paragraph 4"
        self._told[work.start] = mention
        opened = "(" in self._folded[work.end : mention.start]
        end = mention.end + (opened and self._folded.startswith(")", mention.end))
        if annexed:
            self._annexes.add(annexed.start)
            return replace(self._of(work, annexed.start, end), scope=f"{annexed.label}/")
        return self._of(work, work.start, end)

    def _annex_before(self, work: WorkMention) -> PinpointItem | None:
        """The annex, or part, of a text that was named before it: "annex I to decision X/20"."""
        if told := self._told.get(work.start):
            (item, *others), before = told.items, told.start < work.start
            alone = before and not others and not item.last_label and is_container(item.label)
            return replace(item, start=told.start) if alone else None
        start = max(0, work.start - _LONGEST_OF_ANNEX)
        unnumbered = joints.ANNEX_OF.search(self._folded, start, work.start)
        if unnumbered is None:
            return None
        label = "appendix" if unnumbered["appendix"] else "annex"
        return PinpointItem(unnumbered.start(), unnumbered.end(), label)

    def _of_antecedent(self, mention: PinpointMention) -> _Target | None:
        """The text named last, where words point back to it: "its paragraph 5", "thereof"."""
        thereof = joints.THEREOF.match(self._folded, mention.end)
        start = max(0, mention.start - 20)
        if not thereof and not joints.ITS.search(self._folded, start, mention.start):
            return None
        end = thereof.end() if thereof else mention.end
        return replace(self._antecedent(mention), end=end, of=thereof is not None)

    def _antecedent(self, mention: PinpointMention) -> _Target:
        """The text named last before a place, in its passage or in the one before."""
        place = bisect_right(self._works, mention.start, key=lambda work: work.end)
        work = self._antecedents[place]
        if article := self._article_before(mention, work.end if work else 0):
            return article
        if work:
            return self._of(work, mention.start, mention.end)
        topic = self._passage.governing or self._passage.before
        if topic:
            return _Target(mention.start, mention.end, topic.kind, topic.work)
        return self._unidentified(mention)

    def _of_words(self, mention: PinpointMention) -> _Target | None:
        """A text that has a name and no number: 成果文件第89段, paragraph 89 of its outcome."""
        start = max(0, mention.start - 30)
        if joints.NAMED_IN_WORDS.search(self._folded, start, mention.start):
            return self._unidentified(mention)
        if joints.OF_SOMETHING.match(self._folded, mention.end):
            return replace(self._unidentified(mention), of=True)
        return None

    def _article_before(self, mention: PinpointMention, position: int) -> _Target | None:
        """An article named right before a place, after a position: "Article 8 and its para. 5"."""
        place = bisect_left(self._pinpoints, mention.start, key=lambda one: one.start)
        before = self._pinpoints[place - 1] if place else None
        if before is None or before.start < position:
            return None
        article = article_of(before.items[-1].label)
        if not article:
            return None
        if self._passage.labels.has_articles and self._is_own_article(before):
            return replace(self._own(mention), scope=f"art-{article}/")
        return _Target(mention.start, mention.end, ReferenceKind.ARTICLE, f"article {article}")

    def _by_topic(self, mention: PinpointMention) -> _Target:
        """The text that is being spoken of: `（第4段）`; else the passage's own."""
        before = self._folded[max(0, mention.start - 20) : mention.start]
        opened = bool(joints.OPENED.search(before))
        topic = self._topic(mention.start)
        if joints.IBID.search(before):
            place = bisect_right(self._works, mention.start, key=lambda work: work.end)
            latest = self._latest[place] or self._passage.before
            return (
                _Target(mention.start, mention.end, latest.kind, latest.work)
                if latest
                else self._unidentified(mention)
            )
        if joints.SEEN.search(before) or (self._passage.drafted and not opened):
            topic = None
        elif topic is None and opened:
            topic = self._passage.before
        if topic is None:
            return self._own(mention)
        return _Target(mention.start, mention.end, topic.kind, topic.work)

    def _topic(self, position: int) -> Topic | None:
        """What is being spoken of at a place: a text that was adopted, rather than a document."""
        place = bisect_right(self._works, position, key=lambda work: work.end)
        return self._adopted[place] or self._latest[place] or self._passage.governing

    def _own(self, mention: PinpointMention) -> _Target:
        work = self._passage.own_work
        return _Target(mention.start, mention.end, ReferenceKind.PARAGRAPH, work, own=True)

    @staticmethod
    def _unidentified(mention: PinpointMention) -> _Target:
        return _Target(mention.start, mention.end, ReferenceKind.PARAGRAPH, UNIDENTIFIED_WORK)

    @staticmethod
    def _of(work: WorkMention, start: int, end: int, *, of: bool = False) -> _Target:
        if work.role is Role.OWN:
            return _Target(start, end, ReferenceKind.PARAGRAPH, work.work, own=True, of=of)
        if not work.work:
            return _Target(start, end, ReferenceKind.PARAGRAPH, UNIDENTIFIED_WORK, of=of)
        return _Target(start, end, work.kind, work.work, of=of)

    def _in_target(self, mention: PinpointMention, target: _Target) -> Iterator[Reference]:
        spans = _spans(mention, target.start, target.end)
        for item, (start, end) in zip(mention.items, spans, strict=True):
            if article_of(item.label):
                continue
            label, last = item.label, item.last_label
            if target.own:
                label = self._passage.labels.of(label, target.scope)
                last = self._passage.labels.of(last, target.scope) if last else ""
            elif label.startswith("("):  # "(c)" of a paragraph that is not named
                if target.work == UNIDENTIFIED_WORK:
                    continue
                label, last = target.scope.rstrip("/"), ""
            else:
                label, last = target.scope + label, last and target.scope + last
            yield Reference(start, end, target.kind, target.work, label, last)

    def _articles(self, mention: PinpointMention) -> Iterator[Reference]:
        spans = _spans(mention, mention.start, mention.end)
        for item, (start, end) in zip(mention.items, spans, strict=True):
            if article_of(item.label):
                yield from self._article(mention, item, start, end)

    def _article(
        self, mention: PinpointMention, item: PinpointItem, start: int, end: int
    ) -> Iterator[Reference]:
        own_work = self._passage.own_work
        if self._passage.labels.has_articles and self._is_own_article(mention):
            yield Reference(
                start, end, ReferenceKind.ARTICLE, own_work, item.label, item.last_label
            )
            return
        for label in expanded(item.label, item.last_label, longest=_MOST_ARTICLES):
            article, _, rest = label.partition("/")
            yield Reference(
                start, end, ReferenceKind.ARTICLE, f"article {article_of(article)}", rest
            )

    def _is_own_article(self, mention: PinpointMention) -> bool:
        return bool(
            joints.OF_OWN_TREATY.match(self._folded, mention.end)
        ) or not joints.OF_TREATY.match(self._folded, mention.end)


def _latest_before_each(
    works: Sequence[WorkMention], kinds: Collection[ReferenceKind]
) -> list[Topic | None]:
    """For each text, and for the end, the last text of some kinds that was named before it."""
    latest: list[Topic | None] = [None]
    for work in works:
        counts = work.role in SPOKEN_OF and work.work and work.kind in kinds
        latest.append(Topic(work.kind, work.work) if counts else latest[-1])
    return latest


def _antecedent_before_each(folded: str, works: Sequence[WorkMention]) -> list[WorkMention | None]:
    """For each text, and for the end, the last one before it that was not only an aside."""
    latest: list[WorkMention | None] = [None]
    for work in works:
        is_aside = joints.ASIDE.search(folded, max(0, work.start - 20), work.start)
        counts = work.work or work.role is not Role.LOOSE
        latest.append(work if counts and not is_aside else latest[-1])
    return latest


def _spans(mention: PinpointMention, start: int, end: int) -> list[tuple[int, int]]:
    """The words of each place: the first has those before, the last those after."""
    last = len(mention.items) - 1
    return [
        (start if place == 0 else item.start, end if place == last else item.end)
        for place, item in enumerate(mention.items)
    ]
