"""The index that answers are read from: what stands in it, in which order, and that a migrated library has it as a filed one does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.model.facts import Actor, ActorKind
from bot.model.library import Libraries
from bot.model.query import Period, Subject
from bot.store.articles import count_articles
from bot.store.counts import MOST_COUNTED, counts
from bot.store.events import events, has_events
from bot.store.evidence import VISIBLE
from bot.store.migrate import MIGRATIONS, _statements
from bot.store.quotations import quotations
from bot.store.removal import remove, restore
from bot.store.stances import stances
from tests.conftest import ACTORS, NOW

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

TABLES = ("events_by_subject", "stances_by_subject", "quotations_by_subject")
RUSSIA, IRAN = Subject("actor", "russia", "Russia"), Subject("actor", "iran", "Iran")
EVERYONE = Libraries()


@pytest.fixture(autouse=True)
def spokeswoman(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        ACTORS,
        "maria-zakharova",
        Actor("maria-zakharova", "Zakharova", ActorKind.PERSON, "Foreign Ministry spokeswoman", "russia"),
    )
    monkeypatch.setitem(ACTORS, "fordow", Actor("fordow", "Fordow", ActorKind.PLACE))


def story(tell: type[Tell]) -> Tell:
    return (
        tell("Putin condemned the strike. Israel struck Iran at Fordow. “Stop,” said Zakharova. Navalny wept over the oil cap.", published="2025-06-24")
        .issue("i.cap-oil", "oil cap")
        .event("struck", by="israel", to="iran", date="2025-06-22", place="Fordow")
        .event("wept", by="navalny")
        .stance("vladimir-putin", "condemned", "e1")
        .stance("navalny", "wept", "i.cap-oil")
        .quotation("maria-zakharova", "“Stop,”", about=("israel", "i.cap-oil"))
    )  # fmt: skip


def reforms(tell: type[Tell]) -> Tell:
    return (
        tell("Iran hates the French state pension reform law act bill. “No reform, no pension,” said Israel. Iran left.", published="2025-06-25")
        .issue("i.bill-act-french-law-pension", "French pension law act bill", "bill")
        .issue("i.reform", "reform", "reform,")
        .issue("i.reform-pension", "pension reform", "pension,")
        .event("said", by="israel")
        .event("left", by="iran")
        .stance("iran", "hates", "i.bill-act-french-law-pension")
        .quotation("israel", "“No reform, no pension,”", about=("i.reform", "i.reform-pension"))
    )  # fmt: skip


async def rows(database: Database, table: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await database.rows(f"SELECT * FROM {table}")}  # noqa: S608 - our own table names


async def test_facts_are_listed_under_everybody_involved(file: File, tell: type[Tell], database: Database) -> None:
    await file(story(tell))
    assert {row[:2] for row in await rows(database, "events_by_subject")} == {
        ("israel", "2025-06-22"),
        ("iran", "2025-06-22"),
        ("fordow", "2025-06-22"),
        ("i.cap-oil", "2025-06-24"),
        ("i.cap", "2025-06-24"),
        ("navalny", "2025-06-24"),  # undated: the day of its article; he has no office, so Russia did nothing
    }
    assert {(*row[:3], row[5]) for row in await rows(database, "stances_by_subject")} == {
        (who, target, "2025-06-24", own)
        for who, own, targets in (
            ("vladimir-putin", 1, ("", "israel")),
            ("russia", 0, ("", "israel")),
            ("navalny", 1, ("", "i.cap-oil", "i.cap")),
        )
        for target in targets
    }
    assert {(*row[:3], row[5]) for row in await rows(database, "quotations_by_subject")} == {
        (who, about, "2025-06-24", own)
        for who, own in (("maria-zakharova", 1), ("russia", 0))
        for about in ("", "israel", "i.cap-oil", "i.cap")
    }


@pytest.mark.sqlite_only
async def test_a_migrated_library_has_the_same(file: File, tell: type[Tell], database: Database) -> None:
    await file(story(tell), tell("Iran fled.").event("fled", by="iran"), reforms(tell))
    filed = [await rows(database, table) for table in TABLES]
    scripts = [
        (MIGRATIONS / name).read_text(encoding="utf-8") for name in ("0027_by_subject.sql", "0038_wider_issues.sql")
    ]
    first = re.findall(r"INSERT INTO \w+_by_subject.*?;", scripts[0], re.DOTALL)
    assert len(first) == len(TABLES)
    async with database.transaction() as transaction:
        for table in TABLES:
            await transaction.run(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        for statement in (*first, *_statements(scripts[1])):
            await transaction.run(statement)
    assert [await rows(database, table) for table in TABLES] == filed


async def test_reading_again_and_removing_leave_nothing_behind(
    file: File, tell: type[Tell], database: Database
) -> None:
    [number] = await file(story(tell))
    before = [len(await rows(database, table)) for table in TABLES]
    await file(story(tell), reader="test-2")
    assert [len(await rows(database, table)) for table in TABLES] == before
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=number)
    assert [len(await rows(database, table)) for table in TABLES] == [0, 0, 0]


async def test_a_spokeswoman_speaks_for_her_state_and_a_dissident_does_not(
    file: File, tell: type[Tell], database: Database
) -> None:
    await file(story(tell), tell("“No,” said Navalny.").quotation("navalny", "“No,”"))
    assert [said.content for said in await quotations(database, EVERYONE, "russia")] == ["“Stop,”"]
    assert [held.holder.id for held in await stances(database, EVERYONE, "russia", None)] == ["vladimir-putin"]


@pytest.mark.parametrize(
    ("period", "cues"),
    [
        (Period(), ["may", "june", "none"]),
        (Period(since="2025-06-01"), ["june", "none"]),
        # What may have happened then is in: May until its last day.
        (Period(since="2025-05-31", until="2025-06-01"), ["may"]),
        # What has no date may have happened when its article was published.
        (Period(since="2025-06-24"), ["none"]),
    ],
)
async def test_events_of_a_period(
    file: File, tell: type[Tell], database: Database, period: Period, cues: list[str]
) -> None:
    told = tell("Iran did may. Iran did june. Iran did none.", published="2025-06-24")
    for cue, date in (("may", "2025-05"), ("june", "2025-06-02"), ("none", None)):
        told.event(cue, by="iran", date=date)
    await file(told)
    found = await events(database, EVERYONE, IRAN, period)
    assert [event.evidence.sentence.split()[-1].strip(".") for event in found] == cues


# A timeline of a period has an event without a date by its article's day, and none of an article without one.
@pytest.mark.parametrize(("published", "there"), [("2025-06-24", True), ("2025-05-24", False), (None, False)])
async def test_whether_there_is_an_event_of_a_period(
    file: File, tell: type[Tell], database: Database, published: str | None, *, there: bool
) -> None:
    await file(tell("Iran did none.", published=published).event("none", by="iran"))
    assert await has_events(database, EVERYONE, IRAN, Period(since="2025-06-01")) is there


# The first few are looked at first: what is shown may stand behind many that are not.
@pytest.mark.parametrize(("mode", "there"), [("actual", True), ("negated", False)])
async def test_whether_there_is_an_event_behind_many_that_are_not_shown(
    file: File, tell: type[Tell], database: Database, mode: str, *, there: bool
) -> None:
    told = tell(" ".join(f"Iran did n{number}x." for number in range(30)))
    for number in range(30):
        told.event(f"n{number}x", by="iran", mode="negated" if number else mode)
    await file(told)
    assert await has_events(database, EVERYONE, IRAN) is there


async def test_stances_and_quotations_of_a_period(file: File, tell: type[Tell], database: Database) -> None:
    for day in ("2025-06-01", "2025-06-03", None):
        await file(
            tell(f"Russia scorned Iran on {day}. “No,” said Russia.", published=day)
            .stance("russia", "scorned", "iran")
            .quotation("russia", "“No,”", about=("iran",))
        )
    period = Period("2025-06-02", "2025-06-30")
    for who in ("russia", None):
        held = await stances(database, EVERYONE, who, IRAN, period)
        assert [stance.evidence.source.published for stance in held] == ["2025-06-03"]
    for about in (IRAN, None):
        said = await quotations(database, EVERYONE, "russia", about, period)
        assert [quotation.evidence.source.published for quotation in said] == ["2025-06-03"]


async def test_the_newest_are_kept_where_there_are_more_than_an_answer_shows(
    file: File, tell: type[Tell], database: Database
) -> None:
    for day in ("2025-06-03", "2025-06-01", "2025-06-02"):
        await file(tell(f"Russia scorned Iran on {day}.", published=day).stance("russia", "scorned", "iran"))
    found = await stances(database, EVERYONE, "russia", IRAN, most=2)
    assert {stance.evidence.source.published for stance in found} == {"2025-06-03", "2025-06-02"}
    said = await quotations(database, EVERYONE, "russia", most=2)
    assert said == []


async def test_removed_articles_do_not_count_among_the_newest(
    file: File, tell: type[Tell], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.events.LATEST", 1)
    kept, gone = await file(
        *(tell(f"Iran fled on {day}.", published=day).event("fled", by="iran") for day in ("2025-06-01", "2025-06-02"))
    )
    await remove(database, gone, "everyone", NOW)
    assert [event.evidence.source.article for event in await events(database, EVERYONE, IRAN)] == [kept]


async def test_counts_stop_where_they_say_more(file: File, tell: type[Tell], database: Database) -> None:
    told = tell(" ".join(f"Iran did n{number}x." for number in range(MOST_COUNTED + 5)))
    for number in range(MOST_COUNTED + 5):
        told.event(f"n{number}x", by="iran")
    await file(told)
    assert (await counts(database, EVERYONE, IRAN)).events == MOST_COUNTED + 1


async def test_the_number_of_articles_shown_is_always_that_of_those_one_sees(
    file: File, tell: type[Tell], database: Database
) -> None:
    own = Libraries("111")

    async def agree(number: int) -> None:
        [[seen]] = await database.rows(f"SELECT count(*) FROM articles a WHERE {VISIBLE}", own=own.own)  # noqa: S608 - made of a constant
        assert await count_articles(database, own) == seen == number

    await agree(0)
    [mine, _] = await file(tell("Iran fled."), tell("Iran ran."), library="111")
    await agree(2)
    [twin] = await file(tell("Iran fled."))  # the same words in everyone's library are not shown beside it
    await agree(2)
    await remove(database, twin, "everyone", NOW)
    await agree(2)
    await restore(database, twin, "everyone")
    await remove(database, mine, "111", NOW)
    await agree(2)
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=twin)
    await agree(1)
