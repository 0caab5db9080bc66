"""The name directory: the gazetteer and every library's names in one index for all commands, plus events without a name."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.directory.turning import turn_of
from bot.model.library import EVERYONE
from bot.model.query import CHOSEN
from bot.names import NOTHING, Match, NameIndex, Resolution, Sure, Unknown, chosen, entries_of
from bot.progress import silent
from bot.store.name_entries import entries, with_more
from bot.store.recollection import recollected, recollected_by_id, remember, remember_all
from bot.store.touched import are_touched_since, forget_notes, last_note, touched_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.directory.turning import Turn
    from bot.model.gazetteer import KnownActor
    from bot.model.library import Libraries
    from bot.names import NameEntry, Recollection, Spellings
    from bot.progress import Progress
    from bot.store.database import Database


_AT_A_TIME = 500
"""At a start, progress is reported after so many names."""
_TRIES = 5
"""How often changes are read again because more happened meanwhile: during a long load, some counts may be a few facts off."""


class NameResolver(Protocol):
    """Resolves names, or a chosen id (`=russia`), among what a user may see."""

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """Returns the subject a text means."""

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """Returns the subjects a partly typed text may mean, best first."""


class Directory:
    """Resolves names among what a user may see. Filled at start, and updated with what any process files, changes, hides or shows."""

    def __init__(self, actors: tuple[KnownActor, ...], spellings: Spellings) -> None:
        self._spellings = spellings
        known = entries_of(actors, spellings)
        self._gazetteer = {entry.id: entry for entry in known}
        self._index = NameIndex(spellings)
        self._index.add(known)
        self._forgotten: Counter[str] = Counter()
        """How often each library was forgotten."""
        self._seen = 0
        """The number of the last note on a touched article that is indexed."""
        self._keeping_up = asyncio.Lock()

    def __getstate__(self) -> dict[str, object]:
        """Returns what is saved. The lock belongs to one run only."""
        return {name: value for name, value in vars(self).items() if name != "_keeping_up"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restores a saved directory."""
        vars(self).update(state)
        self._keeping_up = asyncio.Lock()

    @property
    def seen(self) -> int:
        """The number of the last note on a touched article that is indexed."""
        return self._seen

    async def learn(self, database: Database, progress: Progress = silent) -> None:
        """Index every name in the stored articles."""
        progress("reading the names of the library", 0, 0)
        async with database.steady():
            self._seen = await last_note(database)
            found = await entries(database, self._gazetteer)
        for first in range(0, len(found), _AT_A_TIME):
            progress("indexing names", first, len(found))
            self._index.add(found[first : first + _AT_A_TIME])
            await asyncio.sleep(0)

    async def remember(self, database: Database, version: str, progress: Progress = silent) -> None:
        """Rebuild the search for events without a name, if `version` of code and knowledge is new."""
        await remember_all(database, self._spellings, version, progress)

    async def keep_up(self, database: Database) -> None:
        """Index the names of all articles touched since the last time, by this process or another one on the same database.

        Only these articles' share is subtracted and added, so that the cost does not grow with the library: half of its
        articles mention some states. If the caller is cancelled, the update still completes.
        """
        await asyncio.shield(self._keep_up(database))

    async def _keep_up(self, database: Database) -> None:
        async with self._keeping_up:
            begun = self._forgotten.copy()
            turn = await self._turn(database)
            if turn is None:
                return
            await remember(database, self._spellings, turn.touched.articles)
            self._seen = turn.touched.upto
            gone = turn.gone - turn.still
            self._index.remove(gone)
            known = [key[0] for key in gone if key[1] == EVERYONE and key[0] in self._gazetteer]
            await self._add((self._gazetteer[actor] for actor in known), begun)
            await self._add(turn.fresh.values(), begun)
            await self._add(self._told_less(turn), begun)
            await self._add(self._told_more(turn), begun)

    async def _turn(self, database: Database) -> Turn | None:
        """What changed since the last time, as of one moment; None if nothing did."""
        for _ in range(_TRIES):
            touched = await touched_since(database, self._seen)
            if touched.upto == self._seen:
                return None
            turn = await turn_of(database, self._gazetteer, touched)
            # Read again what was touched meanwhile. Entries that had facts before were read as a whole, so any article
            # counts.
            if await last_note(database) == touched.upto or not (
                touched.before or await are_touched_since(database, touched.articles, touched.upto)
            ):
                break
        return turn

    async def _add(self, entries: Iterable[NameEntry], begun: Counter[str]) -> None:
        """Add entries one by one, yielding to the event loop between them: one article may bring dozens while users type.

        Entries of a library that was forgotten since are skipped (`begun`: how often each had been when the work began).
        """
        for entry in entries:
            if self._forgotten[entry.library] == begun[entry.library]:
                self._index.add((entry,))
            await asyncio.sleep(0)

    def _told_less(self, turn: Turn) -> Iterator[NameEntry]:
        """Entries that other articles still mention, without the facts of these articles."""
        for key in (turn.gone & turn.still) - turn.fresh.keys():
            if known := self._index.entry(*key):
                yield replace(known, facts=known.facts - turn.before[key])

    def _told_more(self, turn: Turn) -> Iterator[NameEntry]:
        """Entries with these articles' new facts instead of the old ones."""
        for key, told in turn.after.items():
            if key in turn.fresh:
                continue
            known = self._index.entry(*key)
            if known and key in turn.before:
                known = replace(known, facts=known.facts - turn.before[key])
            yield with_more(known, told) if known else told

    async def tidy(self, database: Database) -> None:
        """Delete old notes that are indexed here."""
        await forget_notes(database, self._seen)

    def forget(self, library: str) -> None:
        """Remove all of a library's names."""
        self._forgotten[library] += 1
        self._index.remove_library(library)

    async def recall(
        self, database: Database, texts: Iterable[str], libraries: Libraries, *, typing: bool = False
    ) -> NameResolver:
        """Returns a resolver that also knows the unnamed events these texts may mean (with `typing`: may become)."""
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
        """Returns the subject meant by a text, or by a chosen id (`=russia`)."""
        if text.startswith(CHOSEN):
            match = self._chosen(text, libraries, kinds, told)
            return Sure(match) if match else Unknown()
        return self._index.resolve(text, kinds=kinds, libraries=libraries.visible, told=told)

    def known(self, subject: str, libraries: Libraries) -> list[NameEntry]:
        """Returns what is known about a subject by its id, in each library that the user may see."""
        entries = (self._index.entry(subject, library) for library in sorted(libraries.visible))
        return [entry for entry in entries if entry]

    def complete(
        self,
        text: str,
        libraries: Libraries,
        kinds: frozenset[str],
        limit: int = 25,
        told: Recollection = NOTHING,
    ) -> list[Match]:
        """Returns the subjects a partly typed text may mean, best first."""
        if text.startswith(CHOSEN):
            match = self._chosen(text, libraries, kinds, told)
            return [match] if match else []
        return self._index.complete(text, kinds=kinds, libraries=libraries.visible, limit=limit, told=told)

    def match(self, subject: str, libraries: Libraries, kinds: frozenset[str]) -> Match | None:
        """Returns the subject with an id, if it is of one of these kinds and the user may see it."""
        found = self._index.get(subject, libraries.visible)
        return found if found and found.kind in kinds else None

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
