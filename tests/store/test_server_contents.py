"""Tests that all of one server, and nothing of another, is exported, and that its deletion leaves none of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.feed import NewFeed
from bot.store import feeds, server_contents, servers, subscriptions
from bot.store.server_contents import DERIVED, FACTS, OWNED, WITHIN, contents, counts
from tests.conftest import NOW, Tell, entered
from tests.databases import tables
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File

TEXT = "Iran condemned the attack of Israel in June. “We will answer,” said Abbas Araghchi of {place}."


def told(place: str) -> Tell:
    article = Tell(
        TEXT.format(place=place),
        title="Answer",
        outlet="Wire",
        url=f"https://wire.example/{place}",
        published="2025-06-23",
    )
    return (
        article.event("attack", by="israel", to="iran").stance("iran", "condemned", "e1").date("June", "2025-06").quotation("abbas-araghchi", "We will answer", about=("e1",))
    )  # fmt: skip


@pytest.fixture
async def filled(database: Database, file: File) -> Database:
    """Two servers of which everything is stored that can be, and an article of everyone's."""
    await file(told("everywhere"))
    for server in ("1", "2"):
        await entered(database, server)
        await servers.set_editors_role(database, server, "7", NOW)
        [article] = await file(told(f"Fordow{server}"), library=server)
        wire = NewFeed(server, f"https://wire.example/{server}/feed", "wire.example", "Wire", None, 60, None)
        number = await feeds.add(database, wire, NOW, NOW + timedelta(days=1))
        digest = await subscriptions.add(database, subscribed(NOW, server=server, slot_at=NOW, next_due_at=NOW))
        async with database.transaction() as transaction:
            for sql in (
                "INSERT INTO drafts (server, made_by, made_at, text) VALUES (:server, '8', '2025', 'Draft ' || :server)",
                "INSERT INTO copies (article, outlet, found_at) VALUES (:article, 'Fjord', '2025')",
                "INSERT INTO revisions (article, number, hash, text, facts, filed_at, replaced_at) VALUES (:article, 1, 'x', 'before', 0, '2025', '2025')",
                "INSERT INTO pictures (article, url) VALUES (:article, 'https://wire.example/a.png')",
                "INSERT INTO feed_filters (feed, kind, value, shown) VALUES (:feed, 'words', 'raid', 'raid')",
                "INSERT INTO feed_entries (feed, key, outcome, seen_at) VALUES (:feed, 'entry', 'filed', '2025')",
                "INSERT INTO feed_days (feed, day, checks) VALUES (:feed, '2025-06-24', 3)",
                "INSERT INTO subscription_subjects (subscription, number, kind, subject, name) VALUES (:digest, 1, 'actor', 'iran', 'Iran')",
                "INSERT INTO editions (id, subscription, slot, kind, due_at, since, until, nonce, outcome, settled_at) VALUES (:digest, :digest, '1', 'digest', '2025', '2024', '2025', 'n', 'sent', '2025')",
                "INSERT INTO corrections (id, library, server, article, kind, sentence, start_at, end_at, who, target, mistake, claim, state, made_at) VALUES (:article, :server, :server, :article, 'stance', 's', 0, 1, 'iran', '', 'unsaid', 'claim', 'reported', '2025')",
                "INSERT INTO outlet_labels (server, outlet, label, made_at) VALUES (:server, 'Wire', 'trusted', '2025')",
                "INSERT INTO told (edition, kind, key) VALUES (:digest, 'event', :server)",
            ):  # fmt: skip
                await transaction.run(sql, server=server, article=article, feed=number, digest=digest.id)
    return database


async def exported(database: Database, server: str) -> list[dict[str, Any]]:
    return [line async for line in contents(database, server)]


async def test_all_of_a_server_is_exported_and_nothing_of_another(filled: Database) -> None:
    lines = await exported(filled, "1")
    assert {line["table"] for line in lines} == {*OWNED, *FACTS}
    [feed] = [line for line in lines if line["table"] == "feeds"]
    [digest] = [line for line in lines if line["table"] == "subscriptions"]
    [article] = [line for line in lines if line["table"] == "articles"]
    assert (feed["feed_filters"][0]["value"], feed["feed_entries"][0]["key"]) == ("raid", "entry")
    assert digest["editions"][0]["told"] == [{"edition": digest["id"], "kind": "event", "key": "1", "as_of": ""}]
    assert [len(article[table]) for table in ("copies", "revisions", "pictures", "sentences", "time_expressions")] == [
        1,
        1,
        1,
        2,
        1,
    ]
    assert "Fordow1" in article["text"]
    assert not [line for line in lines if "Fordow2" in str(line) or "everywhere" in str(line) or "Draft 2" in str(line)]


async def test_each_fact_says_where_it_is_from(filled: Database) -> None:
    facts = {line["table"]: line for line in await exported(filled, "1") if line["table"] in FACTS}
    source = {"number": 1, "title": "Answer", "outlet": "Wire", "url": "https://wire.example/Fordow1", "published": "2025-06-23"}  # fmt: skip
    condemned, said = (
        "Iran condemned the attack of Israel in June.",
        "“We will answer,” said Abbas Araghchi of Fordow1.",
    )
    assert {table: fact["from"] for table, fact in facts.items()} == {
        "events": source | {"sentence": condemned},
        "stances": source | {"sentence": condemned},
        "quotations": source | {"sentence": said},
    }
    assert {party["actor"] for party in facts["events"]["participants"]} == {"israel", "iran"}
    assert facts["quotations"]["quotation_parts"][0]["words"] == "We will answer"


# A table that nobody has decided about would be missing in an export.
@pytest.mark.sqlite_only
async def test_every_table_that_a_deletion_empties_is_exported_or_derived(database: Database) -> None:
    refers = {
        table: {row["table"] for row in await database.rows(f"SELECT * FROM pragma_foreign_key_list('{table}')") if row["on_delete"] == "CASCADE"}  # noqa: S608
        for table in await tables(database)
    }  # fmt: skip
    reached = {"servers", "libraries"}
    while more := {table for table, parents in refers.items() if parents & reached} - reached:
        reached |= more
    exported = {*OWNED, *FACTS, *(inner for within in WITHIN.values() for inner in within)}
    assert exported | DERIVED == reached
    assert not exported & DERIVED


async def test_a_deletion_takes_what_was_counted_and_leaves_the_rest(filled: Database) -> None:
    others = [await exported(filled, server) for server in ("2", "everyone")]
    assert await counts(filled, "1") == dict.fromkeys(OWNED, 1)
    assert await servers.purge(filled, "1")
    assert await counts(filled, "1") == {}
    assert await exported(filled, "1") == []
    assert [await exported(filled, server) for server in ("2", "everyone")] == others
    for table in {*FACTS, *(inner for within in server_contents.WITHIN.values() for inner in within)} - {"event_order"}:
        rows = await filled.rows(f"SELECT * FROM {table}")  # noqa: S608 - names of the schema
        assert "Fordow1" not in str([tuple(row) for row in rows])
