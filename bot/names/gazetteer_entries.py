"""Turns the gazetteer's rows into index entries: every name of an actor, with the reason for a match by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.names.entry import ADJECTIVE, DESCRIBED, SURNAME, NameEntry, Spelling, Title
from bot.names.normal import plain
from bot.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model.gazetteer import KnownActor, Office
    from bot.names.normal import Spellings

_ALSO_KNOWN = 0.99
"""An alias known only to the gazetteer: ranks behind an alias that the list itself has."""
_NATIVE, _EXONYM, _SHORT, _ADJECTIVE, _CAPITAL, _SEAT, _CHIEF, _DESCRIBED = (
    1.0,
    0.98,
    0.98,
    0.97,
    0.95,
    0.95,
    0.97,
    0.97,
)


_PLACE = 0.86
"""A place that stands for its state, in a list with only the state: to be asked about."""
_COMMON_SURNAME = 0.86
"""A surname that is also others' given name: "Ali" is asked about, unless its bearer is in the news."""
_MANY_WAYS = 8
"""Number of spellings that gives an actor full renown."""
_STATE = 0.7
"""Share of renown that comes from the actor's state."""
_OTHERS = 2
"""How many others must have it as their first name."""


def entries_of(actors: tuple[KnownActor, ...], spellings: Spellings) -> list[NameEntry]:
    """Returns one entry per actor, in everyone's library, without facts."""
    gazetteer = _Gazetteer(actors, spellings)
    return [gazetteer.entry(actor) for actor in actors]


def with_known_names(
    entries: Iterable[NameEntry], actors: tuple[KnownActor, ...], spellings: Spellings
) -> list[NameEntry]:
    """Another list's entries, each extended by what the gazetteer knows of the actor with its name: so "Kabul" finds a list's "Afghanistan".

    A name shared by several actors adds nothing. A place missing from the list leads to its state, to be asked about.
    """
    entries = list(entries)
    listed = {plain(entry.name, spellings) for entry in entries}
    by_name: dict[str, list[NameEntry]] = {}
    for known in entries_of(actors, spellings):
        for name in {plain(text, spellings) for text in (known.name, *known.aliases)}:
            by_name.setdefault(name, []).append(known)
    places: dict[str, list[Spelling]] = {}
    for actor in actors:
        if actor.kind == ActorKind.PLACE and actor.of and plain(actor.name, spellings) not in listed:
            texts = (actor.name, *actor.aliases)
            places.setdefault(actor.of, []).extend(Spelling(text, "a place in it", _PLACE) for text in texts)
    return [_joined(entry, by_name.get(plain(entry.name, spellings), []), places) for entry in entries]


def _joined(entry: NameEntry, known: list[NameEntry], places: dict[str, list[Spelling]]) -> NameEntry:
    if len(known) != 1:
        return entry
    actor = known[0]
    names = tuple(Spelling(text, "alias", _ALSO_KNOWN) for text in (actor.name, *actor.aliases))
    return replace(
        entry,
        spellings=(*entry.spellings, *names, *actor.spellings, *places.get(actor.id, ())),
        titles=entry.titles + actor.titles,
        note=entry.note or actor.note,
    )


class _Gazetteer:
    """All rows together, which decide how firmly each name means its actor."""

    def __init__(self, actors: tuple[KnownActor, ...], spellings: Spellings) -> None:
        self._spellings = spellings
        self._known = {actor.id: actor for actor in actors}
        self._given = Counter(given for actor in actors if (given := self._given_name(actor)))
        self._members = Counter(actor.of for actor in actors if actor.of)
        self._most = max(self._members.values(), default=1)

    def _given_name(self, actor: KnownActor) -> str:
        """A person's first name, plain, unless the family name comes first ("Kim Jong Un")."""
        first, *others = plain(actor.name, self._spellings).split() or [""]
        short = {plain(text, self._spellings) for text in actor.short}
        return first if actor.kind == ActorKind.PERSON and others and first not in short else ""

    def entry(self, actor: KnownActor) -> NameEntry:
        """Returns the entry for one row."""
        titles = tuple(self._title(office) for office in actor.offices)
        return NameEntry(
            actor.id,
            "actor",
            actor.name,
            aliases=actor.aliases,
            spellings=(*self._shorts(actor), *self._others(actor), *self._described(actor), *self._chief(titles)),
            titles=titles,
            note=self._note(actor),
            renown=self._renown(actor),
        )

    def _renown(self, actor: KnownActor) -> float:
        """Renown, 0 to 1, by how many rows belong to it or its state and how many spellings it has: ranks two presidents by what the news knows of them."""
        state = max(self._members[member] for member in (actor.id, actor.of) if member)
        ways = len((*actor.aliases, *actor.native, *actor.short))
        return _STATE * log(1 + state) / log(1 + self._most) + (1 - _STATE) * min(1.0, ways / _MANY_WAYS)

    def _shorts(self, actor: KnownActor) -> Iterator[Spelling]:
        person = actor.kind == ActorKind.PERSON
        own = self._given_name(actor)
        for text in actor.short:
            name = plain(text, self._spellings)
            common = self._given[name] - (own == name) >= _OTHERS
            yield Spelling(text, SURNAME if person else "short name", _COMMON_SURNAME if person and common else _SHORT)

    def _others(self, actor: KnownActor) -> Iterator[Spelling]:
        person = actor.kind == ActorKind.PERSON
        for text in actor.native:
            alone = person and " " not in text and text.upper() != text.lower()
            yield Spelling(text, "native name", _SHORT if alone else _NATIVE)
        for text in actor.exonyms:
            yield Spelling(text, "name in another language", _EXONYM)
        for text in actor.adjectives:
            yield Spelling(text, ADJECTIVE, _ADJECTIVE)
        for text in actor.capitals:
            yield Spelling(text, "capital, for its government", _CAPITAL)
        for text in actor.seats:
            yield Spelling(text, "seat, for its government", _SEAT)

    def _described(self, actor: KnownActor) -> Iterator[Spelling]:
        """Spellings by a person's relation to another: "wife of Barack Obama"."""
        if actor.note and actor.kind == ActorKind.PERSON:
            yield Spelling(actor.note, DESCRIBED, _DESCRIBED)

    def _chief(self, titles: tuple[Title, ...]) -> Iterator[Spelling]:
        """Spellings of a Secretary-General in headlines: "NATO chief"."""
        for title in titles:
            if title.of and plain(title.title, self._spellings) in self._spellings.chiefs:
                for of in (title.of, *title.of_also):
                    yield Spelling(f"{of} chief", "title", _CHIEF, title)

    def _title(self, office: Office) -> Title:
        body = self._known.get(office.of or "")
        also = (*body.aliases, *body.short, *body.adjectives) if body else ()
        return Title(office.title, body.name if body else office.of, office.since, office.until, also)

    def _note(self, actor: KnownActor) -> str:
        """What tells an actor from another: "Foreign Minister of Iran", "formerly President of Russia", "daughter of Kim Jong Un"."""
        if actor.note:
            return actor.note
        if actor.offices:
            office = actor.offices[0]
            body = self._known.get(office.of or "")
            return (
                f"{'formerly ' if office.until else ''}{office.title}{f' of {with_article(body.name)}' if body else ''}"
            )
        body = self._known.get(actor.of or "")
        kind = {"person": "", "country": "country", "organization": "organisation"}.get(
            str(actor.kind), str(actor.kind)
        )
        where = f"{'of' if actor.kind == 'person' else 'in'} {with_article(body.name)}" if body else ""
        return " ".join(part for part in (kind, where) if part)
