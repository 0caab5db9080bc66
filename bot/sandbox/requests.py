"""Handles a request of the bot: applies limits and checks, calls its route and records it, or applies a planned fault."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from bot.sandbox import rest, rules
from bot.sandbox.refusals import Refusal, Violation, invalid_form, invalid_json, not_found, too_large, unauthorized
from bot.sandbox.rest import (  # noqa: F401 # they declare their routes
    RestRequest,
    Route,
    channels,
    commands,
    guilds,
    interactions,
    messages,
    thread_members,
    threads,
    users,
)
from bot.sandbox.uploads import ATTACHMENT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.core import Core
    from bot.sandbox.faults import Fault, Faults
    from bot.sandbox.interactions import Interactions
    from bot.sandbox.rate_limits import RateLimits
    from bot.sandbox.schema import Schema
    from bot.sandbox.uploads import Uploads

_log = logging.getLogger(__name__)

_VERSION = re.compile(r"/api(?:/v\d+)?(?=/|$)")
JSON = {"Content-Type": "application/json"}
"""Exactly this: discord.py does not parse a body whose type has a charset."""


@dataclass(slots=True)
class HttpRequest:
    """One HTTP request of the bot, however it arrived."""

    method: str
    path: str
    """The path below the API's version."""
    query: Mapping[str, str]
    authorization: str | None
    raw: bytes = b""
    """The JSON of the body, shown in the list of calls."""
    body: Any = None
    uploads: Uploads = field(default_factory=dict)


@dataclass(slots=True)
class Answered:
    """The response; an empty body has no type."""

    status: int
    body: bytes
    headers: dict[str, str]
    cut: bool = False
    """True if the connection ends halfway through."""


def below_version(path: str) -> str:
    """Returns a path without /api and its version."""
    version = _VERSION.match(path)
    return path[version.end() :] if version else path


MALFORMED = object()
"""The body of a request whose JSON is invalid."""


def parsed(raw: bytes) -> Any:
    """Returns a body's JSON; None if there is no body, MALFORMED if it is invalid."""
    if not raw:
        return None
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return MALFORMED


class Requests:
    """The REST side of the sandbox."""

    def __init__(
        self, core: Core, living: Interactions, faults: Faults, limits: RateLimits, schema: Schema | None
    ) -> None:
        self._core = core
        self._living = living
        self._faults = faults
        self._limits = limits
        self._schema = schema

    @property
    def plain(self) -> bool:
        """True if no fault is planned, so that `answer` does all."""
        return not self._faults.waiting

    async def serve(self, asked: HttpRequest) -> Answered | None:
        """Answer one request, applying any planned fault. None: cut the connection."""
        fault = self._faults.next(asked.method, asked.path)
        if fault is None:
            return self.answer(asked)
        began = time.perf_counter()
        if fault.delay:
            await asyncio.sleep(fault.delay)
        breaks = fault.status is not None or fault.drop
        if not breaks or fault.when == "after":
            answered, violations = self._answer(asked)
        if breaks and (fault.when == "before" or not fault.drop):
            answered, violations = _broken(fault), []
        self._note(asked, 0 if fault.drop else answered.status, began, violations)
        answered.cut = fault.drop == "middle"
        return answered if answered.cut or not fault.drop else None

    def answer(self, asked: HttpRequest) -> Answered:
        """Answer one request, ignoring planned faults."""
        began = time.perf_counter()
        answered, violations = self._answer(asked)
        self._note(asked, answered.status, began, violations)
        return answered

    def _note(self, asked: HttpRequest, status: int, began: float, violations: list[str]) -> None:
        ms = (time.perf_counter() - began) * 1000
        self._core.calls.rest(asked.method, asked.path, status, ms, violations, asked.raw)

    def _answer(self, asked: HttpRequest) -> tuple[Answered, list[str]]:
        headers: dict[str, str] = {}
        try:
            status, body = self._routed(asked, headers)
        except Refusal as refusal:
            return _shown(refusal.status, refusal.body(), headers), [str(each) for each in refusal.violations]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # without Discord's description, a value of the wrong type gets this far; the trace tells it from a bug of ours
            _log.warning("%s %s: the request is malformed", asked.method, asked.path, exc_info=True)
            nonsense = invalid_form([Violation((), "BASE_TYPE_INVALID", f"the request is malformed: {error!r}")])
            return _shown(nonsense.status, nonsense.body(), headers), [str(each) for each in nonsense.violations]
        except Exception:
            _log.exception("%s %s failed: a bug in the sandbox", asked.method, asked.path)
            return _shown(500, {"message": "500: Internal Server Error", "code": 0}, headers), []
        return _shown(status, body, headers), []

    def _routed(self, asked: HttpRequest, headers: dict[str, str]) -> rest.Reply:
        """Check the token, limits and rules, then call the route; fills in `headers`."""
        route, ids = rest.find(asked.method, asked.path)
        if route is None:
            raise not_found()
        if route.token and asked.authorization != f"Bot {self._core.world.token}":
            raise unauthorized()
        told, wait, everywhere = self._limits.take(asked.method, route.template, ids)
        headers.update(told)
        if wait is not None:
            headers["Retry-After"] = str(max(1, round(wait)))
            return 429, {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": everywhere}
        if asked.body is MALFORMED:
            raise invalid_json()
        self._check(route, asked.body, asked.uploads)
        return route.answer(RestRequest(self._core, self._living, asked.query, asked.body, asked.uploads), *ids)

    def _check(self, route: Route, body: Any, uploads: Uploads) -> None:
        """Raise a Refusal if a body breaks Discord's description or the rules outside it."""
        if uploads and any(len(upload.data) > ATTACHMENT_LIMIT for upload in uploads.values()):
            raise too_large()
        found = rules.check(route.checked_as, body, uploads) if route.checked_as else []
        if self._schema and body is not None:
            found += self._schema.request(route.method, route.template, body)
        if found:
            raise invalid_form(found)


def _broken(fault: Fault) -> Answered:
    """The response that a fault asks for."""
    status, body = fault.status or 500, fault.body
    headers = {str(key): str(value) for key, value in fault.headers.items()}
    if status == 429:
        headers = {"Via": "1.1 sandbox", **headers}
    if body is None and status == 429:
        body = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
    elif body is None:
        body = {"message": f"{status}: a planned fault", "code": 0}
    return _shown(status, body, headers)


def _shown(status: int, body: Any, headers: dict[str, str]) -> Answered:
    if body is None:
        return Answered(status, b"", headers)
    return Answered(status, orjson.dumps(body), headers | JSON)
