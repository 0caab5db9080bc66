"""Turns an article's picture into what a page shows beside a block: an address, checked once more, and alt text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.picture_links import picture_address
from bot.wording import shortened, unmarked

ALT = 300
"""Longest alt text, in characters: a screen reader says all of it (Discord allows 1,024)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at the top right of the page's block number `block`; `alt` is plain text."""

    url: str
    alt: str
    block: int = 0


def picture_of(url: str | None, alt: str, block: int = 0) -> Picture | None:
    """Returns the picture, or None if its stored address must not be sent to Discord."""
    address = picture_address(url)
    return Picture(address, shortened(unmarked(alt), ALT) or "…", block) if address else None
