"""Tests that what articles may say is found by whom and about what it may be, and is told by nothing but its own queries."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot
from bot.answers import answer, less_sure
from bot.answers.exports import facts_about
from bot.answers.nothing_found import offers
from bot.answers.offered import offered
from bot.asking import KINDS, parse
from bot.digests.contents import build
from bot.directory.directory import Directory
from bot.model.edition import Remit
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import (
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.names import Spellings
from bot.store.facts import file_facts
from bot.store.unsure import MOST, count_unsure, unsure_facts
from tests.conftest import ACTORS, NOW
from tests.store.test_articles import rows

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

RUSSIA, IRAN = Subject("actor", "russia", "Russia"), Subject("actor", "iran", "Iran")
PUTIN, ISRAEL = Subject("actor", "vladimir-putin", "Putin"), Subject("actor", "israel", "Israel")
CAP, DAWN = Subject("issue", "i.cap-oil", "oil cap"), Subject("event", "e.operation-dawn", "Operation Dawn")
TEXT = "Israel began Operation Dawn. Putin condemned Iran. Russia backs an oil cap. “It is over,” Putin said of Israel."
EVERYONE = Libraries()


def may_say(tell: type[Tell], published: str = "2025-06-23", text: str = TEXT) -> Tell:
    return (
        tell(text, title="Dawn", published=published)
        .event("began", by="israel", name="Operation Dawn")
        .stance("vladimir-putin", "condemned", "iran", sure=0.6, shown=False)
        .stance("russia", "backs", "i.cap-oil", "supports", sure=0.6, shown=False)
        .stance("russia", "backs", "e1", "supports", sure=0.6, shown=False)
        .quotation("vladimir-putin", "“It is over,”", about=("israel", "e1"), sure=0.6, shown=False)
    )


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        (StanceQuery(PUTIN), ["Putin condemned Iran."]),
        # a president speaks for his state, of stances
        (StanceQuery(RUSSIA), ["Putin condemned Iran.", "Russia backs an oil cap.", "Russia backs an oil cap."]),
        (StanceQuery(RUSSIA, IRAN), ["Putin condemned Iran."]),
        (StanceQuery(RUSSIA, CAP), ["Russia backs an oil cap."]),
        (StanceQuery(RUSSIA, DAWN), ["Russia backs an oil cap."]),
        (StanceQuery(RUSSIA, ISRAEL), []),
        # by anybody: each once, however many it is told of
        (StanceQuery(None, IRAN), ["Putin condemned Iran."]),
        (StanceQuery(None, CAP), ["Russia backs an oil cap."]),
        (StanceQuery(IRAN), []),
        # of words only a spokesperson does
        (QuoteQuery(PUTIN), ["“It is over,” Putin said of Israel."]),
        (QuoteQuery(RUSSIA), []),
        (QuoteQuery(None, DAWN), ["“It is over,” Putin said of Israel."]),
        (QuoteQuery(PUTIN, IRAN), []),
        # the search finds words
        (QuoteQuery(PUTIN, words="over"), []),
        (StanceQuery(PUTIN, since="2025-06-24"), []),
        (StanceQuery(PUTIN, since="2025-06-23", until="2025-06-23"), ["Putin condemned Iran."]),
    ],
    ids=str,
)
async def test_unsure_facts_are_found(
    query: StanceQuery | QuoteQuery, sentences: list[str], database: Database, file: File, tell: type[Tell]
) -> None:
    await file(may_say(tell))
    found = await unsure_facts(database, EVERYONE, query)
    assert [one.evidence.sentence for one in found] == sentences
    assert await count_unsure(database, EVERYONE, query) == len(sentences)


async def test_the_newest_are_told_and_more_are_counted_as_more(
    database: Database, file: File, tell: type[Tell]
) -> None:
    days = [f"2025-0{1 + at % 9}-{1 + at % 28:02}" for at in range(MOST + 3)]
    await file(*(may_say(tell, day, f"{TEXT} It was raid {at}.") for at, day in enumerate(days)))
    found = await unsure_facts(database, EVERYONE, StanceQuery(PUTIN))
    assert [one.evidence.source.published for one in found] == sorted(days, reverse=True)[:MOST]
    assert await count_unsure(database, EVERYONE, StanceQuery(PUTIN)) == MOST + 1


async def test_an_issue_of_which_nothing_is_shown_has_the_articles_words(
    database: Database, file: File, tell: type[Tell]
) -> None:
    await file(may_say(tell))
    [one] = await unsure_facts(database, EVERYONE, StanceQuery(RUSSIA, CAP))
    assert one.on == Subject("issue", "i.cap-oil", "backs")  # the test's target stands at its cue


# Corrections leave out an event after reading: nothing is told of a stance on it.
async def test_a_stance_on_an_event_that_was_corrected_away_is_not_kept(
    database: Database, file: File, tell: type[Tell]
) -> None:
    reading = may_say(tell).reading()
    async with database.transaction() as transaction:
        number = await transaction.value(
            "INSERT INTO articles (id, library, hash, text, opening, size, reader, filed_at, read_at) "
            "VALUES (1, 'everyone', 'h', :text, '', 1, 't', '', '') RETURNING id",
            text=TEXT,
        )
        await file_facts(transaction, number, replace(reading, events=()))
    assert await count_unsure(database, EVERYONE, StanceQuery(RUSSIA)) == 2


async def test_another_reading_replaces_them(database: Database, file: File, tell: type[Tell]) -> None:
    await file(may_say(tell))
    await file(tell(TEXT, title="Dawn", published="2025-06-23"), reader="test-2")
    assert not await database.rows("SELECT * FROM unsure")


async def test_they_go_with_their_article(database: Database, file: File, tell: type[Tell]) -> None:
    [number] = await file(may_say(tell))
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=number)
    assert not await database.rows("SELECT * FROM unsure")


# ---- Nothing else tells them ----


async def test_nothing_else_is_stored_of_them(database: Database, file: File, tell: type[Tell]) -> None:
    await file(may_say(tell).surely())
    before = await rows(database)
    await file(may_say(tell))
    after = await rows(database)
    assert {name for name, some in after.items() if len(some) != len(before[name])} == {"unsure", "touched"}


QUERIES: tuple[Query, ...] = (
    StanceQuery(RUSSIA),
    StanceQuery(RUSSIA, IRAN),
    StanceQuery(None, IRAN),
    StanceQuery(None, CAP),
    QuoteQuery(PUTIN),
    QuoteQuery(None, ISRAEL),
    TimelineQuery(RUSSIA),
    TimelineQuery(ISRAEL),
    WhoQuery(RUSSIA),
    WhoQuery(PUTIN),
    WhoQuery(CAP),
    WhoQuery(DAWN),
    CompareQuery(IRAN),
    CompareQuery(IRAN, (RUSSIA, PUTIN)),
    CompareQuery(CAP),
    RelationQuery(RUSSIA, IRAN),
    RelationQuery(PUTIN, ISRAEL),
    SearchQuery("oil cap"),
)


async def test_no_answer_differs_but_in_how_many_are_less_sure(
    database: Database, file: File, tell: type[Tell]
) -> None:
    async def told() -> list[object]:
        answers = [await answer(database, query, EVERYONE) for query in QUERIES]
        counted = [await offers(database, query, EVERYONE) for query in QUERIES]
        return [[repr(one).replace(f"unsure={one.unsure}", "") for one in answers], counted]

    [number] = await file(may_say(tell))
    with_them = await told()
    assert (await answer(database, StanceQuery(RUSSIA), EVERYONE)).unsure == 3
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM unsure WHERE article = :number", number=number)
    assert await told() == with_them


# What is not an answer: files, digests, and what is offered while a name is typed.
async def test_no_file_digest_or_suggestion_differs(database: Database, file: File, tell: type[Tell]) -> None:
    known = tuple(KnownActor(actor.id, actor.name, actor.kind) for actor in ACTORS.values())
    subjects = (RUSSIA, PUTIN, IRAN, ISRAEL, CAP, DAWN)

    async def told() -> list[object]:
        directory = Directory(known, Spellings())
        await directory.learn(database)
        files = [await facts_about(database, EVERYONE, about, objects=True) for about in subjects]
        remits = [
            Remit("2025-01-01", "2026-01-01", "2025-06-24", about=about)
            for about in ((), *((one,) for one in subjects))
        ]
        digests = [await build(database, remit, why=True) for remit in remits]
        typed = [
            await offered(database, directory, Request(command, ((option, letters),)), option, EVERYONE, NOW)
            for command, option in KINDS
            for letters in ("", "oil", "Put", "Isr", "Operation")
        ]
        beside = [
            await offered(database, directory, parse(line).put(option, ""), option, EVERYONE, NOW)
            for line, option in (
                ("/stance on:Iran holder:x", "holder"),
                ("/stance holder:Putin on:x", "on"),
                ("/quote about:Israel speaker:x", "speaker"),
            )
        ]
        return [files, digests, typed, beside]

    [number, _] = await file(
        may_say(tell), tell("Israel hit Iran.", published="2025-06-23").event("hit", by="israel", to="iran")
    )
    with_them = await told()
    assert any(contents.articles for contents in with_them[1])
    assert any(with_them[2])
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM unsure WHERE article = :number", number=number)
    assert await told() == with_them


async def test_only_these_two_commands_have_any(database: Database, file: File, tell: type[Tell]) -> None:
    await file(may_say(tell))
    for query in QUERIES:
        found = await less_sure(database, query, EVERYONE)
        assert not found.found or isinstance(query, StanceQuery | QuoteQuery)
        assert found.found == (await answer(database, query, EVERYONE)).unsure


def test_no_other_module_names_the_table() -> None:
    named = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+unsure\b|\bunsure [a-z]\b(?= (?:CROSS|JOIN|ON))")
    root = Path(bot.__file__).parent
    found = {str(path.relative_to(root)) for path in root.rglob("*.py") if named.search(path.read_text("utf-8"))}
    assert found == {"store/unsure.py"}
