"""An HTTP request of the bot -> read, limited, checked, answered by its route, and noted; or the fault that was asked for."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import BodyPartReader, web

from bot.sandbox import rest, rules
from bot.sandbox.messages import Upload, Uploads
from bot.sandbox.refusals import Refusal, Violation, invalid_form, not_found, too_large, unauthorized
from bot.sandbox.rest import (  # noqa: F401 # they declare their routes
    Request,
    Route,
    channels,
    commands,
    guilds,
    interactions,
    messages,
    threads,
    users,
)

if TYPE_CHECKING:
    from bot.sandbox.faults import Fault
    from bot.sandbox.server import Sandbox

_log = logging.getLogger(__name__)

_VERSION = re.compile(r"/api(?:/v\d+)?(?=/|$)")
_FILE = re.compile(r"files?\[(\d+)\]")
JSON = {"Content-Type": "application/json"}
"""Exactly so: discord.py reads no body whose type carries a charset."""


class Requests:
    """The REST side of the sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        began = time.perf_counter()
        version = _VERSION.match(request.path)
        path = request.path[version.end() :] if version else request.path
        body, raw, uploads = await _read(request)
        fault = self._sandbox.faults.next(request.method, path)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault and fault.when == "before" and (fault.status or fault.drop):
            return self._broken(request, path, fault, began, raw)
        status, answer, headers, violations = self._answer(request, path, body, uploads)
        if fault and (fault.status or fault.drop):
            return self._broken(request, path, fault, began, raw)
        self._sandbox.calls.rest(request.method, path, status, (time.perf_counter() - began) * 1000, violations, raw)
        return _response(status, answer, headers)

    def _answer(
        self, request: web.BaseRequest, path: str, body: Any, uploads: Uploads
    ) -> tuple[int, Any, dict[str, str], list[str]]:
        headers: dict[str, str] = {}
        try:
            route, ids = rest.find(request.method, path)
            if route is None:
                raise not_found()
            if route.token and request.headers.get("Authorization") != f"Bot {self._sandbox.token}":
                raise unauthorized()
            headers, wait, everywhere = self._sandbox.limits.take(request.method, route.template, ids)
            if wait is not None:
                return _limited(wait, everywhere, headers)
            self._check(route, body, uploads)
            status, answer = route.answer(Request(self._sandbox, request.query, body, uploads), *ids)
        except Refusal as refusal:
            return refusal.status, refusal.body(), headers, [str(each) for each in refusal.violations]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # without Discord's description a value of the wrong type gets this far; the trace tells it from a fault of ours
            _log.warning("%s %s: the request is malformed", request.method, path, exc_info=True)
            nonsense = invalid_form([Violation((), "BASE_TYPE_INVALID", f"the request is malformed: {error!r}")])
            return nonsense.status, nonsense.body(), headers, [str(each) for each in nonsense.violations]
        return status, answer, headers, []

    def _check(self, route: Route, body: Any, uploads: Uploads) -> None:
        """Refuse a body that breaks Discord's description or its unwritten rules."""
        if any(len(upload.data) > self._sandbox.attachment_limit for upload in uploads.values()):
            raise too_large()
        found = rules.check(route.checked_as, body, uploads) if route.checked_as else []
        if self._sandbox.schema and body is not None:
            found += self._sandbox.schema.request(route.method, route.template, body)
        if found:
            raise invalid_form(found)

    def _broken(
        self, request: web.BaseRequest, path: str, fault: Fault, began: float, raw: bytes
    ) -> web.StreamResponse:
        """Answer as the fault says, or cut the connection."""
        ms = (time.perf_counter() - began) * 1000
        self._sandbox.calls.rest(request.method, path, 0 if fault.drop else fault.status or 0, ms, [], raw)
        if fault.drop and request.transport:
            request.transport.abort()
        status = fault.status or 500
        body = fault.body
        if body is None:
            body = {"message": f"{status}: asked for by a fault", "code": 0}
            if status == 429:
                body = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
        headers = {str(key): str(value) for key, value in fault.headers.items()}
        if status == 429:
            headers = {"Via": "1.1 sandbox", **headers}
        return _response(status, body, headers)


def _limited(wait: float, everywhere: bool, headers: dict[str, str]) -> tuple[int, Any, dict[str, str], list[str]]:
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": everywhere}
    return 429, body, {**headers, "Retry-After": str(max(1, round(wait)))}, []


def _response(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    return web.Response(status=status, body=orjson.dumps(body), headers={**headers, **JSON})


async def _read(request: web.BaseRequest) -> tuple[Any, bytes, Uploads]:
    """The JSON body, the bytes shown in the list of calls, and the files."""
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    raw = await request.read() if request.can_read_body else b""
    if not raw:
        return None, raw, {}
    try:
        return orjson.loads(raw), raw, {}
    except orjson.JSONDecodeError:
        return {}, raw, {}


async def _read_multipart(request: web.BaseRequest) -> tuple[Any, bytes, Uploads]:
    payload, uploads = b"{}", {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        number = _FILE.fullmatch(part.name or "")
        if number:
            kind = part.headers.get("Content-Type", "").split(";")[0]
            kind = "" if kind == "application/octet-stream" else kind
            uploads[number[1]] = Upload(part.filename or "file", data, kind)
        elif part.name == "payload_json":
            payload = data
    return orjson.loads(payload), payload, uploads
