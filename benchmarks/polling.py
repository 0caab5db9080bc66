"""Five thousand feeds polled by one process after downtime: how evenly, how many at once, with how much memory, and answer times meanwhile.

    python -m benchmarks.polling [--minutes 24] [--every 15] [--hosts 1000]

The sites are one process with a loopback address per host and five feeds each; the sites measure how many requests come at once and how
far apart. Each feed shows twenty entries that were added long ago, one in twenty shows a new article, and all are due at the start. A
tenth does not support conditional requests. One host in twenty fails, one in fifty cuts connections, one in twenty-five takes eight
seconds, one in a hundred never answers, one in a hundred forbids access, and one in fifty redirects its feeds to one slow shared host.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from benchmarks.figure import Figure
from benchmarks.filing import article
from benchmarks.processes import line, p99, process, resident, worked
from bot.asking import parse
from bot.desk import open_desk
from bot.model.feed import NewFeed
from bot.model.library import EVERYONE, Libraries
from bot.settings import Settings
from bot.store import feeds as store
from bot.store import servers

if TYPE_CHECKING:
    from bot.desk import Desk

HOSTS, A_HOST = 1_000, 5
ENTRIES = 20
EVERY, MINUTES = 15, 24
SERVERS = 100
"""Half the feeds are everyone's, the others these servers'."""
SHARED = 0
"""The host that others redirect their feeds to."""


def host_name(host: int) -> str:
    """Returns the host's address, from 127.1.0.0 up."""
    return f"127.{1 + host // 250}.{host % 250}.1"


def manner(host: int) -> str:
    """Returns how a host behaves, by its number."""
    if host == SHARED:
        return "shared"
    for each, at, name in (
        (20, 7, "fails"),
        (50, 11, "breaks off"),
        (25, 13, "is slow"),
        (100, 17, "is silent"),
        (100, 19, "forbids"),
        (100, 23, "has no robots.txt now"),
        (50, 29, "sends on"),
    ):
        if host % each == at:
            return name
    return "answers"


# ---- The sites ----


@dataclass
class Seen:
    """What the sites see of the requests."""

    now: Counter[str] = field(default_factory=Counter)
    ended: dict[str, float] = field(default_factory=dict)
    at_once: int = 0
    at_once_of_a_host: int = 0
    smallest_gap: float = 1e9
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    polls: list[float] = field(default_factory=list)
    """When feeds were requested, in system-clock seconds."""

    def begin(self, host: str) -> None:
        """Record a new request."""
        self.requests += 1
        self.now[host] += 1
        self.at_once = max(self.at_once, sum(self.now.values()))
        self.at_once_of_a_host = max(self.at_once_of_a_host, self.now[host])
        if host in self.ended:
            self.smallest_gap = min(self.smallest_gap, time.monotonic() - self.ended[host])

    def end(self, host: str, moment: float) -> None:
        """Record the end of a request, when its response was handed to the network or broken off, whatever delayed this process afterwards."""
        self.now[host] -= 1
        if not self.now[host]:
            del self.now[host]
        self.ended[host] = moment


async def serve_sites(port: int) -> None:
    """Serve all hosts until killed."""
    seen = Seen()

    async def answer(request: web.Request) -> web.StreamResponse:
        host = request.url.host or ""
        seen.begin(host)
        answered = None
        try:
            response = await _answer(request, seen)
            answered = time.monotonic()
            with contextlib.suppress(ConnectionError):  # the client has gone, or we cut the connection
                await response.prepare(request)
                await response.write_eof()
            seen.statuses[response.status] += 1
            return response
        finally:
            seen.end(host, answered or time.monotonic())

    async def report(_request: web.Request) -> web.Response:
        return web.json_response(
            {
                "at_once": seen.at_once,
                "at_once_of_a_host": seen.at_once_of_a_host,
                "smallest_gap": seen.smallest_gap,
                "requests": seen.requests,
                "statuses": seen.statuses,
                "polls": seen.polls,
            }
        )

    app = web.Application()
    app.router.add_get("/report", report)
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)  # so that a client that gives up is noticed
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", port, backlog=4_096).start()  # noqa: S104 - under many addresses of the loopback network, for a moment
    print("ready", flush=True)
    await asyncio.Event().wait()


async def _answer(request: web.Request, seen: Seen) -> web.StreamResponse:
    first, second = (int(part) for part in (request.url.host or "").split(".")[1:3])
    does = manner((first - 1) * 250 + second)
    if request.path == "/robots.txt":
        if does == "has no robots.txt now":
            return web.Response(status=503)
        return web.Response(
            text="User-agent: *\nDisallow: /feed/\n" if does == "forbids" else "User-agent: *\nAllow: /\n"
        )
    if request.path.startswith("/article/"):
        text = "".join(f"<p>{part}</p>" for part in article(int(request.path.rsplit("/", 1)[1])).split("\n\n"))
        return web.Response(text=f"<html><body><article>{text}</article></body></html>", content_type="text/html")
    seen.polls.append(time.time())
    if does == "is silent":
        await asyncio.sleep(120)
    if does == "breaks off":
        assert request.transport
        request.transport.abort()
    if does == "fails":
        return web.Response(status=500)
    if does == "sends on":
        return web.Response(
            status=302, headers={"Location": f"http://{host_name(SHARED)}:{request.url.port}{request.path}"}
        )
    await asyncio.sleep({"is slow": 8, "shared": 3}.get(does, 0.05))
    number = int(request.path.rsplit("/", 1)[1])
    tag = f'"{number}"'
    conditional = number % 10 != 3
    if conditional and request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    return web.Response(
        text=_feed(number, f"http://{request.host}"),
        content_type="application/rss+xml",
        headers={"ETag": tag} if conditional else {},
    )


def _feed(number: int, site: str) -> str:
    fresh = (
        [f"<item><guid isPermaLink='false'>new</guid><link>{site}/article/{number}</link></item>"]
        if number % 20 == 0
        else []
    )
    old = [
        f"<item><guid isPermaLink='false'>{entry}</guid><title>Report {entry} of {number}</title><link>{site}/article/{number}-{entry}</link><description>{'Nothing new. ' * 20}</description></item>"
        for entry in range(ENTRIES)
    ]
    return f"<rss version='2.0'><channel><title>Wire {number}</title>{''.join(fresh + old)}</channel></rss>"


# ---- The bot ----


def server_of(number: int) -> str:
    """Returns the server of a feed that is not everyone's."""
    return str(10**17 + number % SERVERS)


async def keep(desk: Desk, port: int) -> None:
    """Store the feeds, due for an hour, with the entries they have shown long ago."""
    now = desk.clock()
    await servers.joined(desk.database, {server_of(number) for number in range(SERVERS)}, now)
    for number in range(HOSTS * A_HOST):
        host = f"{host_name(number % HOSTS)}:{port}"
        library = EVERYONE if number % 2 else server_of(number)
        row = NewFeed(library, f"http://{host}/feed/{number}", host, f"Wire {number}", None, EVERY, None)
        kept = await store.add(desk.database, row, now, now - timedelta(hours=1, seconds=number % 3_000))
        assert kept
        async with desk.database.transaction() as transaction:
            await transaction.run_many(
                "INSERT INTO feed_entries (feed, key, outcome, seen_at) VALUES (:feed, :key, 'filed', :now)",
                [
                    {"feed": kept, "key": str(entry), "now": now.isoformat(timespec="microseconds")}
                    for entry in range(ENTRIES)
                ],
            )


async def asked(desk: Desk, times: list[float]) -> None:
    """Ask the same question again and again with pauses like a person's; collects the milliseconds."""
    request = parse("/stance holder:Rusia on:midnite hamer")
    while True:
        begun = time.perf_counter()
        await desk.ask(request, Libraries(EVERYONE))
        times.append((time.perf_counter() - begun) * 1_000)
        await asyncio.sleep(0.05)


async def during(desk: Desk, seconds: float) -> list[float]:
    """Answer times within so many seconds."""
    times: list[float] = []
    asking = asyncio.create_task(asked(desk, times))
    await asyncio.sleep(seconds)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    return times


def _cuts(times: list[float]) -> str:
    return f"{p99(times):.1f} ({statistics.median(times):.1f}) ms"


async def poll() -> list[Figure]:
    """Serve, poll, and print the figures. Returns those of the table."""
    port = random.SystemRandom().randint(20_000, 30_000)
    reachable = " ".join(f"{host_name(host)}:{port}" for host in range(HOSTS))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            attache_database=Path(folder) / "a.db", attache_reachable=reachable, attache_answers_a_minute=0
        )
        async with (
            process("-m", "benchmarks.polling", "--hosts", str(HOSTS), "--sites", str(port)) as sites,
            open_desk(settings) as desk,
        ):
            await line(sites)
            await keep(desk, port)
            return await _measure(desk, f"http://127.0.0.1:{port}/report")


async def _measure(desk: Desk, url: str) -> list[Figure]:
    print(f"{HOSTS * A_HOST} feeds on {HOSTS} hosts, every {EVERY} minutes, all due at once after the bot was down")
    quiet = await during(desk, 30)
    memory, used, begun = resident(), worked(), time.time()
    print(f"quiet: {memory:.0f} MB, an answer {p99(quiet):.1f} ms at the 99th percentile", flush=True)
    polling = asyncio.create_task(desk.feeds.poller.run(_tell))
    before = 0
    busy: list[float] = []
    for minute in range(1, MINUTES + 1):
        times = await during(desk, begun + 60 * minute - time.time())
        busy += times
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            seen = json.loads(await response.text())
        filed, late = await _state(desk)
        print(
            f"minute {minute:2}: {len(seen['polls']) - before:5} polls, {filed:4} articles, {late:5} feeds late by a minute and more,"
            f" {resident():4.0f} MB, an answer {p99(times):5.1f} ms; at most {seen['at_once']} requests at once, {seen['at_once_of_a_host']} of a host, {seen['smallest_gap']:.2f} s apart",
            flush=True,
        )
        before = len(seen["polls"])
    cpu = (worked() - used) / (time.time() - begun)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    _print(seen, begun, busy, quiet, await during(desk, 30), cpu)
    number = f"{HOSTS * A_HOST:,} feeds"
    return [
        Figure(f"{number}: late by a minute and more at the end", late, "feeds", 0),
        Figure(f"{number}: requests to one host at once, at most", seen["at_once_of_a_host"], "requests", 1),
        Figure(f"{number}: least between two requests to a host", seen["smallest_gap"], "s", 1, more=True),
        Figure(f"{number}: an answer meanwhile, p99", p99(busy), "ms"),
        Figure(f"{number}: of a core", cpu * 100, "%"),
        Figure(f"{number}: memory", resident(), "MB"),
    ]


def _print(
    seen: dict[str, object], begun: float, busy: list[float], quiet: list[float], after: list[float], cpu: float
) -> None:
    polls = seen["polls"]
    assert isinstance(polls, list)
    a_second = Counter(int(moment - begun) for moment in polls)
    for first in range(0, MINUTES * 60, EVERY * 60):
        some = [a_second[second] for second in range(first, min(first + EVERY * 60, MINUTES * 60))]
        print(
            f"minutes {first // 60} to {(first + len(some)) // 60}: {sum(some) / len(some) * 60:.0f} polls a minute; the busiest second {max(some)}, {max(some) / statistics.mean(some):.1f} times the mean"
        )
    print(f"{seen['requests']} requests: {seen['statuses']}")
    print(
        f"at once: at most {seen['at_once']}, of one host {seen['at_once_of_a_host']}; at least {seen['smallest_gap']:.3f} s between two of a host"
    )
    print(
        f"an answer at the 99th percentile (at the median): quiet {_cuts(quiet)}, polling {_cuts(busy)}, quiet again {_cuts(after)}; {cpu:.0%} of a core"
    )


async def _state(desk: Desk) -> tuple[int, int]:
    """The number of articles, and of feeds more than a minute overdue."""
    [[filed]] = await desk.database.rows("SELECT count(*) FROM articles")
    [[number]] = await desk.database.rows(
        "SELECT count(*) FROM feeds WHERE state = 'active' AND next_at < :moment",
        moment=(desk.clock() - timedelta(minutes=1)).isoformat(timespec="microseconds"),
    )
    return filed, number


async def _tell(_feed: object, sentence: str) -> None:
    print(sentence)


def figures(hosts: int = HOSTS, every: int = EVERY, minutes: int = MINUTES) -> list[Figure]:
    """Returns how well the feeds are polled, and what it costs."""
    globals().update(HOSTS=hosts, EVERY=every, MINUTES=minutes)
    return asyncio.run(poll())


def main() -> None:
    """Poll; or be the sites."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, default=HOSTS, help="number of hosts, with five feeds each")
    parser.add_argument("--every", type=int, default=EVERY, help="minutes between two polls of a feed")
    parser.add_argument("--minutes", type=int, default=MINUTES, help="duration in minutes")
    parser.add_argument("--sites", type=int)
    args = parser.parse_args()
    if args.sites:
        globals().update(HOSTS=args.hosts)
        asyncio.run(serve_sites(args.sites))
    else:
        figures(args.hosts, args.every, args.minutes)


if __name__ == "__main__":
    main()
