"""The bot: a discord.py client with a desk, the cogs, and the one error handler."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import OLD, decode, load_words
from bot.catalogue import N_, say
from bot.digests.delivery import Delivery
from bot.digests.zones import load_zones
from bot.errors import AskError, LaterError, NameUnclearError, StorageError
from bot.intake.fair_turns import work_for
from bot.render import question_page, words_page
from bot.telemetry.metrics import watch_lag
from bot.ui import acknowledging, journal
from bot.ui.acts import ActRegistry
from bot.ui.answering import libraries_of, press
from bot.ui.courier import ChannelCourier
from bot.ui.journal import Outcome
from bot.ui.pace import PublicAnswers
from bot.ui.remedies import refusal
from bot.ui.translator import speak_to
from bot.ui.tree import CheckedTree, DescriptionTranslator
from bot.ui.under_way import UnderWay
from bot.ui.views import ActItem, AskButton, is_ours, view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from bot.desk import Desk
    from bot.render import Page

log = logging.getLogger(__name__)

# Attaché never uses voice, so discord.py need not warn that its voice packages are missing.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

COGS = "cogs"
"""The package whose modules are loaded as extensions, by name: nothing imports them."""

WATCH_EVERY = 10.0
"""Seconds between looks at the database file."""
STORE_AGAIN = 5.0
"""Seconds until a failed write is tried again."""
LEARN_EVERY = 2.0
"""Seconds between looks at what other processes, such as `attache load`, did to the articles."""
TIDY_EVERY = 3_600.0
"""Seconds between two clean-ups of expired data."""

SORRY = N_(
    "Something went wrong on my side; nothing was lost. Try again in a moment. If it happens again, tell the bot's operator this number: {number}."
)


class Attache(commands.Bot):
    """The client. It needs no privileged intent, keeps no messages, and pings nobody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # required by Bot, though there are no text commands
            help_command=None,
            tree_cls=CheckedTree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=30.0,  # on a longer limit discord.py raises, and the work is postponed
            guild_ready_timeout=0.2,  # seconds; nothing waits until all servers have arrived
        )
        self.desk = desk
        self.acts = ActRegistry()
        self.under_way = UnderWay()
        self.public: PublicAnswers
        self.delivery: Delivery[Page]
        self._delivering: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.tree.error(self._command_failed)

    async def setup_hook(self) -> None:
        """Load all cogs and sync the commands with Discord."""
        self.public = PublicAnswers(self.desk.limits.answers_a_minute)
        self.add_dynamic_items(AskButton, ActItem)
        await self.tree.set_translator(DescriptionTranslator())
        for module in iter_modules(import_module(COGS).__path__):
            await self.load_extension(f"{COGS}.{module.name}")
        await self.tree.sync()
        self.keep_doing(self._tidy())
        self.keep_doing(self._watch())
        self.keep_doing(self._keep_up())
        self.keep_doing(self.desk.corrections.behind.run())
        self.keep_doing(watch_lag())
        self.keep_doing(asyncio.to_thread(self._load, self.desk.clock()))
        courier = ChannelCourier(self, self.desk.clock)
        self.delivery = Delivery(self.desk.database, self.desk.compose, courier, self.desk.clock)
        self._delivering = self.keep_doing(self._deliver())

    @staticmethod
    def _load(now: datetime) -> None:
        """Load what only some commands need before they are used."""
        load_words(now)
        load_zones(now)

    def keep_doing(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` in the background. On close it is cancelled and awaited before the desk closes."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Finish the editions being sent and the answers, leave Discord, and end the background work."""
        if self._delivering:
            self._delivering.cancel()
            await asyncio.gather(self._delivering, return_exceptions=True)
        await self.under_way.finish(self.explain)
        await super().close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _tidy(self) -> None:
        while True:
            try:
                await self.desk.tidy()
            except Exception:
                log.exception("cleaning up expired data failed; trying again in an hour")
            await asyncio.sleep(TIDY_EVERY)

    async def _watch(self) -> None:
        """Check whether the database file is still there: on a quiet server nothing may be written for hours."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            with contextlib.suppress(StorageError):  # already logged
                self.desk.database.check()

    async def _keep_up(self) -> None:
        """Learn the names in articles that other processes file, change or remove."""
        while True:
            await asyncio.sleep(LEARN_EVERY)
            try:
                await self.desk.directory.keep_up(self.desk.database)
            except AskError:  # the database is locked: it is in the log by then
                continue
            except Exception:
                log.exception("the names of new articles could not be learnt; trying again")

    async def _deliver(self) -> None:
        await self.wait_until_ready()
        await self.delivery.run()

    # ---- Servers: an outage is not a removal; discord.py tells the two apart ----

    async def on_ready(self) -> None:
        """Compare the servers with those in the database: the bot may have been removed from some while it was down."""
        self.keep_doing(self._stored(lambda: self.desk.servers.compare([guild.id for guild in self.guilds])))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server."""
        self.keep_doing(self._joined(guild))

    async def _joined(self, guild: discord.Guild) -> None:
        await self._stored(lambda: self.desk.servers.joined([guild.id] if self.get_guild(guild.id) else []))
        await self._there_again(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server's outage is over."""
        self.keep_doing(self._there_again(guild))

    async def _there_again(self, guild: discord.Guild) -> None:
        """Send what was held back for a server."""
        await self._stored(lambda: self.desk.digests.recall(guild.id))
        self.delivery.wake()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server."""

        async def leave() -> None:
            if not self.get_guild(guild.id):  # it may be back by the time it can be stored
                await self.desk.servers.left(guild.id)

        self.keep_doing(self._stored(leave))

    async def _stored(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Write something, and retry while the database is locked or can't be written: nobody would ask for it again."""
        while True:
            try:
                await work()
            except (LaterError, StorageError):
                await asyncio.sleep(STORE_AGAIN)
            else:
                return

    async def on_thread_remove(self, thread: discord.Thread) -> None:
        """The bot was removed from a thread. discord.py would still count it as a member."""
        thread.me = None

    # ---- Buttons, forms, errors ----

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what discord.py has no handler for: submitted forms, and buttons whose custom id is not ours."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.acted(interaction)
        elif interaction.type is discord.InteractionType.component and not is_ours(interaction):
            speak_to(interaction)
            await self.explain(interaction, AskError(say(OLD)))

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], _command: object) -> None:
        """A command or menu was answered."""
        journal.ended(interaction, Outcome.ANSWERED)

    async def acted(self, interaction: discord.Interaction[Any]) -> None:
        """Perform the action of a button, menu or form, however old it is."""
        speak_to(interaction)
        work_for(str(interaction.guild_id or interaction.user.id))
        journal.begin(interaction)
        try:
            self.under_way.add(interaction)
            acknowledging.begin(interaction)
            await self.acts.do(interaction)
        except Exception as error:
            await self.explain(interaction, error)
        else:
            journal.ended(interaction, Outcome.ANSWERED)

    async def pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Answer a button on any of our answers, however old it is."""
        speak_to(interaction)
        journal.begin(interaction)
        try:
            self.under_way.add(interaction)
            acknowledging.begin(interaction)
            await press(self.desk, interaction, decode(custom_id))
        except Exception as error:
            await self.explain(interaction, error)
        else:
            journal.ended(interaction, Outcome.ANSWERED)

    async def _command_failed(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Report the error of any command."""
        await self.explain(interaction, error.__cause__ or error)

    async def _with_search(self, error: NameUnclearError, interaction: discord.Interaction[Any]) -> Page:
        """The refusal of a name with a button that searches for its words; without one while the database can't be read."""
        try:
            return question_page(await self.desk.unclear(error, libraries_of(interaction)))
        except AskError:
            return words_page(str(error))

    async def explain(self, interaction: discord.Interaction, error: BaseException) -> None:
        """Show an AskError to the user; log any other error and apologise. Only the user sees the reply."""
        speak_to(interaction)  # a stop explains in a task of its own
        journal.ended(interaction, Outcome.REFUSED if isinstance(error, AskError) else Outcome.FAILED)
        if isinstance(error, NameUnclearError):
            page = await self._with_search(error, interaction)
        elif isinstance(error, AskError):
            page = words_page(refusal(error))
        elif self.is_closed():  # the bot is being stopped, and nothing more can be sent
            log.info("an interaction was broken off by the stop", exc_info=error)
            return
        else:
            number = journal.number_of(interaction)
            log.error("%s failed (%s)", journal.name_of(interaction), number, exc_info=error, extra={"number": number})
            page = words_page(say(SORRY, number=number))
        view = view_of(page)
        try:
            await acknowledging.taken(interaction)
            if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
                await interaction.edit_original_response(view=view)  # replaces "thinking…" and any progress message
            elif interaction.response.is_done():
                await interaction.followup.send(view=view, ephemeral=True)
            else:
                await interaction.response.send_message(view=view, ephemeral=True)
        except Exception as failed:  # Discord refuses it or can't be reached, or the bot is shutting down
            log.warning("the error message could not be sent: %r", failed)
