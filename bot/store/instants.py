"""Converts moments to the text they are stored as, and back."""

from __future__ import annotations

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    """UTC ISO 8601 text that sorts by time.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """Returns the moment that `stored` was given."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """Like `moment`, for a column that may be empty."""
    return datetime.fromisoformat(text) if text else None
