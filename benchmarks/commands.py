"""The cost of a command: /stance compared with a bare discord.py bot that answers a constant, on the same sandbox, in turn.

    python -m benchmarks.commands

The sandbox, the bot and the driver are separate processes. `alone`: one command at a time (milliseconds from the interaction's dispatch to
its answer, as the sandbox sees it); `together`: sixteen at a time (commands per second).
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.app import Attache
from bot.desk import open_desk
from bot.knowledge.shipped import SEEDS
from bot.sandbox import Driver
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ALONE, TOGETHER, AT_ONCE, ROUNDS = 300, 600, 16, 3
ASKED = {"bare": ("constant", {}), "attache": ("stance", {"holder": "Rusia", "on": "midnite hamer"})}


@dataclass
class Figures:
    """One bot's figures over all rounds: milliseconds alone, and commands per second together."""

    alone: list[float]
    together: list[float]

    def row(self, name: str) -> str:
        """Returns one row of the table."""
        cuts = statistics.quantiles(self.alone, n=100)
        return f"{name:<28} p50 {cuts[49]:6.2f} ms   p99 {cuts[98]:6.2f} ms   {statistics.median(self.together):7.0f} commands/s"


class Bare(discord.Client):
    """A minimal discord.py bot."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="constant", description="Answers a constant")
        async def constant(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("A constant.")

    async def setup_hook(self) -> None:
        """Sync the command with Discord."""
        await self.tree.sync()


async def serve(kind: str, url: str, token: str) -> None:
    """Run one of the two bots until killed."""
    with redirect_discord_py(url):
        if kind == "bare":
            await Bare().start(token)
        else:
            with tempfile.TemporaryDirectory() as folder:
                settings = Settings(
                    attache_database=Path(folder) / "attache.db",
                    attache_seeds=SEEDS / "russia-iran.md",
                    attache_answers_a_minute=0,
                )
                async with open_desk(settings) as desk:
                    await Attache(desk).start(token)


@asynccontextmanager
async def process(*words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A separate Python process, ended with the block."""
    started = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE)
    try:
        yield started
    finally:
        started.kill()
        await started.wait()


async def measure(driver: Driver, kind: str, figures: Figures) -> None:
    """Run one round: warm-up, single commands, commands together."""
    name, options = ASKED[kind]
    for _ in range(20):
        shown = await driver.command(name, options)
        assert shown["status"] == "answered", shown
    for _ in range(ALONE):
        figures.alone.append((await driver.command(name, options))["elapsed_ms"])
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with gate:
            await driver.command(name, options)

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(TOGETHER)))
    figures.together.append(TOGETHER / (time.perf_counter() - begun))


async def compare() -> None:
    """Run the two bots in turn for three rounds, and print the ratio."""
    figures = {kind: Figures([], []) for kind in ASKED}
    async with process("-m", "bot", "sandbox", "--without-bot", "--port", "0") as sandbox:
        assert sandbox.stdout
        said = (await sandbox.stdout.readline()).decode()
        found = re.search(r"(http://[\d.]+:\d+).*token (\S+?)\. ", said)
        assert found, said
        url, token = found.groups()
        async with Driver(url) as driver:
            for _ in range(ROUNDS):
                for kind in ASKED:
                    async with process("-m", "benchmarks.commands", "--serve", kind, url, token):
                        await driver.connected(30)
                        while ASKED[kind][0] not in str((await driver.state())["commands"]["global"]):  # noqa: ASYNC110 - another process is waited for
                            await asyncio.sleep(0.05)
                        await measure(driver, kind, figures[kind])
                    while (await driver.state())["bot_connected"]:  # noqa: ASYNC110 - the same
                        await asyncio.sleep(0.05)
    print(figures["bare"].row("bare discord.py, a constant"))
    print(figures["attache"].row("Attaché, /stance"))
    bare, ours = figures["bare"], figures["attache"]
    print(
        f"ratio: p50 {statistics.median(ours.alone) / statistics.median(bare.alone):.2f} times the constant's time, "
        f"{statistics.median(ours.together) / statistics.median(bare.together):.2f} of its commands a second"
    )


def main() -> None:
    """Compare; or, as a child process, serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--serve", nargs=3, metavar=("KIND", "URL", "TOKEN"), help="run one of the bots (used by the benchmark itself)"
    )
    args = parser.parse_args()
    asyncio.run(serve(*args.serve) if args.serve else compare())


if __name__ == "__main__":
    main()
