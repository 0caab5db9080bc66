"""Makes the id of an issue from its head and modifiers, and those of the wider issues it is one of."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from bot.names.event_labels import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = "i."
"""Keeps issues apart from actors: a law may be named like the body that passed it."""
_LONGEST = 32
"""Characters after the prefix: as long as an event's key at most, so that a button carries it."""
_FEW = 3
"""Modifiers of a wider issue at most: a name of fifteen words must not belong to thousands."""


def issue_id(head: str, modifiers: Iterable[str]) -> str:
    """Returns the id for a head and its modifiers in any order: `cap` with `oil` and `price` is "i.cap-oil-price"."""
    return _PREFIX + slug(" ".join(map(_plain, (head, *sorted(set(modifiers))))), _LONGEST)


def first_letters(issue: str) -> str:
    """Returns the text that the ids of all issues with the same head start with."""
    return _PREFIX + issue.removeprefix(_PREFIX).partition("-")[0]


def narrows(narrow: str, wide: str) -> bool:
    """True if an id has the head and all modifiers of another: "French pension reform" is a "pension reform"."""
    return wide in wider_issues(narrow)


def wider_issues(issue: str) -> list[str]:
    """Returns the id itself, and those with the same head and some of its modifiers."""
    head, *modifiers = issue.split("-")
    some = [chosen for size in range(_FEW + 1) for chosen in combinations(modifiers, size)]
    return list(dict.fromkeys((issue, *("-".join((head, *chosen)) for chosen in some))))


def _plain(word: str) -> str:
    """A word without hyphens: "cross-border" is one modifier."""
    return "".join(filter(str.isalnum, word.casefold()))
