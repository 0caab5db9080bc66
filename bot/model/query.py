"""What users ask: subjects, queries about them, typed requests, and the questions asked back."""

from __future__ import annotations

from dataclasses import dataclass

CHOSEN = "="
"""Prefix of an option value that is an id chosen from a list, not text to interpret."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query is about: an actor, event or issue known to the asker's libraries or the gazetteer."""

    kind: str
    """`actor`, `event` or `issue`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `since` until the day `until` (ISO, inclusive); as they are, they sort before and after every day."""

    since: str = ""
    until: str = "~"


ALWAYS = Period()
OLDEST = "oldest"
"""The order of a timeline that begins with the earliest event."""


@dataclass(frozen=True, slots=True)
class StanceQuery:
    """The stances of `holder`, on one subject or all; without a holder, everybody's on the one subject.

    Here and below `since` and `until` are ISO days, inclusive: of the articles, or of the events of a timeline.
    """

    holder: Subject | None
    on: Subject | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """The events involving `about`, the latest first or the earliest."""

    about: Subject
    since: str | None = None
    until: str | None = None
    order: str | None = None
    """`OLDEST`, or None."""


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """What `speaker` said, about a subject, or containing `words`; without a speaker, what anybody said about the one subject."""

    speaker: Subject | None
    about: Subject | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The sentences with all of `words`, of articles published from `since` until `until` (ISO days, inclusive) by an outlet.

    Newest first, or the best of the newest first. `start` is where the page begins: of the best, how many are before it; of the newest,
    the place of the last sentence before it in the index, or of the first one behind it, as a negative number.
    """

    words: str
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    best: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class WhoQuery:
    """What is known and told of one subject, on one page."""

    name: Subject


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """Where several actors stand on one subject; without actors, the most mentioned ones."""

    on: Subject
    actors: tuple[Subject, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class RelationQuery:
    """What two actors did to each other and said about each other. Events count by their own day, or by their article's if they have none.

    Without `b`, which is so only while a command is being typed: what an actor and anybody else did.
    """

    a: Subject
    b: Subject | None
    since: str | None = None
    until: str | None = None


Query = StanceQuery | TimelineQuery | QuoteQuery | SearchQuery | WhoQuery | CompareQuery | RelationQuery


def period_of(query: Query) -> Period:
    """Returns the period a query is about: always, where its command takes none."""
    if isinstance(query, WhoQuery):
        return ALWAYS
    return Period(query.since or ALWAYS.since, query.until or ALWAYS.until)


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning of an ambiguous name: the request with that meaning filled in."""

    label: str
    note: str
    request: Request


@dataclass(frozen=True, slots=True)
class Question:
    """Asked back if a name has several meanings or none: a sentence, and requests to choose from."""

    text: str
    choices: tuple[Choice, ...] = ()
    unknown: bool = False
    """True if what was typed is the name of nothing known."""


@dataclass(frozen=True, slots=True)
class Request:
    """A typed command: its name, and options as text or `=id` for a subject chosen from a list. Short enough for a button."""

    command: str
    options: tuple[tuple[str, str], ...] = ()

    def get(self, option: str) -> str | None:
        """Returns the value of an option, or None."""
        return dict(self.options).get(option) or None

    def put(self, option: str, value: str) -> Request:
        """Returns the same request with one option changed or added."""
        return Request(self.command, (*((name, old) for name, old in self.options if name != option), (option, value)))
