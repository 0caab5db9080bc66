"""Adds the resolved referents to a reading, and removes places and states that take part in nothing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Actor, ActorKind, Form, Mention, Participant
from bot.reading.referents.bystanders import Bystanders
from bot.reading.referents.phrases import FIRST, PRONOUN
from bot.reading.referents.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.model.article import Span
    from bot.model.facts import Event, Licence, Quotation, Reading, Stance
    from bot.reading.referents.ranking import Ranker
    from bot.reading.referents.walk import Ground, Settled
    from bot.reading.scene import Scene

_ONE = frozenset({"appos", "flat", "compound", "conj"})
"""Relations between words for one, or several, of whom the words as a whole tell."""
_NOMINAL = ("NN", "PRP", "CD", "DT", "JJ")
"""The tags of words that others can stand below as one phrase."""
_OWN = frozenset({"we", "i", "us", "you"})
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
    made = _told(reading, Walk(ground, ranker).settled(), ground)
    return made.without(Bystanders(reading, ground).found(ranker))


def _told(reading: Reading, settled: Sequence[Settled], ground: Ground) -> Reading:
    """Returns the reading with the new mentions, and with the actors without a name, which belong to this article alone (`Actor.local`).

    What is settled replaces the actors to whom rules resolve pronouns.
    """
    cast, ruled = ground.scenes[0].cast, ground.ruled()
    ids: dict[str, str] = {}
    made: list[Actor] = []
    introduced: dict[str, Span] = {}
    rows: list[tuple[Settled, str]] = []
    for row in settled:
        if row.known is None:
            continue
        actor = row.known.actor
        if row.known.local and actor not in ids:
            ids[actor] = cast.free(row.phrase.words)
            introduced[ids[actor]] = row.phrase.node.span
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
    meant = _Meant(sure, again, ground, introduced)
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
        ground: what is known about the article.
        introduced: where the article introduces the actors without a name.
    """

    def __init__(
        self, heads: Mapping[int, str], again: Collection[Span], ground: Ground, introduced: Mapping[str, Span]
    ) -> None:
        self._heads, self._again, self._ground, self._introduced = heads, again, ground, introduced
        self._scenes = ground.scenes

    def _party(self, party: Participant) -> Participant:
        """Returns a participant with the actor that its head stands for, or a name beside the head; never one of a clause within: `the man who shot two boys`."""
        if party.actor is not None and party.span not in self._again:
            return party
        at = bisect_right(self._scenes, party.span.start, key=lambda scene: scene.sentence.span.start) - 1
        if at < 0:
            return Participant(None, party.span)
        scene = self._scenes[at]
        places = [i for i, token in enumerate(scene.tokens) if party.span.start <= token.start < party.span.end]
        inside = (scene.tokens[i].start for i in reversed(_heads_of(scene, places)))
        return Participant(next((self._heads[start] for start in inside if start in self._heads), None), party.span)

    def event(self, event: Event) -> Event:
        """Returns an event. The agent is never a recipient under other words."""
        agents = _once(map(self._party, event.agents))
        recipients = _once((*agents, *map(self._party, event.recipients)))[len(agents) :]
        return replace(event, agents=agents, recipients=recipients, licence=self._voiced(event.licence, event.cue))

    def stance(self, stance: Stance) -> Stance:
        """Returns a stance. Nobody is for or against themselves."""
        holder, on = self._party(stance.holder), stance.target
        licence = self._voiced(stance.licence, stance.cue, holder)
        settled = on.actor is None and on.known
        actor = on.actor if settled else self._party(Participant(on.actor, on.span)).actor
        if actor is not None and actor == holder.actor:
            return stance
        return replace(stance, holder=holder, target=replace(stance.target, actor=actor), licence=licence)

    def _voiced(self, licence: Licence, cue: Span, holder: Participant | None = None) -> Licence:
        """A licence with the voice of somebody without a name, by their words: `“independent experts”`. Whoever holds a stance voices it."""
        said = self._ground.voice(cue)
        if licence.voice is not None or said is None or said.actor is not None:
            return licence
        speaker = self._party(said)
        if holder is not None and (speaker.span == holder.span or speaker.actor == holder.actor is not None):
            return licence
        if speaker.actor is not None and speaker.actor not in self._introduced:
            return replace(licence, voice=speaker.actor)
        words = self._at(self._introduced.get(speaker.actor or "", speaker.span))
        own = words.lower() in _OWN  # "here is what we know": the outlet's
        return licence if own else replace(licence, voice=f"“{words}”")

    def _at(self, span: Span) -> str:
        """The words at a place of the article."""
        scene = self._scenes[bisect_right(self._scenes, span.start, key=lambda scene: scene.sentence.span.start) - 1]
        inside = [i for i, token in enumerate(scene.tokens) if span.start <= token.start < span.end]
        words = scene.words(inside[0], inside[-1] + 1) if inside else ""
        opens = inside[:1] == [0] and not scene.syntax.tags[0].startswith("NNP")
        return words[:1].lower() + words[1:] if opens else words

    def quotation(self, quotation: Quotation) -> Quotation:
        """Returns a quotation."""
        source = quotation.source
        return replace(quotation, source=self._party(source)) if source is not None else quotation


def _heads_of(scene: Scene, places: Sequence[int]) -> list[int]:
    """Returns the head of the words at some places, and what is one with it."""
    tree = scene.syntax.tree
    tops = (i for i in places if tree.heads[i] not in places or tree.heads[i] == i)
    found = [i for i in tops if tree.classes[i].startswith(_NOMINAL)][:1]
    for i in places:
        if tree.heads[i] in found and i not in found and tree.relations[i] in _ONE:
            found.append(i)
    return sorted(found)


def _once(parties: Iterable[Participant]) -> tuple[Participant, ...]:
    """The participants, with each actor once."""
    found: list[Participant] = []
    for party in parties:
        if party.actor is None or all(party.actor != other.actor for other in found):
            found.append(party)
    return tuple(found)
