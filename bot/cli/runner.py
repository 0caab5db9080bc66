"""Settings into a running bot, in Discord or in the sandbox, and a clean end when it is interrupted."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import discord

from bot.app import Attache
from bot.cli.terminal import log_plainly
from bot.desk import open_desk
from bot.errors import AskError, FaultError
from bot.intake.work import tend_garbage
from bot.sandbox.redirect import redirect_discord_py

if TYPE_CHECKING:
    from bot.sandbox import Sandbox
    from bot.settings import Settings

NAME = "Attaché"
_TURN = 0.0005
"""Seconds a thread may keep the interpreter while another waits for it; Python's own 5 ms are the loop's to wait at each of its calls while articles are filed."""


def run_until_stopped(settings: Settings, place: Sandbox | None, *, bot: bool = True) -> int:
    """Run until SIGINT or SIGTERM; 0 when that is how it ended.

    Args:
        settings: what is in force.
        place: the sandbox to start and run in; None: Discord itself.
        bot: whether the bot is to be in it.

    Raises:
        AskError: the token is refused, or the sandbox's port is taken.
        FaultError: the bot ended by itself.
    """
    log_plainly(settings.attache_log)
    asyncio.run(_main(settings, place, bot=bot))
    return 0


async def _main(settings: Settings, place: Sandbox | None, *, bot: bool) -> None:
    """Run until a signal comes, however far the start has got; a second one does not disturb the end."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    running = asyncio.create_task(_run(settings, place, bot=bot))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not running.done():
        running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def _run(settings: Settings, place: Sandbox | None, *, bot: bool) -> None:
    """Open everything, say where it is, and stay."""
    async with AsyncExitStack() as stack:
        token = settings.discord_token.get_secret_value() if settings.discord_token else ""
        if place:
            await _enter(place, stack)
            token = place.token
        desk = await stack.enter_async_context(open_desk(settings)) if bot else None
        client = await stack.enter_async_context(Attache(desk)) if desk else None
        answer_first()
        connected: asyncio.Task[None] | None = None
        if client:
            connected = asyncio.create_task(client.start(token))
            stack.push_async_callback(_ended, connected, client)
            await _until_ready(client, connected)
        if desk:
            desk.intake.workers.begin()  # after the bot can answer: loading takes two seconds of a core
        if place:
            print(_welcome(place, bot=bot), flush=True)
        else:
            print(f"{NAME} is in Discord. Ctrl-C ends it.", flush=True)
        await (_until_lost(connected) if connected else asyncio.Event().wait())


def answer_first() -> None:
    """Let this process keep nobody waiting who types. To be called once the names are learnt."""
    tend_garbage()  # looking through the names would hold up the loop
    sys.setswitchinterval(_TURN)


async def _enter(place: Sandbox, stack: AsyncExitStack) -> None:
    port = place.port
    try:
        await stack.enter_async_context(place)
    except OSError as error:
        raise AskError(
            f"Port {port} is taken ({error.strerror}): set ATTACHE_PORT to another one, or to 0 for any free one."
        ) from error
    stack.enter_context(redirect_discord_py(place.url))


def _welcome(place: Sandbox, *, bot: bool) -> str:
    if bot:
        return f"{NAME} is in the sandbox: open {place.url} and type /stance. Ctrl-C ends it."
    return f"The sandbox is at {place.url}: REST {place.url}/api/v10, gateway {place.url.replace('http', 'ws', 1)}/, token {place.token}. Ctrl-C ends it."


async def _until_ready(client: Attache, connected: asyncio.Task[None]) -> None:
    """Wait for Discord to know the commands, or for the bot to fail."""
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait({connected, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    _raise(connected)


async def _until_lost(connected: asyncio.Task[None]) -> None:
    await asyncio.wait({connected})
    _raise(connected)
    raise FaultError("the connection to Discord ended by itself")


def _raise(connected: asyncio.Task[None]) -> None:
    """What the bot ended with, as a sentence where the operator can mend it."""
    if connected.done() and (error := connected.exception()):
        if isinstance(error, discord.LoginFailure):
            raise AskError(
                "Discord refuses the token: set DISCORD_TOKEN to the one on your application's Bot page, or leave it out to try the sandbox."
            ) from error
        if isinstance(error, OSError):
            raise AskError(f"Discord can't be reached ({error}): check the connection and start again.") from error
        raise error


async def _ended(connected: asyncio.Task[None], client: Attache) -> None:
    await client.close()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await connected
