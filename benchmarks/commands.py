"""The cost of each command: compared with a bare discord.py bot that answers a constant, on the same sandbox, in turn.

    python -m benchmarks.commands                       # a library of 1,000 articles
    python -m benchmarks.commands --articles 50000
    python -m benchmarks.commands --database FILE

The sandbox, the bot and the driver are separate processes. `alone`: one command at a time (milliseconds from the interaction's dispatch to
its answer, as the sandbox sees it); `together`: sixteen at a time (commands per second). The subjects are those told of most
(`benchmarks.asker`), so that an answer has all the facts it may have.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from benchmarks import libraries
from benchmarks.asker import ASKED
from benchmarks.attache import attache
from benchmarks.figure import Figure
from benchmarks.processes import has_command, p99, process, sandbox
from bot.sandbox import Driver
from bot.sandbox.redirect import redirect_discord_py

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.world import Json

ARTICLES, ALONE, TOGETHER, AT_ONCE, ROUNDS = 1_000, 100, 300, 16, 3
CONSTANT: dict[str, tuple[str, Json]] = {"a constant": ("constant", {})}
THIRD = 1 / 3
"""Of the bare bot's commands a second, the least that a `/stance` with two typos should reach."""
TYPOS = "/stance with two typos"


@dataclass
class CommandTimes:
    """One command's milliseconds alone, and its commands per second together, over all rounds."""

    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Returns what is printed of it."""
        return f"{name:<28} p50 {median(self.alone):6.2f} ms   p99 {p99(self.alone):6.2f} ms   {median(self.together):7.0f} commands/s"


class PlainBot(discord.Client):
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


async def serve(url: str, token: str) -> None:
    """Run the minimal bot until killed."""
    with redirect_discord_py(url):
        await PlainBot().start(token)


@asynccontextmanager
async def plain_bot(url: str, token: str) -> AsyncIterator[None]:
    """Run the minimal bot in its own process until the end of the block."""
    async with process("-m", "benchmarks.commands", "--serve", url, token):
        yield


async def measure(
    driver: Driver, asked: dict[str, tuple[str, Json]], times: dict[str, CommandTimes], alone: int
) -> None:
    """Run one round of each command: warm-up, single commands, commands together."""
    for called, (name, options) in asked.items():
        taken = times.setdefault(called, CommandTimes())
        for number in range(10 + alone):
            shown = await driver.command(name, options)
            assert shown["status"] == "answered", (called, shown)
            if number >= 10:
                taken.alone.append(shown["elapsed_ms"])
        gate = asyncio.Semaphore(AT_ONCE)
        begun = time.perf_counter()
        await asyncio.gather(*(_one(driver, name, options, gate) for _ in range(3 * alone)))
        taken.together.append(3 * alone / (time.perf_counter() - begun))


async def _one(driver: Driver, name: str, options: Json, gate: asyncio.Semaphore) -> None:
    async with gate:
        await driver.command(name, options)


def figures(
    articles: int = ARTICLES, rounds: int = ROUNDS, alone: int = ALONE, database: str | None = None
) -> list[Figure]:
    """Returns each command's time, and how many times that of the bare bot's constant it is."""
    where = database or str(libraries.library(articles))
    size = "the database given" if database else libraries.said(articles)
    times = asyncio.run(compare(where, rounds, alone))
    for name, taken in times.items():
        print(taken.line(name))
    [bare] = CONSTANT
    constant = times.pop(bare)
    found = [Figure(f"a bare bot's constant, p50, beside {size}", median(constant.alone), "ms")]
    for name, taken in times.items():
        ratio = median(taken.alone) / median(constant.alone)
        found.append(Figure(f"{name}, times the bare bot's, {size}", ratio, "times"))
    share = median(times[TYPOS].together) / median(constant.together)
    found.append(Figure(f"{TYPOS}, together, of the bare bot's, {size}", share, "of its rate", THIRD, more=True))
    return found


async def compare(database: str, rounds: int, alone: int) -> dict[str, CommandTimes]:
    """Run the two bots in turn. Returns the times of the bare bot's constant and of each command."""
    times: dict[str, CommandTimes] = {}
    async with sandbox() as place, Driver(place[0]) as driver:
        for _ in range(rounds):
            for bot, asked, known in (
                (plain_bot(*place), CONSTANT, "constant"),
                (attache(*place, database), ASKED, "stance"),
            ):
                async with bot:
                    await has_command(driver, known)
                    await measure(driver, asked, times, alone)
                while (await driver.state())["bot_connected"]:  # noqa: ASYNC110 - another process is waited for
                    await asyncio.sleep(0.05)
    return times


def main() -> None:
    """Compare; or, as a child process, serve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="articles in the library")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often the two bots take turns")
    parser.add_argument(
        "--alone", type=int, default=ALONE, help="single commands of each kind in a round; three times as many together"
    )
    parser.add_argument("--database", help="a library that is there: its file or address")
    parser.add_argument(
        "--serve", nargs=2, metavar=("URL", "TOKEN"), help="run the bare bot (used by the benchmark itself)"
    )
    args = parser.parse_args()
    if args.serve:
        asyncio.run(serve(*args.serve))
    else:
        figures(args.articles, args.rounds, args.alone, args.database)


if __name__ == "__main__":
    main()
