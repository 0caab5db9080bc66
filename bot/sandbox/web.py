"""Converts requests and responses from and to aiohttp's: files, faults, and whatever the fast lane leaves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader, web

from bot.sandbox.requests import HttpRequest, below_version, parsed
from bot.sandbox.uploads import Upload

if TYPE_CHECKING:
    from bot.sandbox.requests import Answered, Requests

_FILE = re.compile(r"files?\[(\d+)\]")


async def serve(requests: Requests, request: web.BaseRequest) -> web.StreamResponse:
    """Answer one request, or cut its connection."""
    answered = await requests.serve(await _asked(request))
    if answered is None:
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)
    if answered.cut:
        return await _half(request, answered)
    return web.Response(status=answered.status, body=answered.body or None, headers=answered.headers)


async def _half(request: web.BaseRequest, answered: Answered) -> web.StreamResponse:
    """Send a header with the full length, but only half the body."""
    response = web.StreamResponse(status=answered.status, headers=answered.headers)
    response.content_length = len(answered.body)
    await response.prepare(request)
    await response.write(answered.body[: len(answered.body) // 2])
    if request.transport:
        request.transport.close()
    return response


async def _asked(request: web.BaseRequest) -> HttpRequest:
    path = below_version(request.path)
    asked = HttpRequest(request.method, path, request.query, request.headers.get("Authorization"))
    if request.content_type == "multipart/form-data":
        await _read_multipart(request, asked)
    elif request.can_read_body:
        asked.raw = await request.read()
        asked.body = parsed(asked.raw)
    return asked


async def _read_multipart(request: web.BaseRequest, asked: HttpRequest) -> None:
    """Read the JSON part and the files of a multipart body."""
    asked.raw = b"{}"
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        number = _FILE.fullmatch(part.name or "")
        if number:
            kind = part.headers.get("Content-Type", "").split(";")[0]
            kind = "" if kind == "application/octet-stream" else kind
            asked.uploads[number[1]] = Upload(part.filename or "file", data, kind)
        elif part.name == "payload_json":
            asked.raw = data
    asked.body = parsed(asked.raw)
