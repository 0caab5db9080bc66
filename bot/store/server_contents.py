"""Reads all that is stored of one server, table by table, for its export and to say what a deletion takes.

What is only derived from it, so that answers are quick, is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.database import Database

    Line = dict[str, Any]

OWNED = {"servers": "id", "libraries": "id", "feeds": "library", "subscriptions": "server", "drafts": "server", "corrections": "server", "outlet_labels": "server", "articles": "library"}  # fmt: skip
"""The tables that name their server, and the column that does."""
FACTS = ("events", "stances", "quotations")
"""The tables of facts, which belong to an article; each fact comes with where it is from."""
WITHIN = {
    "feeds": {"feed_filters": "feed", "feed_entries": "feed", "feed_days": "feed"},
    "subscriptions": {"subscription_subjects": "subscription", "editions": "subscription"},
    "editions": {"told": "edition"},
    "articles": dict.fromkeys(
        ("copies", "revisions", "pictures", "sentences", "actors", "mentions", "time_expressions", "issues", "issue_mentions", "unsure"), "article"
    ),
    "events": {"event_mentions": "event", "participants": "event", "event_order": "later"},
    "quotations": {"quotation_parts": "quotation", "quotation_subjects": "quotation"},
}  # fmt: skip
"""The tables whose rows stand within a row of another, and the column that says in which."""

DERIVED = frozenset(
    {"bands", "signatures", "event_slips", "events_by_subject", "stances_by_subject", "quotations_by_subject", "tellings", "touched", "unsearched", "loaded", "merged_articles", "to_read_again", "feed_hubs"}
)  # fmt: skip
"""The tables that are left out: made from the others, to find things quickly, or secrets shared with the hubs of feeds."""


async def contents(database: Database, server: str) -> AsyncIterator[Line]:
    """Yields each row that is stored of a server as one object, with its table and the rows within it."""
    for table, column in OWNED.items():
        for line in await _rows(database, table, column, server):
            yield {"table": table, **line}
            if table == "articles":
                async for fact in _facts(database, line):
                    yield fact


async def counts(database: Database, server: str) -> dict[str, int]:
    """Returns how many rows of each table that names its server are stored of it; tables with none are left out."""
    found = {}
    for table, column in OWNED.items():
        [row] = await database.rows(f"SELECT count(*) FROM {table} WHERE {column} = :server", server=server)  # noqa: S608 - names of the schema
        found[table] = row[0]
    return {table: number for table, number in found.items() if number}


async def _facts(database: Database, article: Line) -> AsyncIterator[Line]:
    """Yields an article's facts, each with its sentence and the article it is from."""
    words = {sentence["number"]: sentence["words"] for sentence in article["sentences"]}
    source = {key: article[key] for key in ("number", "title", "outlet", "url", "published")}
    for table in FACTS:
        for fact in await _rows(database, table, "article", article["id"]):
            yield {"table": table, **fact, "from": {**source, "sentence": words[fact["sentence"]]}}


async def _rows(database: Database, table: str, column: str, value: object) -> list[Line]:
    """Returns a table's rows with a value in a column, each with the rows of other tables within it."""
    rows = await database.rows(f"SELECT * FROM {table} WHERE {column} = :value", value=value)  # noqa: S608 - names of the schema
    found = [dict(row) for row in rows]
    for line in found:
        for inner, reference in WITHIN.get(table, {}).items():
            line[inner] = await _rows(database, inner, reference, line["id"])
    return found
