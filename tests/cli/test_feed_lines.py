"""Tests the lines that tell a feed's status and what a look at it found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cli.feed import _fails, _lines, _report, _state
from bot.model.feed import Fate, Feed, Report

AT = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
FEED = Feed(
    id=9, number=3, library="everyone", url="https://wire.example/rss", host="wire.example", title="Wire", site=None, every=60,
    state="active", added_by=None, etag=None, modified=None, checked_at=None, next_at=AT, failures=0, failing_since=None, reason=None, told_at=None,
)  # fmt: skip
EARLIER = datetime(2025, 6, 23, 8, 5, tzinfo=UTC)
STATES: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "every hour, next 2025-06-24 09:30 UTC", False),
    ({"checked_at": EARLIER}, "every hour, read 2025-06-23 08:05, next 2025-06-24 09:30 UTC", False),
    ({"reason": "It has moved."}, "every hour, next 2025-06-24 09:30 UTC: It has moved.", False),
    (
        {"failing_since": EARLIER, "reason": "It is down."},
        "failing since 2025-06-23 08:05 UTC: It is down. Next 2025-06-24 09:30 UTC",
        True,
    ),
    ({"state": "paused"}, "paused", False),
    ({"state": "ended", "reason": "It is gone."}, "ended: It is gone.", True),
]


@pytest.mark.parametrize(("more", "said", "fails"), STATES)
def test_a_feeds_status_is_told_in_words(more: dict[str, Any], said: str, fails: bool) -> None:
    feed = replace(FEED, **more)
    assert (_state(feed), _fails(feed)) == (said, fails)


def test_a_feed_is_two_lines_below_their_number() -> None:
    assert list(_lines([FEED, replace(FEED, number=1_000, title=None)])) == [
        "2 feeds",
        "     3  Wire  (https://wire.example/rss)",
        "        every hour, next 2025-06-24 09:30 UTC",
        "  1000  https://wire.example/rss  (https://wire.example/rss)",
        "        every hour, next 2025-06-24 09:30 UTC",
    ]


FATES = (Fate("The raid", "Wire", "2025-06-23", "would be added"), Fate("Talks", None, None, "is there already"))


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        (Report(FEED, 1, 0, ()), ["3: Wire: 1 entry, 0 new."]),
        (
            Report(FEED, 20, 2, FATES),
            [
                "3: Wire: 20 entries, 2 new.",
                "  The raid (2025-06-23): would be added",
                "  Talks (no date): is there already",
            ],
        ),
        # more are new than were looked at
        (
            Report(FEED, 20, 3, FATES[:1], "https://wire.example/new"),
            [
                "3: Wire: 20 entries, 3 new.",
                "  The raid (2025-06-23): would be added",
                "  and 2 more, not checked",
                "  It has moved to https://wire.example/new; the bot reads it there from now on.",
            ],
        ),
    ],
)
def test_a_look_says_what_would_happen_to_what_is_new(report: Report, lines: list[str]) -> None:
    assert list(_report(report)) == lines
