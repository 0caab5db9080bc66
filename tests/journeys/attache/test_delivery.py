"""Tests digests through the real client: on time, once, whatever Discord answers, and a reason when they stop."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.app import Attache
from bot.desk import open_desk
from bot.digests.claiming import WINDOW
from bot.digests.delivery import Delivery
from bot.digests.ports import Composed
from bot.digests.subscribing import Digests
from bot.library.servers import Servers
from bot.model.subscription import EditionOutcome, Every, Place, Schedule, Style, Subscription, SubscriptionState, Why
from bot.render import Page
from bot.sandbox import Driver, Sandbox
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings
from bot.store import editions as ledger
from bot.store import subscriptions as store
from bot.store.database import open_database
from bot.ui.courier import ChannelCourier
from tests.lending import ARTICLE
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.model.subscription import Edition
    from bot.store.database import Database

OPENAPI = Path(__file__).parents[4] / "shared/eval/data/discord/openapi.json"
NEWSROOM, GENERAL, BRIEFINGS, TOPICS = (
    "100000000000001000",
    "100000000000001101",
    "100000000000001102",
    "100000000000001103",
)
ADA, MIA = "100000000000000103", "100000000000000101"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A separate sandbox, because its clock is moved; breaking Discord's rules fails the test."""
    async with Sandbox(openapi=OPENAPI if OPENAPI.exists() else None) as one:
        with redirect_discord_py(one.url):
            yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in one.calls.broken]
    assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    """A user at the sandbox's keyboard."""
    async with Driver(sandbox.url) as one:
        yield one


class Carrier(discord.Client):
    """A client that only delivers; its messages name the slot."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.0,
            max_ratelimit_timeout=30.0,
        )
        self.desk = SimpleNamespace(
            database=database, digests=Digests(database, clock), servers=Servers(database, clock)
        )
        self.delivery = Delivery(database, self.compose, ChannelCourier(self, clock), clock)
        self.running: asyncio.Task[None] | None = None

    async def compose(self, _subscription: Subscription, edition: Edition) -> Composed[Page]:
        """A page with the slot."""
        return Composed(Page((f"slot {edition.slot}",)))

    async def setup_hook(self) -> None:
        """Deliver from now on."""
        self.running = asyncio.create_task(self.delivery.run())

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Like the bot."""
        await self.desk.digests.recall(guild.id)

    async def close(self) -> None:
        """Like the bot."""
        if self.running:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
        await super().close()


class Office:
    """Starts, stops or kills the deliverer, and reads what a channel shows."""

    def __init__(self, sandbox: Sandbox, driver: Driver, database: Path) -> None:
        self.sandbox, self.driver, self.path = sandbox, driver, database
        self.bot: Attache | Carrier

    def now(self) -> datetime:
        """The sandbox's clock, which the bot uses too."""
        return datetime.fromtimestamp(self.sandbox.clock.now(), UTC)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Carrier]:
        """A carrier that starts immediately."""
        async with (
            open_database(self.path) as database,
            Carrier(database, self.now) as carrier,
            self._connected(carrier),
        ):
            yield carrier

    @asynccontextmanager
    async def open_bot(self) -> AsyncIterator[Attache]:
        """The whole bot."""
        settings = Settings(attache_database=self.path, attache_seeds=ARTICLE)
        async with open_desk(settings, self.now) as desk, Attache(desk) as bot, self._connected(bot):
            yield bot

    @asynccontextmanager
    async def _connected(self, bot: Attache | Carrier) -> AsyncIterator[None]:
        self.bot = bot
        await bot.login(self.sandbox.token)
        connected = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        self._count_looks(bot.delivery)
        yield
        await bot.close()
        await connected

    def _count_looks(self, delivery: Delivery[Page]) -> None:
        """Count the checks for due editions, when they begin and when they are done."""
        beat = delivery.beat
        self.begun = self.done = 0
        self.dead = False

        async def counted() -> int:
            self.begun += 1
            try:
                return await beat()
            except Killed:
                self.dead = True
                raise
            finally:
                self.done += 1

        delivery.beat = counted  # type: ignore[method-assign]

    @property
    def newsroom(self) -> discord.Guild | None:
        """The server as the bot knows it; None if it is not in it."""
        return self.bot.get_guild(int(NEWSROOM))

    async def is_out(self) -> bool:
        """True once the bot has noted that it was removed from the server."""
        return (await self.bot.desk.servers.get(int(NEWSROOM))).left_at is not None

    def is_in(self, thread: str) -> bool:
        """True if the bot knows that it is in a thread."""
        found = self.newsroom and self.newsroom.get_thread(int(thread))
        return bool(found and found.me)

    async def arrived(self) -> list[dict[str, Any]]:
        """The editions in a channel, once the bot has checked and there is one."""

        async def there() -> list[dict[str, Any]]:
            await self.look()
            return await self.shown()

        return await until(there)

    async def subscribe(self, channel: str = GENERAL, place: Place = Place.TEXT, **more: Any) -> Subscription:
        """An hourly digest that also reports when there is nothing new."""
        await self.bot.desk.servers.joined([int(NEWSROOM)])
        draft = Subscription(
            id=0,
            server=NEWSROOM,
            channel=channel,
            place=place,
            schedule=more.pop("schedule", Schedule(Every.HOURLY, 0)),
            about=(),
            style=Style.BRIEF,
            language="en",
            say_empty=True,
            max_age=3_650,
            ping=None,
            created_by=ADA,
            created_at=self.now(),
            filed_until=self.now(),
        )
        return await self.bot.desk.digests.subscribe(replace(draft, **more))

    async def until_due(self, subscription: Subscription) -> None:
        """Advance the clock to its next edition."""
        found = await self.again(subscription)
        assert found.slot_at
        await self.pass_by(max(0.0, (found.slot_at - self.now()).total_seconds()) + 0.5)

    async def pass_by(self, seconds: float) -> None:
        """Advance the clock, and let the bot check."""
        await self.driver.advance(seconds)
        await self.look()

    async def look(self) -> None:
        """Let the bot check for due editions, until none is on its way."""
        for _ in range(2):
            begun = self.begun
            self.bot.delivery.wake()
            await until(lambda begun=begun: self.done > begun or self.dead)
            await self.bot.delivery.idle()

    async def again(self, subscription: Subscription) -> Subscription:
        found = await store.subscription(self.bot.desk.database, subscription.id)
        assert found
        return found

    async def last(self, subscription: Subscription) -> Edition:
        return (await ledger.history(self.bot.desk.database, subscription.id))[0]

    async def leaving(self) -> bool:
        """True if an edition is on its way."""
        return bool(await self.bot.desk.database.rows("SELECT 1 FROM editions WHERE sending_at IS NOT NULL"))

    async def shown(self, channel: str = "general") -> list[dict[str, Any]]:
        """The editions in a channel."""
        return [message for message in await self.driver.messages(channel, user=None) if marks(message)]


def marks(message: dict[str, Any]) -> list[str]:
    """The ids of an edition's own buttons."""

    def inside(component: dict[str, Any]) -> list[str]:
        own = [component["custom_id"]] if component.get("custom_id", "").startswith("act:edition:") else []
        return own + [part for child in component.get("components", []) for part in inside(child)]

    return [part for component in message["components"] for part in inside(component)]


def button(message: dict[str, Any], label: str) -> str:
    """The id of a button."""

    def inside(component: dict[str, Any]) -> list[str]:
        own = [component["custom_id"]] if component.get("label") == label else []
        return own + [part for child in component.get("components", []) for part in inside(child)]

    [found] = [part for component in message["components"] for part in inside(component)]
    return found


@pytest.fixture
async def office(sandbox: Sandbox, driver: Driver, seeded: Path, tmp_path: Path) -> Office:
    """Whoever delivers, with a library that holds the seeds."""
    copytree(seeded, tmp_path, dirs_exist_ok=True)
    return Office(sandbox, driver, tmp_path / "attache.db")


async def test_it_arrives_at_its_hour_and_once(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe()
        await office.look()
        assert await office.shown() == []
        await office.until_due(subscription)
        await office.look()
        [message] = await office.shown()
        edition = await office.last(subscription)
        assert (edition.outcome, edition.message) == (EditionOutcome.SENT, message["id"])
        await office.until_due(subscription)
        assert len(await office.shown()) == 2


FAULTS = [
    # before and after it took effect: the same response, one message
    {"status": 503, "when": "before"},
    {"status": 503, "when": "after"},
    {"drop": True, "when": "before"},
    {"drop": True, "when": "after"},
    {"status": 503, "when": "after", "times": 3},
    {"drop": True, "when": "after", "times": 3},
    # discord.py's own retries
    {"status": 502, "when": "after"},
    {"status": 429, "when": "before", "body": {"message": "slow", "retry_after": 0.1, "global": False}},
    {"status": 429, "when": "before", "body": {"message": "slow", "retry_after": 45.0, "global": False}},
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("place", [Place.TEXT, Place.FORUM])
async def test_one_message_whatever_discord_answers(office: Office, fault: dict[str, Any], place: Place) -> None:
    async with office.open():
        forum = place is Place.FORUM
        subscription = await office.subscribe(TOPICS if forum else GENERAL, place)
        route = "/channels/*/threads" if forum else "/channels/*/messages"
        await office.driver.fault(route, method="POST", **fault)
        await office.until_due(subscription)
        for _ in range(6):
            await office.pass_by(30)
        assert (await office.last(subscription)).outcome is EditionOutcome.SENT
        assert len(await posted(office) if forum else await office.shown()) == 1


async def posted(office: Office) -> list[str]:
    """The posts in the forum."""
    [guild] = [guild for guild in (await office.driver.state())["guilds"] if guild["id"] == NEWSROOM]
    return [thread["name"] for thread in guild["threads"] if thread["parent_id"] == TOPICS]


# ---- killed at each step --------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone."""


async def _kill(*_arguments: object, **_more: object) -> None:
    raise Killed


async def killed(office: Office, monkeypatch: pytest.MonkeyPatch, step: str, subscription: Subscription) -> None:
    """Let it run into a kill at one step: nothing is written after that, and the process ends."""
    with monkeypatch.context() as patch:
        if step in ("before", "after"):  # the request was sent; nobody is there when the connection ends
            await office.driver.fault("/channels/*", method="POST", drop=True, when=step)
            patch.setattr(ledger, "put_off", _kill)
        else:
            patch.setattr(ledger, step, _kill)
        patch.setattr(ledger, "release", _kill)
        with suppress(Killed):
            await office.until_due(subscription)
        await office.bot.close()


@pytest.mark.parametrize(
    ("place", "step"),
    [(Place.TEXT, step) for step in ("claim", "sending", "before", "after", "settle")]
    + [(Place.FORUM, step) for step in ("before", "after", "settle")],  # the steps before that make no difference
)
@pytest.mark.parametrize("gone", [70, 400, 90_000], ids=["within the window", "past the window", "a day later"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_killed_at_any_step_and_started_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str, gone: float, place: Place
) -> None:
    forum = place is Place.FORUM
    async with office.open():
        subscription = await office.subscribe(TOPICS if forum else GENERAL, place, schedule=Schedule(at=0))
        await killed(office, monkeypatch, step, subscription)
    await office.driver.advance(gone)
    async with office.open():
        for _ in range(4):
            await office.pass_by(30)
        editions = await ledger.history(office.bot.desk.database, subscription.id)
        assert {edition.outcome for edition in editions} == {EditionOutcome.SENT}
        due = 2 if gone > 86_400 else 1
        assert len(editions) + sum(edition.missed for edition in editions) == due
        found = await posted(office) if forum else await office.shown()
        assert len(found) == len(editions)


async def test_past_the_window_without_the_history_it_is_unknown_and_said(office: Office) -> None:
    async with office.open():
        subscription = await office.subscribe()
        await office.driver.fault("/channels/*/messages", method="POST", drop=True, when="after")
        await office.until_due(subscription)
        await office.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["READ_MESSAGE_HISTORY"]})
        await office.pass_by(WINDOW.total_seconds() + 30)
        edition = await office.last(subscription)
        assert edition.outcome is EditionOutcome.UNKNOWN
        assert "Read Message History" in edition.reason
        assert len(await office.shown()) == 1
        told = await office.driver.messages("dm", user="ada")
        assert "can't tell whether the digest" in str(told[-1]["components"])


# ---- When it stops
# ---------------------------------------------------------------------------------------------------


async def test_a_permission_taken_away_pauses_tells_the_editors_and_a_button_resumes(office: Office) -> None:
    async with office.open_bot() as bot:
        await bot.desk.servers.set_notices(NEWSROOM, int(office.sandbox.names.channel("editors").id))
        subscription = await office.subscribe()
        await office.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
        await office.until_due(subscription)
        paused = await office.again(subscription)
        assert (paused.state, paused.why) == (SubscriptionState.PAUSED, Why.NO_PERMISSION)
        assert "Send Messages" in paused.reason
        [notice] = await office.driver.messages("editors", user="ed")
        assert "I don't have Send Messages" in str(notice["components"])

        await office.driver.ask("DELETE", "channels/general/overwrites/bot")
        pressed = await office.driver.press(notice, button(notice, "Resume"), user="ed")
        assert "resumed" in str(pressed["message"])
        await office.until_due(subscription)
        assert len(await office.shown()) == 1


async def test_a_channel_that_is_gone_pauses_and_tells_who_subscribed(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe()
        await office.driver.ask("DELETE", "channels/general")
        await office.until_due(subscription)
        assert (await office.again(subscription)).why is Why.CHANNEL_GONE
        [notice] = await office.driver.messages("dm", user="ada")
        assert "is gone" in str(notice["components"])
        pressed = await office.driver.press(notice, button(notice, "Resume"), user="ada")
        assert "resumed" in str(pressed["message"])
        assert (await office.again(subscription)).state is SubscriptionState.ACTIVE


async def test_others_cannot_resume_in_a_direct_message_either(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe(created_by=MIA)
        await office.driver.ask("DELETE", "channels/general")
        await office.until_due(subscription)
        [notice] = await office.driver.messages("dm", user="mia")
        pressed = await office.driver.press(notice, button(notice, "Resume"), user="mia")
        assert "you are not an editor of its server" in str(pressed["message"])
        assert (await office.again(subscription)).state is SubscriptionState.PAUSED


async def test_an_outage_is_waited_for_and_one_edition_makes_up_for_it(office: Office) -> None:
    async with office.open():
        subscription = await office.subscribe()
        newsroom = office.newsroom
        assert newsroom
        await office.driver.outage("Newsroom")
        await until(lambda: newsroom.unavailable)
        for _ in range(3):
            await office.until_due(subscription)
            await office.pass_by(1800)
        assert await office.shown() == []
        await office.driver.outage("Newsroom", unavailable=False)
        assert len(await office.arrived()) == 1
        edition = await office.last(subscription)
        assert edition.missed >= 1
        assert (await office.again(subscription)).state is SubscriptionState.ACTIVE


async def test_a_kick_holds_and_coming_back_goes_on(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe()
        await office.driver.ask("DELETE", "guilds/Newsroom")
        await until(office.is_out)
        await office.until_due(subscription)
        for _ in range(3):
            await office.pass_by(3600)
        kept = await office.again(subscription)
        assert (kept.state, kept.next_due_at) == (SubscriptionState.ACTIVE, kept.slot_at)  # nobody has tried
        await office.driver.ask("POST", "guilds/Newsroom/join", {})
        [message] = await office.arrived()
        assert "catching up: includes 3 digests" in str(message["components"])
        assert (await office.last(subscription)).missed == 3


# ---- Every kind of channel
# -------------------------------------------------------------------------------------------


async def test_an_announcement_is_published_and_waits_where_discord_asks_it_to(office: Office) -> None:
    async with office.open():
        subscription = await office.subscribe(BRIEFINGS, Place.ANNOUNCEMENT)
        limit = {"message": "ten an hour", "retry_after": 1800.0, "global": False}
        await office.driver.fault("/channels/*/crosspost", method="POST", status=429, body=limit)
        await office.until_due(subscription)
        [message] = await office.shown("briefings")
        assert not message["flags"] & 1
        assert (await office.last(subscription)).published == "queued"
        await office.pass_by(1801)
        [message] = await office.shown("briefings")
        assert message["flags"] & 1
        assert (await office.last(subscription)).published == "published"


# Discord publishes ten messages an hour per channel: the eleventh is sent on time, and published in the next hour.
async def test_the_eleventh_announcement_of_an_hour_is_sent_and_published_in_the_next(office: Office) -> None:
    became: list[Edition | None] = []
    for slots in (range(4), range(4, 8), range(8, 11)):
        async with office.open() as carrier:  # new, because discord.py spaces a channel's messages by its own clock
            tomorrow = Schedule(Every.DAILY, (office.now().hour - 1) % 24 * 60)
            subscription = await office.subscribe(BRIEFINGS, Place.ANNOUNCEMENT, schedule=tomorrow)
            became += [await carrier.delivery.deliver_now(subscription, str(slot)) for slot in slots]
            await office.look()
            await office.pass_by(6)
            published = [message["flags"] & 1 for message in await office.shown("briefings")]
    assert [edition.outcome for edition in became if edition] == [EditionOutcome.SENT] * 11
    assert sum(published) == 10
    async with office.open():
        assert (await office.last(subscription)).published == "queued"
        await office.pass_by(1800)
        assert (await office.last(subscription)).published == "queued"
        await office.pass_by(1800)
        assert (await office.last(subscription)).published == "published"
        assert [message["flags"] & 1 for message in await office.shown("briefings")] == [1] * 11


async def test_an_archived_thread_is_opened_again(office: Office) -> None:
    async with office.open():
        thread = (await office.driver.ask("POST", "threads", {"user": "ada", "channel": "general", "name": "digests"}))[
            "id"
        ]
        subscription = await office.subscribe(thread, Place.THREAD)
        await office.driver.ask("PATCH", f"channels/{thread}", {"archived": True})
        await office.until_due(subscription)
        assert len(await office.shown(thread)) == 1
        await office.driver.ask("PATCH", f"channels/{thread}", {"archived": True, "locked": True})
        await office.until_due(subscription)
        paused = await office.again(subscription)
        assert (paused.state, paused.why) == (SubscriptionState.PAUSED, Why.REFUSED)
        assert "locked" in paused.reason


async def test_a_private_thread_is_written_to_while_the_bot_is_in_it(office: Office) -> None:
    async with office.open_bot():
        asked = {"user": "ada", "channel": "general", "name": "desk", "private": True}
        thread = (await office.driver.ask("POST", "threads", asked))["id"]
        await office.driver.ask("PUT", f"channels/{thread}/members/bot", {})
        await until(lambda: office.is_in(thread))
        subscription = await office.subscribe(thread, Place.THREAD)
        await office.until_due(subscription)
        assert len(await office.shown(thread)) == 1
        await office.driver.ask("DELETE", f"channels/{thread}/members/bot", {})
        await until(lambda: not office.is_in(thread))
        await office.until_due(subscription)
        paused = await office.again(subscription)
        assert (paused.state, paused.why) == (SubscriptionState.PAUSED, Why.NO_ACCESS)
        assert "no longer in that private thread: add me" in paused.reason
        refused = await office.driver.command(
            "digest move", {"digest": f"#{subscription.id}", "channel": thread}, user="ada"
        )
        assert "I am not in the private thread" in str(refused["message"])
        await office.driver.ask("PUT", f"channels/{thread}/members/bot", {})
        await until(lambda: office.is_in(thread))
        await office.driver.command("digest resume", {"digest": f"#{subscription.number}"}, user="ada")
        await office.until_due(subscription)
        assert len(await office.shown(thread)) == 2


async def test_a_forum_gets_a_post_an_edition(office: Office) -> None:
    async with office.open():
        subscription = await office.subscribe(TOPICS, Place.FORUM)
        await office.until_due(subscription)
        await office.until_due(subscription)
        names = await posted(office)
        assert len(names) == len(set(names)) == 2
        assert all(name.startswith("Digest, ") for name in names)


async def test_the_bot_ends_while_editions_are_on_their_way_and_the_next_start_sends_them(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe()
        await office.driver.fault("/channels/*/messages", method="POST", delay=2.0 * PATIENCE, status=503)
        await office.driver.advance(3600)
        office.bot.delivery.wake()
        await until(office.leaving)
        begun = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun < PATIENCE
    async with office.open_bot():
        await office.pass_by(5)
        assert len(await office.shown()) == 1
        assert (await office.last(subscription)).outcome is EditionOutcome.SENT


async def test_the_about_button_of_an_edition_explains_it(office: Office) -> None:
    async with office.open_bot():
        subscription = await office.subscribe()
        await office.until_due(subscription)
        [message] = await office.shown()
        pressed = await office.driver.press(message, marks(message)[0], user="mia")
        assert pressed["message"]["flags"] & 64
        assert "hourly" in str(pressed["message"]["components"])


# ---- members who follow ---------------------------------------------------------------------------------------------

CLOSED = {"status": 403, "body": {"message": "Cannot send messages to this user", "code": 50007}}


async def direct(office: Office) -> list[dict[str, Any]]:
    """The editions in Mia's direct messages."""
    return [message for message in await office.driver.messages("dm") if marks(message)]


async def followed(office: Office) -> Subscription:
    """What Mia follows: hourly, in her direct messages."""
    messages = await office.bot.create_dm(discord.Object(int(MIA)))
    return await office.subscribe(str(messages.id), follower=MIA)


@pytest.mark.parametrize("fault", [{}, *FAULTS[:5]], ids=str)
async def test_a_follower_gets_one_direct_message_whatever_discord_answers(
    office: Office, fault: dict[str, Any]
) -> None:
    async with office.open():
        subscription = await followed(office)
        if fault:
            await office.driver.fault("/channels/*/messages", method="POST", **fault)
        await office.until_due(subscription)
        for _ in range(6):
            await office.pass_by(30)
        [message] = await direct(office)
        assert button(message, "Stop following") == f"act:follow:stop:{NEWSROOM}"
        assert (await office.last(subscription)).message == message["id"]


@pytest.mark.parametrize(
    ("route", "method", "answer", "reason"),
    [
        ("/channels/*/messages", "POST", CLOSED, "you don't accept my direct messages"),
        # a server's own articles are its members' alone
        (
            f"/guilds/{NEWSROOM}/members/*",
            "GET",
            {"status": 404, "body": {"message": "Unknown Member", "code": 10007}},
            "you are no longer in the server",
        ),
    ],
)
async def test_what_is_followed_pauses_with_its_reason(
    office: Office, route: str, method: str, answer: dict[str, Any], reason: str
) -> None:
    async with office.open():
        subscription = await followed(office)
        await office.driver.fault(route, method=method, when="before", **answer)
        await office.until_due(subscription)
        found = await office.again(subscription)
        assert (found.state, found.why) == (SubscriptionState.PAUSED, Why.NO_ACCESS)
        assert found.reason.startswith(reason)
        assert await direct(office) == []
        assert await office.driver.messages("dm", user="ada") == [], "no editor is told of it"
