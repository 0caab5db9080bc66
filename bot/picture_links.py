"""The address of a picture into one that may be handed to Discord as it stands, or none: asked when an article comes in, and again before it leaves."""

from __future__ import annotations

import re

from yarl import URL

LONGEST = 2_000
"""Characters: Discord takes 2,048 (its OpenAPI description, UnfurledMediaRequest), our links have 2,000."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?P<last>[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)")
"""A name of the DNS whose last part is no number: whatever a browser could read as a number is an address, public or not."""
_NOWHERE = frozenset(
    "arpa corp home internal intranet invalid lan local localdomain localhost onion private".split()  # noqa: SIM905 - a list of words
)
"""Last parts that lead into somebody's own network, or nowhere (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal, and what routers use)."""


def picture_address(link: str | None) -> str | None:
    """The address, in ASCII, or None for one that is not to get out.

    Only https, of a host by its name on the scheme's own port, without a user's name, of a bounded length, and with a path: a site is no picture.
    The bot never asks for it. Discord does, so it may lead nowhere that is closed to the open internet.
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
