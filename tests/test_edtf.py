"""Tests the days that EDTF dates may mean. `tests/test_wording.py` has the days and words of each form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edtf import Interval, Point, date_bounds, parse, point, points


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2025", Point(2025)),
        ("2025-06", Point(2025, 6)),
        ("2025-06-23~", Point(2025, 6, 23, "~")),
        ("2024-02-29", Point(2024, 2, 29)),
        ("2025-02-29", None),
        ("2025-00", None),
        # Times of day with fractions and offsets, as in feeds and pages.
        ("2025-06-23T14:30:00Z", Point(2025, 6, 23)),
        ("2025-06-23T14:30:00.123456Z", Point(2025, 6, 23)),
        ("2025-06-23T14:30:00+02:00", Point(2025, 6, 23)),
        # A season has no days, and there are no months 13 to 20.
        ("2025-21", Point(2025, 21)),
        ("2025-21-01", None),
        ("2025-13", None),
        ("2025-06/..", Interval(Point(2025, 6), None)),
        ("/2025", Interval(None, Point(2025))),
        ("2025-06-01/2025-06-05?", Interval(Point(2025, 6, 1), Point(2025, 6, 5, "?"))),
        # An interval with an invalid half is no interval.
        ("soon/2025", None),
        ("2025/2026/2027", None),
        (None, None),
    ],
)
def test_parse(edtf: str | None, date: Point | Interval | None) -> None:
    assert parse(edtf) == date
    assert date_bounds(edtf) == (date.bounds if date else None)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        # winter begins in one year and ends in another
        ("2025-24", "2025-01-01", "2025-12-31"),
        ("2025-33", "2025-01-01", "2025-03-31"),
        ("2025-34", "2025-04-01", "2025-06-30"),
        ("2025-35", "2025-07-01", "2025-09-30"),
        ("2025-36", "2025-10-01", "2025-12-31"),
    ],
)
def test_a_season_or_quarter_has_its_days(edtf: str, first: str, last: str) -> None:
    assert date_bounds(edtf) == (first, last)


def test_the_ends_of_an_interval_that_are_given() -> None:
    assert points("2025-06/..") == (Point(2025, 6),)
    assert points("2025/2026~") == (Point(2025), Point(2026, mark="~"))
    assert points("soon") == ()


@given(
    st.dates().map(str) | st.from_regex(r"\d{4}(-(0\d|1[0-2]|2[1-4]|3[3-6]))?", fullmatch=True),
    st.sampled_from(["", "~", "?", "%"]),
)
def test_a_date_is_written_as_it_was_read(date: str, mark: str) -> None:
    found = point(date + mark)
    assert found is None or str(found) == date + mark
