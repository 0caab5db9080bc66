"""The cost of adding articles: from a site's feeds into the library, compared with reading alone; memory over many articles; answer times meanwhile.

    python -m benchmarks.filing [rate] [loaded] [memory] [answers] [--hosts 50] [--files 1000] [--many 10000] [--names 40]

The site, the bot and the driver are separate processes. The site has many loopback addresses, each a host, because a host gets one request
at a time; the second between requests is left out, since it would only measure waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from benchmarks import processes, reading
from benchmarks.figure import Figure
from benchmarks.processes import children, line, p99, process, sandbox, worked
from bot.app import Attache
from bot.cli.runner import answer_first
from bot.desk import open_desk
from bot.feeds import polling
from bot.intake import politeness
from bot.intake.intake import open_intake
from bot.knowledge.shipped import SEEDS
from bot.model.article import Article
from bot.model.feed import NewFeed
from bot.model.library import EVERYONE
from bot.sandbox import Driver
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings
from bot.store import feeds as store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.desk import Desk

HOSTS, A_FEED = 50, 20
"""One feed per host, with this many articles each: 1,000 in all."""
MANY = 10_000
FILES = 1_000
ASKED = 1_000
"""How often /stance is asked of a quiet bot."""
A_THOUSAND = 10.0
"""Minutes that two workers may take for a thousand articles."""
NAMES: int | None = None
NEW = 5
"""Names in an article that no earlier one had and no list has; the reader counts 5.3 in each of 290 Wikinews articles."""
WHO = [
    "Russia",
    "Iran",
    "Israel",
    "France",
    "Turkey",
    "India",
    "China",
    "Egypt",
    "Japan",
    "Ukraine",
    "Germany",
    "Brazil",
    "Mexico",
    "Norway",
    "Canada",
    "Poland",
    "Spain",
    "Italy",
    "Greece",
    "Kenya",
]
DID = [
    "condemned",
    "supported",
    "attacked",
    "thanked",
    "accused",
    "threatened",
    "sanctioned",
    "praised",
    "rejected",
    "warned",
    "blamed",
    "welcomed",
]
OVER = [
    "treaty",
    "border",
    "harbour",
    "pipeline",
    "election",
    "embargo",
    "ceasefire",
    "summit",
    "dam",
    "satellite",
    "tariff",
    "vaccine",
    "grain",
    "railway",
    "reactor",
    "island",
]
SYLLABLES = ["ka", "lo", "mir", "ten", "dar", "vo", "si", "nel", "gra", "tu", "pim", "bor", "esh", "wan", "cu"]


def article(number: int, names: int | None = None) -> str:
    """Returns an article of about 230 words, fixed by its number and unlike any other, with some of `names` different names.

    By default these are 200, plus `NEW` with every article: who is in the news comes back, and new names appear.
    """
    varied = random.Random(number)

    def seeded() -> random.Random:
        return random.Random(varied.randrange(names or 200 + NEW * number))

    def name() -> str:
        return "".join(seeded().sample(SYLLABLES, 3)).title()

    def person() -> str:
        known = seeded()
        return " ".join("".join(known.sample(SYLLABLES, 3)).title() for _ in range(2))

    def sentence() -> str:
        a, b = varied.sample(WHO, 2)
        return varied.choice(
            (
                f"{a} {varied.choice(DID)} {b} over the {varied.choice(OVER)} of {name()} on {varied.randint(1, 28)} June 2025.",
                f"Minister {person()} of {a} said that {b} had {varied.choice(DID)} {name()} after the {varied.choice(OVER)}.",
                f"“The {varied.choice(OVER)} near {name()} is {varied.choice(('a crime', 'a gift', 'no secret', 'our right'))},” {person()} told {name()}.",
                f"{a} and {b} signed a {varied.choice(OVER)} agreement in {name()}, {name()} reported.",
            )
        )

    return "\n\n".join(" ".join(sentence() for _ in range(4)) for _ in range(4))


# ---- The site ----


async def serve_site(port: int) -> None:
    """Serve feeds and articles, at any address, until killed."""

    async def feed(request: web.Request) -> web.Response:
        host = int(request.match_info["host"])
        numbers = range(host * A_FEED, (host + 1) * A_FEED)
        items = "".join(
            f"<item><guid>{number}</guid><title>Report {number}</title><link>http://{request.host}/article/{number}</link></item>"
            for number in numbers
        )
        return web.Response(
            text=f"<rss version='2.0'><channel><title>Wire {host}</title>{items}</channel></rss>",
            content_type="application/rss+xml",
        )

    async def page(request: web.Request) -> web.Response:
        number, times = int(request.match_info["number"]), int(request.query.get("times", 1))
        whole = "\n\n".join(article(number + each) for each in range(times))
        text = "".join(f"<p>{paragraph}</p>" for paragraph in whole.split("\n\n"))
        body = f"<html><head><title>Report {number}</title></head><body><nav>News Sport Weather</nav><article><h1>Report {number}</h1>{text}</article><footer>All rights reserved</footer></body></html>"
        return web.Response(text=body, content_type="text/html")

    app = web.Application()
    app.router.add_get("/feed/{host}", feed)
    app.router.add_get("/article/{number}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", port).start()  # noqa: S104 - under many addresses of the loopback network, for a moment
    print("ready", flush=True)
    await asyncio.Event().wait()


def addresses(port: int) -> list[str]:
    """Returns the site's hosts."""
    return [f"127.0.1.{host + 1}:{port}" for host in range(HOSTS)]


@asynccontextmanager
async def site() -> AsyncIterator[list[str]]:
    """Run the site in its own process; yields its hosts."""
    port = random.SystemRandom().randint(20_000, 40_000)
    async with process("-m", "benchmarks.filing", "--site", str(port)) as started:
        await line(started)
        yield addresses(port)


async def add_feeds(desk: Desk, hosts: list[str]) -> None:
    """Add one feed per host, due now."""
    for number, host in enumerate(hosts):
        row = NewFeed(EVERYONE, f"http://{host}/feed/{number}", host, None, None, 60, None)
        await store.add(desk.database, row, desk.clock(), desk.clock())
    desk.feeds.poller.wake()


async def filed(desk: Desk) -> int:
    """Returns the number of articles in the library."""
    return int((await desk.database.rows("SELECT count(*) FROM articles"))[0][0])


def settings(folder: str, hosts: list[str], workers: int) -> Settings:
    """Returns settings of a bot that may reach the site."""
    return Settings(
        attache_database=Path(folder) / "a.db",
        attache_seeds=SEEDS / "russia-iran.md",
        attache_reachable=" ".join(hosts),
        attache_workers=workers,
        attache_answers_a_minute=0,
    )


# ---- What is measured ----


async def rate() -> list[Figure]:
    """Measure articles per minute, from feeds into the library and through the reader alone, with the same number of processes."""
    found = []
    number = HOSTS * A_FEED
    print(
        f"{number} articles of {statistics.mean(len(article(each).split()) for each in range(50)):.0f} words from {HOSTS} hosts, on {os.cpu_count()} cores"
    )
    for workers in (1, 2):
        async with open_intake(_now, workers=workers) as intake:
            await intake.read(Article("a", article(0)))  # load the reader first
            begun = time.perf_counter()
            gate = asyncio.Semaphore(4 * workers)

            async def read(at: int, intake: object = intake, gate: asyncio.Semaphore = gate) -> None:
                async with gate:
                    await intake.read(Article("a", article(at)))  # type: ignore[attr-defined]

            await asyncio.gather(*(read(at) for at in range(number)))
            alone = number / (time.perf_counter() - begun) * 60
        with tempfile.TemporaryDirectory() as folder:
            async with site() as hosts, open_desk(settings(folder, hosts, workers)) as desk:
                before = await filed(desk)
                await add_feeds(desk, hosts)
                begun = time.perf_counter()
                polling = asyncio.create_task(desk.feeds.poller.run(_tell))
                while await filed(desk) < before + number:  # noqa: ASYNC110 - the database is looked at
                    await asyncio.sleep(0.1)
                whole = number / (time.perf_counter() - begun) * 60
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
        print(
            f"{workers} worker{'s' if workers > 1 else ''}: reading alone {alone:6.0f} a minute, end to end {whole:6.0f} a minute: {whole / alone:.0%}"
        )
        found.append(
            Figure(f"articles of 230 words from feeds, {workers} reading at once", whole, "a minute", more=True)
        )
    return found


async def loaded() -> list[Figure]:
    """Measure how long articles of Wikinews (the seed article, where those are not there) take as files, with two workers, on an empty library: from file to answer."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, each in enumerate(reading.articles(FILES)):
            paths.append(Path(folder) / f"{number:05}.txt")
            paths[-1].write_text(each.text, encoding="utf-8")
        async with open_desk(settings(folder, [], 2)) as desk:
            await desk.intake.read(Article("a", article(0)))  # load a reader first
            begun, before = time.perf_counter(), await filed(desk)
            await desk.load(paths, lambda _path, _trouble: None)
            minutes, number = (time.perf_counter() - begun) / 60, await filed(desk) - before
    one = minutes / len(paths)
    print(f"{len(paths)} files, {number} articles filed, in {minutes:.2f} minutes: {one * 60:.2f} s each")
    return [Figure("1,000 articles with judge, at this rate", one * 1_000, "minutes", A_THOUSAND)]


async def memory() -> list[Figure]:
    """Measure the memory of the bot and its worker while ten thousand articles are loaded from files."""
    own = mapped = 0.0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(MANY):
            path = Path(folder) / f"{number:05}.txt"
            path.write_text(article(number, NAMES), encoding="utf-8")
            paths.append(path)
        async with open_desk(settings(folder, [], 1)) as desk:
            done = 0

            def step(_path: Path, trouble: str | None) -> None:
                nonlocal done, own, mapped
                assert trouble is None
                done += 1
                if done in (100, 250, 500, 1_000, MANY) or done % 2_500 == 0:
                    own, mapped = _held("self")
                    print(
                        f"{done:6} filed: bot {own:5.0f} MB of its own and {mapped:4.0f} of files mapped, worker {_worker():5.0f} MB",
                        flush=True,
                    )

            await desk.load(paths, step)
    return [Figure(f"the bot's own memory after {MANY:,} articles came in", own, "MB")]


def _held(process: str) -> tuple[float, float]:
    """A process's memory in MB: its own, and that of mapped files (code, database), which the system can take back."""
    _, resident, shared, *_ = map(int, Path(f"/proc/{process}/statm").read_text(encoding="ascii").split())
    megabytes = resource.getpagesize() / 1_000_000
    return (resident - shared) * megabytes, shared * megabytes


def _worker() -> float:
    return max((sum(_held(str(child))) for child in children(os.getpid())), default=0.0)


@asynccontextmanager
async def bot_beside(hosts: list[str]) -> AsyncIterator[tuple[Driver, asyncio.subprocess.Process]]:
    """Run a sandbox, and a bot that may reach the site, each in its own process; yields somebody who types, and the bot's process, ready."""
    async with sandbox() as (url, token):
        words = ("-m", "benchmarks.filing", "--hosts", str(HOSTS), "--bot", url, token, *hosts)
        async with process(*words) as bot, Driver(url) as driver:
            await line(bot)
            yield driver, bot


async def answers() -> list[Figure]:
    """Time /stance on a quiet bot, and while a thousand articles are added."""
    async with site() as hosts, bot_beside(hosts) as (driver, bot):
        begun = worked(bot.pid)
        quiet = await _asked(driver, ASKED)
        took = [worked(bot.pid) - begun]
        await processes.tell(bot, "go")
        done = asyncio.create_task(line(bot))
        busy: list[float] = []
        while not done.done():
            busy += await _asked(driver, 20)
        begun = worked(bot.pid)
        after = await _asked(driver, ASKED)
        took.append(worked(bot.pid) - begun)
    for name, times in (("quiet", quiet), ("while filing", busy), ("quiet again", after)):
        print(
            f"/stance, {name:<14} p50 {statistics.median(times):6.2f} ms   p99 {p99(times):6.2f} ms   of {len(times)}"
        )
    before, busiest, filled = p99(quiet), p99(busy), p99(after)
    print(
        f"p99 while filing is {busiest / before:.2f} times that of a quiet bot, {busiest / filled:.2f} times with the same library"
    )

    print(f"the bot's processor time for {ASKED:,} of them: quiet {took[0]:.2f} s, quiet again {took[1]:.2f} s")
    number = HOSTS * A_FEED
    return [
        Figure(f"/stance while {number:,} articles come in, p99", busiest, "ms"),
        Figure(
            f"/stance while {number:,} articles come in, p99, times that of a quiet bot after it",
            busiest / filled,
            "times",
        ),
    ]


async def _asked(driver: Driver, number: int) -> list[float]:
    """Milliseconds of each of `number` commands, one at a time with pauses like a person's."""
    times = []
    for _ in range(number):
        shown = await driver.command("stance", {"holder": "Rusia", "on": "midnite hamer"})
        assert shown["status"] == "answered", shown
        times.append(float(shown["elapsed_ms"]))
        await asyncio.sleep(0.005)
    return times


async def serve_bot(url: str, token: str, hosts: list[str]) -> None:
    """Run the bot on the sandbox; it adds the feeds when told to, and says when all their articles are added."""
    with redirect_discord_py(url), tempfile.TemporaryDirectory() as folder:
        async with open_desk(settings(folder, hosts, 1)) as desk, Attache(desk) as client:
            answer_first()
            running = asyncio.create_task(client.start(token))
            await client.wait_until_ready()
            before = await filed(desk)
            print("ready", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
            await add_feeds(desk, hosts)
            while await filed(desk) < before + HOSTS * A_FEED:  # noqa: ASYNC110 - the same
                await asyncio.sleep(0.25)
            print("done", flush=True)
            await running


async def _tell(_feed: object, sentence: str) -> None:
    print(sentence)


def _now() -> datetime:
    return datetime.now(UTC)


PARTS = {"rate": rate, "loaded": loaded, "memory": memory, "answers": answers}


def hurry() -> None:
    """Leave out the pauses between requests to a site, and between polls."""
    politeness.APART = 0.0
    polling.SPREAD_SECONDS = 0


def figures(
    parts: Sequence[str] = tuple(PARTS), hosts: int = HOSTS, many: int = MANY, files: int = FILES, asked: int = ASKED
) -> list[Figure]:
    """Returns the figures of the named parts."""
    globals().update(HOSTS=hosts, MANY=many, FILES=files, ASKED=asked)
    hurry()
    found = []
    for part in parts:
        print(f"-- {part}", flush=True)
        found += asyncio.run(PARTS[part]())
    return found


def main() -> None:
    """Run the named parts, or all; or be one of the processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--hosts", type=int, default=HOSTS, help="hosts of the site, each with a feed of 20 articles")
    parser.add_argument("--many", type=int, default=MANY, help="articles for the memory measurement")
    parser.add_argument("--files", type=int, default=FILES, help="articles that are loaded from files")
    parser.add_argument("--names", type=int, help=f"names in those articles; by default {NEW} more with every article")
    parser.add_argument("--site", type=int)
    parser.add_argument("--bot", nargs="+")
    args = parser.parse_args()
    globals().update(HOSTS=args.hosts, NAMES=args.names)
    hurry()
    if args.site:
        asyncio.run(serve_site(args.site))
    elif args.bot:
        asyncio.run(serve_bot(args.bot[0], args.bot[1], args.bot[2:]))
    else:
        figures(args.parts or tuple(PARTS), args.hosts, args.many, args.files)


if __name__ == "__main__":
    main()
