"""Tests that work which takes too much time or memory, or kills its process, ends with a message, and the next work is done."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.errors import AskError, LaterError
from bot.intake.fair_turns import work_for
from bot.intake.files import Document
from bot.intake.workers import Workers, nobody_waits, open_workers
from bot.model.article import Article
from tests.intake import chores
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENTENCE = "Russia condemned the attack on Iran, and its minister said that the strikes broke international law. "


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[Workers]:
    async with open_workers(seconds=30, memory=700_000_000) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hasty() -> AsyncIterator[Workers]:
    async with open_workers(seconds=0.5, prepare=chores.nothing) as one:
        yield one


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe: the reader waits for the writer."""
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


async def test_work_is_done_in_another_process_that_gives_way(workers: Workers) -> None:
    assert await workers.run(chores.identity, "x") == "x"
    assert await workers.run(chores.process_number, 0) != os.getpid()
    assert await workers.run(chores.niceness, 0) >= os.nice(0) + 5


async def test_no_articles_time_is_spent_on_loading_the_reader(workers: Workers) -> None:
    assert await workers.run(chores.reader_is_loaded, 0)


async def test_one_thread_multiplies_matrices_although_numpy_is_loaded_before_the_model(workers: Workers) -> None:
    assert set(await workers.run(chores.threads, 0)) == {1}


async def test_work_that_computes_too_long_is_ended(hasty: Workers) -> None:
    with pytest.raises(AskError, match=r"longer than 0\.5 seconds") as raised:
        await hasty.run(chores.burns, 60)
    assert not isinstance(raised.value, LaterError)
    assert await hasty.run(chores.identity, 1) == 1


async def test_only_its_own_processor_time_counts_against_work(hasty: Workers) -> None:
    await hasty.run(chores.sleeps, 1)  # as on a machine that gives it no time
    for _ in range(3):  # time used by one task does not count towards the next
        await hasty.run(chores.burns, 0.3)
    await hasty.run(chores.burns, 0.7, longer=0.5)


async def test_hanging_work_is_ended_and_can_be_retried() -> None:
    async with open_workers(seconds=0.2, times=1.5, prepare=chores.nothing) as one:
        with pytest.raises(LaterError, match="too busy to read that"):
            await one.run(chores.sleeps, 3_600)
        assert await one.run(chores.identity, 1) == 1


async def test_work_that_takes_too_much_memory_is_refused(workers: Workers) -> None:
    assert await workers.run(chores.eats, 100) == 100_000_000
    with pytest.raises(AskError, match="too much memory"):
        await workers.run(chores.eats, 2_000)
    assert await workers.run(chores.identity, 1) == 1


def is_gone(number: int) -> bool:
    """True if there is no such process any more."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_process_that_keeps_much_memory_is_replaced() -> None:
    async with open_workers(prepare=chores.nothing, keeps=200_000_000) as one:
        number = await one.run(chores.process_number, 0)
        assert await one.run(chores.eats, 300), "what is given back does not count"
        assert await one.run(chores.hoards, 50) == number
        assert await one.run(chores.hoards, 200) == number
        fresh = await one.run(chores.process_number, 0)
        assert fresh != number
        await until(lambda: is_gone(number))
        assert await one.run(chores.process_number, 0) == fresh


async def test_a_replaced_process_first_finishes_its_work(pipe: Path) -> None:
    async with open_workers(count=2, prepare=chores.nothing, keeps=200_000_000) as two:
        working = asyncio.create_task(two.run(chores.opens, str(pipe)))
        await two.run(chores.hoards, 300)
        assert await two.run(chores.identity, 1) == 1
        await asyncio.to_thread(pipe.write_text, "go on", encoding="utf-8")
        assert await working == "go on"


async def test_ending_the_workers_ends_replaced_processes_too(pipe: Path) -> None:
    async with open_workers(count=2, prepare=chores.nothing, keeps=200_000_000) as two:
        working = asyncio.create_task(two.run(chores.begins_and_never_ends, str(pipe)))
        number = int(await asyncio.to_thread(pipe.read_text, encoding="utf-8"))
        await two.run(chores.hoards, 300)
        assert await two.run(chores.identity, 1) == 1
    assert is_gone(number)
    working.cancel()  # at its end the bot cancels whoever waits
    await asyncio.gather(working, return_exceptions=True)


async def test_long_work_keeps_no_other_waiting_and_its_process_ends_with_it(pipe: Path) -> None:
    async with open_workers(prepare=chores.nothing) as one:
        working = asyncio.create_task(one.run(chores.begins_and_goes_on, str(pipe), apart=True))
        number = int(await asyncio.to_thread(pipe.read_text, encoding="utf-8"))
        waiting = asyncio.create_task(one.run(chores.process_number, 0, apart=True))
        assert await one.run(chores.process_number, 0) != number
        assert not working.done()
        await asyncio.to_thread(pipe.write_text, "go on", encoding="utf-8")
        assert await working == "go on"
        assert await waiting == number, "long work has one process"
        await until(lambda: is_gone(number))
        assert await one.run(chores.process_number, 0, apart=True) != number


# Trap: sixty articles of feeds stood in line before a preview.
@pytest.mark.parametrize("apart", [False, True])
async def test_work_that_somebody_waits_for_comes_before_that_of_feeds(pipe: Path, apart: bool) -> None:
    done: list[str] = []

    async def named(name: str) -> None:
        await one.run(chores.identity, name, apart=apart)
        done.append(name)

    async with open_workers(prepare=chores.nothing) as one:
        with nobody_waits():
            first = asyncio.create_task(one.run(chores.begins_and_goes_on, str(pipe), apart=apart))
            await asyncio.to_thread(pipe.read_text, encoding="utf-8")
            feeds = [asyncio.create_task(named(f"feed {number}")) for number in (1, 2)]
        await asyncio.sleep(0)  # they are in line
        preview = asyncio.create_task(named("preview"))
        await asyncio.sleep(0)
        await asyncio.to_thread(pipe.write_text, "go on", encoding="utf-8")
        await asyncio.gather(first, preview, *feeds)
    assert done == ["preview", "feed 1", "feed 2"]


# Trap: all waited in one line, so a server that brought a hundred articles at once kept every other waiting until they were read.
@pytest.mark.parametrize("patient", [False, True], ids=["previews", "feeds"])
async def test_many_articles_of_one_server_keep_no_other_waiting(pipe: Path, patient: bool) -> None:
    done: list[str] = []

    async def bring(server: str, count: int) -> None:
        work_for(server)
        await asyncio.gather(*(named(server) for _ in range(count)))

    async def named(server: str) -> None:
        await one.run(chores.identity, server)
        done.append(server)

    async with open_workers(prepare=chores.nothing) as one:
        with nobody_waits() if patient else nullcontext():
            first = asyncio.create_task(one.run(chores.begins_and_goes_on, str(pipe)))
            await asyncio.to_thread(pipe.read_text, encoding="utf-8")
            many = asyncio.create_task(bring("many", 4))
            await asyncio.sleep(0.01)
            few = asyncio.create_task(bring("few", 1))
            await asyncio.sleep(0.01)
        await asyncio.to_thread(pipe.write_text, "go on", encoding="utf-8")
        await asyncio.gather(first, many, few)
    assert done == ["many", "few", "many", "many", "many"]


# Trap: the next seed was read between a pasted article's extraction and its reading, which then waited for it.
async def test_work_that_nobody_waits_for_lets_all_of_an_article_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.workers._BETWEEN", 0.3)
    done: list[str] = []

    async def named(name: str) -> None:
        await one.run(chores.identity, name)
        done.append(name)

    async with open_workers(prepare=chores.nothing) as one:
        await named("extracted")
        with nobody_waits():
            seeds = [asyncio.create_task(named("seed")) for _ in range(2)]
        await asyncio.sleep(0.1)
        await named("read")
        await asyncio.gather(*seeds)
    assert done == ["extracted", "read", "seed", "seed"]


# Somebody whose own work goes on and on stops feeds for a while, not for good.
async def test_work_that_nobody_waits_for_is_begun_at_last(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.workers._PATIENCE", 0.2)
    async with open_workers(count=2, prepare=chores.nothing) as two:
        working = asyncio.create_task(two.run(chores.begins_and_goes_on, str(pipe)))
        await asyncio.to_thread(pipe.read_text, encoding="utf-8")
        with nobody_waits():
            assert await two.run(chores.identity, "feed") == "feed"
        assert not working.done()
        await asyncio.to_thread(pipe.write_text, "go on", encoding="utf-8")
        await working


# Trap: after work that failed, a process with the loaded reader stayed until the next long work, perhaps for days.
async def test_long_work_that_fails_leaves_no_process(pipe: Path) -> None:
    async with open_workers(seconds=0.3, prepare=chores.nothing) as one:
        await one.run(chores.identity, 1)
        others = set(multiprocessing.active_children())
        with pytest.raises(AskError, match="no article"):
            await one.run(chores.refuses, "no article", apart=True)
        await until(lambda: set(multiprocessing.active_children()) == others)
        with pytest.raises(AskError, match="too much memory"):
            await one.run(chores.dies, 0, apart=True)
        await until(lambda: set(multiprocessing.active_children()) == others)
        working = asyncio.create_task(one.run(chores.begins_and_never_ends, str(pipe), apart=True))
        await asyncio.to_thread(pipe.read_text, encoding="utf-8")
        working.cancel()
        await until(lambda: set(multiprocessing.active_children()) == others)
        assert await one.run(chores.identity, 1, apart=True) == 1


@pytest.mark.parametrize(("letters", "apart"), [(19_999, False), (20_000, True)])
async def test_a_long_article_is_read_apart(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, letters: int, apart: bool
) -> None:
    asked: list[object] = []

    async def run(*_given: object, apart: bool, longer: float) -> None:
        asked.append(apart)

    monkeypatch.setattr(workers, "run", run)
    await workers.read(Article("a", "x" * letters))
    assert asked == [apart]


@pytest.mark.parametrize(("size", "apart"), [(999_999, False), (1_000_000, True)])
async def test_a_large_page_is_extracted_apart(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, size: int, apart: bool
) -> None:
    asked: list[object] = []

    async def run(*_given: object, apart: bool) -> None:
        asked.append(apart)

    monkeypatch.setattr(workers, "run", run)
    await workers.extract(Document(b"x" * size, "text/html", "The page"))
    assert asked == [apart]


async def test_a_dying_process_affects_no_other(hasty: Workers) -> None:
    with pytest.raises(AskError, match="too much memory"):
        await hasty.run(chores.dies, 0)
    assert await hasty.run(chores.identity, 1) == 1


async def test_processes_that_cannot_begin_end_nothing_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_workers(prepare=chores.dies_if_told) as one:
        monkeypatch.setenv("TEST_WORKERS_DIE", "1")
        with pytest.raises(LaterError, match="try again in a few minutes"):
            await one.run(chores.identity, 1)
        monkeypatch.delenv("TEST_WORKERS_DIE")
        assert await one.run(chores.identity, 1) == 1


async def test_a_process_without_the_model_says_what_to_do_and_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    async with open_workers(prepare=chores.lacks_the_model) as one:
        with pytest.raises(LaterError):
            await one.run(chores.identity, 1)
    for line in capfd.readouterr().err.splitlines():
        assert line.startswith("attache: the syntax model file nowhere")
        assert "reinstall Attaché" in line


# make and terminals send it to the whole process group, even while Python loads: the operator would see a traceback.
async def test_ctrl_c_is_the_bots_alone_to_answer(hasty: Workers) -> None:
    assert await hasty.run(chores.is_deaf, 0)
    with pytest.raises(AskError):
        await hasty.run(chores.dies, 0)
    assert await hasty.run(chores.is_deaf, 0), "the one that follows is started elsewhere"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


async def test_processes_can_begin_before_there_is_work(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_WORKERS_PIPE", str(pipe))
    async with open_workers(prepare=chores.tells) as one:
        one.begin()
        assert await asyncio.to_thread(pipe.read_text, encoding="utf-8") == "begun"


async def test_errors_come_back_as_they_are(workers: Workers) -> None:
    with pytest.raises(AskError, match=r"^Give another$"):
        await workers.run(chores.refuses, "Give another")
    with pytest.raises(ZeroDivisionError):
        await workers.run(chores.is_broken, 0)


async def test_the_loop_is_free_meanwhile(workers: Workers, pipe: Path) -> None:
    working = asyncio.create_task(workers.run(chores.opens, str(pipe)))
    await asyncio.to_thread(
        pipe.write_text, "go on", encoding="utf-8"
    )  # would never get to it if the work blocked the loop
    assert await working == "go on"


async def test_work_without_a_waiting_caller_is_ended(hasty: Workers, pipe: Path) -> None:
    waiting = asyncio.create_task(hasty.run(chores.begins_and_never_ends, str(pipe)))
    assert int(await asyncio.to_thread(pipe.read_text, encoding="utf-8"))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await hasty.run(chores.identity, 1) == 1


HOSTILE = {
    "a line of five megabytes": (b"<p>" + SENTENCE.encode() * 50_000)[:5_000_000],
    "a megabyte of openings": b"<" * 1_000_000,
    "entities": b"&amp;&#x41;&nosuch;" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_page_is_read_or_refused_and_the_next_one_is_read(workers: Workers, name: str) -> None:
    with suppress(AskError):
        found = await workers.extract(Document(HOSTILE[name], "text/html", "The page", url="https://wire.example/"))
        assert "\0" not in found.article.text
    plain = await workers.extract(Document(SENTENCE.encode() * 9, "text/html", "The page"))
    assert plain.article.text.startswith("Russia condemned")


async def test_an_article_is_read(workers: Workers) -> None:
    reading = await workers.read(Article("a", SENTENCE, published="2025-06-23"))
    assert [stance.polarity for stance in reading.stances] == ["opposes"]
