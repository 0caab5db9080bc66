"""What to say of something that is larger or longer than an article may be (`bot/limits.py`)."""

from __future__ import annotations

from bot.catalogue.lazy import Lazy, lazy
from bot.limits import LONGEST_TEXT


def too_large(limit: int) -> Lazy:
    """Returns the error message for something larger than `limit` bytes."""
    return lazy(
        "That is larger than {limit} MB, too large for an article: give only the article's text.",
        limit=f"{limit / 1_000_000:g}",
    )


def too_long(where: str, letters: int) -> Lazy:
    """Returns the error message for a text of more than `LONGEST_TEXT` characters; `where` names the text and starts the sentence."""
    return lazy(
        "{where} has {n} characters, but an article may have at most {most}: give only the part you need, or add it in parts.",
        where=Lazy(where),
        n=letters,
        most=LONGEST_TEXT,
    )
