"""Asks the questions of one sentence: what happened, who took part, who supports or opposes what, who said what, each with features."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.limits import MOST_QUESTIONS
from bot.model.article import Span
from bot.model.facts import EventType
from bot.reading.judging.nodes import phrases, triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.reading.judging.features import Known
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_Pair = TypeVar("_Pair")
_OPENING, _CLOSING = frozenset("“\"‘«„'"), frozenset("”\"’»'")
_EDGES = frozenset(",:;.!?—–-")
NOWHERE = -1
"""Stands for a span that is neither in the sentence nor in the one before."""


ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "event": {
        "mode": ("none", "actual", "planned", "negated", "hypothetical"),
        "type": ("none", *(kind.value for kind in EventType)),
    },
    "role": {"role": ("none", "agent", "recipient")},
    "stance": {
        "stance": ("none", "supports", "opposes", "neutral"),
        "expressed": ("none", "words", "deeds", "inaction"),
    },
    "said": {"said": ("none", "this")},
}
"""For each kind of question the heads and their possible answers; the first answer means that the sentence says no such thing."""


class Asked(NamedTuple):
    """A question about one or two spans, by their numbers in the passage, with its features."""

    first: int
    second: int = NOWHERE
    features: tuple[str, ...] = ()


@dataclass(slots=True)
class Passage:
    """A sentence, with the one before it if it helps, the spans in them, and the questions about these.

    Attributes:
        text: both sentences; `border`: where the sentence itself begins.
        spans: offsets in `text`.
        asked: the questions, by kind: `event` of a trigger, `role` of a trigger and a phrase, `stance` of a holder and a target,
            `said` of a content and a speaker.
    """

    text: str
    border: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    asked: dict[str, list[Asked]] = field(default_factory=dict)


@dataclass(slots=True)
class Inquiry:
    """A passage with the nodes of its spans.

    Attributes:
        scene: the number of the scene asked about.
        base: where the passage begins in the article.
        nodes: the node of each span of the passage; contents have none.
        here: True for each span of the scene itself, False for the one before.
    """

    scene: int
    base: int
    passage: Passage
    nodes: list[Node | None] = field(default_factory=list)
    here: list[bool] = field(default_factory=list)
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)

    def number(self, span: Span, node: Node | None = None, here: bool = True) -> int:
        """Returns the number of a span of the article; adds it if it is new."""
        place = (span.start - self.base, span.end - self.base)
        if place not in self._numbers:
            self._numbers[place] = len(self.nodes)
            self.passage.spans.append(place)
            self.nodes.append(node)
            self.here.append(here)
        return self._numbers[place]

    def span(self, number: int) -> Span:
        """Returns a span of the passage by its offsets in the article."""
        start, end = self.passage.spans[number]
        return Span(start + self.base, end + self.base)

    def ask(self, kind: str, asked: Asked) -> None:
        """Adds a question."""
        self.passage.asked.setdefault(kind, []).append(asked)


def without_features(made: Inquiry) -> Inquiry:
    """Returns an inquiry whose questions have been answered. It no longer has the features, most of its memory, which only the judge needs."""
    asked = {
        kind: [Asked(question.first, question.second) for question in rows] for kind, rows in made.passage.asked.items()
    }
    return replace(made, passage=replace(made.passage, asked=asked))


def inquiry(text: str, scene: Scene, before: Scene | None, known: Known, quotes: Sequence[Quoted]) -> Inquiry:
    """Returns all questions of a scene.

    Args:
        text: the article's.
        scene: the one asked about.
        before: the scene before it, if there is one.
        known: what rules and syntax know about the scene.
        quotes: the quoted texts of its paragraph.
    """
    stretches = _stretches(scene, quotes)
    start, end = _with_marks(text, scene.sentence.span)
    needs = before is not None and bool(stretches)
    base = _with_marks(text, before.sentence.span)[0] if needs and before is not None else start
    made = Inquiry(scene.number, base, Passage(text[base:end], start - base))
    parties, tellings = phrases(scene), triggers(scene)
    taking_part: defaultdict[int, list[Node]] = defaultdict(list)
    for trigger, party in _pairs(tellings, parties):
        taking_part[trigger.head].append(party)
    for trigger in tellings:
        number = made.number(trigger.span, trigger)
        made.ask("event", Asked(number, NOWHERE, known.event(trigger)))
        for party in taking_part[trigger.head]:
            made.ask("role", Asked(number, made.number(party.span, party), known.role(trigger, party)))
    heads = {party.head for party in parties}
    targets = [*parties, *(telling for telling in tellings if telling.head not in heads)]
    for holder, target in _pairs([party for party in parties if _holds(scene, party)], targets):
        pair = made.number(holder.span, holder), made.number(target.span, target)
        made.ask("stance", Asked(*pair, known.stance(holder, target)))
    for target in targets if stretches or _first_person(scene) else ():
        if _voiced(scene, target):
            features = known.stance(None, target)
            made.ask("stance", Asked(NOWHERE, made.number(target.span, target), features))
    earlier = phrases(before) if needs and before is not None else []
    _ask_who(made, scene, known, (parties, earlier), stretches)
    return made


def _ask_who(
    made: Inquiry,
    scene: Scene,
    known: Known,
    speakers: tuple[Sequence[Node], Sequence[Node]],
    stretches: Sequence[Span],
) -> None:
    """Asks who said each content: somebody in the sentence, for quoted text also in the one before, or nobody named here."""
    parties, earlier = speakers
    proposed = [span for quotation in known.quotations for span in quotation.content if _within(scene, span)]
    contents = {
        content: any(stretch.start <= content.start and content.end <= stretch.end for stretch in stretches)
        for content in [*stretches, *proposed, *_complements(scene)]
    }
    asked = [
        (content, party, before)
        for content, marked in contents.items()
        for before, named in ((False, parties), (True, earlier if marked else ()))
        for party in named
        if before or not content.start <= scene.tokens[party.head].start < content.end
    ]
    speaking: defaultdict[Span, list[tuple[Node, bool]]] = defaultdict(list)
    for content, party, before in _nearest(asked, lambda pair: _letters_between(pair[0], pair[1].span)):
        speaking[content].append((party, before))
    for content, marked in contents.items():
        number = made.number(content)
        for party, before in speaking[content]:
            features = known.said(content, marked, party, before=before)
            made.ask("said", Asked(number, made.number(party.span, party, here=not before), features))
        made.ask("said", Asked(number, NOWHERE, known.said(content, marked, None, before=False)))


def _pairs(firsts: Sequence[Node], seconds: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Each of the first with each of the second that is not the same word."""
    pairs = [(first, second) for first in firsts for second in seconds if first.head != second.head]
    return _nearest(pairs, lambda pair: abs(pair[0].head - pair[1].head))


def _nearest(pairs: list[_Pair], apart: Callable[[_Pair], int]) -> list[_Pair]:
    """The pairs in order; of too many those that are nearest to each other, because the number grows with the square of the sentence."""
    if len(pairs) <= MOST_QUESTIONS:
        return pairs
    kept = set(sorted(range(len(pairs)), key=lambda number: apart(pairs[number]))[:MOST_QUESTIONS])
    return [pair for number, pair in enumerate(pairs) if number in kept]


def _letters_between(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _within(scene: Scene, span: Span) -> bool:
    return scene.tokens[0].start - 1 <= span.start and span.end <= scene.tokens[-1].end + 2


def _stretches(scene: Scene, quotes: Sequence[Quoted]) -> list[Span]:
    """The parts of quoted texts that are in the scene, with their marks."""
    first, last = scene.tokens[0].start, scene.tokens[-1].end
    cut = [
        (max(quote.start, first - 1) if quote.start < first else quote.start, min(quote.end, last + 1))
        for quote in quotes
    ]
    return [Span(start, end) for start, end in cut if end - start > 2 and start < last and end > first]


def _complements(scene: Scene) -> list[Span]:
    """The contents without marks: complement clauses, and the words before or after a verb of speaking."""
    tree, found = scene.syntax.tree, []
    for i, relation in enumerate(tree.relations):
        if relation in ("ccomp", "parataxis"):
            found.append(tree.span(i))
    reporting = scene.lexicon.reporting
    for clause in scene.syntax.clauses:
        if clause.lemma not in reporting.putting or scene.syntax.quote[clause.verb]:
            continue
        found.append((clause.last, len(scene.tokens)))
        found += [tree.span(i) for i in tree.children(clause.verb, "obj", "xcomp")]
        opening = min([clause.first, *(phrase.first for phrase in clause.subjects)])
        if clause.lemma in reporting.speaking and clause.form == "finite" and scene.syntax.words[opening - 1] == ",":
            found.append((0, opening - 1))
    return [scene.span(*piece) for piece in (_trimmed(scene, *ends) for ends in found) if piece[1] - piece[0] > 2]


def _trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A range of tokens without the punctuation, conjunctions and "that" at its ends."""
    while first < last and (scene.tokens[first].text in _EDGES or scene.tokens[first].lower in ("and", "but", "that")):
        first += 1
    while last > first and scene.tokens[last - 1].text in _EDGES:
        last -= 1
    return first, last


def _first_person(scene: Scene) -> bool:
    return any(word in ("we", "i", "our", "us", "my") for word in scene.syntax.words)


def _voiced(scene: Scene, node: Node) -> bool:
    """True if a node is in marks or in a sentence in the first person, whose speaker may support or oppose it."""
    return scene.syntax.quote[node.head] > 0 or _first_person(scene)


def _holds(scene: Scene, node: Node) -> bool:
    """True if a phrase may hold a stance: not a number, and not an "it" without meaning."""
    return scene.syntax.tags[node.head] not in ("CD", "EX") and scene.tokens[node.head].text[0].isalnum()


def _with_marks(text: str, span: Span) -> tuple[int, int]:
    """The span of a sentence with the quotation marks at its ends, which are not among its tokens."""
    start, end = span.start, span.end
    while start and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end
