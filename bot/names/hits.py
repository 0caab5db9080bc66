"""Merges hits from several shelves into one per id, in the order they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, TypeAlias

from bot.edtf import date_bounds
from bot.names.entry import Match
from bot.names.normal import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.names.entry import NameEntry
    from bot.names.normal import Spellings
    from bot.names.shelf import Shelf

BEGUN, A_WORD_BEGUN = 0.95, 0.9
"""Score of a name that starts as typed, and of one with another word that does."""


@dataclass(slots=True)
class Hit:
    """The best match for one id so far, over the shelves it is on.

    `weak`: never taken without asking, because significant words are left over or it may be another name.
    `misspelt`: a word of it must have been mistyped.
    `chance`: like it by chance only. `far`: far-fetched, unless the articles mention it.
    """

    entry: NameEntry
    score: float
    reason: str
    exact: bool
    weak: bool
    misspelt: bool
    prior: float
    facts: int
    chance: bool = False
    far: bool = False

    def order(self) -> tuple[float, float, str, str]:
        """Sort key: the best score first, then facts and date; names and ids only make the order unique."""
        return (-round(self.score, 6), -self.prior, self.entry.name, self.entry.id)

    def order_asked(self, least: float) -> tuple[bool, float, float, str, str]:
        """Sort key for questions: first those scored at least `least`, the likeliest first; then the others."""
        return (self.score < least, -self.prior, -self.score, self.entry.name, self.entry.id)

    def order_begun(self) -> tuple[bool, float, float, str, str]:
        """Sort key while typing: exact names first, then facts and date."""
        return (not self.exact, -self.prior, -self.score, self.entry.name, self.entry.id)

    @property
    def likely(self) -> bool:
        """False if it is like it by chance, or far-fetched and not in the articles."""
        return not self.chance and (not self.far or self.facts > 0)

    def match(self) -> Match:
        """Returns the match for the asker."""
        entry = self.entry
        return Match(
            entry.id,
            entry.kind,
            entry.name,
            round(min(self.score, 1.0), 4),
            self.reason,
            self.exact,
            entry.note,
            self.facts,
        )


_LEADS, _IN_OFFICE, _FORMERLY = 0.9, 0.8, 0.6
"""Prior of an actor who leads a state or body today, holds another office, or last held one in the year 2100; earlier years count less."""
_RENOWN = 0.09
"""The most that renown adds; it never changes the order of offices."""
_NO_OFFICE = 0.3
"""Prior of an actor without a known office: between those who left office recently and those who left before 1950."""


def prior(entry: NameEntry, spellings: Spellings) -> float:
    """Returns how likely an entry is meant before anything is typed: entries with facts first, then those in office, then the latest.

    Twice the facts, or a newest fact four years later, add one; without facts the prior is below one.
    """
    if entry.facts <= 0:
        return _standing(entry, spellings)
    latest = date_bounds(entry.latest)
    year, month, day = map(int, latest[0].split("-")) if latest else (1970, 0, 0)
    years = year - 1970 + month / 12 + day / 365
    return log2(1 + entry.facts) + max(0.0, years) / 4 + _standing(entry, spellings)


def _standing(entry: NameEntry, spellings: Spellings) -> float:
    return _office(entry, spellings) + _RENOWN * entry.renown


def _office(entry: NameEntry, spellings: Spellings) -> float:
    held = [title for title in entry.titles if not title.until]
    if held:
        return _LEADS if any(plain(title.title, spellings) in spellings.leading for title in held) else _IN_OFFICE
    years = [int(until[0][:4]) for title in entry.titles if (until := date_bounds(title.until))]
    return _FORMERLY - (2100 - max(years)) / 500 if years else _NO_OFFICE


def unasked(known: tuple[float, NameEntry]) -> Hit:
    """Returns a hit for an entry offered before anything is typed, with its prior."""
    weight, entry = known
    return Hit(entry, 0.0, "in the news" if entry.facts else "known", False, False, False, weight, entry.facts)


Order: TypeAlias = "Callable[[Hit], tuple[bool | float | str, ...]]"


def merged(found: Iterable[Hit], shelves: list[Shelf], order: Order = Hit.order) -> list[Hit]:
    """Returns one hit per id, the best by `order`, sorted by it, with the facts and prior from every visible shelf the id is on.

    What was absorbed by another is left out, unless articles elsewhere tell of it.
    """
    best: dict[str, Hit] = {}
    for hit in found:
        held = best.get(hit.entry.id)
        if held is None or (hit.chance, order(hit)) < (held.chance, order(held)):
            best[hit.entry.id] = hit
    absorbed: set[str] = set()
    for name_id, hit in best.items():
        entries = [entry for shelf in shelves if (entry := shelf.get(name_id))]
        absorbed.update(*(entry.absorbed for entry in entries))
        if len(entries) > 1:
            hit.facts = sum(entry.facts for entry in entries)
            hit.prior = max(shelf.prior_of(name_id) for shelf in shelves)
    return sorted((hit for name_id, hit in best.items() if hit.facts or name_id not in absorbed), key=order)
