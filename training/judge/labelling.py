"""Labels the judge's questions about a gold document with its facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.reading.judging.questions import ANSWERS, NOWHERE
from training.judge.examples import ANY, Example, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reading.judging.nodes import Node
    from bot.reading.judging.questions import Inquiry
    from bot.reading.scene import Scene
    from training.gold.documents import Document, Event, EventMention, Party, Quotation, Stance
    from training.judge.proposing import Proposer

_MODE = ANSWERS["event"]["mode"].index
_TYPES = ANSWERS["event"]["type"]
_STANCE = ANSWERS["stance"]["stance"].index
_EXPRESSED = ANSWERS["stance"]["expressed"].index
_OPTIONAL = 0.5
"""Weight of facts that are true but of little weight."""
_SAME = 0.5
"""Two contents are the same if they share this part of their letters, as in scoring."""


def examples(document: Document, proposer: Proposer) -> Iterator[Example]:
    """Yields the labelled sentences of a document with all questions about them."""
    bodies = [sentence.span for sentence in document.sentences if sentence.kind != "context"]
    for scene, inquiry in proposer.asked(document.text, document.published):
        here = scene.sentence.span
        if any(body.start <= (here.start + here.end) // 2 < body.end for body in bodies):
            example = _Labelling(document, scene, inquiry).example()
            if not document.whole:
                _mark(example)
            yield example


def _mark(example: Example) -> None:
    """Mark the questions of a loose sentence: it has every event labelled, while articles have those that a reader would list."""
    for kind, rows in example.passage.asked.items():
        example.passage.asked[kind] = [row._replace(features=("loose", *row.features)) for row in rows]


@dataclass
class _Labelling:
    """The labels of one scene."""

    document: Document
    scene: Scene
    inquiry: Inquiry
    standing: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By entity or event, the numbers of the spans that mention it."""

    def example(self) -> Example:
        """Returns the scene's passage with its labels."""
        self._place()
        labels = {**self._events(), "role": self._roles(), **self._stances(), "said": self._said()}
        document = self.document
        return Example(self.inquiry.passage, labels, document.outlet or document.name, document.name)

    # ---- Which span is which ----

    def _place(self) -> None:
        for entity in self.document.entities:
            for span in entity.mentions:
                self.standing[entity.id].update(self._numbers(span))
        for event in self.document.events:
            for mention in event.mentions:
                self.standing[event.id].update(self._numbers(mention.span))

    def _numbers(self, span: Span) -> list[int]:
        """The spans of the passage that stand for a span of the gold: those with the same head word."""
        inquiry = self.inquiry
        near = [
            (number, node)
            for number, node in enumerate(inquiry.nodes)
            if node is not None and node.span.start < span.end and span.start < node.span.end
        ]
        exact = [number for number, node in near if node.span == span]
        if exact:
            head = _head(inquiry, exact[0])
            return [number for number, node in near if _head(inquiry, number) == head]
        inside = [(number, node) for number, node in near if self._inside(number, node, span)]
        if not inside:
            return []
        top = min(inside, key=lambda row: (self._depth(row[0], row[1]), -row[1].head))
        return [number for number, node in inside if _head(inquiry, number) == _head(inquiry, top[0])]

    def _inside(self, number: int, node: Node, span: Span) -> bool:
        if not self.inquiry.here[number]:  # in the previous sentence, whose tokens are not available
            return span.start <= node.span.start and node.span.end <= span.end
        return span.start <= self.scene.tokens[node.head].start < span.end

    def _depth(self, number: int, node: Node) -> int:
        tree = self.scene.syntax.tree
        if not self.inquiry.here[number]:
            return 0
        steps, i = 0, node.head
        while tree.heads[i] != i and steps < len(tree.heads):
            steps, i = steps + 1, tree.heads[i]
        return steps

    def _of(self, party: Party) -> tuple[set[int], set[int]]:
        """The spans of a party's own words, and the other spans that mention it."""
        own = set(self._numbers(party.span)) if party.span is not None else set()
        others = self.standing.get(party.id, set()) - own
        return (own, others) if party.span is not None else (others, set())

    def _of_all(self, parties: Iterable[Party]) -> tuple[set[int], set[int]]:
        own, others = set[int](), set[int]()
        for party in parties:
            mine, also = self._of(party)
            own |= mine
            others |= also
        return own, others - own

    def _cue(self, span: Span | None) -> tuple[tuple[int, int], ...]:
        if span is None:
            return ()
        start, end = span.start - self.inquiry.base, span.end - self.inquiry.base
        return ((start, end),) if start >= 0 and end <= len(self.inquiry.passage.text) else ()

    # ---- What happened ----

    def _told(self) -> dict[int, tuple[Event, EventMention]]:
        """The event of each trigger, by the trigger's number."""
        questions = {asked.first for asked in self.inquiry.passage.asked.get("event", ())}
        return {
            number: (event, mention)
            for event in self.document.events
            for mention in event.mentions
            for number in self._numbers(mention.span)
            if number in questions
        }

    def _events(self) -> dict[str, list[Label | None]]:
        told = self._told()
        modes: list[Label | None] = []
        types: list[Label | None] = []
        for asked in self.inquiry.passage.asked.get("event", ()):
            if asked.first not in told:
                modes.append(Label(0))
                types.append(None)
                continue
            event, mention = told[asked.first]
            weight = _OPTIONAL if event.optional else 1.0
            mode = mention.mode or event.mode
            modes.append(Label(_MODE(mode) if mode else ANY, weight if mode else 0.0, facts=(event.id,)))
            kind = event.type
            number = _TYPES.index(kind) if kind in _TYPES else len(_TYPES) - 1
            types.append(Label(number, weight) if kind else None)
        return {"mode": modes, "type": types}

    def _roles(self) -> list[Label | None]:
        told = self._told()
        known: dict[int, tuple[set[int], set[int], set[int], set[int]]] = {}
        for number, (event, mention) in told.items():
            agents, also = self._of_all(mention.agents)
            recipients, likewise = self._of_all(mention.recipients)
            for name in event.agents:
                also |= self.standing.get(name, set())
            for name in event.recipients:
                likewise |= self.standing.get(name, set())
            known[number] = agents, also, recipients, likewise
        labels: list[Label | None] = []
        for asked in self.inquiry.passage.asked.get("role", ()):
            agents, also, recipients, likewise = known.get(asked.first, (set(), set(), set(), set()))
            weight = _OPTIONAL if asked.first in told and told[asked.first][0].optional else 1.0
            if asked.second in agents:
                labels.append(Label(1, weight))
            elif asked.second in recipients:
                labels.append(Label(2, weight))
            elif asked.second in also:
                labels.append(Label(1, 0.0))
            elif asked.second in likewise:
                labels.append(Label(2, 0.0))
            else:
                labels.append(Label(0))
        return labels

    # ---- Who is for or against what ----

    def _stances(self) -> dict[str, list[Label | None]]:
        span = self.scene.sentence.span
        here = [row for row in enumerate(self.document.stances) if span.start <= row[1].cue.start < span.end]
        found: dict[tuple[int, int], tuple[Label, Label]] = {}
        for number, stance in here:
            for pair, labels in self._pairs(number, stance):
                if pair not in found or found[pair][0].weight < labels[0].weight:
                    found[pair] = labels
        sides: list[Label | None] = []
        expressed: list[Label | None] = []
        for asked in self.inquiry.passage.asked.get("stance", ()):
            side, manner = found.get((asked.first, asked.second), (Label(0), None))
            sides.append(side)
            expressed.append(manner)
        return {"stance": sides, "expressed": expressed}

    def _pairs(self, number: int, stance: Stance) -> Iterator[tuple[tuple[int, int], tuple[Label, Label]]]:
        side = ANY if stance.polarity == "any" else _STANCE(stance.polarity)
        holders, also = self._of_all(stance.holders)
        targets, likewise = self._of_all(stance.targets)
        if self._voiced(stance):
            (holders if not holders else also).add(NOWHERE)
        weight = (_OPTIONAL if stance.optional else 1.0) / max(1, len(holders) * len(targets)) ** 0.5
        for holder in holders | also:
            for target in targets | likewise:
                own = holder in holders and target in targets and side != ANY
                counted = weight if own else 0.0
                label = Label(side, counted, self._cue(stance.cue), (f"s{number}",))
                yield (holder, target), (label, Label(_EXPRESSED(stance.expressed), counted))

    def _voiced(self, stance: Stance) -> bool:
        """True if a stance's cue is in its holder's words or, if the holder is not named here, in nobody's."""
        around = [
            quotation
            for quotation in self.document.quotations
            if any(p.start <= stance.cue.start < p.end for p in quotation.parts)
        ]
        names = {holder.id for holder in stance.holders}
        return (
            any(quotation.speaker is not None and quotation.speaker.id in names for quotation in around) or not around
        )

    # ---- Who said what ----

    def _said(self) -> list[Label | None]:
        labels: list[Label | None] = []
        numbered = list(enumerate(self.document.quotations))
        for asked in self.inquiry.passage.asked.get("said", ()):
            content = self.inquiry.span(asked.first)
            rows = [row for row in numbered if _shared(content, self._parts(row[1], content)) >= _SAME]
            found = [self._answer(number, row, asked.second) for number, row in rows]
            right = [label for label in found if label.number]
            best = max(right or found, key=lambda label: label.weight, default=Label(0))
            labels.append(best._replace(facts=tuple(fact for label in right for fact in label.facts)))
        return labels

    def _parts(self, quotation: Quotation, content: Span) -> list[Span]:
        """The parts of a quotation that are in the sentence of a content."""
        here = self.scene.sentence.span
        start, end = min(here.start - 2, content.start), max(here.end + 2, content.end)
        cut = [Span(max(span.start, start), min(span.end, end)) for span in quotation.parts]
        inside = [span for span in cut if span.start < span.end]
        touching = [span for span in inside if span.start < content.end and content.start < span.end]
        return touching if quotation.kind == "direct" else inside

    def _answer(self, number: int, quotation: Quotation, speaker: int) -> Label:
        weight, fact, cue = (_OPTIONAL if quotation.optional else 1.0), (f"q{number}",), self._cue(quotation.cue)
        nowhere = speaker == NOWHERE
        if quotation.speaker is None:
            return Label(int(nowhere), weight, (), fact)
        own, others = self._of(quotation.speaker)
        if speaker in own:
            return Label(1, weight / len(own), cue, fact)
        if quotation.speaker.span is None:  # an id: an actor with that name, or a name from elsewhere in the text
            return Label(int(nowhere), 0.0 if nowhere and own else weight, cue, fact)
        if speaker in others or (nowhere and not own and others):
            return Label(1, 0.0, cue, fact)
        return Label(int(nowhere and not own), weight, (), fact)


def _head(inquiry: Inquiry, number: int) -> tuple[bool, int]:
    node = inquiry.nodes[number]
    return inquiry.here[number], node.head if node else NOWHERE


def _shared(content: Span, others: Iterable[Span]) -> float:
    spans = list(others)
    both = sum(max(0, min(content.end, span.end) - max(content.start, span.start)) for span in spans)
    either = content.end - content.start + sum(span.end - span.start for span in spans) - both
    return both / either if either and both else 0.0
