"""One identified shard: its intents, its sent events and its socket; it outlives its connections."""

from __future__ import annotations

import secrets
from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.sandbox.world import Json

REPLAY_KEPT = 2_000
"""Events a session keeps for a resume."""

GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | 1 << 8 | MESSAGE_CONTENT
ALL_INTENTS = (1 << 26) - 1


class GatewayConnection(Protocol):
    """A connection as the gateway uses it."""

    session: Session | None

    def send(self, frame: Json | bytes) -> None:
        """Send one frame."""

    async def close(self, code: int, reason: str = "") -> None:
        """Close with one of Discord's codes."""

    def drop(self) -> None:
        """Cut the connection without a close frame."""

    def invalidate(self, resumable: bool) -> None:
        """Send opcode 9."""


class Session:
    """One identified shard: its intents, its sent events, and its socket, if any."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.sent: deque[bytes] = deque(maxlen=REPLAY_KEPT)
        self.socket: GatewayConnection | None = None

    def hears(self, guild_id: str | None, intents: int) -> bool:
        """True if an event is for this shard, given any of these intents (0: always)."""
        if intents and not self.intents & intents:
            return False
        number, count = self.shard
        return count == 1 or ((int(guild_id) >> 22) % count == number if guild_id else number == 0)

    def frame(self, event: str, data: bytes) -> bytes:
        """Returns the next dispatch frame, kept for a resume."""
        self.sequence += 1
        frame = b'{"op":0,"t":"%b","s":%d,"d":%b}' % (event.encode(), self.sequence, data)
        self.sent.append(frame)
        return frame
