from __future__ import annotations

import json
import time
from datetime import date, timedelta

import pytest

from bot.errors import AskError
from bot.intake.feeds import MOST_ENTRIES, feeds_of, parse

URL = "https://wire.example/news/feed.xml"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The  Wire</title><link>https://wire.example/</link>
<item><title>Russia &amp;amp; Iran</title><link>/a</link><guid isPermaLink="false">tag:1</guid>
  <pubDate>Mon, 23 Jun 2025 23:30:00 -0400</pubDate><description>Short.</description>
  <content:encoded><![CDATA[<p>Russia condemned<br>the attack.</p><script>alert(1)</script><p>It rained.</p>]]></content:encoded></item>
<item><title>No guid</title><link>https://wire.example/b</link></item>
<item><title>Nothing but a title</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title><link href="https://wire.example/"/>
<entry><id>tag:1</id><title type="html">Russia &lt;b&gt;&amp;amp;&lt;/b&gt; Iran</title><link href="../a"/><updated>2025-06-24T03:30:00Z</updated>
<content type="html">&lt;p&gt;Russia condemned the attack.&lt;/p&gt;</content></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "The Wire", "home_page_url": "https://wire.example/", "items": [
{"id": "tag:1", "url": "/a", "title": "Russia & Iran", "content_html": "<p>Russia condemned the attack.</p>", "date_published": "2025-06-23T23:30:00-04:00"},
{"id": 7, "external_url": "https://other.example/b", "summary": "Short.", "date_published": "soon"}, "junk"]}"""


# The publisher's own day; approximate if an entry states only a change.
@pytest.mark.parametrize(
    ("raw", "day"),
    [(RSS, "2025-06-23"), (ATOM, "2025-06-24~"), (JSON, "2025-06-23")],
    ids=["RSS", "Atom", "JSON Feed"],
)
def test_a_feed_gives_its_entries(raw: bytes, day: str) -> None:
    found = parse(raw, None, URL)
    assert (found.title, found.site) == ("The Wire", "https://wire.example/")
    first = found.entries[0]
    assert (first.key, first.link, first.title, first.published) == (
        "tag:1",
        "https://wire.example/a",
        "Russia & Iran",
        day,
    )
    assert "Russia condemned" in first.text


DATES = [
    ("<pubDate>Mon, 21 Apr 2025 22:00:00 -0400</pubDate>", "2025-04-21"),
    ("<pubDate>2025/04/21</pubDate>", "2025-04-21"),
    ("<pubDate>1745239200</pubDate>", "2025-04-21"),
    ("<pubDate>2025-W17-1</pubDate>", "2025-04-21"),
    ("<pubDate>2025年4月21日</pubDate>", "2025-04-21"),
    # in the format of the feed's language
    ("<pubDate>06/04/2025</pubDate>", "2025-06-04"),
    # in RSS this is the day of publication
    ("<date xmlns='http://purl.org/dc/elements/1.1/'>2025-04-21T22:00:00-04:00</date>", "2025-04-21"),
    # a future day, and none
    ("<pubDate>Fri, 11 Jul 2025 10:00:00 GMT</pubDate>", None),
    ("<pubDate>yesterday</pubDate>", None),
]


@pytest.mark.parametrize(("stated", "day"), DATES)
def test_an_entry_is_of_the_day_its_publisher_means(stated: str, day: str | None) -> None:
    raw = f"<rss version='2.0'><channel><title>W</title><language>en-us</language><item><guid>1</guid>{stated}</item></channel></rss>"
    assert parse(raw.encode(), None, URL, "2025-07-01").entries[0].published == day


def test_the_longest_text_of_an_entry_is_its_text_without_markup() -> None:
    assert parse(RSS, None, URL).entries[0].text == "Russia condemned\nthe attack.\nIt rained."


def test_text_next_to_paragraphs_belongs_to_the_article() -> None:
    raw = RSS.replace(b"<p>It rained.</p>", b"And <time>on Friday</time> <p>it rained.</p> for long")
    assert parse(raw, None, URL).entries[0].text == "Russia condemned\nthe attack.\nAnd on Friday\nit rained.\nfor long"


def test_an_entry_without_an_id_goes_by_its_link_or_its_words() -> None:
    _, linked, bare = parse(RSS, None, URL).entries
    assert linked.key == "https://wire.example/b"
    assert bare.link is None
    assert len(bare.key) == 64
    assert bare.key == parse(RSS, None, URL).entries[2].key


def test_odd_entries_of_a_json_feed_are_taken_as_far_as_they_go() -> None:
    second = parse(JSON, None, URL).entries[1]
    assert (second.key, second.link, second.title, second.published, second.text) == (
        "7",
        "https://other.example/b",
        None,
        None,
        "Short.",
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><body>Hello</body></html>",
        b"{}",
        b'{"version": 1}',
        b'{"version":"https://jsonfeed.org/version/1","items":{}}',
        b"[1]",
        b"\x00\x01\x02",
        b"/etc/passwd",
        b"http://127.0.0.1/",
    ],
)
def test_content_that_is_not_a_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(AskError, match="not a feed"):
        parse(raw, None, URL)


def test_a_feed_in_another_charset_is_read() -> None:
    raw = RSS.replace(b"utf-8", b"windows-1251").replace(b"It rained", "Россия".encode("cp1251"))
    assert "Россия" in parse(raw, None, URL).entries[0].text


def test_a_damaged_byte_costs_one_sign_of_a_feed() -> None:
    raw = RSS.replace(b"It rained", "Zürich’s mayor – it rained".encode().replace(b"\xc3\xbc", b"\xc3", 1))
    assert "Z�rich’s mayor – it rained." in parse(raw, None, URL).entries[0].text
    assert "Z�rich’s mayor – it rained." in parse(raw, "iso-8859-1", URL).entries[0].text


def feed_of(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>W</title>{''.join(items)}</channel></rss>".encode()


def item(title: str, guid: str = "", link: str = "", text: str = "", day: str = "") -> str:
    told = {"title": title, "guid": guid, "link": link, "description": text, "pubDate": day}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in told.items() if value)}</item>"


APART = [
    # one guid for all items
    [item("a", "g", "/a"), item("b", "g", "/b"), item("c", "g", "/c")],
    # one link without guid, with and without a fragment
    [item("a", link="/x"), item("b", link="/x")],
    [item("a", link="/x#1"), item("a", link="/x#2")],
    # one link and one title: distinguished by day, or by words
    [item("Live", link="/x", day="Mon, 23 Jun 2025 10:00:00 GMT"), item("Live", link="/x", day="Tue, 24 Jun 2025 10:00:00 GMT")],
    [item("Live", "g", "/x", "Russia said no."), item("Live", "g", "/x", "Iran said no.")],
    # neither guid nor link
    [item("a"), item("b"), item("a", text="Iran said no.")],
]  # fmt: skip


@pytest.mark.parametrize("items", APART)
def test_entries_are_told_apart_by_whatever_differs(items: list[str]) -> None:
    entries = parse(feed_of(*items), None, URL).entries
    assert len({entry.key for entry in entries}) == len(items)
    again = parse(feed_of(*items), None, URL).entries
    assert [entry.key for entry in again] == [entry.key for entry in entries]


SHOWN_ALONE = [
    # one guid for whatever is the newest: a word, the site's address, with a link or without
    (item("a", "news", "/a"), item("b", "news", "/b"), False),
    (item("a", "https://wire.example/", "/a"), item("b", "https://wire.example/", "/b"), False),
    (
        "<item><title>a</title><guid isPermaLink='false'>news</guid></item>",
        "<item><title>b</title><guid isPermaLink='false'>news</guid></item>",
        False,
    ),
    # one entry under a new link, and under a new title
    (item("a", "tag:wire.example,2025:7", "/a"), item("a", "tag:wire.example,2025:7", "/b"), True),
    (item("a", "post-71", "/a"), item("b", "post-71", "/a"), True),
    (item("a", "/a", "/a"), item("b", "/a", "/a"), True),
]


@pytest.mark.parametrize(("before", "after", "same"), SHOWN_ALONE)
def test_the_only_entry_is_told_from_the_one_before_it(before: str, after: str, same: bool) -> None:
    keys = [parse(feed_of(shown), None, URL).entries[0].key for shown in (before, after)]
    assert (keys[0] == keys[1]) is same


def test_an_entry_that_stands_there_twice_is_one() -> None:
    assert len(parse(feed_of(item("a", "g", "/a"), item("a", "g", "/a")), None, URL).entries) == 1


def test_entries_that_share_a_page_say_so() -> None:
    entries = parse(feed_of(item("a", "1", "/x#1"), item("b", "2", "/x#2"), item("c", "3", "/c")), None, URL).entries
    assert [entry.shares_page for entry in entries] == [True, True, False]


def dated(number: int, day: str) -> str:
    return item(str(number), str(number), day=day)


ORDERS = [
    # newest first, as in most feeds
    ([dated(n, f"2025-06-{20 - n:02}") for n in range(9)], list(range(9))),
    # oldest first, by days and by minutes of one day
    ([dated(n, f"2025-06-{n + 1:02}") for n in range(9)], list(reversed(range(9)))),
    ([dated(n, f"Mon, 23 Jun 2025 10:{n:02}:00 -0400") for n in range(9)], list(reversed(range(9)))),
    # one pinned on top, and no dates at all
    ([dated(0, "2025-01-01"), *(dated(n, f"2025-06-{20 - n:02}") for n in range(1, 9))], list(range(9))),
    ([item(str(n), str(n)) for n in range(9)], list(range(9))),
]  # fmt: skip


@pytest.mark.parametrize(("items", "order"), ORDERS)
def test_the_newest_entries_come_first(items: list[str], order: list[int]) -> None:
    assert [int(entry.title or "") for entry in parse(feed_of(*items), None, URL, "2025-07-01").entries] == order


def test_a_long_feed_is_cut_at_its_oldest_end() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(250)]
    for items in (days, days[::-1], [*days[125:], *days[:125]]):
        raw = feed_of(*(dated(day.toordinal(), day.isoformat()) for day in items))
        kept = {int(entry.title or "") for entry in parse(raw, None, URL, "2025-07-01").entries}
        assert kept == {day.toordinal() for day in days[-MOST_ENTRIES:]}


# Trap: of 250 entries without dates, oldest first, the newest 50 were never taken.
@pytest.mark.parametrize(
    ("guid", "link", "kept"),
    [
        # numbered, in either order: in identifiers, in links, with another number before it
        ("https://wire.example/?p={up}", "", range(50, 250)),
        ("https://wire.example/?p={down}", "", range(200)),
        ("", "https://wire.example/2025/a-raid-{up}", range(50, 250)),
        # nothing to go by: some of either end
        ("", "https://wire.example/{up}/24h", [*range(100), *range(150, 250)]),
        ("g{mixed}", "", [*range(100), *range(150, 250)]),
        ("", "", [*range(100), *range(150, 250)]),
    ],
)
def test_a_long_feed_without_dates_keeps_its_newest_end(guid: str, link: str, kept: list[int]) -> None:
    told = [{"up": n, "down": 249 - n, "mixed": n * 7_919 % 251} for n in range(250)]
    raw = feed_of(*(item(f"t{n}", guid.format(**each), link.format(**each)) for n, each in enumerate(told)))
    found = parse(raw, None, URL)
    assert (len(found.entries), found.older) == (MOST_ENTRIES, 50)
    assert {entry.title for entry in found.entries} == {f"t{n}" for n in kept}


def test_a_long_feed_is_cut() -> None:
    items = b"".join(b"<item><guid>%d</guid><title>t</title></item>" % number for number in range(1_000))
    found = parse(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", None, URL)
    assert (len(found.entries), found.older) == (MOST_ENTRIES, 1_000 - MOST_ENTRIES)


TITLES = [
    # a null, literally and as a reference
    (b"Raid\x00 ends", "Raid ends"),
    (b"Raid&#0; ends", "Raid ends"),
    # a terminal escape
    (b"Raid&#27;[2J ends", "Raid[2J ends"),
    (b"Raid\x1b[2J ends", "Raid[2J ends"),
    # reversed text, and a line break
    ("Raid \u202eends\n".encode(), "Raid ends"),
]


@pytest.mark.parametrize(("raw", "title"), TITLES)
def test_a_title_is_a_line_of_signs_that_show(raw: bytes, title: str) -> None:
    feed = b"<rss version='2.0'><channel><title>%b</title><item><title>%b</title></item></channel></rss>" % (raw, raw)
    found = parse(feed, None, URL)
    assert (found.title, found.entries[0].title) == (title, title)
    json = b'{"version": "https://jsonfeed.org/version/1", "title": "Raid\\u0000\\u001b[2J", "items": []}'
    assert parse(json, None, URL).title == "Raid[2J"


BOMB = (
    b'<!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + b"<rss version='2.0'><channel><title>t</title><item><guid>1</guid><title>&j; &x;</title></item></channel></rss>"
)


TITLES = [
    # an outlet's own, another's, one that nobody knows
    ("Reuters: World", "https://www.reuters.com/feed", "Reuters: World"),
    ("Reuters: World", "https://reuters.example/feed", "Reuters: World (reuters.example)"),
    ("BBC News", "https://www.bbc.co.uk.evil.example/feed", "BBC News (evil.example)"),
    ("Harbour Post", "https://feeds.example/7", "Harbour Post"),
]


@pytest.mark.parametrize(("title", "url", "shown"), TITLES)
def test_a_title_that_names_another_outlet_has_its_site_beside_it(title: str, url: str, shown: str) -> None:
    assert parse(feed_of(item("a", "1")).replace(b"<title>W", f"<title>{title}".encode(), 1), None, url).title == shown
    raw = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": []}
    assert parse(json.dumps(raw).encode(), None, url).title == shown


def test_entities_of_a_feed_are_not_opened() -> None:
    begun = time.process_time()
    found = parse(BOMB, None, URL)
    assert time.process_time() - begun < 2
    assert "root:" not in str(found)
    assert len(str(found)) < 10_000


PAGE = """<html><head>
<link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">
<link rel="alternate stylesheet" type="text/css" href="/x.css">
<link rel=ALTERNATE type="application/atom+xml; charset=utf-8" href="https://wire.example/atom">
<link rel="alternate" hreflang="fr" href="/fr"><link rel="alternate" type="application/feed+json" href="feed.json">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" type="application/rss+xml">
</head><body></body></html>"""


def test_a_page_names_its_feeds() -> None:
    assert feeds_of(PAGE, "https://wire.example/news/") == (
        "https://wire.example/feed.xml",
        "https://wire.example/atom",
        "https://wire.example/news/feed.json",
    )
    assert feeds_of("", "https://wire.example/") == ()
    assert feeds_of("<p>no feeds</p>", "https://wire.example/") == ()
