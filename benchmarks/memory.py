"""The bot's memory while it answers many commands, in a library of 10,000 facts.

    python -m benchmarks.memory                      # 20,000 commands
    python -m benchmarks.memory 2000 --facts 1000

The sandbox, the bot and the driver are separate processes. Each command asks about other subjects, one in four with a typo, and every tenth
answer is turned to its next page. Prints the bot's resident memory at the start and after each tenth of the commands; pictures are
drawn in a process of their own, which does not count.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answers import index_words, name_an_event
from benchmarks.commands import process
from benchmarks.digests import resident
from benchmarks.editions import _NOUNS, _VERBS, Library
from bot.app import Attache
from bot.cli.runner import answer_first
from bot.desk import open_desk
from bot.knowledge.shipped import SEEDS
from bot.sandbox import Driver
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings
from bot.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.world import Json

COMMANDS, FACTS, SEED, AT_ONCE, PARTS, TURNED = 20_000, 10_000, 5, 4, 10, 10
MOST = 300
"""The actors told most of, who are asked about."""


class Asker:
    """Draws commands, always the same ones in the same order."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)

    def _name(self) -> str:
        name = f"actor-{int(self.random.paretovariate(0.6)) % MOST}"
        return name.replace("actor", self.random.choice(("acter", "actr"))) if self.random.random() < 0.25 else name

    def _issue(self) -> str:
        return f"i.plan-n{int(self.random.paretovariate(0.6)) % MOST}"

    def command(self) -> tuple[str, Json]:
        """Returns a command's name and its options."""
        one, other = self._name(), self._name()
        made: list[tuple[str, Json]] = [
            ("stance", {"holder": one}),
            ("stance", {"holder": one, "on": other}),
            ("stance", {"on": self._issue()}),
            ("timeline", {"about": one}),
            ("timeline", {"about": one, "since": "2025-01-01"}),
            ("quote", {"speaker": one}),
            ("quote", {"about": other}),
            ("who", {"name": one}),
            ("compare", {"on": one}),
            ("relation", {"a": one, "b": other}),
            ("search", {"words": f"{self.random.choice(_VERBS)} {self.random.choice(_NOUNS)}"}),
        ]
        return self.random.choice(made)


async def serve(url: str, token: str, database: str) -> None:
    """Run the bot until killed."""
    with redirect_discord_py(url):
        settings = Settings(
            attache_database=Path(database),
            attache_seeds=SEEDS / "russia-iran.md",
            attache_answers_a_minute=0,
        )
        async with open_desk(settings) as desk:
            answer_first()
            await Attache(desk).start(token)


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


async def measure(driver: Driver, pid: int, commands: int) -> None:
    """Ask the commands, and print the memory after each tenth of them."""
    asker, done = Asker(), 0
    print(f"{'commands':>10} {'MB':>8} {'a second':>10}", flush=True)
    print(f"{0:10,} {resident(pid):8.1f}", flush=True)
    for _ in range(PARTS):
        start = time.perf_counter()
        numbers = iter(range(done, done + commands // PARTS))
        statuses = await asyncio.gather(*(_some(driver, asker, numbers) for _ in range(AT_ONCE)))
        done += commands // PARTS
        rate, seen = commands // PARTS / (time.perf_counter() - start), sorted(set().union(*statuses))
        print(f"{done:10,} {resident(pid):8.1f} {rate:10.0f}  {', '.join(seen)}", flush=True)


async def _some(driver: Driver, asker: Asker, numbers: Iterator[int]) -> set[str]:
    """Ask until the numbers are used up. Returns how the commands ended."""
    return {await _ask(driver, asker, number) for number in numbers}


async def run(commands: int, facts: int) -> None:
    """Generate the library, start the sandbox and the bot, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attache.db"
        async with open_database(path) as database:
            await Library(facts).fill(database)
            await name_an_event(database)
            await index_words(database)
        async with process("-m", "bot", "sandbox", "--without-bot", "--port", "0") as sandbox:
            assert sandbox.stdout
            found = re.search(r"(http://[\d.]+:\d+).*token (\S+?)\. ", (await sandbox.stdout.readline()).decode())
            assert found
            url, token = found.groups()
            async with (
                Driver(url) as driver,
                process("-m", "benchmarks.memory", "--serve", url, token, str(path)) as bot,
            ):
                await driver.connected(600)
                while "relation" not in str((await driver.state())["commands"]["global"]):  # noqa: ASYNC110 - another process is waited for
                    await asyncio.sleep(0.1)
                await measure(driver, bot.pid, commands)


def main() -> None:
    """Measure; or, as a child process, serve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commands", type=int, nargs="?", default=COMMANDS)
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument(
        "--serve", nargs=3, metavar=("URL", "TOKEN", "DATABASE"), help="run the bot (used by the benchmark itself)"
    )
    args = parser.parse_args()
    asyncio.run(serve(*args.serve) if args.serve else run(args.commands, args.facts))


if __name__ == "__main__":
    main()
