"""Tests the pages of a server's feeds: how many are on one, and where its buttons lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.feed import Feed, FeedHealth, FeedHub
from bot.render.feeds import ON_A_LIST, feeds_page

NOW = datetime(2025, 6, 24, tzinfo=UTC)
WIRE = Feed(
    9, 1, "4242", "https://wire.example/feed", "wire.example", "Wire", None, 60, "active", None, None, None, None, NOW, 0, None, None, None
)  # fmt: skip


@pytest.mark.parametrize(
    ("feeds", "number", "names", "foot", "turns"),
    [
        (8, 0, range(8), "", []),
        # to the page before and the one behind, or to itself where there is none
        (17, 0, range(8), "page 1 of 3", [("act:feed:page:0:0", False), ("act:feed:page:1:1", True)]),
        (17, 1, range(8, 16), "page 2 of 3", [("act:feed:page:0:0", True), ("act:feed:page:2:1", True)]),
        (17, 2, range(16, 17), "page 3 of 3", [("act:feed:page:1:0", True), ("act:feed:page:2:1", False)]),
        # past either end
        (17, 9, range(16, 17), "page 3 of 3", [("act:feed:page:1:0", True), ("act:feed:page:2:1", False)]),
        (17, -1, range(8), "page 1 of 3", [("act:feed:page:0:0", False), ("act:feed:page:1:1", True)]),
    ],
)
def test_feeds_are_listed_in_pages(
    feeds: int, number: int, names: range, foot: str, turns: list[tuple[str, bool]]
) -> None:
    assert ON_A_LIST == 8
    page = feeds_page([replace(WIRE, title=f"Wire {at}") for at in range(feeds)], number, NOW)
    head, rows = page.blocks
    assert head == f"### {feeds} feeds"
    # Discord shows small print only in lines of its own: "  -# every hour" below a bullet stood there as typed.
    small = "-# every hour: next check now"
    assert rows.split("\n") == [line for at in names for line in (f"[Wire {at}](<https://wire.example/feed>)", small)]
    assert page.foot == foot
    assert [(button.custom_id, button.enabled) for row in page.rows for button in row] == turns


# Trap: a list of one page kept two buttons, neither of which could be pressed.
@pytest.mark.parametrize(("feeds", "rows"), [(1, 0), (8, 0), (9, 1)])
def test_a_list_of_one_page_has_no_buttons(feeds: int, rows: int) -> None:
    assert len(feeds_page([WIRE] * feeds, 0, NOW).rows) == rows


# Trap: seven feeds called "News" were seven equal lines, on whatever page of the list they stood.
def test_feeds_of_one_name_are_told_apart_by_their_addresses() -> None:
    feeds = [replace(WIRE, url=f"https://wire.example/{part}_a", title="Wire") for part in ("world", "sport")]
    other = replace(WIRE, title="The Fjord")
    small = [line for line in feeds_page([*feeds, other], 0, NOW).blocks[1].split("\n") if line.startswith("-#")]
    assert small == [
        "-# wire.example/world\\_a · every hour: next check now",
        "-# wire.example/sport\\_a · every hour: next check now",
        "-# every hour: next check now",
    ]


HUB = FeedHub(9, "https://hub.example/", WIRE.url, "t", "s", NOW)
CALLS = " · its hub calls at once (WebSub)"
ASKED = " · its hub was asked to call (WebSub), but has not agreed"


@pytest.mark.parametrize(
    ("hub", "told"),
    [
        (None, ""),
        (HUB, ASKED),
        (replace(HUB, until=NOW + timedelta(days=1)), CALLS),
        # its lease has ended
        (replace(HUB, until=NOW - timedelta(days=1)), ASKED),
    ],
)
def test_a_feed_says_whether_its_hub_calls(hub: FeedHub | None, told: str) -> None:
    [_, small] = feeds_page([replace(WIRE, hub=hub)], 0, NOW).blocks[1].split("\n")
    assert small.replace("\\", "") == f"-# every hour: next check now{told}"
    paused = feeds_page([replace(WIRE, hub=hub, state="paused")], 0, NOW).blocks[1]
    assert "hub" not in paused


def test_without_a_feed_it_says_how_to_add_one() -> None:
    assert "/feed add" in feeds_page([], 0, NOW).blocks[1]


# Trap: a feed due at this moment was to be checked "3 seconds ago".
@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (-1, "next check now"),
        (0, "next check now"),
        (30, "next check <t:1750725000:t>"),
        (1_440, "next check <t:1750809600:f>"),
    ],
)
def test_the_next_check_is_never_past(minutes: int, told: str) -> None:
    feed = replace(WIRE, next_at=NOW + timedelta(minutes=minutes))
    assert feeds_page([feed], 0, NOW).blocks[1].endswith(told)


@pytest.mark.parametrize(
    ("health", "told"),
    [
        (FeedHealth(), ""),
        (FeedHealth(700, 3, 412), " · 30 days: 412 articles, 3 failures"),
        (FeedHealth(1, 1), " · 30 days: 0 articles, 1 failure"),
    ],
)
def test_a_feeds_health_is_one_line(health: FeedHealth, told: str) -> None:
    page = feeds_page([replace(WIRE, health=health)], 0, NOW)
    assert page.blocks[1].endswith(f"-# every hour: next check now{told}")
