"""A discord.py client in a sandbox that handles interactions as a test says, with a real desk and an empty library."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from bot.digests.editor import Editor
from bot.digests.subscribing import Digests
from bot.directory.directory import Directory
from bot.errors import AskError
from bot.feeds.feeds import Feeds
from bot.library.library import UNLIMITED, Library
from bot.library.servers import Servers
from bot.model.subscription import Edition, Kind, Place, Schedule, Style, Subscription
from bot.names import Spellings
from bot.sandbox import Driver, Sandbox
from bot.sandbox.redirect import redirect_discord_py
from bot.ui import acknowledging
from bot.ui.acts import ActRegistry
from bot.ui.pace import PublicAnswers
from bot.ui.views import ActItem, AskButton
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.store.database import Database

    Interaction = discord.Interaction[Any]

NEWSROOM, SECOND = 100000000000001000, 100000000000002000
GENERAL, BRIEFINGS, TOPICS, EDITORS = range(100000000000001101, 100000000000001105)
EDITORS_ROLE = 100000000000001001
MIA, ED, ADA, SAM = range(100000000000000101, 100000000000000105)
"""Ada owns the newsroom, Ed can manage it and has the role Editors, Mia is a member; Sam is only in the second server."""


class Puppet(discord.Client):
    """Handles an interaction as it is told."""

    def __init__(self, desk: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.0,
            max_ratelimit_timeout=30.0,
        )
        self.desk = desk
        self.public = PublicAnswers(0)
        self.acts = ActRegistry()
        self.pressed_ids: list[str] = []
        self.late = False
        """Whether an interaction is acknowledged before anything is done with it."""
        self._does: Callable[[Interaction], Awaitable[Any]]
        self._became: asyncio.Future[Any]
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="try", description="Do what the test says")
        async def tried(interaction: discord.Interaction) -> None:
            await self._try(interaction)

    async def setup_hook(self) -> None:
        """Registers its command, and our buttons and menus."""
        self.add_dynamic_items(AskButton, ActItem)
        await self.tree.sync()

    async def begin(self, interaction: Interaction) -> None:
        """Like the bot; if `late`, wait until it is acknowledged."""
        acknowledging.begin(interaction)
        if self.late:
            await until(interaction.response.is_done)

    async def _try(self, interaction: Interaction) -> None:
        await self.begin(interaction)
        try:
            self._became.set_result(await self._does(interaction))
        except Exception as error:
            self._became.set_exception(error)
        if not interaction.response.is_done():
            await interaction.response.send_message("done", ephemeral=True)

    async def pressed(self, _interaction: Interaction, custom_id: str) -> None:
        """Record which button was pressed."""
        self.pressed_ids.append(custom_id)

    async def acted(self, interaction: Interaction) -> None:
        """Like the bot."""
        await self.begin(interaction)
        try:
            await self.acts.do(interaction)
        except AskError as error:
            await interaction.response.send_message(str(error), ephemeral=True)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Like the bot: submitted forms are ours."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.acted(interaction)

    @property
    def newsroom(self) -> discord.Guild:
        """The server as the client knows it."""
        found = self.get_guild(NEWSROOM)
        assert found
        return found


class Stage:
    """The puppet, and a user at the keyboard."""

    def __init__(self, bot: Puppet, driver: Driver) -> None:
        self.bot, self.driver = bot, driver

    async def command(
        self, does: Callable[[Interaction], Awaitable[Any]], user: str = "ada", **more: Any
    ) -> dict[str, Any]:
        """Type a command that runs `does`. Returns what the user sees."""
        self.bot._does = does
        self.bot._became = asyncio.get_running_loop().create_future()
        return await self.driver.command("try", user=user, **more)

    async def of(self, does: Callable[[Interaction], Awaitable[Any]], user: str = "ada", **more: Any) -> Any:
        """Run something with an interaction. Returns its result, or raises its error."""
        await self.command(does, user, **more)
        return await self.bot._became

    async def mine(self, user: str = "ada") -> list[dict[str, Any]]:
        """What a user sees in #general."""
        return await self.driver.messages(user=user)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as one:
        with redirect_discord_py(one.url):
            yield one


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


@pytest.fixture
def desk(database: Database, now: datetime) -> Any:
    """Everything the commands need, on an empty database; nothing is fetched or read."""
    directory = Directory((), Spellings())
    library = Library(database, directory, None, "test", UNLIMITED, lambda: now)  # type: ignore[arg-type]
    digests = Digests(database, lambda: now)
    return SimpleNamespace(
        database=database,
        library=library,
        servers=Servers(database, lambda: now),
        digests=digests,
        editor=Editor(database, directory, digests, lambda: now),
        feeds=Feeds(
            database,
            directory,
            None,  # type: ignore[arg-type]
            file=library.take,
            clock=lambda: now,
            random=Random(1),  # noqa: S311 - it spreads load
            most=0,
            has_room=library.has_room,
        ),
    )


@pytest.fixture
async def stage(sandbox: Sandbox, driver: Driver, desk: Any) -> AsyncIterator[Stage]:
    async with Puppet(desk) as bot:
        await bot.login(sandbox.token)
        connected = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        yield Stage(bot, driver)
        await bot.close()
        await connected


@pytest.fixture(params=[False, True], ids=["at once", "late"])
def late(request: pytest.FixtureRequest, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the answer comes at once, or after the interaction was acknowledged."""
    if request.param:
        monkeypatch.setattr(acknowledging, "PATIENCE", 0.0)
    stage.bot.late = request.param
    return stage.bot.late


def inside(component: dict[str, Any]) -> list[dict[str, Any]]:
    """A component and everything in it, from top to bottom."""
    return [component, *(found for child in component.get("components", []) for found in inside(child))]


def words(shown: dict[str, Any]) -> str:
    """The text of a message."""
    message = shown.get("message", shown)
    parts = [part["content"] for each in message["components"] for part in inside(each) if "content" in part]
    return "\n".join([message["content"], *parts] if message.get("content") else parts)


def subscribed(now: datetime, **more: Any) -> Subscription:
    """A digest in the newsroom's #general."""
    made = Subscription(
        id=3,
        server=str(NEWSROOM),
        channel=str(GENERAL),
        place=Place.TEXT,
        schedule=Schedule(),
        about=(),
        style=Style.BRIEF,
        language="en",
        say_empty=False,
        ping=None,
        created_by=str(ED),
        created_at=now,
        filed_until=now,
        number=5,
    )
    return replace(made, **more)


def edition(due_at: datetime, **more: Any) -> Edition:
    """An edition of it."""
    made = Edition(
        id=1,
        subscription=3,
        slot="s",
        kind=Kind.DIGEST,
        due_at=due_at,
        since=due_at,
        until=due_at,
        nonce="0123456789abcdef",
        sending_at=due_at,
    )
    return replace(made, **more)
