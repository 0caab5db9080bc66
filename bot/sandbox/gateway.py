"""Events of the world -> the gateway's frames, to every session that asked for them and may see them."""

from __future__ import annotations

import asyncio
import secrets
import zlib
from collections import deque
from typing import TYPE_CHECKING

import orjson
from aiohttp import WSMsgType, web

from bot.sandbox import payloads

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import WSMessage

    from bot.sandbox.server import Sandbox
    from bot.sandbox.world import Guild, Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, RECONNECT, REQUEST_MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
FINAL = frozenset((4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014))
"""Close codes after which a session can't be resumed."""
REPLAY_KEPT = 2_000
"""Events a session keeps for a resume."""

GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | 1 << 8 | MESSAGE_CONTENT
ALL_INTENTS = (1 << 26) - 1


class Session:
    """One identified shard: what it hears, what it has been sent, and the socket it is on, if any."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.sent: deque[bytes] = deque(maxlen=REPLAY_KEPT)
        self.socket: Socket | None = None

    def hears(self, guild_id: str | None, intents: int) -> bool:
        """Whether an event is for this shard, with any of these intents (0: always sent)."""
        number, count = self.shard
        mine = (int(guild_id) >> 22) % count == number if guild_id else number == 0
        return mine and (not intents or bool(self.intents & intents))

    def frame(self, event: str, data: bytes) -> bytes:
        """The next dispatch frame, kept for a replay."""
        self.sequence += 1
        frame = b'{"op":0,"t":"%b","s":%d,"d":%b}' % (event.encode(), self.sequence, data)
        self.sent.append(frame)
        return frame


class Socket:
    """One websocket connection, from hello to close."""

    def __init__(self, sandbox: Sandbox, websocket: web.WebSocketResponse, compress: bool) -> None:
        self.sandbox = sandbox
        self.websocket = websocket
        self.session: Session | None = None
        self.outbox: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._deflate = zlib.compressobj(1) if compress else None
        self.over: bool | None = None
        """Whether the session is over too, once the line is closed; None as long as we haven't closed it."""
        self._beat_at = asyncio.get_running_loop().time()

    async def serve(self) -> None:
        """Say hello and answer what the client sends until either side closes."""
        self.send(
            {
                "op": HELLO,
                "s": None,
                "t": None,
                "d": {"heartbeat_interval": self.sandbox.gateway.heartbeat_ms, "_trace": []},
            }
        )
        writer = asyncio.create_task(self._write())
        zombie = asyncio.create_task(self._watch_heartbeats())
        try:
            async for message in self.websocket:
                await self._receive(message)
        finally:
            zombie.cancel()
            writer.cancel()
            await asyncio.gather(zombie, writer, return_exceptions=True)

    def send(self, frame: Json | bytes) -> None:
        """Queue one frame."""
        self.outbox.put_nowait(frame if isinstance(frame, bytes) else orjson.dumps(frame))

    async def close(self, code: int, reason: str = "") -> None:
        """Close with one of Discord's codes, after what is queued has gone out."""
        self.over = code in FINAL
        await asyncio.sleep(0)
        await self.websocket.close(code=code, message=reason.encode())

    def invalidate(self, resumable: bool) -> None:
        """Send opcode 9; unless `resumable`, the session is over and the client has to identify again."""
        session = self.session
        if session and not resumable:
            self.sandbox.gateway.sessions.pop(session.id, None)
            self.session = session.socket = None
        self.send({"op": INVALID, "d": resumable, "s": None, "t": None})

    def drop(self) -> None:
        """Cut the connection without a close frame."""
        transport = self.websocket._req.transport if self.websocket._req else None
        if transport:
            transport.abort()

    async def _write(self) -> None:
        while True:
            frame = await self.outbox.get()
            if frame is None or self.websocket.closed:
                continue
            try:
                if self._deflate:
                    packed = self._deflate.compress(frame) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.websocket.send_frame(packed, WSMsgType.BINARY)
                else:
                    await self.websocket.send_frame(frame, WSMsgType.TEXT)
            except ConnectionError:
                return

    async def _watch_heartbeats(self) -> None:
        """Close on a client that has stopped its heartbeat, as Discord does after a beat and a half."""
        interval = self.sandbox.gateway.heartbeat_ms / 1000
        loop = asyncio.get_running_loop()
        while loop.time() - self._beat_at < interval * 1.5:  # noqa: ASYNC110 # it is time that is watched
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
        self.sandbox.calls.gateway(op, data)
        if op == HEARTBEAT:
            self._beat_at = asyncio.get_running_loop().time()
            if not self.sandbox.gateway.silent:
                self.send({"op": ACK, "d": None})
        elif op == IDENTIFY:
            await self._identify(data)
        elif op == RESUME:
            await self._resume(data)
        elif op == REQUEST_MEMBERS and self.session:
            self.sandbox.gateway.send_members(self.session, data)
        elif op not in (PRESENCE, VOICE_STATE):
            await self.close(4001, "Unknown opcode.")

    async def _identify(self, data: Json) -> None:
        gateway = self.sandbox.gateway
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
        if str(data.get("token", "")).removeprefix("Bot ") != self.sandbox.token:
            return 4004, "Authentication failed."
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            return 4010, "Invalid shard."
        intents = data.get("intents")
        if not isinstance(intents, int) or not 0 <= intents <= ALL_INTENTS:
            return 4013, "Invalid intent(s)."
        if intents & PRIVILEGED & ~self.sandbox.gateway.privileged:
            return 4014, "Disallowed intent(s)."
        return None

    async def _resume(self, data: Json) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self.sandbox.token:
            await self.close(4004, "Authentication failed.")
            return
        session = self.sandbox.gateway.sessions.get(str(data.get("session_id")))
        missed = session.sequence - int(data.get("seq") or 0) if session else -1
        if session is None or not 0 <= missed <= len(session.sent):
            self.send({"op": INVALID, "d": False})
            return
        self.session = self.sandbox.gateway.open(session, self)
        for frame in list(session.sent)[len(session.sent) - missed :]:
            self.send(frame)
        self.sandbox.gateway.to_session(session, "RESUMED", {"_trace": []})


class Gateway:
    """All sessions, and the one door by which events leave."""

    def __init__(self, sandbox: Sandbox, heartbeat_seconds: float, privileged: int) -> None:
        self.sandbox = sandbox
        self.heartbeat_ms = int(heartbeat_seconds * 1000)
        self.privileged = privileged
        self.silent = False
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()

    @property
    def connected(self) -> bool:
        """Whether a session has its socket."""
        return any(session.socket for session in self.sessions.values())

    async def accept(self, request: web.BaseRequest) -> web.WebSocketResponse:
        """Take a websocket and serve it to its end."""
        websocket = web.WebSocketResponse(max_msg_size=4096 * 4, compress=False)
        await websocket.prepare(request)
        socket = Socket(self.sandbox, websocket, request.query.get("compress") == "zlib-stream")
        self.sockets.add(socket)
        try:
            await socket.serve()
        finally:
            self.sockets.discard(socket)
            self._detach(socket)
        return websocket

    def open(self, session: Session, socket: Socket) -> Session:
        """Put a session onto a socket; an older session of the same shard without one is let go."""
        for other in list(self.sessions.values()):
            if other is not session and other.shard == session.shard and other.socket is None:
                del self.sessions[other.id]
        self.sessions[session.id] = session
        session.socket = socket
        self.sandbox.events.send("connected", {"bot_connected": True})
        return session

    def _detach(self, socket: Socket) -> None:
        session = socket.session
        if session and session.socket is socket:
            session.socket = None
            goodbye = socket.over is None and socket.websocket.close_code in (1000, 1001)
            if goodbye or socket.over:
                self.sessions.pop(session.id, None)
            self.sandbox.events.send("connected", {"bot_connected": self.connected})

    def dispatch(self, event: str, data: Json, *, guild_id: str | None = None, intents: int = 0) -> int:
        """Send an event to every session it is for; how many there were."""
        packed: bytes | None = None
        count = 0
        for session in self.sessions.values():
            if session.hears(guild_id, intents):
                packed = packed or orjson.dumps(data)
                self._put(session, event, packed)
                count += 1
        return count

    def dispatch_message(self, event: str, data: Json, guild_id: str | None) -> None:
        """Send a message event; without the content intent others' words are left out unless they ping the bot or are in a DM."""
        intents = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
        me = self.sandbox.world.application_id
        for session in self.sessions.values():
            if not session.hears(guild_id, intents):
                continue
            shown = data
            sees = session.intents & MESSAGE_CONTENT or guild_id is None or data["author"]["id"] == me
            if not sees and all(user["id"] != me for user in data["mentions"]):
                shown = {**data, "content": "", "embeds": [], "attachments": [], "components": []}
            self._put(session, event, orjson.dumps(shown))

    def to_session(self, session: Session, event: str, data: Json) -> None:
        """Send an event to one session."""
        self._put(session, event, orjson.dumps(data))

    def _put(self, session: Session, event: str, data: bytes) -> None:
        frame = session.frame(event, data)
        if session.socket:
            session.socket.send(frame)

    def send_ready(self, session: Session) -> None:
        """READY, then each server of this shard."""
        sandbox = self.sandbox
        mine = [guild for guild in sandbox.world.guilds.values() if guild.bot_joined and session.hears(guild.id, 0)]
        ready = {
            "v": 10,
            "user": payloads.own_user(sandbox.world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": sandbox.gateway_url,
            "shard": list(session.shard),
            "application": {"id": sandbox.world.application_id, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "user_settings": {},
            "presences": [],
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        }
        self.to_session(session, "READY", ready)
        for guild in mine:
            if not guild.unavailable and session.hears(guild.id, GUILDS):
                self.to_session(session, "GUILD_CREATE", self.guild_create(guild))

    def guild_create(self, guild: Guild) -> Json:
        """The payload of GUILD_CREATE."""
        return payloads.guild_create(self.sandbox.world, guild, self.sandbox.clock.iso())

    def send_members(self, session: Session, data: Json) -> None:
        """Answer a member request with one chunk."""
        guild = self.sandbox.world.guilds.get(str(data.get("guild_id")))
        if guild is None:
            return
        wanted = data.get("user_ids")
        ids = {wanted} if isinstance(wanted, str) else set(wanted) if wanted else None
        start, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0) or 1000
        world = self.sandbox.world
        found = [
            payloads.member(world, member)
            for member in guild.members.values()
            if (member.user_id in ids if ids is not None else world.users[member.user_id].name.startswith(start))
        ]
        chunk: Json = {
            "guild_id": guild.id,
            "members": found[:limit],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        if data.get("nonce"):
            chunk["nonce"] = data["nonce"]
        self.to_session(session, "GUILD_MEMBERS_CHUNK", chunk)

    async def invalidate(self, *, resumable: bool) -> None:
        """Declare every session invalid; unless `resumable` they can't be resumed."""
        if not resumable:
            for session in list(self.sessions.values()):
                if session.socket is None:
                    del self.sessions[session.id]
        await self.each_socket(lambda socket: socket.invalidate(resumable))

    async def each_socket(self, do: Callable[[Socket], object]) -> None:
        """Do something to every open socket; awaited where it has to be."""
        for socket in list(self.sockets):
            done = do(socket)
            if asyncio.iscoroutine(done):
                await done
