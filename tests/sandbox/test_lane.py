"""Tests a connection byte by byte: the fast lane and aiohttp answer alike."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import orjson
import pytest

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Driver, Sandbox

GENERAL = "100000000000001101"
Answer = tuple[int, dict[str, str], bytes]


class Line:
    """A TCP connection whose bytes can be chosen."""

    def __init__(self, sandbox: Sandbox, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sandbox, self.reader, self.writer = sandbox, reader, writer

    def request(self, method: str, path: str, body: bytes = b"", *headers: str) -> bytes:
        given = [f"Host: 127.0.0.1:{self.sandbox.port}", f"Authorization: Bot {self.sandbox.token}", *headers]
        if body and not any(each.startswith("Transfer-Encoding") for each in headers):
            given += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join((f"{method} {path} HTTP/1.1", *given, "", "")).encode() + body

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def answer(self) -> Answer:
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
            status = int(head.split()[1])
            headers = {name.lower(): value for name, value in re.findall(r"(?m)^([\w-]+): (.*)\r$", head)}
            body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return status, headers, body


@pytest.fixture
async def line(sandbox: Sandbox) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection(sandbox.host, sandbox.port)
    yield Line(sandbox, reader, writer)
    writer.close()


MESSAGES = f"/api/v10/channels/{GENERAL}/messages"
HELLO = b'{"content":"hello"}'


async def test_requests_sent_without_waiting_are_answered_in_order(line: Line) -> None:
    line.send(b"".join(line.request("POST", MESSAGES, b'{"content":"%d"}' % n) for n in range(5)))
    assert [orjson.loads((await line.answer())[2])["content"] for _ in range(5)] == list("01234")


async def test_a_request_may_come_in_pieces(line: Line) -> None:
    for byte in line.request("POST", MESSAGES, HELLO):
        line.send(bytes((byte,)))
        await asyncio.sleep(0)
    status, headers, _ = await line.answer()
    assert (status, headers["content-type"]) == (200, "application/json")
    assert headers["date"].endswith("GMT")


async def test_an_answer_without_a_body_has_neither_length_nor_type(line: Line) -> None:
    line.send(line.request("POST", f"/api/v10/channels/{GENERAL}/typing"))
    status, headers, _ = await line.answer()
    assert status == 204
    assert not {"content-length", "content-type"} & set(headers)


MIXED = (
    # the page, the sandbox's own API and files are on the same port, so a client may use one connection for all
    ("GET", "/", b"", (), 200),
    ("GET", "/sandbox/api/state", b"", (), 200),
    ("GET", "/attachments/1/2/none.png", b"", (), 404),
    # not worth the fast lane, but it must answer them correctly
    ("POST", MESSAGES, b"13\r\n" + HELLO + b"\r\n0\r\n\r\n", ("Transfer-Encoding: chunked",), 200),
    ("GET", MESSAGES.replace("channels", "ch%61nnels"), b"", (), 200),
    ("POST", MESSAGES, b"{not json", (), 400),
    ("OPTIONS", MESSAGES, b"", (), 404),
    ("BREW", MESSAGES, b"", (), 400),
)


@pytest.mark.parametrize(("method", "path", "body", "headers", "status"), MIXED)
async def test_one_connection_carries_all_kinds_of_request(
    line: Line, method: str, path: str, body: bytes, headers: tuple[str, ...], status: int
) -> None:
    plain = line.request("POST", MESSAGES, HELLO)
    line.send(plain + line.request(method, path, body, *headers))
    assert (await line.answer())[0] == 200
    assert (await line.answer())[0] == status
    if method != "BREW":  # after invalid bytes the start of the next request is unknown
        line.send(plain)
        assert (await line.answer())[0] == 200


async def test_an_answer_to_head_has_no_body(line: Line) -> None:
    line.send(line.request("HEAD", MESSAGES) + line.request("GET", MESSAGES))
    head = (await line.reader.readuntil(b"\r\n\r\n")).decode()
    assert head.startswith("HTTP/1.1 404")
    assert (await line.answer())[0] == 200


async def test_a_client_that_says_goodbye_is_closed_on(line: Line) -> None:
    line.send(line.request("GET", MESSAGES, b"", "Connection: close"))
    assert (await line.answer())[0] == 200
    assert await line.reader.read() == b""


async def test_a_fault_strikes_a_connection_that_was_plain_so_far(line: Line, driver: Driver) -> None:
    line.send(line.request("POST", MESSAGES, HELLO))
    assert (await line.answer())[0] == 200
    await driver.fault("/channels/*", status=502, when="after")
    line.send(line.request("POST", MESSAGES, HELLO) * 2)
    assert [(await line.answer())[0] for _ in range(2)] == [502, 200]
    assert len(await driver.messages()) == 3


async def test_requests_at_the_stop_end_the_connection(line: Line, sandbox: Sandbox) -> None:
    line.send(line.request("GET", MESSAGES))
    assert (await line.answer())[0] == 200
    await sandbox.stop()
    assert await line.reader.read() == b""
