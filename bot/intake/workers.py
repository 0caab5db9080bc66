"""Runs extraction and reading in separate processes, with limits of time and memory, which can be killed without harm to the bot."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import time
from concurrent.futures import TimeoutError as OverdueError
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.catalogue.lazy import lazy
from bot.errors import AskError, LaterError
from bot.intake import work
from bot.intake.fair_turns import Turns
from bot.limits import CLOCK_TIMES, LETTERS_A_SECOND, LONG_PAGE, LONG_TEXT, READ_MEMORY, READ_SECONDS, WORKER_KEEPS
from bot.telemetry.metrics import FAILED_WORK, WAITING, WORK_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from pebble import ProcessFuture

    from bot.intake.files import Document
    from bot.model.article import Article, Candidate
    from bot.model.facts import Reading

log = logging.getLogger(__name__)
_Done = TypeVar("_Done")
_BETWEEN, _PATIENCE, _LOOK = 1.0, 60.0, 0.05
"""Seconds in which somebody's next work may follow, as an article's reading follows its extraction; the most that other work lets pass; and between two looks."""
_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def nobody_waits() -> Iterator[None]:
    """Work that the block asks for, or a task it starts, comes after that of people who wait, as for a preview."""
    before = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(before)


class Workers:
    """The processes that extract and read. Made by `open_workers`."""

    def __init__(
        self,
        start: Callable[[], ProcessPool],
        count: int,
        seconds: float,
        times: float,
        keeps: int,
        aside: Workers | None = None,
    ) -> None:
        """`aside`: the workers for long work. None: these are such, and end when they have nothing to do."""
        self._start = start
        self._aside = aside
        self._running = 0
        self._pool = start()
        self._leaving: dict[ProcessPool, asyncio.Task[None]] = {}
        """Pools that end when they have finished their work."""
        self._seconds = seconds
        self._times = times
        self._keeps = keeps
        self._ended = False
        self._waited_for = 0
        self._left_at = -_BETWEEN
        """When the last work that somebody waited for was done."""
        self._turns, self._patient_turns = Turns(count), Turns(count)
        """For work that somebody, or nobody, waits for: no more is given to the processes than they do at once. What is queued there could be overtaken by none."""
        self.count = count
        """The number of processes, and so of articles at a time."""

    def begin(self) -> None:
        """Starts the processes now, so that the first article doesn't wait until they have loaded."""
        _scheduled(self._pool, work.ready)

    async def read(self, article: Article) -> Reading:
        """Returns the facts of an article.

        Raises:
            AskError: it takes more time or memory than an article may.
        """
        letters = len(article.text)
        return await self.run(work.read, article, longer=letters / LETTERS_A_SECOND, apart=letters >= LONG_TEXT)

    async def extract(self, document: Document) -> Candidate:
        """Returns the article in a document.

        Raises:
            AskError: there is none, or it takes more time or memory than it may.
        """
        return await self.parse(work.extract, document.raw, document)

    async def parse(self, task: Callable[..., _Done], raw: bytes, *given: object) -> _Done:
        """Runs a function that parses bytes from outside, as `run` does; many bytes keep no other work waiting."""
        return await self.run(task, *given, apart=len(raw) >= LONG_PAGE)

    async def run(self, task: Callable[..., _Done], *given: object, longer: float = 0.0, apart: bool = False) -> _Done:
        """Runs a module's function in another process and returns its result.

        Args:
            task: the function.
            given: the values.
            longer: seconds of processor time it may take in addition to the usual limit.
            apart: True runs it in a process for long work, which keeps no other work waiting.

        Raises:
            LaterError: the machine is so busy that it could not be begun or ended.
            AskError: it takes more time or memory than it may, or its process dies; or the function raises it.
        """
        name = task.__name__
        with (
            WORK_SECONDS.labels(name).time(),
            WAITING.track_inprogress(),
            FAILED_WORK.labels(name).count_exceptions(),
        ):
            workers = self._aside if apart and self._aside else self
            async with workers._patiently() if _patient.get() else workers._awaited():
                return await workers._ran(task, given, longer)

    @asynccontextmanager
    async def _awaited(self) -> AsyncIterator[None]:
        """A turn for work that somebody waits for."""
        self._waited_for += 1
        try:
            async with self._turns.turn():
                yield
        finally:
            self._waited_for -= 1
            self._left_at = time.monotonic()

    @asynccontextmanager
    async def _patiently(self) -> AsyncIterator[None]:
        """A turn for work that nobody waits for: not before those who wait have gone, who ask for one thing after another, nor later than `_PATIENCE`."""
        async with self._patient_turns.turn():
            until = time.monotonic() + _PATIENCE
            while (now := time.monotonic()) < until and (self._waited_for or now < self._left_at + _BETWEEN):  # noqa: ASYNC110 - the clock counts too
                await asyncio.sleep(_LOOK)
            yield

    async def _ran(self, task: Callable[..., _Done], given: tuple[object, ...], longer: float) -> _Done:
        pool = self._pool
        try:
            return await self._done(pool, task, given, self._seconds + longer)
        except BrokenProcessPool:  # processes died before they could begin: the pool is broken, but we can replace it
            log.warning("no process could be started for %s; it is tried again", task.__name__)
        if pool is self._pool and not self._ended:  # otherwise it has been replaced already, or the workers are ending
            self._pool = self._start()
            await _stopped(pool)
        try:
            return await self._done(self._pool, task, given, self._seconds + longer)
        except BrokenProcessPool as error:
            raise LaterError(lazy("I can't read anything at the moment: try again in a few minutes.")) from error

    async def _done(
        self, pool: ProcessPool, task: Callable[..., _Done], given: tuple[object, ...], seconds: float
    ) -> _Done:
        try:
            future = _scheduled(pool, work.limited, seconds, task, *given, timeout=seconds * self._times)
        except RuntimeError as error:  # the pool broke during its last use
            raise BrokenProcessPool(str(error)) from error
        self._running += 1
        try:
            done: tuple[_Done, int] = await asyncio.wrap_future(future)
        except OverdueError as error:
            log.warning("%s was not done in %s s by the clock and was killed", task.__name__, seconds * self._times)
            raise LaterError(lazy("I am too busy to read that at the moment: try again in a few minutes.")) from error
        except (ProcessExpired, MemoryError) as error:
            log.warning("%s died: %r", task.__name__, error)
            if isinstance(error, ProcessExpired) and error.exitcode == -work.OVER:
                raise AskError(
                    lazy(
                        "That takes longer than {seconds} seconds to read: paste only the part you need.",
                        seconds=f"{round(seconds, 1):g}",
                    )
                ) from error
            if isinstance(error, MemoryError):
                self._renew(pool)
            raise AskError(lazy("That takes too much memory to read: paste only the part you need.")) from error
        finally:
            self._running -= 1
            waited_for = self._turns.are_waited_for or self._patient_turns.are_waited_for
            if self._aside is None and not self._running and not waited_for:  # however it went
                self._renew(pool)
        result, held = done
        if self._aside and held > self._keeps:
            log.info("a process still holds %d MB after %s: fresh ones take over", held // 1_000_000, task.__name__)
            self._renew(pool)
        return result

    def _renew(self, pool: ProcessPool) -> None:
        """Replaces a pool by a new one, unless that has happened already; the old processes finish their work and end."""
        if pool is not self._pool or self._ended:
            return
        self._pool = self._start()
        pool.close()  # type: ignore[no-untyped-call]
        self._leaving[pool] = asyncio.create_task(asyncio.to_thread(pool.join))
        self._leaving[pool].add_done_callback(lambda _: self._leaving.pop(pool, None))
        if self._aside:
            self.begin()

    async def end(self) -> None:
        """Ends the processes, whatever they are doing."""
        self._ended = True
        if self._aside:
            await self._aside.end()
        leaving = dict(self._leaving)
        for pool in leaving:
            pool.stop()  # type: ignore[no-untyped-call]
        await _stopped(self._pool)
        await asyncio.gather(*leaving.values())


def _scheduled(
    pool: ProcessPool, task: Callable[..., _Done], *given: object, timeout: float | None = None
) -> ProcessFuture[_Done]:
    """Gives work to a pool, which starts its processes with the first piece. They ignore Ctrl-C, which could reach them while Python still loads."""
    resource_tracker.ensure_running()  # if it started later, it would undo the next lines
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.schedule(task, args=given, timeout=timeout)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def _stopped(pool: ProcessPool) -> None:
    """Ends a pool's processes, whatever they are doing."""
    pool.stop()  # type: ignore[no-untyped-call]
    await asyncio.to_thread(pool.join)


@asynccontextmanager
async def open_workers(
    count: int = 1,
    seconds: float = READ_SECONDS,
    times: float = CLOCK_TIMES,
    memory: int = READ_MEMORY,
    keeps: int = WORKER_KEEPS,
    prepare: Callable[[int], None] = work.prepare,
) -> AsyncIterator[Workers]:
    """Opens workers, which `begin` or the first work starts, and ends them with the block.

    Long work has one more process, which is started for it and ends when there is none.

    Args:
        count: how many.
        seconds: of processor time each piece of work may take; reading takes longer for a longer text.
        times: how many times as long it may last by the clock, once it has begun.
        memory: bytes of data each process may hold.
        keeps: bytes a process may hold after its work; holding more, it is replaced.
        prepare: runs first in each process, with `memory`.
    """

    def start(count: int) -> ProcessPool:
        # Spawned, not forked: the bot has threads, and a fork would copy their locks as they stand.
        context = multiprocessing.get_context("spawn")
        return ProcessPool(max_workers=count, context=context, initializer=prepare, initargs=(memory,))

    aside = Workers(lambda: start(1), 1, seconds, times, keeps)
    workers = Workers(lambda: start(count), count, seconds, times, keeps, aside)
    try:
        yield workers
    finally:
        await workers.end()
