"""Tests what is stored of a server: settings, when the bot came and went, and that all of it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoppedError
from bot.model.library import EVERYONE, Server
from bot.store import servers as store
from bot.store.instants import stored
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

DAY = timedelta(days=1)


async def test_settings_are_set_and_cleared_one_by_one(database: Database) -> None:
    assert await store.server(database, "1") is None
    await store.set_editors_role(database, "1", "7", NOW)
    await store.set_notice_channel(database, "2", "9", NOW)
    await store.set_notice_channel(database, "1", "8", NOW + DAY)
    # the row is as old as the first setting
    assert await store.server(database, "1") == Server("1", stored(NOW), None, "7", "8")
    assert await store.server(database, "2") == Server("2", stored(NOW), None, None, "9")
    await store.set_editors_role(database, "1", None, NOW)
    assert await store.server(database, "1") == Server("1", stored(NOW), None, None, "8")
    await store.set_notice_channel(database, "1", None, NOW)
    assert await store.server(database, "1") == Server("1", stored(NOW), None, None, None)


# A second notice of leaving does not restart the grace period; coming back ends it, with all data.
async def test_the_bot_comes_and_goes(database: Database) -> None:
    await store.joined(database, ["1", "2"], NOW)
    await store.set_editors_role(database, "1", "7", NOW)
    await store.joined(database, ["1"], NOW + DAY)
    await store.left(database, "1", NOW + DAY)
    await store.left(database, "1", NOW + 3 * DAY)
    assert await store.server(database, "1") == Server("1", stored(NOW), stored(NOW + DAY), "7", None)
    assert await store.present(database) == {"2"}
    assert await store.left_before(database, NOW + DAY) == []
    assert await store.left_before(database, NOW + 2 * DAY) == ["1"]
    await store.joined(database, ["1"], NOW + 4 * DAY)
    assert await store.server(database, "1") == Server("1", stored(NOW + 4 * DAY), None, "7", None)
    assert await store.present(database) == {"1", "2"}
    assert await store.left_before(database, NOW + 9 * DAY) == []


async def test_those_that_left_first_come_first(database: Database) -> None:
    await store.joined(database, ["1", "2", "3", "4"], NOW)
    await store.left(database, "1", NOW + 2 * DAY)
    await store.left(database, "2", NOW + DAY)
    async with database.transaction() as transaction:
        await transaction.run("INSERT INTO libraries (id) VALUES ('4'), ('3')")
        await transaction.run("DELETE FROM servers WHERE id = '4'")
    # a library whose server has no row at all was left longest ago
    assert await store.left_before(database, NOW + 9 * DAY) == ["4", "2", "1"]


async def test_work_is_for_servers_the_bot_is_in(database: Database) -> None:
    await store.begin(database, EVERYONE, NOW)
    await store.begin(database, "1", NOW)
    assert await store.present(database) == {"1"}

    async def entered(library: str) -> None:
        async with database.transaction() as transaction:
            await store.require_entered(transaction, library)

    await entered(EVERYONE)
    await entered("1")
    await store.left(database, "1", NOW)
    for library in ("1", "2"):
        with pytest.raises(StoppedError, match=r"^This server's data was deleted meanwhile: nothing was done"):
            await entered(library)


async def test_a_server_is_deleted_whole(database: Database, file: File, tell: type[Tell]) -> None:
    await file(tell("It rained."), tell("It snowed."), library="1")
    await file(tell("It rained."))
    assert [await store.kept(database, library) for library in ("1", "2", EVERYONE)] == [2, 0, 1]
    await store.left(database, "1", NOW)
    # it came back, or left too late
    assert not await store.purge(database, "1", NOW)
    assert await store.kept(database, "1") == 2
    assert await store.purge(database, "1", NOW + DAY)
    assert (await store.kept(database, "1"), await store.server(database, "1")) == (0, None)
    assert await store.kept(database, EVERYONE) == 1
    assert not await store.purge(database, "1")
    await store.joined(database, ["1"], NOW)
    assert not await store.purge(database, "1", NOW + DAY)
    assert await store.purge(database, "1")
