"""Keeps what an article is about at a point: the actors that pronouns and "the company" can refer to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.reading.drafts import EventDraft

_REMEMBERED = 4
_LED = 3
"""The number of scenes in which an earlier subject still counts."""


@dataclass(frozen=True, slots=True)
class Salience:
    """The actors mentioned, the latest subject first. Starts empty after a heading."""

    persons: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    event: EventDraft | None = None
    obscured: bool = False
    """The last subject was a thing that is not an actor: "it" may mean that."""
    hidden: bool = False
    """The last subject was a person on no list: "he" may mean them."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """The scene in which each of `persons` and `things` was last mentioned; `led`: the scene in which each was last the subject."""
    led: Mapping[str, int] = field(default_factory=dict)

    def with_mention(self, actor: str, kind: ActorKind, subject: bool, at: int) -> Salience:
        """Returns a copy with a mention in scene `at`: in first place for a subject, else in second."""
        person = kind is ActorKind.PERSON
        row = self.persons if person else self.things
        if actor not in row or subject:
            others = tuple(other for other in row if other != actor)
            place = 0 if subject else 1
            row = (*others[:place], actor, *others[place:])[:_REMEMBERED]
        persons, things = (row, self.things) if person else (self.persons, row)
        seen = {other: self.seen[other] for other in (*persons, *things) if other != actor} | {actor: at}
        led = {other: scene for other, scene in self.led.items() if at - scene <= _LED}
        return replace(
            self,
            persons=persons,
            things=things,
            seen=seen,
            led=led | {actor: at} if subject else led,
            hidden=self.hidden and not (subject and person),
        )
