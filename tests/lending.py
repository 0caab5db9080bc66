"""What takes seconds to make and no test changes, made once for all tests of a process: workers with the reader loaded, one that draws, the names everybody knows, and a library with one of the seeds."""

from __future__ import annotations

import asyncio
import pickle
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.charts.studio import open_studio
from bot.desk import open_desk
from bot.intake.fair_turns import Turns
from bot.intake.workers import Workers, open_workers
from bot.knowledge.shipped import SEEDS
from bot.settings import Settings
from bot.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from pathlib import Path

T = TypeVar("T")
DATABASE = "attache.db"
ARTICLE = SEEDS / "russia-iran.md"
"""The seed that most tests ask about, given as their whole seeds folder: what else is shipped may change."""


def running_workers() -> AbstractContextManager[Workers]:
    """Workers for whichever event loop asks, ended with the block."""
    return _running(open_workers())


@contextmanager
def running_drawer() -> Iterator[Workers]:
    """The worker that draws, for whichever event loop asks, ended with the block."""
    with _running(open_studio()) as studio:
        yield studio._workers


@contextmanager
def _running(opened: AbstractAsyncContextManager[T]) -> Iterator[T]:
    loop = asyncio.new_event_loop()
    try:
        yield loop.run_until_complete(opened.__aenter__())
        loop.run_until_complete(opened.__aexit__(None, None, None))
    finally:
        loop.close()


@contextmanager
def lent(workers: Workers, drawer: Workers | None = None, names: bytes | None = None) -> Iterator[None]:
    """Inside this block every bot that starts gets these workers, and does not end them; and this drawer, and these names, if any are given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.intake.intake.open_workers", _lending(workers))
        if drawer:
            patch.setattr("bot.charts.studio.open_workers", _lending(drawer))
        if names:
            patch.setattr("bot.desk.Directory", lambda *_given: pickle.loads(names))  # noqa: S301 - our own
        yield


def _lending(workers: Workers) -> Callable[..., AbstractAsyncContextManager[Workers]]:
    @asynccontextmanager
    async def lending(*_given: object, **_named: object) -> AsyncIterator[Workers]:
        for each in filter(
            None, (workers, getattr(workers, "_aside", None))
        ):  # who once waited in another event loop waits in this one
            each._turns, each._patient_turns = Turns(each.count), Turns(each.count)
        yield workers

    return lending


def make_database(path: Path) -> None:
    """Make a database as it is before the first start files anything."""

    async def migrated() -> None:
        async with open_database(path):
            pass

    _done(migrated())


def make_library(folder: Path, workers: Workers, names: bytes) -> None:
    """Start and end the bot once: a library with one article, and the names saved beside it."""

    async def first_start() -> None:
        async with open_desk(Settings(attache_database=folder / DATABASE, attache_seeds=ARTICLE)):
            pass

    with lent(workers, names=names):
        _done(first_start())


def _done(work: Coroutine[object, object, None]) -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(work)
    finally:
        loop.close()
