"""A transaction takes effect wholly or not at all, one after the other, and readers see only what is committed."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.store.database import Database, Transaction


async def add(transaction: Transaction, server: str) -> None:
    await transaction.run("INSERT INTO servers (id, joined_at) VALUES (:id, '')", id=server)


async def servers(database: Database) -> set[str]:
    return {row["id"] for row in await database.rows("SELECT id FROM servers")}


async def test_what_a_transaction_did_is_there_after_it(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, "1")
        assert await transaction.value("SELECT count(*) FROM servers") == 1
    assert await servers(database) == {"1"}


async def test_a_reader_sees_only_what_is_committed(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, "1")
        assert await servers(database) == set()


async def test_an_error_rolls_back_and_comes_through(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as transaction:
            await add(transaction, "1")
            _ = 1 / 0
    assert await servers(database) == set()


async def test_a_cancellation_rolls_back(database: Database) -> None:
    async def never_ending() -> None:
        async with database.transaction() as transaction:
            await add(transaction, "1")
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ending())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as transaction:
        await add(transaction, "2")
    assert await servers(database) == {"2"}


# A cancellation may come while BEGIN, a statement or COMMIT is under way: whichever it is, the next transaction can begin.
@pytest.mark.parametrize("steps", range(12))
async def test_a_cancellation_at_any_step_leaves_no_transaction_open(database: Database, steps: int) -> None:
    async def three() -> None:
        async with database.transaction() as transaction:
            for server in "123":
                await add(transaction, server)

    task = asyncio.create_task(three())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with database.transaction() as transaction:
        await add(transaction, "9")
    assert await servers(database) in ({"9"}, {"1", "2", "3", "9"})


async def test_a_commit_that_is_refused_leaves_no_transaction_open(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as transaction:
            await transaction.run(
                "PRAGMA defer_foreign_keys = ON"
            )  # so that only COMMIT sees that there is no such library
            await transaction.run(
                "INSERT INTO articles (library, hash, text, opening, reader, filed_at, read_at) VALUES ('nobody', '', '', '', '', '', '')"
            )
    async with database.transaction() as transaction:
        await add(transaction, "1")
    assert await servers(database) == {"1"}


async def test_two_writers_queue(database: Database) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        async with database.transaction() as transaction:
            order.append(f"{name} begins")
            await asyncio.sleep(0.01)
            await add(transaction, name)
            order.append(f"{name} ends")

    await asyncio.gather(write("1"), write("2"), write("3"))
    assert order == [f"{name} {what}" for name in "123" for what in ("begins", "ends")]
    assert await servers(database) == {"1", "2", "3"}


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.rows("INSERT INTO servers (id, joined_at) VALUES ('1', '') RETURNING id")
