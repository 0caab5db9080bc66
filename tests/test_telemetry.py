"""Tests how late the event loop is found to be."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.telemetry import metrics

if TYPE_CHECKING:
    import pytest


def looks() -> tuple[float, float]:
    """How often one looked, and how late the loop was in all."""
    values = [metrics.REGISTRY.get_sample_value(f"attache_event_loop_lag_seconds_{part}") for part in ("count", "sum")]
    return values[0] or 0.0, values[1] or 0.0


async def test_each_look_counts_how_late_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.7, 10.0, 10.4, 20.0])  # the first look is 0.2 s late, and a clock that lags makes none early

    class Clock:
        @staticmethod
        def monotonic() -> float:
            return next(times)

    monkeypatch.setattr(metrics, "time", Clock)
    monkeypatch.setattr(metrics, "asyncio", Sleepless(2))
    before = looks()
    await asyncio.gather(metrics.watch_lag(), return_exceptions=True)
    count, late = (now - then for now, then in zip(looks(), before, strict=True))
    assert (count, round(late, 3)) == (2, 0.2)


class Sleepless:
    """Sleeps so many times, without waiting, and is cancelled then."""

    def __init__(self, times: int) -> None:
        self._left = times

    async def sleep(self, seconds: float) -> None:
        assert seconds == 0.5
        if not self._left:
            raise asyncio.CancelledError
        self._left -= 1
