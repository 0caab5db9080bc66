"""Tests that reports of one event get one key, in whatever order they are filed, and never the key of another event."""

from __future__ import annotations

from itertools import combinations, permutations, product
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.facts import EventType, Mode
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Subject
from bot.store import one_event, reports
from bot.store.articles import file_reading
from bot.store.database import Database, open_database
from bot.store.events import events, key_now
from bot.store.removal import purge_removed, remove, restore
from bot.store.reports import join_all
from tests.conftest import NOW, entered

if TYPE_CHECKING:
    from tests.conftest import File, Tell

OWN, OTHERS = "111", "222"

STRIKE = "Israel struck the Iran fuel depot near Isfahan{}, killing four workers."
MONDAY, TUESDAY = "2025-06-23", "2025-06-24"


def strike(tell: type[Tell], when: str = "", date: str | None = MONDAY, text: str = STRIKE, **head: Any) -> Tell:
    head = {"published": "2025-06-24", "outlet": "A", **head}
    return tell(text.format(when), **head).event("struck", by="israel", to="iran", date=date)


async def groups(database: Database) -> set[frozenset[str]]:
    """The outlets of articles that report one event."""
    found: dict[str, set[str]] = {}
    for row in await database.rows(
        "SELECT f.key, a.outlet FROM events f JOIN articles a ON a.id = f.article WHERE a.removed_at IS NULL"
    ):
        found.setdefault(row["key"], set()).add(row["outlet"])
    return {frozenset(outlets) for outlets in found.values()}


def grouped(*outlets: str) -> set[frozenset[str]]:
    return {frozenset(some) for some in outlets}


def three(tell: type[Tell]) -> list[Tell]:
    return [
        strike(tell, " on Monday"),
        strike(
            tell,
            " on Monday",
            text="On Monday{}, Israel struck a depot for fuel in Iran, near Isfahan: five workers died.",
            outlet="B",
        ),
        strike(tell, "", None, outlet="C"),
    ]


# Filed in any order, the same articles are one event: those with a date lead.
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
async def test_three_reports_are_one_event_in_every_order(
    order: tuple[int, ...], file: File, tell: type[Tell], database: Database
) -> None:
    told = three(tell)
    await file(*(told[at] for at in order))
    assert await groups(database) == grouped("ABC")


# Strikes on Monday and on Tuesday are two events, even in the same words; a report without a day may be of either,
# and is left alone.
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
async def test_a_report_that_may_be_of_two_events_is_of_neither_in_every_order(
    order: tuple[int, ...], file: File, tell: type[Tell], database: Database
) -> None:
    told = [strike(tell), strike(tell, " on Tuesday", TUESDAY, outlet="B"), strike(tell, " again", None, outlet="C")]
    await file(*(told[at] for at in order))
    assert await groups(database) == grouped("A", "B", "C")


TWO: list[tuple[str, dict[str, Any]]] = [
    # the day after
    ("on Tuesday", {"date": TUESDAY}),
    # no day, and reported weeks later
    ("no day, long after", {"date": None, "published": "2025-08-24"}),
    # a month is not a day
    ("in June", {"date": "2025-06"}),
    # no day, in an article without a date
    ("nothing known", {"date": None, "published": None}),
    # another depot
    (
        "another place",
        {"text": "Israel struck a convoy{} near the Syrian border of Iran, according to three witnesses."},
    ),
]


@pytest.mark.parametrize("other", [other for _, other in TWO], ids=[name for name, _ in TWO])
async def test_reports_of_other_events(other: dict[str, Any], file: File, tell: type[Tell], database: Database) -> None:
    await file(strike(tell), strike(tell, **{"when": " yesterday", "outlet": "B", **other}))
    assert await groups(database) == grouped("A", "B")


# The same words about other parties: who does it to whom counts.
@pytest.mark.parametrize(("by", "to"), [("iran", "israel"), ("russia", "iran"), ("israel", "russia")])
async def test_other_parties_are_another_event(
    by: str, to: str, file: File, tell: type[Tell], database: Database
) -> None:
    other = tell(STRIKE.format(" at dawn"), outlet="B", published="2025-06-24").event(
        "struck", by=by, to=to, date=MONDAY
    )
    await file(strike(tell), other)
    assert await groups(database) == grouped("A", "B")


@pytest.mark.parametrize("mode", ["negated", "hypothetical"])
async def test_a_denied_event_is_not_a_report_of_it(
    mode: str, file: File, tell: type[Tell], database: Database
) -> None:
    denied = tell(STRIKE.format(" not"), outlet="B", published="2025-06-24")
    await file(strike(tell), denied.event("struck", by="israel", to="iran", date=MONDAY, mode=mode))
    assert await groups(database) == grouped("A", "B")


# A plan and its execution on that day are one event.
async def test_a_plan_and_its_doing_are_one_event(file: File, tell: type[Tell], database: Database) -> None:
    meet = "Araghchi {} Putin in Moscow to discuss the nuclear programme."
    await file(
        tell(meet.format("will meet"), outlet="A", published="2025-06-22").event(
            "will meet", by="abbas-araghchi", to="vladimir-putin", kind="CONSULT", date=MONDAY, mode="planned"
        ),
        tell(meet.format("meets"), outlet="B", published=MONDAY).event(
            "meets", by="vladimir-putin", to="abbas-araghchi", kind="CONSULT", date=MONDAY
        ),
    )
    assert await groups(database) == grouped("AB")


async def test_without_the_leading_report_the_others_are_joined_again(
    file: File, tell: type[Tell], database: Database
) -> None:
    first, second, third = await file(*three(tell))
    for leading in (first, second):
        assert await remove(database, leading, EVERYONE, NOW)
        assert await groups(database) == (grouped("BC") if leading == first else grouped("AC"))
        assert await restore(database, leading, EVERYONE)
        assert await groups(database) == grouped("ABC")
    await remove(database, first, EVERYONE, NOW)
    await remove(database, second, EVERYONE, NOW)
    assert await groups(database) == grouped("C")
    assert await purge_removed(database, NOW.replace(year=2026)) == 2
    assert [dict(row) for row in await database.rows("SELECT key FROM events")] == [{"key": f"{third}.e1"}]


# A new reading finds another day: the report leaves the others, which stay together.
async def test_a_report_that_is_read_again_is_joined_again(file: File, tell: type[Tell], database: Database) -> None:
    told = three(tell)
    await file(*told)
    await file(strike(tell, " on Monday", "2025-05-19"), reader="test-2")
    assert await groups(database) == grouped("A", "BC")
    await file(told[0], reader="test-3")
    assert await groups(database) == grouped("ABC")


# The others get the key of the report that says most: who did it to whom, then an exact day, then the earliest.
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
async def test_the_report_that_says_most_leads(
    order: tuple[int, ...], file: File, tell: type[Tell], database: Database
) -> None:
    text, head = STRIKE.format(" on Monday"), {"published": "2025-06-24"}
    told = [
        strike(tell, " on Monday", outlet="A"),
        tell(text, outlet="B", **head).event("struck", to="iran", date=MONDAY),
        strike(tell, " on Monday", None, outlet="C"),
    ]
    numbers = await file(*(told[at].head(url=f"https://{at}.test") for at in order))
    keys = {row["key"] for row in await database.rows("SELECT key FROM events")}
    assert keys == {f"{numbers[order.index(0)]}.e1"}


# A server's own article joins what everyone sees, and changes nothing for others.
async def test_a_servers_own_report_joins_for_it_alone(file: File, tell: type[Tell], database: Database) -> None:
    await file(strike(tell, ""), library=OWN)
    await file(strike(tell, "", outlet="B"), library=OTHERS)
    assert len(await database.rows("SELECT DISTINCT key FROM events")) == 2
    await file(strike(tell, " on Monday", outlet="C"))
    assert await groups(database) == grouped("ABC")
    about = Subject("actor", "israel", "Israel")
    for libraries, outlets in ((Libraries(OWN), {"A", "C"}), (Libraries(OTHERS), {"B", "C"}), (Libraries(), {"C"})):
        assert {event.evidence.source.outlet for event in await events(database, libraries, about)} == outlets


# A server's own article that agrees with both does not join two different reports of everyone's.
async def test_a_servers_own_report_joins_no_two_others(file: File, tell: type[Tell], database: Database) -> None:
    await file(strike(tell, "", None), library=OWN)
    await file(strike(tell, outlet="B"), strike(tell, " on Tuesday", TUESDAY, outlet="C"))
    assert await groups(database) == grouped("A", "B", "C")


# Only one report names a participant; the other is still found, but not through what only others may see.
async def test_a_report_that_does_not_name_the_actor_is_told_with_the_others(
    file: File, tell: type[Tell], database: Database
) -> None:
    nameless = tell(STRIKE.format(" on Monday"), outlet="B", published="2025-06-24").event(
        "struck", to="iran", date=MONDAY
    )
    await file(nameless)
    await file(strike(tell), library=OWN)
    israel = Subject("actor", "israel", "Israel")
    found = await events(database, Libraries(OWN), israel)
    assert {event.evidence.source.outlet for event in found} == {"A", "B"}
    assert await events(database, Libraries(OTHERS), israel) == []


async def test_the_key_it_had_leads_to_the_one_it_has(file: File, tell: type[Tell], database: Database) -> None:
    undated, dated = await file(strike(tell, "", None), strike(tell, outlet="B"))
    assert await key_now(database, f"{undated}.e1") == f"{dated}.e1"
    assert [await key_now(database, key) for key in ("e.operation-dawn", "99.e1", "russia")] == [
        "e.operation-dawn",
        "99.e1",
        "russia",
    ]


# Articles filed by older code have no handles: they are joined once at the next start, and again if the rules change.
async def test_existing_reports_are_joined_at_the_start(
    file: File, tell: type[Tell], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await file(*three(tell))
    before = await database.rows("SELECT id, key FROM events ORDER BY id")
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM tellings")
        await transaction.run("UPDATE events SET key = article || '.' || local")
    await join_all(database)
    assert await database.rows("SELECT id, key FROM events ORDER BY id") == before
    monkeypatch.setattr("bot.store.reports.VERSION", "other")
    await join_all(database)
    assert await database.rows("SELECT id, key FROM events ORDER BY id") == before
    assert one_event.VERSION != "other"


# No report is joined by scanning everything.
@pytest.mark.sqlite_only
async def test_the_database_finds_itself_whole(file: File, tell: type[Tell], database: Database) -> None:
    for article in three(tell):
        await file(article)
    assert [tuple(row) for row in await database.rows("PRAGMA integrity_check")] == [("ok",)]


@pytest.mark.sqlite_only
async def test_reports_are_found_by_indexes(file: File, tell: type[Tell], database: Database) -> None:
    await file(*three(tell))
    asked = {"events": "[1, 2]", "articles": "[1]", "longest": 20}
    for statement in (reports._NEAR, reports._REPORTS.format(which=reports.SEEN), reports._PARTIES, reports._EVENTS_OF):
        values = {name: value for name, value in asked.items() if f":{name}" in statement}
        steps = [str(row["detail"]) for row in await database.rows(f"EXPLAIN QUERY PLAN {statement}", **values)]
        assert not [
            step for step in steps if step.startswith("SCAN") and not step.startswith(("SCAN j ", "SCAN json_each "))
        ], steps


async def test_another_databases_order_of_filing_gives_the_same_groups(
    tmp_path: Path, tell: type[Tell], empty_database: Path
) -> None:
    told = [
        strike(tell, " on Monday"),
        strike(tell, "", None, outlet="B"),
        strike(tell, " at dawn", "2025-06-23~", outlet="C"),
        strike(tell, " on Tuesday", TUESDAY, outlet="D"),
        strike(tell, " late on Monday", outlet="E"),
    ]
    found = []
    for number, order in enumerate(list(permutations(told))[::7]):
        async with open_database(Path(copy(empty_database, tmp_path / f"{number}.db"))) as database:
            await entered(database, EVERYONE)
            for article in order:
                await file_reading(database, article.reading(), EVERYONE, NOW)
            found.append(await groups(database))
    assert all(some == found[0] for some in found), found


# Candidates are found by handles: two similar reports must have one in common.
def test_reports_that_are_alike_have_a_handle_in_common() -> None:
    sides = [
        frozenset[str](),
        frozenset({"israel"}),
        frozenset({"vladimir-putin"}),
        frozenset({"vladimir-v-putin", "iran"}),
        frozenset({"vladimir-putin-jr"}),
    ]
    dates = ["2025-06-23", "2025-06-24", "2025-06-23~", None]
    persons = frozenset({"vladimir-putin", "vladimir-v-putin", "vladimir-putin-jr"})
    tellings = [
        one_event.Telling(
            number,
            EventType(kind),
            Mode.ACTUAL,
            cue,
            f"{cue} nuclear fuel depot workers",
            day,
            "2025-06-24",
            agents,
            recipients,
            persons,
            tuple(pair for pair in above if pair[0] in agents | recipients),
            None,
        )
        for number, (kind, cue, day, agents, recipients, above) in enumerate(
            product(
                ("CONSULT", "RETREAT", "OTHER"),
                ("met", "left"),
                dates,
                sides,
                sides[:3],
                ((), (("vladimir-putin", "iran"),)),
            )
        )
    ]
    # Nobody is on both sides, under one name or two.
    tellings = [
        telling
        for telling in tellings
        if len({*map(one_event.short_name, telling.agents | telling.recipients)})
        == len(telling.agents) + len(telling.recipients)
    ]
    alike = [pair for pair in combinations(tellings, 2) if one_event.likeness(*pair) is not None]
    assert len(alike) > 1_000
    handles = {telling.article: reports._handles(telling) for telling in tellings}
    missed = [pair for pair in alike if handles[pair[0].article].isdisjoint(handles[pair[1].article])]
    assert missed[:1] == []
