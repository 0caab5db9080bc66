from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.feeds.poll_times import after_failure, after_success, first_turn

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
RANDOM = Random(1)  # noqa: S311 - jitter


def minutes(due: datetime) -> float:
    return (due - NOW).total_seconds() / 60


def test_a_feed_keeps_its_own_moment_of_the_interval() -> None:
    due = after_success(NOW, 60, 17)
    for late in (0, 30, 44 * 60):  # seconds by which the poll took long or came late
        again = after_success(due + timedelta(seconds=late), 60, 17)
        assert abs(again - due - timedelta(hours=1)) < timedelta(seconds=1)


def test_feeds_polled_all_at_once_are_spread_evenly_over_the_interval_from_then_on() -> None:
    turns = sorted(minutes(after_success(NOW, 60, number)) for number in range(1, 5_001))
    assert turns[0] >= 15
    assert turns[-1] <= 75
    a_minute = [sum(minute <= turn < minute + 1 for turn in turns) for minute in range(15, 75)]
    assert max(a_minute) < 1.1 * 5_000 / 60


def test_feeds_that_come_together_are_spread_over_the_interval() -> None:
    turns = sorted(minutes(first_turn(NOW, 60, RANDOM)) for _ in range(5_000))
    a_minute = [sum(minute <= turn < minute + 1 for turn in turns) for minute in range(60)]
    assert max(a_minute) < 2 * 5_000 / 60


@pytest.mark.parametrize(
    ("failures", "least", "most"), [(0, 45, 75), (1, 90, 150), (3, 360, 600), (5, 1_080, 1_800), (500, 1_080, 1_800)]
)
def test_a_failing_feed_is_tried_less_and_less_often_down_to_once_a_day(failures: int, least: int, most: int) -> None:
    waits = [minutes(after_failure(NOW, 60, failures, RANDOM)) for _ in range(200)]
    assert least <= min(waits)
    assert max(waits) <= most
    assert max(waits) - min(waits) > (most - least) / 2


def test_no_try_comes_sooner_than_the_site_asks() -> None:
    assert after_failure(NOW, 15, 0, RANDOM, timedelta(hours=5)) - NOW >= timedelta(hours=5)
    assert after_failure(NOW, 15, 0, RANDOM, timedelta(days=900)) - NOW == timedelta(days=7)
