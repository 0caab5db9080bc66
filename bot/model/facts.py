"""What an article says, as one reading: actors, mentions, issues, dates, events, stances and quotations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.model.article import Article, Sentence, Span
    from bot.model.topics import Topic


class ActorKind(StrEnum):
    """The kind of actor: whether it can hold a stance, and how lines introduce it."""

    COUNTRY = "country"
    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or state. `role` and `of` (an actor id) come from this article or the gazetteer.

    `local`: it has no name but a description ("a police officer"), so that nothing outside its article is about it.
    """

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    of: str | None = None
    local: bool = False


class Form(StrEnum):
    """How an actor was mentioned."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    METONYM = "metonym"
    TITLE = "title"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that refers to an actor."""

    actor: str
    span: Span
    form: Form


@dataclass(frozen=True, slots=True)
class Issue:
    """A thing that is neither actor nor event and that people can be for or against: a policy, law, practice, weapon, programme.

    `id` is made of its head and modifiers, so articles that name the same thing share it; `name` has no determiner.
    """

    id: str
    name: str
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression: type DATE, TIME, DURATION or SET, and its TIMEX3 value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part in a fact, and the words for them. `actor` is None if the words could not be resolved."""

    actor: str | None
    span: Span


class EventType(StrEnum):
    """The PLOVER event types (github.com/openeventdata/PLOVER; RETREAT is called YIELD in older releases)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    OTHER = "OTHER"
    """None of PLOVER's: a death, an election, a ruling."""


MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types in which both sides act together: either may be named first."""


class Mode(StrEnum):
    """Says whether the text reports an event as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Licence:
    """Why a fact may be believed: the rule that proposed it, how sure it is (0 to 1), and whose voice it is in (None: the outlet's).

    A voice is an actor's id, or the words for somebody without a name, in quotation marks: `“independent experts”`.

    Only `shown` decides whether anybody sees it. The judge sets it if nine in ten such facts are right
    (`reading.judging.judge`). `Reading.shown` drops the others before a draft is stored or an article filed; no later
    step has a threshold of its own.
    """

    rule: str
    confidence: float
    voice: str | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """Something done, planned, threatened or not done. `id` is unique in its article (`e1`, `e2` ...)."""

    id: str
    type: EventType
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    licence: Licence
    name: str | None = None
    date: str | None = None
    """EDTF, or None if the text gives no date."""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    place: str | None = None
    mentions: tuple[Span, ...] = ()
    """Other cues in the article for the same event, in text order, without the first."""


class Polarity(StrEnum):
    """The direction of a stance."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"


class Expressed(StrEnum):
    """What a stance was expressed by. Inaction: something asked for or expected was withheld."""

    WORDS = "words"
    ACTIONS = "deeds"
    """The facts format and the database call them deeds."""
    INACTION = "inaction"


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is about: an actor, an event or an issue of the same article, or several of them, in the words of the span."""

    actor: str | None
    event: str | None
    span: Span
    issue: str | None = None

    @property
    def known(self) -> bool:
        """True if the words could be resolved."""
        return bool(self.actor or self.event or self.issue)


@dataclass(frozen=True, slots=True)
class Stance:
    """A holder's stance on a target, with its cue."""

    holder: Participant
    target: Target
    polarity: Polarity
    expressed: Expressed
    cue: Span
    licence: Licence

    @property
    def is_by_somebody(self) -> bool:
        """True if both the holder and what it is on could be resolved."""
        return self.holder.actor is not None and self.target.known


class QuotationKind(StrEnum):
    """Whether the content is in quotation marks wholly, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words attributed to a source. Content spans include the quotation marks; there are several if the cue splits the content."""

    kind: QuotationKind
    source: Participant | None
    cue: Span | None
    content: tuple[Span, ...]
    licence: Licence
    about: tuple[str, ...] = ()
    """Ids of the actors, issues and events that the content or its sentence is about."""

    @property
    def is_by_somebody(self) -> bool:
        """True if the source could be resolved."""
        return self.source is not None and self.source.actor is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article. `reader` is the version of the reader."""

    article: Article
    reader: str
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    note: str | None = None
    """Why nothing was read, as a clause; None if the text reads like English prose."""
    unsure: tuple[Stance | Quotation, ...] = ()
    """What it may say besides, kept apart from the facts (`model.unsure`): no answer counts it."""
    topic: Topic | None = None
    """What it is about; None if that is not sure."""

    def shown(self) -> Reading:
        """Returns the reading with only the facts that are shown, and without words of the others; actors without a name are only words in them.

        An event that is not shown stays if a shown stance is on it, but without participants, so that no timeline has
        it. An issue stays if a shown fact is about it, or if a sentence that tells a shown event names it.
        """
        local = {actor.id for actor in self.actors if actor.local}
        if local:
            return self.without(local).shown()
        stances = tuple(stance for stance in self.stances if stance.licence.shown and stance.target.known)
        on = {stance.target.event for stance in stances}
        left = {event.id for event in self.events if not event.licence.shown}
        events = [
            event if event.licence.shown else replace(event, agents=(), recipients=())
            for event in self.events
            if event.licence.shown or event.id in on
        ]
        quotations = [quotation for quotation in self.quotations if quotation.licence.shown]
        told = {stance.target.issue for stance in stances}
        told |= {subject for quotation in quotations for subject in quotation.about}
        return replace(
            self,
            issues=tuple(issue for issue in self.issues if issue.id in told or self._happens_beside(issue)),
            events=tuple(
                replace(event, after=_without(event.after, left), before=_without(event.before, left))
                for event in events
            ),
            stances=stances,
            quotations=tuple(replace(quotation, about=_without(quotation.about, left)) for quotation in quotations),
        )

    def without(self, left: Collection[str]) -> Reading:
        """Returns the reading without some actors: where they take part, only their words are left."""
        return self.put(dict.fromkeys(left))

    def put(self, ids: Mapping[str, str | None]) -> Reading:
        """Returns the reading with some actors replaced by others, by id; by None: only their words are left. Stances on them that are not shown go."""
        if not ids:
            return self

        def party(one: Participant) -> Participant:
            return replace(one, actor=ids.get(one.actor, one.actor)) if one.actor else one

        def licence(one: Licence) -> Licence:
            return replace(one, voice=ids.get(one.voice, one.voice)) if one.voice else one

        def about(subjects: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(to for one in subjects if (to := ids.get(one, one)) is not None))

        def stands(one: Stance) -> Stance:
            actor = ids.get(one.target.actor, one.target.actor) if one.target.actor else None
            target = replace(one.target, actor=actor)
            return replace(one, holder=party(one.holder), target=target, licence=licence(one.licence))

        def said(one: Quotation) -> Quotation:
            return replace(one, source=party(one.source) if one.source else None, about=about(one.about))

        placed = (
            replace(mention, actor=to)
            for mention in self.mentions
            if (to := ids.get(mention.actor, mention.actor)) is not None
        )
        return replace(
            self,
            actors=tuple(actor for actor in self.actors if actor.id not in ids),
            mentions=tuple(dict.fromkeys(placed)),
            events=tuple(
                replace(
                    event,
                    agents=tuple(map(party, event.agents)),
                    recipients=tuple(map(party, event.recipients)),
                    licence=licence(event.licence),
                )
                for event in self.events
            ),
            stances=tuple(
                stance for stance in map(stands, self.stances) if stance.target.known or stance.licence.shown
            ),
            quotations=tuple(map(said, self.quotations)),
            unsure=tuple(
                one
                for one in (stands(one) if isinstance(one, Stance) else said(one) for one in self.unsure)
                if one.is_by_somebody
            ),
        )

    def _happens_beside(self, issue: Issue) -> bool:
        """True if a sentence that tells a shown event names the issue."""
        sentences = {self.sentence_at(span) for span in issue.mentions}
        return any(event.licence.shown and self.sentence_at(event.cue) in sentences for event in self.events)

    def sentence_at(self, span: Span) -> int:
        """Returns the number of the sentence that a span starts in."""
        return max(0, bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.start) - 1)


def _without(ids: tuple[str, ...], left: Collection[str]) -> tuple[str, ...]:
    return tuple(event_id for event_id in ids if event_id not in left)
