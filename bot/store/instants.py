"""Moments into the text they are stored as, and back."""

from __future__ import annotations

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    """UTC ISO-8601 text that sorts by time.

    Raises:
        ValueError: the moment has no zone, so nobody knows when it is.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is no moment")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """What `stored` made the text of."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """The same, of a column that may be empty."""
    return datetime.fromisoformat(text) if text else None
