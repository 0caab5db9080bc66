"""Rows of the gazetteer into entries of the index: every name an actor goes by, with the reason a match by it gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import ActorKind
from bot.names.entry import Entry, Spelling, Title
from bot.names.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge import KnownActor, Office
    from bot.names.normal import Spellings

_ALSO_KNOWN = 0.99
"""An alias that another list doesn't give itself: behind one that it gives."""
_NATIVE, _EXONYM, _SHORT, _ADJECTIVE, _CAPITAL, _SEAT = 1.0, 0.98, 0.98, 0.97, 0.95, 0.95


def entries_of(actors: tuple[KnownActor, ...]) -> list[Entry]:
    """One entry an actor, in everyone's library, without facts."""
    known = {actor.id: actor for actor in actors}
    return [_entry(actor, known) for actor in actors]


def with_known_names(entries: Iterable[Entry], actors: tuple[KnownActor, ...], spellings: Spellings) -> list[Entry]:
    """Entries of another list, each with what the gazetteer knows of the actor that goes by its name: so "Kabul" finds a list's "Afghanistan".

    A name that several actors go by adds nothing.
    """
    by_name: dict[str, list[Entry]] = {}
    for known in entries_of(actors):
        for name in {plain(text, spellings) for text in (known.name, *known.aliases)}:
            by_name.setdefault(name, []).append(known)
    return [_joined(entry, by_name.get(plain(entry.name, spellings), [])) for entry in entries]


def _joined(entry: Entry, known: list[Entry]) -> Entry:
    if len(known) != 1:
        return entry
    one = known[0]
    names = tuple(Spelling(text, "alias", _ALSO_KNOWN) for text in (one.name, *one.aliases))
    return replace(
        entry,
        spellings=(*entry.spellings, *names, *one.spellings),
        titles=entry.titles + one.titles,
        note=entry.note or one.note,
    )


def _entry(actor: KnownActor, known: dict[str, KnownActor]) -> Entry:
    person = actor.kind == ActorKind.PERSON
    spellings = [
        *(Spelling(text, "surname" if person else "short name", _SHORT) for text in actor.short),
        *(
            Spelling(
                text, "native name", _SHORT if person and " " not in text and text.upper() != text.lower() else _NATIVE
            )
            for text in actor.native
        ),
        *(Spelling(text, "name in another language", _EXONYM) for text in actor.exonyms),
        *(Spelling(text, "adjective", _ADJECTIVE) for text in actor.adjectives),
        *(Spelling(text, "capital, for its government", _CAPITAL) for text in actor.capitals),
        *(Spelling(text, "seat, for its government", _SEAT) for text in actor.seats),
    ]
    titles = tuple(_title(office, known) for office in actor.offices)
    return Entry(
        actor.id,
        "actor",
        actor.name,
        aliases=actor.aliases,
        spellings=tuple(spellings),
        titles=titles,
        note=_note(actor, known),
    )


def _title(office: Office, known: dict[str, KnownActor]) -> Title:
    body = known.get(office.of or "")
    also = (*body.aliases, *body.adjectives) if body else ()
    return Title(office.title, body.name if body else office.of, office.since, office.until, also)


def _note(actor: KnownActor, known: dict[str, KnownActor]) -> str:
    """What tells an actor from another: "Foreign Minister of Iran", "formerly President of Russia"."""
    if actor.offices:
        office = actor.offices[0]
        body = known.get(office.of or "")
        return f"{'formerly ' if office.until else ''}{office.title}{f' of {body.name}' if body else ''}"
    body = known.get(actor.of or "")
    kind = {"person": "", "country": "country", "organization": "organisation"}.get(str(actor.kind), str(actor.kind))
    return " ".join(
        part
        for part in (kind, f"of {body.name}" if body and actor.kind == "person" else f"in {body.name}" if body else "")
        if part
    )
