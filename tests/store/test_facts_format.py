"""Tests that stored facts are in the facts format as reading returned them, with no more than they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.model.library import Libraries
from bot.render.facts_json import facts
from bot.store.facts_format import in_facts_format

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

TEXT = "Iran struck Israel. Russia condemned the raid over the oil cap. “Criminal,” Araghchi said. Putin is in Oslo. It ended."


@pytest.fixture
def told(tell: type[Tell]) -> Tell:
    return (
        tell(TEXT, title="Dawn", outlet="The Wire", url="https://a.test/1", published="2025-06-24")
        .issue("i.cap-oil", "oil cap")
        .event("struck", by="iran", to="israel", name="Operation Dawn", date="2025-06-23", place="Natanz", sure=0.8)
        .event("ended", after=("e1",), mode="planned", voice="abbas-araghchi")
        .stance("russia", "condemned", "e1", sure=0.7)
        .stance("russia", "condemned", "i.cap-oil")
        .stance("russia", "condemned", "iran", "supports", "deeds")
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1", "i.cap-oil"))
        .quotation("abbas-araghchi", "“Criminal,”", cue=None, kind="indirect")
    )


def places(told: Tell, *words: str) -> list[tuple[str, int, int]]:
    return [(table, 1, told.at(each).start) for each in words for table in ("events", "stances", "quotations")]


async def test_facts_are_as_they_were_read(database: Database, file: File, told: Tell) -> None:
    await file(told)
    [found] = await in_facts_format(database, Libraries(), places(told, "struck", "condemned", "“Criminal,”", "ended"))
    read = facts(told.reading(), "https://a.test/1")
    for part in ("format", "path", "reader", "stances", "quotations"):
        assert found[part] == read[part], part
    assert found["events"] == [{key: each[key] for key in each if key != "mentions"} for each in read["events"]]
    assert found["article"] == read["article"] | {"id": "1", "text": None}
    # only the sentences, actors and issues that facts are about
    assert [(each["start"], each["words"]) for each in found["sentences"]] == [
        (read["sentences"][number]["start"], words)
        for number, words in ((0, "Iran struck Israel."), (1, "Russia condemned the raid over the oil cap."), (2, "“Criminal,” Araghchi said."), (4, "It ended."))
    ]  # fmt: skip
    named = {"iran", "israel", "russia", "abbas-araghchi"}
    known = {each["id"]: {key: each[key] for key in each if key != "local"} for each in read["actors"]}
    assert {each["id"]: each for each in found["actors"]} == {id_: known[id_] for id_ in named}
    assert found["issues"] == [{"id": "i.cap-oil", "name": "oil cap", "mentions": []}]


# A fact is asked for by its own table, article and place, and brings nothing of others.
@pytest.mark.parametrize(
    ("asked", "counts", "actors"),
    [
        (("events", 1, "struck"), (1, 0, 0), {"iran", "israel"}),
        (("events", 1, "condemned"), (0, 0, 0), set()),
        (("quotations", 1, "“Criminal,”"), (0, 0, 2), {"abbas-araghchi", "iran"}),
        (("events", 2, "struck"), (0, 0, 0), set()),
    ],
)
async def test_only_what_is_asked_for(
    asked: tuple[str, int, str],
    counts: tuple[int, int, int],
    actors: set[str],
    database: Database,
    file: File,
    told: Tell,
) -> None:
    other: Any = type(told)("Nothing happened.")
    await file(told, other)
    table, article, words = asked
    [found] = await in_facts_format(database, Libraries(), [(table, article, told.at(words).start)])
    assert (len(found["events"]), len(found["stances"]), len(found["quotations"])) == counts
    assert {each["id"] for each in found["actors"]} == actors
    # an article without a link goes by its number
    assert found["path"] == ("https://a.test/1" if article == 1 else "article 2")
