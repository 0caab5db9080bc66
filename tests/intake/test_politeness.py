"""Tests polite requests: one at a time for each site, a second apart, and nothing that robots.txt forbids, also after redirects."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import AsyncExitStack, nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from yarl import URL

from bot.errors import AskError
from bot.intake import fetching, politeness
from bot.intake.fetching import PAGES, Fetched, WrongKindError, open_fetcher
from bot.intake.politeness import CrowdedError, PoliteFetcher
from bot.intake.robots import Robots
from tests.intake.conftest import HostileServer, head, hostile
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.intake.fetching import Turn

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
    """Answers every link, and records when requests arrive and how many at once."""

    def __init__(self, time: Time, robots: Fetched | AskError | str = "") -> None:
        self.time = time
        self.robots = robots
        self.asked: list[tuple[str, float]] = []
        self.now = self.most = 0
        self.answer: Fetched | None = None

    async def get(
        self, link: str, _kinds: frozenset[str], _headers: Mapping[str, str] | None = None, turn: Turn = nullcontext
    ) -> Fetched:
        async with turn(URL(link)):
            self.asked.append((link, self.time.now))
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0.001)
            self.now -= 1
        if not link.endswith("/robots.txt"):
            return self.answer or Fetched(link, 200)
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


async def test_more_than_may_wait_for_a_site_are_put_off_and_others_are_not() -> None:
    site = Site(Time())
    fetcher = polite(site)
    many = [fetcher.get(f"https://wire.example/{number}", PAGES) for number in range(12)]
    done = await asyncio.gather(*many, fetcher.get("https://post.example/", PAGES), return_exceptions=True)
    assert [isinstance(outcome, CrowdedError) for outcome in done] == [False] * 8 + [True] * 4 + [False]


async def test_so_many_sites_are_asked_at_once_and_who_waits_for_a_turn_is_none_of_them() -> None:
    site = Site(Time())
    fetcher = polite(site)
    slow = [fetcher.get(f"https://wire.example/{number}", PAGES) for number in range(8)]
    others = [fetcher.get(f"https://wire{number}.example/", PAGES) for number in range(100)]
    await asyncio.gather(*slow, *others)
    assert site.most == politeness.AT_ONCE


async def test_the_sites_asked_longest_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(politeness, "_MOST_SITES", 20)
    site = Site(Time())
    fetcher = polite(site)
    for number in range(100):
        await fetcher.get(f"https://wire{number}.example/", PAGES)
        site.time.now += 5
        await fetcher.get("https://wire0.example/", PAGES)
    assert sum(link == "https://wire0.example/robots.txt" for link, _ in site.asked) == 1
    before = len(site.asked)
    await fetcher.get("https://wire5.example/", PAGES)
    assert len(site.asked) - before == 2, "it was not forgotten"


async def test_long_robots_txts_are_forgotten_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(politeness, "_MOST_ROBOTS", 10_000)
    rules = "".join(f"Disallow: /{number * 7_919 % 100_003}\n" for number in range(1_000))
    site = Site(Time(), f"User-agent: *\n{rules}")
    fetcher = polite(site)
    for number in range(20):
        await fetcher.get(f"https://wire{number}.example/", PAGES)
        site.time.now += 5
    assert 0 < fetcher._held <= 10_000
    assert fetcher._held == sum(len(site.rules or b"") for site in fetcher._sites.values())


def test_a_robots_txt_is_read_as_far_as_it_has_to_be() -> None:
    rules = Robots(b"User-agent: *\nDisallow: /a\n" + b"# \xff\n" * 200_000 + b"Disallow: /b\n")
    assert len(rules) < 10_000
    assert not rules.allows("https://wire.example/a")
    assert rules.allows("https://wire.example/b"), "it stands after the first 500 kilobytes"


@pytest.mark.parametrize(
    ("headers", "left_alone"),
    [
        ({}, 300),
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "864000"}, 3_600),
        ({"Retry-After": "soon"}, 300),
        ({"Retry-After": "Tue, 24 Jun 2025 10:40:00 GMT", "Date": "Tue, 24 Jun 2025 10:30:00 GMT"}, 600),
        ({"Retry-After": "Tue, 24 Jun 2025 10:40:00 GMT"}, 300),  # by an unknown clock
    ],
)
async def test_a_site_that_asks_for_patience_is_left_alone(headers: dict[str, str], left_alone: int) -> None:
    """It affects not only that page: all other requests to the site are postponed, and other sites are not affected."""
    site = Site(Time())
    fetcher = polite(site)
    site.answer = Fetched("https://wire.example/a", 429, headers=headers)
    assert (await fetcher.get("https://wire.example/a", PAGES)).status == 429
    site.answer = None
    site.time.now += left_alone - 2
    with pytest.raises(CrowdedError, match=r"wire\.example asked me to wait a while: try again in 1 minute\."):
        await fetcher.get("https://wire.example/b", PAGES)
    await fetcher.get("https://post.example/b", PAGES)
    site.time.now += 3
    await fetcher.get("https://wire.example/b", PAGES)
    assert site.pages == ["https://wire.example/a", "https://post.example/b", "https://wire.example/b"]


async def test_a_site_that_is_broken_but_asks_for_nothing_is_asked_on() -> None:
    site = Site(Time())
    fetcher = polite(site)
    site.answer = Fetched("https://wire.example/a", 503)
    for _ in range(2):
        assert (await fetcher.get("https://wire.example/a", PAGES)).status == 503


# ---- Redirects, on real sockets ----


@pytest.fixture
async def sites() -> AsyncIterator[tuple[HostileServer, HostileServer]]:
    """Two sites, as far as we can tell: one redirects to the other."""
    async with hostile() as one, hostile() as other:
        yield one, other


async def asking(stack: AsyncExitStack, *sites: HostileServer) -> PoliteFetcher:
    allowed = frozenset(site.origin for site in sites)
    return PoliteFetcher(await stack.enter_async_context(open_fetcher(allowed=allowed)))


def paths(site: HostileServer) -> list[str]:
    return [path for path, _ in site.asked]


async def test_a_redirects_site_is_asked_what_it_allows(sites: tuple[HostileServer, HostileServer]) -> None:
    one, other = sites
    one.pages["/a"] = head("302 Found", b"", location=other.url("/private/a"))
    one.pages["/b"] = head("302 Found", b"", location=other.url("/b"))
    other.pages["/robots.txt"] = head(body=ROBOTS.encode(), content_type="text/plain")
    other.pages["/b"] = head(body=b"<p>Read on.</p>", content_type="text/html")
    async with AsyncExitStack() as stack:
        fetcher = await asking(stack, one, other)
        with pytest.raises(AskError, match=rf"^{other.origin} doesn't allow programs"):
            await fetcher.get(one.url("/a"), PAGES)
        assert paths(other) == ["/robots.txt"]
        assert (await fetcher.get(one.url("/b"), PAGES)).status == 200
    assert paths(other) == ["/robots.txt", "/b"]


async def test_a_redirects_site_is_asked_one_thing_at_a_time_a_second_apart(
    sites: tuple[HostileServer, HostileServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two links lead there at once, and their robots.txt redirects to that of the other site, which redirects back."""
    monkeypatch.setattr(politeness, "APART", 0.2)
    one, other = sites
    spans: list[tuple[float, float]] = []

    async def slow(writer: asyncio.StreamWriter) -> None:
        begun = time.monotonic()
        await asyncio.sleep(0.05)
        spans.append((begun, time.monotonic()))
        writer.write(head(body=b"<p>Read on.</p>", content_type="text/html"))
        await writer.drain()

    for path in ("/a", "/b"):
        one.pages[path] = head("301 Moved", b"", location=other.url(path))
        other.pages[path] = slow
    one.pages["/robots.txt"] = head("302 Found", b"", location=other.url("/robots.txt"))
    other.pages["/robots.txt"] = head("302 Found", b"", location=one.url("/their.txt"))
    one.pages["/their.txt"] = head(body=b"", content_type="text/plain")
    async with AsyncExitStack() as stack:
        fetcher = await asking(stack, one, other)
        links = [site.url(path) for site in (one, other) for path in ("/a", "/b")]
        async with asyncio.timeout(PATIENCE):
            found = await asyncio.gather(*(fetcher.get(link, PAGES) for link in links))
    assert [answer.status for answer in found] == [200] * 4
    assert len(spans) == 4
    assert all(begun - ended >= 0.19 for (_, ended), (begun, _) in itertools.pairwise(spans))


async def test_waiting_for_a_turn_is_no_part_of_a_links_time(
    sites: tuple[HostileServer, HostileServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = 0.0

    async def wait(seconds: float) -> None:
        nonlocal waited
        waited += seconds

    monkeypatch.setattr(politeness, "APART", 2.0 * fetching.ALL_SECONDS)
    monkeypatch.setattr(fetching, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + waited))
    one, other = sites
    one.pages["/a"] = head("302 Found", b"", location=other.url("/a"))
    other.pages["/a"] = head(body=b"<p>Read on.</p>", content_type="text/html")
    async with AsyncExitStack() as stack:
        fetcher = await asking(stack, one, other)
        fetcher._sleep = wait
        assert (await fetcher.get(one.url("/a"), PAGES)).status == 200
        assert waited > fetching.ALL_SECONDS, "it was not waited"
