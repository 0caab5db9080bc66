"""Corrections: what people say is wrong in a fact that was read, and a reading with the corrections applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.model.facts import Actor, ActorKind, Issue, Participant, Polarity, Stance, Target
from bot.model.merging import renamed_actor, renamed_issue, with_actor
from bot.model.query import Subject
from bot.model.unsure import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.model.answer import Source
    from bot.model.article import Span
    from bot.model.facts import Event, Quotation, Reading
    from bot.model.merging import Right


class FactKind(StrEnum):
    """The kinds of fact."""

    EVENT = "event"
    STANCE = "stance"
    QUOTATION = "quotation"


class Mistake(StrEnum):
    """What is wrong in a fact."""

    UNSAID = "unsaid"
    """The sentence does not say it: the fact is retracted."""
    PARTY = "party"
    """Somebody else holds the stance, or said the words."""
    TARGET = "target"
    """The stance is on another actor."""
    SIDE = "side"
    """The stance is on the other side."""
    DATE = "date"
    """The event has another date."""
    SAME = "same"
    """Whom or what it names is the same as another subject, in all articles of the library."""
    ANOTHER = "another"
    """Whom or what it names is another of that name, in this article; or the event is another, in this line."""


MISTAKES = {
    FactKind.EVENT: (Mistake.UNSAID, Mistake.DATE),
    FactKind.STANCE: (Mistake.UNSAID, Mistake.SIDE, Mistake.PARTY, Mistake.TARGET),
    FactKind.QUOTATION: (Mistake.UNSAID, Mistake.PARTY),
}
"""What can be wrong in each kind of fact, besides whom and what it names."""
WORDLESS = (Mistake.UNSAID, Mistake.SIDE)
"""The mistakes of which nothing is typed: the choice says what is right."""
_NAMED_EVENT = "e."
"""What the key of an event with a name of its own begins with."""


class CorrectionState(StrEnum):
    """What became of a correction."""

    REPORTED = "reported"
    """A member reported it; nobody has decided."""
    APPLIED = "applied"
    UNDONE = "undone"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class FactKey:
    """What identifies a fact in its article, also after the article is read again: its sentence, where its cue stands, and whom it is about.

    `start` and `end` are the cue's offsets in the sentence, for a quotation those of its first words. `who` is the holder's
    or speaker's id, `on` the id of the actor or issue that a stance is on; "" if there is none.
    """

    kind: FactKind
    sentence: str
    start: int
    end: int
    who: str = ""
    on: str = ""

    @property
    def digest(self) -> str:
        """A short hash of the key, for the value of a menu's option."""
        parts = (self.kind, self.sentence, str(self.start), str(self.end), self.who, self.on)
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Fix:
    """What is wrong in a fact, and what is right. `of`: the subject that is the same as another, or another of that name."""

    mistake: Mistake
    right: Right = None
    of: Subject | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of one fact. Times are UTC text, people are Discord ids; `claim` is the line as it was shown.

    `library` is the article's, `server` the one in which somebody reported it; None for the operator's own. `article` is
    None if it was deleted: that a subject is the same as another holds for all other articles.
    """

    id: int
    library: str
    server: str | None
    article: int | None
    key: FactKey
    fix: Fix
    claim: str
    state: CorrectionState
    made_by: str | None
    made_at: str
    settled_by: str | None = None
    settled_at: str | None = None


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as an answer shows it: its key, its line, its article, for a stance its side, and whom and what it names."""

    key: FactKey
    claim: str
    source: Source
    side: Polarity | None = None
    names: tuple[Subject, ...] = ()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What can be wrong in it."""
        return MISTAKES[self.key.kind]


def may_be_same(subject: Subject) -> bool:
    """Returns True if a subject has a name by which it can be the same as another: an event without one has no more than its words."""
    return subject.kind != "event" or subject.id.startswith(_NAMED_EVENT)


def corrected(
    reading: Reading, corrections: Sequence[tuple[FactKey, Fix]], same: Mapping[str, str] | None = None
) -> Reading:
    """Returns a reading with corrections applied in their order. A correction whose fact is not in the reading changes nothing.

    `same`: subjects that are or were merged into others, by id. A correction that names one of two finds the facts of both.
    Of a sentence in which somebody has judged a fact, nothing of that kind is told as unsure any more.
    """
    ids = same or {}
    for key, fix in corrections:
        reading = _corrected(reading, _as_one(key, ids), fix, ids)
        if fix.mistake in {Mistake.PARTY, Mistake.TARGET}:
            reading = with_actor(reading, fix.right)
    judged = {(key.kind, key.sentence) for key, _ in corrections}
    unsure = tuple(one for one in reading.unsure if _sentence_of(reading, one) not in judged)
    return replace(reading, unsure=unsure).shown() if corrections else reading


def _sentence_of(reading: Reading, unsure: Stance | Quotation) -> tuple[FactKind, str]:
    kind = FactKind.STANCE if isinstance(unsure, Stance) else FactKind.QUOTATION
    return kind, _key(kind, reading, place_of(unsure), None).sentence


def _corrected(reading: Reading, key: FactKey, fix: Fix, ids: Mapping[str, str]) -> Reading:
    def is_it(found: FactKey) -> bool:
        return _as_one(found, ids) == key

    if fix.mistake is Mistake.ANOTHER and fix.of:
        return _with_another(reading, fix.of, fix.right, is_it, ids)
    match key.kind:
        case FactKind.STANCE:
            stances = (_stance(one, fix) if is_it(stance_key(reading, one)) else one for one in reading.stances)
            return replace(reading, stances=tuple(stances))
        case FactKind.EVENT:
            events = (_event(one, fix) if is_it(event_key(reading, one)) else one for one in reading.events)
            return replace(reading, events=tuple(events))
        case FactKind.QUOTATION:
            quoted = (_quotation(one, fix) if is_it(quotation_key(reading, one)) else one for one in reading.quotations)
            return replace(reading, quotations=tuple(quoted))


def _as_one(key: FactKey, ids: Mapping[str, str]) -> FactKey:
    """A key in which merged subjects are one."""
    return replace(key, who=ids.get(key.who, key.who), on=ids.get(key.on, key.on)) if ids else key


def _with_another(
    reading: Reading, of: Subject, right: Right, is_it: Callable[[FactKey], bool], ids: Mapping[str, str]
) -> Reading:
    """A reading in which a name means another: actors and issues in all of the article, an event in the line."""
    there = [*(actor.id for actor in reading.actors), *(issue.id for issue in reading.issues)]
    old = {one for one in there if ids.get(one, one) == ids.get(of.id, of.id)}
    match right:
        case Actor():
            return renamed_actor(reading, old, right)
        case Issue():
            return renamed_issue(reading, old, right)
        case Subject():
            told = {event.id for event in reading.events if is_it(event_key(reading, event))}
            told |= {
                one.target.event for one in reading.stances if one.target.event and is_it(stance_key(reading, one))
            }
            events = (replace(one, name=right.name) if one.id in told else one for one in reading.events)
            return replace(reading, events=tuple(events))
    return reading


def _stance(stance: Stance, fix: Fix) -> Stance:
    match fix:
        case Fix(Mistake.UNSAID):
            return replace(stance, licence=replace(stance.licence, shown=False))
        case Fix(Mistake.SIDE, Polarity() as side):
            return replace(stance, polarity=side)
        case Fix(Mistake.PARTY, Actor() as holder):
            return replace(stance, holder=Participant(holder.id, stance.holder.span))
        case Fix(Mistake.TARGET, Actor() as on):
            return replace(stance, target=Target(on.id, None, stance.target.span))
    return stance


def _event(event: Event, fix: Fix) -> Event:
    match fix:
        case Fix(Mistake.UNSAID):
            return replace(event, licence=replace(event.licence, shown=False))
        case Fix(Mistake.DATE, str() as date):
            return replace(event, date=date)
    return event


def _quotation(quotation: Quotation, fix: Fix) -> Quotation:
    match fix:
        case Fix(Mistake.UNSAID):
            return replace(quotation, licence=replace(quotation.licence, shown=False))
        case Fix(Mistake.PARTY, Actor() as speaker):
            span = quotation.source.span if quotation.source else quotation.content[0]
            return replace(quotation, source=Participant(speaker.id, span))
    return quotation


# ---- What identifies a fact ----


def stance_key(reading: Reading, stance: Stance) -> FactKey:
    """Returns the key of a stance in a reading."""
    on = stance.target.actor or stance.target.issue or ""
    return _key(FactKind.STANCE, reading, stance.cue, stance.holder.actor, "" if stance.target.event else on)


def event_key(reading: Reading, event: Event) -> FactKey:
    """Returns the key of an event in a reading: of whoever takes part, so that what is retracted stays retracted."""
    return _key(FactKind.EVENT, reading, event.cue, None)


def quotation_key(reading: Reading, quotation: Quotation) -> FactKey:
    """Returns the key of a quotation in a reading."""
    source = quotation.source
    return _key(FactKind.QUOTATION, reading, quotation.content[0], source.actor if source else None)


def _key(kind: FactKind, reading: Reading, at: Span, who: str | None, on: str = "") -> FactKey:
    sentence = reading.sentences[reading.sentence_at(at)].span if reading.sentences else at
    words = reading.article.text[sentence.start : sentence.end]
    start, end = max(at.start, sentence.start) - sentence.start, min(at.end, sentence.end) - sentence.start
    return FactKey(kind, words, start, end, who or "", on)


# ---- As text, for the database ----


def right_text(right: Right) -> tuple[str, ...] | None:
    """Returns what is right as strings: an actor's id, name, kind and role, a kind of subject with id and name, or one word."""
    match right:
        case Actor():
            return (right.id, right.name, str(right.kind), right.role or "", right.of or "")
        case Issue():
            return ("issue", right.id, right.name)
        case Subject():
            return ("event", right.id, right.name)
    return None if right is None else (str(right),)


def right_of(mistake: Mistake, parts: Sequence[str] | None) -> Right:
    """Returns what `right_text` was given."""
    match mistake, parts:
        case _, [actor_id, name, kind, role, of]:
            return Actor(actor_id, name, ActorKind(kind), role or None, of or None)
        case _, ["issue", issue, name]:
            return Issue(issue, name)
        case _, ["event", key, name]:
            return Subject("event", key, name)
        case Mistake.SIDE, [side]:
            return Polarity(side)
        case Mistake.DATE, [date]:
            return date
    return None
