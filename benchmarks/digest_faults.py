"""Digests delivered under constant faults: counts editions sent twice, and anything lost; both must be zero.

    python -m benchmarks.digest_faults --seed 1 [--followers 10000 --editions 30000]

The real client, courier and ledger deliver hourly editions to text, announcement and thread channels, a forum, and members who follow, in a sandbox. Meanwhile,
at random: the deliverer is killed (stopped between any two steps, whatever it was waiting for, its connections and database abandoned
and reopened), responses are 5xx before or after they took effect, connections are cut before or after, servers have outages, and the
clock jumps by hours. The result is read from the sandbox's channels, not from the ledger:

- duplicates: editions with more than one message, and news items told twice;
- lost: editions that count as sent but have no message, slots that neither have an edition nor are covered by another one,
    and news items that no message tells.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from benchmarks.figure import Figure
from bot.digests import delivery as delivering
from bot.digests.delivery import Delivery
from bot.digests.ports import Composed
from bot.digests.schedule import dues
from bot.digests.spacing import Pace
from bot.digests.subscribing import Digests
from bot.model.subscription import EditionOutcome, Every, Place, Schedule, Style, Subscription, ToldFact
from bot.render import Page
from bot.sandbox import Driver, Sandbox
from bot.sandbox.redirect import redirect_discord_py
from bot.sandbox.world import DM, Channel, Member, User
from bot.store import editions as ledger
from bot.store import subscriptions as store
from bot.store.database import open_database
from bot.store.instants import moment
from bot.store.servers import begin
from bot.ui.courier import ChannelCourier

if TYPE_CHECKING:
    from bot.model.subscription import Edition
    from bot.store.database import Database

CHANNELS, FOLLOWERS = 10, 4
PLACES = (Place.TEXT, Place.TEXT, Place.ANNOUNCEMENT, Place.THREAD, Place.FORUM)
"""The kind of channel for every fifth digest each."""
NEWS = timedelta(minutes=20)
"""A news item is added this often."""
KILL, FAULTS, OUTAGE, JUMP = 0.6, 0.8, 0.08, 0.15
"""The probability of a kill, of several faults, of an outage, and of a clock jump in an hour."""
A_ROUND, BREATH = 200, 6.0
"""Editions of an hour for which faults and a kill are drawn once, and the most seconds between two such draws: an hour of a large server is long."""
SLOW = 0.05
"""Delay of slow responses, in seconds."""


@dataclass
class Tally:
    """Counts of what happened."""

    kills: int = 0
    restarts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    outages: int = 0
    jumps: int = 0


class Watch:
    """The sandbox's clock, shared with the deliverer: both jump together."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def __call__(self) -> datetime:
        """The current time."""
        return datetime.fromtimestamp(self._sandbox.clock.now(), UTC)


class News:
    """News items, one every twenty minutes; each edition tells those of its time that no earlier one told."""

    def __init__(self, begin: datetime) -> None:
        self._begin = begin

    def between(self, since: datetime, until: datetime) -> list[int]:
        """Returns the items added after `since` and up to `until`."""
        first = max(0, (since - self._begin) // NEWS + 1)
        return list(range(first, (until - self._begin) // NEWS + 1))

    def composer(self, database: Database) -> Any:
        """Returns a composer that tells items by number."""

        async def compose(subscription: Subscription, edition: Edition) -> Composed[Page]:
            told = await ledger.told(database, subscription.id)
            new = [item for item in self.between(edition.since, edition.until) if ("news", str(item)) not in told]
            words = f"subscription {subscription.id} slot {edition.slot} news {' '.join(map(str, new))}."
            return Composed(Page((words,)), tuple(ToldFact("news", str(item)) for item in new))

        return compose


class Deliverer:
    """A delivering process, as far as it can live inside this one: a client, a database, a loop; it can be killed."""

    def __init__(self, sandbox: Sandbox, path: Path, news: News, watch: Watch) -> None:
        self._sandbox, self._path, self._news, self._watch = sandbox, path, news, watch
        self._stack = AsyncExitStack()
        self.delivery: Delivery[Page] | None = None
        self.database: Database | None = None
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open, connect, deliver."""
        database = self.database = await self._stack.enter_async_context(open_database(self._path))
        client = await self._stack.enter_async_context(
            discord.Client(
                intents=discord.Intents(guilds=True),
                max_messages=None,
                guild_ready_timeout=0.0,
                max_ratelimit_timeout=30.0,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        )
        await client.login(self._sandbox.token)
        connected = asyncio.create_task(client.connect())
        self._stack.push_async_callback(_ended, connected)
        self._stack.push_async_callback(client.close)
        await client.wait_until_ready()
        courier = ChannelCourier(client, self._watch)
        self.delivery = Delivery(database, self._news.composer(database), courier, self._watch, Pace(200))
        self._running = asyncio.create_task(self.delivery.run())

    async def stop(self, *, kill: bool) -> None:
        """Stop as with Ctrl-C; or `kill`: stop every task where it is, without any shutdown."""
        delivery, running = self.delivery, self._running
        if delivery is None or running is None:
            return
        if kill:
            delivery.close = _nothing  # type: ignore[method-assign] # a killed process says no farewell
            tasks = [running, *delivery._under_way.values(), *delivery._publishing.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        else:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
        await self._stack.aclose()
        self._stack, self.delivery = AsyncExitStack(), None


async def _nothing() -> None:
    pass


async def _ended(task: asyncio.Task[None]) -> None:
    await asyncio.gather(task, return_exceptions=True)


def follow(sandbox: Sandbox, guild: str, number: int) -> tuple[str, str]:
    """Add a member to the sandbox's server, with direct messages open. Returns their id and the channel's."""
    user, channel = sandbox.clock.snowflake(), sandbox.clock.snowflake()
    world = sandbox.world
    world.users[user] = User(user, f"f{number}")
    world.guilds[guild].members[user] = Member(user)
    return user, world.add_channel(Channel(channel, DM, f"f{number}", recipient_id=user)).id


async def subscribe(
    driver: Driver, sandbox: Sandbox, database: Database, watch: Watch, followers: int
) -> list[Subscription]:
    """Create the channels in the sandbox, with a subscription each, and the members who follow."""
    begun = []
    guild = (await driver.state())["guilds"][0]
    for number in range(CHANNELS):
        place = PLACES[number % len(PLACES)]
        kind = {Place.THREAD: "text"}.get(place, place.value)
        said = {"guild": guild["id"], "name": f"c{number}", "type": kind}
        channel = (await driver.ask("POST", "channels", said))["id"]
        if place is Place.THREAD:
            opened = {"user": "ada", "channel": channel, "name": f"t{number}"}
            channel = (await driver.ask("POST", "threads", opened))["id"]
        draft = Subscription(
            id=0,
            server=guild["id"],
            channel=channel,
            place=place,
            schedule=Schedule(Every.HOURLY, number % 60),
            about=(),
            style=Style.BRIEF,
            language="en",
            say_empty=True,
            ping=None,
            created_by=None,
            created_at=watch(),
            filed_until=watch(),
        )
        await begin(database, draft.server, watch())
        begun.append(await Digests(database, watch).subscribe(draft))
    for number in range(followers):
        user, channel = follow(sandbox, guild["id"], number)
        schedule = Schedule(Every.HOURLY, number % 60)
        due = next(iter(dues(schedule, watch()))).at
        draft = replace(draft, channel=channel, place=Place.TEXT, follower=user, schedule=schedule)
        begun.append(await store.add(database, replace(draft, slot_at=due, next_due_at=due)))
    return begun


async def plan_faults(driver: Driver, chance: random.Random, tally: Tally) -> None:
    """Plan several failing calls, mostly sends."""
    for _ in range(chance.randrange(1, 12)):
        method, route = chance.choice(
            [("POST", "/channels/*/messages")] * 5
            + [("POST", "/channels/*/threads")] * 2
            + [("GET", "/channels/*/messages*"), ("GET", "/guilds/*/threads/active"), ("POST", "/channels/*/crosspost")]
        )
        when = chance.choice(["before", "after"])
        how: dict[str, Any] = chance.choice(
            [
                {"status": 503},
                {"status": 503},
                {"drop": True},
                {"drop": True},
                {"status": 502},
                {"delay": SLOW, "drop": True},
            ]
        )
        await driver.fault(route, method=method, when=when, **how)
        tally.faults["dropped " + when if "drop" in how else f"{how['status']} {when}"] += 1


async def hour(driver: Driver, deliverer: Deliverer, chance: random.Random, tally: Tally, rounds: int = 1) -> None:
    """Run one hour with its faults, which are drawn once in each round."""
    guild = "Newsroom"
    outage = chance.random() < OUTAGE
    if outage:
        tally.outages += 1
        await driver.outage(guild)
    if chance.random() < FAULTS:
        await plan_faults(driver, chance, tally)
    step = 3600.0
    if chance.random() < JUMP:
        tally.jumps += 1
        step *= chance.randrange(2, 7)
    await driver.advance(step)
    assert deliverer.delivery
    deliverer.delivery.wake()
    if chance.random() < KILL:
        await asyncio.sleep(chance.random() * chance.choice([0.02, 0.1, 0.5]))
        await kill(driver, deliverer, chance, tally)
    for _ in range(rounds - 1):
        await asyncio.sleep(chance.random() * BREATH)
        if chance.random() < FAULTS:
            await plan_faults(driver, chance, tally)
        if chance.random() < KILL:
            await kill(driver, deliverer, chance, tally)
    if outage:
        await asyncio.sleep(0.1)
        await driver.outage(guild, unavailable=False)


async def kill(driver: Driver, deliverer: Deliverer, chance: random.Random, tally: Tally) -> None:
    """Stop the deliverer, mostly by a kill, and restart it: at once, within the nonce's window, or after it."""
    hard = chance.random() < 0.8
    tally.kills += hard
    tally.restarts += 1
    await deliverer.stop(kill=hard)
    await asyncio.sleep(2 * SLOW)  # let sent requests arrive: a request takes no hours, however the clock jumps
    await driver.advance(chance.choice([0, 0, 10, 70, 110, 130, 400, 4000]))
    await deliverer.start()


async def settle(driver: Driver, deliverer: Deliverer, watch: Watch, followers: int = FOLLOWERS) -> None:
    """Let it finish what is due: whenever it is idle, move the clock to the next lease or delay that ends."""
    for _ in range(400 + followers):
        assert deliverer.delivery
        assert deliverer.database
        deliverer.delivery.wake()
        await asyncio.sleep(0.01)
        await deliverer.delivery.idle()
        now = watch()
        [row] = await deliverer.database.rows("SELECT min(lease_until) AS at FROM editions WHERE outcome = 'claimed'")
        if row["at"] is None and not await store.due(deliverer.database, now, 1):
            return
        if row["at"] and (wait := (moment(row["at"]) - now).total_seconds()) > 0:
            await driver.advance(wait + 0.001)
    raise SystemExit("due editions were never finished")


@dataclass
class Verdict:
    """What the channels show."""

    messages: int
    editions: int
    stands_for: int
    outcomes: Counter[str]
    twice: list[str]
    told_twice: list[str]
    missing: list[str]
    slots_lost: list[str]
    news_lost: list[str]


async def judge(
    sandbox: Sandbox, database: Database, begun: list[Subscription], news: News, begin: datetime
) -> Verdict:
    """Compare the ledger with the channels, and both with the clock."""
    marks: Counter[str] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for channel in sandbox.world.channels.values():
        for message in channel.messages.values():
            words = _words(message.payload["components"])
            if words.startswith("subscription "):
                marks[_mark(message.payload["components"])] += 1
                told.update((words.split()[1], item) for item in words.rstrip(".").split(" news ")[1].split())
    verdict = Verdict(sum(marks.values()), 0, 0, Counter(), [], [], [], [], [])
    verdict.twice = [mark for mark, number in marks.items() if number > 1]
    verdict.told_twice = [f"{digest}: {item}" for (digest, item), number in told.items() if number > 1]
    for subscription in begun:
        after = await store.subscription(database, subscription.id)
        assert after
        rows = await ledger.history(database, subscription.id, 100_000)
        verdict.editions += len(rows)
        verdict.outcomes.update(row.outcome for row in rows)
        verdict.stands_for += sum(row.missed for row in rows)
        verdict.missing += [row.slot for row in rows if row.outcome is EditionOutcome.SENT and not marks[row.nonce]]
        assert after.slot_at
        slots = sum(1 for due in _until(subscription, begin, after.slot_at))
        if slots != len(rows) + sum(row.missed for row in rows):
            verdict.slots_lost.append(f"{subscription.id}: {slots} fell due, {len(rows)} editions")
        known = news.between(subscription.filed_until, after.filed_until)
        verdict.news_lost += [
            f"{subscription.id}: {item}" for item in known if not told[str(subscription.id), str(item)]
        ]
    return verdict


def _until(subscription: Subscription, begin: datetime, end: datetime) -> Any:
    for due in dues(subscription.schedule, begin):
        if due.at >= end:
            return
        yield due


def _words(components: list[dict[str, Any]]) -> str:
    return "".join(part.get("content", "") + _words(part.get("components", [])) for part in components)


_MARKED = "act:edition:"
"""What the id of the button begins with that carries an edition's mark; a follower has a button besides."""


def _mark(components: list[dict[str, Any]]) -> str:
    return "".join(
        (name.rpartition(":")[2] if (name := part.get("custom_id", "")).startswith(_MARKED) else "")
        + _mark(part.get("components", []))
        for part in components
    )


async def run(seed: int, editions: int, followers: int = FOLLOWERS) -> int:
    """Deliver at least `editions` editions. Returns the number of duplicates and losses."""
    chance, tally = random.Random(seed), Tally()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox(limits=False) as sandbox, Driver(sandbox.url) as driver:
            with redirect_discord_py(sandbox.url):
                watch = Watch(sandbox)
                begin = watch()
                news = News(begin - timedelta(hours=1))
                deliverer = Deliverer(sandbox, Path(folder) / "attache.db", news, watch)
                async with open_database(Path(folder) / "attache.db") as database:
                    begun = await subscribe(driver, sandbox, database, watch, followers)
                await deliverer.start()
                sent = 0
                while sent < editions:
                    await hour(driver, deliverer, chance, tally, max(1, (CHANNELS + followers) // A_ROUND))
                    if chance.random() < 0.5:  # otherwise the next hour starts before this one is finished
                        await settle(driver, deliverer, watch, followers)
                    assert deliverer.database
                    [row] = await deliverer.database.rows("SELECT count(*) FROM editions WHERE outcome = 'sent'")
                    sent = row[0]
                    print(f"\r{sent} editions", end="", file=sys.stderr, flush=True)
                await driver.ask("DELETE", "faults")
                await settle(driver, deliverer, watch, followers)
                assert deliverer.database
                verdict = await judge(sandbox, deliverer.database, begun, news, begin)
                await deliverer.stop(kill=False)
    print(f"\r{'':20}\r", end="", file=sys.stderr)
    return report(seed, tally, verdict, time.perf_counter() - began)


def report(seed: int, tally: Tally, verdict: Verdict, seconds: float) -> int:
    """Print the result. Returns the number of duplicates and losses."""
    faults = ", ".join(f"{number} {kind}" for kind, number in sorted(tally.faults.items()))
    print(
        f"seed {seed}: {verdict.editions} editions ({', '.join(f'{number} {outcome}' for outcome, number in verdict.outcomes.items())}), "
        f"standing for {verdict.stands_for} more, in {verdict.messages} messages, {seconds:.0f} s"
    )
    print(
        f"{tally.kills} kills, {tally.restarts} restarts, {tally.outages} outages, {tally.jumps} jumps of the clock; {faults}"
    )
    duplicates = len(verdict.twice) + len(verdict.told_twice)
    lost = len(verdict.missing) + len(verdict.slots_lost) + len(verdict.news_lost)
    print(
        f"duplicates {duplicates} (messages {len(verdict.twice)}, news {len(verdict.told_twice)}), "
        f"lost {lost} (messages {len(verdict.missing)}, slots {len(verdict.slots_lost)}, news {len(verdict.news_lost)})"
    )
    for name in ("twice", "told_twice", "missing", "slots_lost", "news_lost"):
        for example in getattr(verdict, name)[:5]:
            print(f"  {name}: {example}")
    return duplicates + lost


def figures(seed: int = 1, editions: int = 2_000, followers: int = FOLLOWERS) -> list[Figure]:
    """Returns how many editions or news were sent twice or lost."""
    delivering.BEAT = 0.2  # seconds, because the sandbox's hours pass in seconds
    wrong = asyncio.run(run(seed, editions, followers))
    return [Figure(f"of {editions:,} digests under faults, sent twice or lost", wrong, "digests", 0)]


def main() -> None:
    """Run, and exit with 1 if anything was sent twice or lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="random seed of the faults")
    parser.add_argument("--editions", type=int, default=2_000, help="send at least this many")
    parser.add_argument("--followers", type=int, default=FOLLOWERS, help="members who follow, besides the channels")
    args = parser.parse_args()
    if figures(args.seed, args.editions, args.followers)[0].value:
        sys.exit(1)


if __name__ == "__main__":
    main()
