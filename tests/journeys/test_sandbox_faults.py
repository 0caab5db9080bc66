"""Tests Discord's faults, produced in the sandbox, and how the unmodified discord.py handles them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox import Driver, Sandbox

    LogIn = Callable[[discord.Client], Awaitable[None]]

GENERAL = 100000000000001101


class Watcher(discord.Client):
    """A bot that answers /ping and records events."""

    def __init__(self, **more: object) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.0, **more)  # type: ignore[arg-type]
        self.tree = app_commands.CommandTree(self)
        self.lived: list[str] = []
        self.over = asyncio.Event()
        self.late: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        @self.tree.command(description="Answer")
        async def ping(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("pong")

        @self.tree.command(description="Answer too late")
        async def slow(interaction: discord.Interaction) -> None:
            self.lived.append("slow")
            await self.over.wait()
            try:
                await interaction.response.send_message("pong")
            except discord.NotFound as error:
                self.late.set_result(error.code)

    async def setup_hook(self) -> None:
        """Sync."""
        await self.tree.sync()

    async def on_resumed(self) -> None:
        """The session was resumed."""
        self.lived.append("resumed")

    async def on_ready(self) -> None:
        """A new session started."""
        self.lived.append("ready")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server."""
        self.lived.append(f"removed {guild.name}")

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """An outage began."""
        self.lived.append(f"outage {guild.name}")

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """An outage ended."""
        self.lived.append(f"back {guild.name}")

    async def until(self, what: str, times: int = 1) -> None:
        """Wait until an event was recorded."""
        await until(lambda: self.lived.count(what) >= times)


@pytest.fixture
async def bot(log_in: LogIn) -> Watcher:
    bot = Watcher()
    await log_in(bot)
    await bot.until("ready")
    return bot


def general(bot: discord.Client) -> discord.TextChannel:
    channel = bot.get_channel(GENERAL)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.mark.parametrize(
    "how", [{"do": "reconnect"}, {"do": "drop"}, {"do": "close", "code": 4000}, {"do": "invalidate", "resumable": True}]
)
async def test_no_interaction_is_lost_when_the_session_is_resumed(
    bot: Watcher, driver: Driver, how: dict[str, object]
) -> None:
    await driver.ask("POST", "gateway", how)
    outcomes = [await driver.command("ping") for _ in range(3)]  # typed while the connection is down
    await bot.until("resumed")

    assert {each["status"] for each in outcomes} == {"answered"}
    assert bot.lived.count("ready") == 1


async def test_after_an_invalid_session_commands_work_again(bot: Watcher, driver: Driver) -> None:
    await driver.gateway("invalidate", resumable=False)
    await bot.until("ready", times=2)  # discord.py waits five seconds before it identifies again

    assert (await driver.command("ping"))["status"] == "answered"
    assert "resumed" not in bot.lived


@pytest.mark.sandbox(heartbeat=1.0)
async def test_a_silent_gateway_is_noticed_and_left(log_in: LogIn, driver: Driver) -> None:
    bot = Watcher(heartbeat_timeout=2.0)
    await log_in(bot)
    await driver.gateway("silence")
    await bot.until("resumed")
    await driver.gateway("silence", silent=False)

    assert (await driver.command("ping"))["status"] == "answered"


async def test_a_wrong_token_is_not_let_in(sandbox: Sandbox) -> None:
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


@pytest.mark.sandbox(privileged=0)
async def test_a_privileged_intent_that_was_not_granted_ends_the_client(sandbox: Sandbox) -> None:
    intents = discord.Intents(guilds=True, message_content=True)
    async with discord.Client(intents=intents) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(sandbox.token)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_502_is_retried_to_one_message_whether_or_not_it_took_effect(
    bot: Watcher, driver: Driver, when: str
) -> None:
    await driver.fault("/channels/*/messages", method="POST", status=502, when=when)
    sent = await general(bot).send("digest")

    assert [each["id"] for each in await driver.messages()] == [str(sent.id)]


async def test_after_a_503_that_took_effect_resending_the_nonce_makes_no_second_message(
    bot: Watcher, driver: Driver
) -> None:
    await driver.fault("/channels/*/messages", method="POST", status=503, when="after")
    with pytest.raises(discord.DiscordServerError):
        await general(bot).send("digest", nonce="edition-1")
    sent = await general(bot).send("digest", nonce="edition-1")

    assert [each["id"] for each in await driver.messages()] == [str(sent.id)]


@pytest.mark.parametrize("drop", [True, "middle"])
async def test_after_a_cut_connection_the_caller_resends_the_nonce(
    bot: Watcher, driver: Driver, drop: bool | str
) -> None:
    await driver.fault("/channels/*/messages", method="POST", drop=drop, when="after")
    with pytest.raises((aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)):
        await general(bot).send("digest", nonce="edition-1")
    await general(bot).send("digest", nonce="edition-1")

    assert len(await driver.messages()) == 1


async def test_a_follow_up_has_no_nonce_and_is_doubled_by_a_retry(bot: Watcher, driver: Driver) -> None:
    # Discord has no nonce for webhooks: an answer belongs in the original response, whose edit can be repeated
    @bot.tree.command(description="Twice")
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        await interaction.followup.send("two")

    await bot.tree.sync()
    await driver.fault("/webhooks/*", method="POST", status=502, when="after")
    await driver.command("twice")

    async def all_there() -> bool:
        return len(await driver.messages()) == 3

    await until(all_there)

    assert [each["content"] for each in await driver.messages()] == ["one", "two", "two"]


async def test_a_route_limit_is_waited_for(bot: Watcher, driver: Driver) -> None:
    await driver.fault(
        "/channels/*/messages",
        method="POST",
        status=429,
        body={"message": "slow down", "retry_after": 0.2, "global": False},
    )
    await general(bot).send("digest")
    posts = [each["status"] for each in await driver.calls() if each["method"] == "POST"]

    assert posts == [429, 200]


async def test_a_global_limit_holds_everything_back(bot: Watcher, driver: Driver) -> None:
    limit = {"message": "slow down", "retry_after": 1.0, "global": True}
    await driver.fault("/channels/*", method="GET", status=429, body=limit, headers={"X-RateLimit-Global": "true"})
    loop = asyncio.get_running_loop()
    began = loop.time()
    first = asyncio.create_task(bot.fetch_channel(GENERAL))

    async def limited() -> bool:
        return 429 in [each["status"] for each in await driver.calls()]

    await until(limited)
    await bot.fetch_user(100000000000000101)
    waited = loop.time() - began
    await first

    assert waited >= 1.0


async def test_the_channel_limit_delays_the_sixth_message_until_the_window_ends(bot: Watcher, driver: Driver) -> None:
    began = asyncio.get_running_loop().time()
    for number in range(6):
        await general(bot).send(str(number))  # the client waits by its own clock: the only long sleep

    assert asyncio.get_running_loop().time() - began > 4
    assert 429 not in [each["status"] for each in await driver.calls()]


async def test_an_outage_is_no_removal(bot: Watcher, driver: Driver) -> None:
    await driver.outage("Newsroom")
    await bot.until("outage Newsroom")
    with pytest.raises(discord.DiscordServerError):
        await bot.fetch_channel(GENERAL)
    await driver.outage("Newsroom", False)
    await bot.until("back Newsroom")
    assert (await driver.command("ping"))["status"] == "answered"

    await driver.ask("DELETE", "guilds/Newsroom")
    await bot.until("removed Newsroom")
    assert "removed Newsroom" not in bot.lived[:-1]


async def test_an_acknowledgement_after_three_seconds_is_10062(bot: Watcher, driver: Driver) -> None:
    typed = asyncio.create_task(driver.command("slow"))
    await bot.until("slow")
    await driver.advance(3.1)

    assert (await typed)["status"] == "timeout"
    bot.over.set()
    assert await bot.late == 10062


async def test_missing_permissions_are_forbidden_with_discords_codes(bot: Watcher, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
    with pytest.raises(discord.Forbidden) as error:
        await general(bot).send("x")
    assert error.value.code == 50013
    await driver.ask("DELETE", "channels/general")
    with pytest.raises(discord.NotFound) as gone:
        await bot.get_partial_messageable(GENERAL).send("x")
    assert gone.value.code == 10003


async def test_the_clients_own_view_of_permissions_follows(bot: Watcher, driver: Driver) -> None:
    channel = general(bot)
    before = channel.permissions_for(channel.guild.me).send_messages
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
    await until(lambda: not channel.permissions_for(channel.guild.me).send_messages)

    assert (before, channel.permissions_for(channel.guild.me).send_messages) == (True, False)


async def test_a_sharded_client_gets_each_server_once(log_in: LogIn, driver: Driver) -> None:
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), shard_count=1, guild_ready_timeout=0.0)
    await log_in(client)

    assert sorted(each.name for each in client.guilds) == ["Newsroom", "Second Server"]


async def test_forum_posts_threads_crossposts_and_dms(bot: Watcher, driver: Driver) -> None:
    forum, news = bot.get_channel(GENERAL + 2), bot.get_channel(GENERAL + 1)
    assert isinstance(forum, discord.ForumChannel)
    assert isinstance(news, discord.TextChannel)
    thread, first = await forum.create_thread(name="A topic", content="first", applied_tags=forum.available_tags[:1])
    await (await news.send("news")).publish()
    spun = await (await general(bot).send("talk")).create_thread(name="talk")
    await spun.edit(archived=True)
    user = await bot.fetch_user(100000000000000101)
    await user.send("psst")
    newest = [message async for message in general(bot).history(limit=5)]

    assert first.id == thread.id
    assert (await driver.messages("briefings"))[0]["flags"] & 1
    assert [each["content"] for each in await driver.messages("dm")] == ["psst"]
    assert [each.content for each in newest] == ["talk"]


@pytest.mark.breaks_rules
async def test_a_body_that_breaks_a_rule_is_refused_and_listed(bot: Watcher, driver: Driver) -> None:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay("x" * 5000))
    with pytest.raises(discord.HTTPException) as error:
        await general(bot).send(view=view)
    broken = [each for each in await driver.calls() if each["violations"]]

    assert error.value.code == 50035
    assert any("4000" in each for each in broken[0]["violations"])
