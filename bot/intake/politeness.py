"""Requests sites politely: one request at a time, a second apart, and nothing that robots.txt forbids, also on sites reached by redirect."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from yarl import URL

from bot.catalogue.lazy import lazy, lazy_n
from bot.errors import AskError, LaterError
from bot.intake.fetching import ROBOTS, Fetched, WrongKindError
from bot.intake.links import origin
from bot.intake.retrying import BUSY, minutes, moment_of, retry_after
from bot.intake.robots import Robots

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping

    from bot.intake.fetching import Fetcher

APART = 1.0
"""Seconds between the end of one request to a site and the start of the next."""
AT_ONCE = 24
"""The most requests at a time, each to another site; those waiting for a site's turn don't count."""
MOST_WAITING = 8
"""The most requests that may wait for one site: a slow site with many links would hold up all others."""
_LONGEST_DELAY = 30.0
"""The most seconds between requests that a robots.txt can demand; with more it could stop us."""
_SHUT, _LONGEST_SHUT = 300.0, 3_600.0
"""Seconds to leave a site alone that asks for it without a time, and the most."""
_ROBOTS_KEPT = 24 * 3600.0
"""Seconds that a robots.txt is kept, the most that RFC 9309 allows."""
_ROBOTS_RETRIED = 600.0
"""Seconds until a robots.txt that could not be fetched is requested again."""
_MOST_SITES, _MOST_ROBOTS = 20_000, 50_000_000
"""The most sites remembered, and the most bytes of all their robots.txt: those requested longest ago are forgotten."""


class CrowdedError(LaterError):
    """Too many requests already wait for the site."""


@dataclass
class _Site:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    learning: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while its robots.txt is requested, which may need other sites' turns: never together with a turn."""
    free_at: float = 0.0
    shut_until: float = 0.0
    """Until when it has asked to be left alone."""
    rules: Robots | None = None
    """None: everything is forbidden while its robots.txt can't be fetched (RFC 9309, 2.3.1.4)."""
    trouble: object = ""
    """Why its robots.txt can't be fetched."""
    rules_until: float = 0.0
    users: int = 0
    """The number of requests that wait or run there."""


class PoliteFetcher:
    """Fetches links as `Fetcher` does, politely.

    Args:
        fetcher: makes the requests.
        clock: monotonic seconds.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._sleep = sleep
        self._sites: dict[str, _Site] = {}
        """The one requested longest ago first."""
        self._held = 0
        """Bytes of all robots.txt remembered."""
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def get(self, link: str, kinds: frozenset[str], headers: Mapping[str, str] | None = None) -> Fetched:
        """Fetches a site's response to a link, whatever its status.

        Raises:
            CrowdedError: too many wait for the site, or it has asked to be left alone for a while.
            AskError: as `Fetcher.get`, or the robots.txt of the link's site, or of one it is redirected to, forbids the address.
        """
        found = await self._fetcher.get(link, kinds, headers, self._allowed)
        if found.status == 429 or (found.status in BUSY and found.headers.get("Retry-After")):
            self._site(origin(URL(found.url))).shut_until = self._clock() + _asked_seconds(found)
        return found

    @asynccontextmanager
    async def _allowed(self, url: URL) -> AsyncIterator[None]:
        """Waits for a turn at the address's site, if its robots.txt allows the address."""
        name = origin(url)
        with self._used(name) as site:
            if site.users > MOST_WAITING:
                raise CrowdedError(
                    lazy("I am already reading a lot from {site}: try again in a few minutes.", site=name)
                )
            if self._clock() < site.shut_until:
                raise CrowdedError(
                    lazy_n(
                        "{site} asked me to wait a while: try again in {n} minute.",
                        "{site} asked me to wait a while: try again in {n} minutes.",
                        minutes(timedelta(seconds=site.shut_until - self._clock())),
                        site=name,
                    )
                )
            async with site.learning:
                if self._clock() >= site.rules_until:
                    await self._learn_rules(site, url)
            if site.rules is None:
                raise AskError(site.trouble)
            if not await asyncio.to_thread(site.rules.allows, str(url)):
                raise AskError(lazy("{site} doesn't allow programs to read that page (robots.txt).", site=name))
            async with self._in_turn(site):
                yield

    async def _learn_rules(self, site: _Site, url: URL) -> None:
        """Fetches the site's robots.txt, which is valid for a day."""
        kept, found = _ROBOTS_KEPT, None
        try:
            answer = await self._fetcher.get(
                str(url.with_path("/robots.txt").with_query(None)), ROBOTS, None, self._turn
            )
        except WrongKindError:
            found = b""
        except AskError as error:
            site.trouble = error.args[0]
        else:
            if answer.status >= 500 or answer.status == 429:
                site.trouble = lazy(
                    "{site} did not send its robots.txt (HTTP {status}), so I can't tell whether I may read there: I'll try again later.",
                    site=origin(url),
                    status=answer.status,
                )
            else:
                found = answer.body
        self._held -= len(site.rules or b"")
        if found is None:
            site.rules, kept = None, _ROBOTS_RETRIED
        else:
            site.rules = await asyncio.to_thread(Robots, found)
            self._held += len(site.rules)
        site.rules_until = self._clock() + kept

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[None]:
        """Waits for a turn at the address's site without permission, which a robots.txt itself doesn't need."""
        async with self._in_turn(self._site(origin(url))):
            yield

    @asynccontextmanager
    async def _in_turn(self, site: _Site) -> AsyncIterator[None]:
        """Waits until no other request to the site runs, and its pause is over."""
        async with site.turn:
            if (wait := site.free_at - self._clock()) > 0:
                await self._sleep(wait)
            async with self._at_once:
                try:
                    yield
                finally:
                    site.free_at = self._clock() + _apart(site.rules)

    def _site(self, name: str) -> _Site:
        """The site, marked as requested last."""
        self._sites[name] = site = self._sites.pop(name, None) or _Site()
        return site

    @contextmanager
    def _used(self, name: str) -> Iterator[_Site]:
        """The site, which is not forgotten inside the block."""
        site = self._site(name)
        site.users += 1
        try:
            yield site
        finally:
            site.users -= 1
            if len(self._sites) > _MOST_SITES or self._held > _MOST_ROBOTS:
                self._forget()

    def _forget(self) -> None:
        """Forgets the sites requested longest ago, a tenth at a time, except those in use or to be left alone."""
        now = self._clock()
        idle = [
            name
            for name, site in self._sites.items()
            if not site.users and not site.turn.locked() and max(site.free_at, site.shut_until) <= now
        ]
        for name in idle[: 1 + len(self._sites) // 10]:
            self._held -= len(self._sites.pop(name).rules or b"")


def _asked_seconds(found: Fetched) -> float:
    """The seconds that a site wants to be left alone; a date is compared with the site's own clock."""
    asked = retry_after(found.headers.get("Retry-After"), moment_of(found.headers.get("Date")))
    return min(asked.total_seconds(), _LONGEST_SHUT) if asked else _SHUT


def _apart(rules: Robots | None) -> float:
    return min(max(APART, rules.delay if rules else 0.0), _LONGEST_DELAY)
