"""Converts the judge's answers about an article to drafts of facts, with their confidence and whether they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.model.facts import EventType, Expressed, Mode, Participant, Polarity
from bot.reading.actors.participants import participants
from bot.reading.drafts import EventDraft, StanceDraft
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.noun_phrases import NounPhrase, is_among
from bot.reading.judging.bearers import FIRST_PERSON, Unreal, is_befallen, is_of_others, is_supposed, telling
from bot.reading.judging.befallen import SURE, befallen, benefiting, is_unharmed
from bot.reading.judging.contested import contested
from bot.reading.judging.meetings import company
from bot.reading.judging.mistyped import is_mistyped
from bot.reading.judging.nodes import Node
from bot.reading.judging.parts import parts
from bot.reading.judging.questions import NOWHERE
from bot.reading.judging.quotations import KEPT, Claim, holds, judged_quotations
from bot.reading.judging.ruled_out import all_ruled_out
from bot.reading.judging.taking_part import acting, causers, undergoing
from bot.reading.judging.verdicts import happened, said, stands, unreal
from bot.reading.quotations.source import quoted_as_saying
from bot.reading.rules import EventRule, StanceRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.reading.drafts import QuotationDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.judging.judge import Answers, Judge
    from bot.reading.judging.parts import PartTaken
    from bot.reading.judging.proposals import Proposals
    from bot.reading.judging.questions import Asked, Inquiry
    from bot.reading.judging.ruled_out import RuledOut
    from bot.reading.judging.verdicts import Happened, Said, Stands
    from bot.reading.lexicon import Lexicon
    from bot.reading.scene import Scene

_SURE = 0.5
"""From this confidence on, a stance is more likely true than not."""
_EMPTY = words("be do have")
_SUBJECT = 0.9
"""How sure it is at least that the subject of a verb in the active is who did it."""


@dataclass(frozen=True, slots=True)
class Conclusions:
    """The facts that the judge confirms: events by scene, quotations and stances, and the scenes, whose pronouns refer only to these events."""

    scenes: Sequence[Scene]
    events: Sequence[Sequence[EventDraft]] = ()
    quotations: Sequence[QuotationDraft] = ()
    stances: Sequence[StanceDraft] = ()
    parts: Mapping[int, Mapping[int, PartTaken]] = field(default_factory=dict)
    """By scene and head of a phrase, what the judge says of it."""


def conclusions(
    proposals: Proposals, inquiries: Sequence[Inquiry], answers: Sequence[Answers], judge: Judge
) -> Conclusions:
    """Returns the facts of an article that the judge confirms."""
    excluded = all_ruled_out(proposals.scenes)
    rows = list(zip(proposals.scenes, inquiries, answers, excluded, strict=True))
    events = [_Hearing(*row, judge).events(here) for row, here in zip(rows, proposals.events, strict=True)]
    numbers = {
        draft.number: at for at, draft in enumerate(draft for here in events for draft in here) if draft.number >= 0
    }
    events = _numbered(events, numbers)
    hearings: list[_Hearing] = []
    for scene, inquiry, answer, out in rows:
        meant = {i: numbers[number] for i, number in scene.events.items() if number in numbers}
        before = hearings[-1].scene if hearings else None
        hearings.append(_Hearing(replace(scene, events=meant), inquiry, answer, out, judge, before))
    claims = [claim for hearing in hearings for claim in hearing.claims()]
    quotations = judged_quotations(*_without_unsaid(claims, proposals, excluded), judge)
    events = contested(events, quotations, proposals.scenes)
    every = [draft for here in events for draft in here]
    stances = [
        stance
        for hearing in hearings
        for stance in hearing.stances(events[hearing.scene.number], every, quotations, proposals.stances)
    ]
    told = {inquiry.scene: parts(inquiry, answer) for inquiry, answer in zip(inquiries, answers, strict=True)}
    return Conclusions([hearing.scene for hearing in hearings], events, quotations, stances, told)


def _without_unsaid(
    claims: Sequence[Claim], proposals: Proposals, excluded: Sequence[RuledOut]
) -> tuple[list[Claim], Proposals]:
    """Drops the quotations that, according to the sentence, nobody said. A dropped quotation is dropped with all its sentences."""
    never = [draft for draft in proposals.quotations if excluded[draft.scene].never_said(draft.clause)]
    spans = [span for draft in never for span in draft.content]
    kept = [
        claim
        for claim in claims
        if not any(span.start < claim.content.end and claim.content.start < span.end for span in spans)
    ]
    return kept, replace(proposals, quotations=[draft for draft in proposals.quotations if draft not in never])


def _numbered(events: Sequence[Sequence[EventDraft]], numbers: Mapping[int, int]) -> list[list[EventDraft]]:
    """The drafts numbered by their places; one merged into a rejected draft becomes a separate event."""
    made: list[list[EventDraft]] = []
    count = 0
    for here in events:
        made.append(
            [
                replace(draft, number=at, merged=numbers.get(-1 if draft.merged is None else draft.merged))
                for at, draft in enumerate(here, count)
            ]
        )
        count += len(here)
    return made


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One scene with its questions and their answers. Answers about what the scene does not say are ignored."""

    scene: Scene
    inquiry: Inquiry
    answers: Answers
    ruled_out: RuledOut
    judge: Judge
    before: Scene | None = None
    """The scene before it, in which the speaker of quoted words may be named."""

    # ---- What happened ----

    def events(self, proposed: Sequence[EventDraft]) -> list[EventDraft]:
        """Returns the scene's events in order: those of the rules, corrected by the judge, and those that no rule proposed."""
        ruled = {i: draft for draft in proposed for i in range(draft.first, draft.last)}
        best: dict[tuple[bool, int], tuple[Happened, Node]] = {}
        for verdict in happened(self.inquiry.passage, self.answers.likely):
            node = self._node(verdict.trigger)
            verdict = self._with_grammar(verdict, node)  # noqa: PLW2901 - the same verdict, as sure as it is
            key = (True, ruled[node.head].number) if node.head in ruled else (False, node.head)
            if key not in best or best[key][0].sureness < verdict.sureness:
                best[key] = verdict, node
        made = []
        for verdict, node in best.values():
            confidence = self.judge.confidence(_kind(verdict), verdict.sureness)
            if confidence >= KEPT:
                made.append(self._event(verdict, node, ruled.get(node.head), confidence))
        return sorted(made, key=lambda draft: draft.first)

    def _with_grammar(self, verdict: Happened, node: Node) -> Happened:
        """The verdict, surer of what was or was not done if its first agent is the subject of its verb in the active: the judge doubts these too often.

        Not of what is said: whether that is an event at all is what is unsure.
        """
        clause = next((clause for clause in self.scene.syntax.clauses if clause.verb == node.head), None)
        if clause is not None and clause.passive:
            return self._undergone(verdict, clause)
        if clause is None or not verdict.agents or verdict.mode not in (Mode.ACTUAL, Mode.NEGATED):
            return verdict
        lexicon, going_on = self.scene.lexicon, self.scene.syntax.tags[clause.verb] == "VBG"
        if going_on or clause.lemma in _EMPTY or _is_of_words(clause.lemma, lexicon):
            return verdict
        if not is_among(self._node(verdict.agents[0]).head, clause.subjects[:1]):
            return verdict
        return replace(verdict, sureness=max(verdict.sureness, _SUBJECT * verdict.likely))

    def _undergone(self, verdict: Happened, clause: Clause) -> Happened:
        """The verdict with the subjects of a passive among those it is done to: the judge takes the first word of a headline for the doer.

        Grammar alone is sure of whom no harm befell: `was not hurt in the attack`.
        """
        tree, over = self.scene.syntax.tree, self.scene.syntax.tree.heads[clause.node]
        verb = over if tree.relations[clause.node] == "conj" else clause.node
        surely = tree.children(verb, "nsubj:pass")  # not in "has neither accepted nor declined"
        subjects = clause.subjects if surely and clause.link != "relative" else ()
        suffering = [one for one in verdict.agents if is_among(self._node(one).head, subjects)]
        agents = tuple(one for one in verdict.agents if one not in suffering)
        if by := self._numbers(causers(self.scene, clause)):
            done_to = tuple(one for one in verdict.recipients if one not in by)
            return replace(verdict, agents=by, recipients=done_to, sureness=verdict.likely)
        more = (*suffering, *self._numbers(benefiting(self.scene, clause)))
        unharmed = is_unharmed(self.scene, clause)
        if unharmed:
            more += self._numbers(phrase.head for phrase in clause.subjects)
        if not more:
            return verdict
        sureness = 1.0 if unharmed else verdict.sureness if agents or not suffering else verdict.likely
        recipients = tuple(dict.fromkeys((*more, *verdict.recipients)))
        mode = Mode.NEGATED.value if unharmed else verdict.mode
        return replace(verdict, mode=mode, agents=agents, recipients=recipients, sureness=sureness)

    def _numbers(self, heads: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the scene's phrases with these heads."""
        nodes = [(n, node) for n, node in enumerate(self.inquiry.nodes) if node is not None and self.inquiry.here[n]]
        held = ((next((n for n, node in nodes if node.first <= head < node.last), None)) for head in heads)
        return tuple(number for number in held if number is not None)

    def _event(self, verdict: Happened, node: Node, draft: EventDraft | None, confidence: float) -> EventDraft:
        made = draft or self._without_rule(verdict, node)
        if is_mistyped(self.scene, made, Mode(verdict.mode)):
            made = replace(made, type=EventType.OTHER)
        doing = self._kept(verdict.agents, lambda heads: acting(self.scene, node.head, heads))
        done_to = self._kept(verdict.recipients, lambda heads: undergoing(self.scene, node.head, made.type, heads))
        agents = self._parties(doing, draft.agents if draft else ())
        recipients = self._parties(done_to, draft.recipients if draft else ())
        agents += company(self.scene, made, node.head, (*agents, *recipients))
        mode, may_be_shown = self.ruled_out.shown_mode(node.head, Mode(verdict.mode))
        may_be_shown &= bool(doing) or not verdict.agents
        may_be_shown &= not self.ruled_out.harms_nobody(node.head, made.type)
        event = replace(
            made,
            agents=agents, recipients=tuple(party for party in recipients if party not in agents), mode=mode, date=None,
            confidence=confidence, shown=may_be_shown and self.judge.shows(_kind(verdict), verdict.sureness),
        )  # fmt: skip
        if may_be_shown and not event.shown and not verdict.agents and befallen(event, self.scene):
            return replace(event, confidence=max(confidence, SURE), shown=True)
        return event

    def _without_rule(self, verdict: Happened, node: Node) -> EventDraft:
        scene = self.scene
        kind = EventType(verdict.type) if verdict.type in EventType.__members__ else EventType.OTHER
        clause = next((k for k, clause in enumerate(scene.syntax.clauses) if clause.verb == node.head), None)
        noun = None if clause is not None else singular(scene.tokens[node.head].lower)
        phrase = next((phrase for phrase in scene.syntax.phrases if phrase.first <= node.head < phrase.last), None)
        opening = scene.tokens[phrase.first].lower if phrase else ""
        return EventDraft(
            kind, scene.number, node.first, node.last, node.span, (), (), Mode.ACTUAL, EventRule.JUDGE, 0.0, clause=clause, noun=noun,
            definite=opening in ("the", "this", "that", "these", "those"),
        )  # fmt: skip

    # ---- Who takes part ----

    def _node(self, number: int) -> Node:
        node = self.inquiry.nodes[number]
        assert node is not None, "only contents have no node"  # noqa: S101 - questions are asked so
        return node

    def _kept(self, numbers: Iterable[int], choose: Callable[[list[int]], list[int]]) -> list[int]:
        """The phrases whose heads are chosen, and that are not excluded by the sentence ("not China")."""
        heads = {number: self._node(number).head for number in numbers}
        left = [head for head in heads.values() if head not in self.ruled_out.excluded]
        chosen = set(choose(left))
        return [number for number, head in heads.items() if head in chosen]

    def _parties(self, numbers: Iterable[int], ruled: Sequence[Participant]) -> tuple[Participant, ...]:
        """The participants that phrases refer to; those of the rules if these have the same phrase, or its owner."""
        found: list[Participant] = []
        for number in numbers:
            node = self._node(number)
            known = [
                stance
                for stance in ruled
                if stance.span.start <= self._place(node) < stance.span.end or holds(node.span, stance.span)
            ]
            for party in known or self._meant(node):
                if party not in found and (party.actor is None or all(party.actor != other.actor for other in found)):
                    found.append(party)
        return tuple(found)

    def _place(self, node: Node) -> int:
        return self.scene.tokens[node.head].start

    def _meant(self, node: Node) -> tuple[Participant, ...]:
        """The participants that a phrase of the scene refers to; without an actor if that is unclear."""
        return _meant_in(self.scene, node)

    # ---- Who is for or against what ----

    def stances(
        self,
        events: Sequence[EventDraft],
        every: Sequence[EventDraft],
        quotations: Sequence[QuotationDraft],
        proposed: Sequence[StanceDraft],
    ) -> list[StanceDraft]:
        """Returns the scene's stances: one for each holder and target, the surest."""
        found: dict[tuple[object, object], StanceDraft] = {}
        unmade = self._unreal()
        verdicts = sorted(stands(self.inquiry.passage, self.answers.likely), key=lambda verdict: -verdict.sureness)
        for verdict in verdicts:
            confidence = self.judge.confidence("stance", verdict.sureness)
            target = self._node(verdict.target)
            by = self._node(verdict.holder) if verdict.holder != NOWHERE else None
            side = Polarity(verdict.side)
            if self.ruled_out.excludes_stance(by, target, side) or self._left_open(target, verdicts):
                continue
            if self._is_not_held(by, target, side, unmade):
                continue
            actor, event = self._target(target, events, every)
            cue = self._cue("stance", verdict.question, [stance.cue for stance in proposed])
            for holder in self._holders(verdict.holder, target, quotations) if confidence >= KEPT else ():
                if actor is not None and actor == holder.actor:
                    continue
                ruled = next(
                    (stance for stance in proposed if stance.cue == cue and stance.holder.actor == holder.actor), None
                )
                draft = StanceDraft(
                    holder, actor, event, target.span, side, Expressed(verdict.expressed), cue,
                    ruled.rule if ruled else StanceRule.JUDGE, confidence, self.judge.shows("stance", verdict.sureness),
                )  # fmt: skip
                found.setdefault((holder.actor or holder.span, event.event if event else actor or target.span), draft)
        return list(found.values())

    def _unreal(self) -> Unreal:
        """What, according to the judge, did not happen or is only supposed."""
        found: dict[str, dict[int, frozenset[int]]] = {"negated": {}, "hypothetical": {}}
        for trigger, mode, agents in unreal(self.inquiry.passage, self.answers.likely):
            found[mode][self._node(trigger).head] = frozenset(self._node(agent).head for agent in agents)
        return Unreal(found["negated"], found["hypothetical"])

    def _is_not_held(self, holder: Node | None, target: Node, side: Polarity, unmade: Unreal) -> bool:
        """True if the verb that tells the stance gives it to somebody else, or only supposes it."""
        i = telling(self.scene, target.head, side)
        if i is None:
            return False
        by = holder.head if holder else None
        if by is not None and (is_befallen(self.scene, by, i) or is_supposed(self.scene, by, i, unmade)):
            return True
        return is_of_others(self.scene, by, target.head, i)

    def _left_open(self, target: Node, verdicts: Iterable[Stands]) -> bool:
        """True if a pronoun may also mean a thing that involves the actor: `backed the sanctions on Russia after he had rejected it`."""
        if not self.scene.syntax.tags[target.head].startswith("PRP"):
            return False
        actor = next((participant.actor for participant in self._meant(target)), None)
        for other in (self._node(verdict.target) for verdict in verdicts if verdict.sureness >= _SURE):
            last = self.scene.syntax.tree.span(other.head)[1]
            behind = (mention for mention in self.scene.found if other.head < mention.first and mention.last <= last)
            if other.head != target.head and any(mention.actor == actor for mention in behind):
                return actor is not None
        return False

    def _holders(self, number: int, target: Node, quotations: Sequence[QuotationDraft]) -> tuple[Participant, ...]:
        """The holders of a stance; whoever speaks, if it is in the first person or names nobody."""
        node = self._node(number) if number != NOWHERE else None
        if node is not None and self.scene.tokens[node.head].lower not in FIRST_PERSON:
            return self._meant(node)
        around = [
            quotation
            for quotation in quotations
            if quotation.source and any(holds(span, target.span) for span in quotation.content)
        ]
        if around:
            speaker = min(around, key=lambda quotation: sum(span.end - span.start for span in quotation.content)).source
            return (speaker,) if speaker else ()
        return (Participant(None, node.span),) if node is not None else ()

    def _target(
        self, node: Node, events: Sequence[EventDraft], every: Sequence[EventDraft]
    ) -> tuple[str | None, EventDraft | None]:
        """The actor and the event that a phrase or trigger of the scene refers to; both may be None."""
        scene = self.scene
        if node.head in scene.events:
            return None, every[scene.events[node.head]]
        event = next((event for event in events if event.first <= node.head < event.last), None)
        if event is not None and (event.noun or scene.mention_at(node.head) is None):
            return None, event
        return next((mention.actor for mention in self._meant(node)), None), None

    def _cue(self, kind: str, question: int, ruled: Iterable[Span]) -> Span:
        """The words that matter most for an answer: a cue of the rules, or a word."""
        start, end = (place + self.inquiry.base for place in self.answers.cues[kind][question])
        known = next((span for span in ruled if span.start < end and start < span.end), None)
        if known is not None:
            return known
        inside = next(
            (token for token in self.scene.tokens if token.start < end and start < token.end), self.scene.tokens[0]
        )
        return Span(inside.start, inside.end)

    # ---- Who said what ----

    def claims(self) -> Iterator[Claim]:
        """Yields who says each content of the scene."""
        passage = self.inquiry.passage
        asked = passage.asked.get("said", ())
        excludes = {
            number: self.ruled_out.excludes_quotation(self.inquiry.span(number))
            for number in {question.first for question in asked}
        }
        barred = frozenset(
            number for number, question in enumerate(asked) if excludes[question.first](self._named_here(question))
        )
        for verdict in said(passage, self.answers.likely, barred):
            speaker = self.speaker(verdict)
            cue = self._cue("said", verdict.question, ()) if speaker else None
            yield Claim(self.inquiry.span(verdict.content), self.scene, speaker, cue, verdict.sureness)

    def _named_here(self, asked: Asked) -> Node | None:
        """The speaker asked about, if the sentence itself names one."""
        here = asked.second != NOWHERE and self.inquiry.here[asked.second]
        return self._node(asked.second) if here else None

    def speaker(self, verdict: Said) -> Participant | None:
        """Returns the speaker of a content; None if the text names nobody."""
        if verdict.speaker == NOWHERE:
            return None
        scene = self.scene if self.inquiry.here[verdict.speaker] else self.before
        node = self._node(verdict.speaker)
        if scene is self.scene and (quoted := quoted_as_saying(scene, node.head)) is not None:
            node = Node(quoted.first, quoted.last, quoted.head, scene.span(quoted.first, quoted.last))
        return next(iter(_meant_in(scene, node))) if scene is not None else Participant(None, node.span)


def _is_of_words(lemma: str, lexicon: Lexicon) -> bool:
    """True for a verb of saying, judging or calling."""
    return lemma in lexicon.reporting.putting or lemma in lexicon.stance_words.calling


def _meant_in(scene: Scene, node: Node) -> tuple[Participant, ...]:
    """The participants that a phrase of a scene refers to; one without an actor if that is unclear."""
    named = scene.syntax.tags[node.head].startswith("NNP")
    found = participants(scene, [NounPhrase(node.first, node.last, node.head)], loosely=named)
    return found or (Participant(None, node.span),)


def _kind(verdict: Happened) -> str:
    """The kind that an event is judged as. Events without an agent are judged separately, because usually somebody acts and the sentence does not say who."""
    return "event" if verdict.agents else "occurrence"
