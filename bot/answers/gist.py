"""Turns one article's facts into sections: stances, quotations and events, each with its sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.quotes import said_words
from bot.answers.stances import position, side_of
from bot.answers.timelines import event_line
from bot.catalogue import N_, say
from bot.model.answer import (
    Evidence,
    Line,
    Section,
    SentenceInContext,
    ShownEvent,
    ShownQuotation,
    ShownStance,
    Source,
)
from bot.model.article import SentenceKind, Span
from bot.model.facts import Polarity
from bot.model.query import Subject
from bot.names.event_labels import event_labels
from bot.wording import called, joined, named, sentence_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.edition import Receipt, SentencePlace
    from bot.model.facts import Event, Licence, Participant, Quotation, Reading, Stance

_OPENING = 120


@dataclass(frozen=True, slots=True)
class Facts:
    """One article's facts: stances by falling confidence; events and quotations in the order of the text."""

    stances: tuple[ShownStance, ...] = ()
    events: tuple[ShownEvent, ...] = ()
    quotations: tuple[ShownQuotation, ...] = ()

    @property
    def all(self) -> int:
        """How many facts there are."""
        return len(self.stances) + len(self.events) + len(self.quotations)


def sections_of(facts: Facts, most: int | None = None) -> tuple[Section, ...]:
    """Returns the facts as sections with at most `most` lines each."""
    if not facts.all:
        return (Section(say("What was read"), absent=say("No facts found in it.")),)
    some = slice(most)
    stances = sorted(
        facts.stances, key=lambda stance: stance.polarity == Polarity.NEUTRAL
    )  # a stance for or against says more than a neutral one
    sections = (
        Section(_heading(_STANCES, len(stances), most), tuple(map(stance_line, stances[some]))),
        Section(_heading(_QUOTATIONS, len(facts.quotations), most), tuple(map(quotation_line, facts.quotations[some]))),
        Section(
            _heading(_EVENTS, len(facts.events), most),
            tuple(event_line([event]) for event in facts.events[some]),
        ),
    )
    return tuple(section for section in sections if section.lines)


_STANCES = N_("Stances: {n}"), N_("Stances: {n}, the strongest {most}")
_QUOTATIONS = N_("Quotations: {n}"), N_("Quotations: {n}, the first {most}")
_EVENTS = N_("Events: {n}"), N_("Events: {n}, the first {most}")


def _heading(messages: tuple[str, str], number: int, most: int | None) -> str:
    """A heading with the total and which are shown: "Stances: 12, the strongest 3"."""
    every, some = messages
    return say(some, n=number, most=most) if most and number > most else say(every, n=number)


def stance_line(stance: ShownStance) -> Line:
    """Returns the line of one stance, with its sentence."""
    on = stance.target or Subject("issue", "", say("something named in the sentence"))
    took = position(side_of([stance]), on)
    return Line(
        sentence_case(say("{holder} {position}", holder=called(stance.holder), position=took)), (stance.evidence,)
    )


def quotation_line(quotation: ShownQuotation) -> Line:
    """Returns the line of one quotation, with its sentence."""
    return Line(f"{called(quotation.speaker)}: {said_words(quotation)}", (quotation.evidence,))


def actors_words(reading: Reading, most: int) -> str:
    """Returns the actors of an article, most mentioned first: "Iran, Russia and 3 more"."""
    times = {actor.id: 0 for actor in reading.actors}
    for mention in reading.mentions:
        times[mention.actor] = times.get(mention.actor, 0) + 1
    ranked = sorted(reading.actors, key=lambda actor: (-times[actor.id], actor.name))
    names = [named(actor.name) for actor in ranked[:most]]
    return joined([*names, *([say("{n} more", n=len(ranked) - most)] if len(ranked) > most else [])])


def facts_of(reading: Reading) -> Facts:
    """Returns the facts of a reading that is not filed yet, as answers will show them."""
    read = _Read(reading)
    stances = sorted(reading.stances, key=lambda stance: -stance.licence.confidence)
    return Facts(
        tuple(stance for stance in map(read.stance, stances) if stance),
        tuple(map(read.event, reading.events)),
        tuple(quotation for quotation in map(read.quotation, reading.quotations) if quotation),
    )


def sentences_behind(reading: Reading, receipt: Receipt) -> list[tuple[SentencePlace, SentenceInContext]]:
    """Returns the sentences at places in an article that is not filed yet, each between its neighbours."""
    read = _Read(reading)
    return [(place, found) for place in receipt.places if (found := read.in_context(place))]


class _Read:
    """Converts the facts of one reading into the shape that answers show."""

    def __init__(self, reading: Reading) -> None:
        article = reading.article
        self._text = article.text
        self._sentences = [sentence.span for sentence in reading.sentences]
        self._body = [sentence.kind is SentenceKind.BODY for sentence in reading.sentences]
        self._starts = [span.start for span in self._sentences]
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._labels = event_labels(reading)
        self._issues = {issue.id: issue.name for issue in reading.issues}
        self._named = {event.id: event.name is not None for event in reading.events}
        opening = article.text[:_OPENING]
        self._source = Source(0, article.title, article.outlet, article.url, article.published, opening)

    def stance(self, stance: Stance) -> ShownStance | None:
        """Returns the stance, or None if its holder is not a known actor."""
        holder = self._actor(stance.holder.actor)
        if holder is None:
            return None
        event = stance.target.event
        on_event = Subject("event", event, self._labels[event]) if event in self._labels else None
        issue = stance.target.issue
        on_issue = Subject("issue", issue, self._issues[issue]) if issue in self._issues else None
        evidence = self._evidence(stance.cue, stance.licence, stance.cue)
        on_actor = self._actor(stance.target.actor)
        return ShownStance(holder, on_actor, on_event, on_issue, stance.polarity, stance.expressed, evidence)

    def event(self, event: Event) -> ShownEvent:
        """Returns the event."""
        return ShownEvent(
            subject=Subject("event", event.id, self._labels[event.id]),
            named=self._named[event.id],
            type=event.type,
            mode=event.mode,
            agents=self._names_of(event.agents),
            recipients=self._names_of(event.recipients),
            date=event.date,
            place=event.place,
            after=tuple(
                Subject("event", earlier, self._labels[earlier]) for earlier in event.after if earlier in self._labels
            ),
            evidence=self._evidence(event.cue, event.licence, event.cue),
        )

    def quotation(self, quotation: Quotation) -> ShownQuotation | None:
        """Returns the quotation, or None if its speaker is unknown."""
        speaker = self._actor(quotation.source.actor) if quotation.source else None
        if speaker is None:
            return None
        cue = quotation.cue
        marked = (*quotation.content, *([cue] if cue else []))
        return ShownQuotation(
            speaker=speaker,
            kind=quotation.kind,
            content=" … ".join(self._text[span.start : span.end] for span in quotation.content),
            cue=self._text[cue.start : cue.end] if cue else None,
            evidence=self._evidence(quotation.content[0], quotation.licence, *marked),
        )

    def in_context(self, place: SentencePlace) -> SentenceInContext | None:
        """Returns the sentence at a place; None if there is none."""
        number = bisect_right(self._starts, place.at.start) - 1
        if number < 0:
            return None
        at = self._sentences[number]
        evidence = Evidence(self._source, self._text[at.start : at.end], at, (), None, place.confidence or 0)
        return SentenceInContext(evidence, self._beside(number - 1), self._beside(number + 1))

    def _beside(self, number: int) -> str:
        """A neighbour of a sentence; "" if there is none, or only a heading."""
        if not 0 <= number < len(self._sentences) or not self._body[number]:
            return ""
        return self._text[self._sentences[number].start : self._sentences[number].end]

    def _actor(self, actor: str | None) -> Subject | None:
        return Subject("actor", actor, self._names.get(actor, actor)) if actor else None

    def _names_of(self, parties: Sequence[Participant]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._names.get(party.actor, party.actor) for party in parties if party.actor))

    def _evidence(self, at: Span, licence: Licence, *marked: Span) -> Evidence:
        place = bisect_right(self._starts, at.start) - 1
        sentence = self._sentences[place] if place >= 0 else at
        inside = tuple(
            Span(max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start)
            for span in marked
            if span.start < sentence.end and sentence.start < span.end
        )
        words = self._text[sentence.start : sentence.end]
        return Evidence(self._source, words, sentence, inside, self._actor(licence.voice), licence.confidence)
