"""Draws pictures in a process of its own, each once. An answer waits for its picture a moment, and goes without it if there is trouble."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.catalogue import language
from bot.charts import process
from bot.intake.workers import open_workers
from bot.limits import DRAW_MEMORY, DRAW_SECONDS, DRAW_TIMES, DRAW_WAIT, DRAWN_KEPT
from bot.model.chart import Theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.intake.workers import Workers
    from bot.model.chart import Chart, ChartImage

log = logging.getLogger(__name__)
_Key = tuple["Chart", Theme, str]


class Studio:
    """Draws charts and keeps the pictures drawn last. Made by `open_studio`."""

    wait = DRAW_WAIT
    """Seconds until an answer goes out without its picture."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._drawn: OrderedDict[_Key, ChartImage] = OrderedDict()
        self._drawing: dict[_Key, asyncio.Task[ChartImage]] = {}

    def begin(self) -> None:
        """Starts the process now, so that the first picture doesn't wait for it."""
        self._workers.begin()

    async def draw(self, chart: Chart, theme: Theme = Theme.DARK) -> ChartImage | None:
        """Returns the picture of a chart; None if there is none in time. One that comes late is there for the next who asks."""
        key = (chart, theme, language())
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key not in self._drawing:
            task = asyncio.create_task(self._workers.run(process.draw, *key))
            self._drawing[key] = task
            task.add_done_callback(lambda done: self._keep(key, done))
        task = self._drawing[key]
        await asyncio.wait({task}, timeout=self.wait)
        if task.done():
            return self._drawn.get(key)
        log.warning("no picture of a %s within %g seconds", type(chart).__name__, self.wait)
        return None

    def _keep(self, key: _Key, done: asyncio.Task[ChartImage]) -> None:
        del self._drawing[key]
        if done.cancelled():
            return
        if error := done.exception():  # whatever it is, the answer in words goes out
            log.warning("no picture of a %s: %r", type(key[0]).__name__, error)
            return
        self._drawn[key] = done.result()
        while len(self._drawn) > DRAWN_KEPT:
            self._drawn.popitem(last=False)


@asynccontextmanager
async def open_studio() -> AsyncIterator[Studio]:
    """Opens a studio, whose process starts with the first picture and ends with the block."""
    async with open_workers(
        1, DRAW_SECONDS, DRAW_TIMES, memory=DRAW_MEMORY, keeps=DRAW_MEMORY, prepare=process.prepare
    ) as workers:
        yield Studio(workers)
