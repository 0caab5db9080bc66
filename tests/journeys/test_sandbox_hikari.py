"""Tests a second Python client in the sandbox, hikari, so that it doesn't depend on discord.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hikari
import pytest
from hikari.impl import config

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Driver, Sandbox


async def answer(event: hikari.InteractionCreateEvent) -> None:
    """Answers a command with a button, the button with new text, completion with one choice, and the other button with a modal."""
    interaction = event.interaction
    row = hikari.impl.MessageActionRowBuilder()
    row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "press", label="Press")
    row.add_interactive_button(hikari.ButtonStyle.SECONDARY, "ask", label="Ask")
    create, update = hikari.ResponseType.MESSAGE_CREATE, hikari.ResponseType.MESSAGE_UPDATE
    if isinstance(interaction, hikari.CommandInteraction):
        await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
        word = interaction.options[0].value if interaction.options else ""
        await interaction.edit_initial_response(f"hello {word}", component=row)
    elif isinstance(interaction, hikari.AutocompleteInteraction):
        await interaction.create_response([hikari.impl.AutocompleteChoiceBuilder("World", "world")])
    elif isinstance(interaction, hikari.ModalInteraction):
        await interaction.create_initial_response(create, f"you said {interaction.components[0][0].value}")
    elif isinstance(interaction, hikari.ComponentInteraction) and interaction.custom_id == "ask":
        field = hikari.impl.ModalActionRowBuilder().add_text_input("word", "Word")
        await interaction.create_modal_response("Say", "say", component=field)
    elif isinstance(interaction, hikari.ComponentInteraction):
        await interaction.create_initial_response(update, "pressed", components=[])


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[hikari.GatewayBot]:
    bot = hikari.GatewayBot(
        sandbox.token,
        banner=None,
        logs=None,
        intents=hikari.Intents.GUILDS,
        rest_url=f"{sandbox.url}/api/v10",
        http_settings=config.HTTPSettings(),
        suppress_optimization_warning=True,
    )
    bot.event_manager.subscribe(hikari.InteractionCreateEvent, answer)
    await bot.start(check_for_updates=False)
    word = hikari.CommandOption(
        type=hikari.OptionType.STRING, name="word", description="A word", is_required=True, autocomplete=True
    )
    await bot.rest.set_application_commands(
        int(sandbox.world.application_id), [bot.rest.slash_command_builder("greet", "Greet").add_option(word)]
    )
    yield bot
    await bot.close()


async def test_hikari_logs_in_syncs_a_command_and_answers_it_with_a_button(
    bot: hikari.GatewayBot, driver: Driver
) -> None:
    assert await driver.complete("greet", "word", "w") == [{"name": "World", "value": "world"}]

    outcome = await driver.command("greet", {"word": "world"})
    pressed = await driver.press(outcome["message"], "press", user="ed")

    assert outcome["message"]["content"] == "hello world"
    assert pressed["message"]["content"] == "pressed"
    assert pressed["message"]["components"] == []


async def test_hikari_opens_a_modal_and_reads_it(bot: hikari.GatewayBot, driver: Driver) -> None:
    outcome = await driver.command("greet", {"word": "world"})
    opened = await driver.press(outcome["message"], "ask")
    sent = await driver.submit(opened["interaction_id"], {"word": "hi"})

    assert sent["message"]["content"] == "you said hi"


async def test_hikari_sends_files_history_and_reads_its_servers(bot: hikari.GatewayBot, driver: Driver) -> None:
    general = 100000000000001101
    sent = await bot.rest.create_message(general, "a file", attachment=hikari.Bytes(b"hi", "a.txt"))
    newest = await bot.rest.fetch_messages(general).limit(1)

    assert await driver.attachment(sent.attachments[0].url) == b"hi"
    assert [each.id for each in newest] == [sent.id]
    assert {each.name for each in await bot.rest.fetch_my_guilds()} == {"Newsroom", "Second Server"}
