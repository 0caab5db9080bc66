"""A line to a server that can be cut, or fall silent."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Self

from bot.store.address import ServerAddress


class Line:
    """Passes bytes on between a port of this machine and a server's socket. `async with Line(server) as line:`."""

    def __init__(self, server: ServerAddress, folder: str) -> None:
        self._socket = f"{folder}/.s.PGSQL.5432"
        self._name = server.name
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._listening: asyncio.Server | None = None
        self._port = 0
        self._open = asyncio.Event()
        self._open.set()

    @property
    def server(self) -> ServerAddress:
        """The database's address on the line."""
        return ServerAddress(f"postgresql://postgres@127.0.0.1:{self._port}/{self._name}")

    async def __aenter__(self) -> Self:
        await self.mend()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    async def mend(self) -> None:
        """Listen, on the same port as before."""
        self._listening = await asyncio.start_server(self._passed_on, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """End all connections, and take no others."""
        if self._listening:
            self._listening.close()
        for writer in self._writers:
            writer.transport.abort()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def fall_silent(self) -> None:
        """Take bytes, and pass none on."""
        self._open.clear()

    def speak_again(self) -> None:
        """Pass on what waited."""
        self._open.set()

    async def _passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to_there = await asyncio.open_unix_connection(self._socket)
        self._writers |= {writer, to_there}
        for one, other in ((reader, to_there), (there, writer)):
            task = asyncio.create_task(self._copy(one, other))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while some := await reader.read(65_536):
                await self._open.wait()
                writer.write(some)
                await writer.drain()
        writer.transport.abort()
