"""Loads the operator's files into the library: reads them off the event loop, adds each in one transaction, skips what was loaded before."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.intake.files import document
from bot.intake.links import same_page
from bot.intake.workers import nobody_waits
from bot.model.article import Origin
from bot.model.library import EVERYONE, FilingOutcome
from bot.store.articles import content_hash, filed, replaced
from bot.store.loaded import loaded_by, note

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    from bot.intake.files import Document
    from bot.intake.intake import Intake
    from bot.model.article import Candidate
    from bot.model.facts import Reading
    from bot.model.library import Filing
    from bot.store.database import Database

    File = Callable[[Reading, Origin], Awaitable[Filing]]
    """Adds an article that was read to everyone's library."""
    Step = Callable[[Path, str | None], object]
    """Called after every file with its path, and the reason if it was skipped."""


log = logging.getLogger(__name__)
FAULT = "an internal error occurred while reading it (see the log); the other files go on"


@dataclass(slots=True)
class Load:
    """The result of a load: outcomes of the files added, how many were already known, how many were skipped."""

    filed: list[FilingOutcome] = field(default_factory=list)
    known: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file made ready. `candidate` and `reading` are None if it needs no reading, or failed for the reason in `trouble`."""

    path: Path
    digest: str = ""
    candidate: Candidate | None = None
    reading: Reading | None = None
    trouble: str | None = None


class _Loading:
    """One load under way."""

    def __init__(self, intake: Intake, version: str, done: set[str], known: dict[str, int], old: set[str]) -> None:
        self._intake = intake
        self._version = version
        self._done = done
        self._known = known
        self._seen = set(old)

    async def ready(self, path: Path) -> _Ready:
        """Extract and read a file, unless it was loaded before."""
        try:
            found = await asyncio.to_thread(document, path)
            digest = digest_of(found)
            if digest in self._done:
                return _Ready(path, digest)
            candidate = await self._intake.from_document(found)
            reading = await self._intake.read(candidate.article)
        except AskError as error:
            return _Ready(path, trouble=str(error))
        except Exception:
            log.exception("%s could not be read", path.name)
            return _Ready(path, trouble=FAULT)
        return _Ready(path, digest, candidate, replace(reading, reader=self._version))

    async def file(self, ready: _Ready, file: File, database: Database, load: Load) -> None:
        """Add a file that was made ready, and count it."""
        if ready.trouble:
            load.refused += 1
        elif ready.candidate is None or ready.reading is None:
            load.known += 1
        elif (words := content_hash(ready.candidate.article.text)) in self._seen:
            load.known += 1  # of two files with the same text only the first counts
            await self._note(words, ready.digest, database)
        else:
            self._seen.add(words)
            article = ready.candidate.article
            page = same_page(article.url) if article.url else None
            filing = await file(ready.reading, Origin(page, str(ready.candidate.dating), digest=ready.digest))
            self._known[words] = filing.article
            load.filed.append(filing.outcome)

    async def _note(self, words: str, digest: str, database: Database) -> None:
        """Record a file that has the same text as another."""
        if (number := self._known.get(words)) is not None:
            async with database.transaction() as transaction:
                await note(transaction, EVERYONE, digest, number, self._version)


async def load(
    database: Database, intake: Intake, version: str, paths: Iterable[Path], file: File, step: Step | None = None
) -> Load:
    """Load files that are new, or that an older version of the reader read. A file that can't be read is skipped and reported.

    Reads one more file at a time than there are workers, and adds files in their order. It can be stopped at any moment:
    the next load continues where this one stopped.

    Args:
        database: where the articles go.
        intake: extracts and reads the files.
        version: of the reader and its knowledge.
        paths: the files.
        file: adds an article that was read.
        step: called after every file.
    """
    known = {words: row.id for words, row in (await filed(database, EVERYONE)).items()}
    done, old = await loaded_by(database, EVERYONE, version), await replaced(database, EVERYONE)
    loading, result = _Loading(intake, version, done, known, old), Load()
    waiting: deque[asyncio.Task[_Ready]] = deque()

    async def finish() -> None:
        ready = await waiting.popleft()
        await loading.file(ready, file, database, result)
        if step:
            step(ready.path, ready.trouble)

    try:
        for path in paths:
            with nobody_waits():
                waiting.append(asyncio.create_task(loading.ready(path)))
            if len(waiting) > intake.workers.count:
                await finish()
        while waiting:
            await finish()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    return result


def digest_of(found: Document) -> str:
    """Hash of a file's bytes and kind, by which it is known again."""
    return sha256(f"{found.kind}\0".encode() + found.raw).hexdigest()
