"""Tests times, hours and weekdays as people type them."""

from __future__ import annotations

import pytest

from bot.asking.schedules import clock_words, days_of_week, hours, minutes
from bot.catalogue import speaking
from bot.errors import AskError

TIMES = [
    ("08:00", 480), ("8", 480), ("8am", 480), ("8 AM", 480), ("8:30 pm", 1230), ("20.30", 1230), ("20h30", 1230), ("20h", 1200),
    ("noon", 720), ("Midnight", 0), ("00:00", 0), ("23:59", 1439),
    # the hour twelve is the exception
    ("12am", 0), ("12 pm", 720), ("12:15 a.m.", 15),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), TIMES)
def test_a_time_of_day(typed: str, found: int) -> None:
    assert minutes(typed) == found


@pytest.mark.parametrize("typed", ["25:00", "8:75", "13pm", "0am", "soon", "", "8:0", "-3", "08:00:00"])
def test_an_invalid_time_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(AskError, match=r"time of day"):
        minutes(typed)


HOURS = [
    ("22:00-07:00", (1320, 420)),
    ("10pm to 7am", (1320, 420)),
    ("22 – 7", (1320, 420)),
    ("1pm until 2pm", (780, 840)),
]


@pytest.mark.parametrize(("typed", "found"), HOURS)
def test_hours(typed: str, found: tuple[int, int]) -> None:
    assert hours(typed) == found


@pytest.mark.parametrize("typed", ["22:00", "late", "22-23-24"])
def test_an_invalid_range_of_hours_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(AskError, match="22:00-07:00"):
        hours(typed)


DAYS = [("Monday", (0,)), ("mon and thu", (0, 3)), ("tue, fri", (1, 4)), ("sundays", (6,)), ("thu mon", (0, 3))]


@pytest.mark.parametrize(("typed", "found"), DAYS)
def test_days_of_the_week(typed: str, found: tuple[int, ...]) -> None:
    assert days_of_week(typed) == found


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("de", "Montag und Do", (0, 3)),
        ("es", "lunes y miércoles", (0, 2)),
        ("fr", "mardi, dim", (1, 6)),
        ("de", "Friday", (4,)),
    ],
)
def test_days_of_the_week_may_be_in_the_language_spoken(language: str, typed: str, found: tuple[int, ...]) -> None:
    with speaking(language):
        assert days_of_week(typed) == found


# two days each start with s and t
@pytest.mark.parametrize("typed", ["t", "someday", "mon and never"])
def test_an_invalid_day_is_refused(typed: str) -> None:
    with pytest.raises(AskError, match="not a day of the week"):
        days_of_week(typed)


def test_minutes_as_a_clock_shows_them() -> None:
    assert [clock_words(minute) for minute in (0, 485, 1439)] == ["00:00", "08:05", "23:59"]
