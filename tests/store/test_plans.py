"""Tests that queries use indexes: no answer scans all facts."""

from __future__ import annotations

import re

import pytest

from bot.answers import answer, have_answers, less_sure
from bot.answers.nothing_found import offers
from bot.model.library import Libraries
from bot.model.query import (
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.store import quotations, stances
from bot.store.database import Database, Row, SqliteDatabase
from bot.store.events import _BETWEEN, _PICKED

pytestmark = pytest.mark.sqlite_only

RUSSIA = Subject("actor", "russia", "Russia")
IRAN = Subject("actor", "iran", "Iran")
DAWN = Subject("event", "e.operation-dawn", "Operation Dawn")
CAP = Subject("issue", "i.cap-oil", "oil cap")
OF_ITS_OWN = re.compile(r"SCAN (?:its|[lnptqx]|\(subquery-\d+\)|CONSTANT ROW|(?:t|json_each) VIRTUAL TABLE INDEX 1:)")
"""Of rows that a part of the statement found: SCAN q goes through the parts of one quotation, SCAN n through the reports of one event, SCAN p
through a page of sentences, SCAN l through the latest articles of an actor, SCAN x
through its latest events, a subquery through as many as are counted."""
BY_WORDS = re.compile(r"SCAN w VIRTUAL TABLE INDEX \d+:M\d[<>]{2}")
"""Down the list of a word's sentences, which begins where the page does."""


@pytest.mark.parametrize(
    "query",
    [
        StanceQuery(RUSSIA),
        StanceQuery(RUSSIA, IRAN),
        StanceQuery(RUSSIA, DAWN),
        TimelineQuery(RUSSIA),
        TimelineQuery(DAWN),
        QuoteQuery(RUSSIA),
        QuoteQuery(RUSSIA, IRAN),
        QuoteQuery(RUSSIA, DAWN),
        StanceQuery(RUSSIA, CAP),
        StanceQuery(None, CAP),
        StanceQuery(None, IRAN),
        StanceQuery(None, DAWN),
        TimelineQuery(CAP),
        QuoteQuery(RUSSIA, CAP),
        QuoteQuery(None, CAP),
        QuoteQuery(None, IRAN),
        CompareQuery(CAP, (RUSSIA, IRAN)),
        CompareQuery(DAWN),
        CompareQuery(DAWN, since="2025-06-01", until="2025-06-30"),
        RelationQuery(RUSSIA, IRAN),
        RelationQuery(RUSSIA, IRAN, "2025-06-01", "2025-06-30"),
        RelationQuery(RUSSIA, None),
        WhoQuery(RUSSIA),
        WhoQuery(DAWN),
        WhoQuery(CAP),
        SearchQuery("oil cap"),
        SearchQuery("oil cap", "2025-06-01", "2025-06-30", "The Wire", start=1 << 50),
        SearchQuery("oil cap", start=-(1 << 50)),
        SearchQuery("oil cap", best=True),
    ],
    ids=str,
)
async def test_no_answer_looks_at_all_of_a_table_or_at_every_article(
    query: Query, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, dict[str, object]]] = []
    rows = SqliteDatabase.rows

    async def noted(self: SqliteDatabase, sql: str, **values: object) -> list[Row]:
        asked.append((sql, values))
        return await rows(self, sql, **values)

    monkeypatch.setattr(SqliteDatabase, "rows", noted)
    await answer(database, query, Libraries())
    await have_answers(database, [query], Libraries())
    await offers(database, query, Libraries())
    await less_sure(database, query, Libraries())
    monkeypatch.undo()
    facts = [(sql, values) for sql, values in asked if not sql.startswith("SELECT count(*) FROM articles")]
    assert facts
    for sql, values in facts:
        steps = [str(row["detail"]) for row in await database.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]
        scans = [step for step in steps if step.startswith("SCAN") and not BY_WORDS.fullmatch(step)]
        assert not [step for step in scans if not OF_ITS_OWN.fullmatch(step)], sql
        assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step and "sentence_words" in sql], sql
        assert not [step for step in steps if "articles_seen" in step], sql


# All thousand events were looked at, and sorted, before the first 250 were taken.
async def test_a_relation_walks_down_the_index_and_stops_when_it_has_enough(database: Database) -> None:
    values = dict.fromkeys(("fewer", "more", "doer", "other", "since", "until", "own"), "x") | {"most": 250}
    steps = [str(row["detail"]) for row in await database.rows(f"EXPLAIN QUERY PLAN {_BETWEEN}", **values)]
    assert "SEARCH x USING PRIMARY KEY (subject=? AND day>? AND day<?)" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step]


# All mentions of an issue were looked at, and sorted, before the first 250 were taken.
@pytest.mark.parametrize(
    ("picked", "index"),
    [
        (_PICKED["issue"].format(order="DESC"), "x USING PRIMARY KEY (subject=? AND day<?)"),
        (_PICKED["issue"].format(order=""), "x USING PRIMARY KEY (subject=? AND day<?)"),
        (stances._picked(None, CAP)[0], "x USING INDEX stances_by_target (target=? AND day>? AND day<?)"),
        (stances._picked("russia", CAP)[0], "x USING PRIMARY KEY (holder=? AND target=? AND day>? AND day<?)"),
        (quotations._picked(None, CAP)[0], "x USING INDEX quotations_by_topic (about=? AND day>? AND day<?)"),
        (quotations._picked("russia", CAP)[0], "x USING PRIMARY KEY (speaker=? AND about=? AND day>? AND day<?)"),
    ],
)
async def test_what_is_about_an_issue_is_read_in_the_order_of_the_index(
    database: Database, picked: str, index: str
) -> None:
    values = dict.fromkeys(("about", "holder", "target", "speaker", "since", "until", "own"), "x") | {"most": 250}
    steps = [str(row["detail"]) for row in await database.rows(f"EXPLAIN QUERY PLAN {picked}", **values)]
    assert f"SEARCH {index}" in steps
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step]
