"""The bytes of a connection -> the bot's plain requests, answered at once; a connection that brings anything else goes to aiohttp.

Most of what a bot sends is a short JSON body under /api that can be answered where it stands, and a web framework's tasks,
streams and response objects cost several times what answering does. httptools (the parser of Node.js, as uvicorn uses it)
reads the head of each request here, and whatever is not that plain (a file, a fault planned, the page, the gateway) is handed
to aiohttp with every byte it sent, for as long as its connection lives.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

import httptools

from bot.sandbox.requests import Answered, HttpRequest, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.requests import Requests

PLAIN_LIMIT = 1024 * 1024
"""Bytes of a request that is served here."""
HEAD_LIMIT = 8 * 1024
"""Bytes of its head: heads are remembered, and a long one isn't worth it."""
NO_CONTENT = int(HTTPStatus.NO_CONTENT)
LINE = re.compile(
    rb"(GET|POST|PUT|PATCH|DELETE) /api(?:/v\d+)?((?:/[!$&-;=@-Z_a-z~]*)?)(?:\?([!$&-;=?-Z_a-z~]*))? HTTP/1\.1"
)
"""The first line of a request that may be served here, nothing in it escaped: method, path below the version, query."""


@dataclass(slots=True)
class Fields:
    """What httptools finds in the fields of a request's head."""

    length: int = 0
    authorization: str | None = None
    plain: bool = True
    """Whether nothing in them asks for more than an answer."""

    def on_header(self, name: bytes, value: bytes) -> None:
        """One field; the rest of them say nothing the sandbox goes by."""
        name = name.lower()
        if name == b"content-length":
            self.length = int(value)
        elif name == b"authorization":
            self.authorization = value.decode("latin-1")
        elif name == b"content-type":
            self.plain &= not value.lower().startswith(b"multipart/")
        elif name == b"connection":
            self.plain &= value.lower() == b"keep-alive"
        elif name == b"transfer-encoding":
            self.plain = False


@lru_cache(maxsize=256)
def _fields(raw: bytes) -> Fields:
    """The fields of a head, read once: a client sends the same ones again and again, and only the line above them differs.

    Raises:
        httptools.HttpParserError: they are none, or ask for another protocol.
    """
    fields = Fields()
    httptools.HttpRequestParser(fields).feed_data(b"POST / HTTP/1.1\r\n" + raw)
    return fields


class Lane(asyncio.Protocol):
    """One connection. It is in `lanes` until it ends or is handed over."""

    def __init__(self, requests: Requests, lanes: set[Lane], elsewhere: Callable[[], asyncio.Protocol]) -> None:
        self._requests = requests
        self._lanes = lanes
        self._elsewhere = elsewhere
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client came."""
        self._transport = cast("asyncio.Transport", transport)
        self._lanes.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """It went."""
        self._lanes.discard(self)

    def pause_writing(self) -> None:
        """A client that reads no answers is not read either."""
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        """It has caught up."""
        self._transport.resume_reading()

    def close(self) -> None:
        """End the connection."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole, all in one write."""
        self._buffer = self._buffer + data if self._buffer else data
        answers: list[bytes] = []
        while self._buffer:
            end = self._buffer.find(b"\r\n\r\n") + 4
            if end < 4 and len(self._buffer) < PLAIN_LIMIT:
                break
            head = self._plain(end)
            if head is None:
                self._hand_over(answers)
                return
            line, fields = head
            whole = end + fields.length
            if len(self._buffer) < whole:
                break
            body, self._buffer = self._buffer[end:whole], self._buffer[whole:]
            answers.append(_written(self._requests.answer(_asked(line, fields, body))))
        if answers:
            self._transport.write(b"".join(answers))

    def _plain(self, end: int) -> tuple[re.Match[bytes], Fields] | None:
        """The first line and the fields of the head that ends there, if the request is one to be answered here."""
        line, _, raw = self._buffer[:end].partition(b"\r\n")
        found = LINE.fullmatch(line)
        if found is None or end > HEAD_LIMIT or not self._requests.plain:
            return None
        try:
            fields = _fields(raw)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            return None
        if not fields.plain or end + fields.length > PLAIN_LIMIT:
            return None
        return found, fields

    def _hand_over(self, answers: list[bytes]) -> None:
        """Let aiohttp have the connection, from the first byte that isn't answered yet."""
        self._lanes.discard(self)
        self._transport.write(b"".join(answers))
        protocol = self._elsewhere()
        self._transport.set_protocol(protocol)
        protocol.connection_made(self._transport)
        protocol.data_received(self._buffer)


def _asked(line: re.Match[bytes], fields: Fields, body: bytes) -> HttpRequest:
    method, path, query = line.groups(b"")
    return HttpRequest(method.decode(), path.decode(), _query(query.decode()), fields.authorization, body, parsed(body))


@lru_cache(maxsize=256)
def _query(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True))


def _written(answered: Answered) -> bytes:
    head = _opening(answered.status, int(time.time()))
    for name, value in answered.headers.items():
        head += f"{name}: {value}\r\n"
    if answered.status != NO_CONTENT:
        head += f"Content-Length: {len(answered.body)}\r\n"
    return f"{head}\r\n".encode("latin-1") + answered.body


@lru_cache(maxsize=64)
def _opening(status: int, second: int) -> str:
    """The status line and the date."""
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nDate: {formatdate(second, usegmt=True)}\r\n"
