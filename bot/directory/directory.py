"""The name directory: the gazetteer and every library's names in one index for all commands, plus events without a name."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.model.library import EVERYONE
from bot.model.query import CHOSEN
from bot.names import NOTHING, Match, NameIndex, Resolution, Sure, Unknown, chosen, entries_of
from bot.progress import silent
from bot.store.name_entries import entries, entries_in, events_of, issues_of, still_told, with_more
from bot.store.recollection import recollected, recollected_by_id, remember, remember_all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

    from bot.model.gazetteer import KnownActor
    from bot.model.library import Libraries
    from bot.names import NameEntry, Recollection, Spellings
    from bot.progress import Progress
    from bot.store.database import Database

    Key = tuple[str, str]


_AT_A_TIME = 500
"""At a start, progress is reported after so many names."""


class NameResolver(Protocol):
    """Resolves names, or a chosen id (`=russia`), among what a user may see."""

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """The subject a text means."""

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """The subjects a partly typed text may mean, best first."""


class Directory:
    """Resolves names among what a user may see. Filled at start, updated as articles are added."""

    def __init__(self, actors: tuple[KnownActor, ...], spellings: Spellings) -> None:
        self._spellings = spellings
        known = entries_of(actors, spellings)
        self._gazetteer = {entry.id: entry for entry in known}
        self._index = NameIndex(spellings)
        self._index.add(known)
        self._forgotten: Counter[str] = Counter()
        """How often each library was forgotten."""

    async def learn(self, database: Database, progress: Progress = silent) -> None:
        """Index every name in the stored articles."""
        progress("reading the names of the library", 0, 0)
        found = await entries(database, self._gazetteer)
        for first in range(0, len(found), _AT_A_TIME):
            progress("indexing names", first, len(found))
            self._index.add(found[first : first + _AT_A_TIME])
            await asyncio.sleep(0)

    async def remember(self, database: Database, version: str, progress: Progress = silent) -> None:
        """Rebuild the search for events without a name, if `version` of code and knowledge is new."""
        await remember_all(database, self._spellings, version, progress)

    @asynccontextmanager
    async def following(self, database: Database, *articles: int) -> AsyncIterator[set[int]]:
        """Re-index the names of articles changed inside this block. Add newly filed article ids to the yielded set.

        Only these articles' share is subtracted before and added after, so that the cost does not grow with the library:
        half of its articles mention some states.
        """
        changed, begun = set(articles), self._forgotten.copy()
        before = await entries_in(database, self._gazetteer, changed)
        yield changed
        after = await entries_in(database, self._gazetteer, changed)
        await remember(database, self._spellings, changed)
        gone = before.keys() - after.keys()
        still = await still_told(database, gone)
        # An event's words and places are not stored per article: if one article goes, all of that event's are read again.
        events = {key[0] for key, told in before.items() if told.kind == "event" and after.get(key) != told}
        fresh = await events_of(database, events) if events else {}
        # The same holds for the names that other articles give an issue.
        issues = {key[0] for key, told in before.items() if told.kind == "issue" and after.get(key) != told}
        fresh |= await issues_of(database, issues) if issues else {}
        self._index.remove(gone - still)
        known = [key[0] for key in gone - still if key[1] == EVERYONE and key[0] in self._gazetteer]
        await self._add((self._gazetteer[actor] for actor in known), begun)
        await self._add(fresh.values(), begun)
        await self._add(self._told_less(before, (gone & still) - fresh.keys()), begun)
        await self._add(self._told_more(before, after, fresh), begun)

    async def _add(self, entries: Iterable[NameEntry], begun: Counter[str]) -> None:
        """Add entries one by one, yielding to the event loop between them: one article may bring dozens while users type.

        Entries of a library that was forgotten since are skipped (`begun`: how often each had been when the work began).
        """
        for entry in entries:
            if self._forgotten[entry.library] == begun[entry.library]:
                self._index.add((entry,))
            await asyncio.sleep(0)

    def _told_less(self, before: dict[Key, NameEntry], keys: Iterable[Key]) -> Iterator[NameEntry]:
        """Entries that other articles still mention, without the facts of these articles."""
        for key in keys:
            if known := self._index.entry(*key):
                yield replace(known, facts=max(0, known.facts - before[key].facts))

    def _told_more(
        self, before: dict[Key, NameEntry], after: dict[Key, NameEntry], fresh: dict[Key, NameEntry]
    ) -> Iterator[NameEntry]:
        """Entries with these articles' new facts instead of the old ones."""
        for key, told in after.items():
            if key in fresh or told == before.get(key):
                continue
            known = self._index.entry(*key)
            if known and key in before:
                known = replace(known, facts=max(0, known.facts - before[key].facts))
            yield with_more(known, told) if known else told

    def forget(self, library: str) -> None:
        """Remove all of a library's names."""
        self._forgotten[library] += 1
        self._index.remove_library(library)

    async def recall(
        self, database: Database, texts: Iterable[str], libraries: Libraries, *, typing: bool = False
    ) -> NameResolver:
        """A resolver that also knows the unnamed events these texts may mean (with `typing`: may become)."""
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
        """The subject meant by a text, or by a chosen id (`=russia`)."""
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
        """The subjects a partly typed text may mean, best first."""
        if text.startswith(CHOSEN):
            match = self._chosen(text, libraries, kinds, told)
            return [match] if match else []
        return self._index.complete(text, kinds=kinds, libraries=libraries.visible, limit=limit, told=told)

    def _chosen(self, text: str, libraries: Libraries, kinds: frozenset[str], told: Recollection) -> Match | None:
        match = self._index.get(text.removeprefix(CHOSEN), libraries.visible)
        match = match or next((chosen(event.entry) for event in told.events), None)
        return match if match and match.kind in kinds else None


@dataclass(frozen=True, slots=True)
class _Recalling:
    """The directory, plus what was recalled for some texts."""

    directory: Directory
    told: Mapping[str, Recollection]

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """Resolve in the directory, with what was recalled for this text."""
        return self.directory.resolve(text, libraries, kinds, self._of(text, kinds))

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """Complete in the directory, with what was recalled for this text."""
        return self.directory.complete(text, libraries, kinds, limit, self._of(text, kinds))

    def _of(self, text: str, kinds: frozenset[str]) -> Recollection:
        return self.told.get(text, NOTHING) if "event" in kinds else NOTHING
