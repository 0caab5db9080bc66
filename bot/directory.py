"""The names in force: the gazetteer and what each library's articles tell, in one index shared by all commands."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.model import CHOSEN, EVERYONE
from bot.names import Match, NameIndex, Resolution, Sure, Unknown, entries_of
from bot.store.entries import entries, subjects_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.knowledge import KnownActor
    from bot.model import Libraries
    from bot.names import Spellings
    from bot.store.database import Database


class Directory:
    """Finds the subject someone means among what they may see. Filled at start, kept up to date as articles are filed."""

    def __init__(self, actors: tuple[KnownActor, ...], spellings: Spellings) -> None:
        known = entries_of(actors, spellings)
        self._gazetteer = {entry.id: entry for entry in known}
        self._index = NameIndex(spellings)
        self._index.add(known)

    async def learn(self, database: Database) -> None:
        """Take in all that the filed articles tell."""
        self._index.add(await entries(database, self._gazetteer))

    @asynccontextmanager
    async def following(self, database: Database, *articles: int) -> AsyncIterator[set[int]]:
        """Know the names again of articles that are filed, changed or removed within: what they told of before, and tell of after.

        Articles that are filed within are added to the set.
        """
        changed = set(articles)
        before, held_by = await subjects_of(database, changed)
        yield changed
        after, holds = await subjects_of(database, changed)
        told = before | after
        found = await entries(database, self._gazetteer, told)
        here = {(entry.id, entry.library) for entry in found}
        gone = {(one, library) for one in told for library in (held_by | holds | {EVERYONE})} - here
        self._index.remove(gone)
        known = [self._gazetteer[one] for one, library in gone if library == EVERYONE and one in self._gazetteer]
        self._index.add([*known, *found])

    def forget(self, library: str) -> None:
        """Nothing of a library is known any more."""
        self._index.remove_library(library)

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """What is meant by words, or by an id that was chosen (`=russia`)."""
        if text.startswith(CHOSEN):
            match = self._index.get(text.removeprefix(CHOSEN), libraries.visible)
            return Sure(match) if match and match.kind in kinds else Unknown()
        return self._index.resolve(text, kinds=kinds, libraries=libraries.visible)

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """What may be meant by what has been typed so far."""
        if text.startswith(CHOSEN):
            match = self._index.get(text.removeprefix(CHOSEN), libraries.visible)
            return [match] if match and match.kind in kinds else []
        return self._index.complete(text, kinds=kinds, libraries=libraries.visible, limit=limit)
