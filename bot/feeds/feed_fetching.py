"""Fetches feeds: conditionally, noticing feeds that moved, ended or fail; and finds the feed a page names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.catalogue import N_, say
from bot.catalogue.lazy import lazy
from bot.errors import AskError
from bot.feeds.profiles import feed_of_address, feed_of_page, without_feeds
from bot.intake import work
from bot.intake.fetching import FEEDS, refusal
from bot.intake.links import checked, origin
from bot.intake.retrying import BUSY, retry_after

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.intake.feeds import FeedContents
    from bot.intake.fetching import Fetched
    from bot.intake.intake import Intake
    from bot.model.feed import Feed

KINDS = FEEDS | {"text/html", "application/xhtml+xml", "text/plain"}
"""Content types we accept: many feeds are served as something else, and a page may name one."""
NONE_THERE = N_("I found no feed on that page: give the link of an RSS, Atom or JSON feed.")
NO_FEEDS = N_(
    "Channels on Telegram have no feed: give that of the website whose channel it is, or add single posts with /article add."
)
_LINK = re.compile(r'<([^<>]{1,2000})>[^<>,]{0,200}?;\s*rel="?([^",;<>]{1,100})"?')
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class GoneError(AskError):
    """The site says the feed is gone for good."""


class BusyError(AskError):
    """The site asks us to wait for a while."""

    def __init__(self, sentence: object, asked: timedelta | None) -> None:
        super().__init__(sentence)
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Look:
    """What a feed contains: `contents` is None if nothing has changed since the last poll; `moved` is its new permanent address, if any."""

    url: str
    contents: FeedContents | None
    moved: str | None = None
    etag: str | None = None
    modified: str | None = None


async def look(intake: Intake, feed: Feed, now: datetime) -> Look:
    """Fetches a feed and returns what it contains now.

    Raises:
        GoneError: it is gone for good.
        BusyError: the site asks us to wait.
        AskError: it can't be fetched, or is not a feed.
    """
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    found = await intake.polite.get(feed.url, KINDS, {name: value for name, value in headers.items() if value})
    if found.status == 304:
        return Look(feed.url, None, found.moved, feed.etag, feed.modified)
    return await _seen(intake, feed.url, found, now)


async def find(intake: Intake, link: str, now: datetime) -> Look:
    """Returns the feed behind a link: the link itself, the first feed its page names, or that of the profile it leads to.

    Raises:
        AskError: there is no feed.
    """
    if without_feeds(checked(link)):
        raise AskError(say(NO_FEEDS))
    asked = feed_of_address(checked(link)) or link
    found = await intake.polite.get(asked, KINDS)
    if found.status == 200 and found.kind in _PAGES and not _like_a_feed(found.body):
        named = await intake.workers.parse(work.feeds_of, found.body, found.body, found.charset, found.url)
        beside = feed_of_page(checked(found.url), found.body)
        if not named and not beside:
            raise AskError(say(NONE_THERE))
        asked = named[0] if named else beside or ""
        found = await intake.polite.get(asked, KINDS)
        if not named and (found.status != 200 or not _like_a_feed(found.body)):
            raise AskError(say(NONE_THERE))
    return await _seen(intake, asked, found, now)


async def _seen(intake: Intake, asked: str, found: Fetched, now: datetime) -> Look:
    site = origin(checked(found.url))
    if found.status == 410:
        raise GoneError(lazy("{site} says the feed is gone for good (HTTP 410).", site=site))
    if found.status in BUSY:
        raise BusyError(refusal(found.status, site), retry_after(found.headers.get("Retry-After"), now))
    if found.status != 200:
        raise AskError(refusal(found.status, site))
    contents = await intake.workers.parse(
        work.parse_feed, found.body, found.body, found.charset, found.url, now.date().isoformat()
    )
    hub, topic = (_linked(found, wanted) for wanted in ("hub", "self"))
    if hub:  # what the site's headers name goes before what the feed does
        contents = replace(contents, hub=hub, topic=topic or contents.topic)
    return Look(asked, contents, found.moved, found.headers.get("ETag"), found.headers.get("Last-Modified"))


def _linked(found: Fetched, wanted: str) -> str | None:
    """The address that the response's headers name in a relation: `<https://hub.example/>; rel="hub"`."""
    named = (pair for header in found.links for pair in _LINK.findall(header))
    there = (
        urljoin(found.url, str(address).strip()) for address, relations in named if wanted in relations.lower().split()
    )
    return next(there, None)


def _like_a_feed(body: bytes) -> bool:
    """True if the body is a feed that is served as a page."""
    start = body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<rss", b"<feed", b"<rdf", b"{")) or (
        start.startswith(b"<?xml") and any(root in start for root in (b"<rss", b"<feed", b"<rdf"))
    )
