"""Tests every command and list in two servers and a direct message: nobody sees a word of another's library."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.sandbox import Driver, Sandbox
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom a question is asked. `typed` leads to facts of its library; `secret` occurs only in that library and is never typed."""

    name: str
    channel: str
    user: str
    server: str | None
    typed: str
    secret: str


A = Place("A", "Newsroom/general", "ada", "100000000000001000", "aardvarkina", "quillfeather")
B = Place("B", "Second Server/lounge", "sam", "100000000000002000", "beetrootina", "turnipseed")
DIRECT = Place("direct", "dm", "mia", None, "", "")
PLACES = (A, B, DIRECT)

STORY = """{first} {secret}, a spokeswoman of the Norwegian government, spoke in Oslo. “The {secret} raid was a crime,” {secret} said.
Norway condemned Belarus on 3 March 2025 over the {secret} raid. Norway said that the {secret} raid was a crime. Iran launched Operation {first} {secret} on Tuesday."""

OTHERS, OWN = "=the other's article", "=one's own article"
OWN_CHANNEL = "one's own channel"
FILE = {"filename": "x.txt", "content_base64": base64.b64encode(b"Sweden supports the embargo.").decode()}

WALK: dict[str, list[dict[str, Any]]] = {
    "stance": [
        {"holder": "Norway"},
        {"holder": "aardvarkina"},
        {"holder": "beetrootina"},
        {"holder": "Norway", "on": "Belarus"},
        {"holder": "Norway", "on": "operation aardvarkina"},
        {"holder": "Iran", "on": "operation beetrootina"},
    ],
    "timeline": [
        {"about": "Norway"},
        {"about": "Belarus"},
        {"about": "operation aardvarkina"},
        {"about": "operation beetrootina"},
        {"about": "Iran", "since": "2025"},
    ],
    "quote": [
        {"speaker": "aardvarkina"},
        {"speaker": "beetrootina"},
        {"speaker": "Norway"},
        {"speaker": "Norway", "about": '"a crime"'},
    ],
    "who": [{"name": name} for name in ("Norway", "aardvarkina", "beetrootina", "operation aardvarkina")],
    "brief": [{"days": 30}, {"about": "Norway"}, {"about": "aardvarkina"}, {"about": "beetrootina", "days": 1}],
    "follow": [{"about": name} for name in ("Norway", "aardvarkina", "beetrootina")],
    "following": [{}],
    "corrections": [{}],
    "outlets": [{}],
    "about": [{}],
    "help": [{}],
    "compare": [
        {"on": "Belarus"},
        {"on": "operation aardvarkina", "actors": "Norway, Iran"},
        {"on": "Belarus", "actors": "beetrootina, Norway"},
    ],
    "relation": [
        {"a": "Norway", "b": "Belarus"},
        {"a": "aardvarkina", "b": "Norway"},
        {"a": "beetrootina", "b": "Iran"},
    ],
    "export": [
        {"about": "Norway"},
        {"about": "Norway", "format": "facts (JSON)"},
        {"about": "aardvarkina"},
        {"about": "operation beetrootina", "format": "calendar (iCalendar)"},
    ],
    "search": [
        {"words": "raid"},
        {"words": "aardvarkina"},
        {"words": "beetroot*"},
        {"words": "crime", "since": "2024"},
    ],
    "article add": [{"file": FILE}],
    "article list": [{}, {"words": "aardvarkina"}, {"words": "beetrootina"}, {"words": "norw"}],
    "article show": [{"article": OTHERS}, {"article": OWN}, {"article": "aardvarkina"}, {"article": "beetrootina"}],
    "article remove": [{"article": OTHERS}, {"article": "aardvarkina zzz"}],
    "article reread": [{"article": OTHERS}, {"article": OWN}],
    "feed add": [
        {"url": "http://127.0.0.1:8802/"},
        {"url": "https://example.invalid/", "about": "aardvarkina, beetrootina"},
    ],
    "feed list": [{}],
    "feed check": [{"feed": "=1"}, {"feed": "=2"}],
    "feed pause": [{"feed": "=1"}, {"feed": "=2"}],
    "feed resume": [{"feed": "=1"}, {"feed": "=2"}],
    "feed export": [{}],
    "feed import": [{"file": FILE}],
    "feed remove": [{"feed": "=1"}, {"feed": "=2"}],
    "digest subscribe": [
        {"max_age": 3_650, **options}
        for options in ({"about": "Norway"}, {"about": "aardvarkina"}, {"about": "beetrootina"}, {"style": "full"})
    ],
    "digest list": [{}],
    "digest preview": [{"digest": str(number)} for number in range(1, 9)],
    "digest now": [{"digest": str(number)} for number in range(1, 9)],
    "digest history": [{"digest": str(number)} for number in range(1, 9)],
    "digest why": [{"digest": str(number)} for number in range(1, 9)]
    + [{"digest": str(number), "article": OTHERS} for number in range(1, 9)],
    "digest edit": [{"digest": str(number), "style": "headlines"} for number in range(1, 9)],
    "digest move": [{"digest": "1", "channel": OWN_CHANNEL}],
    "digest pause": [{"digest": "1"}],
    "digest resume": [{"digest": "1"}],
    "digest unsubscribe": [{"digest": "1"}],
    "settings editors": [{}],
    "settings notices": [{}],
    "settings pictures": [{"colours": "light"}],
    "settings show": [{}],
    "privacy show": [{}],
    "privacy delete": [{}],  # only asks; presses no buttons
}
"""What each command is asked at every place. A command that is missing here fails a test: add what might make it show another server's words."""

MENUS: dict[str, str] = dict.fromkeys(
    ("Add to library", "Read facts from this"), STORY.format(first="Some", secret="body")
)
"""The text of the message that every menu is used on."""

TYPED = ("", "a", "aard", "aardvarkina", "beet", "beetrootina", "operation", "norway", "2025", "the")
"""What is typed into every option with a list."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def attache(start: Start, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attache]:
    """The bot; each server has an article of its own."""
    async with start(sandbox, tmp_path_factory.mktemp("library") / "attache.db") as client:
        for place in (A, B):
            text = STORY.format(first=place.typed.capitalize(), secret=place.secret.capitalize())
            candidate = await client.desk.intake.from_text(text)
            await client.desk.library.begin(str(place.server))  # the bot may not have noted yet that it is there
            draft = await client.desk.library.draft(candidate, str(place.server), "1")
            await client.desk.library.file(draft)
            outline = f'<outline title="The {place.secret} wire" xmlUrl="https://{place.typed}.invalid/feed"/>'
            await client.desk.feeds.take_in(str(place.server), f"<opml><body>{outline}</body></opml>".encode(), "1")
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def articles(attache: Attache) -> dict[Place, int]:
    """The number of each server's own article."""
    rows = await attache.desk.database.rows("SELECT id, library FROM articles WHERE library <> 'everyone'")
    return {place: row["id"] for row in rows for place in (A, B) if place.server == row["library"]}


def filled(options: dict[str, Any], place: Place, articles: dict[Place, int]) -> dict[str, Any]:
    """The options, with the articles they stand for."""
    other = B if place is A else A
    stand_for = {
        OTHERS: f"={articles[other]}",
        OWN: f"={articles.get(place, articles[other])}",
        OWN_CHANNEL: "100000000000001102" if place is A else "100000000000002101",
    }
    return {name: stand_for.get(value, value) if isinstance(value, str) else value for name, value in options.items()}


WAITING = re.compile(r"'(?:Fetching|Looking|Opening|Reading) [^']*…'")
"""What a message says while a command is at work (`ui.replies.patiently`)."""


async def shown(driver: Driver, place: Place, outcome: dict[str, Any]) -> str:
    """Everything a command showed, once it is done."""
    message = outcome.get("message")

    async def done() -> bool:
        nonlocal message
        if message:
            there = await driver.messages(place.channel, user=place.user)
            [message] = [copy for copy in there if copy["id"] == message["id"]]
        return not message or not WAITING.search(str(message["components"]))

    await until(done)
    return json.dumps([outcome.get("modal"), message]).lower()


async def behind(driver: Driver, place: Place, outcome: dict[str, Any]) -> str:
    """The sentences behind the lines of an answer that is a list with a menu, up to a line that leads to another answer in its place."""

    def menus(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = [component] if component.get("custom_id", "").startswith("act:answer:line") else []
        return own + [found for child in component.get("components", []) for found in menus(child)]

    message, told = outcome["message"], ""
    for menu in [found for component in message["components"] for found in menus(component)]:
        for option in menu["options"]:
            chosen = await driver.choose(message, menu["custom_id"], [option["value"]], user=place.user)
            told += await shown(driver, place, chosen)
            if chosen["message"]["id"] == message["id"]:
                return told
    return told


def strangers(place: Place) -> list[str]:
    """The secrets that nobody at this place may see."""
    return [other.secret for other in (A, B) if other is not place]


async def test_every_command_and_menu_is_walked(attache: Attache) -> None:
    commands = {
        command.qualified_name for command in attache.tree.walk_commands() if isinstance(command, app_commands.Command)
    }
    kinds = (discord.AppCommandType.message, discord.AppCommandType.user)
    menus = {menu.name for kind in kinds for menu in attache.tree.get_commands(type=kind)}
    assert commands == set(WALK)
    assert menus == set(MENUS)


@pytest.mark.parametrize("name", WALK)
async def test_no_command_shows_a_word_of_anothers_library(
    attache: Attache, driver: Driver, articles: dict[Place, int], name: str
) -> None:
    command = name.split(maxsplit=1)[0]
    installed = attache.tree.get_command(command)
    assert installed
    for place in PLACES:
        if place is DIRECT and not _works_directly(installed):
            continue
        for options in WALK[name]:
            asked = filled(options, place, articles)
            outcome = await driver.command(name, asked, user=place.user, channel=place.channel)
            text = await shown(driver, place, outcome)
            assert outcome["status"] in ("answered", "deferred", "modal"), (place.name, asked)
            assert [word for word in strangers(place) if word in text] == [], (place.name, asked)


@pytest.mark.parametrize("name", MENUS)
async def test_no_menu_shows_a_word_of_anothers_library(attache: Attache, driver: Driver, name: str) -> None:
    for place in (A, B):
        message = await driver.write(MENUS[name], user=place.user, channel=place.channel)
        used = await driver.command(name, user=place.user, channel=place.channel, type=3, target=message["id"])
        text = await shown(driver, place, used)
        assert [word for word in strangers(place) if word in text] == []
    assert attache.is_ready()


def completing(client: Attache) -> list[tuple[str, str]]:
    """Every option that opens a list while typing."""
    return [
        (command.qualified_name, option.name)
        for command in client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.autocomplete
    ]


async def test_no_list_that_opens_while_one_types_shows_a_word_of_anothers_library(
    attache: Attache, driver: Driver
) -> None:
    found = dict.fromkeys(PLACES, "")
    options = completing(attache)
    assert ("stance", "holder") in options
    for name, option in options:
        for place in PLACES:
            installed = attache.tree.get_command(name.split()[0])
            if place is DIRECT and not _works_directly(installed):
                continue
            for typed in TYPED:
                choices = await driver.complete(name, option, typed, user=place.user, channel=place.channel)
                found[place] += json.dumps(choices).lower()
    for place in PLACES:
        assert [word for word in strangers(place) if word in found[place]] == []
    # and the test reaches something: one's own article is offered
    assert A.secret in found[A]
    assert B.secret in found[B]


OWN_SHOWN: list[tuple[str, dict[str, Any]]] = [
    ("stance", {"holder": "Norway"}),
    ("timeline", {"about": "Belarus"}),
    ("quote", {"speaker": "Norway"}),
    ("article list", {}),
    ("article show", {"article": OWN}),
    ("article reread", {"article": OWN}),
]
"""Asked in both places in the same words. If the libraries were not separate, each would see the other's facts."""


@pytest.mark.parametrize(("name", "options"), OWN_SHOWN)
async def test_ones_own_library_is_shown(
    driver: Driver, articles: dict[Place, int], name: str, options: dict[str, Any]
) -> None:
    for place in (A, B):
        asked = filled(options, place, articles)
        outcome = await driver.command(name, asked, user=place.user, channel=place.channel)
        assert place.secret in await shown(driver, place, outcome) + await behind(driver, place, outcome), place.name


# Buttons of answers ask for whoever presses them, at the place where they are pressed.
async def test_buttons_of_an_answer_show_no_word_of_anothers_library(driver: Driver) -> None:
    for place in PLACES:
        for name, options in (("stance", {"holder": "Norway"}), ("timeline", {"about": "Iran"})):
            outcome = await driver.command(name, options, user=place.user, channel=place.channel)
            for custom_id in _buttons(outcome["message"]["components"]):
                # asked again each time: the asker sees the answer to a button in place of the message
                outcome = await driver.command(name, options, user=place.user, channel=place.channel)
                pressed = await driver.press(outcome["message"], custom_id, user=place.user)
                text = await shown(driver, place, pressed)
                assert [word for word in strangers(place) if word in text] == [], (place.name, custom_id)


def _buttons(components: list[dict[str, Any]]) -> list[str]:
    found = []
    for component in components:
        if component["type"] == 2 and not component.get("disabled"):
            found.append(str(component["custom_id"]))
        found += _buttons(component.get("components", []))
    return found


def _works_directly(command: Any) -> bool:
    contexts = command.allowed_contexts
    return contexts is None or bool(contexts.dm_channel)


async def test_a_purged_library_is_nobodys(start: Start, tmp_path: Path) -> None:
    async with Sandbox() as sandbox, Driver(sandbox.url) as driver, start(sandbox, tmp_path / "attache.db") as client:
        text = STORY.format(first="Aardvarkina", secret="Quillfeather")
        await client.desk.library.begin(str(A.server))
        draft = await client.desk.library.draft(await client.desk.intake.from_text(text), str(A.server), "1")
        await client.desk.library.file(draft)
        assert await client.desk.library.draft(await client.desk.intake.from_text(text), str(A.server), "1")
        assert A.secret in json.dumps(await driver.complete("stance", "holder", "aardv", user="ada")).lower()
        asked = await driver.command("privacy delete", user="ada")
        await driver.press(asked["message"], "act:privacy:delete", user="ada")
        assert A.secret not in json.dumps(await driver.complete("stance", "holder", "aardv", user="ada")).lower()
        database = client.desk.database
        assert await database.rows("SELECT 1 FROM drafts WHERE server = :id", id=A.server) == []
        assert await database.rows("SELECT 1 FROM articles WHERE library = :id", id=A.server) == []
