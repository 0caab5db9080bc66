"""Parses a site's robots.txt (RFC 9309): what it forbids us and how long to wait. It is kept compressed, as there are thousands."""

from __future__ import annotations

import zlib
from functools import lru_cache

from protego import Protego

AGENT = "Attache"
"""Our name in a robots.txt."""
LONGEST = 500 * 1_024
"""The bytes of a robots.txt that are read; the rest is ignored (RFC 9309, 2.5)."""
_AT_HAND = 20_000
"""The most bytes of a parsed file that is kept for a while; parsed, it takes some forty times its length."""


class Robots:
    """The rules of one site. Creating and asking it takes some milliseconds for a long one, so both run in a thread.

    Args:
        body: the file's bytes.
    """

    def __init__(self, body: bytes) -> None:
        self._length = min(len(body), LONGEST)
        self._packed = zlib.compress(body[:LONGEST])
        self.delay = float(self._rules().crawl_delay(AGENT) or 0)
        """The seconds it wants between requests."""

    def __len__(self) -> int:
        """The bytes of memory it takes."""
        return len(self._packed)

    def allows(self, url: str) -> bool:
        """True if we may request an address there."""
        return self._rules().can_fetch(url, AGENT)

    def _rules(self) -> Protego:
        return _at_hand(self._packed) if self._length <= _AT_HAND else _read(self._packed)


def _read(packed: bytes) -> Protego:
    return Protego.parse(zlib.decompress(packed).decode("utf-8", "replace"))


_at_hand = lru_cache(maxsize=32)(_read)
