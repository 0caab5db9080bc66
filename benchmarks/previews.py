"""How long an editor waits for the preview of a short page: on a quiet machine, while a very long article is read, beside busy processes, and while feeds bring articles.

    python -m benchmarks.previews [--loops 4] [--pages 20] [--hosts 10]

The bot, the sandbox and the site are separate processes; the busy ones compute all the time, at the bot's own priority. The first page
of each round waits for nothing else: the reader is loaded before. Ends with status 1 if a preview beside other work takes longer than `FLOOR`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks import filing, processes
from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox import Driver

FLOOR = 5.0
"""Seconds that a preview may take beside other work."""
LONG = 60
"""The long article is so many times as long as a short one: some 75,000 letters."""
_BUSY = "while True: pass"
_EVERY = 0.02
"""Seconds between two looks at whether the preview is there."""
_WAIT = 600.0


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """Run some processes that compute all the time, until the end of the block."""
    running = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(loops)]
    try:
        yield
    finally:
        for each in running:
            each.kill()
        for each in running:
            each.wait()


async def preview(driver: Driver, link: str) -> float:
    """Returns the seconds from the command to the preview with its button."""
    begun = time.perf_counter()
    message = (await driver.command("article add", {"link": link}, user="ed"))["message"]
    while "act:article:file:" not in str(message):
        assert time.perf_counter() - begun < _WAIT, message
        await asyncio.sleep(_EVERY)
        [message] = [each for each in await driver.messages(user="ed") if each["id"] == message["id"]]
    return time.perf_counter() - begun


def tell(name: str, took: list[float], floor: float | None = None) -> Figure:
    """Print the seconds of a round as soon as it is over, and how busy the machine is with anything at all. Returns the longest."""
    print(
        f"previews: {name}: {statistics.median(took):.2f} s at the median, {max(took):.2f} at most of {len(took)};"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        flush=True,
    )
    return Figure(f"the preview of a short page, {name}, at most", max(took), "s", floor)


async def measure(loops: int, pages: int) -> list[Figure]:
    """Returns the longest time of each round; those beside other work have a floor."""
    print("previews: of a page of about 230 words; the bot is starting", flush=True)
    async with filing.site() as hosts, filing.bot_beside(hosts) as (driver, bot):
        links = [f"http://{hosts[number % len(hosts)]}/article/{number + 50_000}" for number in range(4 * pages + 1)]
        tell("the very first", [await preview(driver, links.pop())])
        found = [tell("quiet", [await preview(driver, link) for link in links[:pages]])]
        reading = asyncio.create_task(preview(driver, f"http://{hosts[0]}/article/100000?times={LONG}"))
        during = [await preview(driver, link) for link in links[pages : 2 * pages] if not reading.done()]
        found.append(tell("while a long one is read", during, FLOOR))
        tell("the long one", [await reading])
        with busy(loops):
            beside = [await preview(driver, link) for link in links[2 * pages : 3 * pages]]
        found.append(tell(f"beside {loops} busy processes", beside, FLOOR))
        await processes.tell(bot, "go")
        feeds = [await preview(driver, link) for link in links[3 * pages :]]
        found.append(tell(f"while {len(hosts)} feeds bring {len(hosts) * filing.A_FEED} articles", feeds, FLOOR))
    return found


def figures(loops: int = 4, pages: int = 20, hosts: int = 10) -> list[Figure]:
    """Returns the longest previews of each round."""
    filing.HOSTS = hosts
    filing.hurry()
    return asyncio.run(measure(loops, pages))


def main() -> None:
    """Measure; ends with status 1 if a preview took too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--loops", type=int, default=4, help="busy processes beside the bot")
    parser.add_argument("--pages", type=int, default=20, help="pages a round")
    parser.add_argument("--hosts", type=int, default=10, help="hosts of the site, so that none is asked too often")
    given = parser.parse_args()
    if any(figure.reached is False for figure in figures(given.loops, given.pages, given.hosts)):
        sys.exit(f"previews: one beside other work took longer than {FLOOR:g} s")


if __name__ == "__main__":
    main()
