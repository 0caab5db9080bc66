"""What the index holds and what it gives back: entries (an actor or event with its spellings), matches with their reason, resolutions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.model.library import EVERYONE

ADJECTIVE, SURNAME = "adjective", "surname"
"""Reasons that say what an entry is: a state has adjectives, a person a surname."""

Kind: TypeAlias = Literal["actor", "event"]


@dataclass(frozen=True, slots=True)
class Title:
    """An office held: "president" of "Russia", from and until (ISO day, month or year; None: unknown or still).

    `of` is the body's name; `of_also` its other names and adjectives, so that "Iranian foreign minister" and "foreign minister of Iran" are one.
    """

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None
    of_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One more way to name an entry, with the reason a match by it is given ("surname", "capital, for its government").

    Attributes:
        text: the words.
        reason: what a match by these words says for itself.
        weight: 0 to 1, how firmly the words mean this entry: 1 a name of its own, less where they stand for it only by extension.
        title: the office these words are, where they are one: they mean its holder, at a date.
    """

    text: str
    reason: str
    weight: float = 1.0
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class NameEntry:
    """An actor or event that one library knows, and everything people may call it.

    Attributes:
        id: the actor's or event's id; an entry is keyed by (id, library).
        kind: `actor` or `event`.
        name: the name lines show.
        library: whose articles know it; a match shows it only to those who see that library.
        aliases: other names that mean it as firmly as its own.
        spellings: names that mean it less firmly, or for a reason worth saying.
        titles: offices held, so that "foreign minister of iran" finds the holder at a date.
        note: words that tell it from another of the same name ("leader of North Korea").
        facts: how many facts of that library it takes part in; `latest` the date of the newest (ISO or EDTF): together the prior.
        renown: 0 to 1, how much is known of it beside the articles: it orders those that nothing else does.
        named: whether `name` is a name; that of an event without one is the article's words for it, which nobody types as a name.
        words: for events, what happened: the cue and its like ("struck", "attack").
        participants: for events, names of who took part; those of `recipients` had it done to them, and did it not. places: where. date: when, EDTF.
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


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that answers to the words asked, how well (0 to 1) and why, in words.

    `exact` says that the words are one of the entry's spellings, letter for letter once normalised. `facts` counts only what the asker may see.
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
    """An entry that was chosen by its id."""
    return Match(entry.id, entry.kind, entry.name, 1.0, "chosen", exact=True, note=entry.note, facts=entry.facts)


@dataclass(frozen=True, slots=True)
class Sure:
    """One match that may be taken without asking."""

    match: Match


@dataclass(frozen=True, slots=True)
class Unsure:
    """Near readings to ask about, the likeliest first: two to five, or one that is too weak to take unasked; `more`: there are others."""

    matches: tuple[Match, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """No reading: up to three of the nearest names, to offer."""

    nearest: tuple[Match, ...] = ()


Resolution: TypeAlias = Sure | Unsure | Unknown
