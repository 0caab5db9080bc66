"""Tests what the name index gets about the actors and events of filed articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import bot.store.name_entries as module
from bot.names import NameEntry
from bot.store.name_entries import entries, entries_in, events_of, still_told, with_more
from bot.store.removal import remove
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell


async def test_facts_of_every_kind_count(database: Database, file: File, tell: type[Tell]) -> None:
    await file(
        tell("Russia condemned Israel. Israel struck.")
        .event("struck", by="israel")
        .stance("russia", "condemned", "israel")
    )
    await file(tell("Israel struck Iran.").event("struck", by="israel", to="iran"))
    facts = {entry.id: entry.facts for entry in await entries(database, {}) if entry.kind == "actor"}
    assert {name_id: facts[name_id] for name_id in ("israel", "russia", "iran")} == {
        "israel": 2,
        "russia": 1,
        "iran": 1,
    }


# What no visible article tells any more goes from the names in memory; what one library has left is not another's.
async def test_names_that_are_still_told(database: Database, file: File, tell: type[Tell]) -> None:
    told = tell("Iran struck Israel over the oil cap.").issue("i.cap-oil", "oil cap")
    [number] = await file(told.event("struck", by="iran", to="israel", name="Operation Dawn"), library="1")
    keys = {
        (name, library) for name in ("iran", "e.operation-dawn", "i.cap-oil", "nobody") for library in ("1", "everyone")
    }
    assert await still_told(database, keys) == {(name, "1") for name in ("iran", "e.operation-dawn", "i.cap-oil")}
    await remove(database, number, "1", NOW)
    assert await still_told(database, keys) == set()


# As if all articles had been counted together: the later name in the alphabet, whichever article came first.
def test_what_two_articles_tell_of_a_name() -> None:
    one = NameEntry(
        "i.cap", "issue", "oil cap", aliases=("cap",), note="issue", facts=2, latest="2025-06-01", named=False,
        words=("cap",), participants=("Iran", "Oslo"), recipients=("Oslo",), places=("Oslo",), date="2025-06-01",
    )  # fmt: skip
    other = replace(
        one, name="price cap", aliases=("cap", "oil cap"), facts=3, latest=None, named=True, words=("cap", "price"),
        participants=("Iran", "US"), recipients=("Iran", "US"), places=("Perth",), date="2025-05-01",
    )  # fmt: skip
    both = with_more(one, other)
    assert both == replace(
        one, name="price cap", aliases=("cap", "oil cap"), facts=5, named=True, words=("cap", "price"), participants=("Iran", "Oslo", "US"),
        recipients=("Oslo", "US"), places=("Perth",),
    )  # fmt: skip
    again = with_more(other, one)
    assert replace(again, words=()) == replace(both, words=())
    event = with_more(replace(one, kind="event"), replace(other, kind="event"))
    assert (event.aliases, event.note) == (("cap", "oil cap"), "1 June 2025, Perth")


# An agent in one report is not merely a recipient, even if it is one in another.
@pytest.mark.parametrize(("second", "recipients"), [({"by": "israel", "to": "iran"}, ("Iran",)), ({"by": "iran"}, ())])
async def test_recipients_of_events_are_known(
    database: Database, file: File, tell: type[Tell], second: dict[str, str], recipients: tuple[str, ...]
) -> None:
    await file(
        tell("Israel began Operation Dawn on Iran.").event("began", by="israel", to="iran", name="Operation Dawn")
    )
    await file(tell("Iran and Israel saw Operation Dawn.").event("saw", name="Operation Dawn", **second))
    [event] = [entry for entry in await entries(database, {}) if entry.kind == "event"]
    assert sorted(event.participants) == ["Iran", "Israel"]
    assert event.recipients == recipients


@pytest.mark.parametrize(
    ("published", "told", "note"),
    [
        ("2025-06-23", {"date": "2025-06-22", "place": "Fordow"}, "22 June 2025, Fordow"),
        ("2025-06-23", {"place": "Fordow"}, "in the news June 2025, Fordow"),
        (None, {"date": "2025-06"}, "June 2025"),
        ("no date", {}, ""),
        (None, {}, ""),
    ],
)
async def test_an_event_is_told_apart_by_when_and_where(
    database: Database, file: File, tell: type[Tell], published: str | None, told: dict[str, str], note: str
) -> None:
    [number] = await file(tell("Israel struck.", published=published).event("struck", by="israel", **told))
    [event] = (await events_of(database, [f"{number}.e1"])).values()
    assert event.note == note


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("whose", "articles"), [("a", module._STORED), ("o", module._INSTEAD)])
async def test_an_actors_events_are_counted_article_by_article(database: Database, whose: str, articles: str) -> None:
    asked = module._ACTORS.format(whose=whose, articles=articles.format(of="c", which="1"))
    plan = await database.rows(f"EXPLAIN QUERY PLAN {asked}")
    sought = [row["detail"] for row in plan if row["detail"].startswith("SEARCH p ")]
    assert sought
    assert all("event=?" in step for step in sought), sought


async def test_an_issue_goes_by_the_name_of_most_articles_and_its_facts_are_counted(
    database: Database, file: File, tell: type[Tell]
) -> None:
    cap = "i.cap-oil-price"
    numbers = await file(
        tell("Iran hit the oil price cap.").issue(cap, "oil price cap").stance("iran", "hit", cap),
        tell("Russia met on a cap on oil prices. Putin said “the cap on oil prices fails”.")
        .issue(cap, "cap on oil prices")
        .event("met", by="russia")
        .quotation("vladimir-putin", "“the cap on oil prices fails”", about=(cap,)),
        tell("Israel backs the oil price cap.").issue(cap, "oil price cap").stance("israel", "backs", cap, "supports"),
    )
    [entry] = [entry for entry in await entries(database, {}) if entry.kind == "issue"]
    assert (entry.id, entry.name, entry.aliases, entry.facts) == (cap, "oil price cap", ("cap on oil prices",), 4)
    # What one article adds is the same as if all had been counted together.
    first, second = [(await entries_in(database, {}, some))[cap, "everyone"] for some in (numbers[:2], numbers[2:])]
    assert with_more(first, second).facts == entry.facts
    assert {with_more(first, second).name, *with_more(first, second).aliases} == {entry.name, *entry.aliases}
