"""Tests the translation of statements from SQLite's SQL to PostgreSQL's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.store.dialects import TwoDialects
from bot.store.migrate import MIGRATIONS
from bot.store.postgresql import translation
from bot.store.postgresql.translation import in_postgresql, translated, translated_rows

ROWS: tuple[tuple[str, dict[str, Any], str, list[Any]], ...] = (
    # a value has the type of what is given, and NULL none: it may stand for whatever a column has
    ("a = :a AND b = :b", {"a": 1, "b": "x"}, '"a" = CAST($1 AS BIGINT) AND "b" = CAST($2 AS TEXT)', [1, "x"]),
    ("a = :a", {"a": None}, '"a" = NULL', []),
    ("a = :a OR b = :a", {"a": 1.5}, '"a" = CAST($1 AS DOUBLE PRECISION) OR "b" = CAST($1 AS DOUBLE PRECISION)', [1.5]),
    ("NOT :a", {"a": True}, "NOT CAST($1 AS BOOLEAN)", [True]),
    # values that no statement asks for are left out
    ("a = :a", {"b": 1, "a": "x"}, '"a" = CAST($1 AS TEXT)', ["x"]),
    # lists: of numbers, of texts, of nothing, and written out
    ("a IN (SELECT value FROM json_each(:a))", {"a": "[1, 2]"}, '"a" = ANY(CAST($1 AS BIGINT[]))', [[1, 2]]),
    ("a NOT IN (SELECT value FROM json_each(:a))", {"a": '["x"]'}, 'NOT "a" = ANY(CAST($1 AS TEXT[]))', [["x"]]),
    ("a IN (SELECT value FROM json_each(:a))", {"a": "[]"}, "FALSE", []),
    ("a IN (3, 4)", {}, '"a" = ANY(CAST($1 AS BIGINT[]))', [[3, 4]]),
    ("a IN ('x', :a)", {"a": "y"}, "\"a\" IN ('x', CAST($1 AS TEXT))", ["y"]),
    ("a NOT IN ()", {}, "NOT FALSE", []),
    # LIKE takes no notice of case, also where it is denied
    ("a LIKE 'x%'", {}, "\"a\" ILIKE 'x%'", []),
    ("a NOT LIKE :a ESCAPE '\\'", {"a": "x"}, "\"a\" NOT ILIKE CAST($1 AS TEXT) ESCAPE '\\'", ["x"]),
    ("a IS :a", {"a": None}, '"a" IS NOT DISTINCT FROM NULL', []),
    ("a IS NOT :a", {"a": "x"}, '"a" IS DISTINCT FROM CAST($1 AS TEXT)', ["x"]),
    ("max(a, :a) = instr(b, 'x')", {"a": 1}, 'GREATEST("a", CAST($1 AS BIGINT)) = POSITION(\'x\' IN "b")', [1]),
    # PostgreSQL's texts have no character NULL
    ("a = :a", {"a": "x\0y"}, '"a" = CAST($1 AS TEXT)', ["x\ufffdy"]),
)


@pytest.mark.parametrize(("condition", "values", "wanted", "arguments"), ROWS)
def test_conditions(condition: str, values: dict[str, Any], wanted: str, arguments: list[Any]) -> None:
    assert translated(f"SELECT 1 FROM t WHERE {condition}", values) == (  # noqa: S608 - nothing runs it
        f'SELECT 1 FROM "t" WHERE {wanted}',  # noqa: S608 - the same
        arguments,
    )


STATEMENTS = (
    # NULL comes first going up; a column that is never NULL has the order of its index
    ("SELECT a FROM t ORDER BY published, id DESC", 'SELECT "a" FROM "t" ORDER BY "published" NULLS FIRST, "id" DESC'),
    ("SELECT a FROM t ORDER BY published DESC", 'SELECT "a" FROM "t" ORDER BY "published" DESC NULLS LAST'),
    # CROSS JOIN tells SQLite the order, and has a condition all the same
    ("SELECT 1 FROM a CROSS JOIN b ON b.x = a.x", 'SELECT 1 FROM "a" JOIN "b" ON "b"."x" = "a"."x"'),
    ("SELECT count(*) FROM (SELECT 1 FROM t)", 'SELECT COUNT(*) FROM (SELECT 1 FROM "t") AS "query_0"'),
    ("INSERT OR IGNORE INTO t (a) SELECT b FROM u", 'INSERT INTO "t" ("a") SELECT "b" FROM "u" ON CONFLICT DO NOTHING'),
    ("SELECT group_concat(a, ', ') FROM t", 'SELECT STRING_AGG("a", \', \') FROM "t"'),
)


@pytest.mark.parametrize(("statement", "wanted"), STATEMENTS)
def test_statements(statement: str, wanted: str) -> None:
    assert translated(statement, {}) == (wanted, [])


def test_a_list_of_lists_is_taken_apart() -> None:
    sql, arguments = translated(
        "SELECT j.value ->> 0 FROM json_each(:asked) j JOIN t ON t.a = j.value ->> 1", {"asked": '[["x", "y"]]'}
    )
    assert "JSON_ARRAY_ELEMENTS(CAST($1 AS JSON))" in sql
    assert arguments == ['[["x", "y"]]']


def test_of_several_rows_a_value_has_the_type_that_fits_all() -> None:
    rows = [{"a": None, "b": 1}, {"a": "x", "b": 0.5}]
    sql, arguments = translated_rows("INSERT INTO t (a, b) VALUES (:a, :b)", rows)
    assert "CAST($1 AS TEXT), CAST($2 AS DOUBLE PRECISION)" in sql
    assert arguments == [[None, 1], ["x", 0.5]]


def test_the_second_text_is_taken_as_it_is() -> None:
    both = TwoDialects("SELECT 1 WHERE t MATCH :a", "SELECT 1 WHERE t @@ CAST(:a AS tsquery)")
    assert "@@" in translated(both, {"a": TwoDialects('"x"', "'x'")})[0]
    assert translated(both, {"a": TwoDialects('"x"', "'x'")})[1] == ["'x'"]


# Else an ORDER BY of such a column would miss the rows that SQLite has first, or PostgreSQL its index.
@pytest.mark.parametrize("column", sorted(translation._NEVER_NULL - {"rowid"}))
def test_a_column_that_is_never_null_is_so_in_every_table(column: str) -> None:
    [baseline] = (MIGRATIONS / "postgresql").glob("0042*.sql")
    stated = re.findall(rf"^    {column} [A-Z].*$", baseline.read_text(encoding="utf-8"), re.MULTILINE)
    assert stated
    assert [line for line in stated if "NOT NULL" not in line and "PRIMARY KEY" not in line] == []


# What is translated in a thread the first time, and then at once, is the same for each set of types.
@pytest.mark.parametrize("value", [1, "x", None, 1.5])
async def test_a_statement_is_the_same_whoever_translates_it(value: object) -> None:
    for _ in range(2):
        assert await in_postgresql("SELECT 1 FROM t WHERE a = :a AND b IN (1, 2)", {"a": value}) == translated(
            "SELECT 1 FROM t WHERE a = :a AND b IN (1, 2)", {"a": value}
        )
