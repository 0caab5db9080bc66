"""Tests what happens when the line to a server breaks, another program writes, or the server takes no more: words, and recovery without a restart."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import asyncpg
import pytest

from bot.errors import AskError, FaultError, LaterError, StorageError
from bot.store.address import ServerAddress
from bot.store.database import open_database
from bot.store.postgresql import connecting
from bot.store.postgresql.database import WRITERS_LOCK
from bot.store.postgresql.errors import told
from bot.store.single_process import is_held, sole_process
from bot.store.sqlite_errors import Alarm
from tests.databases import HAS_SERVER, NO_SERVER
from tests.store.postgresql.proxy import Line
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.database import Database
    from tests.databases import Servers

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)


@pytest.fixture
async def line(postgresql: Servers) -> AsyncIterator[Line]:
    """A line to a fresh database."""
    async with postgresql.database() as server, Line(server, postgresql.folder) as line:
        yield line


async def write(database: Database, server: str) -> None:
    async with database.transaction() as transaction:
        await transaction.run("INSERT INTO servers (id, joined_at) VALUES (:id, '')", id=server)


async def stored(database: Database) -> list[str]:
    return [row["id"] for row in await database.rows("SELECT id FROM servers ORDER BY id")]


async def test_a_cut_line_is_said_in_words_and_mends_by_itself(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    async with open_database(line.server) as database:
        await write(database, "1")
        await line.cut()
        for _ in range(3):
            with pytest.raises(LaterError, match="can't be reached"):
                await stored(database)
            with pytest.raises(LaterError, match="can't be reached"):
                await write(database, "2")
        assert [record.levelname for record in caplog.records] == ["CRITICAL"], "once, not each time"
        await line.mend()
        await write(database, "3")
        assert await stored(database) == ["1", "3"]


async def test_a_transaction_that_is_cut_leaves_nothing(line: Line) -> None:
    async with open_database(line.server) as database:
        with pytest.raises(LaterError):
            async with database.transaction() as transaction:
                await transaction.run("INSERT INTO servers (id, joined_at) VALUES ('1', '')")
                await line.cut()
                await transaction.run("INSERT INTO servers (id, joined_at) VALUES ('2', '')")
        await line.mend()
        await write(database, "3")
        assert await stored(database) == ["3"]


async def test_a_line_that_falls_silent_is_given_up(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "ANSWERED_IN", 0.5)
    async with open_database(line.server) as database:
        await write(database, "1")
        line.fall_silent()
        with pytest.raises(LaterError):
            await stored(database)
        with pytest.raises(LaterError):
            await write(database, "2")
        line.speak_again()
        await write(database, "3")
        assert "3" in await stored(database)


# A restart of the server, or its operator, ends all connections: nobody need notice.
async def test_connections_that_the_server_ended_are_opened_again(postgresql: Servers) -> None:
    async with postgresql.database() as server, open_database(server) as database:
        await write(database, "1")
        await _end_all(server)
        assert await stored(database) == ["1"]
        await write(database, "2")
        assert await stored(database) == ["1", "2"]


async def _end_all(server: ServerAddress) -> None:
    connection = await asyncpg.connect(server.dsn)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
    await asyncio.sleep(0.2)  # until the ends are told


async def test_another_programs_writing_is_answered_in_time(postgresql: Servers) -> None:
    async with postgresql.database() as server, open_database(server) as database:
        other = await asyncpg.connect(server.dsn)
        await other.execute(f"SELECT pg_advisory_lock({WRITERS_LOCK})")
        said = await asyncio.gather(*(write(database, str(number)) for number in range(3)), return_exceptions=True)
        assert [type(each) for each in said] == [LaterError] * 3
        assert "another program" in str(said[0])
        await other.close()
        await write(database, "9")
        assert await stored(database) == ["9"]


async def test_two_processes_write_one_after_the_other(postgresql: Servers) -> None:
    async with (
        postgresql.database() as server,
        open_database(server) as one,
        open_database(server) as other,
        one.transaction() as first,
    ):
        second = asyncio.create_task(write(other, "2"))
        await first.run("INSERT INTO servers (id, joined_at) VALUES ('1', '')")
        await asyncio.sleep(0.1)
        assert not second.done()
    assert await second is None


async def test_a_start_sees_one_state(postgresql: Servers) -> None:
    async with postgresql.database() as server, open_database(server) as database:
        async with database.steady():
            assert await stored(database) == []
            await write(database, "1")
            assert await asyncio.gather(stored(database), stored(database)) == [[], []]
        assert await stored(database) == ["1"]


@pytest.mark.parametrize(
    "dsn", ["postgresql://nobody@127.0.0.1:1/attache", "postgresql://x:secret@127.0.0.1:1/attache"]
)
async def test_a_server_that_is_not_there_is_named_without_its_password(dsn: str) -> None:
    with pytest.raises(FaultError, match=r"the database postgresql://127\.0\.0\.1:1/attache can't be used") as raised:
        async with open_database(ServerAddress(dsn)):
            pass
    assert "secret" not in str(raised.value)


STORAGE = (
    (asyncpg.DiskFullError("could not extend file"), StorageError, "disk is full"),
    (asyncpg.InsufficientPrivilegeError("permission denied"), StorageError, "not allowed to write"),
    (asyncpg.ReadOnlySQLTransactionError("cannot execute"), StorageError, "not allowed to write"),
    (asyncpg.DataCorruptedError("invalid page"), StorageError, "damaged"),
    (asyncpg.ProgramLimitExceededError("index row size"), AskError, "too long"),
    (asyncpg.TooManyConnectionsError("too many clients"), LaterError, "can't be reached"),
    (asyncpg.AdminShutdownError("terminating"), LaterError, "can't be reached"),
)


@pytest.mark.parametrize(("error", "kind", "says"), STORAGE)
def test_a_servers_trouble_becomes_a_sentence(error: Exception, kind: type[AskError], says: str) -> None:
    raised = told(Alarm(), error)
    assert isinstance(raised, kind)
    assert says in str(raised)


@pytest.mark.parametrize("error", [asyncpg.UndefinedTableError("x"), asyncpg.CheckViolationError("x")])
def test_our_own_mistakes_are_none(error: Exception) -> None:
    assert told(Alarm(), error) is None


async def test_two_bots_do_not_share_a_database(postgresql: Servers) -> None:
    async with postgresql.database() as server, postgresql.database() as another:
        assert not is_held(server)
        with sole_process(server):
            assert is_held(server)
            with (
                pytest.raises(AskError, match=r"Another Attaché \(process \d+ on .+\) is running on postgresql://"),
                sole_process(server),
            ):
                pytest.fail("there are two")
            with sole_process(another):
                pass
        assert not is_held(server)


async def test_the_lock_is_taken_again_when_the_line_broke(
    postgresql: Servers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.store.postgresql.single_process._LOOK", 0.1)
    caplog.set_level(logging.WARNING)
    async with postgresql.database() as server:
        with sole_process(server):
            await _end_all(server)
            await until(lambda: "is lost" in caplog.text)
            await until(lambda: is_held(server))
