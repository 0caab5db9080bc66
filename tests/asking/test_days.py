"""Tests that a typed date becomes the first and last day it may mean, and that other words are refused with examples."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.asking.days import days, edtf, read_as
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
        # Without a year, the latest one so far: now is 24 June 2025.
        ("3 June", "2025-06-03", "2025-06-03"),
        ("3 July", "2024-07-03", "2024-07-03"),
        ("January", "2025-01-01", "2025-01-31"),
        ("today", "2025-06-24", "2025-06-24"),
        ("yesterday", "2025-06-23", "2025-06-23"),
        ("two weeks ago", "2025-06-10", "2025-06-10"),
        ("3 days ago", "2025-06-21", "2025-06-21"),
        ("a year ago", "2024-06-24", "2024-06-24"),
        ("one year ago", "2024-06-24", "2024-06-24"),
        ("six months ago", "2024-12-24", "2024-12-24"),
        ("a couple of weeks ago", "2025-06-10", "2025-06-10"),
        ("the day before yesterday", "2025-06-22", "2025-06-22"),
        ("6/7/24", "2024-06-07", "2024-06-07"),
        # Decades and centuries, which used to become one day.
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the 80s", "1980-01-01", "1989-12-31"),
        ("the ’90s", "1990-01-01", "1999-12-31"),
        ("the 20s", "2020-01-01", "2029-12-31"),
        ("the nineties", "1990-01-01", "1999-12-31"),
        ("the mid-1990s", "1994-01-01", "1996-12-31"),
        ("the 20th century", "1901-01-01", "2000-12-31"),
        ("a century ago", "1925-06-24", "1925-06-24"),
        # A hundred years that look like ten; of this century only ten have a name.
        ("1800s", "1800-01-01", "1899-12-31"),
        ("the 1900s", "1900-01-01", "1999-12-31"),
        ("early 1700s", "1700-01-01", "1733-12-31"),
        ("the late 19th century", "1868-01-01", "1900-12-31"),
        ("the 2000s", "2000-01-01", "2009-12-31"),
        # Weeks (Monday to Sunday), months and years; now is Tuesday, 24 June 2025.
        ("this week", "2025-06-23", "2025-06-29"),
        ("last week", "2025-06-16", "2025-06-22"),
        ("last month", "2025-05-01", "2025-05-31"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("last quarter", "2025-01-01", "2025-03-31"),
        ("last weekend", "2025-06-21", "2025-06-22"),
        ("this weekend", "2025-06-28", "2025-06-29"),
        ("last Monday", "2025-06-23", "2025-06-23"),
        ("Friday", "2025-06-20", "2025-06-20"),
        ("last Tuesday", "2025-06-17", "2025-06-17"),
        # A number of days up to today.
        ("last 7 days", "2025-06-17", "2025-06-24"),
        ("over the last 7 days", "2025-06-17", "2025-06-24"),
        ("thirty days", "2025-05-25", "2025-06-24"),
        ("the day after tomorrow", "2025-06-26", "2025-06-26"),
        ("weekend of 7 June", "2025-06-07", "2025-06-08"),
        ("weekend of June 4, 2024", "2024-06-08", "2024-06-09"),
        ("1Q 2025", "2025-01-01", "2025-03-31"),
        ("CW23", "2025-06-02", "2025-06-08"),
        # with dots the day comes first, whatever the length of the year
        ("04.06.25", "2025-06-04", "2025-06-04"),
        ("31.12.99", "1999-12-31", "1999-12-31"),
        ("the past two weeks", "2025-06-10", "2025-06-24"),
        ("past month", "2025-05-24", "2025-06-24"),
        ("last 24 hours", "2025-06-23", "2025-06-24"),
        ("past six months", "2024-12-24", "2025-06-24"),
        ("two weeks", "2025-06-10", "2025-06-24"),
        ("last fortnight", "2025-06-10", "2025-06-24"),
        ("earlier this year", "2025-01-01", "2025-06-24"),
        ("month to date", "2025-06-01", "2025-06-24"),
        # Short units.
        ("14d", "2025-06-10", "2025-06-24"),
        ("2w", "2025-06-10", "2025-06-24"),
        ("last 3 mths", "2025-03-24", "2025-06-24"),
        ("1y", "2024-06-24", "2025-06-24"),
        ("7d ago", "2025-06-17", "2025-06-17"),
        ("2 yrs ago", "2023-06-24", "2023-06-24"),
        # So many units ago, also of fourteen days, and without a number.
        ("a fortnight ago", "2025-06-10", "2025-06-10"),
        ("two fortnights ago", "2025-05-27", "2025-05-27"),
        ("quarter ago", "2025-03-24", "2025-03-24"),
        ("5 minutes ago", "2025-06-24", "2025-06-24"),
        ("in two weeks", "2025-07-08", "2025-07-08"),
        # The one before the last.
        ("the week before last", "2025-06-09", "2025-06-15"),
        ("the month before last", "2025-04-01", "2025-04-30"),
        ("the weekend before last", "2025-06-14", "2025-06-15"),
        # Parts of a day are the day.
        ("tonight", "2025-06-24", "2025-06-24"),
        ("last night", "2025-06-23", "2025-06-23"),
        # Marks around the words, as on a command line.
        ('"last week"', "2025-06-16", "2025-06-22"),
        ("“June 2025”", "2025-06-01", "2025-06-30"),
        ("'2025-06-05'", "2025-06-05", "2025-06-05"),
        # Years without their century; "June 25" is a day.
        ("Jun '25", "2025-06-01", "2025-06-30"),
        ("Q2 ’25", "2025-04-01", "2025-06-30"),
        ("June 25", "2024-06-25", "2024-06-25"),
        # Figures with dots begin with the day.
        ("05.06.2025", "2025-06-05", "2025-06-05"),
        ("20250605", "2025-06-05", "2025-06-05"),
        ("29 February", "2024-02-29", "2024-02-29"),
        ("circa 2020", "2020-01-01", "2020-12-31"),
        # Quarters, halves and seasons; without a year, the latest one that has begun.
        ("Q2 2025", "2025-04-01", "2025-06-30"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("Q3", "2024-07-01", "2024-09-30"),
        ("second quarter of 2024", "2024-04-01", "2024-06-30"),
        ("H1 2025", "2025-01-01", "2025-06-30"),
        # halves and quarters as firms write them: "2H" with a year is no two hours
        ("2H 2025", "2025-07-01", "2025-12-31"),
        ("1H25", "2025-01-01", "2025-06-30"),
        ("H2 25", "2025-07-01", "2025-12-31"),
        ("25H1", "2025-01-01", "2025-06-30"),
        ("H2 99", "1999-07-01", "1999-12-31"),
        ("Jun ’98", "1998-06-01", "1998-06-30"),
        ("3Q25", "2025-07-01", "2025-09-30"),
        ("q3/25", "2025-07-01", "2025-09-30"),
        ("2h", "2025-06-23", "2025-06-24"),
        ("9M 2024", "2024-01-01", "2024-09-30"),
        ("9M24", "2024-01-01", "2024-09-30"),
        ("first nine months of 2024", "2024-01-01", "2024-09-30"),
        ("last two months of 2024", "2024-11-01", "2024-12-31"),
        ("9 months", "2024-09-24", "2025-06-24"),
        # so far
        ("ytd", "2025-01-01", "2025-06-24"),
        ("Y.T.D.", "2025-01-01", "2025-06-24"),
        ("mtd", "2025-06-01", "2025-06-24"),
        ("QTD", "2025-04-01", "2025-06-24"),
        ("wtd", "2025-06-23", "2025-06-24"),
        ("year-to-date", "2025-01-01", "2025-06-24"),
        ("so far this year", "2025-01-01", "2025-06-24"),
        ("ytd 2024", "2024-01-01", "2024-06-24"),
        ("2024 YTD", "2024-01-01", "2024-06-24"),
        ("May to date", "2025-05-01", "2025-06-24"),
        ("May to June", "2025-05-01", "2025-06-30"),
        ("the first half of last year", "2024-01-01", "2024-06-30"),
        ("summer 2024", "2024-06-01", "2024-08-31"),
        ("last summer", "2024-06-01", "2024-08-31"),
        ("winter 2024/25", "2024-12-01", "2025-02-28"),
        ("last winter", "2024-12-01", "2025-02-28"),
        # Parts of a month or year.
        ("early May", "2025-05-01", "2025-05-10"),
        ("mid-May 2024", "2024-05-11", "2024-05-20"),
        ("end of February", "2025-02-21", "2025-02-28"),
        ("late 2024", "2024-09-01", "2024-12-31"),
        # Trap: a week has no ten days: "late" began after its end.
        ("early last week", "2025-06-16", "2025-06-18"),
        ("mid last week", "2025-06-17", "2025-06-19"),
        ("late last week", "2025-06-19", "2025-06-22"),
        ("beginning of the year", "2025-01-01", "2025-04-30"),
        ("last May", "2025-05-01", "2025-05-31"),
        ("last August", "2024-08-01", "2024-08-31"),
        # Numbered weeks, and ranges.
        ("week 23", "2025-06-02", "2025-06-08"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("week of 5 June", "2025-06-02", "2025-06-08"),
        ("week beginning June 2", "2025-06-02", "2025-06-08"),
        ("the first week of June", "2025-06-01", "2025-06-07"),
        ("last day of February 2024", "2024-02-29", "2024-02-29"),
        ("2019-2021", "2019-01-01", "2021-12-31"),
        ("2024/25", "2024-01-01", "2025-12-31"),
        ("1990–95", "1990-01-01", "1995-12-31"),
        ("the 1990s to the 2000s", "1990-01-01", "2009-12-31"),
        ("18th to 20th century", "1701-01-01", "2000-12-31"),
        ("May to June 2024", "2024-05-01", "2024-06-30"),
        # Ranges of days: the month and the year may be told once.
        ("5 to 8 June 2025", "2025-06-05", "2025-06-08"),
        ("5–8 June", "2025-06-05", "2025-06-08"),
        ("5th-8th June 2025", "2025-06-05", "2025-06-08"),
        ("June 5-8, 2025", "2025-06-05", "2025-06-08"),
        ("between the 5th and the 8th of June", "2025-06-05", "2025-06-08"),
        ("Mon 2 June to Fri 6 June", "2025-06-02", "2025-06-06"),
        ("2025-06-05/2025-06-08", "2025-06-05", "2025-06-08"),
        ("05.06.2025 - 08.06.2025", "2025-06-05", "2025-06-08"),
        ("28 May to 3 June", "2025-05-28", "2025-06-03"),
        ("28 December to 3 January 2025", "2024-12-28", "2025-01-03"),
        ("28 December - 3 January", "2024-12-28", "2025-01-03"),
        # of two days of this year the first is later: it was last year's
        ("20 June - 10 June", "2024-06-20", "2025-06-10"),
        # Ranges of months, also over the turn of a year.
        ("May-June 2025", "2025-05-01", "2025-06-30"),
        ("May/June", "2025-05-01", "2025-06-30"),
        ("Dec-Jan", "2024-12-01", "2025-01-31"),
        ("Nov 2024-Jan 2025", "2024-11-01", "2025-01-31"),
        ("late 2024 to early 2025", "2024-09-01", "2025-04-30"),
        ("Q4-Q1 2025", "2024-10-01", "2025-03-31"),
        # Ranges until today.
        ("2024 to now", "2024-01-01", "2025-06-24"),
        ("May until today", "2025-05-01", "2025-06-24"),
        ("since June", "2025-06-01", "2025-06-24"),
        ("from 5 June onwards", "2025-06-05", "2025-06-24"),
    ],
)
def test_days(words: str, first: str, last: str, now: datetime) -> None:
    assert [day.isoformat() for day in days(words, now)] == [first, last]


@pytest.mark.parametrize(
    "words", ["", "soon", "midnite hamer", "2025-13", "2025-02-30", "0000", "0", "99999", "a few days ago", "Q5 2025", "week 60", "since the war", "the last few weeks", "0 century", "9" * 5_000, "\x00", "=russia", "a", "1", "1.5", "2nd", "on the 3rd", "-5 days ago", "after 2020", "before June 2024", "two weeks after 3 June", "two days before yesterday", "13.13.25", "8 to 5 June 2025", "June 8-5", "5 and 8 and 9 June 2025", "5-8 June and 10 June", "05.06.-08.06.2025", "5/6/2025-8/6/2025", "since 2030", "0 days ago", "999999 days", "-".join("a" * 30)]
)  # fmt: skip
def test_an_invalid_date_is_refused_with_examples(words: str, now: datetime) -> None:
    with pytest.raises(AskError, match="as a date: write it like 2025-06-23, June 2025 or “two weeks ago”") as refused:
        days(words, now)
    assert len(str(refused.value)) < 200


# Trap: marks around the words would become part of the sentence, in marks themselves.
@pytest.mark.parametrize("typed", ["last week", '"last week"', "“last week”", " 'last week' "])
def test_a_period_is_repeated_without_marks_around_it(typed: str) -> None:
    assert read_as(typed, date(2025, 6, 16)) == "“last week”, read as 16 June 2025"


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("2025", "2025"),
        ("June 2025", "2025-06"),
        (" 2025-06-23 ", "2025-06-23"),
        ("yesterday", "2025-06-23"),
        # a month of a year at its beginning or end is not a year
        ("January 2025", "2025-01"),
        ("December 2024", "2024-12"),
        # EDTF of our own stays unchanged
        ("2025-06-23~", "2025-06-23~"),
        ("2025-06~", "2025-06~"),
        ("2025?", "2025?"),
        # what is only roughly told stays so
        ("circa 2024", "2024~"),
        ("around 5 June 2025", "2025-06-05~"),
        ("“June 2025”", "2025-06"),
        # it may already be tomorrow where the article appeared
        ("2025-06-25", "2025-06-25"),
    ],
)
def test_a_date_as_edtf(words: str, made: str, now: datetime) -> None:
    assert edtf(words, now) == made


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # A pause ends in the future.
        ("July", "2025-07-01"),
        ("May", "2026-05-01"),
        ("spring", "2026-03-01"),
        ("Q3", "2025-07-01"),
        ("Monday", "2025-06-30"),
        ("next Monday", "2025-06-30"),
        ("next week", "2025-06-30"),
        ("next month", "2025-07-01"),
        ("in two weeks", "2025-07-08"),
        ("two weeks", "2025-07-08"),
        ("14d", "2025-07-08"),
        ("3 July", "2025-07-03"),
        ("tomorrow", "2025-06-25"),
        # Words that were understood are repeated unchanged.
        ("May 2025", "2025-05-01"),
        ("last May", "2025-05-01"),
    ],
)
def test_days_ahead(words: str, first: str, now: datetime) -> None:
    assert days(words, now, ahead=True)[0].isoformat() == first


@pytest.mark.parametrize("words", ["last week", "Q2 2025", "the 1990s", "last weekend", "14d", "5 to 8 June"])
def test_no_article_is_of_a_period(words: str, now: datetime) -> None:
    with pytest.raises(AskError, match=rf"^“{words}” is a period, not a date: give the day, month or year"):
        edtf(words, now)


@pytest.mark.parametrize("words", ["2025-06-26", "2026", "July 2025"])
def test_no_article_is_of_a_day_to_come(words: str, now: datetime) -> None:
    with pytest.raises(AskError, match=rf"^“{words}” .*: give the day the article appeared"):
        edtf(words, now)


@pytest.mark.parametrize(
    ("words", "day"), [("3 June", "2026-06-03"), ("3 July", "2025-07-03"), ("tomorrow", "2025-06-25")]
)
def test_a_day_ahead_is_the_next_one(words: str, day: str, now: datetime) -> None:
    assert [day.isoformat() for day in days(words, now, ahead=True)] == [day, day]


# Trap: the next 3 June is after the next 1 July.
def test_a_range_ahead_may_have_begun(now: datetime) -> None:
    assert [day.isoformat() for day in days("3 June - 1 July", now, ahead=True)] == ["2025-06-03", "2025-07-01"]


# Trap: loading the date library takes a third of a second, or seconds on a busy machine: too long for the first "6/3/25"
# in a command.
def test_words_that_are_no_date_load_nothing_and_what_dates_need_can_be_loaded_before() -> None:
    loaded = "import sys; from datetime import datetime, UTC; from bot.asking.days import days, load_words; from bot.errors import AskError"
    asked = (
        "\ntry: days('the day the music died', datetime.now(UTC))\nexcept AskError: print('dateparser' in sys.modules)"
    )
    before = "\nload_words(datetime.now(UTC)); print('dateparser' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loaded + asked + before], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    "words", ["FY2025", "FY25", "Q3 FY25", "fiscal year 2025", "fiscal 2025", "financial year 2024", "last FY"]
)
def test_a_fiscal_year_is_asked_for_by_its_days(now, words):
    with pytest.raises(AskError, match="begins on another day"):
        days(words, now)
