"""Tests that SQLite's and PostgreSQL's migrations make the same tables, columns, keys, rules and indexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import asyncpg
import pytest

from bot.store.database import open_database
from bot.store.dialects import TwoDialects
from bot.store.migrate import MIGRATIONS
from bot.store.postgresql.migrating import scripts
from tests.databases import HAS_SERVER, NO_SERVER, tables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store.database import Database
    from tests.databases import Servers

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)

TYPES = {"INTEGER": "bigint", "REAL": "double precision", "TEXT": "text", "BLOB": "bytea"}
BASELINE = 42
"""The last of SQLite's migrations that the baseline stands for."""


@pytest.fixture
async def both(tmp_path: Path, postgresql: Servers) -> AsyncIterator[tuple[Database, Database]]:
    """A database of each kind."""
    async with (
        postgresql.database() as server,
        open_database(tmp_path / "attache.db") as sqlite,
        open_database(server) as other,
    ):
        yield sqlite, other


def test_each_migration_is_written_for_both() -> None:
    there = {path.name for path in MIGRATIONS.glob("[0-9]*.sql") if int(path.name[:4]) > BASELINE}
    assert {path.name for path in scripts()[1:]} == there


async def test_the_tables_are_the_same(both: tuple[Database, Database]) -> None:
    assert set(await tables(both[0])) == set(await tables(both[1]))


_COLUMNS = TwoDialects(
    """SELECT t.name AS "table", c.name, c.type, c."notnull" OR c.pk > 0 AS filled, c.dflt_value AS given
    FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'""",
    """SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable = 'NO' AS filled, column_default AS given, collation_name
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name <> 'rowid' AND table_name NOT IN ('event_words', 'sentence_words', 'attache_version')""",
)


def _default(given: str | None) -> str | None:
    """A default without PostgreSQL's note of its type."""
    return re.sub(r"::\w+$", "", given) if given else None


async def test_their_columns_are_the_same(both: tuple[Database, Database]) -> None:
    one, other = [await database.rows(_COLUMNS) for database in both]
    sqlite = {(row["table"], row["name"], TYPES[row["type"]], bool(row["filled"]), row["given"]) for row in one}
    server = {(row["table"], row["name"], row["type"], row["filled"], _default(row["given"])) for row in other}
    assert sqlite == server
    assert {row["collation_name"] for row in other if row["type"] == "text"} == {"C"}, "compared as SQLite does"


_KEYS = TwoDialects(
    """SELECT t.name AS "table", f."table" AS other, group_concat(f."from", ',') AS columns, f.on_delete AS gone
    FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id""",
    """SELECT conrelid::regclass::text AS "table", confrelid::regclass::text AS other, (
            SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(conkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.number) AS columns,
        CASE confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'NO ACTION' END AS gone
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text NOT IN ('event_words', 'sentence_words')""",
)


async def test_what_refers_to_what_is_the_same(both: tuple[Database, Database]) -> None:
    one, other = [sorted(map(tuple, await database.rows(_KEYS))) for database in both]
    assert one == other


_UNIQUE = TwoDialects(
    """SELECT t.name AS "table", l.origin, l."unique", l.partial, group_concat(c.name, ',') AS columns, l.name
    FROM pragma_table_list t JOIN pragma_index_list(t.name) l JOIN pragma_index_info(l.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name, l.name""",
    """SELECT i.indrelid::regclass::text AS "table", i.indisprimary AS "primary", i.indisunique AS "unique", i.indpred IS NOT NULL AS partial, (
            SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(i.indkey::int[]) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) AS columns, c.relname AS name, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) AS of_key
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND i.indrelid::regclass::text NOT IN ('event_words', 'sentence_words', 'attache_version')""",
)
_PRIMARY = """SELECT t.name AS "table", group_concat(c.name, ',') AS columns FROM pragma_table_list t
    JOIN (SELECT * FROM pragma_table_list) u ON u.name = t.name JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND c.pk > 0 AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name"""


async def test_the_indexes_are_the_same(both: tuple[Database, Database]) -> None:
    one, other = [await database.rows(_UNIQUE) for database in both]
    named = {
        (row["table"], row["name"], row["columns"], bool(row["unique"]), bool(row["partial"]))
        for row in one
        if row["origin"] == "c"
    }
    keys = {(row["table"], frozenset(row["columns"].split(","))) for row in one if row["origin"] in ("u", "pk")}
    keys |= {(row["table"], frozenset(row["columns"].split(","))) for row in await both[0].rows(_PRIMARY)}
    made = {
        (row["table"], row["name"], row["columns"], row["unique"], row["partial"]) for row in other if not row["of_key"]
    }
    assert made == named
    assert {(row["table"], frozenset(row["columns"].split(","))) for row in other if row["of_key"]} == keys


async def test_a_newer_database_and_another_programs_are_refused(postgresql: Servers) -> None:
    async with postgresql.database() as server:
        connection = await asyncpg.connect(server.dsn)
        await connection.execute("UPDATE attache_version SET version = 9999")
        with pytest.raises(Exception, match="newer Attaché"):
            async with open_database(server):
                pass
        await connection.execute("DROP TABLE attache_version")
        with pytest.raises(Exception, match="another program's tables"):
            async with open_database(server):
                pass
        await connection.close()
