"""Tests what a site's answer for a feed means: contents, nothing new, wait, or gone; and which feed is behind a link."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import AskError
from bot.feeds.feed_fetching import KINDS, BusyError, GoneError, Look, find, look
from bot.intake import work
from bot.intake.fetching import Fetched

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
URL, NAMED, MOVED = "https://wire.example/rss", "https://wire.example/atom", "https://wire.example/new"
RSS, PAGE = b"<rss/>", b"<html><body>News</body></html>"
HEADERS = {"ETag": '"1"', "Last-Modified": "Tue, 24 Jun 2025 09:00:00 GMT"}


class Intake:
    """Answers requests with what is planned for an address; a page names some feeds."""

    def __init__(self, *named: str, **answers: Fetched) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.parsed: list[tuple[Any, ...]] = []
        self.polite = SimpleNamespace(get=self._get)
        self.workers = SimpleNamespace(parse=self._parse)
        self._named, self._answers = list(named), answers

    async def _get(self, *given: Any) -> Fetched:
        self.asked.append(given)
        return self._answers["named" if given[0] == NAMED else "first"]

    async def _parse(self, parse: Any, *given: Any) -> Any:
        self.parsed.append((parse, *given))
        return self._named if parse is work.feeds_of else "the contents"


def answer(status: int = 200, kind: str = "application/rss+xml", body: bytes = RSS, **more: Any) -> Fetched:
    return Fetched(URL, status, kind, "utf-8", body, **more)


def feed(etag: str | None = None, modified: str | None = None) -> Any:
    return SimpleNamespace(url=URL, etag=etag, modified=modified)


@pytest.mark.parametrize(
    ("before", "headers"),
    [
        (feed(), {}),
        (feed('"1"'), {"If-None-Match": '"1"'}),
        (feed(None, "Tue"), {"If-Modified-Since": "Tue"}),
        (feed('"1"', "Tue"), {"If-None-Match": '"1"', "If-Modified-Since": "Tue"}),
    ],
)
async def test_a_feed_is_asked_for_if_it_has_changed(before: Any, headers: dict[str, str]) -> None:
    intake: Any = Intake(first=answer(headers=HEADERS, moved=MOVED))
    found = await look(intake, before, NOW)
    assert intake.asked == [(URL, KINDS, headers)]
    assert found == Look(URL, "the contents", MOVED, *HEADERS.values())  # type: ignore[arg-type] # as the workers say
    assert intake.parsed == [(work.parse_feed, RSS, RSS, "utf-8", URL, "2025-06-24")]


# The next request has to say what this one said: a 304 need not repeat it.
async def test_what_has_not_changed_keeps_its_marks() -> None:
    intake: Any = Intake(first=answer(304, moved=MOVED))
    assert await look(intake, feed('"1"', "Tue"), NOW) == Look(URL, None, MOVED, '"1"', "Tue")
    assert intake.parsed == []


@pytest.mark.parametrize(
    ("status", "error", "asked"),
    [
        (410, GoneError, None),
        (429, BusyError, timedelta(seconds=120)),
        (503, BusyError, timedelta(seconds=120)),
        (404, AskError, None),
        (500, AskError, None),
    ],
)
async def test_a_site_that_gives_no_feed_says_whether_it_will(
    status: int, error: type[AskError], asked: timedelta | None
) -> None:
    intake: Any = Intake(first=answer(status, body=b"", headers={"Retry-After": "120"}))
    with pytest.raises(AskError) as refused:
        await look(intake, feed(), NOW)
    assert type(refused.value) is error
    assert getattr(refused.value, "asked", None) == asked
    assert "wire.example" in str(refused.value)
    assert ("gone for good (HTTP 410)" in str(refused.value)) == (status == 410)


FEEDS = [
    RSS,
    b"\xef\xbb\xbf \r\n\t<RSS version='2.0'/>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
    b"<rdf:RDF/>",
    b'{"version": "https://jsonfeed.org/version/1"}',
    b"<?xml version='1.0'?>\n<!-- of the Wire --><rss/>",
    b"<?xml version='1.0'?><feed/>",
    b"<?xml version='1.0'?><rdf:RDF/>",
]


# Many feeds are served as pages.
@pytest.mark.parametrize("body", FEEDS)
@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "text/plain", "application/rss+xml"])
async def test_a_feed_is_one_whatever_it_is_served_as(kind: str, body: bytes) -> None:
    intake: Any = Intake(NAMED, first=answer(kind=kind, body=body, headers=HEADERS))
    assert await find(intake, URL, NOW) == Look(URL, "the contents", None, *HEADERS.values())  # type: ignore[arg-type] # as the workers say
    assert intake.asked == [(URL, KINDS)]


PAGES = [PAGE, b"<?xml version='1.0'?><html/>", b"<?xml version='1.0'?>" + b" " * 1_000 + b"<rss/>", b"<p>{</p>", b""]


@pytest.mark.parametrize("body", PAGES)
@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
async def test_of_the_feeds_that_a_page_names_the_first_is_taken(kind: str, body: bytes) -> None:
    intake: Any = Intake(NAMED, URL, first=answer(kind=kind, body=body), named=answer(body=b"<feed/>"))
    found = await find(intake, URL, NOW)
    assert (found.url, found.contents) == (NAMED, "the contents")
    assert intake.asked == [(URL, KINDS), (NAMED, KINDS)]
    assert intake.parsed[0] == (work.feeds_of, body, body, "utf-8", URL)


async def test_a_page_that_names_no_feed_is_none() -> None:
    with pytest.raises(AskError, match="I found no feed on that page"):
        await find(Intake(first=answer(kind="text/html", body=PAGE)), URL, NOW)  # type: ignore[arg-type] # what it uses


PERSON = "https://social.example/@mia"


async def test_beside_a_persons_page_that_names_no_feed_there_may_be_one() -> None:
    class Social(Intake):
        async def _get(self, *given: Any) -> Fetched:
            self.asked.append(given)
            feed = given[0].endswith(".rss")
            return Fetched(
                given[0], 200, "application/rss+xml" if feed else "text/html", "utf-8", self.body if feed else PAGE
            )

    for body, there in ((RSS, True), (PAGE, False)):
        intake: Any = Social()
        intake.body = body
        if there:
            assert (await find(intake, PERSON, NOW)).url == f"{PERSON}.rss"
        else:
            with pytest.raises(AskError, match="I found no feed on that page"):
                await find(intake, PERSON, NOW)
        assert [given[0] for given in intake.asked] == [PERSON, f"{PERSON}.rss"]


async def test_a_channels_feed_is_asked_for_instead_of_its_page() -> None:
    intake: Any = Intake(first=answer())
    found = await find(intake, "https://www.youtube.com/channel/UC123", NOW)
    assert found.url == "https://www.youtube.com/feeds/videos.xml?channel_id=UC123"
    assert [given[0] for given in intake.asked] == [found.url]


# An error is a page too, and names no feed.
async def test_a_page_that_is_an_error_is_not_searched() -> None:
    intake: Any = Intake(NAMED, first=answer(404, kind="text/html", body=b""))
    with pytest.raises(AskError):
        await find(intake, URL, NOW)
    assert intake.parsed == []
