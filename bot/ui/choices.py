"""Autocomplete choices. They may hold text from articles and feeds, so invisible characters are removed; no two look alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord import app_commands

from bot.wording import shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 100
"""Discord's limit for a choice's name and for its value, in characters."""
MOST = 25
_DETAIL = 36
"""Longest detail that tells a choice apart: two of them leave room for words of the name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice to offer: its name, its value, and details to add if another choice has the same name, the most specific first."""

    shown: str
    value: str
    details: tuple[str, ...] = ()


def told_apart(offered: Iterable[Offered]) -> list[app_commands.Choice[int | float | str]]:
    """Returns choices with different names: equal names get a detail, then a second one, and finally their position."""
    rows = list(offered)
    names = [_named(row.shown) for row in rows]
    for depth in range(1, max((len(row.details) for row in rows), default=0) + 1):
        alike = _alike(names)
        names = [
            _named(row.shown, row.details[:depth]) if name.casefold() in alike else name
            for row, name in zip(rows, names, strict=True)
        ]
    alike, places = _alike(names), Counter[str]()
    for at, (row, name) in enumerate(zip(rows, names, strict=True)):
        if name.casefold() in alike:
            places[name.casefold()] += 1
            names[at] = _named(row.shown, (*row.details, f"no. {places[name.casefold()]}"))
    return [app_commands.Choice(name=name, value=row.value) for row, name in zip(rows, names, strict=True)]


def _alike(names: list[str]) -> set[str]:
    return {name for name, number in Counter(name.casefold() for name in names).items() if number > 1}


def _named(shown: str, details: tuple[str, ...] = ()) -> str:
    """A name with its details, within Discord's limit: the name is shortened, the details stay."""
    tail = "".join(f" · {shortened(unmarked(detail), _DETAIL)}" for detail in details if detail)
    return f"{shortened(unmarked(shown), LONGEST - len(tail)) or '…'}{tail}"
