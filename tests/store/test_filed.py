"""Tests what was filed in a period, as an edition gets it, with the sentences of its choice and titles for editors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.facts import Polarity
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.store.articles import file_reading
from bot.store.filed import Stretch, evidence_of, filed, heads, newest, titles
from bot.store.instants import stored
from tests.conftest import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import File, Tell

ALL = Stretch("2025", "2026")


@pytest.fixture
def raid(tell: type[Tell]) -> Tell:
    text = "Iran launched Operation Dawn at Israel. Russia condemned it. “Criminal,” Araghchi said. Iran did not answer, Iran said."
    return (
        tell(text, title="Dawn", outlet="The Wire", url="https://wire.example/dawn", published="2025-06-23")
        .event("launched", by="iran", to="israel", name="Operation Dawn", date="2025-06-23", place="Natanz", sure=0.8)
        .event("answer", by="iran", mode="negated")
        .stance("russia", "condemned", "e1", sure=0.7)
        .stance("russia", "condemned", "iran", "supports")
        .stance("russia", "condemned", "")
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1"))
        .pronoun("Iran launched", "iran")
        .pronoun("Iran did", "iran")
        .pronoun("Russia condemned", "russia")
    )


async def test_all_that_was_filed(database: Database, file: File, raid: Tell, everyone: Libraries) -> None:
    [number] = await file(raid)
    found = await filed(database, everyone, ALL)
    head = found.articles[number]
    assert (head.id, head.title, head.outlet, head.published) == (number, "Dawn", "The Wire", "2025-06-23")
    assert found.actors["abbas-araghchi"].role == "Foreign Minister"
    assert found.speaks_for == {"vladimir-putin": "russia", "abbas-araghchi": "iran"}
    dawn, answer = found.events
    assert dawn[1:] == (
        number, "e.operation-dawn", True, "Operation Dawn", "ASSAULT", "actual", "2025-06-23", "Natanz", 0.8, 0,
        "Iran launched Operation Dawn at Israel.", frozenset({"iran"}), frozenset({"israel"}),
    )  # fmt: skip
    assert (answer.named, answer.key, answer.mode, answer.recipients) == (False, f"{number}.e2", "negated", frozenset())
    # a stance on something unresolved is left out
    on_event, on_actor = found.stances
    assert on_event[1:] == (
        number, "russia", "e.operation-dawn", "event", "Operation Dawn", Polarity.OPPOSES, "words", 0.7, 1, frozenset({"iran"})
    )  # fmt: skip
    assert (on_actor.target, on_actor.target_kind, on_actor.target_name, on_actor.polarity, on_actor.agents) == (
        "iran", "actor", "Iran", Polarity.SUPPORTS, frozenset()
    )  # fmt: skip
    [said] = found.quotations
    assert said[1:] == (
        number, "abbas-araghchi", "direct", "“Criminal,”", "said", 0.9, 2, "Foreign Minister", "iran", frozenset()
    )  # fmt: skip
    assert found.mentioning == {}


async def test_topics_and_mentions_are_read_only_if_needed(
    database: Database, file: File, raid: Tell, everyone: Libraries
) -> None:
    [number] = await file(raid)
    iran, russia = Subject("actor", "iran", "Iran"), Subject("actor", "russia", "Russia")
    found = await filed(database, everyone, ALL, (iran, russia))
    assert found.quotations[0].about == {"iran", "e.operation-dawn"}
    # a single mention does not count
    assert found.mentioning == {number: {"iran"}}
    event = Subject("event", "e.operation-dawn", "Operation Dawn")
    assert (await filed(database, everyone, ALL, (event,))).mentioning == {}


async def test_what_is_told_beside_an_issue_and_narrower_ones(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    text = "Iran condemned the oil cap. Russia opposes the cap. “The cap is a lie,” said Putin. Iran struck Oslo."
    told = (
        tell(text)
        .issue("i.cap-oil", "oil cap")
        .issue("i.cap", "the cap")
        .event("condemned", by="iran")
        .event("struck", by="iran")
        .stance("russia", "opposes", "i.cap-oil")
        .quotation("vladimir-putin", "“The cap is a lie,”", about=("i.cap",))
    )
    [number] = await file(told)
    cap, oil_cap = Subject("issue", "i.cap", "cap"), Subject("issue", "i.cap-oil", "oil cap")
    [held] = (await filed(database, everyone, ALL)).stances
    assert (held.target, held.target_kind, held.target_name) == ("i.cap-oil", "issue", "oil cap")
    found = await filed(database, everyone, ALL, (cap,))
    # who is for the oil cap is for the cap; the last sentence is about neither
    assert found.beside == {(number, sentence): {"i.cap"} for sentence in (0, 1, 2)}
    assert found.mentioning == {number: {"i.cap"}}
    assert found.quotations[0].about == {"i.cap"}
    narrow = (await filed(database, everyone, ALL, (oil_cap,))).beside
    assert {sentence for (_, sentence), issues in narrow.items() if "i.cap-oil" in issues} == {0, 1}
    assert (await filed(database, everyone, ALL, (Subject("actor", "iran", "Iran"),))).beside == {}


async def test_a_stretch_has_two_ends(database: Database, tell: type[Tell], everyone: Libraries, now: datetime) -> None:
    minute = timedelta(minutes=1)
    for number in range(3):
        await file_reading(database, tell(f"A raid on day {number}.").reading(), "everyone", now + number * minute)
    first, second, third = (stored(now + number * minute) for number in range(3))

    async def numbers(*stretch: str | int) -> list[int]:
        return list((await filed(database, everyone, Stretch(*stretch))).articles)  # type: ignore[arg-type]

    # after the one, and up to the other
    assert await numbers(first, third) == [2, 3]
    assert await numbers("", second) == [1, 2]
    assert await numbers(third, "9") == []
    # of what the previous edition looked at, only higher numbers are new
    assert await numbers("", third, 1, second) == [2, 3]
    assert await numbers("", third, 2, second) == [3]
    assert await numbers("", third, 9, "") == [1, 2, 3]


async def test_only_what_may_be_seen_is_found(
    database: Database, file: File, raid: Tell, tell: type[Tell], everyone: Libraries
) -> None:
    [own] = await file(tell("A raid in Oslo.", title="Oslo"), library="4242")
    [number] = await file(raid)
    assert list((await filed(database, everyone, ALL)).articles) == [number]
    assert sorted((await filed(database, Libraries("4242"), ALL)).articles) == [own, number]
    for found in (await titles(database, everyone, ""), await heads(database, everyone, [own, number])):
        assert [row[0] if isinstance(row, tuple) else row for row in found] == [number]
    assert await evidence_of(database, everyone, [("articles", own)]) == {}
    assert [article.id for article in await newest(database, everyone, 5)] == [number]
    assert {article.id for article in await newest(database, Libraries("4242"), 5)} == {number, own}


async def test_the_sentences_behind_facts(database: Database, file: File, raid: Tell, everyone: Libraries) -> None:
    [number] = await file(raid)
    facts = [("events", 1), ("stances", 2), ("quotations", 1), ("articles", number), ("events", 99), ("articles", 99)]
    found = await evidence_of(database, everyone, facts)
    assert {fact: evidence.sentence for fact, evidence in found.items()} == {
        ("events", 1): "Iran launched Operation Dawn at Israel.",
        ("stances", 2): "Russia condemned it.",
        ("quotations", 1): "“Criminal,” Araghchi said.",
        ("articles", number): "Iran launched Operation Dawn at Israel.",
    }
    opening = found["articles", number]
    assert (opening.marked, opening.source.article, opening.source.title, opening.source.url) == (
        (), number, "Dawn", "https://wire.example/dawn"
    )  # fmt: skip
    assert found["events", 1].marked
    assert found["events", 1].confidence == 0.8


async def test_an_article_opens_with_its_first_sentence_of_text(
    database: Database, file: File, raid: Tell, everyone: Libraries
) -> None:
    [number] = await file(raid)
    async with database.transaction() as transaction:
        await transaction.run("UPDATE sentences SET kind = 'dateline' WHERE number = 0")
    found = await evidence_of(database, everyone, [("articles", number)])
    assert found["articles", number].sentence == "Russia condemned it."


async def test_titles_are_found_by_their_words(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    first, second, third = await file(
        tell("A raid in Oslo.", title="The 100% raid"),
        tell("It rained in Bergen."),
        tell("A raid in Moss.", title="raid_on"),
    )
    assert await titles(database, everyone, "") == [
        (third, "raid_on"),
        (second, "It rained in Bergen."),
        (first, "The 100% raid"),
    ]
    assert await titles(database, everyone, " RAID ") == [(third, "raid_on"), (first, "The 100% raid")]
    # SQL wildcards stand for themselves
    assert await titles(database, everyone, "0%") == [(first, "The 100% raid")]
    assert await titles(database, everyone, "d_") == [(third, "raid_on")]
    assert await titles(database, everyone, "\\") == []


async def test_heads_of_articles(
    database: Database, file: File, raid: Tell, tell: type[Tell], everyone: Libraries
) -> None:
    first, second = await file(raid, tell("It rained."))
    found = await heads(database, everyone, [second, first, 99])
    assert (found[first].outlet, found[first].title, found[first].filed_at) == ("The Wire", "Dawn", stored(NOW))
    assert (found[second].outlet, found[second].title) == ("", None)
    assert len(found) == 2


async def test_of_articles_published_before_the_news_only_the_details_are_read(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    [old] = await file(tell("Iran struck Oslo.", published="2025-01-01").event("struck", by="iran"))
    [new] = await file(tell("Iran struck Bergen.", published="2025-06-24").event("struck", by="iran"))
    found = await filed(database, everyone, replace(ALL, news_from="2025-06-20"))
    assert (list(found.articles), list(found.older)) == ([new], [old])
    assert [event.article for event in found.events] == [new]
