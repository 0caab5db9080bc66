"""Who and what an article speaks of at a point: what pronouns and "the company" can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind

if TYPE_CHECKING:
    from bot.reading.drafts import EventDraft

_REMEMBERED = 4


@dataclass(slots=True)
class Salience:
    """Who was spoken of, the latest subject first. Starts anew after a heading."""

    persons: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    several: tuple[str, ...] = ()
    event: EventDraft | None = None
    obscured: bool = False
    """The last subject was a thing that is no actor: "it" may well mean that."""
    hidden: bool = False
    """The last subject was a person no list knows: "he" may well mean them."""
    seen: dict[str, int] = field(default_factory=dict)
    """The scene each was last spoken of in, and in `led` the scene each was last the subject of."""
    led: dict[str, int] = field(default_factory=dict)

    def push(self, actor: str, kind: ActorKind, subject: bool, at: int) -> None:
        """Notes a mention in scene `at`; a subject goes first, anything else second."""
        row = self.persons if kind is ActorKind.PERSON else self.things
        self.seen[actor] = at
        if subject:
            self.led[actor] = at
            if kind is ActorKind.PERSON:
                self.hidden = False
        if actor in row:
            if not subject:
                return
            row.remove(actor)
        row.insert(0 if subject or not row else 1, actor)
        del row[_REMEMBERED:]
