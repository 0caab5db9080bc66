"""Runs the bot, in Discord or in the sandbox, and ends it cleanly when interrupted."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.app import Attache
from bot.cli.callbacks import serving_callbacks
from bot.cli.health import serving_health
from bot.cli.nightly import back_up_nightly
from bot.cli.starting import NAME
from bot.cli.terminal import log_records
from bot.desk import open_desk
from bot.errors import AskError, FaultError
from bot.intake.work import tend_garbage
from bot.progress import silent
from bot.sandbox.redirect import redirect_discord_py
from bot.store.single_process import sole_process

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.progress import Progress
    from bot.sandbox import Sandbox
    from bot.settings import Settings

log = logging.getLogger(__name__)

_TURN = 0.0005
"""Thread switch interval in seconds. With Python's default of 5 ms the event loop would stall at every call while articles are read."""


def run_until_stopped(
    settings: Settings, place: Sandbox | None, *, bot: bool = True, progress: Progress = silent
) -> int:
    """Run until SIGINT or SIGTERM. Returns 0.

    Args:
        settings: the operator's settings.
        place: the sandbox to start and run in; None for Discord itself.
        bot: False starts the sandbox alone.
        progress: told what the start is doing.

    Raises:
        AskError: the token is refused, or the sandbox's port is taken.
        FaultError: the connection to Discord ended by itself.
    """
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    log_records(settings.attache_log, settings.attache_log_format, token)
    os.environ.pop("DISCORD_TOKEN", None)  # the processes that read what strangers write inherit what is left
    asyncio.run(_main(settings, place, bot=bot, progress=progress))
    return 0


async def _main(settings: Settings, place: Sandbox | None, *, bot: bool, progress: Progress) -> None:
    """Run until a signal arrives, even during the start; a second signal does not interrupt the shutdown."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    running = asyncio.create_task(_run(settings, place, bot=bot, progress=progress))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not running.done():
        running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def _run(settings: Settings, place: Sandbox | None, *, bot: bool, progress: Progress) -> None:
    """Open everything, print where the bot is, and wait."""
    async with AsyncExitStack() as stack:
        token = settings.discord_token.get_secret_value() if settings.discord_token else ""
        if bot:  # before the port is taken, or a second bot would be told of the port instead of the first bot
            stack.enter_context(sole_process(settings.attache_database))
        if place:
            await _enter(place, stack)
            token = place.token
        desk = (
            await stack.enter_async_context(open_desk(settings, progress=progress, sole=True, seeded=False))
            if bot
            else None
        )
        client = await stack.enter_async_context(Attache(desk)) if desk else None
        if desk and client and settings.attache_metrics:
            serving = serving_health(settings.attache_metrics, desk, client)
            await stack.enter_async_context(serving)
        if desk and client and settings.attache_public_url:
            hubs = desk.feeds.hear_hubs(settings.attache_public_url)
            await stack.enter_async_context(serving_callbacks(settings.attache_public_port, hubs))
            client.keep_doing(hubs.run())
        answer_first()
        connected: asyncio.Task[None] | None = None
        if client:
            progress("connecting", 0, 0)
            connected = asyncio.create_task(client.start(token))
            stack.push_async_callback(_ended, connected, client)
            await _until_ready(client, connected)
        if desk:
            desk.intake.workers.begin()  # not earlier: loading the reader takes a core two seconds, and the bot should answer first
            desk.studio.begin()
        progress("", 0, 0)
        if place:
            print(_welcome(place, bot=bot), flush=True)
        else:
            print(f"{NAME} is in Discord. Press Ctrl-C to stop.", flush=True)
        if desk and client:
            client.keep_doing(_seed(desk, progress))
            database = settings.attache_database
            if settings.attache_backups and isinstance(database, Path):  # a server's is its operator's to back up
                client.keep_doing(back_up_nightly(database, settings.backups, settings.attache_backups, desk.clock))
        await (_until_lost(connected) if connected else asyncio.Event().wait())


async def _seed(desk: Desk, progress: Progress) -> None:
    """Add the seeds while the bot answers. What fails is logged, and tried again at the next start."""
    try:
        await desk.seed(progress)
    except Exception:
        log.exception("the seed articles could not all be added; the next start goes on")


def answer_first() -> None:
    """Favour answers over throughput in this process. Call it once the names are loaded."""
    tend_garbage()  # a garbage collection over all the names would block the event loop
    sys.setswitchinterval(_TURN)


async def _enter(place: Sandbox, stack: AsyncExitStack) -> None:
    port = place.port
    try:
        await stack.enter_async_context(place)
    except OSError as error:
        raise AskError(
            f"Can't listen on port {port} ({error.strerror}): set ATTACHE_PORT to another port, or to 0 for any free one."
        ) from error
    stack.enter_context(redirect_discord_py(place.url))


def _welcome(place: Sandbox, *, bot: bool) -> str:
    if bot:
        return f"{NAME} is in the sandbox: open {place.url} and type /stance. Press Ctrl-C to stop."
    return f"The sandbox is at {place.url}: REST {place.url}/api/v10, gateway {place.url.replace('http', 'ws', 1)}/, token {place.token}. Press Ctrl-C to stop."


async def _until_ready(client: Attache, connected: asyncio.Task[None]) -> None:
    """Wait until Discord knows the commands, or the bot fails."""
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait({connected, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    _raise(connected)


async def _until_lost(connected: asyncio.Task[None]) -> None:
    await asyncio.wait({connected})
    _raise(connected)
    raise FaultError("the connection to Discord ended unexpectedly")


def _raise(connected: asyncio.Task[None]) -> None:
    """Raise the error that ended the bot, as an AskError if the operator can fix it."""
    if connected.done() and (error := connected.exception()):
        if isinstance(error, discord.LoginFailure):
            raise AskError(
                "Discord rejected the token: set DISCORD_TOKEN to the one on your application's Bot page, or leave it empty to use the sandbox."
            ) from error
        if isinstance(error, OSError):
            raise AskError(
                f"Discord can't be reached ({error}): check the network connection and try again."
            ) from error
        raise error


async def _ended(connected: asyncio.Task[None], client: Attache) -> None:
    await client.close()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await connected
