"""What takes seconds to make and no test changes, made once for all tests of a process: workers with the reader loaded, and a library with one of the seeds."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.desk import open_desk
from bot.intake.workers import Workers, open_workers
from bot.knowledge.shipped import SEEDS
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

DATABASE = "attache.db"
ARTICLE = SEEDS / "russia-iran.md"
"""The seed that most tests ask about, given as their whole seeds folder: what else is shipped may change."""


@contextmanager
def running_workers() -> Iterator[Workers]:
    """Workers for whichever event loop asks, ended with the block."""
    loop = asyncio.new_event_loop()
    opened = open_workers()
    try:
        yield loop.run_until_complete(opened.__aenter__())
        loop.run_until_complete(opened.__aexit__(None, None, None))
    finally:
        loop.close()


@contextmanager
def lent(workers: Workers) -> Iterator[None]:
    """Inside this block every bot that starts gets these workers, and does not end them."""

    @asynccontextmanager
    async def lending(_count: int) -> AsyncIterator[Workers]:
        yield workers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.intake.intake.open_workers", lending)
        yield


def make_library(folder: Path, workers: Workers) -> None:
    """Start and end the bot once: a library with one article, and the names saved beside it."""

    async def first_start() -> None:
        async with open_desk(Settings(attache_database=folder / DATABASE, attache_seeds=ARTICLE)):
            pass

    loop = asyncio.new_event_loop()
    try:
        with lent(workers):
            loop.run_until_complete(first_start())
    finally:
        loop.close()
