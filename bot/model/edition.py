"""What an edition holds: its remit, its entries with the reasons they are in, and a decision on every other fact."""

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


class Part(StrEnum):
    """What an entry of an edition is, in the order they are told."""

    HAPPENED = "happened"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAID = "said"
    EXPECTED = "expected"
    FILED = "filed"
    CORRECTED = "corrected"


class Verdict(StrEnum):
    """Whether a fact is in an edition, or why not."""

    TOLD = "told"
    FILTER = "filter"
    THRESHOLD = "threshold"
    DUPLICATE = "duplicate"
    ALREADY = "already told"
    OUTLET = "per-outlet cap"
    SPEAKER = "two quotations a speaker"
    ARTICLE = "one story an article"
    ROOM = "no room"


@dataclass(frozen=True, slots=True)
class Remit:
    """What an edition is to hold: filed later than `since` and until `until` (UTC ISO text), about these subjects or any.

    `today` is the reader's ISO day; `important` lets in only what can't wait: a new event with two outlets, a shift of stance.
    """

    since: str
    until: str
    today: str
    libraries: Libraries = field(default_factory=Libraries)
    about: tuple[Subject, ...] = ()
    style: Style = Style.BRIEF
    important: bool = False
    after: int = 0
    looked_until: str = ""
    """The last article that the edition before looked at, and when it looked: of what was filed until then, only later numbers are new."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entry is known again by: one like it is not told twice. Kept with the edition that told it."""

    part: Part
    kind: str
    """The event's type, the speaker, or who stands on what."""
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    words: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class PastEntry:
    """What an earlier edition told: its mark, its claim, and the article it rested on, with sums of its text and sentence as they stood."""

    mark: Mark
    claim: str
    article: int | None
    """None where it rested on none: a correction of what was removed."""
    text: str
    sentence: str
    told_on: str
    """An ISO day."""


Filling: TypeAlias = "str | int | tuple[str, ...] | tuple[Phrase, ...] | Subject | EventType | Expressed | Phrase"
"""What a phrase is filled in with: words as an article or outlet has them, a number, names to be listed, or what each language has a word for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of our own about what articles say, in no language yet: a key of the frame's claims (data/frames/), and what is filled in."""

    key: str
    fillings: tuple[tuple[str, Filling], ...] = ()
    number: int | None = None
    """What a claim that has a form for one and one for more goes by."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is in: its kind is a key of the frame's reasons (data/frames/), with its number or name, or names, filled in."""

    kind: str
    number: int | None = None
    name: str | tuple[str, ...] | Phrase = ""


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One thing an edition tells: the claim, what it rests on, and why it is in.

    `voice` is who said it, `before` what stood until then; `when` is EDTF; `facts` are (table, row) of what it is made of.
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
    """The article and the number of the sentence it rests on first."""
    note: str = ""
    """What else to say of it: "planned"; of words, the cue that gives them to the speaker."""
    phrase: Phrase | None = None
    """The claim, where its words are ours and not an article's; `claim` says it in English."""
    speaker: Phrase | None = None
    """The same of `voice`."""


class Decision(NamedTuple):
    """Whether a fact is in an edition: its article, itself in a few words, the verdict and what else there is to say of it."""

    article: int
    what: str
    verdict: Verdict
    note: str = ""
    reasons: tuple[Reason, ...] = ()
    """Of what is told: why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one edition tells: its entries in the order they are told; where it was asked why, every decision behind them."""

    remit: Remit
    entries: tuple[EditionEntry, ...]
    decisions: tuple[Decision, ...] = ()
    """Where it was asked why."""
    articles: int = 0
    outlets: int = 0
    waiting: int = 0
    """How many stories there was no room for."""
    last: int = 0
    """The number of the last article it looked at."""
    pictures: Mapping[int, str] = field(default_factory=dict)
    """By article, the picture of those that stories rest on, as far as they have one."""

    def of(self, part: Part) -> tuple[EditionEntry, ...]:
        """The entries of one part."""
        return tuple(entry for entry in self.entries if entry.part == part)

    def without(self, entry: EditionEntry) -> Contents:
        """Without an entry that the message has no room for."""
        articles = sorted(entry.articles) if self.decisions else ()
        return replace(
            self,
            entries=tuple(one for one in self.entries if one is not entry),
            decisions=(
                *(one for one in self.decisions if one.verdict != Verdict.TOLD or one.what != entry.claim),
                *(Decision(article, entry.claim, Verdict.ROOM) for article in articles),
            ),
            waiting=self.waiting + (entry.part == Part.HAPPENED),
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the sentences behind a line stand: (article, span) each. Carried by a button or menu."""

    places: tuple[tuple[int, Span], ...]
