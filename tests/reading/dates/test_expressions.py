from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bot.reading.dates.anchor import anchor, anchored
from bot.reading.dates.expressions import time_expressions, to_edtf
from bot.reading.dates.words import amount, feast

BASE = anchor("2025-06-23")  # a Monday


def values(text, base=BASE, way=0):
    return [
        (text[date.span.start : date.span.end], date.type, date.value)
        for date in time_expressions(text, 0, len(text), base, way=lambda _: way)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on June 22, 2025", ("June 22, 2025", "DATE", "2025-06-22")),
        ("on 22 June", ("22 June", "DATE", "2025-06-22")),
        # December is half a year ahead: the last one is meant
        ("on December 30", ("December 30", "DATE", "2024-12-30")),
        ("in March 2003", ("March 2003", "DATE", "2003-03")),
        ("since Friday", ("Friday", "DATE", "2025-06-20")),
        # the day of publication itself
        ("on Monday", ("Monday", "DATE", "2025-06-23")),
        ("yesterday", ("yesterday", "DATE", "2025-06-22")),
        ("two days ago", ("two days ago", "DATE", "2025-06-21")),
        ("last week", ("last week", "DATE", "2025-W25")),
        ("next year", ("next year", "DATE", "2026")),
        ("in the 1990s", ("the 1990s", "DATE", "199")),
        ("in Q3 2024", ("Q3 2024", "DATE", "2024-Q3")),
        ("for three months", ("three months", "DURATION", "P3M")),
        ("every day", ("every day", "SET", "P1D")),
        ("at 10 p.m.", ("10 p.m.", "TIME", "2025-06-23T22:00")),
        ("Friday night", ("Friday night", "TIME", "2025-06-20TNI")),
        # words that narrow down a point belong to it
        ("in late March 2025", ("late March 2025", "DATE", "2025-03")),
        ("at the end of 2024", ("the end of 2024", "DATE", "2024")),
        ("about two years ago", ("about two years ago", "DATE", "2023")),
        ("earlier this month", ("earlier this month", "DATE", "2025-06")),
        ("since early 2025", ("early 2025", "DATE", "2025")),
        # in June, "last May" is not last month's May
        ("last May", ("last May", "DATE", "2024-05")),
        ("June last year", ("June last year", "DATE", "2024-06")),
        # the Sunday before the Monday of publication ends the weekend
        ("over the weekend", ("the weekend", "DATE", "2025-W25-WE")),
        ("the second half of 2024", ("the second half of 2024", "DATE", "2024-H2")),
        ("the 20th century", ("the 20th century", "DATE", "19")),
        ("in the nineties", ("the nineties", "DATE", "199")),
        ("in the winter of 1994", ("the winter of 1994", "DATE", "1994-WI")),
        ("in nineteen ninety-four", ("nineteen ninety-four", "DATE", "1994")),
        ("on Thanksgiving", ("Thanksgiving", "DATE", "2024-11-28")),
        ("at 5 p.m. EST on Friday", ("5 p.m. EST on Friday", "TIME", "2025-06-20T17:00")),
        ("the morning of 31 January 2024", ("the morning of 31 January 2024", "TIME", "2024-01-31TMO")),
        # the date of a noun, without the noun's article
        ("the Sept. 7 bombings", ("Sept. 7", "DATE", "2024-09-07")),
        ("two to three weeks", ("two to three weeks", "DURATION", "P2W")),
        ("for two and a half years", ("two and a half years", "DURATION", "P2Y6M")),
        ("the past three months", ("the past three months", "DURATION", "P3M")),
        ("almost an hour", ("almost an hour", "DURATION", "PT1H")),
        ("for decades", ("decades", "DURATION", "PXE")),
        ("each July", ("each July", "SET", "XXXX-07")),
        ("Monday nights", ("Monday nights", "SET", "XXXX-WXX-1TNI")),
        ("$33 million a year", ("a year", "SET", "P1Y")),
        ("recently", ("recently", "DATE", "PAST_REF")),
        ("in the near future", ("the near future", "DATE", "FUTURE_REF")),
        ("right now", ("right now", "DATE", "PRESENT_REF")),
    ],
)
def test_an_expression_has_a_type_and_a_value(text, expected):
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        # a name, not a time
        "called Operation Midnight Hammer",
        # money, not a year
        "the $60 oil cap",
        # a verb
        "they may march on the palace",
        # an order, not a date
        "Just hours after the US attack",
        "a 1,500-page report for 2000 people",
        "June 31, 2025",
        # part of a whole, not nine months
        "three quarters of the food",
        # the end of a sentence about the sun
        "it indicated that Sun will shine",
        "a quarter of all prisoners",
    ],
)
def test_text_that_only_looks_like_a_date_is_no_date(text):
    assert [row for row in values(text) if row[1] != "DURATION"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a name that has the day in it
        ("the shops opened on Black Friday", []),
        ("after Bloody Sunday", []),
        ("the film Super Tuesday", []),
        # a person's name
        ("Mr. March spoke", []),
        ("Judge May ruled", []),
        # a thing's day, not a name
        ("in the park Friday", ["Friday"]),
        ("Paris in March", ["March"]),
    ],
)
def test_a_day_with_a_word_that_makes_it_a_name_is_none(text, found, read):
    assert [text[date.span.start : date.span.end] for date in read(text + ".", "2025-06-23").dates] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counts from the last day mentioned, not from the publication
        ("On May 3 he fled. Two days later he was caught.", ["2025-05-03", "2025-05-05"]),
        ("It began on May 3. The following week it ended.", ["2025-05-03", "2025-W19"]),
        ("On May 3 he fled. The next day he was caught.", ["2025-05-03", "2025-05-04"]),
        # figures are compared with those of the same quarter
        ("Third-quarter profit fell 5% from a year ago.", ["2024-Q3", "2023-Q3"]),
        ("First-quarter profit fell 5% from a year ago.", ["2025-Q1", "2024-Q1"]),
        (
            "In the first quarter sales rose to $4 million. In the year-ago period it lost money.",
            ["2025-Q1", "2024-Q1"],
        ),
        ("He left a year ago.", ["2024"]),
        ("the battle of 22-25 April 1951", ["1951-04-22", "1951-04-25"]),
    ],
)
def test_an_expression_counts_from_what_the_text_named(text, expected):
    assert [value for _, _, value in values(text)] == expected


WAR = "In 1914 it began. In 1915, 1916 and 1917 it went on. It ended in 1918. "


def test_a_narrative_means_the_last_year_it_named():
    assert values(WAR + "In June", anchored(WAR, "2025-06-23"))[-1][2] == "1918-06"


def test_news_that_names_old_years_still_means_its_own():
    news = WAR + "The minister spoke on Monday. "
    assert values(news + "In June", anchored(news, "2025-06-23"))[-1][2] == "2025-06"


@pytest.mark.parametrize("words", ["two and a half", "2 1/2", "2.5"])
def test_halves_are_counted(words):
    assert amount(words) == Fraction(5, 2)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Easter", 2019, (4, 21)),
        ("Easter", 2024, (3, 31)),
        ("Easter", 1961, (4, 2)),
        ("Good  Friday", 2025, (4, 18)),
        ("Ash Wednesday", 2025, (3, 5)),
        ("Thanksgiving", 2025, (11, 27)),
        # the month begins on that weekday
        ("Thanksgiving Day", 2018, (11, 22)),
        ("Labor Day", 2025, (9, 1)),
        # ... and ends on it
        ("Memorial Day", 2021, (5, 31)),
        ("Memorial Day", 2025, (5, 26)),
        ("Martin Luther King Day", 2025, (1, 20)),
        ("New Year’s Eve", 2025, (12, 31)),
    ],
)
def test_a_feast_has_its_day_in_a_year(name, year, day):
    assert feast(name, year) == date(year, *day)


def test_a_coming_weekday_is_ahead_when_the_verb_is():
    assert values("on Friday", way=1)[0][2] == "2025-06-27"


@pytest.mark.parametrize(
    ("text", "value"), [("on Friday", "XXXX-WXX-5"), ("on June 22", "XXXX-06-22"), ("yesterday", "PAST_REF")]
)
def test_without_a_published_day_nothing_is_invented(text, value):
    assert values(text, anchor(None))[0][2] == value
    assert to_edtf(value) is None


@pytest.mark.parametrize("published", ["2025", "2025-06", "2025-06~", "nonsense", "2025-13-40", None])
def test_a_published_date_coarser_than_a_day_is_no_anchor(published):
    assert anchor(published).day is None


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2025-06-22", "2025-06-22"),
        ("2025-06-20TNI", "2025-06-20"),
        ("199", "199X"),
        ("2025-W25", "2025-06-16/2025-06-22"),
        ("2025-W25-WE", "2025-06-21/2025-06-22"),
        ("2024-Q3", "2024-35"),
        ("2024-H1", "2024-01/2024-06"),
        ("19", "19XX"),
        ("BC0480", None),
        ("2024-SU", "2024-22"),
        ("P3M", None),
        ("PRESENT_REF", None),
    ],
)
def test_calendar_values_become_edtf(value, edtf):
    assert to_edtf(value) == edtf


def test_an_approximate_anchor_makes_approximate_dates():
    assert to_edtf("2025-06-22", precise=False) == "2025-06-22~"
