"""The contents of an edition: what it should hold, its entries with reasons, and the decision on every other fact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.model.library import Libraries
from bot.model.subscription import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.answer import Evidence
    from bot.model.article import Span
    from bot.model.facts import EventType, Expressed
    from bot.model.query import Subject
    from bot.model.topics import Topic


class Part(StrEnum):
    """The kinds of entries in an edition, in order."""

    HAPPENED = "happened"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAID = "said"
    EXPECTED = "expected"
    FILED = "filed"
    CORRECTED = "corrected"


class Verdict(StrEnum):
    """Why a fact is in an edition, or why not."""

    TOLD = "told"
    OLD = "published too long ago"
    MUTED = "muted"
    TOPIC = "another topic"
    FILTER = "filter"
    THRESHOLD = "threshold"
    DUPLICATE = "duplicate"
    ALREADY = "already told"
    OUTLET = "per-outlet cap"
    GAMES = "share of games"
    SPEAKER = "two quotations a speaker"
    ARTICLE = "one story an article"
    ROOM = "no room"


@dataclass(frozen=True, slots=True)
class Remit:
    """What an edition should hold: facts added after `since` and up to `until` (UTC ISO text), about these subjects, or any.

    `today` is the reader's ISO day; articles published before `news_from`, another one, are counted only ("": none is too old); `important` admits only what can't wait: a new event with two outlets, a change of stance.
    """

    since: str
    until: str
    today: str
    libraries: Libraries = field(default_factory=Libraries)
    about: tuple[Subject, ...] = ()
    style: Style = Style.BRIEF
    important: bool = False
    news_from: str = ""
    after: int = 0
    looked_until: str = ""
    """The last article the previous edition looked at, and when: of articles added until then, only higher numbers are new."""
    muted: tuple[str, ...] = ()
    """Words, names of actors and of outlets, and topics that it must not tell."""
    topics: tuple[Topic, ...] = ()
    """The only topics it may tell of; empty means any."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What identifies an entry, so that a similar one is not told again. Stored with the edition that told it."""

    part: Part
    kind: str
    """The event's type, the speaker, or holder and target of a stance."""
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    words: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An entry of an earlier edition: its mark, its claim and its article, with hashes of that text and sentence at the time."""

    mark: Mark
    claim: str
    article: int | None
    """None if it had no article: a correction of something removed."""
    text: str
    sentence: str
    told_on: str
    """An ISO day."""
    message: tuple[str, str] | None = None
    """The ids of the channel and the message that told it; None if they are not known."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a running story goes on from: the claim of an earlier entry, the ISO day it was told on, and the address of its message."""

    claim: str
    day: str
    url: str


Filling: TypeAlias = (
    "str | int | tuple[str, ...] | tuple[Phrase, ...] | tuple[Subject, ...] | Subject | EventType | Expressed | Phrase"
)
"""What fills a phrase: words from an article or outlet, a number, a list of names, or something each language has a word for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Our own words about what articles say, in no language yet: a key of the frame's claims (data/frames/) and its fillings."""

    key: str
    fillings: tuple[tuple[str, Filling], ...] = ()
    number: int | None = None
    """Decides between the singular and plural form of a claim."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is in: its kind is a key of the frame's reasons (data/frames/), with a number or names filled in."""

    kind: str
    number: int | None = None
    name: str | tuple[str, ...] | tuple[Subject, ...] | Phrase = ""


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One entry of an edition: the claim, its evidence, and why it is in.

    `voice` is who said it, `before` the earlier stance; `when` is EDTF; `facts` are the (table, row) pairs it is made of.
    """

    part: Part
    claim: str
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    mark: Mark
    outlets: tuple[str, ...] = ()
    articles: frozenset[int] = frozenset()
    subject: Subject | None = None
    voice: str | None = None
    before: tuple[Evidence, ...] = ()
    when: str | None = None
    facts: tuple[tuple[str, int], ...] = ()
    facts_before: tuple[tuple[str, int], ...] = ()
    place: tuple[int, int] | None = None
    """The article and sentence number it is first based on."""
    note: str = ""
    """A remark: "planned"; for quotations, the cue."""
    phrase: Phrase | None = None
    """The claim, if its words are ours and not an article's; `claim` has it in English."""
    speaker: Phrase | None = None
    """The same for `voice`."""
    earlier: Earlier | None = None
    """What it goes on from, if an edition of the last days told of it."""
    game: bool = False
    """Whether it is a game: its article is of sport, or a result stands in its title or sentence."""


class Decision(NamedTuple):
    """The decision on a fact: its article, the fact in a few words, the verdict and any further remarks."""

    article: int
    what: str
    verdict: Verdict
    note: str = ""
    reasons: tuple[Reason, ...] = ()
    """Why it is in, if it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one edition tells: its entries in order, and every decision if reasons were requested."""

    remit: Remit
    entries: tuple[EditionEntry, ...]
    decisions: tuple[Decision, ...] = ()
    """Only if reasons were requested."""
    articles: int = 0
    outlets: int = 0
    older: tuple[str, ...] = ()
    """When the articles were published that are too old to be news (EDTF); they are counted in one line."""
    waiting: int = 0
    """How many stories did not fit."""
    last: int = 0
    """The number of the last article it looked at."""
    pictures: Mapping[int, str] = field(default_factory=dict)
    """Pictures by article, for stories that have one."""
    unsorted: int = 0
    """How many articles have no topic and are told all the same, if the digest keeps to topics."""

    def of(self, part: Part) -> tuple[EditionEntry, ...]:
        """Returns the entries of one part."""
        return tuple(entry for entry in self.entries if entry.part == part)

    def without(self, entry: EditionEntry) -> Contents:
        """Returns the same without an entry that did not fit into the message."""
        articles = sorted(entry.articles) if self.decisions else ()
        return replace(
            self,
            entries=tuple(other for other in self.entries if other is not entry),
            decisions=(
                *(
                    decision
                    for decision in self.decisions
                    if decision.verdict != Verdict.TOLD or decision.what != entry.claim
                ),
                *(Decision(article, entry.claim, Verdict.ROOM) for article in articles),
            ),
            waiting=self.waiting + (entry.part == Part.HAPPENED),
        )


class SentencePlace(NamedTuple):
    """Where a sentence behind a line stands, and the confidence of the fact read from it; None: read from a menu that does not say."""

    article: int
    at: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the sentences behind a line are. Carried by a button or menu."""

    places: tuple[SentencePlace, ...]
