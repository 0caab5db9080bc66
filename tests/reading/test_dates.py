from __future__ import annotations

import pytest

from bot.reading.dates import anchor, dates, to_edtf

BASE = anchor("2025-06-23")  # a Monday


def values(text, base=BASE, ahead=None):
    return [
        (text[one.span.start : one.span.end], one.type, one.value)
        for one in dates(text, 0, len(text), base, ahead=ahead)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on June 22, 2025", ("June 22, 2025", "DATE", "2025-06-22")),
        ("on 22 June", ("22 June", "DATE", "2025-06-22")),
        # December lies half a year ahead: the last one is meant
        ("on December 30", ("December 30", "DATE", "2024-12-30")),
        ("in March 2003", ("March 2003", "DATE", "2003-03")),
        ("since Friday", ("Friday", "DATE", "2025-06-20")),
        # the published day itself
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
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert [row for row in values(text) if row[1] != "DURATION"] == []


def test_a_coming_weekday_is_ahead_when_the_verb_is():
    assert values("on Friday", ahead=lambda _: True)[0][2] == "2025-06-27"


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
        ("2024-SU", "2024-22"),
        ("P3M", None),
        ("PRESENT_REF", None),
    ],
)
def test_calendar_values_become_edtf(value, edtf):
    assert to_edtf(value) == edtf


def test_an_approximate_anchor_makes_approximate_dates():
    assert to_edtf("2025-06-22", precise=False) == "2025-06-22~"
