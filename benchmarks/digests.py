"""Many digests due in the same minute: editions per second, rate limit hits, memory, and the effect on commands.

    python -m benchmarks.digests [--due 10000] [--subscriptions 100000]

The sandbox, with rate limits on (50 requests per second overall, 5 messages per channel in 5 seconds), and the bot are separate processes.
`/stance` is typed five times a second, before and while editions are sent; times are milliseconds from the interaction's dispatch to its
answer, as the sandbox sees it. The heartbeat is timed over a database of subscriptions of which none is due.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from benchmarks import libraries
from benchmarks.attache import attache
from benchmarks.figure import Figure
from benchmarks.processes import line, p99, process, resident
from bot.digests.delivery import Delivery
from bot.model.subscription import Place, Schedule, Style, Subscription, SubscriptionState
from bot.sandbox import Driver, Sandbox
from bot.sandbox.world import DEFAULT, load
from bot.store import servers
from bot.store import subscriptions as store
from bot.store.database import open_database

if TYPE_CHECKING:
    from bot.store.database import Database

CHANNELS = 400
"""Channels per server; Discord's limit is 500."""
FIRST = 500000000000000000
TYPED = {"holder": "Rusia", "on": "midnite hamer"}
EVERY = 0.2
"""Seconds between two commands."""
QUIET = 200
"""Commands before anything is due."""
HEARTBEATS = 200
DUE, SUBSCRIPTIONS = 1_000, 100_000


def world(due: int) -> dict[str, Any]:
    """Returns the default world with one more channel per digest, and the bot in all servers."""
    made = orjson.loads(DEFAULT.read_bytes())
    home = next(guild for guild in made["guilds"] if guild["name"] == "Newsroom")
    for number in range(-(-due // CHANNELS)):
        guild = str(FIRST + number * 1_000_000)
        roles = [{**role, "id": str(int(guild) + int(role["id"]) - int(home["id"]))} for role in home["roles"]]
        members = [
            {**member, "roles": [str(int(guild) + int(role) - int(home["id"])) for role in member["roles"]]}
            for member in home["members"]
        ]
        made["guilds"].append({**home, "id": guild, "name": f"Server {number}", "roles": roles, "members": members})
    made["channels"] += [
        {"id": channel_of(number), "type": 0, "name": f"c{number}", "guild_id": guild_of(number)}
        for number in range(due)
    ]
    return dict(made)


def guild_of(number: int) -> str:
    """Returns the server of a digest."""
    return str(FIRST + number // CHANNELS * 1_000_000)


def channel_of(number: int) -> str:
    """Returns the channel of a digest."""
    return str(FIRST + number // CHANNELS * 1_000_000 + 1_000 + number % CHANNELS)


def subscription(number: int, at: datetime, now: datetime) -> Subscription:
    """Returns a daily digest, due next at a moment."""
    return Subscription(
        id=0,
        server=guild_of(number),
        channel=channel_of(number),
        place=Place.TEXT,
        schedule=Schedule(at=at.hour * 60 + at.minute),
        about=(),
        style=Style.BRIEF,
        language="en",
        say_empty=True,
        ping=None,
        created_by=None,
        created_at=now,
        filed_until=now - timedelta(days=1),
        state=SubscriptionState.ACTIVE,
        slot_at=at,
        next_due_at=at,
    )


async def fill(database: Database, number: int, at: datetime, now: datetime) -> None:
    """Add subscriptions that are all due at a moment."""
    await servers.joined(database, {guild_of(each) for each in range(number)}, now)
    for each in range(number):
        await store.add(database, subscription(each, at, now))


# ---- the heartbeat --------------------------------------------------------------------------------------------------


async def heartbeat(number: int) -> list[Figure]:
    """Returns the time of the heartbeat over a database in which nothing is due."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(Path(folder) / "attache.db") as database:
            await servers.joined(database, [guild_of(0)], now)
            first = await store.add(database, subscription(0, now + timedelta(hours=8), now))
            async with database.transaction() as transaction:
                columns = [row["name"] for row in await transaction.rows("PRAGMA table_info(subscriptions)")]
                rest = ", ".join(column for column in columns if column not in ("id", "number"))
                await transaction.run(
                    f"INSERT INTO subscriptions (number, {rest}) SELECT number + i, {rest} FROM subscriptions, "  # noqa: S608 - the schema's own names
                    "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :more) SELECT i FROM n) WHERE id = :id",
                    more=number - 1,
                    id=first.id,
                )
            delivery: Delivery[str] = Delivery(database, None, None, lambda: datetime.now(UTC))  # type: ignore[arg-type]
            times = []
            for _ in range(HEARTBEATS):
                begun = time.perf_counter()
                assert await delivery.beat() == 0
                times.append((time.perf_counter() - begun) * 1000)
    middle, most = statistics.median(times), p99(times)
    print(f"heartbeat over {number:,} subscriptions, none due: p50 {middle:.2f} ms, p99 {most:.2f} ms")
    return [Figure(f"looking for due digests among {number:,}, none due, p99", most, "ms")]


# ---- all due at once ------------------------------------------------------------------------------------------------


async def discord(path: str) -> None:
    """Run a sandbox with its own world until killed, and print its address. It saves no file, because saving would be measured too."""
    async with Sandbox(world=load(Path(path))) as sandbox:
        print(sandbox.url, sandbox.token, flush=True)
        await asyncio.Event().wait()


@dataclass
class Seen:
    """What the sandbox saw: when each edition arrived, and the responses to calls."""

    after: int = 0
    arrived: list[float] = field(default_factory=list)
    refused: int = 0
    other: int = 0

    async def look(self, driver: Driver) -> None:
        """Read the calls since the last time."""
        for call in await driver.calls(self.after):
            self.after = call["number"]
            self.refused += call["status"] == 429
            if call["method"] == "POST" and call["path"].endswith("/messages"):
                if call["status"] == 200:
                    self.arrived.append(datetime.fromisoformat(call["at"]).timestamp())
                else:
                    self.other += 1


async def typing(driver: Driver, times: list[float], until: asyncio.Event, most: int = 1_000_000) -> None:
    """Type /stance five times a second."""
    while not until.is_set() and len(times) < most:
        begun = time.perf_counter()
        shown = await driver.command("stance", TYPED)
        assert shown["status"] == "answered", shown
        times.append(shown["elapsed_ms"])
        await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - begun)))


async def all_at_once(due: int, library: Path) -> list[Figure]:
    """Send editions that are due in the same minute. Returns how fast they went, and what it did to commands."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "world.json"
        path = Path(shutil.copytree(library.parent, Path(folder) / "library")) / library.name
        state.write_bytes(orjson.dumps(world(due)))
        async with process("-m", "benchmarks.digests", "--discord", str(state)) as sandbox:
            where = (await line(sandbox)).split()
            async with Driver(where[0]) as driver, attache(where[0], where[1], str(path)) as bot:
                return await measure(driver, bot.pid, path, due)


async def measure(driver: Driver, pid: int, path: Path, due: int) -> list[Figure]:
    """Returns the figures while quiet, then with everything due."""
    never, quiet = asyncio.Event(), list[float]()
    await typing(driver, [], never, 20)
    await typing(driver, quiet, never, QUIET)
    seen = Seen()
    await seen.look(driver)
    seen.refused = 0
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    async with open_database(path) as database:
        await servers.joined(database, sorted({guild_of(number) for number in range(due)}), now)
        held = now + timedelta(days=400)
        await fill(database, due, held, now)
        async with database.transaction() as transaction:
            await transaction.run(
                "UPDATE subscriptions SET slot_at = :at, next_due_at = :at", at=now.isoformat(timespec="microseconds")
            )
    done, loud, memory = asyncio.Event(), list[float](), list[float]()
    commands = asyncio.create_task(typing(driver, loud, done))
    began = time.monotonic()
    while len(seen.arrived) < due and time.monotonic() - began < due / 20 + 120:
        await asyncio.sleep(2)
        await seen.look(driver)
        memory.append(resident(pid))
    await asyncio.sleep(3)
    await seen.look(driver)
    done.set()
    await commands
    return report(due, seen, quiet, loud, memory)


def report(due: int, seen: Seen, quiet: list[float], loud: list[float], memory: list[float]) -> list[Figure]:
    """Print the figures, and return those of the table."""
    seconds = seen.arrived[-1] - seen.arrived[0]
    rate = (len(seen.arrived) - 1) / seconds
    before, during = p99(quiet), p99(loud)
    middle, end = memory[len(memory) // 2], memory[-1]
    print(
        f"{len(seen.arrived):,} of {due:,} editions sent in {seconds:.1f} s: {rate:.2f} a second, {rate / 50:.1%} of the limit"
    )
    print(f"answered 429: {seen.refused}; refused otherwise: {seen.other}")
    print(f"memory of the bot: {memory[0]:.0f} MB at first, {middle:.0f} MB half way, {end:.0f} MB at the end")
    print(
        f"/stance p50/p99: {statistics.median(quiet):.2f}/{before:.2f} ms quiet, {statistics.median(loud):.2f}/{during:.2f} ms meanwhile "
        f"({during / before:.2f} times)"
    )
    return [
        Figure(f"digests sent, {due:,} due at once", rate, "a second", more=True),
        Figure("digests answered 429", seen.refused, "calls", 0),
        Figure("digests not sent", due - len(seen.arrived), "editions", 0),
        Figure("/stance while digests are sent, p99", during, "ms"),
    ]


def figures(due: int = DUE, subscriptions: int = SUBSCRIPTIONS, quiet: int = QUIET) -> list[Figure]:
    """Returns the figures of the heartbeat, and of digests that are due at once; `quiet`: commands before they are."""
    globals().update(QUIET=quiet)
    return [*asyncio.run(heartbeat(subscriptions)), *asyncio.run(all_at_once(due, libraries.library(0)))]


def main() -> None:
    """Run both parts; or, as a child process, serve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--due", type=int, default=DUE, help="subscriptions due in the same minute")
    parser.add_argument("--subscriptions", type=int, default=SUBSCRIPTIONS, help="subscriptions for the heartbeat")
    parser.add_argument("--discord", metavar="FILE", help="run the sandbox (used by the benchmark itself)")
    args = parser.parse_args()
    if args.discord:
        asyncio.run(discord(args.discord))
        return
    figures(args.due, args.subscriptions)


if __name__ == "__main__":
    main()
