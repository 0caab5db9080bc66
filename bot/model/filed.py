"""What was filed in a stretch of time, without the sentences: enough to choose what an edition tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.model.facts import Polarity

if TYPE_CHECKING:
    from bot.model.facts import Actor, EventType, Expressed, Mode, QuotationKind


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """The head of an article that was filed in the time looked at; `outlet` is "" where none is named."""

    id: int
    outlet: str
    title: str | None
    published: str | None
    filed_at: str


class FiledEvent(NamedTuple):
    """An event without its sentence: enough to rank it. Participants are actor ids; those not resolved are left out."""

    id: int
    article: int
    key: str
    named: bool
    label: str
    type: EventType
    mode: Mode
    date: str | None
    place: str | None
    confidence: float
    place_in_text: int
    """The number of its sentence."""
    sentence: str
    agents: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()


class FiledStance(NamedTuple):
    """A stance without its sentence, on an actor or on a named event."""

    id: int
    article: int
    holder: str
    target: str
    """An actor's id, or a named event's key."""
    on_event: bool
    target_name: str
    polarity: Polarity
    expressed: Expressed
    confidence: float
    place_in_text: int
    agents: frozenset[str] = frozenset()
    """Who did the event that is its target."""

    @property
    def pair(self) -> tuple[str, str, Expressed]:
        """Whose stance on what, and whether in words or deeds: what a shift is a shift of."""
        return self.holder, self.target, self.expressed


class FiledQuotation(NamedTuple):
    """Words given to a known source."""

    id: int
    article: int
    source: str
    kind: QuotationKind
    content: str
    cue: str | None
    confidence: float
    place_in_text: int
    office: str | None
    """What its article calls the source: "foreign minister"."""
    of: str | None
    """Whose office that is, an actor's id."""
    about: frozenset[str] = frozenset()
    """Ids of actors and keys of events it is about."""


@dataclass(frozen=True)
class FiledFacts:
    """All that was filed in a stretch of time, by article and place in the text. `speaks_for`: whose office an actor holds."""

    articles: dict[int, FiledArticle] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    speaks_for: dict[str, str] = field(default_factory=dict)
    events: tuple[FiledEvent, ...] = ()
    stances: tuple[FiledStance, ...] = ()
    quotations: tuple[FiledQuotation, ...] = ()
    mentioning: dict[int, frozenset[str]] = field(default_factory=dict)
    """By article, which of the actors that were asked for it mentions more than once."""

    @cached_property
    def outlets_as_actors(self) -> dict[str, list[str]]:
        """The actors that outlets are themselves, by the outlet's name."""
        outlets: dict[str, list[str]] = {one.outlet: [] for one in self.articles.values() if one.outlet}
        for actor in self.actors.values():
            if actor.name in outlets:
                outlets[actor.name].append(actor.id)
        return outlets

    @cached_property
    def heard(self) -> Counter[str]:
        """In how many of the events each actor takes part."""
        return Counter(one for event in self.events for one in event.agents | event.recipients)


@dataclass(frozen=True, slots=True)
class Stood:
    """How surely, in sum, a holder stood on each side before; the newest stance's row of either side."""

    supports: float = 0.0
    opposes: float = 0.0
    sentences: int = 0
    last_support: int | None = None
    last_opposition: int | None = None

    def with_side(self, polarity: str, weight: float, sentences: int, last: int) -> Stood:
        """With what was found of one side."""
        total = self.sentences + sentences
        if polarity == Polarity.SUPPORTS:
            return replace(self, supports=weight, sentences=total, last_support=last)
        return replace(self, opposes=weight, sentences=total, last_opposition=last)
