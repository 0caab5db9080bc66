"""One request to a site at a time, a second apart, and nothing its robots.txt forbids."""

from __future__ import annotations

import asyncio
import itertools
from typing import TYPE_CHECKING

import pytest

from bot.errors import AskError
from bot.intake.fetching import PAGES, Fetched, WrongKindError
from bot.intake.politeness import PoliteFetcher

if TYPE_CHECKING:
    from collections.abc import Mapping

ROBOTS = "User-agent: Attache\nDisallow: /private\nDisallow: /*.pdf$\nUser-agent: *\nDisallow: /\n"


class Time:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


class Site:
    """Answers every link, and notes when it was asked and by how many at once."""

    def __init__(self, time: Time, robots: Fetched | AskError | str = "") -> None:
        self.time = time
        self.robots = robots
        self.asked: list[tuple[str, float]] = []
        self.now = self.most = 0

    async def get(self, link: str, _kinds: frozenset[str], _headers: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((link, self.time.now))
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.001)
        self.now -= 1
        if not link.endswith("/robots.txt"):
            return Fetched(link, 200)
        if isinstance(self.robots, AskError):
            raise self.robots
        return Fetched(link, 200, body=self.robots.encode()) if isinstance(self.robots, str) else self.robots

    @property
    def pages(self) -> list[str]:
        return [link for link, _ in self.asked if not link.endswith("/robots.txt")]


def polite(site: Site) -> PoliteFetcher:
    return PoliteFetcher(site, site.time.clock, site.time.sleep)  # type: ignore[arg-type]


async def test_a_site_is_asked_one_thing_at_a_time_a_second_apart() -> None:
    site = Site(Time())
    fetcher = polite(site)
    await asyncio.gather(*(fetcher.get(f"https://wire.example/{number}", PAGES) for number in range(5)))
    moments = [moment for _, moment in site.asked]
    assert site.most == 1
    assert len(moments) == 6
    assert all(after - before >= 1 for before, after in itertools.pairwise(moments))


async def test_sites_do_not_wait_for_each_other() -> None:
    site = Site(Time())
    fetcher = polite(site)
    await asyncio.gather(*(fetcher.get(f"https://wire{number}.example/", PAGES) for number in range(5)))
    assert site.most == 5


@pytest.mark.parametrize(
    ("path", "allowed"), [("/a", True), ("/private/a", False), ("/a.pdf", False), ("/a.pdf?x", True)]
)
async def test_robots_txt_is_honoured(path: str, allowed: bool) -> None:
    site = Site(Time(), ROBOTS)
    if allowed:
        await polite(site).get(f"https://wire.example{path}", PAGES)
    else:
        with pytest.raises(AskError, match=r"robots\.txt"):
            await polite(site).get(f"https://wire.example{path}", PAGES)
    assert len(site.pages) == allowed


async def test_robots_txt_is_asked_for_once_a_day_at_most() -> None:
    site = Site(Time())
    fetcher = polite(site)
    for hours in (0, 1, 22, 2):
        site.time.now += hours * 3_600
        await fetcher.get("https://wire.example/a", PAGES)
    assert len(site.asked) - len(site.pages) == 2


@pytest.mark.parametrize(
    "robots", [Fetched("", 404), Fetched("", 403), WrongKindError("a page in its place")], ids=["404", "403", "a page"]
)
async def test_a_site_without_robots_txt_forbids_nothing(robots: Fetched | AskError) -> None:
    site = Site(Time(), robots)
    await polite(site).get("https://wire.example/a", PAGES)
    assert len(site.pages) == 1


@pytest.mark.parametrize(
    "robots", [Fetched("", 500), Fetched("", 429), AskError("can't be reached")], ids=["500", "429", "unreachable"]
)
async def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone_and_tried_again(robots: Fetched | AskError) -> None:
    site = Site(Time(), robots)
    fetcher = polite(site)
    for _ in range(2):
        with pytest.raises(AskError, match=r"robots\.txt|can't be reached"):
            await fetcher.get("https://wire.example/a", PAGES)
    assert len(site.asked) == 1
    site.robots = ""
    site.time.now += 700
    await fetcher.get("https://wire.example/a", PAGES)
    assert len(site.pages) == 1


async def test_a_site_may_ask_for_more_time_but_not_for_ever() -> None:
    site = Site(Time(), "User-agent: *\nCrawl-delay: 5\n")
    fetcher = polite(site)
    for _ in range(2):
        await fetcher.get("https://wire.example/a", PAGES)
    assert site.asked[2][1] - site.asked[1][1] == 5
    slow = Site(Time(), "User-agent: *\nCrawl-delay: 86400\n")
    fetcher = polite(slow)
    for _ in range(2):
        await fetcher.get("https://wire.example/a", PAGES)
    assert slow.asked[2][1] - slow.asked[1][1] == 30
