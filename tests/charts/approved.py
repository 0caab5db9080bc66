"""Pictures that were looked at and found right, in `tests/charts/pictures/`: open them in a browser.

    python -m tests.charts.approved

writes them anew, after a change that is meant to be seen. Look at them before you commit them.
"""

from __future__ import annotations

from pathlib import Path

from bot.charts.drawing import canvas_of
from bot.model.chart import (
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
from tests.charts.conftest import in_month

PICTURES = Path(__file__).parent / "pictures"


def days(first: str | None, last: str | None = None) -> DayRange:
    """A day, or the days from one to another."""
    return DayRange(first, last or first)


CHARTS = {
    # a day, a month, a year and an open end, decades apart; planned, and twice on one day
    "timeline-broken": StripChart(
        "the United Nations Security Council and its resolutions",
        (
            EventMark(days("1981-06-07"), "attack: Israel → Iraq", 2),
            EventMark(days("2015-07-14"), "Joint Comprehensive Plan of Action (agreement)", 4),
            EventMark(days("2025-06-01", "2025-06-30"), "talks: Iran"),
            EventMark(days("2025-06-13"), "attack: Israel → Iran", 3),
            EventMark(days("2025-06-13"), "attack: Israel → Iran", 1),
            EventMark(days("2025-06-22"), "Operation Midnight Hammer (attack)", 5),
            EventMark(days("2025-07-24"), "agreement", planned=True),
            EventMark(DayRange("2025-08-01", None), "sanctions: EU → Iran"),
            EventMark(days("2025-09-01", "2025-12-31"), "", planned=True),
        ),
        undated=2,
    ),
    # more of one month than labels have room
    "timeline-crowded": in_month(60),
    "timeline-years": StripChart(
        "Iran", tuple(EventMark(days(f"{year}-03-01"), f"accord of {year}") for year in (2003, 2007, 2012, 2016, 2024))
    ),
    # every side, a column without a position, a long name, an actor of whom nothing was found
    "compare": MatrixChart(
        "Operation Midnight Hammer",
        tuple(Expressed),
        (
            MatrixRow("Israel", (Position(Side.FOR, 2), None, None)),
            MatrixRow("Russia", (Position(Side.AGAINST, 1), Position(Side.UNCLEAR, 1), None)),
            MatrixRow(
                "the People’s Party of Spain in the European Parliament", (Position(Side.BOTH, 1_204), None, None)
            ),
            MatrixRow("China"),
        ),
    ),
    # months in which nothing happened, a number too wide for its bar, and what is of no one month
    "relation": MonthsChart(
        "Russia",
        "Iran",
        (Month("2024-11", 2, 0, 1), Month("2025-01", 0, 1, 0), Month("2025-06", 1, 13, 0), Month("2025-07", 0, 0, 4)),
        unplaced=3,
    ),
    # years apart: the months in which nothing happened are left out
    "relation-apart": MonthsChart(
        "Iran",
        "United States",
        (Month("2019-04", 0, 1, 0), Month("2020-01", 0, 1, 0), Month("2020-03", 1, 2, 0), Month("2025-06", 0, 1, 0)),
    ),
    # more months than have room: by year
    "relation-long": MonthsChart(
        "Russia", "Iran", tuple(Month(f"{2022 + n // 12}-{n % 12 + 1:02}", n % 3, n % 5, 0) for n in range(30))
    ),
    "relation-of-peace": MonthsChart("Russia", "Iran", (Month("2025-05", 1, 0, 0), Month("2025-06", 2, 0, 0))),
    # no unclear one, and a band that is full
    "stance": CourseChart(
        "Russia",
        "Iran",
        (
            StancePoint(days("2024-01-17"), Side.FOR, Expressed.WORDS),
            StancePoint(days("2025-06-01", "2025-06-30"), Side.FOR, Expressed.ACTIONS),
            *(StancePoint(days("2025-06-22"), Side.AGAINST, Expressed.WORDS) for _ in range(90)),
        ),
        undated=2,
    ),
    "stance-unclear": CourseChart(
        "the European Union",
        "Iran",
        (
            StancePoint(days("2025-06-01"), Side.UNCLEAR, Expressed.INACTION),
            StancePoint(days("2025-06-01"), Side.AGAINST, Expressed.ACTIONS),
            StancePoint(DayRange(None, "2025-06-20"), Side.AGAINST, Expressed.WORDS),
        ),
    ),
}


def picture(name: str) -> str:
    """Returns the picture of a chart as SVG, one shape or text a line."""
    return canvas_of(CHARTS[name], Theme.DARK).svg().replace("><", ">\n<") + "\n"


def approved(name: str) -> str:
    """Returns the picture as it was found right."""
    return (PICTURES / f"{name}.svg").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in CHARTS:
        (PICTURES / f"{each}.svg").write_text(picture(each), encoding="utf-8")
