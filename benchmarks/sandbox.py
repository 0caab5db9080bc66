"""The sandbox's own speed: commands per second with a bot that costs almost nothing, compared with a bare discord.py bot.

        python -m benchmarks.sandbox            both, and their ratio (should be at least 3)
        python -m benchmarks.sandbox --memory   100,000 commands, and the growth of the sandbox's process

The sandbox, the bot and this process, which only requests the load, run separately. Both bots send the same request as discord.py
does: a callback that asks for its message back.

The two bots take turns in short rounds. Printed is the median of the rounds' ratios, measured two ways: commands per second, and
CPU time per command on either side (the commands one core of the sandbox can carry, over those one core of the bot can). The
second is reliable on a busy machine too; the first then depends more on what else is running.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import subprocess
import sys
from contextlib import asynccontextmanager
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING, Any, cast

import discord
import orjson
from discord import app_commands
from yarl import URL

from benchmarks.figure import Figure
from benchmarks.processes import resident, worked
from bot.sandbox import Driver, Sandbox
from bot.sandbox.bare import BareBot
from bot.sandbox.redirect import redirect_discord_py

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

COMMAND = {"name": "ping", "description": "Answer a constant"}
ANSWER = {"type": 4, "data": {"content": "pong"}}
WANTED_RATIO = 3.0
LINES = 20
ROUNDS = 5


async def serve() -> None:
    """Run the sandbox's process: print its address, then run until its input ends."""
    async with Sandbox() as sandbox:
        gc.freeze()  # as bot/cli/runner.py does
        print(sandbox.url, sandbox.token, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


class Line(asyncio.Protocol):
    """Writes callbacks to a kept-alive connection without waiting for answers: the minimal cost of a client."""

    BODY = orjson.dumps(ANSWER)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast("asyncio.Transport", transport)
        self.waiting: list[bytes] = []

    def data_received(self, data: bytes) -> None:
        """Check that every response is a 200."""
        assert data.count(b"HTTP/1.1") == data.count(b"HTTP/1.1 200"), data

    def answer(self, interaction: Any) -> None:
        """Answer at the end of this event-loop turn, together with whatever else it brings."""
        if not self.waiting:
            asyncio.get_running_loop().call_soon(self.flush)
        path = f"/api/v10/interactions/{interaction['id']}/{interaction['token']}/callback?with_response=1"
        head = f"POST {path} HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/json\r\nContent-Length: {len(self.BODY)}\r\n\r\n"
        self.waiting.append(head.encode() + self.BODY)

    def flush(self) -> None:
        """Write all of them at once."""
        self.transport.write(b"".join(self.waiting))
        self.waiting.clear()


async def bare(url: str, token: str) -> None:
    """Run the protocol-level bot's process."""
    where = URL(url)
    connect = asyncio.get_running_loop().create_connection
    lines = cycle([(await connect(Line, where.host, where.port))[1] for _ in range(LINES)])
    async with BareBot(url, token, lambda _, interaction: next(lines).answer(interaction)) as bot:
        await bot.call("PUT", f"/applications/{bot.ready['application']['id']}/commands", [COMMAND])
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def library(url: str, token: str) -> None:
    """Run the bare discord.py bot's process."""
    client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.0, max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(name="ping", description="Answer a constant")
    async def ping(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pong")

    with redirect_discord_py(url):
        async with client:
            await client.login(token)
            running = asyncio.create_task(client.connect())
            await client.wait_until_ready()
            await tree.sync()
            print("ready", flush=True)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def started(*arguments: str) -> AsyncIterator[tuple[str, int]]:
    """Run a part of this file in its own process; yields the line it greets with and its process id."""
    command = [sys.executable, "-m", "benchmarks.sandbox", *arguments]
    process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip(), process.pid
    finally:
        process.stdin.close()
        await process.wait()


async def measure(kind: str, count: int) -> Any:
    """Returns the load's figures for one kind of bot on its own sandbox, and the cost per command in each process."""
    async with started("serve") as (greeting, serving):
        url, token = greeting.split()
        async with started(kind, url, token) as (_, answering), Driver(url) as driver:
            await driver.load("ping", count=200)  # warm up
            before = [worked(process) for process in (serving, answering)]
            figures = await driver.load("ping", count=count)
            spent = [(worked(process) - was) * 1_000 for process, was in zip((serving, answering), before, strict=True)]
    assert figures["statuses"] == {"answered": count}, figures["statuses"]
    return {**figures, "sandbox_ms": spent[0] / count, "bot_ms": spent[1] / count}


async def memory(count: int, step: int) -> None:
    """Run commands in steps and print the sandbox's memory after each."""
    async with started("serve") as (greeting, pid):
        url, token = greeting.split()
        async with started("bare", url, token), Driver(url) as driver:
            sizes = []
            for done in range(step, count + 1, step):
                await driver.load("ping", count=step)
                sizes.append(resident(pid))
                print(f"{done:>8,} commands  {sizes[-1]:7.1f} MB")
    print(f"growth over the last half: {sizes[-1] - sizes[len(sizes) // 2 - 1]:+.1f} MB")


async def compare(count: int, turns: int = ROUNDS) -> list[Figure]:
    """Returns how many times more commands the sandbox carries than the bot; prints the medians of several rounds in turns."""
    rounds = [(await measure("bare", count), await measure("library", count)) for _ in range(turns)]
    print(f"{f'median of {turns} rounds':20} commands/s   p50 ms   p99 ms   CPU ms per command: sandbox, bot")
    for name, figures in zip(("protocol only", "bare discord.py bot"), zip(*rounds, strict=True), strict=True):
        per_second, p50, p99, sandbox_ms, bot_ms = (
            median(each[key] for each in figures) for key in ("per_second", "p50_ms", "p99_ms", "sandbox_ms", "bot_ms")
        )
        print(f"{name:20} {per_second:10.0f} {p50:8.2f} {p99:8.2f} {sandbox_ms:24.3f} {bot_ms:6.3f}")
    return [
        ratio("commands per second", [bare["per_second"] / library["per_second"] for bare, library in rounds]),
        ratio("CPU time per command", [library["bot_ms"] / bare["sandbox_ms"] for bare, library in rounds]),
    ]


def ratio(name: str, ratios: list[float]) -> Figure:
    """Print a ratio's median and range over the rounds. Returns the median."""
    print(
        f"ratio by {name}: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}; target at least {WANTED_RATIO:.0f})"
    )
    return Figure(f"the sandbox, by {name}, times a bare bot", median(ratios), "times", WANTED_RATIO, more=True)


def figures(count: int = 10_000, turns: int = ROUNDS) -> list[Figure]:
    """Returns how many times more commands the sandbox carries than a bare bot."""
    return asyncio.run(compare(count, turns))


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument(
        "--memory", action="store_true", help="run 100,000 commands and print the memory after each 10,000"
    )
    parser.add_argument("--count", type=int, default=10_000, help="commands per bot and round")
    arguments = parser.parse_args()
    if arguments.part:
        name, *rest = arguments.part
        asyncio.run({"serve": serve, "bare": bare, "library": library}[name](*rest))
        return 0
    if arguments.memory:
        asyncio.run(memory(100_000, 10_000))
        return 0
    figures(arguments.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
