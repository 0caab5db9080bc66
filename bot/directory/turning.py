"""Compares what articles touched since a moment told about names before and tell now, as changes to the index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.store.merges import merged_into
from bot.store.name_entries import actors_of, entries_in, events_of, issues_of, still_told, with_more

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.names import NameEntry
    from bot.store.database import Database
    from bot.store.touched import Touched

    Key = tuple[str, str]

_AT_A_TIME = 50
"""Articles whose names are read per query, so that a user's question waits only briefly."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What touched articles change. Keys are (id, library)."""

    touched: Touched
    before: dict[Key, int]
    """How many facts about each name they had before."""
    after: dict[Key, NameEntry]
    """What they add to each name now."""
    still: set[Key] = field(default_factory=set)
    """The names they no longer mention but other articles do."""
    fresh: dict[Key, NameEntry] = field(default_factory=dict)
    """Entries that are read again as a whole."""

    @property
    def gone(self) -> set[Key]:
        """The names they no longer mention."""
        return self.before.keys() - self.after.keys()


async def turn_of(database: Database, gazetteer: dict[str, NameEntry], touched: Touched) -> Turn:
    """Returns what touched articles change in the index, given the current database."""
    before: defaultdict[Key, int] = defaultdict(int)
    for told in touched.before:
        before[told.id, told.library] += told.facts
    turn = Turn(touched, dict(before), await _entries_in(database, gazetteer, touched.articles))
    turn.still.update(await still_told(database, turn.gone))
    # An event's words and places are not stored per article: if one article goes, the whole event is read again. The
    # same holds for the names that other articles give an issue.
    for kind, whole in (("event", events_of), ("issue", issues_of)):
        if ids := {told.id for told in touched.before if told.kind == kind}:
            turn.fresh.update(await whole(database, ids))
    # So are actors that others were merged into: once that is undone, they no longer have the others' names.
    actors = {told.id for told in touched.before if told.kind == "actor"}
    if ids := actors & await merged_into(database):
        turn.fresh.update(await actors_of(database, gazetteer, ids))
    return turn


async def _entries_in(
    database: Database, gazetteer: dict[str, NameEntry], articles: Iterable[int]
) -> dict[Key, NameEntry]:
    """Returns what articles add to the names, as if all had been counted together."""
    some = sorted(articles)
    found: dict[Key, NameEntry] = {}
    for first in range(0, len(some), _AT_A_TIME):
        more = await entries_in(database, gazetteer, some[first : first + _AT_A_TIME])
        found |= {key: with_more(found[key], entry) if key in found else entry for key, entry in more.items()}
    return found
