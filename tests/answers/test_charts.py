"""Tests what the picture of an answer shows, and that there is none where there is too little for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.answers.charts import days_of
from bot.model.chart import (
    CourseChart,
    DayRange,
    MatrixChart,
    MatrixRow,
    Month,
    MonthsChart,
    Position,
    Side,
    StripChart,
)
from bot.model.facts import Expressed
from bot.model.query import CompareQuery, RelationQuery, StanceQuery, Subject, TimelineQuery

if TYPE_CHECKING:
    from bot.model.chart import Chart
    from bot.model.library import Libraries
    from bot.model.query import Query
    from bot.store.database import Database
    from tests.conftest import File, Subjects, Tell

CAP = Subject("issue", "i.cap-oil", "oil cap")


class Asked:
    """Asks a library."""

    def __init__(self, database: Database, everyone: Libraries, subject: Subjects) -> None:
        self.database, self.everyone, self.subject = database, everyone, subject

    async def chart(self, query: Query) -> Chart | None:
        return (await answer(self.database, query, self.everyone)).chart


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Asked:
    return Asked(database, everyone, subject)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2025-06-22", DayRange("2025-06-22", "2025-06-22")),
        ("2025-06~", DayRange("2025-06-01", "2025-06-30")),
        ("2025-06-20/2025-06-22", DayRange("2025-06-20", "2025-06-22")),
        ("2025-06-20/..", DayRange("2025-06-20", None)),
        ("../2025-06", DayRange(None, "2025-06-30")),
        # Open at both ends it may be any day, and nothing can be drawn.
        ("../..", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_days_a_date_may_mean(edtf: str | None, days: DayRange | None) -> None:
    assert days_of(edtf) == days


async def test_a_timeline_has_a_mark_for_each_dated_event(file: File, tell: type[Tell], ask: Asked) -> None:
    await file(
        tell("Iran spoke. Israel attacked Iran. Iran will visit Russia. Iran waited. It shook.", published="2025-06-24")
        .event("spoke", by="iran", kind="OTHER")
        .event("attacked", by="israel", to="iran", date="2025-06-22")
        .event("visit", by="iran", to="russia", kind="CONSULT", mode="planned", date="2025-07")
        .event("waited", by="iran", kind="OTHER", date="2025-06-20"),
    )
    chart = await ask.chart(TimelineQuery(ask.subject("iran")))
    assert isinstance(chart, StripChart)
    assert chart.about == "Iran"
    assert chart.undated == 1
    assert [(mark.days, mark.label, mark.weight, mark.planned) for mark in chart.marks] == [
        (DayRange("2025-07-01", "2025-07-31"), "visit: Iran → Russia", 1, True),
        (DayRange("2025-06-22", "2025-06-22"), "attacked: Israel → Iran", 1, False),
        (DayRange("2025-06-20", "2025-06-20"), "waited: Iran", 1, False),
    ]


@pytest.mark.parametrize(
    ("dates", "drawn"),
    [
        (("2025-06-01", "2025-06-02", "2025-06-03"), True),
        (("2025-06-01", "2025-06-02"), False),
        (("2025-06-01", "2025-06-02", None, None), False),
        # All on one day: a timeline would be a dot.
        (("2025-06-01", "2025-06-01", "2025-06-01"), False),
    ],
)
async def test_too_few_dated_events_are_not_drawn(
    file: File, tell: type[Tell], ask: Asked, dates: tuple[str | None, ...], drawn: bool
) -> None:
    cues = ("spoke", "struck", "fled", "waited")
    told = tell("Iran spoke. Iran struck. Iran fled. Iran waited.")
    for cue, date in zip(cues, dates, strict=False):
        told = told.event(cue, by="iran", kind="OTHER", date=date)
    await file(told)
    assert bool(await ask.chart(TimelineQuery(ask.subject("iran")))) == drawn


@pytest.fixture
async def sides(file: File, tell: type[Tell]) -> None:
    """An oil cap: one actor for it, one against it in words and in actions, one both."""
    await file(
        tell("Russia supports the oil cap. Iran condemned the oil cap. Iran broke the oil cap.", published="2025-06-20")
        .issue("i.cap-oil", "oil cap")
        .stance("russia", "supports", "i.cap-oil", "supports")
        .stance("iran", "condemned", "i.cap-oil")
        .stance("iran", "broke", "i.cap-oil", by="deeds"),
        tell("Israel praised the oil cap, then Israel rejected it. Iran slammed the oil cap.", published="2024-06")
        .issue("i.cap-oil", "oil cap")
        .stance("israel", "praised", "i.cap-oil", "supports")
        .stance("israel", "rejected", "i.cap-oil")
        .stance("iran", "slammed", "i.cap-oil"),
        tell("Iran mocked the oil cap.").issue("i.cap-oil", "oil cap").stance("iran", "mocked", "i.cap-oil"),
    )


@pytest.mark.usefixtures("sides")
async def test_a_comparison_has_a_row_for_each_actor_by_side(ask: Asked) -> None:
    actors = tuple(ask.subject(actor) for actor in ("iran", "united-states", "israel", "russia"))
    chart = await ask.chart(CompareQuery(CAP, actors))
    assert chart == MatrixChart(
        "oil cap",
        (Expressed.WORDS, Expressed.ACTIONS),
        (
            MatrixRow("Russia", (Position(Side.FOR, 1), None)),
            MatrixRow("Iran", (Position(Side.AGAINST, 3), Position(Side.AGAINST, 1))),
            MatrixRow("Israel", (Position(Side.BOTH, 1), None)),
            MatrixRow("US"),
        ),
    )
    assert await ask.chart(CompareQuery(CAP, actors[:2])) is None, "one party is no comparison"


@pytest.mark.usefixtures("sides")
async def test_a_position_over_time_has_a_point_for_each_sentence(ask: Asked) -> None:
    chart = await ask.chart(StanceQuery(ask.subject("iran"), CAP))
    assert isinstance(chart, CourseChart)
    assert (chart.holder, chart.on, chart.undated) == ("Iran", "oil cap", 1)
    assert sorted((point.days.start, point.days.end, point.side, point.expressed) for point in chart.points) == [
        ("2024-06-01", "2024-06-30", Side.AGAINST, Expressed.WORDS),
        ("2025-06-20", "2025-06-20", Side.AGAINST, Expressed.ACTIONS),
        ("2025-06-20", "2025-06-20", Side.AGAINST, Expressed.WORDS),
    ]
    assert await ask.chart(StanceQuery(ask.subject("russia"), CAP)) is None, "one date is no course"
    assert await ask.chart(StanceQuery(ask.subject("iran"))) is None


async def test_a_relation_has_bars_by_month(file: File, tell: type[Tell], ask: Asked) -> None:
    told = (
        tell("Russia aided Iran. Iran accused Russia. Russia met Iran. Russia helped Iran.", published="2025-05-10")
        .event("aided", by="russia", to="iran", kind="AID", date="2025-05-09")
        .event("accused", by="iran", to="russia", kind="ACCUSE", date="2025-05")
        .event("met", by="russia", to="iran", kind="OTHER", date="2025-04-02")
    )
    query = RelationQuery(ask.subject("russia"), ask.subject("iran"))
    [number] = await file(told)
    assert number
    assert await ask.chart(query) is None, "all cooperation and conflict in one month"
    await file(
        tell("Iran thanked Russia. Russia helped Iran for years.", published="2025-06-23")
        .event("thanked", by="iran", to="russia", kind="SUPPORT")
        .event("helped", by="russia", to="iran", kind="AID", date="2024/2025")
    )
    assert await ask.chart(query) == MonthsChart(
        "Russia",
        "Iran",
        (Month("2025-04", 0, 0, 1), Month("2025-05", 1, 1, 0), Month("2025-06", 1, 0, 0)),
        unplaced=1,
    )
