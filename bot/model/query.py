"""What is asked: subjects, queries about them, and requests as typed with the questions they are answered by."""

from __future__ import annotations

from dataclasses import dataclass

CHOSEN = "="
"""What begins an option's value that is an id, chosen from a list, and not words to be understood."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query is about: an actor or an event that the asker's libraries or the gazetteer know."""

    kind: str
    """`actor` or `event`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StanceQuery:
    """Where `holder` stands, on one subject or on all."""

    holder: Subject
    on: Subject | None = None


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """What happened to do with `about`, from `since` until `until` (ISO days, both included)."""

    about: Subject
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """What `speaker` said, about a subject, or with `words` in it."""

    speaker: Subject
    about: Subject | None = None
    words: str | None = None


Query = StanceQuery | TimelineQuery | QuoteQuery


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read an ambiguous name: the request with that reading filled in."""

    label: str
    note: str
    request: Request


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked back where a name has several readings or none: a sentence, and requests to choose from."""

    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A command as typed: its name, and options as words or `=id` for a subject chosen from a list. Short enough for a button."""

    command: str
    options: tuple[tuple[str, str], ...] = ()

    def get(self, option: str) -> str | None:
        """What was given for an option, or None."""
        return dict(self.options).get(option) or None

    def put(self, option: str, value: str) -> Request:
        """The same request with one option changed or added."""
        return Request(self.command, (*((name, old) for name, old in self.options if name != option), (option, value)))
