"""The sandbox's own API under /sandbox/api/: user actions, state, faults and the clock."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson
from aiohttp import web

from bot.errors import AskError
from bot.sandbox import messages, showing
from bot.sandbox.building import Building
from bot.sandbox.throughput import load
from bot.sandbox.world import Json

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.faults import Faults
    from bot.sandbox.lookup import Lookup
    from bot.sandbox.user_actions import UserActions

LOOPBACK = ("127.0.0.1", "localhost")
Answer = Callable[..., Json | Awaitable[Json]]


class Api:
    """Routes of the sandbox's own API."""

    def __init__(self, core: Core, acts: UserActions, names: Lookup, faults: Faults) -> None:
        self._core = core
        self._names = names
        self._faults = faults
        self._routes: dict[tuple[str, str], Answer] = {
            ("POST", "commands"): acts.command,
            ("POST", "complete"): acts.complete,
            ("POST", "press"): acts.press,
            ("POST", "choose"): acts.choose,
            ("POST", "submit"): acts.submit,
            ("POST", "messages"): acts.write,
            ("POST", "threads"): acts.open_thread,
            ("GET", "state"): lambda query: showing.state(core),
            ("GET", "channels/*/messages"): self._messages,
            ("POST", "faults"): lambda said: {"id": faults.add(said).id},
            ("GET", "faults"): lambda query: {"faults": faults.listed()},
            ("DELETE", "faults"): self._clear_faults,
            ("POST", "gateway"): self._gateway,
            ("POST", "load"): lambda said: load(acts, said),
            ("POST", "clock"): self._clock,
            ("GET", "calls"): self._calls,
            ("DELETE", "calls"): self._clear_calls,
            **Building(core, names).routes(),
        }

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; an error is one sentence."""
        parts = [unquote(part) for part in request.rel_url.raw_path.removeprefix("/sandbox/api/").strip("/").split("/")]
        try:
            self._refuse_strangers(request)
            if parts == ["events"]:
                user = request.query.get("user")
                return await self._core.events.stream(request, self._names.user(user).id if user else None)
            answer, ids = self._find(request.method, parts)
            said = dict(request.query) if request.method in ("GET", "DELETE") else await _body(request)
            shown = answer(*ids, said)
            return _json(200, await shown if inspect.isawaitable(shown) else shown)
        except web.HTTPForbidden as error:
            return web.Response(status=403, text=error.text, content_type="application/json")
        except AskError as error:
            return _json(400, {"error": str(error)})
        except KeyError as error:
            return _json(400, {"error": f"{error.args[0]!r} is missing"})
        except (ValueError, TypeError) as error:
            return _json(400, {"error": f"invalid request: {error}"})

    def _refuse_strangers(self, request: web.BaseRequest) -> None:
        """Reject other sites open in the same browser: they must not control the sandbox."""
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
        local = {f"{name}:{self._core.address.port}" for name in LOOPBACK}
        rebound = self._core.address.host in LOOPBACK and host not in local
        if rebound or (origin and origin.split("://", 1)[-1] != host):
            raise web.HTTPForbidden(
                text='{"error": "the sandbox answers only its own page and local programs, not other sites"}'
            )

    def _find(self, method: str, parts: list[str]) -> tuple[Answer, list[str]]:
        path = "/".join(parts)
        if (method, path) in self._routes:
            return self._routes[method, path], []
        for (known, pattern), answer in self._routes.items():
            wanted = pattern.split("/")
            if (
                known == method
                and len(wanted) == len(parts)
                and all(w in ("*", p) for w, p in zip(wanted, parts, strict=True))
            ):
                return answer, [p for w, p in zip(wanted, parts, strict=True) if w == "*"]
        raise AskError(f"there is no {method} /sandbox/api/{path}; see docs/sandbox.md for the list")

    def _messages(self, channel: str, query: Json) -> Json:
        names = self._names
        user = names.user(query["user"]) if query.get("user") else None
        found = names.channel(channel, user=user)
        limit, before = int(query.get("limit", 50)), int(query.get("before", 0))
        rows = [
            messages.for_page(each)
            for each in found.messages.values()
            if (not before or int(each.id) < before)
            and (user is None or messages.sees(self._core, found, each, user.id))
        ]
        return {"messages": rows[-limit:]}

    def _clear_faults(self, query: Json) -> Json:
        self._faults.clear()
        self._core.gateway.silent = False
        return {}

    async def _gateway(self, said: Json) -> Json:
        gateway, do = self._core.gateway, said["do"]
        sockets = len(gateway.sockets)
        if do == "close":
            await gateway.each_socket(lambda socket: socket.close(int(said.get("code", 4000))))
        elif do == "drop":
            await gateway.each_socket(lambda socket: socket.drop())
        elif do == "reconnect":
            await gateway.each_socket(lambda socket: socket.send({"op": 7, "d": None, "s": None, "t": None}))
        elif do == "invalidate":
            await gateway.invalidate(resumable=bool(said.get("resumable")))
        elif do == "silence":
            gateway.silent = bool(said.get("silent", True))
        else:
            raise AskError('"do" must be one of: close, drop, reconnect, invalidate, silence')
        return {"sockets": sockets}

    def _clock(self, said: Json) -> Json:
        self._core.clock.advance(float(said.get("advance", 0)))
        return {"now": self._core.clock.iso()}

    def _calls(self, query: Json) -> Json:
        return {"calls": self._core.calls.after(int(query.get("after", 0)), int(query.get("limit", 200)))}

    def _clear_calls(self, query: Json) -> Json:
        self._core.calls.clear()
        return {}


async def _body(request: web.BaseRequest) -> Json:
    raw = await request.read()
    try:
        said = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError as error:
        raise AskError(f"the body is not JSON: {error}") from None
    if not isinstance(said, dict):
        raise AskError("the body must be a JSON object")
    return said


def _json(status: int, body: Any) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")
