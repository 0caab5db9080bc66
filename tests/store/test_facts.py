"""Tests every column of an article's facts, and the keys of events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.article import Span
from bot.model.facts import Event, EventType, Licence, Mode, Quotation, QuotationKind
from bot.store.facts import event_key

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

TEXT = "Iran struck Fordow on Monday. Russia condemned the strike. “Criminal,” Araghchi said, “and cruel” too. The raid went on."


@pytest.fixture
def told(tell: type[Tell]) -> Tell:
    """Three sentences with facts in the second and the third."""
    one = (
        tell(TEXT, published="2025-06-24")
        .event("struck", by="iran", to="israel", name="Operation Dawn", date="2025-06-23", place="Fordow")
        .event(
            "raid",
            by="nobody",
            after=("e1", "e7"),
            before=("e1",),
            mode="planned",
            mentions=(Span(46, 56),),
            voice="abbas-araghchi",
        )
        .stance("russia", "condemned", "e1", sure=0.7)
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1", "iran", "e7", "nobody"))
        .date("Monday", "2025-06-23")
        .pronoun("The raid", "iran")
    )
    [quotation] = one._quotations
    one._quotations = [
        replace(quotation, content=(*quotation.content, one.at("“and cruel”"))),
        Quotation(QuotationKind.INDIRECT, None, None, (one.at("The raid went on"),), Licence("test", 0.9)),
    ]
    return one


async def rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await database.rows(statement)]


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


async def test_every_column_of_a_reading_is_filed(database: Database, file: File, told: Tell) -> None:
    assert await file(told) == [1]
    assert await rows(
        database, "SELECT number, start_at, end_at, kind, paragraph, words FROM sentences ORDER BY number"
    ) == [
        (number, *at(words), "body", 0, words)
        for number, words in enumerate(
            (
                "Iran struck Fordow on Monday.",
                "Russia condemned the strike.",
                "“Criminal,” Araghchi said, “and cruel” too.",
                "The raid went on.",
            )
        )
    ]
    assert (await rows(database, "SELECT id, name, kind, role, part_of FROM actors WHERE id LIKE 'abbas%'")) == [
        ("abbas-araghchi", "Araghchi", "person", "Foreign Minister", "iran")
    ]
    assert await rows(database, "SELECT actor, start_at, end_at, form FROM mentions") == [
        ("iran", *at("The raid"), "pronoun")
    ]
    assert await rows(database, "SELECT start_at, end_at, type, value FROM time_expressions") == [
        (*at("Monday"), "DATE", "2025-06-23")
    ]
    columns = (
        "local, key, type, name, sentence, start_at, end_at, cue, date, place, mode, voice, confidence, rule, reader"
    )
    assert await rows(database, f"SELECT {columns} FROM events ORDER BY id") == [  # noqa: S608 - our own columns
        ("e1", "e.operation-dawn", "ASSAULT", "Operation Dawn", 0, *at("struck"), "struck", "2025-06-23", "Fordow", "actual", None, 0.9, "test", "test-1"),
        ("e2", "1.e2", "ASSAULT", None, 3, *at("raid"), "raid", None, None, "planned", "abbas-araghchi", 0.9, "test", "test-1"),
    ]  # fmt: skip
    assert await rows(database, "SELECT event, sentence, start_at, end_at FROM event_mentions") == [(2, 1, 46, 56)]
    assert await rows(
        database, "SELECT event, side, actor, start_at, end_at FROM participants ORDER BY event, side"
    ) == [
        (1, "agent", "iran", *at("Iran")),
        (1, "recipient", "israel", *at("struck")),
        (2, "agent", "nobody", *at("raid")),
    ]


async def test_an_order_is_filed_once_whichever_event_says_it_and_only_of_events_that_are(
    database: Database, file: File, told: Tell
) -> None:
    await file(told)
    assert await rows(database, "SELECT earlier, later FROM event_order ORDER BY earlier") == [(1, 2), (2, 1)]


async def test_stances_and_quotations_are_filed_with_where_they_stand(
    database: Database, file: File, told: Tell
) -> None:
    await file(told)
    assert await rows(
        database,
        "SELECT holder, holder_start, holder_end, target_actor, target_event, target_start, target_end, polarity, expressed, sentence, start_at, end_at, confidence FROM stances",
    ) == [("russia", *at("Russia"), None, 1, *at("condemned"), "opposes", "words", 1, *at("condemned"), 0.7)]
    assert await rows(
        database,
        "SELECT kind, source, source_start, source_end, cue_start, cue_end, cue, sentence, start_at, end_at FROM quotations ORDER BY id",
    ) == [
        ("direct", "abbas-araghchi", *at("Araghchi"), *at("said"), "said", 2, *at("“Criminal,”")),
        ("indirect", None, None, None, None, None, None, 3, *at("The raid went on")),
    ]
    assert await rows(
        database, "SELECT quotation, number, start_at, end_at, words FROM quotation_parts ORDER BY quotation, number"
    ) == [
        (1, 0, *at("“Criminal,”"), "“Criminal,”"),
        (1, 1, *at("“and cruel”"), "“and cruel”"),
        (2, 0, *at("The raid went on"), "The raid went on"),
    ]
    # each once, as an actor or as an event, and nothing else
    assert await rows(database, "SELECT quotation, actor, event FROM quotation_subjects ORDER BY actor") == [
        (1, None, 1),
        (1, "iran", None),
    ]


def event(name: str | None, date: str | None = None) -> Event:
    return Event(
        "e3", EventType("ASSAULT"), Span(0, 4), (), (), Mode.ACTUAL, Licence("test", 0.9), name=name, date=date
    )


KEYS = [
    # an unnamed event belongs to its article
    (event(None, "2025-06-23"), "2025-06-24", "7.e3"),
    (event("Operation Dawn", "2025-06-23"), "2025-06-24", "e.operation-dawn"),
    # a recurring event is identified by its year, or by its article's, or by none if none is known
    (event("NATO Summit", "2023-07"), "2025-06-24", "e.nato-summit.2023"),
    (event("NATO Summit"), "2025-06-24", "e.nato-summit.2025"),
    (event("NATO Summit"), None, "e.nato-summit"),
    (event("General Elections", "2023"), None, "e.general-elections.2023"),
    # a name that contains its year has it once
    (event("2024 Olympics", "2024-08"), "2025-06-24", "e.2024-olympics"),
    # a key must fit on a button: a longer one is cut, with a hash that identifies it
    (event("Operation Rising Lion of the Very Long Name", None), None, "e.operation-rising-lio-bd3981"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "published", "key"), KEYS)
def test_keys_of_events(told: Event, published: str | None, key: str) -> None:
    assert event_key(told, 7, published) == key
    assert len(key) <= 34
