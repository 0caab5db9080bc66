"""A started sandbox with a driver, and discord.py bots in it, for every journey."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.sandbox import Driver, Sandbox
from bot.sandbox.redirect import redirect_discord_py

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import discord

OPENAPI = Path(__file__).parents[3] / "shared/eval/data/discord/openapi.json"


def pytest_configure(config: pytest.Config) -> None:
    """The marks of this folder."""
    config.addinivalue_line("markers", "sandbox(**settings): arguments for the sandbox of this test")
    config.addinivalue_line("markers", "breaks_rules: this test sends what Discord refuses, on purpose")


@pytest.fixture(scope="session")
def openapi() -> Path:
    """Discord's description; tests that need it are skipped if it is absent."""
    if not OPENAPI.exists():
        pytest.skip("Discord's OpenAPI description is needed: ../shared is absent")
    return OPENAPI


@pytest.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A sandbox that discord.py is redirected to. A body that breaks a rule fails the test, unless the test is marked `breaks_rules`.

    `@pytest.mark.sandbox(limits=False, …)` passes arguments on.
    """
    settings = {name: value for mark in request.node.iter_markers("sandbox") for name, value in mark.kwargs.items()}
    async with Sandbox(**{"openapi": OPENAPI if OPENAPI.exists() else None, **settings}) as started:
        with redirect_discord_py(started.url):
            yield started
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in started.calls.broken]
    if not request.node.get_closest_marker("breaks_rules"):
        assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    """A user at the sandbox's keyboard."""
    async with Driver(sandbox.url) as one:
        yield one


@pytest.fixture
async def log_in(sandbox: Sandbox) -> AsyncIterator[Callable[[discord.Client], Awaitable[None]]]:
    """Start a discord.py client and wait until it is ready; it is closed at the end."""
    async with AsyncExitStack() as stack:

        async def start(client: discord.Client) -> None:
            await client.login(sandbox.token)
            task = asyncio.create_task(client.connect())

            async def stop() -> None:
                await client.close()
                await asyncio.gather(task, return_exceptions=True)

            stack.push_async_callback(stop)
            ready = asyncio.create_task(client.wait_until_ready())
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                ready.cancel()
                task.result()

        yield start
