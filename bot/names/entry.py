"""What the index holds and returns: entries (an actor, event or issue with its spellings), matches with reasons, and resolutions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.model.library import EVERYONE

ADJECTIVE, SURNAME, DESCRIBED = "adjective", "surname", "as described"
"""Reasons that reveal what an entry is: states have adjectives, persons have surnames."""

Kind: TypeAlias = Literal["actor", "event", "issue"]


@dataclass(frozen=True, slots=True)
class Title:
    """An office held: "president" of "Russia", from and until a date (ISO day, month or year; None: unknown, or still held).

    `of` is the body's name; `of_also` its other names and adjectives, so that "Iranian foreign minister" equals "foreign minister of Iran".
    """

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None
    of_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another way to name an entry, with the reason given for a match ("surname", "capital, for its government").

    Attributes:
        text: the words.
        reason: why a match by this spelling counts.
        weight: 0 to 1, how firmly the words mean this entry: 1 for a name of its own, less if they refer to it only by extension.
        title: the office, if the words are one: they mean its holder on a date.
    """

    text: str
    reason: str
    weight: float = 1.0
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class NameEntry:
    """An actor, event or issue that one library knows, with everything people may call it.

    Attributes:
        id: the actor's, event's or issue's id; an entry is keyed by (id, library).
        kind: `actor`, `event` or `issue`.
        name: the name that is shown.
        library: the library that knows it; only those who see that library get it as a match.
        aliases: other names, as firm as its own.
        spellings: names that are less firm, or whose reason is worth telling.
        titles: offices held, so that "foreign minister of iran" finds the holder on a date.
        note: what tells it from another of the same name ("leader of North Korea").
        facts: the number of that library's facts it takes part in, below zero where a server's own copy of an article tells fewer than everyone's; `latest` is the date of the newest (ISO or EDTF). Both make the prior.
        renown: 0 to 1, how much is known of it outside the articles; it breaks ties.
        named: False if `name` is only the article's words for an unnamed event, which nobody types as a name.
        words: for events, what happened: the cue and similar words ("struck", "attack").
        absorbed: ids of subjects that an editor calls the same: here they are this entry.
        participants: for events, names of those who took part; those in `recipients` were acted upon. places: where. date: when, in EDTF.
    """

    id: str
    kind: Kind
    name: str
    library: str = EVERYONE
    aliases: tuple[str, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    titles: tuple[Title, ...] = ()
    note: str = ""
    facts: int = 0
    latest: str | None = None
    renown: float = 0.0
    named: bool = True
    words: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: str | None = None
    absorbed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that matches the typed words, with a score (0 to 1) and a reason in words.

    `exact`: the words equal one of the entry's spellings once normalised. `facts` counts only what the asker may see.
    """

    id: str
    kind: Kind
    name: str
    score: float
    reason: str
    exact: bool = False
    note: str = ""
    facts: int = 0


def chosen(entry: NameEntry) -> Match:
    """Returns the match for an entry chosen by its id."""
    return Match(entry.id, entry.kind, entry.name, 1.0, "chosen", exact=True, note=entry.note, facts=entry.facts)


@dataclass(frozen=True, slots=True)
class Sure:
    """One match, certain enough to take without asking."""

    match: Match


@dataclass(frozen=True, slots=True)
class Unsure:
    """Matches to ask about, likeliest first: two to five, or one that is too weak to take; `more`: there are others."""

    matches: tuple[Match, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """No match; up to three of the nearest names to offer."""

    nearest: tuple[Match, ...] = ()
    nameless: bool = False
    """True if no name could be meant: only signs, or words like "the", were typed."""


Resolution: TypeAlias = Sure | Unsure | Unknown
