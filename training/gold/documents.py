"""The contents of a gold file for training: spans in one text, with actors, events, stances and quotations.

Spans are code points in `Document.text`. In a whole article every fact is labelled, so what has no label is not said.
In a loose sentence every event, stance and quotation *of that sentence* is labelled, but a phrase is a mention only if
some label uses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.model.article import Span

SentenceKind = Literal["body", "off limits", "context"]
EntityKind = Literal["actor", "issue", "thing"]
Mode = Literal["actual", "planned", "negated", "hypothetical"]
Polarity = Literal["supports", "opposes", "neutral", "any"]
Expressed = Literal["words", "deeds", "inaction"]
QuotationKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the spans that its sheet numbers. `context`: it is the neighbour of a loose sentence and has no labels."""

    span: Span
    kind: SentenceKind
    paragraph: int
    phrases: tuple[Span, ...]
    triggers: tuple[Span, ...]
    stretches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, an issue or, in loose sentences, one of the two (`thing`), with all its mentions."""

    id: str
    kind: EntityKind
    names: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: the id of an entity or event, and its words if the label gives some."""

    id: str
    span: Span | None
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger with the parties named for it. `mode` is None if a further mention gives none of its own."""

    span: Span
    agents: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mode: Mode | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or did not. `mode` is None if it was labelled before modes were introduced."""

    id: str
    type: str | None
    mode: Mode | None
    date: str | None
    main: bool
    optional: bool
    after: tuple[str, ...]
    mentions: tuple[EventMention, ...]

    @property
    def agents(self) -> tuple[str, ...]:
        """The ids of all agents."""
        return tuple(dict.fromkeys(party.id for mention in self.mentions for party in mention.agents))

    @property
    def recipients(self) -> tuple[str, ...]:
        """The ids of all recipients, including events."""
        return tuple(dict.fromkeys(party.id for mention in self.mentions for party in mention.recipients))


@dataclass(frozen=True, slots=True)
class Stance:
    """Who is for or against something. Any of the holders and any of the targets is right."""

    holders: tuple[Party, ...]
    targets: tuple[Party, ...]
    polarity: Polarity
    expressed: Expressed
    cue: Span
    sentence: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said; the speaker is None if nobody is named."""

    kind: QuotationKind
    parts: tuple[Span, ...]
    speaker: Party | None
    cue: Span | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A whole article, or a loose sentence with its neighbours. `whole` tells which, and so what a missing label means."""

    name: str
    part: str
    whole: bool
    outlet: str
    published: str | None
    url: str
    licence: str
    manner: str
    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    stances: tuple[Stance, ...]
    quotations: tuple[Quotation, ...]

    def entity(self, name: str) -> Entity | None:
        """Returns the entity with that id."""
        return next((entity for entity in self.entities if entity.id == name), None)

    def event(self, name: str) -> Event | None:
        """Returns the event with that id."""
        return next((event for event in self.events if event.id == name), None)
