"""Tests what nobody should send: ids that we never made, old ones, another server's, and whatever can be typed. It is answered, and changes nothing."""

from __future__ import annotations

import base64
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from discord import AppCommandOptionType, app_commands, ui
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import AskError
from bot.model.feed import NewFeed
from bot.sandbox import Driver, Sandbox
from bot.store import feeds, subscriptions
from bot.store.articles import file_reading
from bot.store.server_contents import contents
from bot.ui.views import ActItem
from tests.conftest import NOW, Tell
from tests.test_cogs import every_command
from tests.test_who_may import ACTS, EVERYONE
from tests.ui.conftest import subscribed
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.app import Attache
    from bot.store.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="session")

GENERAL, NEWSROOM, SECOND = 100000000000001101, "100000000000001000", "100000000000002000"
SECRET = "quillfeather"
MALFORMED: list[tuple[str, ...]] = [
    (),
    ("x", "-1"),
    # digits that SQLite can't hold, can't once they are multiplied, or that Python alone reads
    ("9" * 60, "0"),
    ("9" * 18, "9" * 18, ""),
    ("\u0661", "\u0662", "x", "y"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """One without Discord's limits: the bot posts each forged button itself."""
    async with Sandbox(limits=False) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def of_the_other(attache: Attache) -> list[str]:
    """The ids of what another server has: an article, a draft, a feed, a digest."""
    desk = attache.desk
    await desk.library.begin(SECOND)
    told = Tell(f"Iran condemned the {SECRET} attack.", title=SECRET).event("attack", by="iran")
    article = (await file_reading(desk.database, told.reading(), SECOND, NOW)).article
    draft = await desk.library.draft(await desk.intake.from_text(f"Iran condemned the {SECRET} raid."), SECOND, "1")
    wire = NewFeed(SECOND, "https://wire.example/feed", "wire.example", SECRET, None, 60, None)
    feed = await feeds.add(desk.database, wire, NOW, NOW + timedelta(days=36_500))
    digest = await subscriptions.add(desk.database, subscribed(NOW, server=SECOND, slot_at=NOW + timedelta(days=36_500), next_due_at=NOW + timedelta(days=36_500)))  # fmt: skip
    return [str(article), str(draft.id), str(feed), str(digest.id)]


async def stored(database: Database, server: str) -> list[dict[str, Any]]:
    return [
        line async for line in contents(database, server) if line["table"] != "servers"
    ]  # entered at the first look


async def press(client: Attache, driver: Driver, custom_id: str, user: str) -> dict[str, Any]:
    """What a user sees of a button with this id, on a message of the bot."""
    button: ui.Button[Any] = ui.Button(label="x", custom_id=custom_id)
    row: ui.ActionRow[Any] = ui.ActionRow(ActItem(button) if custom_id.startswith("act:") else button)
    view = ui.LayoutView(timeout=None).add_item(row)
    message = await client.get_partial_messageable(GENERAL).send(view=view)
    return await driver.press(str(message.id), custom_id, user=user)


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What went wrong on our side, also after a command was answered for the first time."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def acts(name: str, arguments: Iterable[tuple[str, ...]]) -> list[str]:
    noun, verb = name.split()
    made = (":".join(("act", noun, verb, *given)) for given in arguments)
    return [custom_id for custom_id in made if len(custom_id) <= 100]


async def test_no_id_that_we_never_made_breaks_anything(
    attache: Attache, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    before = await stored(attache.desk.database, NEWSROOM)
    with caplog.at_level(logging.ERROR):
        for name in ACTS.keys() - {"privacy delete"}:  # needs no argument
            for custom_id in acts(name, MALFORMED):
                assert "went wrong" not in str(await press(attache, driver, custom_id, "ada")), custom_id
    assert faults(caplog) == []
    assert await stored(attache.desk.database, NEWSROOM) == before


async def test_the_ids_of_another_server_show_and_change_nothing(
    attache: Attache, driver: Driver, of_the_other: list[str]
) -> None:
    before = await stored(attache.desk.database, SECOND)
    assert SECRET in str(before)
    for name in ACTS.keys() - {"privacy delete"}:
        given = [(number, "0", "") for number in dict.fromkeys(of_the_other)]
        for custom_id in acts(name, given):
            shown = str(await press(attache, driver, custom_id, "ada"))
            assert SECRET not in shown.lower(), custom_id
            assert "went wrong" not in shown, custom_id
    assert await stored(attache.desk.database, SECOND) == before


# As a button that was posted while Mia was an editor, and is pressed when she no longer is one.
async def test_a_role_that_was_lost_opens_nothing(attache: Attache, driver: Driver) -> None:
    await driver.command("settings editors", {"role": "Editors"}, user="ada")
    await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    text = "Russia condemned the attack on Iran, and its minister said that the strikes broke international law. " * 3
    try:
        form = await driver.command("article add", user="mia")
        shown = await driver.submit(form["interaction_id"], {"text": text}, user="mia")
        open_still = await driver.command("article add", user="mia")
        add = ""

        async def previewed() -> bool:
            nonlocal add
            there = [each for each in await driver.messages(user="mia") if each["id"] == shown["message"]["id"]]
            add = next((found for found in custom_ids(there) if found.startswith("act:article:file")), "")
            return bool(add)

        await until(previewed)
        await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": []})
        refused = await driver.press(shown["message"], add, user="mia")
        assert "Only editors can do that" in str(refused["message"])
        again = await driver.submit(open_still["interaction_id"], {"text": text}, user="mia")
        assert "Only editors can do that" in str(again["message"])
        assert await attache.desk.servers.kept(NEWSROOM) == 0
    finally:
        await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": []})
        await driver.command("settings editors", user="ada")


def custom_ids(components: list[dict[str, Any]]) -> list[str]:
    inner = [found for each in components for found in custom_ids(each.get("components", []))]
    return [each["custom_id"] for each in components if "custom_id" in each] + inner


ANY_ID = st.one_of(
    st.text(min_size=1, max_size=100),
    st.from_regex(r"act:[a-z]{1,9}:[a-z]{1,9}(:[^:]{0,9}){0,5}", fullmatch=True),
    st.builds(
        lambda name, given: acts(name, [given])[0],
        st.sampled_from(sorted(name for name, who in ACTS.items() if who == EVERYONE)),
        st.lists(st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=9), max_size=5).map(tuple),
    ),
    # pieces of the ids of answers, cut and joined
    st.text("ask:stancetimeline=|~.0123456789;,/-", min_size=1, max_size=100),
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(custom_id=ANY_ID)
async def test_whatever_an_id_is_who_presses_gets_an_answer(attache: Attache, driver: Driver, custom_id: str) -> None:
    if not custom_id.strip() or any(0xD800 <= ord(letter) < 0xE000 for letter in custom_id):
        return  # Discord takes none of these
    shown = await press(attache, driver, custom_id, "mia")
    assert shown["status"] in ("answered", "deferred", "updated"), custom_id
    assert "went wrong" not in str(shown), custom_id


LINKS = ("x", "http://", "https://\u0130.example", "file:///etc/passwd", "http://127.0.0.1/", "http://[::1", "javascript:alert(1)", "http://0x7f.1/\n")  # fmt: skip
"""What leads nowhere; a made-up link that leads somewhere would be fetched."""
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100),
    st.sampled_from(["=", "=1", "#1", "@everyone", "<@&1>", '"', '""', "-", "~", "0", "\u0661", "a,b,,c", "outlet:", "2025-13-45", "Iran " * 19, "\u202e`_*[x](y)"]),
)  # fmt: skip


def value_of(option: Any) -> st.SearchStrategy[Any]:
    """Something that Discord lets through as the value of an option."""
    if option.choices:
        return st.sampled_from([choice.name for choice in option.choices])
    if option.name in ("url", "link"):
        return st.sampled_from(LINKS)
    match option.type:
        case AppCommandOptionType.string:
            most = int(option.max_value or 6_000)
            return WORDS.filter(lambda typed: bool(typed.strip())).map(lambda typed: typed[:most])
        case AppCommandOptionType.integer:
            return st.integers(int(option.min_value or 0), int(option.max_value or 10_000))
        case AppCommandOptionType.boolean:
            return st.booleans()
        case AppCommandOptionType.channel:
            return st.sampled_from(["general", "briefings"])
        case AppCommandOptionType.role:
            return st.just("Editors")
    names = st.sampled_from(["a.txt", "a.html", "a.pdf", "a.opml", "a.exe", "..%2f\u202etxt"])
    content = st.binary(max_size=200).map(lambda raw: base64.b64encode(raw).decode())
    return st.fixed_dictionaries({"filename": names, "content_base64": content})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_whatever_is_typed_into_a_command_is_answered(
    attache: Attache, driver: Driver, caplog: pytest.LogCaptureFixture, data: st.DataObject
) -> None:
    slash = {each.qualified_name: each for each in every_command(attache) if isinstance(each, app_commands.Command)}
    name = data.draw(st.sampled_from(sorted(slash)))
    options = {
        option.name: data.draw(value_of(option))
        for option in slash[name].parameters
        if option.required or data.draw(st.booleans())
    }
    try:
        shown = await driver.command(name, options, user="ada")
    except AskError:  # Discord itself refuses it
        return
    assert shown["status"] in ("answered", "deferred", "modal"), shown
    assert "went wrong" not in str(shown), (name, options)
    assert faults(caplog) == [], (name, options)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.fixed_dictionaries({"text": WORDS}, optional={"title": WORDS, "outlet": WORDS, "date": WORDS.map(lambda typed: typed[:40]), "link": st.sampled_from(LINKS)}))  # fmt: skip
async def test_whatever_is_typed_into_a_form_is_answered(
    attache: Attache, driver: Driver, caplog: pytest.LogCaptureFixture, typed: dict[str, str]
) -> None:
    assert attache.is_ready()
    form = await driver.command("article add", user="ada")
    try:
        shown = await driver.submit(form["interaction_id"], typed, user="ada")
    except AskError:
        return
    assert shown["status"] in ("answered", "deferred"), shown
    assert "went wrong" not in str(shown), typed
    assert faults(caplog) == [], typed
