"""Tests that a relation's picture has all that is counted: by month, without the months of nothing, or by year."""

from __future__ import annotations

import pytest

from bot.charts.captions import months_notes
from bot.charts.months import MOST, drawn_months
from bot.model.chart import Month, MonthsChart


def chart(*months: str) -> MonthsChart:
    return MonthsChart("Iran", "US", tuple(Month(month, 1, 2, 0) for month in months))


DRAWN = [
    (("2025-05", "2025-07"), ["2025-05", "2025-06", "2025-07"]),
    # Trap: of 2019 to 2025 only the latest two years were drawn, one event of four
    (("2019-04", "2020-01", "2020-02", "2025-06"), ["2019-04", "", "2020-01", "2020-02", "", "2025-06"]),
    (
        tuple(f"{year}-{month:02}" for year in (2020, 2021, 2024) for month in range(1, 13)),
        ["2020", "2021", "", "2024"],
    ),
]


@pytest.mark.parametrize(("told", "shown"), DRAWN)
def test_all_that_is_counted_is_drawn(told: tuple[str, ...], shown: list[str]) -> None:
    months = drawn_months(chart(*told))
    assert [month.month for month in months] == shown
    assert sum(month.conflict for month in months) == 2 * len(told)
    by = "number of events by year" if shown[0] == "2020" else "number of events by month"
    assert months_notes(chart(*told), months) == [by]


def test_of_more_years_than_have_room_the_earlier_are_counted() -> None:
    told = chart(*(f"{year}-01" for year in range(1950, 2020, 2)))
    months = drawn_months(told)
    assert len(months) in {MOST, MOST - 1}
    assert months[0].month
    left = 3 * (35 - sum(bool(month.month) for month in months))
    assert months_notes(told, months) == ["number of events by year", f"not drawn: {left} earlier"]
