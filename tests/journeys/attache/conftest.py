"""The real bot with the shipped seeds, logged into a sandbox over real sockets: one for the session, as it takes a second to start."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.app import Attache
from bot.desk import open_desk
from bot.sandbox import Driver, Sandbox
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

OPENAPI = Path(__file__).parents[4] / "shared/eval/data/discord/openapi.json"


@asynccontextmanager
async def started(sandbox: Sandbox, database: Path, **settings: Any) -> AsyncIterator[Attache]:
    """The bot in a sandbox, until the end of the block. A member may post as many answers as a test asks for."""
    settings.setdefault("attache_answers_a_minute", 0)
    with redirect_discord_py(sandbox.url):
        async with open_desk(Settings(attache_database=database, **settings)) as desk, Attache(desk) as client:
            await client.login(sandbox.token)
            connected = asyncio.create_task(client.connect())
            await client.wait_until_ready()
            yield client
            await client.close()
            await connected


@pytest.fixture(scope="session")
def start() -> Callable[..., AbstractAsyncContextManager[Attache]]:
    """Starts the bot; it can be stopped and started again in one test, as an operator would."""
    return started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One sandbox for all journeys here, Discord's rules on; what breaks a rule fails at the end."""
    async with Sandbox(openapi=OPENAPI if OPENAPI.exists() else None) as one:
        yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in one.calls.broken]
    assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def attache(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attache]:
    """The bot, logged in."""
    async with started(sandbox, tmp_path_factory.mktemp("library") / "attache.db") as client:
        yield client


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    """A person at the sandbox's keyboard."""
    async with Driver(sandbox.url) as one:
        yield one
