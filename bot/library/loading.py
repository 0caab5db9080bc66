"""The operator's files into the library: read off the loop, filed in one transaction each; what was loaded already is left alone."""

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
    """Files an article that was read in everyone's library."""
    Step = Callable[[Path, str | None], object]
    """Told of every file that is done: its path, and why it was left out, if it was."""


log = logging.getLogger(__name__)
FAULT = "a fault of ours came up while it was read, which the log tells; the rest goes on without it"


@dataclass(slots=True)
class Load:
    """What became of files: the outcomes of those filed, how many were known as they are, and how many were left out."""

    filed: list[FilingOutcome] = field(default_factory=list)
    known: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file that was read. `candidate` and `reading` are None where it need not be, or can't be, for the trouble it made."""

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
        """A file, extracted and read as far as it has to be."""
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
        """File what was read, and count it."""
        if ready.trouble:
            load.refused += 1
        elif ready.candidate is None or ready.reading is None:
            load.known += 1
        elif (words := content_hash(ready.candidate.article.text)) in self._seen:
            load.known += 1  # of two files with the same words the first counts
            await self._note(words, ready.digest, database)
        else:
            self._seen.add(words)
            article = ready.candidate.article
            page = same_page(article.url) if article.url else None
            filing = await file(ready.reading, Origin(page, str(ready.candidate.dating), digest=ready.digest))
            self._known[words] = filing.article
            load.filed.append(filing.outcome)

    async def _note(self, words: str, digest: str, database: Database) -> None:
        """Remember a file that says what another one says."""
        if (number := self._known.get(words)) is not None:
            async with database.transaction() as transaction:
                await note(transaction, EVERYONE, digest, number, self._version)


async def load(
    database: Database, intake: Intake, version: str, paths: Iterable[Path], file: File, step: Step | None = None
) -> Load:
    """File what is new and what another version of the reader read; a file that can't be read is left out and told of.

    As many files are read at a time as there are workers, and one more; they are filed in their order. It may end at any moment:
    the next load goes on where this one stopped.

    Args:
        database: where to.
        intake: extracts and reads.
        version: of the reader and what it knows.
        paths: the files.
        file: files what was read.
        step: told of each file.
    """
    known = {words: one.id for words, one in (await filed(database, EVERYONE)).items()}
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
    """What tells a file by its bytes and kind."""
    return sha256(f"{found.kind}\0".encode() + found.raw).hexdigest()
