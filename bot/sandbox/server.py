"""The sandbox server: gateway, REST API, its own API and its page on one loopback port."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from bot.sandbox import web as web_requests
from bot.sandbox import world as worlds
from bot.sandbox import world_changes
from bot.sandbox.address import Address
from bot.sandbox.api import Api
from bot.sandbox.calls import Calls
from bot.sandbox.clock import Clock
from bot.sandbox.connection import accept
from bot.sandbox.core import Core
from bot.sandbox.event_stream import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.lane import Lane
from bot.sandbox.lookup import Lookup
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.requests import Requests
from bot.sandbox.schema import described
from bot.sandbox.session import PRIVILEGED
from bot.sandbox.user_actions import UserActions

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.sandbox.world import World

BODY_LIMIT = 30 * 1024 * 1024
SAVE_SECONDS = 1.0
SHUTDOWN_SECONDS = 1.0


class Sandbox:
    """A local Discord. `async with Sandbox() as sandbox:` serves it at `sandbox.url` to a bot that logs in with `sandbox.token`.

    Args:
        host: the address to listen on; loopback, because nothing here is really secret.
        port: the port; 0 picks a free one.
        application_name: the bot's name, unless the state file has one.
        openapi: Discord's OpenAPI description, to check bodies against (needs jsonschema-rs).
        state: a file the world is loaded from, if it exists, and saved to.
        limits: whether rate limits are enforced.
        world: a world to start from, instead of the file or the default one.
        heartbeat: the clients' heartbeat interval, in seconds.
        privileged: the privileged intents granted to the bot.
        awaits: whether a bot is being started beside it: until it has connected, the page says so.
    """

    def __init__(  # noqa: PLR0913 # settings, all of them by name
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        application_name: str = "Bot",
        openapi: Path | None = None,
        state: Path | None = None,
        limits: bool = True,
        world: World | None = None,
        heartbeat: float = 41.25,
        privileged: int = PRIVILEGED,
        awaits: bool = False,
    ) -> None:
        self._state = state
        self._address = Address(host, port)
        self.world = world or self._first_world(application_name)
        self.clock = Clock()
        self._events = Events()
        self.calls = Calls(self.clock, self._events)
        self.schema = described(openapi) if openapi else None
        self.gateway = Gateway(self.world, self._events, self.calls, self._address, heartbeat, privileged)
        self.gateway.awaited = awaits
        core = self._core = Core(
            self.world, self.clock, self._events, self.calls, self.gateway, self._address, self._keep
        )
        self._interactions = Interactions(core)
        self.names, faults = Lookup(core), Faults()
        limited = RateLimits(self.clock, enforced=limits)
        self._requests = Requests(core, self._interactions, faults, limited, self.schema)
        self._api = Api(core, UserActions(core, self._interactions, self.names), self.names, faults)
        self._files = Files(self.world, self.names)
        self._elsewhere: web.Server | None = None
        self._listening: asyncio.Server | None = None
        self._lanes: set[Lane] = set()
        self._saving: asyncio.TimerHandle | None = None

    def _first_world(self, application_name: str) -> World:
        if self._state and self._state.exists():
            return worlds.load(self._state)
        fresh = worlds.load(worlds.DEFAULT)
        fresh.application_name = fresh.bot.name = application_name
        return fresh

    @property
    def host(self) -> str:
        """The host it listens on."""
        return self._address.host

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._address.port

    @property
    def url(self) -> str:
        """The page's address; every API is below it."""
        return self._address.url

    @property
    def gateway_url(self) -> str:
        """The gateway's address."""
        return self._address.gateway_url

    @property
    def token(self) -> str:
        """The token the bot logs in with."""
        return self.world.token

    async def start(self) -> None:
        """Start serving.

        Raises:
            OSError: the port is taken.
        """
        elsewhere = self._elsewhere = web.Server(self._serve, request_factory=_request, access_log=None)
        self._listening = await asyncio.get_running_loop().create_server(
            lambda: Lane(self._requests, self._lanes, elsewhere), self.host, self.port
        )
        world_changes.watch_threads(self._core)
        self._address.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close every connection, save, and free the port."""
        self._events.close()
        self._interactions.close()
        await asyncio.gather(*(socket.close(1001) for socket in list(self.gateway.sockets)), return_exceptions=True)
        if self._listening and self._elsewhere:
            self._listening.close()
            for lane in list(self._lanes):
                lane.close()
            await self._elsewhere.shutdown(SHUTDOWN_SECONDS)
            self._listening = self._elsewhere = None
        self.clock.close()
        if self._saving:
            self._saving.cancel()
        self.save()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _keep(self) -> None:
        """Schedule a save of the world."""
        if self._state and not self._saving and self._listening:
            self._saving = asyncio.get_running_loop().call_later(SAVE_SECONDS, self._save_now)

    def _save_now(self) -> None:
        self._saving = None
        self.save()

    def save(self) -> None:
        """Write the state file atomically."""
        if self._state:
            fresh = self._state.with_suffix(self._state.suffix + ".new")
            fresh.write_bytes(worlds.dump(self.world))
            fresh.replace(self._state)

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/api"):
            return await web_requests.serve(self._requests, request)
        if path.startswith("/sandbox/api/"):
            return await self._api.serve(request)
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await accept(self.gateway, request)
        return self._files.serve(request)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """An aiohttp request with Discord's limit on the body."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=BODY_LIMIT)
