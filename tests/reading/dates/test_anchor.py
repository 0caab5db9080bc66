"""Tests what relative times count from: an anchor made from an article, moved by what it mentions, and the days counted from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.model.article import Span
from bot.model.facts import TimeExpression
from bot.reading.dates.anchor import Anchor, anchor, anchored, moved, quarter_of, shift, weekday, year_for

MONDAY = date(2025, 6, 23)
BASE = anchor("2025-06-23")


@pytest.mark.parametrize(
    ("published", "day", "precise"),
    [
        ("2025-06-23", MONDAY, True),
        ("2025-06-23T10:00:00Z", MONDAY, True),
        # an unsure day
        ("2025-06-23~", MONDAY, False),
        ("2025-06-23?", MONDAY, False),
        ("2025-06-23~T10:00", MONDAY, False),
        # a part of something longer
        ("12025-06-23", None, True),
        ("2025-06-231", None, True),
    ],
)
def test_the_day_of_an_article(published, day, precise):
    assert (anchor(published).day, anchor(published).precise) == (day, precise)


OLD = "In 1914 it began. In 1915, 1916 and 1917 it went on. It ended in 1918. "


@pytest.mark.parametrize(
    ("text", "published", "narrative"),
    [
        (OLD, "2025-06-23", True),
        (OLD, None, True),
        # five years at least
        (OLD.replace("In 1914", "Then"), "2025-06-23", False),
        (OLD.replace("In 1914", "Then"), None, False),
        # four in five of them two years back or more
        (OLD, "1920-06-23", True),
        (OLD, "1919-06-23", True),
        (OLD, "1918-06-23", False),
        # one word of news in ten years is still a narrative
        (OLD + OLD + "It ended today.", "2025-06-23", True),
        (OLD + OLD + "It ended today, and yesterday.", "2025-06-23", False),
        (OLD + "It ended today.", "2025-06-23", False),
        (OLD + "It ended next Monday.", "2025-06-23", True),
    ],
)
def test_an_article_about_years_long_before_is_a_narrative(text, published, narrative):
    assert anchored(text, published).narrative is narrative


def said(value: str, kind: str = "DATE") -> TimeExpression:
    return TimeExpression(Span(0, 1), kind, value)


MOVES = [
    # the year, the month and the day, as far as they are named
    ("2024-05-03", "DATE", {}, {"year": 2024, "told": 2024, "month": 5, "last": date(2024, 5, 3)}),
    ("2024-05", "DATE", {}, {"year": 2024, "told": 2024, "month": 5}),
    ("2024", "DATE", {}, {"year": 2024, "told": 2024}),
    ("2024-05-03T10:00", "TIME", {}, {"year": 2024, "told": 2024, "month": 5, "last": date(2024, 5, 3)}),
    ("2024", "DATE", {"month": 5}, {"year": 2024, "told": 2024, "month": None}),
    # what is told of has been: a day to come is not counted from
    ("2025-06-23", "DATE", {}, {"year": 2025, "told": 2025, "month": 6, "last": MONDAY}),
    ("2025-06-24", "DATE", {}, {"year": 2025, "told": 2025, "month": 6}),
    ("2030-06-24", "DATE", {"day": None}, {"year": 2030, "told": 2030, "month": 6, "last": date(2030, 6, 24)}),
    # another year leaves the last day behind, its own doesn't
    ("2024", "DATE", {"last": date(2024, 5, 3)}, {"year": 2024, "told": 2024, "last": date(2024, 5, 3)}),
    ("2023", "DATE", {"last": date(2024, 5, 3)}, {"year": 2023, "told": 2023, "last": None}),
    # figures are about the quarter, unless it is the one they are compared with
    ("2025-Q2", "DATE", {}, {"year": 2025, "told": 2025, "quarter": "2025-Q2"}),
    ("2024-Q3", "DATE", {}, {"year": 2024, "told": 2024, "quarter": "2024-Q3"}),
    ("2024-Q2", "DATE", {"quarter": "2025-Q1"}, {"year": 2024, "told": 2024, "quarter": "2025-Q1"}),
    ("2025-Q3", "DATE", {"quarter": "2025-Q1"}, {"year": 2025, "told": 2025, "quarter": "2025-Q1"}),
    ("2019-Q3", "DATE", {"day": None}, {"year": 2019, "told": 2019, "quarter": "2019-Q3"}),
    ("2025", "DATE", {"quarter": "2025-Q1"}, {"year": 2025, "told": 2025, "quarter": "2025-Q1"}),
    # figures of nine months or a year are of no quarter, those of one month may be
    ("P9M", "DURATION", {"quarter": "2025-Q1"}, {"quarter": None}),
    ("P12M", "DURATION", {"quarter": "2025-Q1"}, {"quarter": None}),
    ("P1Y", "DURATION", {"quarter": "2025-Q1"}, {"quarter": None}),
    ("P1M", "DURATION", {"quarter": "2025-Q1"}, {}),
    ("P2W", "DURATION", {"quarter": "2025-Q1"}, {}),
    # no year, or none that an article can be from
    ("199", "DATE", {"year": 2024}, {}),
    ("XXXX-06-22", "DATE", {"year": 2024}, {}),
    ("PAST_REF", "DATE", {"year": 2024}, {}),
    ("0999-06-22", "DATE", {"year": 2024}, {}),
    ("9001", "DATE", {"year": 2024}, {}),
    ("1000", "DATE", {}, {"year": 1000, "told": 1000}),
    ("9000", "DATE", {}, {"year": 9000, "told": 9000}),
    ("2024", "SET", {"year": 2000}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "before", "after"), MOVES)
def test_what_later_times_count_from(value, kind, before, after):
    base = replace(BASE, **before)
    assert moved(base, said(value, kind)) == replace(base, **after)


@pytest.mark.parametrize(
    ("day", "back", "expected"),
    [
        (date(2025, 1, 1), 0, "2025-Q1"),
        (date(2025, 3, 31), 0, "2025-Q1"),
        (date(2025, 4, 1), 0, "2025-Q2"),
        (date(2025, 12, 31), 0, "2025-Q4"),
        (date(2025, 1, 1), 1, "2024-Q4"),
        (date(2025, 6, 23), 4, "2024-Q2"),
        (date(2025, 6, 23), 5, "2024-Q1"),
    ],
)
def test_the_quarter_of_a_day(day, back, expected):
    assert quarter_of(day, back) == expected


SHIFTS = [
    (MONDAY, -1, "day", "2025-06-22"),
    (MONDAY, 8, "Night", "2025-07-01"),
    (MONDAY, 1, "week", "2025-W27"),
    (MONDAY, -1, "weekend", "2025-W25-WE"),
    (date(2025, 12, 29), 0, "week", "2026-W01"),
    (MONDAY, 7, "month", "2026-01"),
    (MONDAY, -6, "month", "2024-12"),
    (date(2025, 12, 1), 0, "month", "2025-12"),
    (MONDAY, 3, "quarter", "2026-Q1"),
    (date(2025, 12, 1), 0, "quarter", "2025-Q4"),
    (MONDAY, -25, "year", "2000"),
    (MONDAY, 1, "decade", "203"),
    (MONDAY, -1, "century", "19"),
    (MONDAY, -1, "centurie", "19"),
    # below a day, and beyond the calendar
    (MONDAY, -1, "hour", "PAST_REF"),
    (MONDAY, 0, "hour", "FUTURE_REF"),
    (MONDAY, -(10**7), "day", "PAST_REF"),
    (MONDAY, 10**7, "week", "FUTURE_REF"),
    (MONDAY, -1025, "year", "1000"),
    (MONDAY, -1026, "year", "PAST_REF"),
    (MONDAY, 6975, "year", "9000"),
    (MONDAY, 6976, "year", "FUTURE_REF"),
]


@pytest.mark.parametrize(("day", "count", "unit", "expected"), SHIFTS)
def test_a_day_moved_by_units_is_as_exact_as_they_are(day, count, unit, expected):
    assert shift(day, count, unit) == expected


WEEKDAYS = [
    # alone: the last one or the day itself, ahead the next one or the day itself
    (0, 0, False, "2025-06-23"),
    (6, 0, False, "2025-06-22"),
    (1, 0, False, "2025-06-17"),
    (0, 0, True, "2025-06-23"),
    (1, 0, True, "2025-06-24"),
    (6, 0, True, "2025-06-29"),
    # "last" and "next" are never the day itself, and say where it is
    (0, -1, True, "2025-06-16"),
    (1, -1, True, "2025-06-17"),
    (0, 1, False, "2025-06-30"),
    (1, 1, False, "2025-06-24"),
]


@pytest.mark.parametrize(("number", "way", "ahead", "expected"), WEEKDAYS)
def test_the_nearest_day_of_the_week(number, way, ahead, expected):
    assert weekday(number, MONDAY, way, ahead) == expected
    assert weekday(number, None, way, ahead) == f"XXXX-WXX-{number + 1}"


YEARS = [
    # a day of a month: the nearest, at most 45 days ahead
    (6, 24, {}, 2025),
    (8, 7, {}, 2025),
    (8, 8, {}, 2024),
    (12, 30, {}, 2024),
    (1, 1, {}, 2025),
    # the 31st counts as the 28th, and a month as its middle
    (2, 31, {}, 2025),
    (8, None, {}, 2024),
    (7, None, {}, 2025),
    # told of as done, a month is not to come, a day may be
    (7, None, {"behind": True}, 2024),
    (6, None, {"behind": True}, 2025),
    (5, None, {"behind": True}, 2025),
    (7, 1, {"behind": True}, 2025),
    # ahead: the nearest that is not long gone
    (8, 8, {"ahead": True}, 2025),
    (12, 20, {"ahead": True}, 2025),
    (5, 23, {"ahead": True}, 2025),
    (5, 22, {"ahead": True}, 2026),
    (1, None, {"ahead": True}, 2026),
    # the paragraph's year, for a day that is not of the last sixty
    (4, 24, {"told": 2020, "year": 2020}, 2025),
    (4, 23, {"told": 2020, "year": 2020}, 2020),
    (4, 23, {"told": 2025, "year": 2025}, 2025),
    (4, 23, {"told": 2024, "year": 2024}, 2024),
    (1, None, {"told": 2020, "year": 2020}, 2025),
    (1, 5, {"told": 2020, "year": 2020, "ahead": True}, 2026),
    # after its autumn the months are of the next year
    (1, 5, {"told": 2020, "year": 2020, "month": 10}, 2021),
    (1, 5, {"told": 2020, "year": 2020, "month": 9}, 2020),
    (3, 5, {"told": 2020, "year": 2020, "month": 12}, 2021),
    (4, 5, {"told": 2020, "year": 2020, "month": 12}, 2020),
    # in a narrative: the last year, whatever day it is published
    (6, 1, {"narrative": True, "year": 1918}, 1918),
    (6, None, {"narrative": True, "year": 1918, "month": 11}, 1918),
    (1, None, {"narrative": True, "year": 1918, "month": 11}, 1919),
    (6, 1, {"narrative": True}, None),
    (6, 1, {"day": None}, None),
    (6, 1, {"day": None, "year": 1918}, None),
]


@pytest.mark.parametrize(("month", "number", "given", "expected"), YEARS)
def test_the_year_of_a_month_without_one(month, number, given, expected):
    assert year_for(month, number, replace(BASE, **given)) == expected


def test_without_anything_known_nothing_is_told():
    assert moved(Anchor(None), said("PAST_REF")) == Anchor(None)
