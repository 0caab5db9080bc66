"""Tests what must never be shown with the shipped reader: what is denied, supposed, asked or ended; who did not say it; what is no stance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model.article import Article
from bot.reading.text.clean import clean
from tests.reading.judging.never.gullible import Gullible
from tests.reading.judging.never.statements import says
from tests.reading.judging.never.tables import rows

if TYPE_CHECKING:
    from bot.model.facts import Reading
    from bot.reading.reader import Reader
    from tests.reading.judging.never.tables import Row

PUBLISHED = "2025-06-18"
ROWS = [row for table in ("denied", "said", "targets") for row in rows(table)]
SUPPORTS, OPPOSES = 1, 2


def named(given: list[Row]):
    return pytest.mark.parametrize("row", given, ids=[f"{row.kind}: {row.text}" for row in given])


@pytest.fixture(scope="session")
def gullible(with_judge):
    return [with_judge(Gullible(side)) for side in (SUPPORTS, OPPOSES)]


def told(reader: Reader, row: Row) -> Reading:
    return reader.read(Article("x", clean(row.text), published=PUBLISHED))


@named([row for row in ROWS if row.never])
def test_it_is_not_shown(shipped, row):
    reading = told(shipped, row).shown()
    assert [statement for statement in row.never if says(reading, statement)] == []


@named([row for row in ROWS if row.by_grammar])
def test_it_is_not_shown_whatever_a_judge_thinks(gullible, row):
    readings = [told(reader, row).shown() for reader in gullible]
    assert [statement for statement in row.never for reading in readings if says(reading, statement)] == []


@named([row for row in ROWS if row.read])
def test_expected_statements_are_read(shipped, reader, row):
    readings = told(shipped, row), told(reader, row)
    assert [statement for statement in row.read if not any(says(reading, statement) for reading in readings)] == []
