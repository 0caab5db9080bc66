"""Tests a server's settings, its days of grace, and the deletion of all its data."""

from __future__ import annotations

from datetime import datetime, timedelta
from sqlite3 import IntegrityError
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoppedError
from bot.library.servers import GRACE, Servers
from bot.model.library import EVERYONE, Libraries
from bot.store.articles import count_articles, file_reading
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def servers(database: Database, clock: Clock) -> Servers:
    return Servers(database, clock)


async def test_settings_are_stored_and_cleared(servers: Servers) -> None:
    assert (await servers.get(1)).editors_role is None
    await servers.set_editors(1, 7)
    await servers.set_notices(1, 8)
    kept = await servers.get(1)
    assert (kept.id, kept.editors_role, kept.notice_channel) == ("1", "7", "8")
    await servers.set_editors(1, None)
    assert ((await servers.get(1)).editors_role, (await servers.get(1)).notice_channel) == (None, "8")
    assert (await servers.get(2)).notice_channel is None


async def test_a_server_that_left_is_purged_after_the_days_of_grace(
    servers: Servers, clock: Clock, database: Database, file: File, tell: type[Tell]
) -> None:
    await servers.joined([1, 2])
    await file(tell("Iran spoke."), library="1")
    await file(tell("Iran spoke."), library="2")
    await servers.left(1)
    clock.forward(GRACE - timedelta(days=1))
    await servers.left(1)  # reported again: the grace period does not start anew
    assert await servers.purge_left() == []
    clock.forward(timedelta(days=1, seconds=1))
    assert await servers.purge_left() == ["1"]
    assert await servers.purge_left() == []
    assert [await count_articles(database, Libraries(server)) for server in ("1", "2")] == [0, 1]


async def test_a_server_that_returns_keeps_everything(servers: Servers, clock: Clock) -> None:
    await servers.joined([1])
    await servers.set_editors(1, 7)
    await servers.left(1)
    clock.forward(GRACE / 2)
    await servers.joined([1])
    clock.forward(GRACE)
    assert await servers.purge_left() == []
    assert (await servers.get(1)).editors_role == "7"
    assert (await servers.get(1)).left_at is None


# A server that removed the bot while it was down is missing when it is back; a server with an outage is in the list.
async def test_a_server_missing_at_a_start_is_left_as_of_now(servers: Servers, clock: Clock) -> None:
    await servers.compare([1, 2])
    clock.forward(timedelta(days=100))
    await servers.compare([2, 3])
    assert [(await servers.get(server)).left_at is None for server in (1, 2, 3)] == [False, True, True]
    assert await servers.purge_left() == []
    clock.forward(GRACE + timedelta(seconds=1))
    assert await servers.purge_left() == ["1"]


async def test_purging_at_once_asks_for_no_days_of_grace(
    servers: Servers, database: Database, file: File, tell: type[Tell]
) -> None:
    await file(tell("Iran spoke."), library="1")
    await file(tell("Russia spoke."))
    assert await servers.kept(1) == 1
    assert await servers.purge(1)
    assert await servers.kept(1) == 0
    assert not await servers.purge(1)
    assert await count_articles(database, Libraries("1")) == 1
    assert await database.rows("SELECT * FROM sentences WHERE article NOT IN (SELECT id FROM articles)") == []


async def test_everyones_library_is_no_servers(servers: Servers) -> None:
    with pytest.raises(ValueError, match="operator"):
        await servers.purge(EVERYONE)


async def test_nothing_is_filed_for_a_server_that_is_not_entered(
    database: Database, servers: Servers, file: File, tell: type[Tell]
) -> None:
    article = tell("Iran spoke.").reading()
    with pytest.raises(StoppedError):
        await file_reading(database, article, "1", NOW)
    await file(tell("Iran spoke."), library="1")
    await servers.left(1)
    with pytest.raises(StoppedError):
        await file_reading(database, tell("Iran spoke again.").reading(), "1", NOW)
    await servers.joined([1])
    await file_reading(database, tell("Iran spoke again.").reading(), "1", NOW)
    await servers.purge(1)
    with pytest.raises(StoppedError):
        await file_reading(database, article, "1", NOW)
    assert [row["id"] for row in await database.rows("SELECT id FROM libraries")] == [EVERYONE]


async def test_no_library_is_of_a_server_that_is_not_entered(database: Database) -> None:
    with pytest.raises(IntegrityError, match="not entered"):
        async with database.transaction() as transaction:
            await transaction.run("INSERT INTO libraries (id) VALUES ('1')")


async def test_a_library_that_nothing_else_is_kept_of_is_purged(
    database: Database, servers: Servers, file: File, tell: type[Tell]
) -> None:
    await file(tell("Iran spoke."), library="1")
    await file(tell("Iran spoke."), library="2")
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM servers WHERE id = '1'")
    assert await servers.purge_left() == ["1"]
    assert [row["id"] for row in await database.rows("SELECT id FROM libraries ORDER BY id")] == ["2", EVERYONE]
