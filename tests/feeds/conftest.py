"""Feeds on a test server, read by all of the real code except the processes: work is done in place."""

from __future__ import annotations

import pickle
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.feeds.feeds import Feeds
from bot.intake import politeness, work
from bot.intake.fetching import Fetcher, open_fetcher
from bot.intake.intake import Intake
from bot.model.article import Origin, Through
from bot.store.articles import file_reading
from tests.intake.conftest import HostileServer, head, hostile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.directory.directory import Directory
    from bot.model.article import Candidate
    from bot.model.facts import Reading
    from bot.model.feed import Feed
    from bot.model.library import Filing
    from bot.store.database import Database

HOME = "4242"
"""The server whose feeds these are."""


class InPlace:
    """Workers that work in this process, immediately."""

    count = 1

    async def parse(self, task: Callable[..., Any], _raw: bytes, *given: object) -> Any:
        return task(*given)

    async def read(self, article: object) -> Any:
        return work.read(article)  # type: ignore[arg-type]

    async def extract(self, document: object) -> Any:
        return work.extract(document)  # type: ignore[arg-type]


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **some: float) -> None:
        self.now += timedelta(**some)


class Newsroom:
    """A site with feeds and articles, and the feeds that are read."""

    def __init__(
        self, site: HostileServer, database: Database, directory: Directory, fetcher: Fetcher, clock: Clock
    ) -> None:
        self.site = site
        self.database = database
        self.clock = clock
        self.left = 1_000
        self.told: list[tuple[str, str]] = []
        self.intake = Intake(fetcher, InPlace(), clock)  # type: ignore[arg-type]
        self.feeds = Feeds(
            database,
            directory,
            self.intake,
            file=self._file,
            clock=clock,
            random=Random(1),  # noqa: S311 - jitter
            most=5,
            has_room=self._has_room,
        )

    async def _has_room(self, _library: str) -> None:
        if self.left <= 0:
            raise AskError("This server has filed as many articles as it may.")

    async def _file(self, candidate: Candidate, reading: Reading, library: str, feed: int) -> Filing:
        self.left -= 1
        origin = Origin(dating=str(candidate.dating), through=Through("feed", feed))
        return await file_reading(self.database, reading, library, self.clock(), origin)

    async def tell(self, feed: Feed, sentence: object) -> None:
        self.told.append((feed.name, str(sentence)))

    def show(self, path: str, *items: str, title: str = "The Wire", **headers: str) -> str:
        """Let the site serve a feed. Returns its link."""
        feed = f"<rss version='2.0'><channel><title>{title}</title><link>{self.site.url('/')}</link>{''.join(items)}</channel></rss>"
        self.site.pages[path] = head(body=feed.encode(), content_type="application/rss+xml", **headers)
        return self.site.url(path)

    def article(self, path: str, text: str, **headers: str) -> str:
        """Let the site serve an article. Returns the feed item that links to it."""
        page = f"<html><head><meta property='og:site_name' content='The Wire'></head><body><article><h1>About {path[1:]}</h1><p>{text}</p></article></body></html>"
        self.site.pages[path] = head(body=page.encode(), content_type="text/html", **headers)
        return self.item(path)

    def item(self, path: str, text: str = "", day: str = "Mon, 23 Jun 2025 10:00:00 GMT") -> str:
        return f"<item><guid>{path}</guid><title>About {path[1:]}</title><link>{self.site.url(path)}</link><pubDate>{day}</pubDate><description>{text}</description></item>"

    async def add(self, link: str, about: str | None = None, library: str = HOME, *, first: bool = False) -> Feed:
        """Add a feed. `first`: its first poll uses the current contents; otherwise it fetches them."""
        feed, _ = await self.feeds.add(library, link, about, None, "77")
        if not first:
            self.feeds.poller._firsts.clear()
        return feed

    async def poll(self, feed: Feed) -> Any:
        now = await self.feeds.get(feed.library, feed.id)
        return await self.feeds.poller.check(now, self.tell)

    async def again(self, feed: Feed) -> Feed:
        return await self.feeds.get(feed.library, feed.id)

    async def filed(self) -> list[Any]:
        return await self.database.rows("SELECT * FROM articles ORDER BY id")

    def asked(self, path: str) -> list[dict[str, str]]:
        return [headers for asked, headers in self.site.asked if asked == path]


@pytest.fixture(scope="session")
def names(indexed: bytes) -> Directory:
    """The gazetteer's names; nothing is added to them here."""
    loaded: Directory = pickle.loads(indexed)  # noqa: S301 - our own
    return loaded


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
async def newsroom(
    database: Database, names: Directory, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Newsroom]:
    monkeypatch.setattr(politeness, "APART", 0.0)
    async with hostile() as site, open_fetcher(allowed=frozenset({site.origin})) as fetcher:
        yield Newsroom(site, database, names, fetcher, clock)
