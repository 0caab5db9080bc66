"""Answers: stored facts with their evidence, and the lines made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.chart import Chart
    from bot.model.facts import EventType, Expressed, Mode, Polarity, QuotationKind
    from bot.model.query import Query, Request, Subject


@dataclass(frozen=True, slots=True)
class Source:
    """The article behind a line, as far as it is shown; `opening` is its first words, for articles without a title."""

    article: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    opening: str
    more_outlets: int = 0
    """Number of other outlets with the same article."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact sentence behind a line, the cue in it (offsets into `sentence`), and whose voice it is."""

    source: Source
    sentence: str
    at: Span
    """The sentence's place in its article."""
    marked: tuple[Span, ...]
    voice: Subject | None
    confidence: float


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """A sentence with the one before it and the one after it in its article; "" where there is none."""

    evidence: Evidence
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownStance:
    """A stored stance, with its sentence."""

    holder: Subject
    on_actor: Subject | None
    on_event: Subject | None
    on_issue: Subject | None
    polarity: Polarity
    expressed: Expressed
    evidence: Evidence

    @property
    def target(self) -> Subject | None:
        """What it is on, the most exact first; None for something only the sentence names."""
        return self.on_event or self.on_issue or self.on_actor


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """A stored event; `after` lists the events that its text puts before it."""

    subject: Subject
    named: bool
    type: EventType
    mode: Mode
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    """Names of agents and recipients, as far as they were resolved."""
    date: str | None
    place: str | None
    after: tuple[Subject, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """A stored quotation: `content` is the quoted words, `cue` the word that attributes them ("warned")."""

    speaker: Subject
    kind: QuotationKind
    content: str
    cue: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class UnsureFact:
    """What a sentence may say, not surely enough to count: that `who` is for or against `on`, or without it that they said the marked words."""

    who: Subject
    on: Subject | None
    polarity: Polarity | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of an answer, with its evidence.

    In a timeline, `date` is EDTF and `when` the same in words ("about June 2025", "undated"). `mark` is a remark
    ("planned"); `differ` says where reports differ, and which outlet says what ("killed: 4 (Reuters), 5 (AP)").
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    date: str | None = None
    when: str | None = None
    mark: str | None = None
    differ: tuple[str, ...] = ()
    asks: Query | None = None
    """The question whose answer tells more about this line, with all its sentences."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `absent` is shown if there are none. `aside`: they are not what was asked for, and count nowhere."""

    heading: str
    lines: tuple[Line, ...] = ()
    absent: str | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Another useful question, offered on a button."""

    label: str
    query: Query
    brief: str = ""
    """The label below an answer whose headline has the name, where it is shorter: "3 events"."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A page of an answer that is looked up for itself: what its button says, and its query; None if there is no such page."""

    label: str
    query: Query | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query. `readings` tell how inexact names were understood, `scope` what was searched."""

    query: Query
    headline: str
    sections: tuple[Section, ...] = ()
    readings: tuple[str, ...] = ()
    scope: str = ""
    offers: tuple[Offer, ...] = ()
    turns: tuple[PageTurn, ...] = ()
    """The pages before and behind, if this answer is one of several pages that are each looked up for themselves."""
    opens: tuple[Source, ...] = ()
    """The articles that a menu opens."""
    chart: Chart | None = None
    """What a picture of the answer shows."""
    folded: bool = False
    """Whether its lines are read as a list: a page shows no sentences, and a menu leads from each line to its own."""
    unsure: int = 0
    """How many sentences may say more, without being sure enough to count."""
    back: tuple[Request, int] | None = None
    """The question, and the page, of the answer whose place this one took in a message."""

    @property
    def found(self) -> int:
        """Number of lines that answer the query."""
        return sum(len(section.lines) for section in self.sections if not section.aside)

    @property
    def size(self) -> int:
        """Number of sentences behind these lines."""
        return sum(len(line.evidence) for section in self.sections if not section.aside for line in section.lines)
