"""Draws pictures in a process of its own, each once. An answer waits for its picture a moment, and goes without it if there is trouble."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.charts import process
from bot.intake.workers import open_workers
from bot.limits import DRAW_MEMORY, DRAW_SECONDS, DRAW_WAIT, DRAWN_KEPT
from bot.model.chart import Theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.intake.workers import Workers
    from bot.model.chart import Chart, ChartImage

log = logging.getLogger(__name__)


class Studio:
    """Draws charts and keeps the pictures drawn last. Made by `open_studio`."""

    def __init__(self, workers: Workers, wait: float = DRAW_WAIT) -> None:
        self._workers = workers
        self._wait = wait
        self._drawn: OrderedDict[tuple[Chart, Theme], ChartImage] = OrderedDict()

    def begin(self) -> None:
        """Starts the process now, so that the first picture doesn't wait for it."""
        self._workers.begin()

    async def draw(self, chart: Chart, theme: Theme = Theme.DARK) -> ChartImage | None:
        """Returns the picture of a chart; None if it can't be drawn in time."""
        key = (chart, theme)
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        try:
            async with asyncio.timeout(self._wait):
                image = await self._workers.run(process.draw, chart, theme)
        except Exception as error:  # whatever it is, the answer in words goes out
            log.warning("no picture of a %s: %r", type(chart).__name__, error)
            return None
        self._drawn[key] = image
        while len(self._drawn) > DRAWN_KEPT:
            self._drawn.popitem(last=False)
        return image


@asynccontextmanager
async def open_studio() -> AsyncIterator[Studio]:
    """Opens a studio, whose process starts with the first picture and ends with the block."""
    async with open_workers(1, DRAW_SECONDS, memory=DRAW_MEMORY, keeps=DRAW_MEMORY, prepare=process.prepare) as workers:
        yield Studio(workers)
