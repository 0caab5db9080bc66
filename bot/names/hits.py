"""Readings of a name from several shelves into one an id, in the order they are offered."""

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
"""What a name is worth that begins as typed, and one of which another word does."""


@dataclass(slots=True)
class Hit:
    """The best reading of one id so far, over the shelves it stands on.

    `weak`: it is never taken unasked: telling words are left over, or it may as well be another name.
    `misspelt`: a word of it must have been mistyped.
    """

    entry: NameEntry
    score: float
    reason: str
    exact: bool
    weak: bool
    misspelt: bool
    prior: float
    facts: int

    def order(self) -> tuple[float, float, str, str]:
        """The best score first, then the most frequent and latest; names and ids only so that there is one order."""
        return (-round(self.score, 6), -self.prior, self.entry.name, self.entry.id)

    def order_asked(self, least: float) -> tuple[bool, float, float, str, str]:
        """The order to ask in: of those with the least score to be as good as the best, the likeliest first; then those that are less good."""
        return (self.score < least, -self.prior, -self.score, self.entry.name, self.entry.id)

    def order_begun(self) -> tuple[bool, float, float, str, str]:
        """The order to offer what begins as typed: the name itself, then the most frequent and latest."""
        return (not self.exact, -self.prior, -self.score, self.entry.name, self.entry.id)

    def match(self) -> Match:
        """As it is given out."""
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
"""The prior of who leads a state or body today, holds another office, held one last in the year 2100; a year counts less the longer it is past."""
_RENOWN = 0.09
"""What renown adds, at most: it puts no one before who stands higher."""
_NO_OFFICE = 0.3
"""And of who holds none that is known: between those who left office lately and those who left it before 1950."""


def prior(entry: NameEntry, spellings: Spellings) -> float:
    """How likely an entry is meant before a word is typed: those with facts first, then who is in office, then the latest.

    By its facts, doubling counts one, and by how late the newest is, four years count one; without facts less than one.
    """
    if not entry.facts:
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
    """An entry offered before a word is typed, with its prior."""
    weight, entry = known
    return Hit(entry, 0.0, "in the news" if entry.facts else "known", False, False, False, weight, entry.facts)


Order: TypeAlias = "Callable[[Hit], tuple[bool | float | str, ...]]"


def merged(found: Iterable[Hit], shelves: list[Shelf], order: Order = Hit.order) -> list[Hit]:
    """One reading an id, the first of an order, in that order, with the facts and the prior of every visible shelf it stands on, found there or not."""
    best: dict[str, Hit] = {}
    for one in found:
        held = best.get(one.entry.id)
        if held is None or order(one) < order(held):
            best[one.entry.id] = one
    for name_id, one in best.items():
        entries = [entry for shelf in shelves if (entry := shelf.get(name_id))]
        if len(entries) > 1:
            one.facts = sum(entry.facts for entry in entries)
            one.prior = max(shelf.prior_of(name_id) for shelf in shelves)
    return sorted(best.values(), key=order)
