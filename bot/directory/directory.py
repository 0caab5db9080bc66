"""The names in force: the gazetteer and what each library's articles tell, in one index shared by all commands; events without a name beside it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.model.library import EVERYONE
from bot.model.query import CHOSEN
from bot.names import NOTHING, Match, NameIndex, Resolution, Sure, Unknown, chosen, entries_of
from bot.store.name_entries import entries, entries_in, events_of, still_told, with_more
from bot.store.recollection import recollected, recollected_by_id, remember, remember_all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

    from bot.model.gazetteer import KnownActor
    from bot.model.library import Libraries
    from bot.names import NameEntry, Recollection, Spellings
    from bot.store.database import Database

    Key = tuple[str, str]


class NameResolver(Protocol):
    """Who and what can be named: words, or an id that was chosen (`=russia`), into what they mean among what an asker may see."""

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """What is meant."""

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """What may be meant by what has been typed so far."""


class Directory:
    """Finds the subject someone means among what they may see. Filled at start, kept up to date as articles are filed."""

    def __init__(self, actors: tuple[KnownActor, ...], spellings: Spellings) -> None:
        self._spellings = spellings
        known = entries_of(actors, spellings)
        self._gazetteer = {entry.id: entry for entry in known}
        self._index = NameIndex(spellings)
        self._index.add(known)

    async def learn(self, database: Database) -> None:
        """Take in all that the filed articles tell of by a name."""
        self._index.add(await entries(database, self._gazetteer))

    async def remember(self, database: Database, version: str) -> None:
        """See to it that events without a name are found by their words, as this version of the code and knowledge makes them."""
        await remember_all(database, self._spellings, version)

    @asynccontextmanager
    async def following(self, database: Database, *articles: int) -> AsyncIterator[set[int]]:
        """Know the names again of articles that are filed, changed or removed within. Articles that are filed within are added to the set.

        What these articles alone told before is taken off and what they tell after is added, so that it costs nothing what else
        is filed: a state is told of by half the library.
        """
        changed = set(articles)
        before = await entries_in(database, self._gazetteer, changed)
        yield changed
        after = await entries_in(database, self._gazetteer, changed)
        await remember(database, self._spellings, changed)
        gone = before.keys() - after.keys()
        still = await still_told(database, gone)
        # Of an event's words and places nobody knows which article brought them: where one goes, all are looked at again.
        events = {key[0] for key, told in before.items() if told.kind == "event" and after.get(key) != told}
        fresh = await events_of(database, events) if events else {}
        self._index.remove(gone - still)
        await self._add(
            self._gazetteer[one] for one, library in gone - still if library == EVERYONE and one in self._gazetteer
        )
        await self._add(fresh.values())
        await self._add(self._told_less(before, (gone & still) - fresh.keys()))
        await self._add(self._told_more(before, after, fresh))

    async def _add(self, entries: Iterable[NameEntry]) -> None:
        """Add entries one by one, letting others have their turn in between: an article may bring dozens, and somebody is typing."""
        for entry in entries:
            self._index.add((entry,))
            await asyncio.sleep(0)

    def _told_less(self, before: dict[Key, NameEntry], keys: Iterable[Key]) -> Iterator[NameEntry]:
        """Entries of actors that other articles tell of too, without what these told."""
        for key in keys:
            if known := self._index.entry(*key):
                yield replace(known, facts=max(0, known.facts - before[key].facts))

    def _told_more(
        self, before: dict[Key, NameEntry], after: dict[Key, NameEntry], fresh: dict[Key, NameEntry]
    ) -> Iterator[NameEntry]:
        """Entries with what articles tell now in place of what they told before."""
        for key, told in after.items():
            if key in fresh or told == before.get(key):
                continue
            known = self._index.entry(*key)
            if known and key in before:
                known = replace(known, facts=max(0, known.facts - before[key].facts))
            yield with_more(known, told) if known else told

    def forget(self, library: str) -> None:
        """Nothing of a library is known any more."""
        self._index.remove_library(library)

    async def recall(
        self, database: Database, texts: Iterable[str], libraries: Libraries, *, typing: bool = False
    ) -> NameResolver:
        """The names, and with them the events without a name that these texts may mean; while one is typing, those they may become."""
        told = {}
        for text in dict.fromkeys(texts):
            if not text.startswith(CHOSEN):
                cue = self._index.cue(text, libraries.visible, typing=typing)
                told[text] = await recollected(database, libraries, cue)
            elif self._index.get(text.removeprefix(CHOSEN), libraries.visible) is None:
                told[text] = await recollected_by_id(database, libraries, text.removeprefix(CHOSEN))
        return _Recalling(self, told)

    def resolve(
        self, text: str, libraries: Libraries, kinds: frozenset[str], told: Recollection = NOTHING
    ) -> Resolution:
        """What is meant by words, or by an id that was chosen (`=russia`)."""
        if text.startswith(CHOSEN):
            match = self._chosen(text, libraries, kinds, told)
            return Sure(match) if match else Unknown()
        return self._index.resolve(text, kinds=kinds, libraries=libraries.visible, told=told)

    def complete(
        self,
        text: str,
        libraries: Libraries,
        kinds: frozenset[str],
        limit: int = 25,
        told: Recollection = NOTHING,
    ) -> list[Match]:
        """What may be meant by what has been typed so far."""
        if text.startswith(CHOSEN):
            match = self._chosen(text, libraries, kinds, told)
            return [match] if match else []
        return self._index.complete(text, kinds=kinds, libraries=libraries.visible, limit=limit, told=told)

    def _chosen(self, text: str, libraries: Libraries, kinds: frozenset[str], told: Recollection) -> Match | None:
        match = self._index.get(text.removeprefix(CHOSEN), libraries.visible)
        match = match or next((chosen(one.entry) for one in told.events), None)
        return match if match and match.kind in kinds else None


@dataclass(frozen=True, slots=True)
class _Recalling:
    """The names, and what was recalled for some texts."""

    directory: Directory
    told: Mapping[str, Recollection]

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """As the directory does, with what was recalled."""
        return self.directory.resolve(text, libraries, kinds, self._of(text, kinds))

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """As the directory does, with what was recalled."""
        return self.directory.complete(text, libraries, kinds, limit, self._of(text, kinds))

    def _of(self, text: str, kinds: frozenset[str]) -> Recollection:
        return self.told.get(text, NOTHING) if "event" in kinds else NOTHING
