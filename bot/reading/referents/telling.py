"""Adds the resolved referents to a reading, and removes places and states that take part in nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Actor, ActorKind, Form, Mention, Participant
from bot.reading.referents.bystanders import Bystanders
from bot.reading.referents.phrases import FIRST, PRONOUN
from bot.reading.referents.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.model.article import Span
    from bot.model.facts import Event, Quotation, Reading, Stance
    from bot.reading.cast import Cast
    from bot.reading.referents.ranking import Ranker
    from bot.reading.referents.walk import Ground, Settled

TOLD = 0.8
"""From this probability on, facts name the actor that words in them stand for."""
_KINDS = {
    "person": ActorKind.PERSON,
    "people": ActorKind.GROUP,
    "group": ActorKind.GROUP,
    "some": ActorKind.GROUP,
    "body": ActorKind.ORGANIZATION,
    "name": ActorKind.ORGANIZATION,
    "place": ActorKind.PLACE,
}


def with_referents(reading: Reading, ground: Ground, ranker: Ranker) -> Reading:
    """Returns the reading with words without a name resolved, and without the names of those who take no part in it."""
    if not ground.scenes:
        return reading
    made = _told(reading, Walk(ground, ranker).settled(), ground.scenes[0].cast, ground.ruled())
    return made.without(Bystanders(reading, ground).found(ranker))


def _told(reading: Reading, settled: Sequence[Settled], cast: Cast, ruled: Mapping[int, str]) -> Reading:
    """Returns the reading with the new mentions, and with the actors without a name, which belong to this article alone (`Actor.local`).

    `ruled`: the actors to whom rules resolve pronouns, by offset. What is settled replaces these.
    """
    ids: dict[str, str] = {}
    made: list[Actor] = []
    rows: list[tuple[Settled, str]] = []
    for row in settled:
        if row.known is None:
            continue
        actor = row.known.actor
        if row.known.local and actor not in ids:
            ids[actor] = cast.free(row.phrase.words)
            made.append(Actor(ids[actor], row.phrase.words, _KINDS[row.known.sort], local=True))
            cast.actors[made[-1].id] = made[-1]
        rows.append((row, ids.get(actor, actor)))
    again = {row.phrase.node.span for row in settled if row.phrase.place in ruled}
    mentions = {
        mention for mention in reading.mentions if mention.form is not Form.PRONOUN or mention.span not in again
    }
    mentions |= {Mention(actor, row.phrase.node.span, _form(row)) for row, actor in rows}
    local = set(ids.values())
    sure = {
        row.phrase.place: actor
        for row, actor in rows
        if row.sureness >= TOLD or actor in local or ruled.get(row.phrase.place) == actor
    }
    meant = _Meant(sure, again)
    return replace(
        reading,
        actors=(*reading.actors, *made),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.span, mention.actor, mention.form))),
        events=tuple(meant.event(event) for event in reading.events),
        stances=tuple(meant.stance(stance) for stance in reading.stances),
        quotations=tuple(meant.quotation(quotation) for quotation in reading.quotations),
    )


def _form(one: Settled) -> Form:
    return Form.PRONOUN if one.phrase.opening == PRONOUN or one.phrase.sort in FIRST else Form.TITLE


class _Meant:
    """Puts actors into facts whose words had none.

    Args:
        heads: the actor meant, by the offset of a head.
        again: the pronouns that are resolved anew; facts no longer have the rules' actor for them.
    """

    def __init__(self, heads: Mapping[int, str], again: Collection[Span]) -> None:
        self._heads, self._again = heads, again

    def _party(self, party: Participant) -> Participant:
        """Returns a participant with the actor that the last head in its words stands for."""
        if party.actor is not None and party.span not in self._again:
            return party
        inside = (self._heads[i] for i in reversed(range(party.span.start, party.span.end)) if i in self._heads)
        return Participant(next(inside, None), party.span)

    def event(self, event: Event) -> Event:
        """Returns an event. The agent is never a recipient under other words."""
        agents = _once(map(self._party, event.agents))
        recipients = _once((*agents, *map(self._party, event.recipients)))[len(agents) :]
        return replace(event, agents=agents, recipients=recipients)

    def stance(self, stance: Stance) -> Stance:
        """Returns a stance. Nobody is for or against themselves."""
        holder = self._party(stance.holder)
        on = stance.target
        settled = on.actor is None and on.known
        actor = on.actor if settled else self._party(Participant(on.actor, on.span)).actor
        if actor is not None and actor == holder.actor:
            return stance
        return replace(stance, holder=holder, target=replace(stance.target, actor=actor))

    def quotation(self, quotation: Quotation) -> Quotation:
        """Returns a quotation."""
        source = quotation.source
        return replace(quotation, source=self._party(source)) if source is not None else quotation


def _once(parties: Iterable[Participant]) -> tuple[Participant, ...]:
    """The participants, with each actor once."""
    found: list[Participant] = []
    for party in parties:
        if party.actor is None or all(party.actor != other.actor for other in found):
            found.append(party)
    return tuple(found)
