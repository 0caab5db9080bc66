"""Work for workers in tests, which misbehaves."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from threadpoolctl import threadpool_info

from bot.errors import AskError
from bot.intake import work
from bot.knowledge import shipped


def identity(value: object) -> object:
    return value


def process_number(_value: object) -> int:
    return os.getpid()


_HOARD: list[bytearray] = []


def hoards(megabytes: int) -> int:
    """Keep this much memory, with every page touched. Returns this process's id."""
    _HOARD.append(bytearray(b"x") * (megabytes * 1_000_000))
    return os.getpid()


def niceness(_value: object) -> int:
    return os.nice(0)


def is_deaf(_value: object) -> bool:
    """True if this process ignores Ctrl-C."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def reader_is_loaded(_value: object) -> bool:
    return work.reader.cache_info().currsize == 1


def sleeps(seconds: float) -> None:
    time.sleep(seconds)


def burns(seconds: float) -> None:
    """Use so many seconds of processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def opens(pipe: str) -> str:
    """Wait until somebody writes to a named pipe. Returns the text."""
    return Path(pipe).read_text(encoding="utf-8")


def begins_and_never_ends(pipe: str) -> None:
    """Write this process's number to a named pipe, as soon as this has begun."""
    Path(pipe).write_text(str(os.getpid()), encoding="utf-8")
    while True:
        time.sleep(60)


def begins_and_goes_on(pipe: str) -> str:
    """Write this process's number to a named pipe, then wait until somebody writes to it. Returns the text."""
    Path(pipe).write_text(str(os.getpid()), encoding="utf-8")
    return opens(pipe)


def eats(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def dies(_value: object) -> None:
    os._exit(9)


def refuses(sentence: str) -> None:
    raise AskError(sentence)


def is_broken(_value: object) -> None:
    raise ZeroDivisionError


def nothing(_memory: int) -> None:
    """Prepare nothing, so that a process starts at once."""


def tells(_memory: int) -> None:
    """Report through a named pipe that a process starts."""
    opened = os.environ["TEST_WORKERS_PIPE"]
    Path(opened).write_text("begun", encoding="utf-8")


def lacks_the_model(memory: int) -> None:
    """Prepare as usual, on a machine without the syntax model."""
    shipped.MODEL = Path("nowhere")
    work.prepare(memory)


def dies_if_told(_memory: int) -> None:
    if os.environ.get("TEST_WORKERS_DIE"):
        os._exit(9)


def threads(_: object) -> list[int]:
    """How many threads multiply matrices once the reader is loaded; numpy is loaded long before."""
    work.reader()
    return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]
