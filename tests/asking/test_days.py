"""A date as typed becomes the first and last day it may mean; anything else is refused with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.asking.days import days, edtf
from bot.errors import AskError

if TYPE_CHECKING:
    from datetime import datetime


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2025-06-23", "2025-06-23", "2025-06-23"),
        ("2025-6-3", "2025-06-03", "2025-06-03"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        (" 2025 ", "2025-01-01", "2025-12-31"),
        ("June 2025", "2025-06-01", "2025-06-30"),
        ("june 2025", "2025-06-01", "2025-06-30"),
        ("23 June 2025", "2025-06-23", "2025-06-23"),
        ("June 23, 2025", "2025-06-23", "2025-06-23"),
        # Without a year the last one there was: now it is 24 June 2025.
        ("3 June", "2025-06-03", "2025-06-03"),
        ("3 July", "2024-07-03", "2024-07-03"),
        ("January", "2025-01-01", "2025-01-31"),
        ("today", "2025-06-24", "2025-06-24"),
        ("yesterday", "2025-06-23", "2025-06-23"),
        ("two weeks ago", "2025-06-10", "2025-06-10"),
        ("3 days ago", "2025-06-21", "2025-06-21"),
    ],
)
def test_days(words: str, first: str, last: str, now: datetime) -> None:
    assert [day.isoformat() for day in days(words, now)] == [first, last]


@pytest.mark.parametrize(
    "words", ["", "soon", "midnite hamer", "2025-13", "2025-02-30", "0000", "0", "99999", "9" * 5_000, "\x00", "=russia"]
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(words: str, now: datetime) -> None:
    with pytest.raises(AskError, match="as a date: write it like 2025-06-23, June 2025 or “two weeks ago”") as refused:
        days(words, now)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("2025", "2025"),
        ("June 2025", "2025-06"),
        (" 2025-06-23 ", "2025-06-23"),
        ("yesterday", "2025-06-23"),
        # a month of a year that begins or ends with it is no year
        ("January 2025", "2025-01"),
        ("December 2024", "2024-12"),
        # EDTF of ours stays as it is
        ("2025-06-23~", "2025-06-23~"),
        ("2025-06~", "2025-06~"),
        ("2025?", "2025?"),
        # it may be tomorrow already where it appeared
        ("2025-06-25", "2025-06-25"),
    ],
)
def test_a_date_as_edtf(words: str, made: str, now: datetime) -> None:
    assert edtf(words, now) == made


@pytest.mark.parametrize("words", ["2025-06-26", "2026", "July 2025"])
def test_no_article_is_of_a_day_to_come(words: str, now: datetime) -> None:
    with pytest.raises(AskError, match=rf"^“{words}” .*: give the day the article appeared"):
        edtf(words, now)


@pytest.mark.parametrize(
    ("words", "day"), [("3 June", "2026-06-03"), ("3 July", "2025-07-03"), ("tomorrow", "2025-06-25")]
)
def test_a_day_ahead_is_the_next_one(words: str, day: str, now: datetime) -> None:
    assert [day.isoformat() for day in days(words, now, ahead=True)] == [day, day]
