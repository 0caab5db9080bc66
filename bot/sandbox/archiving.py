"""Archives threads by the clock, after the time without messages that each thread sets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.clock import Clock
    from bot.sandbox.world import Channel, Thread

    Archive = Callable[[Channel], None]

_MINUTE = 60


class Archiving:
    """Holds one alarm for each open thread. Activity only moves the time that is compared when the alarm rings."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._alarms: dict[str, float] = {}
        """By thread, when its alarm rings."""

    def active(self, channel: Channel, archive: Archive) -> None:
        """Note activity in a thread. It is archived after its time without any."""
        if channel.thread:
            channel.thread.active_at = self._clock.now()
            self.watch(channel, archive)

    def watch(self, channel: Channel, archive: Archive) -> None:
        """Archive an open thread when its time is over. Call it for loaded threads, and when a thread's time becomes shorter."""
        if channel.thread is None or channel.thread.archived:
            return
        due = _due(channel.thread)
        if due < self._alarms.get(channel.id, float("inf")):
            self._alarms[channel.id] = due
            self._clock.ring_at(due, partial(self._ring, channel, due, archive))

    def _ring(self, channel: Channel, when: float, archive: Archive) -> None:
        if self._alarms.get(channel.id) != when or channel.thread is None:
            return  # replaced by an earlier alarm
        del self._alarms[channel.id]
        if not channel.thread.archived and _due(channel.thread) <= self._clock.now():
            archive(channel)
        else:
            self.watch(channel, archive)


def _due(thread: Thread) -> float:
    return thread.active_at + thread.auto_archive_minutes * _MINUTE
