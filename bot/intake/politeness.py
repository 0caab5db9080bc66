"""Sites asked politely: one request at a time, a second apart, and nothing their robots.txt forbids."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from protego import Protego

from bot.errors import AskError
from bot.intake.fetching import ROBOTS, Fetched, WrongKindError
from bot.intake.links import checked, origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from yarl import URL

    from bot.intake.fetching import Fetcher

APART = 1.0
"""Seconds between the end of one request to a site and the beginning of the next."""
_LONGEST_DELAY = 30.0
"""Seconds a robots.txt may ask for in between; more would be a way to stop us."""
_ROBOTS_KEPT = 24 * 3600.0
"""Seconds: as long as RFC 9309 allows a robots.txt to be kept."""
_ROBOTS_RETRIED = 600.0
"""Seconds until a robots.txt that could not be had is asked for again."""
_MOST_SITES = 20_000
AGENT = "Attache"
"""How a robots.txt calls us."""


@dataclass
class _Site:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    rules: Protego | None = None
    """None: everything is forbidden, as long as its robots.txt can't be had (RFC 9309, 2.3.1.4)."""
    trouble: str = ""
    """Why its robots.txt can't be had."""
    rules_until: float = 0.0
    users: int = 0


class PoliteFetcher:
    """Asks for links as `Fetcher` does, politely.

    Args:
        fetcher: asks.
        clock: seconds that only grow.
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

    async def get(self, link: str, kinds: frozenset[str], headers: Mapping[str, str] | None = None) -> Fetched:
        """What a site answers to a link, whatever its status.

        Raises:
            AskError: as `Fetcher.get`, or the site's robots.txt forbids the link.
        """
        url = checked(link)
        async with self._turn(origin(url)) as site:
            await self._learn_rules(site, url)
            if site.rules is None:
                raise AskError(site.trouble)
            if not site.rules.can_fetch(str(url), AGENT):
                raise AskError(f"{origin(url)} forbids programs to read that page (robots.txt).")
            return await self._asked(site, link, kinds, headers)

    async def _learn_rules(self, site: _Site, url: URL) -> None:
        """Have the site's robots.txt at hand, not older than a day."""
        if self._clock() < site.rules_until:
            return
        kept = _ROBOTS_KEPT
        try:
            found = await self._asked(site, str(url.with_path("/robots.txt").with_query(None)), ROBOTS, None)
        except WrongKindError:
            site.rules = _rules("")
        except AskError as error:
            site.rules, site.trouble, kept = None, str(error), _ROBOTS_RETRIED
        else:
            if found.status >= 500 or found.status == 429:
                site.rules, kept = None, _ROBOTS_RETRIED
                site.trouble = f"{origin(url)} does not hand out its robots.txt now (HTTP {found.status}), so that I can't tell whether I may read there: I try again later."
            else:
                site.rules = _rules(found.body.decode("utf-8", "replace"))
        site.rules_until = self._clock() + kept

    async def _asked(self, site: _Site, link: str, kinds: frozenset[str], headers: Mapping[str, str] | None) -> Fetched:
        """One request, in this site's turn; the next one has to wait."""
        if (wait := site.free_at - self._clock()) > 0:
            await self._sleep(wait)
        try:
            return await self._fetcher.get(link, kinds, headers)
        finally:
            site.free_at = self._clock() + _apart(site.rules)

    @asynccontextmanager
    async def _turn(self, name: str) -> AsyncIterator[_Site]:
        """Wait until nobody else of us asks this site."""
        site = self._sites.setdefault(name, _Site())
        site.users += 1
        try:
            async with site.turn:
                yield site
        finally:
            site.users -= 1
            if len(self._sites) > _MOST_SITES:
                self._forget()

    def _forget(self) -> None:
        """Drop what is known of sites that may be asked at once and are asked by nobody now."""
        now = self._clock()
        self._sites = {name: site for name, site in self._sites.items() if site.users or site.free_at > now}


def _rules(text: str) -> Protego:
    return Protego.parse(text)


def _apart(rules: Protego | None) -> float:
    delay = rules.crawl_delay(AGENT) if rules else None
    return min(max(APART, float(delay or 0)), _LONGEST_DELAY)
