"""The bot's memory while it answers many commands, on a generated library.

    python -m benchmarks.memory                      # 20,000 commands, 1,000 articles
    python -m benchmarks.memory 2000 --articles 50000

The sandbox, the bot and the driver are separate processes. Each command asks about other subjects, one in four with a typo, and every tenth
answer is turned to its next page. Prints the bot's resident memory at the start and after each tenth of the commands; pictures are
drawn in a process of their own, which does not count.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from typing import TYPE_CHECKING

from benchmarks import libraries
from benchmarks.asker import Asker
from benchmarks.attache import attache
from benchmarks.figure import Figure
from benchmarks.processes import has_command, resident, sandbox
from bot.sandbox import Driver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.world import Json

COMMANDS, ARTICLES, AT_ONCE, PARTS, TURNED = 20_000, 1_000, 4, 10, 10


async def _ask(driver: Driver, asker: Asker, number: int) -> str:
    name, options = asker.command()
    shown = await driver.command(name, options)
    if number % TURNED == 0 and shown["status"] == "answered":
        pressable = [button["custom_id"] for button in _buttons(shown["message"]) if not button.get("disabled")]
        if pressable:
            await driver.press(shown["message"], pressable[0])
    return str(shown["status"])


def _buttons(message: Json) -> list[Json]:
    found: list[Json] = []
    rest = [*message.get("components", ())]
    while rest:
        part = rest.pop(0)
        found += [part] if part["type"] == 2 and "custom_id" in part else []
        rest += part.get("components", ())
    return found


async def measure(driver: Driver, pid: int, commands: int) -> list[float]:
    """Ask the commands. Returns the memory at the start and after each tenth of them, which it also prints."""
    asker, done, held = Asker(), 0, [resident(pid)]
    print(f"{'commands':>10} {'MB':>8} {'a second':>10}\n{0:10,} {held[0]:8.1f}", flush=True)
    for _ in range(PARTS):
        start = time.perf_counter()
        numbers = iter(range(done, done + commands // PARTS))
        statuses = await asyncio.gather(*(_some(driver, asker, numbers) for _ in range(AT_ONCE)))
        done += commands // PARTS
        held.append(resident(pid))
        rate, seen = commands // PARTS / (time.perf_counter() - start), sorted(set().union(*statuses))
        print(f"{done:10,} {held[-1]:8.1f} {rate:10.0f}  {', '.join(seen)}", flush=True)
    return held


async def _some(driver: Driver, asker: Asker, numbers: Iterator[int]) -> set[str]:
    """Ask until the numbers are used up. Returns how the commands ended."""
    return {await _ask(driver, asker, number) for number in numbers}


async def run(commands: int, database: str) -> list[float]:
    """Start the sandbox and the bot, and measure."""
    async with sandbox() as place, attache(*place, database) as bot, Driver(place[0]) as driver:
        await has_command(driver, "relation")
        return await measure(driver, bot.pid, commands)


def figures(commands: int = COMMANDS, articles: int = ARTICLES) -> list[Figure]:
    """Returns the memory after all commands, and by how much it rose over the last half of them."""
    held = asyncio.run(run(commands, str(libraries.library(articles))))
    size = libraries.said(articles)
    return [
        Figure(f"memory after {commands:,} commands, {size}", held[-1], "MB"),
        Figure(f"memory gained over the last half of them, {size}", held[-1] - held[PARTS // 2], "MB"),
    ]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commands", type=int, nargs="?", default=COMMANDS)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    figures(given.commands, given.articles)


if __name__ == "__main__":
    main()
