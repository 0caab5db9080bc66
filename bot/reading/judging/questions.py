"""The questions of one sentence: what happened, who took part, who is for or against what, who said what; each with what the rules know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.model.article import Span
from bot.model.facts import EventType
from bot.reading.judging.nodes import phrases, triggers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.judging.features import Known
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_OPENING, _CLOSING = frozenset("“\"‘«„'"), frozenset("”\"’»'")
_EDGES = frozenset(",:;.!?—–-")
NOWHERE = -1
"""In place of a span that stands neither in the sentence nor in the one before."""


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
"""For each kind of question what is asked, and the possible answers; the first means that the sentence says no such thing."""


class Asked(NamedTuple):
    """A question about one span or two, by their numbers in the passage, with what is known of it."""

    first: int
    second: int = NOWHERE
    features: tuple[str, ...] = ()


@dataclass(slots=True)
class Passage:
    """A sentence, the one before it where it helps, spans in them and the questions about these.

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
    """A passage with what its spans are.

    Attributes:
        scene: the number of the scene asked about.
        base: where the passage begins in the article.
        nodes: for each span of the passage the node it is; contents have none.
        here: whether a span is of the scene itself, and not of the one before.
    """

    scene: int
    base: int
    passage: Passage
    nodes: list[Node | None] = field(default_factory=list)
    here: list[bool] = field(default_factory=list)
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)

    def number(self, span: Span, node: Node | None = None, here: bool = True) -> int:
        """The number of a span of the article; a new one where it is not known yet."""
        place = (span.start - self.base, span.end - self.base)
        if place not in self._numbers:
            self._numbers[place] = len(self.nodes)
            self.passage.spans.append(place)
            self.nodes.append(node)
            self.here.append(here)
        return self._numbers[place]

    def span(self, number: int) -> Span:
        """A span of the passage by its offsets in the article."""
        start, end = self.passage.spans[number]
        return Span(start + self.base, end + self.base)

    def ask(self, kind: str, asked: Asked) -> None:
        """Adds a question."""
        self.passage.asked.setdefault(kind, []).append(asked)


def inquiry(text: str, scene: Scene, before: Scene | None, known: Known, quotes: Sequence[Quoted]) -> Inquiry:
    """All questions of a scene.

    Args:
        text: the article's.
        scene: the one asked about.
        before: the scene before it, where there is one in reach.
        known: what rules and syntax know of the scene.
        quotes: the quoted stretches of its paragraph.
    """
    stretches = _stretches(scene, quotes)
    start, end = _with_marks(text, scene.sentence.span)
    needs = before is not None and bool(stretches)
    base = _with_marks(text, before.sentence.span)[0] if needs and before is not None else start
    made = Inquiry(scene.number, base, Passage(text[base:end], start - base))
    parties, tellings = phrases(scene), triggers(scene)
    for trigger in tellings:
        number = made.number(trigger.span, trigger)
        made.ask("event", Asked(number, NOWHERE, known.event(trigger)))
        for party in parties:
            if party.head != trigger.head:
                made.ask("role", Asked(number, made.number(party.span, party), known.role(trigger, party)))
    heads = {party.head for party in parties}
    targets = [*parties, *(telling for telling in tellings if telling.head not in heads)]
    for holder in parties:
        if _holds(scene, holder):
            for target in targets:
                if target.head != holder.head:
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
    """Who said each content: somebody here, for what stands in marks also somebody in the sentence before, or nobody in sight."""
    parties, earlier = speakers
    proposed = [span for quotation in known.quotations for span in quotation.content if _within(scene, span)]
    for content in dict.fromkeys([*stretches, *proposed, *_complements(scene)]):
        marked = any(stretch.start <= content.start and content.end <= stretch.end for stretch in stretches)
        number = made.number(content)
        for party in parties:
            if not content.start <= scene.tokens[party.head].start < content.end:
                features = known.said(content, marked, party, before=False)
                made.ask("said", Asked(number, made.number(party.span, party), features))
        for party in earlier if marked else ():
            features = known.said(content, marked, party, before=True)
            made.ask("said", Asked(number, made.number(party.span, party, here=False), features))
        made.ask("said", Asked(number, NOWHERE, known.said(content, marked, None, before=False)))


def _within(scene: Scene, span: Span) -> bool:
    return scene.tokens[0].start - 1 <= span.start and span.end <= scene.tokens[-1].end + 2


def _stretches(scene: Scene, quotes: Sequence[Quoted]) -> list[Span]:
    """What of the quoted stretches stands in the scene, marks included where they do."""
    first, last = scene.tokens[0].start, scene.tokens[-1].end
    cut = [
        (max(quote.start, first - 1) if quote.start < first else quote.start, min(quote.end, last + 1))
        for quote in quotes
    ]
    return [Span(start, end) for start, end in cut if end - start > 2 and start < last and end > first]


def _complements(scene: Scene) -> list[Span]:
    """What may be reported without marks: clauses that complete another, and what stands behind or before a verb of speaking."""
    tree, found = scene.syntax.tree, []
    for i, relation in enumerate(tree.relations if tree is not None else ()):
        if relation in ("ccomp", "parataxis") and tree is not None:
            found.append(tree.span(i))
    reporting = scene.lexicon.reporting
    for clause in scene.syntax.clauses:
        if clause.lemma not in reporting.putting or scene.syntax.quote[clause.verb]:
            continue
        found.append((clause.last, len(scene.tokens)))
        if tree is not None:
            found += [tree.span(i) for i in tree.children(clause.verb, "obj", "xcomp")]
        opening = min([clause.first, *(phrase.first for phrase in clause.subjects)])
        if clause.lemma in reporting.speaking and clause.form == "finite" and scene.syntax.words[opening - 1] == ",":
            found.append((0, opening - 1))
    return [scene.span(*piece) for piece in (_trimmed(scene, *ends) for ends in found) if piece[1] - piece[0] > 2]


def _trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A stretch of tokens without the marks, joining words and "that" at its ends."""
    while first < last and (scene.tokens[first].text in _EDGES or scene.tokens[first].lower in ("and", "but", "that")):
        first += 1
    while last > first and scene.tokens[last - 1].text in _EDGES:
        last -= 1
    return first, last


def _first_person(scene: Scene) -> bool:
    return any(word in ("we", "i", "our", "us", "my") for word in scene.syntax.words)


def _voiced(scene: Scene, node: Node) -> bool:
    """True if a node stands in marks, or in a sentence in the first person: whoever speaks there may be for or against it."""
    return scene.syntax.quote[node.head] > 0 or _first_person(scene)


def _holds(scene: Scene, node: Node) -> bool:
    """True if a phrase may be for or against something: no number, no "it" that stands for nobody."""
    return scene.syntax.tags[node.head] not in ("CD", "EX") and scene.tokens[node.head].text[0].isalnum()


def _with_marks(text: str, span: Span) -> tuple[int, int]:
    """A sentence with the quotation marks at its ends, which its tokens leave out."""
    start, end = span.start, span.end
    while start and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end
