"""One bot for all journeys of a file, as it takes a second to start. It ends with the file: a bot whose event loop stands still loses its connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from bot.sandbox import Driver, Sandbox
from tests.journeys.attache.conftest import OPENAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    import pytest

    from bot.app import Attache


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One sandbox for a file's journeys, Discord's rules on; what breaks a rule fails at the end."""
    async with Sandbox(openapi=OPENAPI if OPENAPI.exists() else None) as one:
        yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in one.calls.broken]
    assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def attache(
    start: Callable[..., AbstractAsyncContextManager[Attache]],
    sandbox: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Attache]:
    """The bot, logged in."""
    async with start(sandbox, tmp_path_factory.mktemp("library") / "attache.db") as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    """A person at the sandbox's keyboard."""
    async with Driver(sandbox.url) as one:
        yield one
