"""Discord's rate limits: a bucket per route and major parameter, the global limit, and their headers."""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.clock import Clock

GLOBAL_LIMIT, GLOBAL_SECONDS = 50, 1.0
BUCKETS_KEPT = 2_000
Headers = dict[str, str]

_ROUTES = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("POST", "/channels/{channel_id}/messages/{message_id}/crosspost"): (10, 3600.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
    ("PATCH", "/channels/{channel_id}"): (5, 15.0),
}
_DEFAULT = (50, 10.0)
_UNLIMITED = ("/interactions/", "/webhooks/")
"""Interaction endpoints don't count towards the global limit."""
_MAJOR = ("/channels/{channel_id}", "/guilds/{guild_id}", "/webhooks/{webhook_id}/{webhook_token}")


class RateLimits:
    """What is left of each bucket."""

    def __init__(self, clock: Clock, *, enforced: bool) -> None:
        self._clock = clock
        self.enforced = enforced
        self._buckets: OrderedDict[tuple[str, str, str], tuple[int, float]] = OrderedDict()
        self._global: deque[float] = deque()
        self._hashes: dict[tuple[str, str], str] = {}

    def take(self, method: str, template: str, ids: list[str]) -> tuple[Headers, float | None, bool]:
        """Count one call. Returns the response headers, the seconds to wait if refused (else None), and whether the global limit refused it."""
        if not self.enforced or template.startswith("/interactions/"):
            return {}, None, False
        now = self._clock.now()
        if not template.startswith(_UNLIMITED):
            wait = self._take_global(now)
            if wait is not None:
                return {"Via": "1.1 sandbox", "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, wait, True
        limit, seconds = _ROUTES.get((method, template), _DEFAULT)
        key = (method, template, _major(template, ids))
        used, reset = self._buckets.get(key, (0, 0.0))
        if now >= reset:
            used, reset = 0, now + seconds
        refused = used >= limit
        self._buckets[key] = (used if refused else used + 1, reset)
        self._buckets.move_to_end(key)
        while len(self._buckets) > BUCKETS_KEPT:
            self._buckets.popitem(last=False)
        headers = self._headers(method, template, limit, used + (not refused), reset, now)
        if not refused:
            return headers, None, False
        return {**headers, "Via": "1.1 sandbox", "X-RateLimit-Scope": "user"}, max(reset - now, 0.001), False

    def _take_global(self, now: float) -> float | None:
        while self._global and self._global[0] <= now - GLOBAL_SECONDS:
            self._global.popleft()
        if len(self._global) >= GLOBAL_LIMIT:
            return self._global[0] + GLOBAL_SECONDS - now
        self._global.append(now)
        return None

    def _headers(
        self, method: str, template: str, limit: int, used: int, reset: float, now: float
    ) -> Headers:  # the numbers of one bucket
        route = (method, template)
        if route not in self._hashes:
            self._hashes[route] = hashlib.sha256(f"{method} {template}".encode()).hexdigest()[:32]
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - used),
            "X-RateLimit-Reset": f"{reset:.3f}",
            "X-RateLimit-Reset-After": f"{max(reset - now, 0.0):.3f}",
            "X-RateLimit-Bucket": self._hashes[route],
        }


def _major(template: str, ids: list[str]) -> str:
    for start in _MAJOR:
        if template.startswith(start):
            return "/".join(ids[: start.count("{")])
    return ""
