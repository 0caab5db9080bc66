"""Tests how long a site wants to be left alone: in seconds, or until a date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.intake.retrying import retry_after

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        (None, None),
        ("", None),
        ("120", timedelta(minutes=2)),
        ("99999999999999999", timedelta(days=7)),
        ("Tue, 24 Jun 2025 10:30:00 GMT", timedelta(hours=1)),
        ("Tue, 24 Jun 2025 08:30:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, asked: timedelta | None) -> None:
    assert retry_after(header, NOW) == asked
