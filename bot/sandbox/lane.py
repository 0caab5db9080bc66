"""Answers the bot's plain requests straight from the connection's bytes; hands all other connections to aiohttp.

Most of what a bot sends is a short JSON body under /api that can be answered at once. A web framework's tasks, streams and
response objects would cost several times the answer itself. httptools (Node.js's parser, as uvicorn uses it) reads each
request's head here. Anything less plain (a file, a planned fault, the page, the gateway) is handed to aiohttp with every
byte received, for the rest of its connection.
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
"""Size limit, in bytes, of a request served here."""
HEAD_LIMIT = 8 * 1024
"""Size limit, in bytes, of its head: heads are cached, and long ones are not worth it."""
NO_CONTENT = int(HTTPStatus.NO_CONTENT)
LINE = re.compile(
    rb"(GET|POST|PUT|PATCH|DELETE) /api(?:/v\d+)?((?:/[!$&-;=@-Z_a-z~]*)?)(?:\?([!$&-;=?-Z_a-z~]*))? HTTP/1\.1"
)
"""Request line of a request that may be served here, without escapes: method, path below the version, query."""


@dataclass(slots=True)
class Fields:
    """What httptools finds in the headers."""

    length: int = 0
    authorization: str | None = None
    plain: bool = True
    """False if a header asks for more than a plain answer."""

    def on_header(self, name: bytes, value: bytes) -> None:
        """Read one header; the others don't matter to the sandbox."""
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
    """Parse the headers, cached: a client sends the same ones again and again, only the request line differs.

    Raises:
        httptools.HttpParserError: the headers are invalid, or ask for another protocol.
    """
    fields = Fields()
    httptools.HttpRequestParser(fields).feed_data(b"POST / HTTP/1.1\r\n" + raw)
    return fields


class Lane(asyncio.Protocol):
    """One connection; in `lanes` until it ends or is handed over."""

    def __init__(self, requests: Requests, lanes: set[Lane], elsewhere: Callable[[], asyncio.Protocol]) -> None:
        self._requests = requests
        self._lanes = lanes
        self._elsewhere = elsewhere
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Add the new connection."""
        self._transport = cast("asyncio.Transport", transport)
        self._lanes.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Remove the lost connection."""
        self._lanes.discard(self)

    def pause_writing(self) -> None:
        """Stop reading from a client that doesn't read its answers."""
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        """Continue reading: the client caught up."""
        self._transport.resume_reading()

    def close(self) -> None:
        """End the connection."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Answer every complete request, all in one write."""
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
        """The request line and headers ending at `end`, if the request can be answered here."""
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
        """Hand the connection to aiohttp, starting with the first unanswered byte."""
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
