"""A site's robots.txt (RFC 9309) into what it forbids us and how long it wants us to wait; kept packed, for there are thousands of them."""

from __future__ import annotations

import zlib
from functools import lru_cache

from protego import Protego

AGENT = "Attache"
"""How a robots.txt calls us."""
LONGEST = 500 * 1_024
"""Bytes of a robots.txt that are read; what comes after them is no rule (RFC 9309, 2.5)."""
_AT_HAND = 20_000
"""Bytes up to which one is kept read for a while: read, it takes some forty times its length."""


class Robots:
    """The rules of one site. Making it and asking it take some milliseconds for a long one: both are done in a thread.

    Args:
        body: the file's bytes.
    """

    def __init__(self, body: bytes) -> None:
        self._length = min(len(body), LONGEST)
        self._packed = zlib.compress(body[:LONGEST])
        self.delay = float(self._rules().crawl_delay(AGENT) or 0)
        """Seconds it wants between two requests."""

    def __len__(self) -> int:
        """Bytes of memory it takes."""
        return len(self._packed)

    def allows(self, url: str) -> bool:
        """True if we may ask for an address there."""
        return self._rules().can_fetch(url, AGENT)

    def _rules(self) -> Protego:
        return _at_hand(self._packed) if self._length <= _AT_HAND else _read(self._packed)


def _read(packed: bytes) -> Protego:
    return Protego.parse(zlib.decompress(packed).decode("utf-8", "replace"))


_at_hand = lru_cache(maxsize=32)(_read)
