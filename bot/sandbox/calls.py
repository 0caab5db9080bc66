"""A short readable list of what the bot sent: method, path, status, time taken, rules broken."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import orjson

from bot.sandbox.clock import Clock, iso

if TYPE_CHECKING:
    from bot.sandbox.event_stream import Events
    from bot.sandbox.world import Json

CALLS_KEPT = 2_000
BODY_SHOWN = 4_096
OPS = {1: "HEARTBEAT", 2: "IDENTIFY", 3: "PRESENCE", 4: "VOICE_STATE", 6: "RESUME", 8: "REQUEST_MEMBERS"}
SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{60,}(?=/|$)")
"""An interaction's token in a path: never shown in the list."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request or gateway frame from the bot."""

    number: int
    at: str
    kind: str
    method: str
    path: str
    status: int
    ms: float
    violations: list[str]
    body: str


class Calls:
    """The most recent calls, oldest first, and all that broke a rule until they are cleared."""

    def __init__(self, clock: Clock, events: Events) -> None:
        self._clock = clock
        self._events = events
        self._number = 0
        self._rows: deque[tuple[Any, ...]] = deque(maxlen=CALLS_KEPT)
        self.broken: deque[Call] = deque(maxlen=200)

    def rest(self, method: str, path: str, status: int, ms: float, violations: list[str], body: bytes) -> None:
        """Record one request and its response."""
        self._note("rest", method, path, status, ms, violations, body)

    def gateway(self, op: int, data: object) -> None:
        """Record one frame from the bot, without tokens; heartbeats are skipped, there are too many."""
        if op == 1:
            return
        shown = {key: value for key, value in data.items() if key != "token"} if isinstance(data, dict) else data
        self._note("gateway", "SEND", OPS.get(op, str(op)), 0, 0.0, [], orjson.dumps(shown))

    def after(self, number: int, limit: int) -> list[Json]:
        """Returns the newest calls, at most `limit`, numbered above `number`."""
        return [asdict(self._call(row)) for row in self._rows if row[0] > number][-limit:]

    def clear(self) -> None:
        """Clear all calls; the numbering continues."""
        self._rows.clear()
        self.broken.clear()

    def _note(  # noqa: PLR0913, PLR0917 # the columns of a row
        self, kind: str, method: str, path: str, status: int, ms: float, violations: list[str], body: bytes
    ) -> None:
        self._number += 1
        row = (self._number, self._clock.now(), kind, method, path, status, ms, violations, body[:BODY_SHOWN])
        self._rows.append(row)
        if violations:
            self.broken.append(self._call(row))
        if self._events.listened:
            self._events.send("call", asdict(self._call(row)))

    @staticmethod
    def _call(row: tuple[Any, ...]) -> Call:
        number, at, kind, method, path, status, ms, violations, body = row
        shown = body.decode(errors="replace")
        return Call(number, iso(at), kind, method, SECRET.sub("…", path), status, round(ms, 3), violations, shown)
