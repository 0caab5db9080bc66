"""Tests the finished picture: its bytes, its name, its colours and its description."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.charts.alt import LONGEST, alt_of
from bot.charts.drawing import canvas_of, drawn
from bot.charts.palette import PALETTES
from bot.model.chart import (
    Chart,
    CourseChart,
    DayRange,
    EventMark,
    MatrixChart,
    MatrixRow,
    Month,
    MonthsChart,
    Position,
    Side,
    StancePoint,
    StripChart,
    Theme,
)
from bot.model.facts import Expressed
from tests.charts.conftest import charts, in_month


# A reader who hears the description learns of different events, and of no mark without words.
def test_a_description_names_no_event_twice() -> None:
    labels = ("raid", "raid", "", "accord", "raid")
    marks = tuple(EventMark(_day(f"2025-06-{day:02}"), label, 9 - day) for day, label in enumerate(labels, 1))
    assert alt_of(StripChart("Iran", marks)) == (
        "Timeline of Iran: 5 dated events from 1 June 2025 to 5 June 2025. Among them raid (1 June 2025); accord (4 June 2025)."
    )


def _day(day: str) -> DayRange:
    return DayRange(day, day)


# Trap: an event of 2017 was told to have lasted from 1 January to 31 December.
@pytest.mark.parametrize(
    ("first", "last", "told", "period"),
    [
        ("2017-01-01", "2017-12-31", "2017", "in 2017"),
        ("2017-01-01", "2018-12-31", "2017 to 2018", "from 2017 to 2018"),
        ("2024-02-01", "2024-02-29", "February 2024", "in February 2024"),
        ("2025-04-01", "2025-06-30", "April 2025 to June 2025", "from April 2025 to June 2025"),
        ("2025-06-05", "2025-06-08", "5 June 2025 to 8 June 2025", "from 5 June 2025 to 8 June 2025"),
        ("2025-02-01", "2025-02-27", "1 February 2025 to 27 February 2025", "from 1 February 2025 to 27 February 2025"),
        ("2025-06-05", None, "5 June 2025", "on 5 June 2025"),
    ],
)
def test_a_description_gives_dates_as_exact_as_they_are(first: str, last: str | None, told: str, period: str) -> None:
    days = DayRange(first, last)
    assert f"raid ({told})" in alt_of(StripChart("Iran", (EventMark(days, "raid"),)))
    assert alt_of(CourseChart("Russia", "Iran", (StancePoint(days, Side.FOR, Expressed.WORDS),))).endswith(
        f"for: 1 sentence {period}."
    )


STRIP = StripChart(
    "Iran",
    (
        EventMark(_day("2025-06-22"), "Operation Midnight Hammer (attack)", 3),
        EventMark(DayRange("2025-06-01", "2025-06-30"), "talks: Iran"),
        EventMark(_day("2025-07-24"), "agreement: Israel → Iran", planned=True),
    ),
    undated=2,
)
MATRIX = MatrixChart(
    "Operation Midnight Hammer",
    (Expressed.WORDS, Expressed.ACTIONS),
    (
        MatrixRow("Israel", (Position(Side.FOR, 2), None)),
        MatrixRow("Russia", (Position(Side.AGAINST, 1), Position(Side.UNCLEAR, 1))),
        MatrixRow("China"),
    ),
)
MONTHS = MonthsChart("Russia", "Iran", (Month("2025-05", 2, 0, 1), Month("2025-06", 1, 3, 0)))
COURSE = CourseChart(
    "Russia",
    "Iran",
    (
        StancePoint(_day("2024-01-17"), Side.FOR, Expressed.WORDS),
        StancePoint(_day("2025-06-22"), Side.AGAINST, Expressed.ACTIONS),
        StancePoint(_day("2025-06-24"), Side.AGAINST, Expressed.WORDS),
    ),
)


@pytest.mark.parametrize("chart", [STRIP, MATRIX, MONTHS, COURSE, in_month(250)])
@pytest.mark.parametrize("theme", Theme)
def test_a_picture_is_a_small_png_twice_as_wide_as_a_phone(chart: Chart, theme: Theme) -> None:
    image = drawn(chart, theme)
    assert image.png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", image.png[16:24])
    assert (wide, high) == (720, 2 * canvas_of(chart, theme).height)
    assert len(image.png) < 100_000


def test_another_picture_has_another_name() -> None:
    first = drawn(STRIP, Theme.DARK)
    assert first == drawn(STRIP, Theme.DARK)
    assert first.name.startswith("timeline-")
    assert first.name != drawn(replace(STRIP, undated=9), Theme.DARK).name


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        (
            STRIP,
            (
                "Timeline of Iran: 3 dated events from June 2025 to 24 July 2025, most of them in June 2025 (2). Among them "
                "Operation Midnight Hammer (attack) (22 June 2025); talks: Iran (June 2025); "
                "agreement: Israel → Iran (24 July 2025). 2 events without a date not drawn."
            ),
        ),
        (
            MATRIX,
            (
                "Table of who stands where on Operation Midnight Hammer. Israel: for in words; Russia: against in words, "
                "no clear side in actions; China: no stance found."
            ),
        ),
        (
            MONTHS,
            (
                "Bars by month for Russia and Iran, events of cooperation above and of conflict below, latest first. "
                "June 2025: 1 cooperation and 3 conflict; May 2025: 2 cooperation."
            ),
        ),
        (
            COURSE,
            (
                "Russia on Iran over time, by the date of the article. for: 1 sentence on 17 January 2024; "
                "against: 2 sentences from 22 June 2025 to 24 June 2025."
            ),
        ),
    ],
)
def test_the_description_says_what_is_seen(chart: Chart, told: str) -> None:
    assert alt_of(chart) == told


@settings(max_examples=50, deadline=None)
@given(charts)
def test_a_description_of_anything_is_short_and_on_one_line(chart: Chart) -> None:
    told = alt_of(chart)
    assert 0 < len(told) <= LONGEST
    assert told.isprintable() or "\n" not in told


# Who can't tell blue from orange reads the sign, and each sign has a word.
def test_a_side_is_never_told_by_its_colour_alone() -> None:
    words = [text for text, _ in canvas_of(MATRIX, Theme.DARK).words]
    assert {"for", "against", "no clear side"} <= set(words)
    assert {"for (2)", "unclear"} <= set(words)


@pytest.mark.parametrize("theme", Theme)
def test_colours_have_the_contrast_that_wcag_asks_for(theme: Theme) -> None:
    palette = PALETTES[theme]
    assert all(_contrast(colour, palette.card) >= 4.5 for colour in (palette.ink, palette.muted))
    assert all(_contrast(colour, palette.card) >= 3.0 for colour in (*palette.sides.values(), palette.accent))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
