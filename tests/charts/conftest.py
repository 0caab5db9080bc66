"""Charts of any size, with names as hostile as an article may print them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

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
)
from bot.model.facts import Expressed

NAMES = (
    "Iran",
    "attack: Israel → Iran",
    "Strikes on Fordow, Natanz and Isfahan (attack)",
    "Office of the United Nations High Commissioner for Refugees in the Gulf and Asia",
    # One word of eighty letters, the widest there are.
    "W" * 80,
    # From right to left, alone and between words from left to right.
    "وزارة الخارجية الإيرانية",
    "attack: إسرائيل → إيران",
    "שיחות בין ישראל לאיראן בירושלים",
    # Letters that the font lacks.
    "中华人民共和国",
    "会谈: 习近平 → Vladimir Putin",
    # Markup, control characters, half a surrogate pair, a mark turning the rest round, emoji, marks piled on one letter.
    "<script>alert('&amp;')</script>]]>",
    "\x00\x0b\x1b[31m \ud800 \u202e gnp.exe",
    "🚀 𝕴𝖗𝖆𝖓 Z̸̡̛̤͎͓̈́̾a̵͔͋l̷͖̑g̴̙̀o̵͚͗",
    "\u200b\u2060",
    "",
)
names = st.sampled_from(NAMES) | st.text(max_size=90)
FIRST = date(1979, 1, 1).toordinal()


@st.composite
def days(draw: st.DrawFn) -> DayRange:
    """A day, a span of days, or one of which an end is open, close to the others or decades away."""
    start = draw(st.integers(0, 60)) + draw(st.sampled_from([0, 0, 0, 5_000, 12_000, 16_600]))
    span = draw(st.sampled_from([0, 0, 0, 6, 30, 365]))
    first, last = (date.fromordinal(FIRST + day).isoformat() for day in (start, start + span))
    return draw(st.sampled_from([DayRange(first, last)] * 8 + [DayRange(None, last), DayRange(first, None)]))


marks = st.builds(EventMark, days(), names, st.integers(0, 9), st.booleans())
strips = st.builds(
    StripChart,
    names,
    st.lists(marks, min_size=3, max_size=70).map(tuple),
    st.integers(0, 300),
)


@st.composite
def matrices(draw: st.DrawFn) -> MatrixChart:
    """Of one to three columns and up to seven rows."""
    ways = tuple(draw(st.lists(st.sampled_from(Expressed), min_size=1, max_size=3, unique=True)))
    position = st.none() | st.builds(Position, st.sampled_from(Side), st.integers(1, 2_000))
    row = st.builds(MatrixRow, names, st.just(()) | st.tuples(*[position for _ in ways]))
    return MatrixChart(draw(names), ways, tuple(draw(st.lists(row, min_size=2, max_size=7))))


@st.composite
def relations(draw: st.DrawFn) -> MonthsChart:
    """Of two months to forty, with gaps."""
    numbers = sorted(draw(st.sets(st.integers(0, 60), min_size=2, max_size=40)))
    count = st.integers(0, 12) | st.integers(0, 3_000)
    told = tuple(
        Month(f"{2019 + n // 12}-{n % 12 + 1:02}", draw(count), draw(count), draw(st.integers(0, 9))) for n in numbers
    )
    return MonthsChart(draw(names), draw(names), told, draw(st.integers(0, 9)))


points = st.builds(
    StancePoint, days(), st.sampled_from([Side.FOR, Side.UNCLEAR, Side.AGAINST]), st.sampled_from(Expressed)
)
courses = st.builds(CourseChart, names, names, st.lists(points, min_size=2, max_size=70).map(tuple), st.integers(0, 9))
charts = strips | matrices() | relations() | courses


def in_month(number: int, label: str = "attack: Israel → Iran") -> StripChart:
    """So many events of one month."""
    first = date(2025, 6, 1)
    every = (DayRange(day, day) for n in range(number) for day in [(first + timedelta(n * 7 % 30)).isoformat()])
    return StripChart("Iran", tuple(EventMark(each, f"{label} {n}", n % 4) for n, each in enumerate(every)))
