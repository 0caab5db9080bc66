"""Finds the feed of a profile on a site that has feeds but names none on its page (YouTube, Mastodon), and says where there is none (Telegram)."""

from __future__ import annotations

import re

from yarl import URL

_YOUTUBE = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com"})
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_FEEDS = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL = re.compile(rb'"(?:externalId|channelId)":"(UC[\w-]{22})"')
"""Where the page of a channel under a name (`/@name`) has its id."""
_PERSON = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?")


def without_feeds(url: URL) -> bool:
    """True for a page of Telegram: its channels have no feed, and their pages are made to be looked at."""
    return (url.host or "").removeprefix("www.") in _TELEGRAM


def feed_of_address(url: URL) -> str | None:
    """Returns the address of the feed of a channel or playlist that the address itself names; None if it names none."""
    if (url.host or "") not in _YOUTUBE:
        return None
    match url.parts:
        case ("/", "channel", channel, *_):
            return str(URL(_FEEDS).with_query(channel_id=channel))
        case ("/", "user", user, *_):
            return str(URL(_FEEDS).with_query(user=user))
        case ("/", "playlist", *_) if url.query.get("list"):
            return str(URL(_FEEDS).with_query(playlist_id=url.query["list"]))
    return None


def feed_of_page(url: URL, body: bytes) -> str | None:
    """Returns where the feed of a page that names none may be: YouTube's page of a channel has its id, and Mastodon's of a person a feed beside it."""
    if (url.host or "") in _YOUTUBE:
        found = _CHANNEL.search(body)
        return str(URL(_FEEDS).with_query(channel_id=found[1].decode())) if found else None
    return (
        str(url.with_path(f"{url.path.rstrip('/')}.rss").with_query(None))
        if _PERSON.fullmatch(url.path.rstrip("/"))
        else None
    )
