"""Tests where days stand on the line of time, where it is broken, and which of them have labels."""

from __future__ import annotations

from datetime import date

import pytest

from bot.charts.scale import Tick, time_scale


def _days(*days: str) -> list[tuple[int, int]]:
    spans = [day.split("/") for day in days]
    return [(date.fromisoformat(span[0]).toordinal(), date.fromisoformat(span[-1]).toordinal()) for span in spans]


@pytest.mark.parametrize(
    ("days", "stretches"),
    [
        (("2025-06-01", "2025-06-30"), 1),
        # Evenly spread over decades: nothing is squeezed, so nothing is left out.
        (("1979-02-11", "1999-01-01", "2025-06-22"), 1),
        # A month of events and one long before: the empty years would leave the month three points.
        (("1979-02-11", *(f"2025-06-{day:02}" for day in range(1, 20))), 2),
        # Two before.
        (("1979-02-11", "2015-07-14", *(f"2025-06-{day:02}" for day in range(1, 20))), 3),
        # Not through a date that may be any of those years.
        (("1979-01-01/2025-06-01", *(f"2025-06-{day:02}" for day in range(1, 20))), 1),
        (("2025-06-22",), 1),
    ],
)
def test_the_line_is_broken_where_it_squeezes(days: tuple[str, ...], stretches: int) -> None:
    assert len(time_scale(_days(*days), 0, 332).stretches) == stretches


def test_days_keep_their_order_across_breaks() -> None:
    spans = _days("1979-02-11", "2015-07-14", *(f"2025-06-{day:02}" for day in range(1, 20)))
    scale = time_scale(spans, 0, 332)
    places = [scale.x(first) for first, _ in spans]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 332


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (("2025-06-22", "2025-06-24"), ["22 Jun", "23 Jun", "24 Jun"]),
        (("2025-06-01", "2025-06-30"), ["1 Jun", "8 Jun", "15 Jun", "22 Jun"]),
        (("2025-03-10", "2025-09-20"), ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]),
        (("2019-03-10", "2025-09-20"), ["2020", "2021", "2022", "2023", "2024", "2025"]),
        (("1914-07-28", "2022-02-24"), ["1920", "1940", "1960", "1980", "2000", "2020"]),
        # No beginning of a month in it: its days.
        (("2025-06-22",), ["22 Jun"]),
    ],
)
def test_labels_are_as_exact_as_they_have_room(days: tuple[str, ...], labels: list[str]) -> None:
    assert [tick.label for tick in time_scale(_days(*days), 0, 332).ticks()] == labels


def test_a_year_is_said_where_it_begins_or_changes() -> None:
    ticks = time_scale(_days("2024-11-15", "2025-02-20"), 0, 332).ticks()
    assert [(tick.label, tick.year) for tick in ticks if tick.year] == [("Dec", "2024"), ("Jan", "2025")]
    assert time_scale(_days("2019-03-10", "2025-09-20"), 0, 332).ticks()[0] == Tick(
        pytest.approx(47, abs=12), "2020", ""
    )


# A broken line has little room for each part.
@pytest.mark.parametrize(
    ("early", "label"),
    [
        ("1979-01-01/1979-12-31", ["1979"]),
        ("1979-02-01/1979-02-28", ["Feb"]),
        ("1979-02-11", ["11 Feb"]),
        ("1979-02-11/1979-02-14", ["11 Feb", "14 Feb"]),
    ],
)
def test_a_part_without_beginnings_is_called_by_what_it_is(early: str, label: list[str]) -> None:
    scale = time_scale(_days(early, *(f"2025-06-{day:02}" for day in range(1, 31))), 0, 200)
    assert [tick.label for tick in scale.ticks() if tick.x < scale.stretches[0].right] == label


# Trap: the last day that Python's calendar has, which "until further notice" may be written as, has no day after it.
@pytest.mark.parametrize("first", ["9999-12-31", "9999-12-01", "9999-01-01"])
def test_the_last_day_there_is_has_a_label(first: str) -> None:
    last = date.max.toordinal()
    spans = [*((day, day) for day in range(739_000, 739_024)), (date.fromisoformat(first).toordinal(), last)]
    assert time_scale(spans, 0, 330).ticks()
