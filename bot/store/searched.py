"""Keeps an index of the words of all sentences, ordered by the day of their articles, with libraries and outlets.

Triggers of migration 0026 remove deleted sentences from the index.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from bot.edtf import date_bounds
from bot.progress import silent
from bot.store.dialects import TwoDialects
from bot.store.lexemes import vector
from bot.store.search_terms import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.progress import Progress
    from bot.store.database import Database, Transaction

_AT_A_TIME = 200
"""Articles indexed per transaction at a start."""
_FIRST = date(1500, 1, 1).toordinal() - 1
_DAYS = (1 << 18) - 1
"""Days an article may be numbered by: those of 1500 to 2217. Earlier and later days count as the first and the last."""
_DAY_BITS, _PLACE_BITS = 45, 16
LAST_PLACE = (1 << 63) - 1
"""The highest number in SQLite."""

PLACE = "(((w.day << 29) | w.article) << 16) | (65535 - s.number)"
_INDEXED = "s.number < 65536 AND s.kind IN ('body', 'heading')"
_WORDS = f"""
    INSERT INTO sentence_words ({{command}}rowid, library, outlets, words)
    SELECT {{value}}{PLACE}, w.library, w.outlets, s.words
    FROM searched w JOIN sentences s ON s.article = w.article
    WHERE w.article IN (SELECT value FROM json_each(:articles)) AND {_INDEXED}
"""  # noqa: S608 - made of constants; values are parameters
_PUT_IN = _WORDS.format(command="", value="")
_TAKE_OUT = TwoDialects(
    _WORDS.format(command="sentence_words, ", value="'delete', "),
    "DELETE FROM sentence_words WHERE article IN (SELECT value FROM json_each(:articles))",
)

# On PostgreSQL the words are made here (lexemes.py).
_TO_PUT_IN = f"""
    SELECT {PLACE} AS place, s.article, s.number, w.library, w.outlets, s.words
    FROM searched w JOIN sentences s ON s.article = w.article
    WHERE w.article IN (SELECT value FROM json_each(:articles)) AND {_INDEXED}
"""  # noqa: S608 - made of constants; values are parameters
_PUT = """
    INSERT INTO sentence_words (rowid, article, number, library, outlets, words)
    VALUES (:place, :article, :number, :library, CAST(:outlets AS tsvector), CAST(:words AS tsvector))
"""

_HEADS = """
    SELECT a.id, a.library, a.published, coalesce(a.outlet, '') || coalesce((
        SELECT group_concat(' ' || outlet, '') FROM copies WHERE article = a.id), '') AS outlets
    FROM articles a WHERE a.id IN (SELECT value FROM json_each(:articles))
"""
_UNDER = """
    INSERT INTO searched (article, day, library, outlets) VALUES (:id, :day, :library, :outlets)
    ON CONFLICT (article) DO UPDATE SET day = excluded.day, library = excluded.library, outlets = excluded.outlets
"""


def day_number(published: str | None) -> int:
    """Returns the number of the last day on which an article may have been published; 0 without a date."""
    bounds = date_bounds(published)
    return min(max(date.fromisoformat(bounds[1]).toordinal() - _FIRST, 1), _DAYS) if bounds else 0


def first_place(day: int) -> int:
    """Returns the lowest number of a sentence published on a day."""
    return min(day << _DAY_BITS, LAST_PLACE)


def article_at(place: str) -> str:
    """Returns SQL for the article of a place."""
    return f"({place} >> {_PLACE_BITS} & {(1 << (_DAY_BITS - _PLACE_BITS)) - 1})"


def number_at(place: str) -> str:
    """Returns SQL for the number of a place's sentence in its article."""
    return f"(65535 - ({place} & 65535))"


async def index_filed(transaction: Transaction, articles: Sequence[int]) -> None:
    """Index the sentences of articles that were just filed; their earlier sentences are already removed."""
    listed = json.dumps(list(articles))
    heads = await transaction.rows(_HEADS, articles=listed)
    await transaction.run_many(_UNDER, [{**dict(head), "day": day_number(head["published"])} for head in heads])
    await _put_in(transaction, listed)
    await transaction.run(
        "DELETE FROM unsearched WHERE article IN (SELECT value FROM json_each(:articles))", articles=listed
    )


async def _put_in(transaction: Transaction, articles: str) -> None:
    if not transaction.makes_words:
        await transaction.run(_PUT_IN, articles=articles)
        return
    rows = await transaction.rows(_TO_PUT_IN, articles=articles)
    await transaction.run_many(
        _PUT, [{**dict(row), "outlets": _vector(row["outlets"]), "words": _vector(row["words"])} for row in rows]
    )


def _vector(text: str) -> str:
    return vector(word for word, _ in tokens(text))


async def index_again(transaction: Transaction, article: int) -> None:
    """Index an article's sentences again, under its current outlets. An article that is not indexed yet waits for the next start."""
    if await transaction.value("SELECT 1 FROM searched WHERE article = :article", article=article):
        await transaction.run(_TAKE_OUT, articles=json.dumps([article]))
        await index_filed(transaction, [article])


async def index_all(database: Database, progress: Progress = silent) -> None:
    """Index articles that were filed before there was an index; continues where it was interrupted."""
    done = total = 0
    while True:
        async with database.transaction() as transaction:
            rows = await transaction.rows(
                "SELECT article FROM unsearched ORDER BY article LIMIT :most", most=_AT_A_TIME
            )
            if not rows:
                return
            total = total or await transaction.value("SELECT count(*) FROM unsearched")
            await index_filed(transaction, [row["article"] for row in rows])
        done += len(rows)
        progress("indexing the words of all sentences", done, total)
