"""Tests the unmodified discord.py client in the sandbox: every kind of interaction and answer."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord
import pytest
from discord import app_commands

if TYPE_CHECKING:
    from bot.sandbox import Driver

LogIn = Callable[[discord.Client], Awaitable[None]]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000003000000020802000000") + b"\0" * 12


class Bot(discord.Client):
    """A small bot with one of everything."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.0,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.synced: list[app_commands.AppCommand] = []

    async def setup_hook(self) -> None:
        """Sync once."""
        self.synced = await self.tree.sync()


class Question(discord.ui.Modal, title="A question"):
    name: discord.ui.TextInput[Question] = discord.ui.TextInput(label="Name", custom_id="name", max_length=20)
    color = discord.ui.Label(
        text="Colour",
        component=discord.ui.Select(custom_id="color", options=[discord.SelectOption(label="Red", value="red")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.color.component, discord.ui.Select)
        await interaction.response.send_message(
            f"{self.name.value} likes {self.color.component.values[0]}", ephemeral=True
        )


class Page(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        row: discord.ui.ActionRow[Page] = discord.ui.ActionRow()
        button: discord.ui.Button[Page] = discord.ui.Button(label="Next", custom_id="next")
        button.callback = self.turn
        ask: discord.ui.Button[Page] = discord.ui.Button(label="Ask", custom_id="ask")
        ask.callback = self.ask
        row.add_item(button)
        row.add_item(ask)
        menu: discord.ui.ActionRow[Page] = discord.ui.ActionRow()
        select: discord.ui.UserSelect[Page] = discord.ui.UserSelect(custom_id="who")
        select.callback = self.chosen
        self.select = select
        menu.add_item(select)
        self.add_item(discord.ui.Container(discord.ui.TextDisplay("# Page one"), row, menu, accent_colour=0x336699))

    async def turn(self, interaction: discord.Interaction) -> None:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay("# Page two"))
        await interaction.response.edit_message(view=view)

    async def ask(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Question())

    async def chosen(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"chose {self.select.values[0].name}", ephemeral=True)


@pytest.fixture
async def bot(log_in: LogIn) -> Bot:
    bot = Bot()

    @bot.tree.command(description="Say it back")
    async def echo(interaction: discord.Interaction, words: str, times: app_commands.Range[int, 1, 5] = 1) -> None:
        await interaction.response.send_message(" ".join([words] * times))

    @echo.autocomplete("words")
    async def words(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}!", value=current)]

    @bot.tree.command(description="Show a page")
    async def page(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=Page())

    @bot.tree.command(description="Think, then draw")
    async def draw(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        picture = discord.File(io.BytesIO(PNG), "map.png", description="a map")
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(picture, description="a map")))
        await interaction.edit_original_response(view=view, attachments=[picture])
        await interaction.followup.send("and a word", ephemeral=True)

    @bot.tree.context_menu(name="Count words")
    async def count(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words")

    await log_in(bot)
    return bot


async def test_logs_in_and_syncs_its_commands(bot: Bot, driver: Driver) -> None:
    state = await driver.state()

    assert {guild.name for guild in bot.guilds} == {"Newsroom", "Second Server"}
    assert {each["name"] for each in state["commands"]["global"]} == {"echo", "page", "draw", "Count words"}
    assert state["bot_connected"]


async def test_answers_a_command(bot: Bot, driver: Driver) -> None:
    outcome = await driver.command("echo", {"words": "hello", "times": 2})

    assert outcome["status"] == "answered"
    assert outcome["message"]["content"] == "hello hello"
    assert (await driver.messages())[-1]["interaction_metadata"]["name"] == "echo"


async def test_completes_an_option(bot: Bot, driver: Driver) -> None:
    assert await driver.complete("echo", "words", "hel") == [{"name": "hel!", "value": "hel"}]


async def test_a_button_edits_its_message(bot: Bot, driver: Driver) -> None:
    page = (await driver.command("page"))["message"]
    assert page["components"][0]["components"][0]["content"] == "# Page one"

    turned = await driver.press(page, "next")

    assert turned["message"]["id"] == page["id"]
    assert turned["message"]["components"][0]["content"] == "# Page two"
    assert turned["message"]["edited_timestamp"]


async def test_a_menu_gives_the_chosen_user(bot: Bot, driver: Driver) -> None:
    page = (await driver.command("page"))["message"]

    assert (await driver.choose(page, "who", ["ed"]))["message"]["content"] == "chose ed"


async def test_a_modal_is_filled_in_and_answered_for_one_user_only(bot: Bot, driver: Driver) -> None:
    page = (await driver.command("page"))["message"]
    opened = await driver.press(page, "ask")
    assert opened["status"] == "modal"

    sent = await driver.submit(opened["interaction_id"], {"name": "Mia", "color": ["red"]})

    assert sent["message"]["content"] == "Mia likes red"
    assert [each["content"] for each in await driver.messages(user="ed")] == [""]
    assert (await driver.messages(user="mia"))[-1]["ephemeral_for"]


async def test_a_deferred_answer_becomes_a_picture_with_alt_text_and_a_follow_up(bot: Bot, driver: Driver) -> None:
    outcome = await driver.command("draw")
    assert outcome["status"] == "answered"
    message = outcome["message"]
    media = message["components"][0]["items"][0]

    assert media["description"] == "a map"
    assert (media["media"]["width"], media["media"]["height"]) == (3, 2)
    assert await driver.attachment(media["media"]["url"]) == PNG
    assert not message["thinking"]
    assert message["edited_timestamp"] is None


async def test_a_context_menu_gets_its_message(bot: Bot, driver: Driver) -> None:
    typed = await driver.write("one two three")

    outcome = await driver.command("Count words", type=3, target=typed["id"])

    assert outcome["message"]["content"] == "3 words"


async def test_commands_work_in_direct_messages(bot: Bot, driver: Driver) -> None:
    assert (await driver.command("echo", {"words": "hush"}, channel="dm"))["message"]["content"] == "hush"
