"""Reads again, behind, the articles that merges of subjects change: whoever merged them need not wait for hundreds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.errors import AskError, LaterError, StorageError
from bot.store.merges import next_put_off, take_off

if TYPE_CHECKING:
    from bot.library.library import Library
    from bot.store.database import Database

log = logging.getLogger(__name__)

LATER = 5.0
"""Seconds to wait where too much is going on to read an article."""
_LOOKED = 60.0
"""Seconds after which what another process put off is found."""


class ReadingAgain:
    """Reads one article after another, as they were put off. What is left when the process ends is read after the next start."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database, self._library = database, library
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Begin at once: something was put off."""
        self._wake.set()

    async def run(self) -> None:
        """Read what is put off, for as long as the bot runs."""
        while True:
            self._wake.clear()
            try:
                await self.finish()
            except StorageError:  # it is in the log by then
                await asyncio.sleep(LATER)
            except Exception:
                log.exception("reading articles again after a merge failed; trying again")
                await asyncio.sleep(LATER)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _LOOKED)

    async def finish(self) -> None:
        """Read all that is put off. An article that can't be read keeps what was read before."""
        while put_off := await next_put_off(self._database):
            library, article = put_off
            try:
                await self._library.refile(library, article)
            except LaterError:
                await asyncio.sleep(LATER)
            except StorageError:
                raise
            except AskError as error:
                log.warning("article %d was not read again after a merge: %s", article, error)
                await self._give_up(article)

    async def _give_up(self, article: int) -> None:
        async with self._database.transaction() as transaction:
            await take_off(transaction, article)
