"""Tests that kills, 5xx responses and cut connections send nothing twice and lose nothing, to channels and to members who follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.digest_faults import run
from bot.digests import delivery

if TYPE_CHECKING:
    import pytest


# A short run of the benchmark: it counts in the sandbox's channels and direct messages, and names what is wrong.
async def test_nothing_is_sent_twice_or_lost_to_channels_and_followers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "BEAT", 0.2)
    assert await run(seed=3, editions=20, followers=6) == 0
