"""Takes in articles from links, attached files and pasted text, and has them read."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.catalogue import N_
from bot.catalogue.lazy import lazy
from bot.errors import AskError, Remedy
from bot.intake.documents import filed_candidate
from bot.intake.fetching import FEEDS, PAGES, Fetcher, open_fetcher
from bot.intake.files import KINDS, Document
from bot.intake.politeness import PoliteFetcher
from bot.intake.sizes import too_large
from bot.intake.workers import Workers, open_workers
from bot.limits import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.intake.fetching import Fetched, Lookup
    from bot.model.article import Article, Candidate
    from bot.model.facts import Reading

_TEXT = frozenset({"text/plain", "text/markdown"})


class Intake:
    """Takes in articles, but doesn't file them. Made by `open_intake`."""

    def __init__(self, fetcher: Fetcher, workers: Workers, clock: Callable[[], datetime]) -> None:
        self.fetcher = fetcher
        self.polite = PoliteFetcher(fetcher)
        """The fetcher for feeds and their links, which nobody waits for."""
        self.workers = workers
        self._clock = clock

    async def from_link(self, link: str) -> Candidate:
        """Fetches the article at a link.

        Raises:
            AskError: the link is refused, can't be reached, or leads to no article.
        """
        return await self.from_page(await self.fetcher.fetch(link, PAGES | FEEDS))

    async def from_page(self, found: Fetched) -> Candidate:
        """Extracts the article from a site's response.

        Raises:
            AskError: there is none.
        """
        if found.kind in FEEDS:
            raise AskError(lazy("That link leads to a feed, not to an article."), Remedy.ADD_FEED)
        plain = found.kind == "text/plain"
        return await self._extract(
            Document(found.body, found.kind, N_("The page"), found.charset, found.url, begins_with_title=plain)
        )

    async def from_file(self, name: str, raw: bytes) -> Candidate:
        """Extracts the article from an attached file.

        Args:
            name: the file's name, whose ending tells its type.
            raw: its bytes.

        Raises:
            AskError: it is too large, of another type, or contains no article.
        """
        kind = KINDS.get(PurePath(name).suffix.lower())
        if kind is None:
            raise AskError(
                lazy("I can't read {name}: attach a file that ends in {kinds}.", name=name, kinds=", ".join(KINDS))
            )
        return await self._extract(Document(raw, kind, name, begins_with_title=kind == "text/plain"))

    async def from_text(self, text: str, *, begins_with_title: bool = True) -> Candidate:
        """Makes an article of a text.

        Args:
            text: as typed, or as a feed has it.
            begins_with_title: whether its first line is its title if it is written as one.

        Raises:
            AskError: it is empty or too large, or no article.
        """
        raw = text.encode("utf-8", "replace")
        return await self._extract(
            Document(raw, "text/plain", N_("The text"), "utf-8", begins_with_title=begins_with_title)
        )

    async def from_document(self, found: Document) -> Candidate:
        """Extracts the article from one of the operator's own files; plain text needs no separate process.

        Raises:
            AskError: it holds no article.
        """
        if found.kind in _TEXT:
            return await asyncio.to_thread(filed_candidate, found)
        return await self.workers.extract(found)

    async def read(self, article: Article) -> Reading:
        """Returns the facts of an article.

        Raises:
            AskError: it takes more time or memory than an article may.
        """
        return await self.workers.read(article)

    async def _extract(self, document: Document) -> Candidate:
        if len(document.raw) > LARGEST_PAGE:
            raise AskError(too_large(LARGEST_PAGE))
        today = self._clock().date().isoformat()
        return await self.workers.extract(replace(document, today=today))


@asynccontextmanager
async def open_intake(
    clock: Callable[[], datetime],
    contact: str = "",
    allowed: frozenset[str] = frozenset(),
    workers: int = 1,
    lookup: Lookup | None = None,
) -> AsyncIterator[Intake]:
    """Opens the intake, closed at the end of the block.

    Args:
        clock: no article is from a later day.
        contact: where the operator can be reached, told to every site.
        allowed: closed addresses that may be reached nevertheless, for tests.
        workers: the number of processes that extract and read.
        lookup: the name server; None: the system's.
    """
    async with open_fetcher(contact, allowed, lookup) as fetcher, open_workers(workers) as pool:
        yield Intake(fetcher, pool, clock)
