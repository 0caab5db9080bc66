"""Serves paths at an address of this machine, for as long as the bot runs."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.errors import AskError
from bot.limits import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable


@asynccontextmanager
async def serving(address: str, setting: str, routes: Iterable[web.AbstractRouteDef]) -> AsyncIterator[None]:
    """Serve routes at `address` ("127.0.0.1:9464") inside this block. `setting`: the setting that the address is from.

    Raises:
        AskError: the address can't be listened on.
    """
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")  # as IPv6 is written before a port
    app = web.Application(client_max_size=LARGEST_PAGE)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, int(port)).start()
        except (OSError, UnicodeError) as error:  # the latter: no name of a host could be like that
            why = getattr(error, "strerror", None) or error
            raise AskError(f"Can't listen on {address} ({why}): set {setting} to another address.") from error
        yield
    finally:
        await runner.cleanup()
