"""Tests that a library is moved to a server whole, that a move that was ended goes on, and that nothing is replaced that is not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
import pytest

from bot.errors import AskError
from bot.knowledge.shipped import DATA
from bot.model.library import Libraries
from bot.model.query import SearchQuery
from bot.names import Cue, load_spellings
from bot.store import subscriptions
from bot.store.articles import file_reading, state
from bot.store.database import open_database
from bot.store.postgresql import moving
from bot.store.postgresql.moving import move
from bot.store.recollection import recollected, remember
from bot.store.removal import purge_removed, remove
from bot.store.search import search
from bot.store.stances import stances
from tests.conftest import NOW, Tell, entered
from tests.databases import HAS_SERVER, NO_SERVER, tables
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bot.store.database import Database
    from tests.databases import Servers

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)


@pytest.fixture
async def library(tmp_path: Path) -> Path:
    """A file with articles, one of which was deleted, a digest and words to find them by."""
    path = tmp_path / "attache.db"
    async with open_database(path) as database:
        await entered(database, "1")
        told = (
            Tell("Russia condemned the attack. “It must end,” Putin said.", published="2025-06-23", outlet="The Wire")
            .event("attack", by="israel", to="iran")
            .stance("russia", "condemned", "e1")
            .quotation("vladimir-putin", "It must end")
        )
        [kept, gone] = [
            (await file_reading(database, article.reading(), "1", NOW)).article
            for article in (told, Tell("Zürich fled\0.").event("fled", by="iran"))
        ]
        await remember(database, load_spellings(DATA), [kept])
        await remove(database, gone, "1", NOW)
        await purge_removed(database, NOW.replace(year=2026))
        await file_reading(
            database, Tell("Zürich\0 stays. Iran agreed.").event("agreed", by="iran").reading(), "1", NOW
        )
        await subscriptions.add(database, subscribed(NOW, server="1", slot_at=NOW, next_due_at=NOW))
    return path


async def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, in any order."""
    found = {
        name: sorted((tuple(row) for row in await database.rows(f"SELECT * FROM {name}")), key=repr)  # noqa: S608 - the schema's own names
        for name in await tables(database)
    }
    return {
        name: [
            tuple(part.replace("\0", "\ufffd") if isinstance(part, str) else part for part in row)
            for row in some
            if row[0] != "touched"
        ]
        for name, some in found.items()
    }


def without_rowids(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows without the order of filing, which PostgreSQL keeps in a column."""
    return {
        name: [row[1:] for row in some] if name in ("participants", "quotation_subjects") else some
        for name, some in found.items()
    }


async def test_all_arrives_and_is_found_and_numbers_go_on(library: Path, postgresql: Servers) -> None:
    visible = Libraries("1")
    async with postgresql.database() as server:
        counted = await move(library, server)
        async with open_database(library) as before, open_database(server) as after:
            assert without_rowids(await rows(after)) == await rows(before)
            assert counted["articles"] == 2
            assert await state(after) == await state(before)
            for database in (before, after):
                assert len((await search(database, visible, SearchQuery("attack"), 5)).shown) == 1
                assert len(await stances(database, visible, "russia", None)) == 1
                assert (await recollected(database, visible, Cue(("israel", "attack"), ()))).events
            text = Tell("Iran fled. It rained.").event("fled", by="iran").reading()
            filed = [(await file_reading(database, text, "1", NOW)).article for database in (before, after)]
            assert filed[0] == filed[1] == 4, "no id is given twice"


async def test_a_move_that_was_ended_goes_on(
    library: Path, postgresql: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = moving._moved
    copied: list[str] = []

    async def ending(file: Any, connection: Any, name: str) -> int:
        if name == "events":
            raise KeyboardInterrupt
        return await moved(file, connection, name)

    async with postgresql.database() as server:
        with monkeypatch.context() as patch:
            patch.setattr(moving, "_moved", ending)
            with pytest.raises(KeyboardInterrupt):
                await move(library, server)
        first = asyncpg.Connection.copy_records_to_table

        async def copying(self: Any, name: str, **given: Any) -> Any:
            copied.append(name)
            return await first(self, name, **given)

        monkeypatch.setattr(asyncpg.Connection, "copy_records_to_table", copying)
        await move(library, server)
        assert "events" in copied
        assert "articles" not in copied, "it was there"
        async with open_database(library) as before, open_database(server) as after:
            assert without_rowids(await rows(after)) == await rows(before)


async def test_what_changed_between_two_moves_is_moved(library: Path, postgresql: Servers) -> None:
    async with postgresql.database() as server:
        connection = await asyncpg.connect(server.dsn)
        await connection.execute("CREATE TABLE attache_moving (path TEXT)")
        await connection.execute("INSERT INTO servers (id, joined_at) VALUES ('7', '')")
        await connection.close()
        await move(library, server)
        async with open_database(library) as before, open_database(server) as after:
            assert without_rowids(await rows(after)) == await rows(before)


async def test_another_library_is_not_replaced(library: Path, postgresql: Servers) -> None:
    async with postgresql.database() as server:
        async with open_database(server) as database:
            await entered(database, "5")
        with pytest.raises(AskError, match="holds a library already"):
            await move(library, server)
        async with open_database(server) as database:
            assert [row["id"] for row in await database.rows("SELECT id FROM servers")] == ["5"]


def test_a_sum_tells_rows_apart_whatever_their_order() -> None:
    one = moving._Sum().with_rows([(1, "a"), (2, "b")])
    assert one == moving._Sum().with_rows([(2, "b")]).with_rows([(1, "a")])
    assert one != moving._Sum().with_rows([(1, "b"), (2, "a")])
    assert one != moving._Sum().with_rows([(1, "a"), (2, "b"), (2, "b")])
