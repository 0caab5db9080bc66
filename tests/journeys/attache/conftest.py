"""The real bot with one of the shipped seeds, logged into a sandbox over real sockets; its library, its names and its workers are made once and lent to each start."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from bot.app import Attache
from bot.desk import open_desk
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings
from tests.lending import ARTICLE, lent
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from bot.intake.workers import Workers
    from bot.sandbox import Sandbox

OPENAPI = Path(__file__).parents[4] / "shared/eval/data/discord/openapi.json"
"""Discord's description, which the sandbox checks what the bot sends against; absent outside this workplace."""


@asynccontextmanager
async def started(sandbox: Sandbox, database: Path, **settings: Any) -> AsyncIterator[Attache]:
    """The bot in a sandbox, until the end of the block. A member may post as many answers as a test asks for."""
    settings.setdefault("attache_answers_a_minute", 0)
    settings.setdefault("attache_seeds", ARTICLE)
    with redirect_discord_py(sandbox.url):
        async with open_desk(Settings(attache_database=database, **settings)) as desk, Attache(desk) as client:
            await client.login(sandbox.token)
            connected = asyncio.create_task(client.connect())
            await client.wait_until_ready()
            yield client
            await client.close()
            await connected


@pytest.fixture(scope="session")
def start(seeded: Path) -> Callable[..., AbstractAsyncContextManager[Attache]]:
    """Starts the bot; it can be stopped and started again in one test, as an operator would.

    Where there is no database yet, the bot finds a library with the seeds, as at a second start.
    """

    def start_with_seeds(sandbox: Sandbox, database: Path, **settings: Any) -> AbstractAsyncContextManager[Attache]:
        if not database.exists() and "attache_seeds" not in settings:
            copytree(seeded, database.parent, dirs_exist_ok=True)
        return started(sandbox, database, **settings)

    return start_with_seeds


@pytest.fixture(scope="module", autouse=True)
def _lent(workers: Workers, drawer: Workers, indexed: bytes) -> Iterator[None]:
    with lent(workers, drawer, indexed):
        yield


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine too, an answer comes in its first message: neither the bot nor the sandbox's Discord grows impatient."""
    monkeypatch.setattr("bot.ui.acknowledging.PATIENCE", PATIENCE)
    monkeypatch.setattr("bot.sandbox.interactions.ACKNOWLEDGE_SECONDS", PATIENCE)
