"""The names in force: the gazetteer and what each library's articles tell, in one index shared by all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import CHOSEN
from bot.names import Match, NameIndex, Resolution, Sure, Unknown, entries_of
from bot.store.entries import entries

if TYPE_CHECKING:
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

    async def learn(self, database: Database, article: int | None = None) -> None:
        """Take in what the filed articles tell, or what one of them does."""
        self._index.add(await entries(database, self._gazetteer, article))

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
