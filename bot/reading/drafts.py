"""Facts during reading, by token positions and with links to each other; `assembly` converts them to the model's facts at the end."""

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


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event during reading. `cue` is in tokens of `scene`; `noun`: the mention is a noun like "the attack".

    Later steps date it and merge mentions of one event into the first; each step makes new drafts.
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
    """True if the recipients are not the verb's object: the event is about them, not done to them."""
    number: int = -1
    """Its place among the drafts of the article."""
    merged: int | None = None
    """The number of the draft that it is merged into."""
    shown: bool = False

    @property
    def event(self) -> int:
        """The number of the draft for its event: its own, or that of the draft it is merged into."""
        return self.number if self.merged is None else self.merged


@dataclass(frozen=True, slots=True)
class StanceDraft:
    """A stance during reading; the target is an actor, a draft of an event, an issue (its id), or several of them."""

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
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class QuotationDraft:
    """A quotation during reading, with the scene and clause that attribute it.

    `fragment`: a few words in marks; `predicate`: they are a finite verb, and a quotation besides the clause around it.
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
