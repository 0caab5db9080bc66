"""Tests the numbers found in sentences, and where reports of one event give different numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.answers.figures import figures
from bot.model.query import TimelineQuery

if TYPE_CHECKING:
    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import Ask, File, Subjects, Tell


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Ask:
    async def asked(about: str) -> Answer:
        return await answer(database, TimelineQuery(subject(about)), everyone)

    return asked


COUNTED = [
    ("The strike killed 4 people.", {"killed": 4}),
    # what happened to people follows, stands alone, or is a noun
    ("Five soldiers were killed on the border.", {"killed": 5}),
    ("The blast left 39 dead.", {"killed": 39}),
    ("Police counted seven fatalities.", {"killed": 7}),
    # two numbers in one sentence, the second with only a verb
    ("It killed at least five civilians and injured 20 others.", {"killed": 5, "injured": 20}),
    ("4 people were killed and 12 wounded.", {"killed": 4, "injured": 12}),
    # thousands
    ("At least 1,200 people died.", {"killed": 1200}),
    # things
    ("Iran fired 12 missiles at the base.", {"missiles": 12}),
    # people to whom nothing happened may be anyone
    ("The city has 20000 people.", {}),
    # two numbers for one thing: which is meant is unclear
    ("Four people were killed on Monday and two people were killed on Tuesday.", {}),
    # parts of other numbers, and words that are no numbers
    ("It cost 1.5 killed hopes and many died.", {}),
]


@pytest.mark.parametrize(("sentence", "counted"), COUNTED)
def test_numbers_of_a_sentence(sentence: str, counted: dict[str, int]) -> None:
    assert figures(sentence) == counted


STRIKE = "Israel struck the Iran fuel depot near Isfahan{}, killing {} workers."


def strike(tell: type[Tell], outlet: str, killed: str, date: str | None = "2025-06-23", when: str = "") -> Tell:
    told = tell(STRIKE.format(when, killed), outlet=outlet, published="2025-06-24")
    return told.event("struck", by="israel", to="iran", date=date)


async def test_reports_of_one_event_are_one_line_with_their_figures_side_by_side(
    file: File, tell: type[Tell], ask: Ask
) -> None:
    await file(
        strike(tell, "A", "four"), strike(tell, "B", "5", when=" on Monday"), strike(tell, "C", "four", when=" at dawn")
    )
    [line] = (await ask("israel")).sections[0].lines
    assert line.mark == "3 reports by A, B and C"
    assert line.differ == ("killed: 4 (A and C), 5 (B)",)
    assert [evidence.source.outlet for evidence in line.evidence] == ["A", "B", "C"]


async def test_reports_that_agree_differ_in_nothing(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(strike(tell, "A", "four"), strike(tell, "B", "4", when=" on Monday"))
    [line] = (await ask("israel")).sections[0].lines
    assert (line.mark, line.differ) == ("2 reports by A and B", ())


DATES = [
    # two different days
    ("2025-06-22", "2025-06-23", ("dates: 22 June 2025 (A), 23 June 2025 (B)",)),
    # an approximate day
    ("2025-06-23", "2025-06-22~", ("dates: about 22 June 2025 (B), 23 June 2025 (A)",)),
    # a month agrees with a day in it, and so does no date
    ("2025-06-23", "2025-06", ()),
    ("2025-06-23", None, ()),
    ("2025-06-23", "2025-06-23", ()),
]


@pytest.mark.parametrize(("one", "other", "differ"), DATES)
async def test_dates_that_differ_stand_side_by_side(
    one: str, other: str | None, differ: tuple[str, ...], file: File, tell: type[Tell], ask: Ask
) -> None:
    def raid(outlet: str, when: str, date: str | None) -> Tell:
        return tell(f"Israel launched Operation Dawn {when}.", outlet=outlet).event(
            "launched", by="israel", name="Operation Dawn", date=date
        )

    await file(raid("A", "early", one), raid("B", "late", other))
    [line] = (await ask("israel")).sections[0].lines
    assert line.differ == differ


# An actor leaves only once: outlets in other time zones give the day before or after, but it is the same event.
@pytest.mark.parametrize(("kind", "lines"), [("RETREAT", 1), ("ASSAULT", 2)])
async def test_the_day_after_is_another_time_but_of_what_is_done_once(
    kind: str, lines: int, file: File, tell: type[Tell], ask: Ask
) -> None:
    def left(outlet: str, date: str) -> Tell:
        words = f"Putin left the nuclear talks in Vienna with Iran, says {outlet}."
        return tell(words, outlet=outlet, published="2025-06-24").event(
            "left", by="vladimir-putin", to="iran", kind=kind, date=date
        )

    await file(left("A", "2025-06-22"), left("B", "2025-06-23"))
    assert len((await ask("vladimir-putin")).sections[0].lines) == lines
