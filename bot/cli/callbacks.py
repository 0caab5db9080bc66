"""Serves the address that the hubs of feeds call: they ask whether we asked them, and tell of new entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.cli.serving import serving
from bot.errors import LaterError, StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.feeds.hubs import Hubs

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PLAIN = {"X-Content-Type-Options": "nosniff"}
"""What we answer is a hub's own word: no browser is to take it for a page."""


def serving_callbacks(address: str, hubs: Hubs) -> AbstractAsyncContextManager[None]:
    """Returns a block inside which what hubs call is served at `address` ("127.0.0.1:8798"), as by `serving`."""
    callbacks = Callbacks(hubs)
    # Whatever path a proxy leaves in front: only the last part tells the feed.
    routes = [web.get("/{path:.*}", callbacks.asked), web.post("/{path:.*}", callbacks.called)]
    return serving(address, "ATTACHE_PUBLIC_PORT", routes)


class Callbacks:
    """Answers hubs."""

    def __init__(self, hubs: Hubs) -> None:
        self._hubs = hubs

    async def asked(self, request: web.Request) -> web.Response:
        """Answer whether we asked for what a hub is about to do."""
        try:
            challenge = await self._hubs.verified(_token(request), request.query)
        except (LaterError, StorageError):
            return web.Response(status=503)
        if challenge is None:
            return web.Response(status=404)
        return web.Response(text=challenge, headers=_PLAIN)

    async def called(self, request: web.Request) -> web.Response:
        """Hear that a feed has new entries. 410 has the hub stop: nobody asked for it, or the feed is no longer read."""
        try:
            wanted = await self._hubs.called(
                _token(request), await request.read(), request.headers.get("X-Hub-Signature", "")
            )
        except (LaterError, StorageError):
            return web.Response(status=503)
        return web.Response(status=202 if wanted else 410)


def _token(request: web.Request) -> str:
    return str(request.match_info["path"]).rstrip("/").rpartition("/")[2]
