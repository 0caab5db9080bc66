"""What an editor does with feeds: add, list, pause, resume, remove, test, import and export."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.catalogue.lazy import lazy, restored, said, stored
from bot.errors import AskError, Remedy
from bot.feeds.entry_articles import article_of
from bot.feeds.feed_fetching import find, look
from bot.feeds.filters import admits, admits_before_reading, filters_of
from bot.feeds.hubs import Hubs
from bot.feeds.opml import MOST_OWN, listed_in, opml
from bot.feeds.poll_times import first_turn
from bot.feeds.polling import Poller
from bot.intake.links import checked, origin
from bot.model.feed import Fate, Imported, NewFeed, Report
from bot.model.library import EVERYONE, Libraries
from bot.store import feeds as store
from bot.store.servers import begin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from bot.directory.directory import Directory
    from bot.feeds.feed_fetching import Look
    from bot.feeds.polling import File
    from bot.intake.feeds import FeedContents, FeedEntry
    from bot.intake.intake import Intake
    from bot.model.article import Candidate
    from bot.model.feed import Feed, FeedState
    from bot.store.database import Database

log = logging.getLogger(__name__)

EVERY = 60
"""Minutes between two checks of a feed, unless its editor says otherwise."""
SHOWN = 5
"""New entries that a test looks at closely."""


class Feeds:
    """The feeds of all libraries.

    Args:
        database: where feeds are stored.
        directory: resolves the names in filters.
        intake: fetches and extracts.
        file: files an article that has been read.
        clock: returns the current time.
        random: spreads polling times.
        most: feeds a server may have; 0 for no limit.
        has_room: raises AskError with the reason if a library may take no more articles.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        database: Database,
        directory: Directory,
        intake: Intake,
        *,
        file: File,
        clock: Callable[[], datetime],
        random: Random,
        most: int,
        has_room: Callable[[str], Awaitable[None]],
    ) -> None:
        self._database = database
        self._directory = directory
        self._intake = intake
        self._clock = clock
        self._random = random
        self._most = most
        self.poller = Poller(database, intake, file, has_room, clock, random)

    def hear_hubs(self, address: str) -> Hubs:
        """Ask the hubs of feeds from now on to call at a public address (without a slash at its end). Returns what is to answer them."""
        hubs = Hubs(self._database, self._intake.fetcher.post, address, self._clock, self.poller.wake)
        self.poller.hubs = hubs
        return hubs

    async def add(
        self, library: str, link: str, about: str | None, every: int | None, by: str | None
    ) -> tuple[Feed, FeedContents]:
        """Follow a feed from now on.

        Args:
            library: the library its articles go into.
            link: the feed's link, or that of a page that names it.
            about: the filters for its articles (`filters_of`); None keeps all.
            every: minutes between checks.
            by: the user who adds it.

        Returns:
            The feed, and what it contains now.

        Raises:
            AskError: there is no feed, it is already followed, a filter is unknown, or the library has too many feeds.
        """
        await self._refuse_more(library, 1)
        await begin(self._database, library, self._clock())
        filters = filters_of(about, self._directory, Libraries(library)) if about else ()
        found = await find(self._intake, link, self._clock())
        contents = _contents(found)
        url = str(checked(found.moved or found.url))
        number = await store.add(
            self._database,
            NewFeed(library, url, origin(checked(url)), contents.title, contents.site, every or EVERY, by, filters),
            self._clock(),
            self._clock(),
        )
        if number is None:
            raise AskError(say("{feed} is already followed here.", feed=contents.title or url), Remedy.LIST_FEEDS)
        self.poller.keep_first(number, found)
        self.poller.wake()
        return await self.get(library, number), contents

    async def _refuse_more(self, library: str, more: int) -> None:
        if library == EVERYONE or not self._most:
            return
        has = await store.count(self._database, library)
        if has + more > self._most:
            raise AskError(
                say("This server has {n} of at most {most} feeds.", n=has, most=self._most), Remedy.REMOVE_FEED
            )

    async def list(self, library: str) -> list[Feed]:
        """Returns the feeds of a library in the order they were added."""
        return await store.of_library(self._database, library)

    async def get(self, library: str, number: int) -> Feed:
        """Returns one of a library's feeds.

        Raises:
            AskError: there is no feed with that number.
        """
        found = await store.feed(self._database, number, library)
        if found is None:
            raise AskError(say("This feed no longer exists here."), Remedy.LIST_FEEDS)
        return found

    async def numbered(self, library: str, number: int) -> Feed:
        """Returns the feed with a number in its library.

        Raises:
            AskError: there is none.
        """
        found = next((feed for feed in await self.list(library) if feed.number == number), None)
        if found is None:
            raise AskError(say("There is no feed {number} here.", number=number), Remedy.LIST_FEEDS)
        return found

    async def pause(self, library: str, number: int) -> Feed:
        """Pause a feed until it is resumed; returns the feed."""
        return await self._set(library, number, "paused")

    async def resume(self, library: str, number: int) -> Feed:
        """Resume a paused or ended feed and poll it at once; returns the feed."""
        return await self._set(library, number, "active")

    async def _set(self, library: str, number: int, state: FeedState) -> Feed:
        await self.get(library, number)
        await store.set_state(self._database, number, library, state, self._clock())
        self.poller.wake()
        return await self.get(library, number)

    async def remove(self, library: str, number: int) -> Feed:
        """Remove a feed but keep its articles; returns the feed as it was."""
        feed = await self.get(library, number)
        await store.remove(self._database, number, library)
        return feed

    async def check(self, library: str, number: int) -> Report:
        """Fetch a feed now and report what would become of its new entries; files nothing.

        Raises:
            AskError: the feed can't be fetched; the sentence says why.
        """
        feed = await self.get(library, number)
        found = await look(self._intake, replace(feed, etag=None, modified=None), self._clock())
        contents = _contents(found)
        new = await self.poller.new_entries(feed, contents)
        fates = [await self._fate(feed, entry, contents) for entry in new[:SHOWN]]
        return Report(feed, len(contents.entries), len(new), tuple(fates), found.moved, contents.older)

    async def _fate(self, feed: Feed, entry: FeedEntry, contents: FeedContents) -> Fate:
        try:
            candidate = await article_of(self._intake, entry, contents)
            verdict = await self._verdict(feed, candidate)
        except AskError as error:
            return Fate(
                entry.title or entry.link or say("untitled entry"),
                None,
                entry.published,
                say("can't be read: {why}", why=error),
            )
        article = candidate.article
        return Fate(article.title or article.text[:80], article.outlet, article.published, verdict)

    async def _verdict(self, feed: Feed, candidate: Candidate) -> str:
        early = admits_before_reading(feed.filters, candidate.article)
        if early is False or (early is None and not admits(feed.filters, await self._intake.read(candidate.article))):
            return say("skipped: doesn't match the feed's filter")
        notes = [
            *([say("{why} This is the feed's own text.", why=restored(candidate.walled))] if candidate.walled else []),
            *candidate.notes,
        ]
        return say("would be added; {note}", note=said(notes[0])) if notes else say("would be added")

    async def take_in(self, library: str, raw: bytes, by: str | None) -> Imported:
        """Follow all feeds of an OPML file, their first polls spread over the interval. None is fetched now.

        Raises:
            AskError: it is not an OPML file, or lists more feeds than the library may have.
        """
        good, refused = _sorted(listed_in(raw))
        have = {feed.url for feed in await self.list(library)}
        new = {url: title for url, title in good.items() if url not in have}
        await self._refuse_more(library, len(new))
        await begin(self._database, library, self._clock())
        added = await self._keep(library, new, by)
        return Imported(added, len(good) - added, refused)

    async def follow(self, path: Path) -> None:
        """Follow for everyone exactly the feeds in the operator's OPML file. Feeds no longer listed are paused and keep their numbers.

        Raises:
            AskError: the file is missing, can't be read, or is not an OPML file.
        """
        good, refused = _sorted(await own_list(path))
        for link, reason in refused:
            log.warning("%s: %s is skipped: %s", path, link, reason)
        have = {feed.given or feed.url: feed for feed in await self.list(EVERYONE)}
        have |= {feed.url: feed for feed in have.values()}
        listed = {have[url].id for url in good if url in have}
        for feed in {feed.id: feed for feed in have.values()}.values():
            if feed.state == "active" and feed.id not in listed:
                await self._stand(feed, "paused", stored(lazy("{file} no longer lists it.", file=path.name)))
            elif feed.state == "paused" and feed.id in listed:
                await self._stand(feed, "active")
        await self._keep(EVERYONE, {url: title for url, title in good.items() if url not in have}, None)

    async def _stand(self, feed: Feed, state: FeedState, reason: str | None = None) -> None:
        await store.set_state(self._database, feed.id, feed.library, state, self._clock(), reason)

    async def _keep(self, library: str, new: dict[str, str | None], by: str | None) -> int:
        """Follow these feeds, their first polls spread over the interval; returns how many were added."""
        added = 0
        for url, title in new.items():
            row = NewFeed(library, url, origin(checked(url)), title, None, EVERY, by)
            due = first_turn(self._clock(), EVERY, self._random)
            added += await store.add(self._database, row, self._clock(), due) is not None
        return added

    async def hand_out(self, library: str, title: str) -> bytes:
        """Returns the feeds of a library as an OPML file.

        Raises:
            AskError: the library has no feeds.
        """
        feeds = await self.list(library)
        if not feeds:
            raise AskError(say("No feeds are followed here yet."), Remedy.ADD_FEED)
        return opml(feeds, title)


async def own_list(path: Path) -> tuple[tuple[str, str | None], ...]:
    """Returns the feeds in the operator's own file.

    Raises:
        AskError: it is missing, can't be read, or is not an OPML file; the sentence says that ATTACHE_OPML names it.
    """
    try:
        raw = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise AskError(f"{path} can't be read ({error.strerror}): fix it, or point ATTACHE_OPML elsewhere.") from error
    try:
        return listed_in(raw, empty=True, most=MOST_OWN)
    except AskError as error:
        raise AskError(f"{path}, which ATTACHE_OPML names: {error}") from error


def _contents(found: Look) -> FeedContents:
    if found.contents is None:
        raise AskError(say("The site answered 304 Not Modified to a first request: try again later."))
    return found.contents


def _sorted(
    listed: tuple[tuple[str, str | None], ...],
) -> tuple[dict[str, str | None], tuple[tuple[str, str], ...]]:
    """Splits links into valid ones, without repeats and with their titles, and refused ones with the reason."""
    good: dict[str, str | None] = {}
    refused = []
    for link, title in listed:
        try:
            good.setdefault(str(checked(link)), title)
        except AskError as error:
            refused.append((link, str(error)))
    return good, tuple(refused)
