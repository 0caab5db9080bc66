"""The picture of an article into what a page shows beside a block: an address that is looked at once more, and words for who can't see it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.picture_links import picture_address
from bot.wording import shortened, unmarked

ALT = 300
"""Characters of words for a picture: a screen reader says them all (Discord takes 1,024)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the page's block of that number, top right of it; `alt` is plain text."""

    url: str
    alt: str
    block: int = 0


def picture_of(url: str | None, alt: str, block: int = 0) -> Picture | None:
    """The picture, or None where the address is not to get out, whoever wrote it into the database."""
    address = picture_address(url)
    return Picture(address, shortened(unmarked(alt), ALT) or "…", block) if address else None
