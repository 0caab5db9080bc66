"""What is answered: facts as filed with their evidence, and the lines made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import EventType, Expressed, Mode, Polarity, QuotationKind
    from bot.model.query import Query, Subject


@dataclass(frozen=True, slots=True)
class Source:
    """The article a line rests on, as far as it is shown; `opening` are its first words, for articles without a title."""

    article: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    opening: str
    more_outlets: int = 0
    """Other outlets that brought the same article."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact sentence behind a line, the words in it that license the fact (offsets into `sentence`), and whose voice it is."""

    source: Source
    sentence: str
    at: Span
    """Where the sentence stands in its article."""
    marked: tuple[Span, ...]
    voice: Subject | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ShownStance:
    """A stance as filed: who, on what, and the sentence."""

    holder: Subject
    on_actor: Subject | None
    on_event: Subject | None
    polarity: Polarity
    expressed: Expressed
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event as filed; `after` names the subjects its text puts before it."""

    subject: Subject
    named: bool
    type: EventType
    mode: Mode
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    """Names of who did it and to whom, as far as they were resolved."""
    date: str | None
    place: str | None
    after: tuple[Subject, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """A quotation as filed. `content` are the quoted words, `cue` the word that gives them to the speaker ("warned")."""

    speaker: Subject
    kind: QuotationKind
    content: str
    cue: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of an answer and what it rests on.

    `date` is EDTF and `when` the words for it ("about June 2025", "undated"), in a timeline; `mark` is what else to say ("planned").
    """

    text: str
    evidence: tuple[Evidence, ...]
    date: str | None = None
    when: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `absent` is what to say where there are none."""

    heading: str
    lines: tuple[Line, ...] = ()
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question worth asking, on a button."""

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a query. `readings` say how inexact names were read; `scope` what was looked through."""

    query: Query
    headline: str
    sections: tuple[Section, ...] = ()
    readings: tuple[str, ...] = ()
    scope: str = ""
    offers: tuple[Offer, ...] = ()

    @property
    def found(self) -> int:
        """How many lines the answer has."""
        return sum(len(section.lines) for section in self.sections)

    @property
    def size(self) -> int:
        """How many sentences stand under its lines."""
        return sum(len(line.evidence) for section in self.sections for line in section.lines)
