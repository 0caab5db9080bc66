"""Parses feeds (RSS, Atom, JSON Feed) and finds the feeds that a page links to."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import feedparser
import orjson
from lxml import html as lxml_html
from lxml.etree import LxmlError, ParserError

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy, lazy
from bot.errors import AskError
from bot.intake.decoding import decoded
from bot.intake.fragments import text_of
from bot.intake.links import same_page
from bot.intake.outlets import claimed_outlet, outlet_of
from bot.intake.pictures import OfferedPicture, entry_picture, first_worth_showing
from bot.intake.stated_days import stated_day
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from time import struct_time

MOST_ENTRIES = 200
"""The most entries taken from one feed, the newest: some feeds contain their whole past."""
_NO_FEED = N_("That is not a feed: give the link of an RSS, Atom or JSON feed, or of a page that names one.")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_LONGEST_KEY = 500
_LONGEST_NUMBER = 20
_DIGITS = re.compile(rf"\d{{1,{_LONGEST_NUMBER}}}")
_CLEARLY = 0.8
"""Share of a feed's entries whose numbers must rise, or fall, to say in which order they are."""
_LONG_NAME = 20
"""With so many characters, an identifier without a digit is an entry's own, such as the words of its address."""
_KINDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
}
"""The media types of links to feeds in a page."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `key` identifies it in the feed for good; `published` is an EDTF day, approximate if only a change is dated; `text` is what the feed has of it."""

    key: str
    link: str | None
    title: str | None
    published: str | None
    text: str
    picture: str | None = None
    shares_page: bool = False
    """True if other entries link to the same page, such as the front page: it is not the entry's own."""


@dataclass(frozen=True, slots=True)
class _FeedItem:
    """An entry as it is in the feed. `key` is its identifier there; by `moment` the feed's entries can be sorted."""

    key: str | None
    link: str | None
    title: str | None
    published: str | None
    text: str
    picture: str | None
    moment: str


@dataclass(frozen=True, slots=True)
class FeedContents:
    """What a feed says about itself, and its entries."""

    title: str | None
    site: str | None
    entries: tuple[FeedEntry, ...]
    url: str
    """The address it was found at."""
    older: int = 0
    """How many more entries it has, older than those taken."""
    hub: str | None = None
    topic: str | None = None
    """The hub that it names, which tells of new entries at once (WebSub), and its own address as the hub knows it."""


def parse(raw: bytes, charset: str | None, url: str, today: str | None = None) -> FeedContents:
    """Returns the feed in what a site answered.

    Args:
        raw: the bytes.
        charset: the charset the server named.
        url: where they were found; links are relative to it.
        today: ISO day: no entry is from a later one, except the next day in eastern time zones. None: this machine's.

    Raises:
        AskError: they are not a feed.
    """
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(raw, charset, url, today)
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    # As a stream: feedparser takes bare bytes for the name of a file, and text for an address it may go to.
    found = feedparser.parse(io.BytesIO(_as_utf8(raw, charset)), response_headers=headers)
    if not found.get("version") and not found.entries:
        raise AskError(Lazy(_NO_FEED))
    entries, older = _entries((_entry(raw, found, url, today) for raw in found.entries), url)
    named = [(link.get("rel"), link.get("href")) for link in found.feed.get("links", ())]
    hub, topic = (next((_link(href, url) for rel, href in named if rel == wanted), None) for wanted in ("hub", "self"))
    title, site = _title(found.feed.get("title"), url), _link(found.feed.get("link"), url)
    return FeedContents(title, site, entries, url, older, hub, topic)


def _as_utf8(raw: bytes, charset: str | None) -> bytes:
    """A feed's bytes in UTF-8, without the declaration of their charset: with one damaged byte feedparser would use another charset for all.

    Raises:
        AskError: they are no text.
    """
    try:
        text = decoded(raw, charset)
    except AskError as error:
        raise AskError(Lazy(_NO_FEED)) from error
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode("utf-8", "replace")


def _entries(found: Iterable[_FeedItem], url: str) -> tuple[tuple[FeedEntry, ...], int]:
    """The newest entries, newest first, without repeats, each with a key that stays the same; and how many older ones there are."""
    items = [replace(entry, link=_link(entry.link, url), title=_line(entry.title)) for entry in found]
    every = list(dict.fromkeys(items))
    items = _newest(every)
    alike: dict[str, list[_FeedItem]] = {}
    for entry in items:
        alike.setdefault(str(entry.key or entry.link or ""), []).append(entry)
    keys = {entry: key for name, group in alike.items() for entry, key in _keys(name, group)}
    pages = Counter(same_page(entry.link) for entry in items if entry.link)
    taken = tuple(
        FeedEntry(
            keys[entry],
            entry.link,
            entry.title,
            entry.published,
            entry.text,
            entry.picture,
            shares_page=entry.link is not None and pages[same_page(entry.link)] > 1,
        )
        for entry in items
    )
    return taken, len(every) - len(taken)


def _newest(items: list[_FeedItem]) -> list[_FeedItem]:
    """The newest entries, newest first, as many as are taken. Most feeds are in that order; others are reversed, or sorted if they are too long."""
    moments = [entry.moment for entry in items if entry.moment]
    rising, falling = _turns(moments)
    if not moments and len(items) > MOST_ENTRIES:
        rising, falling = _turns([_number(entry) for entry in items])
        if max(rising, falling) < _CLEARLY * len(items):
            half = MOST_ENTRIES // 2  # nothing says at which end they are the newest
            return items[:half] + items[-half:]
    if rising > falling:
        items.reverse()
    if len(items) > MOST_ENTRIES and len(moments) == len(items):
        items.sort(key=lambda entry: entry.moment, reverse=True)
    return items[:MOST_ENTRIES]


def _turns(values: Sequence[str]) -> tuple[int, int]:
    """How many times a value is lower than the next one, and how many times higher."""
    pairs = list(pairwise(values))
    return sum(one < other for one, other in pairs), sum(one > other for one, other in pairs)


def _number(entry: _FeedItem) -> str:
    """The last number of an entry's identifier or link: the entries of most sites are numbered as they come."""
    digits = _DIGITS.findall(entry.key or "") or _DIGITS.findall(entry.link or "")
    return digits[-1].zfill(_LONGEST_NUMBER) if digits else ""


def _keys(name: str, group: list[_FeedItem]) -> list[tuple[_FeedItem, str]]:
    """A key for each entry among those with the same identifier, such as a feed's only guid: it takes as few other fields as tell them apart."""
    if len(group) == 1 and _identifies(name, group[0].link):
        return [(group[0], name[:_LONGEST_KEY])]
    for parts in (_by_link, _by_title, _by_day, _by_text):
        told = [" ".join([name, *parts(entry)]) for entry in group]
        more = all(any(part.strip() for part in parts(entry)) for entry in group)
        if len(set(told)) == len(group) and ((name and more) or parts is _by_text):
            break
    return [(entry, sha256(key.encode("utf-8", "replace")).hexdigest()) for entry, key in zip(group, told, strict=True)]


def _identifies(name: str, link: str | None) -> bool:
    """True if an identifier is an entry's alone: a short word, which feedparser makes a link of, may be the only one that a feed ever gives."""
    site, _, page = name.partition("://")[2].partition("/")
    own = page if site else name
    return bool(name) and (name == link or any(map(str.isdigit, own)) or len(own) >= _LONG_NAME)


def _by_link(item: _FeedItem) -> list[str]:
    return [item.link or ""]


def _by_title(item: _FeedItem) -> list[str]:
    return [*_by_link(item), item.title or ""]


def _by_day(item: _FeedItem) -> list[str]:
    return [*_by_title(item), item.published or ""]


def _by_text(item: _FeedItem) -> list[str]:
    return [*_by_title(item), item.text]


def _entry(found: Any, feed: Any, url: str, today: str | None) -> _FeedItem:
    told = [piece.get("value", "") for piece in found.get("content", ())] + [found.get("summary", "")]
    language = feed.feed.get("language")
    # feedparser's own `get` takes one for the other
    day = stated_day(str(dict.get(found, "published") or ""), language, today)
    changed = stated_day(str(dict.get(found, "updated") or ""), language, today)
    if changed and str(feed.get("version")).startswith("atom"):
        changed = f"{changed}~"  # elsewhere it is dc:date, which is the day of publication
    read = dict.get(found, "published_parsed") or dict.get(found, "updated_parsed")
    return _FeedItem(
        found.get("id"),
        found.get("link"),
        text_of(found.get("title", "")),
        day or changed,
        max(map(text_of, told), key=len),
        entry_picture(found, url),
        _moment(day or changed, read),
    )


def _moment(day: str | None, read: struct_time | None) -> str:
    """The time by which entries are sorted: feedparser's, in UTC, unless it differs from the stated day by more than the time zone."""
    if not day:
        return ""
    try:
        moment = datetime(*read[:6], tzinfo=UTC) if read else None
    except ValueError:
        moment = None
    if moment and abs(moment.date() - date.fromisoformat(day[:10])) <= timedelta(days=1):
        return moment.isoformat()
    return day


def _json_feed(raw: bytes, charset: str | None, url: str, today: str | None) -> FeedContents:
    """A JSON Feed (jsonfeed.org/version/1.1), which feedparser doesn't know."""
    try:
        found = orjson.loads(decoded(raw, charset, N_("The feed")).lstrip("\ufeff"))
    except ValueError as error:
        raise AskError(lazy("That is broken JSON, not a feed: give the link of an RSS, Atom or JSON feed.")) from error
    if "jsonfeed.org" not in str(found.get("version")) or not isinstance(found.get("items"), list):
        raise AskError(lazy("That is JSON, but not a feed: give the link of an RSS, Atom or JSON feed."))
    items = (_json_entry(item, url, found.get("language"), today) for item in found["items"] if isinstance(item, dict))
    entries, older = _entries(items, url)
    hubs = [hub for hub in found.get("hubs") or () if isinstance(hub, dict) and hub.get("type") == "WebSub"]
    hub, topic = _link(hubs[0].get("url") if hubs else None, url), _link(found.get("feed_url"), url)
    title, site = _title(found.get("title"), url), _link(found.get("home_page_url"), url)
    return FeedContents(title, site, entries, url, older, hub, topic)


def _json_entry(item: dict[str, Any], url: str, language: object, today: str | None) -> _FeedItem:
    told = [
        str(item.get("content_text") or ""),
        text_of(str(item.get("content_html") or "")),
        str(item.get("summary") or ""),
    ]
    published, changed = (
        stated_day(str(item.get(name) or ""), str(language or ""), today)
        for name in ("date_published", "date_modified")
    )
    offered = [OfferedPicture([str(item[key])]) for key in ("image", "banner_image") if item.get(key)]
    dated = published or (changed and f"{changed}~")
    return _FeedItem(
        str(item["id"]) if item.get("id") is not None else None,
        item.get("url") or item.get("external_url"),
        item.get("title"),
        dated,
        max(told, key=len),
        first_worth_showing(offered, url),
        str(item.get("date_published") or item.get("date_modified")) if dated else "",
    )


def feeds_of(page: str, url: str) -> tuple[str, ...]:
    """Returns the links of the feeds that a page names, in its order."""
    try:
        tree = lxml_html.document_fromstring(
            page.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ParserError, ValueError):
        return ()
    named = [
        link.get("href")
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").lower().split(";")[0].strip() in _KINDS
    ]
    return tuple(dict.fromkeys(urljoin(url, link.strip()) for link in named if link))


def _link(value: object, url: str) -> str | None:
    try:
        return urljoin(url, str(value).strip()) if value else None
    except ValueError:
        return None


def _title(value: object, url: str) -> str | None:
    """A feed's title, followed by its site if the title names an outlet that the feed isn't from."""
    title = _line(value)
    return f"{title} ({outlet_of(url, ())})" if title and claimed_outlet(url, [title]) else title


def _line(value: object) -> str | None:
    return unmarked(str(value))[:300] or None if value else None
