"""One gateway websocket, from hello to close."""

from __future__ import annotations

import asyncio
import struct
import zlib
from typing import TYPE_CHECKING

import orjson
from aiohttp import WSMsgType, web

from bot.sandbox.session import ALL_INTENTS, PRIVILEGED, Session

if TYPE_CHECKING:
    from aiohttp import WSMessage

    from bot.sandbox.gateway import Gateway
    from bot.sandbox.world import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, RECONNECT, REQUEST_MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
FINAL = frozenset((4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014))
"""Close codes after which a session can't be resumed."""
TEXT_FRAME, BINARY_FRAME = 0x81, 0x82
ACK_AFTER_S = 0.02
"""Delay of heartbeat ACKs, in seconds. discord.py takes an ACK that arrives at once for the answer to its previous heartbeat, and warns of a 41 s delay."""
UNREAD_LIMIT = 64 * 1024 * 1024
"""Bytes a client may leave unread before it is disconnected."""


async def accept(gateway: Gateway, request: web.BaseRequest) -> web.WebSocketResponse:
    """Accept a websocket and serve it until it closes."""
    websocket = web.WebSocketResponse(max_msg_size=4096 * 4, compress=False)
    await websocket.prepare(request)
    if request.transport is None:
        return websocket
    socket = Socket(gateway, websocket, request.transport, request.query.get("compress") == "zlib-stream")
    gateway.sockets.add(socket)
    try:
        await socket.serve()
    finally:
        gateway.sockets.discard(socket)
        goodbye = socket.over is None and websocket.close_code in (1000, 1001)
        gateway.detach(socket, over=goodbye or bool(socket.over))
    return websocket


class Socket:
    """One websocket connection, from hello to close."""

    def __init__(
        self, gateway: Gateway, websocket: web.WebSocketResponse, transport: asyncio.Transport, compress: bool
    ) -> None:
        self._gateway = gateway
        self.websocket = websocket
        self.session: Session | None = None
        self._transport = transport
        self._waiting: list[bytes] = []
        self._deflate = zlib.compressobj(1) if compress else None
        self.over: bool | None = None
        """True if the session ended with the socket, False if it can be resumed; None while we haven't closed the socket."""
        self._loop = asyncio.get_running_loop()
        self._beat_at = self._loop.time()

    async def serve(self) -> None:
        """Say hello and answer frames until either side closes."""
        self.send(
            {
                "op": HELLO,
                "s": None,
                "t": None,
                "d": {"heartbeat_interval": self._gateway.heartbeat_ms, "_trace": []},
            }
        )
        zombie = asyncio.create_task(self._watch_heartbeats())
        try:
            async for message in self.websocket:
                await self._receive(message)
        finally:
            zombie.cancel()
            await asyncio.gather(zombie, return_exceptions=True)

    def send(self, frame: Json | bytes) -> None:
        """Queue one frame. All frames of one event-loop turn are written together, because a system call costs more than a frame."""
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(frame if isinstance(frame, bytes) else orjson.dumps(frame))

    async def close(self, code: int, reason: str = "") -> None:
        """Send what is queued, then close with one of Discord's codes."""
        self.over = code in FINAL
        self._flush()
        await self.websocket.close(code=code, message=reason.encode())

    def invalidate(self, resumable: bool) -> None:
        """Send opcode 9. Unless `resumable`, the session ends and the client must identify again."""
        session = self.session
        if session and not resumable:
            self._gateway.sessions.pop(session.id, None)
            self.session = session.socket = None
        self.send({"op": INVALID, "d": resumable, "s": None, "t": None})

    def drop(self) -> None:
        """Cut the connection without a close frame."""
        self._transport.abort()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self.websocket.closed or self._transport.is_closing():
            return
        if self._deflate:
            pack, flush = self._deflate.compress, self._deflate.flush
            frames = [_framed(BINARY_FRAME, pack(each) + flush(zlib.Z_SYNC_FLUSH)) for each in waiting]
        else:
            frames = [_framed(TEXT_FRAME, each) for each in waiting]
        self._transport.write(b"".join(frames))
        if self._transport.get_write_buffer_size() > UNREAD_LIMIT:
            self.drop()

    async def _watch_heartbeats(self) -> None:
        """Close the connection of a client whose heartbeat stopped: after one and a half intervals, as Discord does."""
        interval = self._gateway.heartbeat_ms / 1000
        while self._loop.time() - self._beat_at < interval * 1.5:  # noqa: ASYNC110 # it is time that is watched
            await asyncio.sleep(interval / 2)
        await self.close(4009, "Session timed out.")

    async def _receive(self, message: WSMessage) -> None:
        if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return
        try:
            frame = orjson.loads(message.data)
            op, data = frame["op"], frame.get("d")
        except (orjson.JSONDecodeError, KeyError, TypeError):
            await self.close(4002, "Error while decoding payload.")
            return
        self._gateway.calls.gateway(op, data)
        if op == HEARTBEAT:
            self._beat_at = self._loop.time()
            if not self._gateway.silent:
                self._loop.call_later(ACK_AFTER_S, self.send, {"op": ACK, "d": None})
        elif op == IDENTIFY:
            await self._identify(data)
        elif op == RESUME:
            await self._resume(data)
        elif op == REQUEST_MEMBERS and self.session:
            self._gateway.send_members(self.session, data)
        elif op not in (PRESENCE, VOICE_STATE):
            await self.close(4001, "Unknown opcode.")

    async def _identify(self, data: Json) -> None:
        gateway = self._gateway
        refusal = self._identify_refusal(data)
        if refusal:
            await self.close(*refusal)
            return
        number, count = data.get("shard") or (0, 1)
        self.session = gateway.open(Session(int(data["intents"]), (int(number), int(count))), self)
        gateway.send_ready(self.session)

    def _identify_refusal(self, data: Json) -> tuple[int, str] | None:
        if self.session:
            return 4005, "Already authenticated."
        if str(data.get("token", "")).removeprefix("Bot ") != self._gateway.world.token:
            return 4004, "Authentication failed."
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            return 4010, "Invalid shard."
        intents = data.get("intents")
        if not isinstance(intents, int) or not 0 <= intents <= ALL_INTENTS:
            return 4013, "Invalid intent(s)."
        if intents & PRIVILEGED & ~self._gateway.privileged:
            return 4014, "Disallowed intent(s)."
        return None

    async def _resume(self, data: Json) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self._gateway.world.token:
            await self.close(4004, "Authentication failed.")
            return
        session = self._gateway.sessions.get(str(data.get("session_id")))
        missed = session.sequence - int(data.get("seq") or 0) if session else -1
        if session is None or not 0 <= missed <= len(session.sent):
            self.send({"op": INVALID, "d": False})
            return
        self.session = self._gateway.open(session, self)
        for frame in list(session.sent)[len(session.sent) - missed :]:
            self.send(frame)
        self._gateway.to_session(session, "RESUMED", {"_trace": []})


def _framed(kind: int, data: bytes) -> bytes:
    """A complete server websocket frame (RFC 6455: unmasked; the length takes one, two or eight bytes)."""
    size = len(data)
    if size < 126:
        return bytes((kind, size)) + data
    if size < 1 << 16:
        return struct.pack("!BBH", kind, 126, size) + data
    return struct.pack("!BBQ", kind, 127, size) + data
