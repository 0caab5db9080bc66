"""Tests that issues are filed with their places, found by who is for or against them, and deleted with their article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.model.query import Subject
from bot.store.counts import counts
from bot.store.events import events
from bot.store.issues import meant
from bot.store.quotations import quotations
from bot.store.removal import purge_removed, remove, restore
from bot.store.servers import purge
from bot.store.stances import held_on, stances
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

REFORM = Subject("issue", "i.reform-pension", "pension reform")
FRENCH = Subject("issue", "i.reform-french-pension", "French pension reform")


@pytest.fixture
def story(tell: type[Tell]) -> Tell:
    return (
        tell("Russia praised the pension reform. Iran rejected the reform in talks. “The pension reform is dead,” said Israel. Iran flew home.")
        .issue("i.reform-pension", "pension reform", "the reform")
        .stance("russia", "praised", "i.reform-pension", "supports")
        .stance("iran", "rejected", "i.reform-pension")
        .quotation("israel", "“The pension reform is dead,”", about=("i.reform-pension",))
        .event("talks", by="iran", kind="CONSULT")
        .event("flew", by="iran", kind="OTHER")
    )  # fmt: skip


async def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await database.rows(f"SELECT * FROM {table}")]  # noqa: S608 - our own table names


async def test_everybodys_stances_on_an_issue_and_one_holders(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    await file(story)
    found = await stances(database, everyone, None, REFORM)
    assert [(stance.holder.id, str(stance.polarity), stance.target) for stance in found] == [
        ("russia", "supports", REFORM),
        ("iran", "opposes", REFORM),
    ]
    assert [stance.holder.id for stance in await stances(database, everyone, "iran", REFORM)] == ["iran"]
    assert [stance.target for stance in await stances(database, everyone, "russia", None)] == [REFORM]


async def test_events_told_with_an_issue_are_in_its_timeline(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    await file(story)
    assert [event.evidence.sentence for event in await events(database, everyone, REFORM)] == [
        "Iran rejected the reform in talks."
    ]


async def test_quotations_about_an_issue_by_anybody_and_by_one_speaker(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    await file(story)
    assert [quotation.speaker.id for quotation in await quotations(database, everyone, None, REFORM)] == ["israel"]
    assert await quotations(database, everyone, "iran", REFORM) == []


async def test_facts_are_counted_as_they_are_shown(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    await file(story)
    found = await counts(database, everyone, REFORM)
    assert (found.stances, found.events, found.quotations) == (2, 1, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        # Who is for the French reform is for a reform.
        (REFORM, ["russia", "iran"]),
        (FRENCH, ["iran"]),
    ],
)
async def test_a_narrower_issue_answers_for_the_wider_one(
    file: File, tell: type[Tell], database: Database, everyone: Libraries, asked: Subject, found: list[str]
) -> None:
    await file(
        tell("Russia praised the pension reform.").issue(REFORM.id, "pension reform").stance("russia", "praised", REFORM.id, "supports"),
        tell("Iran hates the French pension reform.").issue(FRENCH.id, "French pension reform").stance("iran", "hates", FRENCH.id),
        tell("Israel hates the tax reform.").issue("i.reform-tax", "tax reform").stance("israel", "hates", "i.reform-tax"),
    )  # fmt: skip
    assert [stance.holder.id for stance in await stances(database, everyone, None, asked)] == found


# A stance stands under every wider issue too, which no article may name.
async def test_what_a_holder_has_stances_on_is_named_as_narrowly_as_it_was(
    file: File, tell: type[Tell], database: Database, everyone: Libraries
) -> None:
    await file(
        tell("Iran hates the French pension reform.").issue(FRENCH.id, "French pension reform").stance("iran", "hates", FRENCH.id)
    )  # fmt: skip
    assert await held_on(database, everyone, Subject("actor", "iran", "Iran")) == [FRENCH.id]


@pytest.mark.parametrize(("asked", "there"), [(REFORM, 1), (FRENCH, 1), (Subject("issue", "i.tax", "tax"), 0)])
async def test_events_and_quotations_of_a_narrower_issue_are_the_wider_ones(
    file: File, tell: type[Tell], database: Database, everyone: Libraries, asked: Subject, there: int
) -> None:
    await file(
        tell("Iran struck over the French pension reform. “No,” said Israel.")
        .issue(FRENCH.id, "French pension reform")
        .event("struck", by="iran")
        .quotation("israel", "“No,”", about=(FRENCH.id,))
    )
    assert len(await events(database, everyone, asked)) == there
    assert len(await quotations(database, everyone, None, asked)) == there
    found = await counts(database, everyone, asked)
    assert (found.events, found.quotations) == (there, there)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (REFORM, ["i.reform-french-pension", "i.reform-pension"]),
        (FRENCH, ["i.reform-french-pension"]),
        # What no article names includes what some do.
        (Subject("issue", "i.reform", "reform"), ["i.reform", "i.reform-french-pension", "i.reform-pension", "i.reform-tax"]),
        (Subject("actor", "i", "I"), ["i"]),
    ],
)  # fmt: skip
async def test_the_ids_that_a_subject_includes(
    file: File, tell: type[Tell], database: Database, asked: Subject, ids: list[str]
) -> None:
    for issue in ("i.reform-pension", "i.reform-french-pension", "i.reform-tax", "i.reformation"):
        await file(*(tell(f"The {issue} {number}.").issue(issue, issue) for number in range(2)))
    assert json.loads(await meant(database, asked)) == ids


async def test_everybodys_stances_on_actors_and_events(
    file: File, tell: type[Tell], database: Database, everyone: Libraries
) -> None:
    await file(
        tell("Iran struck. Russia condemned the strike. Israel scolded Iran.")
        .event("struck", by="iran", name="Operation Dusk")
        .stance("russia", "condemned", "e1")
        .stance("israel", "scolded", "iran")
    )
    on_actor = await stances(database, everyone, None, Subject("actor", "iran", "Iran"))
    assert [stance.holder.id for stance in on_actor] == ["russia", "israel"]
    on_event = await stances(database, everyone, None, Subject("event", "e.operation-dusk", "Operation Dusk"))
    assert [stance.holder.id for stance in on_event] == ["russia"]


async def test_a_removed_article_takes_its_issues_and_brings_them_back(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    [number] = await file(story)
    await remove(database, number, "everyone", NOW)
    assert await stances(database, everyone, None, REFORM) == []
    await restore(database, number, "everyone")
    assert len(await stances(database, everyone, None, REFORM)) == 2


@pytest.mark.parametrize("how", ["purged", "of a server whose data is deleted", "read again without them"])
async def test_nothing_of_an_issue_is_left_behind(
    file: File, story: Tell, tell: type[Tell], database: Database, how: str
) -> None:
    [number] = await file(story, library="900")
    assert await rows(database, "issue_mentions")
    if how == "purged":
        await remove(database, number, "900", NOW)
        await purge_removed(database, NOW.replace(year=2030))
    elif how == "read again without them":
        await file(tell(story.article.text), library="900")
    else:
        await purge(database, "900")
    for table in ("issues", "issue_mentions", "quotation_subjects", "stances"):
        assert await rows(database, table) == [], table


async def test_another_servers_issues_are_not_seen(
    file: File, story: Tell, database: Database, everyone: Libraries
) -> None:
    await file(story, library="900")
    assert await stances(database, everyone, None, REFORM) == []
    assert await events(database, everyone, REFORM) == []
    assert await quotations(database, everyone, None, REFORM) == []
