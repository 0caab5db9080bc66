"""What was added in a stretch of time, without sentences: enough to choose what an edition tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.model.facts import Polarity

if TYPE_CHECKING:
    from bot.model.facts import Actor, EventType, Expressed, Mode, QuotationKind
    from bot.model.topics import Topic


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """The details of an article added in that time; `outlet` is "" if unknown."""

    id: int
    outlet: str
    title: str | None
    published: str | None
    filed_at: str
    topic: Topic | None = None


class FiledEvent(NamedTuple):
    """An event without its sentence: enough to rank it. Participants are actor ids, without unresolved ones."""

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
    """A stance without its sentence, on an actor, a named event or an issue."""

    id: int
    article: int
    holder: str
    target: str
    """An actor's or issue's id, or a named event's key."""
    target_kind: str
    """As of a subject: "actor", "event" or "issue"."""
    target_name: str
    polarity: Polarity
    expressed: Expressed
    confidence: float
    place_in_text: int
    agents: frozenset[str] = frozenset()
    """The agents of the target event."""

    @property
    def pair(self) -> tuple[str, str, Expressed]:
        """Holder, target and whether in words or acts: a change of stance is a change for one such pair."""
        return self.holder, self.target, self.expressed


class FiledQuotation(NamedTuple):
    """Words attributed to a known source."""

    id: int
    article: int
    source: str
    kind: QuotationKind
    content: str
    cue: str | None
    confidence: float
    place_in_text: int
    office: str | None
    """The source's role in its article: "foreign minister"."""
    of: str | None
    """The actor id of the body or state that the office belongs to."""
    about: frozenset[str] = frozenset()
    """Ids of actors and keys of events that it is about."""


@dataclass(frozen=True)
class FiledFacts:
    """Everything added in a stretch of time, by article and place in the text. `speaks_for`: the body whose office an actor holds."""

    articles: dict[int, FiledArticle] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    speaks_for: dict[str, str] = field(default_factory=dict)
    events: tuple[FiledEvent, ...] = ()
    stances: tuple[FiledStance, ...] = ()
    quotations: tuple[FiledQuotation, ...] = ()
    older: dict[int, FiledArticle] = field(default_factory=dict)
    """Articles published too long ago to be news. None of the above is from them."""
    mentioning: dict[int, frozenset[str]] = field(default_factory=dict)
    """By article, the requested actors and issues that it mentions more than once."""
    beside: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    """By article and number of a sentence, the requested issues that it is about: what is told there is told of them."""
    labels: dict[str, str] = field(default_factory=dict)
    """What the server's editors call an outlet."""

    def only(self, articles: dict[int, FiledArticle]) -> FiledFacts:
        """Returns the same with only these articles and the facts in them."""
        return replace(
            self,
            articles=articles,
            events=tuple(event for event in self.events if event.article in articles),
            stances=tuple(stance for stance in self.stances if stance.article in articles),
            quotations=tuple(said for said in self.quotations if said.article in articles),
        )

    @cached_property
    def outlets_as_actors(self) -> dict[str, list[str]]:
        """The actors that are themselves outlets, by outlet name."""
        outlets: dict[str, list[str]] = {article.outlet: [] for article in self.articles.values() if article.outlet}
        for actor in self.actors.values():
            if actor.name in outlets:
                outlets[actor.name].append(actor.id)
        return outlets

    @cached_property
    def heard(self) -> Counter[str]:
        """In how many events each actor takes part."""
        return Counter(actor for event in self.events for actor in event.agents | event.recipients)


@dataclass(frozen=True, slots=True)
class Stood:
    """A holder's total confidence on each side before, and the newest stance row of each side."""

    supports: float = 0.0
    opposes: float = 0.0
    sentences: int = 0
    last_support: int | None = None
    last_opposition: int | None = None

    def with_side(self, polarity: str, weight: float, sentences: int, last: int) -> Stood:
        """Returns the same with the findings for one side."""
        total = self.sentences + sentences
        if polarity == Polarity.SUPPORTS:
            return replace(self, supports=weight, sentences=total, last_support=last)
        return replace(self, opposes=weight, sentences=total, last_opposition=last)
