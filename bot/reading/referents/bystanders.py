"""Finds the names that stand in an article for nobody who takes part in it: where something is, what it is called after, laws and prizes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.judging.parts import NO_PART
from bot.reading.referents.traits import grade, relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.facts import Actor, Form, Reading
    from bot.reading.referents.ranking import Ranker
    from bot.reading.referents.walk import Ground
    from bot.reading.scene import Scene

_KEPT = 0.65
"""Below this probability of taking part a name is left out."""
_FIRM = frozenset({ActorKind.PERSON})
"""The kinds that always stay."""


class Bystanders:
    """Judges each name by all its mentions.

    Args:
        reading: the article's facts; `ground`: what they were read from.
    """

    def __init__(self, reading: Reading, ground: Ground) -> None:
        self._reading, self._scenes = reading, ground.scenes
        self._parts = ground.parts
        self._places: defaultdict[str, list[tuple[Scene, int]]] = defaultdict(list)
        self._forms: defaultdict[str, set[Form]] = defaultdict(set)
        for number, rows in ground.met().items():
            for met in rows:
                self._places[met.actor].append((ground.scenes[number], met.last - 1))
        for mention in reading.mentions:
            self._forms[mention.actor].add(mention.form)
        self._roles = _roles(reading)
        self._sites = {
            site for event in reading.events if event.licence.shown for site in (event.place or "").split(", ")
        }
        self._listed = ground.scenes[0].cast.gazetteer.rows if ground.scenes else {}

    def found(self, ranker: Ranker) -> frozenset[str]:
        """Returns the ids of those who take no part. Whoever is in a fact, and on a list, is none of them, nor is a place where something happened."""
        return frozenset(
            actor.id
            for actor in self._reading.actors
            if actor.kind not in _FIRM
            and actor.name not in self._sites
            and not (actor.id in self._listed and self._takes_part(actor))
            and ranker.denies(self.traits(actor), _KEPT)
        )

    def _takes_part(self, actor: Actor) -> bool:
        """True if the actor takes part in a fact. Being the topic of a quotation counts only for states."""
        roles = self._roles[actor.id]
        return bool(roles - {"told of"}) or (bool(roles) and actor.kind is ActorKind.COUNTRY)

    def traits(self, actor: Actor) -> list[str]:
        """Returns what speaks for an actor's taking part."""
        kind = f"{'known' if actor.id in self._listed else 'open'} {actor.kind.value}"
        return [f"stays {kind} {trait}" for trait in (*self._told(actor), *self._called(actor))]

    def _told(self, actor: Actor) -> Iterator[str]:
        yield "at all"
        places = self._places[actor.id]
        parts = [self._parts.get(scene.number, {}).get(head, NO_PART) for scene, head in places]
        for name in ("agent", "recipient", "holder", "target", "speaker"):
            yield f"{name} {grade(max((getattr(part, name) for part in parts), default=0.0))}"
        yield f"in all {grade(max((part.most for part in parts), default=0.0))}"
        yield from (f"is {role}" for role in sorted(self._roles[actor.id]))
        yield f"times {min(len(places), 4)}"
        yield from sorted({f"as {relation(scene, head)}" for scene, head in places})

    def _called(self, actor: Actor) -> Iterator[str]:
        yield from sorted(form.value for form in self._forms[actor.id])
        scene = self._scenes[0]
        last, word = actor.name.split()[-1], actor.name.split()[-1].lower()
        lexicon = scene.lexicon
        if last in lexicon.titles.bodies:
            yield "body"
        if last in lexicon.titles.monuments:
            yield "monument"
        if word in lexicon.issue_words.heads or word in lexicon.open.accords:
            yield "issue"
        if word in lexicon.nouns or word in lexicon.event_words.nouns:
            yield "event"
        if word in lexicon.everyday:
            yield "everyday"
        if any(letter.isdigit() for letter in actor.name):
            yield "number"
        if actor.name.isupper():
            yield "letters"
        if " " not in actor.name:
            yield "one word"


def _roles(reading: Reading) -> defaultdict[str | None, set[str]]:
    """Returns the roles that each actor has in facts."""
    roles: defaultdict[str | None, set[str]] = defaultdict(set)
    for event in reading.events:
        for role, parties in (("agent", event.agents), ("recipient", event.recipients)):
            for party in parties:
                roles[party.actor] |= {role, f"shown {role}"} if event.licence.shown else {role}
    for stance in reading.stances:
        roles[stance.holder.actor].add("holder")
        roles[stance.target.actor].add("target")
    for quotation in reading.quotations:
        if quotation.source is not None:
            roles[quotation.source.actor].add("speaker")
        for subject in quotation.about:
            roles[subject].add("told of")
    return roles
