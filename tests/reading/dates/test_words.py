"""Tests the words of time expressions: every month, day, number and feast, how long things last, and how often they are."""

from __future__ import annotations

import calendar
from datetime import date
from fractions import Fraction

import pytest

from bot.reading.dates.anchor import anchor
from bot.reading.dates.durations import length
from bot.reading.dates.expressions import time_expressions
from bot.reading.dates.words import ORDINALS, amount, day_number, feast, month_number

BASE = anchor("2025-06-23")  # a Monday


@pytest.mark.parametrize(("number", "name"), list(enumerate(calendar.month_name))[1:])
def test_a_month_has_its_number_in_full_and_in_short(number, name):
    assert month_number(name) == month_number(f"{name[:3]}.") == month_number(name.upper()) == number


@pytest.mark.parametrize(("number", "name"), list(enumerate(calendar.day_name)))
def test_a_day_has_its_number_in_full_and_in_short(number, name):
    assert day_number(name) == day_number(f"{name[:3]}.") == number


@pytest.mark.parametrize(("name", "number"), [("Tues.", 1), ("Thur.", 3), ("Thurs.", 3)])
def test_days_with_a_longer_abbreviation(name, number):
    assert day_number(name) == number


def test_september_has_a_longer_abbreviation():
    assert month_number("Sept.") == 9


AMOUNTS = [
    *((word, number) for number, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]) if number),
    *((word, number) for number, word in enumerate(["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 11)),
    *((word, 10 * number) for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)),
    ("twenty-four", 24),
    ("a hundred", 100),
    ("hundred", 100),
    ("two hundred and five", 205),
    ("three thousand", 3000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a couple of", 2),
    # in figures, with separators, fractions and halves
    ("1,500", 1500),
    ("2.5", Fraction(5, 2)),
    ("1/2", Fraction(1, 2)),
    ("2 3/4", Fraction(11, 4)),
    ("half a", Fraction(1, 2)),
    ("half", Fraction(1, 2)),
    ("one and a half", Fraction(3, 2)),
    ("2 and a half", Fraction(5, 2)),
    ("full two", 2),
    # no number, or an open one
    ("zero", None),
    ("several", None),
    ("two several", None),
    ("", None),
    (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), AMOUNTS)
def test_an_amount_is_a_number_or_open(words, expected):
    assert amount(words) == expected


@pytest.mark.parametrize(("word", "number"), [("first", 1), ("twelfth", 12), ("twentieth", 20), ("twenty-first", 21), ("twenty-ninth", 29)])  # fmt: skip
def test_ordinals(word, number):
    assert ORDINALS[word] == number


# by the calendar of 2025, in which Easter is on 20 April
FEASTS = [
    ("New Year’s Eve", date(2025, 12, 31)),
    ("New Year’s Day", date(2025, 1, 1)),
    ("Christmas Eve", date(2025, 12, 24)),
    ("Christmas Day", date(2025, 12, 25)),
    ("Christmas", date(2025, 12, 25)),
    ("Boxing Day", date(2025, 12, 26)),
    ("Valentine’s Day", date(2025, 2, 14)),
    ("May Day", date(2025, 5, 1)),
    ("Halloween", date(2025, 10, 31)),
    ("Bastille Day", date(2025, 7, 14)),
    ("Armistice Day", date(2025, 11, 11)),
    ("Easter", date(2025, 4, 20)),
    ("Easter  Sunday", date(2025, 4, 20)),
    ("Easter Monday", date(2025, 4, 21)),
    ("Good Friday", date(2025, 4, 18)),
    ("Palm Sunday", date(2025, 4, 13)),
    ("Ash Wednesday", date(2025, 3, 5)),
    ("Thanksgiving", date(2025, 11, 27)),
    ("Thanksgiving Day", date(2025, 11, 27)),
    ("Labor Day", date(2025, 9, 1)),
    ("Memorial Day", date(2025, 5, 26)),
    ("Martin Luther King Day", date(2025, 1, 20)),
]


@pytest.mark.parametrize(("name", "day"), FEASTS)
def test_every_feast_has_its_day(name, day):
    assert feast(name, day.year) == day


LENGTHS = [
    (Fraction(3), "month", "P3M"),
    (Fraction(5), "hour", "PT5H"),
    # a half is written in the finer unit, where there is one
    (Fraction(11, 2), "hour", "PT5H30M"),
    (Fraction(3, 2), "minute", "PT1M30S"),
    (Fraction(3, 2), "day", "P1DT12H"),
    (Fraction(3, 2), "year", "P1Y6M"),
    (Fraction(1, 2), "year", "P6M"),
    (Fraction(1, 2), "hour", "PT30M"),
    (Fraction(3, 2), "week", "P1.5W"),
    # decades, centuries and quarters are counted in years and months
    (Fraction(2), "decade", "P20Y"),
    (Fraction(2), "century", "P200Y"),
    (Fraction(2), "quarter", "P6M"),
    # an open number keeps them, except quarters
    (None, "week", "PXW"),
    (None, "decade", "PXE"),
    (None, "century", "PXC"),
    (None, "quarter", "PXM"),
    (None, "hour", "PTXH"),
]


@pytest.mark.parametrize(("count", "unit", "expected"), LENGTHS)
def test_how_long_something_lasts(count, unit, expected):
    assert length(count, unit) == expected


# the first and last year that an article can be from
@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("1000-01-01", date(1000, 1, 1)),
        ("0999-12-31", None),
        ("9000-12-31", date(9000, 12, 31)),
        ("9001-01-01", None),
        ("2025-06-23T10:00:00Z", date(2025, 6, 23)),
        ("2025-02-30", None),
    ],
)
def test_an_article_is_from_a_day_of_a_year_with_four_figures(published, day):
    assert anchor(published).day == day


OFTEN = [
    ("every day", "P1D"),
    ("each week", "P1W"),
    ("every morning", "XXXX-XX-XXTMO"),
    ("every summer", "XXXX-SU"),
    ("every Friday", "XXXX-WXX-5"),
    ("each July", "XXXX-07"),
    ("every Friday night", "XXXX-WXX-5TNI"),
    ("on Monday nights", "XXXX-WXX-1TNI"),
    ("daily", "P1D"),
    ("weekly", "P1W"),
    ("monthly", "P1M"),
    ("yearly", "P1Y"),
    ("hourly", "PT1H"),
]


@pytest.mark.parametrize(("text", "value"), OFTEN)
def test_how_often_something_is(text, value):
    (found,) = time_expressions(text, 0, len(text), BASE, way=lambda _: 0)
    assert (found.type, found.value) == ("SET", value)


FIGURES = [
    ("2025-01-31", "2025-01-31"),
    ("2025-12-31", "2025-12-31"),
    # the month first, unless only the second figure can be one
    ("1/31/2025", "2025-01-31"),
    ("12/31/2025", "2025-12-31"),
    ("12/11/2025", "2025-12-11"),
    ("31/1/2025", "2025-01-31"),
    ("13/12/2025", "2025-12-13"),
    # two figures are a year from 1951 to 2050
    ("1/2/99", "1999-01-02"),
    ("1/2/51", "1951-01-02"),
    ("1/2/50", "2050-01-02"),
    # no month or no day
    ("2025-13-01", None),
    ("2025-00-10", None),
    ("13/13/2025", None),
    ("0/13/2025", None),
    ("1/32/2025", None),
]


@pytest.mark.parametrize(("text", "value"), FIGURES)
def test_a_date_in_figures(text, value):
    found = time_expressions(f"on {text}", 0, len(text) + 3, BASE, way=lambda _: 0)
    assert [one.value for one in found] == ([value] if value else [])
