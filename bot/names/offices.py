"""An office and a date into whether it was held then, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.names.entry import Title
    from bot.names.normal import Spellings

_FORMER = 0.88
"""What a match by an office not held at the date is worth, against 1: enough to ask about, never enough to take."""


def holding(title: Title, on: str | None, spellings: Spellings) -> tuple[float, str]:
    """How far `title` means its holder on the ISO date `on` (None: now), 0 to 1, and the reason in words.

    Dates of an office may be years or months: they are compared as far as both go, so that "2025" holds for all of it.
    """
    if on is None:
        if title.until:
            return _FORMER, f"title held until {_said(title.until, spellings)}"
        return 1.0, f"title held since {_said(title.since, spellings)}" if title.since else "title held now"
    begun = not title.since or on[: len(title.since)] >= title.since[: len(on)]
    ended = bool(title.until) and on[: len(title.until or "")] > (title.until or "")[: len(on)]
    if begun and not ended:
        return 1.0, f"title held in {_said(on[:7], spellings)}"
    return _FORMER, f"title not held in {_said(on[:7], spellings)}"


def _said(date: str, spellings: Spellings) -> str:
    """ISO to the day, month or year, as people say it: "June 2025"."""
    year, _, rest = date.partition("-")
    month = int(rest[:2]) if rest[:2].isdecimal() else 0
    return f"{spellings.months[month].capitalize()} {year}" if 0 < month < len(spellings.months) else year
