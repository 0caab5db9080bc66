"""Remembers messages by nonce for as long as Discord does."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.clock import Clock

NONCE_SECONDS = 5 * 60
"""Discord says "the past few minutes" (resources/message), never how many."""
NONCES_KEPT = 5_000


class Nonces:
    """The nonces of the last minutes, by channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str], tuple[str, float]] = OrderedDict()

    def remember(self, channel_id: str, nonce: str, message_id: str) -> None:
        """Remember a nonce for its window."""
        self._seen[channel_id, nonce] = (message_id, self._clock.now())
        self._seen.move_to_end((channel_id, nonce))
        while len(self._seen) > NONCES_KEPT:
            self._seen.popitem(last=False)

    def first(self, channel_id: str, nonce: str) -> str | None:
        """Returns the id of the message sent with this nonce within the window, or None."""
        message_id, when = self._seen.get((channel_id, nonce), ("", 0.0))
        return message_id if message_id and self._clock.now() < when + NONCE_SECONDS else None
