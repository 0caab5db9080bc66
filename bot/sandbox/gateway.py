"""Sends the world's events as gateway frames to every session that asked for them and may see them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson

from bot.sandbox import payloads
from bot.sandbox.session import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT, GatewayConnection, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.address import Address
    from bot.sandbox.calls import Calls
    from bot.sandbox.event_stream import Events
    from bot.sandbox.world import Guild, Json, World


class Gateway:
    """All sessions. Every event is sent through here."""

    def __init__(  # what it tells about, to whom, and its two settings
        self, world: World, events: Events, calls: Calls, address: Address, heartbeat_seconds: float, privileged: int
    ) -> None:
        self.world = world
        self.events = events
        self.calls = calls
        self.address = address
        self.heartbeat_ms = int(heartbeat_seconds * 1000)
        self.privileged = privileged
        self.silent = False
        self.awaited = False
        """True until a bot that is being started has connected for the first time."""
        self.sessions: dict[str, Session] = {}
        self.sockets: set[GatewayConnection] = set()

    @property
    def connected(self) -> bool:
        """True if any session has a socket."""
        return any(session.socket for session in self.sessions.values())

    def open(self, session: Session, socket: GatewayConnection) -> Session:
        """Attach a session to a socket; an older disconnected session of the same shard is dropped."""
        for other in list(self.sessions.values()):
            if other is not session and other.shard == session.shard and other.socket is None:
                del self.sessions[other.id]
        self.sessions[session.id] = session
        session.socket = socket
        self.awaited = False
        self.events.send("connected", {"bot_connected": True})
        return session

    def detach(self, line: GatewayConnection, *, over: bool) -> None:
        """Handle a closed socket; its session is kept for a resume unless it is `over`."""
        session = line.session
        if session and session.socket is line:
            session.socket = None
            if over:
                self.sessions.pop(session.id, None)
            self.events.send("connected", {"bot_connected": self.connected})

    def dispatch(self, event: str, data: Json, *, guild_id: str | None = None, intents: int = 0) -> int:
        """Send an event to every session it is for. Returns how many."""
        packed: bytes | None = None
        count = 0
        for session in self.sessions.values():
            if session.hears(guild_id, intents):
                packed = packed or orjson.dumps(data)
                self._put(session, event, packed)
                count += 1
        return count

    def hears_messages(self, guild_id: str | None) -> bool:
        """True if any session asked for messages of servers (with None: for direct messages)."""
        intents = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
        return any(session.hears(guild_id, intents) for session in self.sessions.values())

    def dispatch_message(self, event: str, data: Json, guild_id: str | None) -> None:
        """Send a message event. Without the content intent, other users' text is removed unless it pings the bot or is in a DM."""
        intents = GUILD_MESSAGES if guild_id else DIRECT_MESSAGES
        me = self.world.application_id
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
        """Send READY, then each server of this shard."""
        mine = [guild for guild in self.world.guilds.values() if guild.bot_joined and session.hears(guild.id, 0)]
        ready = {
            "v": 10,
            "user": payloads.own_user(self.world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": self.address.gateway_url,
            "shard": list(session.shard),
            "application": {"id": self.world.application_id, "flags": 0},
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
        """Returns the payload of GUILD_CREATE."""
        return payloads.guild_create(self.world, guild)

    def send_members(self, session: Session, data: Json) -> None:
        """Answer a member request in one chunk."""
        guild = self.world.guilds.get(str(data.get("guild_id")))
        if guild is None:
            return
        wanted = data.get("user_ids")
        ids = {wanted} if isinstance(wanted, str) else set(wanted) if wanted else None
        start, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0) or 1000
        world = self.world
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
        """Invalidate every session; unless `resumable`, they can't be resumed."""
        if not resumable:
            for session in list(self.sessions.values()):
                if session.socket is None:
                    del self.sessions[session.id]
        await self.each_socket(lambda socket: socket.invalidate(resumable))

    async def each_socket(self, do: Callable[[GatewayConnection], object]) -> None:
        """Apply `do` to every open socket, awaiting it if needed."""
        for socket in list(self.sockets):
            done = do(socket)
            if asyncio.iscoroutine(done):
                await done
