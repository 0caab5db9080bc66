"""Decides which picture addresses may go to Discord. Checked when an article comes in, and again before it is sent."""

from __future__ import annotations

import re

from yarl import URL

LONGEST = 2_000
"""Characters: Discord allows 2,048 (its OpenAPI description, UnfurledMediaRequest), our own links 2,000."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?P<last>[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)")
"""A DNS name whose last label is not a number: browsers may read numbers as IP addresses, public or private."""
_NOWHERE = frozenset(
    "arpa corp home internal intranet invalid lan local localdomain localhost onion private".split()  # noqa: SIM905 - a list of words
)
"""Top-level names of private networks, or of nothing (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal, and what routers use)."""


def picture_address(link: str | None) -> str | None:
    """Returns the address in ASCII; None if it must not be sent.

    Allowed: https on the default port, a host name, no user name, limited length, and a path, because a bare site is not a picture.
    The bot never fetches it, but Discord does, so it must not lead into a private network.
    """
    text = (link or "").strip()
    if not text.isprintable() or not 0 < len(text) <= LONGEST:
        return None
    try:
        url = URL(text).with_fragment(None)
        host = (url.raw_host or "").lower()
        if url.scheme != "https" or url.user is not None or url.password is not None or url.port != 443:
            return None
    except ValueError:
        return None
    named = _HOST.fullmatch(host)
    if not named or named["last"] in _NOWHERE or len(host) > 253 or url.raw_path in ("", "/"):
        return None
    address = str(url)
    return address if address.isascii() and len(address) <= LONGEST else None
