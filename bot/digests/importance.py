"""Weighs how important a story is by what its facts are: the type of event, who takes part, and whether as a state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType
from bot.model.topics import Topic

if TYPE_CHECKING:
    from bot.digests.grouping import Story
    from bot.model.filed import FiledEvent, FiledFacts

# How much each type of event changes for those affected, from 0 to 1. Ordered by PLOVER's quad classes, from talk to force; within a class, what
# can't be undone weighs more. An event of no type may be anything: a match, a launch.
GRAVITY = {
    EventType.ASSAULT: 1.0,
    EventType.COERCE: 0.8,
    EventType.SANCTION: 0.8,
    EventType.MOBILIZE: 0.7,
    EventType.PROTEST: 0.7,
    EventType.AGREE: 0.8,
    EventType.RETREAT: 0.7,
    EventType.THREATEN: 0.6,
    EventType.AID: 0.5,
    EventType.COOPERATE: 0.4,
    EventType.REJECT: 0.5,
    EventType.ACCUSE: 0.5,
    EventType.SUPPORT: 0.3,
    EventType.REQUEST: 0.3,
    EventType.CONSULT: 0.3,
    EventType.OTHER: 0.2,
}
_GRAVE, _STATES = 0.6, 0.4
"""Weights of gravity, and of states that take part."""
_ONE_SIDED = 0.6
"""Share of the gravity that is left if only one party is known: an attack by or on an unknown party is half a fact."""
_RESULT = re.compile(r"(?<![\w.,/:–-])\d{1,3} ?[-–] ?\d{1,3}(?!\s?%|[\w.,/:–-]*\d|[-–])")
"""A result as it is written: "3-1", "2–0". Years have more digits."""
_PLAYED = frozenset({EventType.OTHER, EventType.ASSAULT, EventType.RETREAT, EventType.MOBILIZE})
"""The types that winning, attacking and losing in a game are read as. Votes have results too, but are read as other types."""
_GAME = 0.3
"""Share of the importance that is left for a game: in games, states are names of teams."""


def importance(story: Story, filed: FiledFacts) -> float:
    """Returns the importance of a story's best report, from 0 to 1."""
    best = story.best
    parties = best.agents | best.recipients
    sides = 1.0 if len(parties) > 1 else _ONE_SIDED
    states = {state for actor in parties if (state := _state(actor, filed))}
    whole = _GRAVE * GRAVITY[best.type] * sides + _STATES * min(len(states), 2) / 2
    return whole * (_GAME if is_game(best, story) else 1.0)


def _state(actor: str, filed: FiledFacts) -> str | None:
    """The state that an actor is or speaks for."""
    state = filed.speaks_for.get(actor, actor)
    known = filed.actors.get(state)
    return state if state != actor or (known and known.kind == ActorKind.COUNTRY) else None


def is_game(event: FiledEvent, story: Story) -> bool:
    """Returns True if an article is of sport, or its title, or the sentence of an event of no type, gives a result."""
    article = story.articles[event.article]
    title = article.title or ""
    own = event.sentence if event.type == EventType.OTHER else ""
    sport = article.topic is Topic.SPORT
    return event.type in _PLAYED and (sport or bool(_RESULT.search(title) or _RESULT.search(own)))
