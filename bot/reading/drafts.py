"""Facts as the steps of reading find them, in tokens and pointing at each other: `assembly` turns them into the model's facts at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import EventType

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Expressed, Mode, Participant, Polarity
    from bot.reading.rules import EventRule, QuotationRule, StanceRule

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


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as a step found it: `cue` is in tokens of `scene`; `noun` tells mentions like "the attack" from verbs.

    Later steps date it, and fold mentions of one event into the first of them; each gives new drafts.
    """

    type: EventType
    scene: int
    first: int
    last: int
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    rule: EventRule
    confidence: float
    clause: int | None = None
    noun: str | None = None
    definite: bool = False
    name: str | None = None
    place: str | None = None
    date: str | None = None
    mentions: tuple[Span, ...] = ()
    indirect: bool = False
    """The recipients were looked for behind the verb's own object: who it is about, not whom it was done to."""
    number: int = -1
    """Its place among the drafts of the article."""
    merged: int | None = None
    """The number of the draft that it is folded into."""
    shown: bool = False

    @property
    def event(self) -> int:
        """The number of the draft that stands for its event: itself, or the one it is folded into."""
        return self.number if self.merged is None else self.merged


@dataclass(frozen=True, slots=True)
class StanceDraft:
    """A stance as a step found it; the target is an actor, a draft of an event, or both."""

    holder: Participant
    actor: str | None
    event: EventDraft | None
    span: Span
    polarity: Polarity
    expressed: Expressed
    cue: Span
    rule: StanceRule
    confidence: float
    shown: bool = False


@dataclass(frozen=True, slots=True)
class QuotationDraft:
    """A quotation as a step found it, with the scene and clause that attribute it.

    `fragment`: a few words in marks; `predicate`: they are a whole finite verb, which stands besides the clause around it.
    """

    scene: int
    clause: int | None
    source: Participant | None
    cue: Span | None
    content: tuple[Span, ...]
    rule: QuotationRule
    confidence: float
    fragment: bool = False
    predicate: bool = False
    shown: bool = False
