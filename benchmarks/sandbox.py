"""The sandbox's own speed: commands a second with a bot that costs next to nothing, against a bare discord.py bot on it.

    python -m benchmarks.sandbox            both, and their ratio (at least 3 is wanted)
    python -m benchmarks.sandbox --memory   100,000 commands, and what the sandbox's process grew by

Each of the three runs in a process of its own: the sandbox, the bot, and this one, which only asks for the load.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.sandbox import Driver, Sandbox
from bot.sandbox.bare import BareBot
from bot.sandbox.redirect import redirect_discord_py

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

COMMAND = {"name": "ping", "description": "Answer a constant"}
ANSWER = {"type": 4, "data": {"content": "pong"}}
WANTED_RATIO = 3.0


async def serve() -> None:
    """The sandbox's process: says where it is, runs until its input ends."""
    async with Sandbox() as sandbox:
        print(sandbox.url, sandbox.token, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def bare(url: str, token: str) -> None:
    """The protocol-level bot's process."""

    async def answer(bot: BareBot, interaction: Any) -> None:
        await bot.acknowledge(interaction, ANSWER)

    async with BareBot(url, token, answer) as bot:
        await bot.call("PUT", f"/applications/{bot.ready['application']['id']}/commands", [COMMAND])
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def library(url: str, token: str) -> None:
    """The bare discord.py bot's process."""
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
    """A part of this file in its own process: the line it greets with, and its process id."""
    command = [sys.executable, "-m", "benchmarks.sandbox", *arguments]
    process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip(), process.pid
    finally:
        process.stdin.close()
        await process.wait()


async def measure(kind: str, count: int, at_once: int) -> Any:
    """The load's figures with one kind of bot on a sandbox of its own."""
    async with started("serve") as (greeting, _):
        url, token = greeting.split()
        async with started(kind, url, token), Driver(url) as driver:
            await driver.load("ping", count=200, at_once=at_once)  # warm up
            return await driver.load("ping", count=count, at_once=at_once)


def resident_mb(pid: int) -> float:
    """A process's resident memory (Linux)."""
    fields = Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * 4096 / 1e6


async def memory(count: int, step: int) -> None:
    """Type commands in steps and print what the sandbox's process holds after each."""
    async with started("serve") as (greeting, pid):
        url, token = greeting.split()
        async with started("bare", url, token), Driver(url) as driver:
            sizes = []
            for done in range(step, count + 1, step):
                await driver.load("ping", count=step)
                sizes.append(resident_mb(pid))
                print(f"{done:>8,} commands  {sizes[-1]:7.1f} MB")
    print(f"growth over the last half: {sizes[-1] - sizes[len(sizes) // 2 - 1]:+.1f} MB")


async def compare(count: int) -> float:
    """Print both bots' figures; how many times faster the sandbox is than the bare discord.py bot it serves."""
    rates = {}
    for kind, name in (("bare", "protocol only"), ("library", "bare discord.py bot")):
        best = max([await measure(kind, count, 20) for _ in range(2)], key=lambda each: each["per_second"])
        rates[kind] = best["per_second"]
        print(f"{name:20} {best['per_second']:8.0f} commands/s   p50 {best['p50_ms']:6.2f} ms   p99 {best['p99_ms']:6.2f} ms")
        assert best["statuses"] == {"answered": count}, best["statuses"]
    ratio: float = rates["bare"] / rates["library"]
    print(f"ratio {ratio:.1f} (at least {WANTED_RATIO:.0f} wanted)")
    return ratio


def main() -> int:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help="100,000 commands and the memory after each 10,000")
    parser.add_argument("--count", type=int, default=5_000, help="commands per run")
    arguments = parser.parse_args()
    if arguments.part:
        name, *rest = arguments.part
        asyncio.run({"serve": serve, "bare": bare, "library": library}[name](*rest))
        return 0
    if arguments.memory:
        asyncio.run(memory(100_000, 10_000))
        return 0
    return 0 if asyncio.run(compare(arguments.count)) >= WANTED_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
