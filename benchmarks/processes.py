"""Starts what a benchmark needs beside it (the sandbox, the bot), and says what a process uses."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import sys
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.sandbox import Driver

_ADDRESS = re.compile(r"(http://[\d.]+:\d+).*token (\S+?)\. ")


@asynccontextmanager
async def process(*words: str, log: Path | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    """A separate Python process that reads and writes pipes, killed at the end of the block; what it logs goes into a file, if there is one for it."""
    pipe = asyncio.subprocess.PIPE
    with log.open("wb") if log else nullcontext() as file:
        started = await asyncio.create_subprocess_exec(sys.executable, *words, stdin=pipe, stdout=pipe, stderr=file)
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def line(of: asyncio.subprocess.Process) -> str:
    """Returns the next line that a process writes.

    Raises:
        RuntimeError: it ended instead.
    """
    assert of.stdout
    said = (await of.stdout.readline()).decode().strip()
    if not said:
        raise RuntimeError("a process beside this one ended; its log, or the lines above, say why")
    return said


async def tell(to: asyncio.subprocess.Process, words: str) -> None:
    """Write a line to a process."""
    assert to.stdin
    to.stdin.write(f"{words}\n".encode())
    await to.stdin.drain()


@asynccontextmanager
async def sandbox() -> AsyncIterator[tuple[str, str]]:
    """A sandbox without a bot in its own process; yields its address and its token."""
    async with process("-m", "bot", "sandbox", "--without-bot", "--port", "0") as started:
        said = await line(started)
        found = _ADDRESS.search(said)
        assert found, said
        yield found[1], found[2]


async def has_command(driver: Driver, name: str) -> None:
    """Wait until the bot is connected and has told the sandbox of a command."""
    await driver.connected(600)
    while name not in str((await driver.state())["commands"]["global"]):  # noqa: ASYNC110 - another process is waited for
        await asyncio.sleep(0.05)


def resident(pid: int | str = "self") -> float:
    """Returns a process's memory in MB, that of files included."""
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS") / 1_000


def family(pid: int) -> float:
    """Returns the memory of a process and all that it started in MB; what they share counts once."""
    own = _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss") / 1_000
    return own + sum(family(child) for child in children(pid))


def children(pid: int) -> list[int]:
    """Returns the processes that a process started and that still run."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def worked(pid: int | str = "self") -> float:
    """Returns the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def p99(times: Sequence[float]) -> float:
    """Returns the 99th percentile; of very few numbers, the greatest."""
    return statistics.quantiles(times, n=100, method="inclusive")[98] if len(times) > 1 else max(times, default=0.0)


def _kilobytes(file: Path, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return float(found[1]) * 1.024 if found else 0.0
