"""Tests that every command is acknowledged in time while the database answers nothing, and answered once it does."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import interactions
from bot.store.database import SqliteDatabase
from bot.ui import acknowledging
from tests.journeys.attache.one_bot.test_editors import OPML
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import Attache
    from bot.sandbox import Driver
    from bot.store.database import Transaction

pytestmark = pytest.mark.asyncio(loop_scope="session")

TYPED: dict[str, dict[str, Any]] = {
    "stance": {"holder": "Russia"},
    "timeline": {"about": "Iran"},
    "quote": {"speaker": "Araghchi"},
    "search": {"words": "attack"},
    "who": {"name": "Iran"},
    "compare": {"on": "Iran"},
    "relation": {"a": "Iran", "b": "Israel"},
    "export": {"about": "Iran"},
    "follow": {"about": "Iran", "zone": "Berlin"},
    "digest subscribe": {"about": "Iran", "zone": "Berlin"},
    "digest move": {"channel": "general"},
    "digest pause": {"until": "next Monday"},
    "feed add": {"url": "no link"},
    "feed import": {"file": OPML},
    **{f"feed {verb}": {"feed": "nothing"} for verb in ("check", "pause", "resume", "remove")},
    **{f"article {verb}": {"article": "nothing"} for verb in ("show", "remove", "reread")},
    "settings editors": {"role": "Editors"},
    "settings notices": {"channel": "general"},
    "settings pictures": {"colours": "light"},
}
"""What is typed with the commands that need something."""


@asynccontextmanager
async def silent_database(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A database that answers only when this ends."""
    let = asyncio.Event()
    rows, transaction = SqliteDatabase.rows, SqliteDatabase.transaction

    async def late_rows(self: SqliteDatabase, sql: str, **values: object) -> Any:
        await let.wait()
        return await rows(self, sql, **values)

    @asynccontextmanager
    async def late_transaction(self: SqliteDatabase) -> AsyncIterator[Transaction]:
        await let.wait()
        async with transaction(self) as one:
            yield one

    with monkeypatch.context() as changed:
        changed.setattr(SqliteDatabase, "rows", late_rows)
        changed.setattr(SqliteDatabase, "transaction", late_transaction)
        try:
            yield
        finally:
            let.set()


async def test_no_command_waits_for_the_database_before_it_is_acknowledged(
    attache: Attache, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.01)
    monkeypatch.setattr(interactions, "ACKNOWLEDGE_SECONDS", 60.0)
    names = [command.qualified_name for command in attache.tree.walk_commands() if hasattr(command, "callback")]
    assert TYPED.keys() <= set(names)
    users = ("ed", "ada")  # Ed's role is looked up; Ada owns the server
    asked = [(name, user) for name in names for user in users]
    async with silent_database(monkeypatch):
        became = await asyncio.gather(
            *(driver.command(name, TYPED.get(name), user=user, wait=True) for name, user in asked)
        )
    assert {pair for pair, how in zip(asked, became, strict=True) if how["status"] == "timeout"} == set()

    async def answered() -> bool:
        seen = [message for user in users for message in await driver.messages(user=user)]
        return not any(message["thinking"] for message in seen)

    await until(answered)
