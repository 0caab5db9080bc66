"""Facts while an article is read, mutable and in tokens: `assembly` turns them into the model's facts at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.facts import EventType

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Expressed, Mode, Participant, Polarity

COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)

MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


@dataclass(slots=True)
class EventDraft:
    """An event under construction. `cue` is in tokens of `scene`; `noun` tells mentions like "the attack" from verbs."""

    type: EventType
    scene: int
    first: int
    last: int
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    rule: str
    confidence: float
    clause: int | None = None
    noun: str | None = None
    definite: bool = False
    name: str | None = None
    place: str | None = None
    date: str | None = None
    mentions: list[Span] = field(default_factory=list)
    reached: bool = False
    """The recipients were looked for behind the verb's own object: who it is about, not whom it was done to."""
    merged: EventDraft | None = None
    after: list[EventDraft] = field(default_factory=list)

    def itself(self) -> EventDraft:
        """The draft this one was merged into, or itself."""
        return self.merged.itself() if self.merged else self


@dataclass(slots=True)
class StanceDraft:
    """A stance under construction; the target is an actor, a draft of an event, or both."""

    holder: Participant
    actor: str | None
    event: EventDraft | None
    span: Span
    polarity: Polarity
    expressed: Expressed
    cue: Span
    rule: str
    confidence: float


@dataclass(slots=True)
class QuotationDraft:
    """A quotation under construction, with the scene and clause that attribute it.

    `fragment`: a few words in marks; `predicate`: they are a whole finite verb, which stands besides the clause around it.
    """

    scene: int
    clause: int | None
    source: Participant | None
    cue: Span | None
    content: list[Span]
    rule: str
    confidence: float
    fragment: bool = False
    predicate: bool = False
    about: list[str] = field(default_factory=list)
