"""Tests how many answers a member may post in a channel per minute, and when the next one is allowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.ui.pace import PublicAnswers

START = datetime(2025, 6, 24, tzinfo=UTC)


class Minute:
    """The counter, at times that a test chooses."""

    def __init__(self, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts = PublicAnswers(most)
        self._patch = monkeypatch

    def again(self, second: float, user: int = 1, channel: int = 2) -> float | None:
        """The second from which a member may post again; None if they may now."""
        self._patch.setattr(discord.utils, "utcnow", lambda: START + timedelta(seconds=second))
        asked: Any = SimpleNamespace(user=SimpleNamespace(id=user), channel_id=channel)
        found = self.counts.again(asked)
        return None if found is None else (found - START).total_seconds()


def test_so_many_in_a_minute_and_then_again(monkeypatch: pytest.MonkeyPatch) -> None:
    minute = Minute(3, monkeypatch)
    assert [minute.again(second) for second in (0, 1, 20)] == [None] * 3
    # refused answers don't postpone that time
    assert [minute.again(second) for second in (21, 50, 59)] == [pytest.approx(60)] * 3
    assert minute.again(60.5) is None


def test_each_member_and_each_channel_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    minute = Minute(1, monkeypatch)
    assert [minute.again(0), minute.again(0, user=9), minute.again(0, channel=9)] == [None] * 3
    assert [minute.again(1), minute.again(1, user=9), minute.again(1, channel=9)] == [pytest.approx(60)] * 3


def test_none_is_refused_where_the_operator_sets_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    minute = Minute(0, monkeypatch)
    assert [minute.again(0) for _ in range(50)] == [None] * 50
