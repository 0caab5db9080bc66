"""Tests `/digest` through the real client, from the command to the delivered edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render import Button, lines_page
from bot.ui.views import view_of
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import Attache
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]

SERVER = "100000000000001000"
GENERAL, BRIEFINGS, TOPICS, EDITORS = (f"10000000000000110{number}" for number in range(1, 5))
EDITORS_ROLE = "100000000000001001"


def inside(message: dict[str, Any], *types: int) -> list[dict[str, Any]]:
    """The components of some types, from top to bottom."""

    def found(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = [component] if component["type"] in types else []
        return own + [part for child in component.get("components", []) for part in found(child)]

    return [part for component in message["components"] for part in found(component)]


def words(message: dict[str, Any]) -> str:
    return "\n".join(part["content"] for part in inside(message, 10))


class Desk:
    """An editor at the keyboard."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    async def type(self, command: str, user: str = "ada", **options: Any) -> dict[str, Any]:
        """The message that answers a command. The library's only article is from June 2025: here it counts as news at any time."""
        if command == "subscribe":
            options = {"max_age": 3_650, **options}
        shown = await self.driver.command(f"digest {command}", options, user=user)
        assert shown["status"] == "answered"
        message: dict[str, Any] = shown["message"]
        return message

    async def says(self, command: str, user: str = "ada", **options: Any) -> str:
        return words(await self.type(command, user, **options))

    async def offered(self, command: str, option: str, typed: str, **options: str) -> list[dict[str, str]]:
        return await self.driver.complete(f"digest {command}", option, typed, options, user="ada")


@pytest.fixture
async def desk(driver: Driver, attache: Attache) -> AsyncIterator[Desk]:
    """No digest before or after the test, and nothing told: what one digest told in a channel, no other tells there."""
    yield Desk(driver)
    for subscription in await attache.desk.digests.of_server(SERVER):
        await attache.desk.digests.end(subscription)
    async with attache.desk.database.transaction() as transaction:
        await transaction.run("DELETE FROM told")


async def test_subscribing_says_when_it_comes_and_shows_what_it_would_hold(desk: Desk, driver: Driver) -> None:
    said = await desk.says(
        "subscribe", at="8:30 pm", zone="berlin", about="iran, the kremlin", style="full", quiet="22:00-07:00"
    )
    assert "full, daily at 20:30 \\(Europe/Berlin\\), quiet from 22:00 to 07:00, about Iran and Russia" in said
    assert said.count("20:30 Europe/Berlin") == 3
    assert said.count("<t:") == 3

    async def previewed() -> bool:  # it follows the answer; other tests' previews stand above it
        own = [words(message) for message in await driver.messages("general", user="ada") if message["flags"] & 64]
        return any("new article since" in said and "about Iran and Russia" in said for said in own)

    await until(previewed)


async def test_by_default_old_articles_are_no_news_but_a_newcomers_example(desk: Desk) -> None:
    assert "Articles published more than 3 days before the previous digest are only counted." in await desk.says(
        "subscribe", about="iran", max_age=3
    )
    said = await desk.says("preview")
    assert "Nothing new to send yet. This example is made from older articles: add news with /feed add" in said
    assert "Operation Midnight Hammer" in said
    assert "No digest has been sent yet: /digest preview shows" in await desk.says("why")
    sent = await desk.says("now")
    where = sent.split("discord.com/channels/")[1].split("/")[1]
    edition = words((await desk.driver.messages(where, user="ada"))[-1])
    assert "Nothing new about Iran" in edition
    assert (
        "Added to the library: 1 article of 2025" in edition
        or "Added to the library: 1 article of June 2025" in edition
    )
    assert "published too long before this digest" in await desk.says("why")
    assert "more than 30 days before the previous digest" in await desk.says("edit", max_age=30)


async def test_an_unclear_zone_is_asked_about_and_choosing_one_finishes_the_command(desk: Desk, driver: Driver) -> None:
    async def choose(asked: dict[str, Any], zone: str) -> str:
        [menu] = inside(asked, 3)
        assert zone in [option["value"] for option in menu["options"]]
        return words((await driver.choose(asked, menu["custom_id"], [zone], user="ada"))["message"])

    asked = await desk.type("subscribe", at="8:00", zone="Eastern", about="iran", style="full")
    assert "“Eastern” could mean New York, Toronto, Sydney or Brisbane. Which one?" in words(asked)
    assert "No digests here yet" in await desk.says("list")
    said = await choose(asked, "America/New_York")
    assert "full, daily at 08:00 \\(America/New\\_York\\), about Iran" in said
    asked = await desk.type("edit", zone="Central", at="9:30")
    assert "daily at 09:30 \\(America/Chicago\\), about Iran" in await choose(asked, "America/Chicago")


WRONG = [
    ({"at": "25:00"}, "is not a time of day"),
    ({"zone": "atlantis"}, "I don't know the time zone “atlantis”"),
    ({"zone": "Eastern"}, "“Eastern” could mean New York, Toronto, Sydney or Brisbane. Which one?"),
    ({"zone": "EST"}, "“EST” could mean New York, Toronto, Panama"),
    ({"about": "xyzzyq"}, "I know no actor, event or issue named “xyzzyq”"),
    ({"day": "monday"}, "works only with every:weekly"),
    ({"every": "weekly", "day": "someday"}, "not a day of the week"),
    ({"also_at": "18:00"}, "works only with every:twice daily"),
    ({"every": "twice daily", "at": "08:00", "also_at": "8am"}, "two different times"),
    ({"quiet": "late"}, "write them like 22:00-07:00"),
    ({"quiet": "8-8"}, "must start and end at different times"),
    ({"about": ",".join("abcdefghi")}, "at most 8 actors, events and issues"),
]


@pytest.mark.parametrize(("options", "said"), WRONG, ids=[row[1] for row in WRONG])
async def test_an_invalid_option_says_how_to_write_it_and_saves_nothing(
    desk: Desk, options: dict[str, str], said: str
) -> None:
    assert said in await desk.says("subscribe", **options)
    assert "No digests here yet" in await desk.says("list")


async def test_a_missing_permission_is_named_before_anything_is_saved(desk: Desk, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES", "READ_MESSAGE_HISTORY"]})
    said = await desk.says("subscribe", channel=GENERAL)
    await driver.ask("DELETE", "channels/general/overwrites/bot")
    assert "I can't send a digest to \\#general yet: I need Send Messages and Read Message History there" in said
    assert "No digests here yet" in await desk.says("list")


async def test_a_role_that_can_not_be_pinged_is_named_too(desk: Desk, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["MENTION_EVERYONE"]})
    said = await desk.says("subscribe", ping="100000000000001003")
    await driver.ask("DELETE", "channels/general/overwrites/bot")
    assert "I can't ping Admins: allow anyone to mention this role in its settings" in said
    assert "I only ping roles, never everyone" in await desk.says("subscribe", ping=SERVER)
    assert "No digests here yet" in await desk.says("list")


async def test_a_name_that_nobody_has_can_be_searched_for(desk: Desk, driver: Driver) -> None:
    asked = await desk.type("subscribe", about="iran, nuclear sites")
    assert "I know no actor, event or issue named “nuclear sites”" in words(asked)
    [search] = [button for button in inside(asked, 2) if button["label"].startswith("Search")]
    assert search["label"] == "Search the articles for “nuclear sites”"
    assert "nuclear" in words((await driver.press(asked, search["custom_id"], user="ada"))["message"])
    assert "No digests here yet" in await desk.says("list")
    feed = await driver.command("feed add", {"url": "https://news.example/feed", "about": "nuclear sites"}, user="ada")
    assert "I know no actor named “nuclear sites”: put it in quotes" in words(feed["message"])
    assert [button["label"] for button in inside(feed["message"], 2)] == ["Search the articles for “nuclear sites”"]


PLACES = [(GENERAL, "general"), (BRIEFINGS, "briefings"), (TOPICS, "topics")]


@pytest.mark.parametrize(("channel", "name"), PLACES)
async def test_now_sends_an_edition_to_a_text_announcement_or_forum_channel(
    desk: Desk, driver: Driver, channel: str, name: str
) -> None:
    await desk.type("subscribe", channel=channel, about="iran")
    said = await desk.says("now")
    assert "sent · on request" in said
    where = said.split("discord.com/channels/")[1].split("/")[1]
    edition = (await driver.messages(where, user="ada"))[-1]
    assert "about Iran" in words(edition)
    assert "Operation Midnight Hammer" in words(edition)
    assert ("general" if name == "general" else where) in (name, where)


FORGED = ("edition:about", "edition:why", "delivery:resume")


# Trap: an edition of another channel and none at all, or a digest of the server and none, were told apart by the words.
@pytest.mark.parametrize("act", FORGED)
async def test_a_forged_button_tells_a_member_nothing(desk: Desk, driver: Driver, attache: Attache, act: str) -> None:
    await desk.type("subscribe", channel=BRIEFINGS, about="iran")
    await desk.type("now")
    [edition] = await attache.desk.database.rows("SELECT nonce, subscription FROM editions ORDER BY rowid DESC LIMIT 1")
    real = edition["subscription"] if act.startswith("delivery") else edition["nonce"]
    ids = [f"act:{act}:{argument}" for argument in (real, "999999", "zzzzzzzzzzzzzzzzzzzz")]
    view = view_of(
        lines_page(["Forged"], rows=(tuple(Button(f"{at}", custom_id) for at, custom_id in enumerate(ids)),))
    )
    message = str((await attache.get_partial_messageable(int(GENERAL)).send(view=view)).id)
    told = {words((await driver.press(message, custom_id, user="mia"))["message"]) for custom_id in ids}
    assert len(told) == 1, told
    assert "Iran" not in told.pop()
    editors = [words((await driver.press(message, custom_id, user="ada"))["message"]) for custom_id in ids]
    assert editors[1] == editors[2]
    assert (editors[0] == editors[1]) == (act == "edition:about"), "editors may ask why, and resume"


async def test_an_editions_menu_and_buttons_lead_on_for_every_member(desk: Desk, driver: Driver) -> None:
    await desk.type("subscribe", about="iran")
    await desk.type("now")
    edition = (await driver.messages("general", user="mia"))[-1]
    [menu] = inside(edition, 3)
    assert next(option["label"] for option in menu["options"]) == "Operation Midnight Hammer (attack)"
    shown = await driver.choose(edition, menu["custom_id"], [menu["options"][0]["value"]], user="mia")
    assert "After the US launched heavy airstrikes on Iran’s nuclear sites" in words(shown["message"])
    assert shown["message"]["flags"] & 64
    told = {}
    for button in inside(edition, 2):
        told[button["label"]] = words((await driver.press(edition, button["custom_id"], user="mia"))["message"])
    more = next(label for label in told if label.startswith("More on Operation Midnight"))
    assert "Timeline of Operation Midnight Hammer" in told[more]
    assert "Included: Operation Midnight Hammer" in told["Why these?"]


async def test_an_edition_its_menu_and_what_it_leads_to_are_in_its_language(desk: Desk, driver: Driver) -> None:
    await desk.type("subscribe", channel=TOPICS, about="iran, russia", language="Deutsch")
    said = await desk.says("now")
    where = said.split("discord.com/channels/")[1].split("/")[1]
    edition = (await driver.messages(where, user="mia"))[-1]
    assert "zu Iran und Russland" in words(edition)
    [menu] = inside(edition, 3)
    assert menu["placeholder"] == "Sätze hinter einer Zeile"
    assert menu["options"][0]["label"] == "Operation Midnight Hammer (Angriff)"
    shown = await driver.choose(edition, menu["custom_id"], [menu["options"][0]["value"]], user="mia")
    assert "Worauf diese Zeile beruht" in words(shown["message"])
    assert "veröffentlicht um 23. Juni 2025" in words(shown["message"])
    [guild] = [guild for guild in (await driver.state())["guilds"] if guild["id"] == SERVER]
    assert any(thread["name"].startswith("Überblick, ") for thread in guild["threads"] if thread["id"] == where)


async def test_nothing_is_said_twice_and_the_history_and_why_say_what_became_of_it(desk: Desk) -> None:
    await desk.type("subscribe", about="iran", empty="say so")
    await desk.type("now")
    await desk.type("now")
    history = await desk.says("history")
    assert history.count("sent · on request") == 2
    [last, first] = await desk.offered("why", "edition", "")
    assert "This one looked at 0 articles" in await desk.says("why", edition=last["value"])
    assert "Included: Operation Midnight Hammer" in await desk.says("why", edition=first["value"])
    [article] = await desk.offered("why", "article", "russia")
    said = await desk.says("why", article=article["value"])
    assert "looked at this article" in said
    assert "Included: Operation Midnight Hammer" in said
    assert "no such digest" in await desk.says("why", edition="of another time")
    assert "No article here has “of mine”" in await desk.says("why", article="of mine")


async def test_a_digest_keeps_to_topics_and_why_says_what_is_unclear(desk: Desk) -> None:
    assert "is no topic: choose among politics" in await desk.says("subscribe", topics="weather")
    said = await desk.says("subscribe", topics="sport, Science", empty="say so")
    assert "It keeps to sport and science; articles whose topic is not clear are kept too." in said
    assert [choice["value"] for choice in await desk.offered("edit", "topics", "science, po")] == ["science, politics"]
    await desk.type("now")
    why = await desk.says("why")
    assert "It keeps to sport and science; articles whose topic is not clear are kept too." in why
    # the article is half about diplomacy, half about war: nothing is left out silently
    assert "1 article has no clear topic, and was not left out for that." in why
    assert "Included: Operation Midnight Hammer" in why
    assert "keeps to" not in await desk.says("edit", topics="none")


async def test_preview_is_for_the_asker_alone_and_keeps_nothing(desk: Desk) -> None:
    await desk.type("subscribe", about="iran")
    shown = await desk.type("preview")
    assert shown["flags"] & 64
    assert "Operation Midnight Hammer" in words(shown)
    assert "Operation Midnight Hammer" in await desk.says("preview")
    assert "none sent yet" in await desk.says("history")


async def test_editing_changes_what_is_given_and_nothing_else(desk: Desk) -> None:
    await desk.type("subscribe", at="08:00", zone="berlin", about="iran", ping=EDITORS_ROLE)
    said = await desk.says("edit", every="weekly", day="mon and thu", language="Deutsch", about="everything")
    assert "brief, every Monday and Thursday at 08:00 \\(Europe/Berlin\\), about everything" in said
    assert "pings Editors. Language: Deutsch" in said
    assert "pings nobody" in await desk.says("edit", no_ping=True)
    assert "neuer Artikel" in await desk.says("preview")
    assert "quiet from 22:00 to 07:00" in await desk.says("edit", quiet="22:00-07:00")
    assert "held" not in await desk.says("edit", quiet="none")


async def test_pause_until_a_day_and_resume(desk: Desk) -> None:
    await desk.type("subscribe")
    assert "is not in the future" in await desk.says("pause", until="2020-01-01")
    assert "Paused until <t:" in await desk.says("pause", until="2099-01-01")
    assert "Paused until <t:" in await desk.says("list")
    assert "already paused" in await desk.says("pause")
    assert "is paused: start it again with /digest resume first" in await desk.says("now")
    assert "Next three:" in await desk.says("resume")
    assert "is not paused" in await desk.says("resume")


async def test_move_and_unsubscribe_with_undo(desk: Desk, driver: Driver) -> None:
    await desk.type("subscribe", about="iran")
    assert "in \\#briefings: brief" in await desk.says("move", channel=BRIEFINGS)
    ended = await desk.type("unsubscribe")
    assert "This server has no digests yet" in await desk.says("preview")
    [undo] = inside(ended, 2)
    again = await driver.press(ended, undo["custom_id"], user="ada")
    assert "in \\#briefings: brief, daily at 09:00" in words(again["message"])
    assert "1 digest" in await desk.says("list")


async def test_which_digest_is_asked_where_there_are_several(desk: Desk) -> None:
    await desk.type("subscribe", about="iran")
    await desk.type("subscribe", channel=BRIEFINGS, every="as it happens", style="headlines")
    assert "This server has 2 digests: choose one" in await desk.says("preview")
    offered = await desk.offered("preview", "digest", "briefings")
    assert [choice["name"].split(" ", 1)[1] for choice in offered] == [
        "#briefings · about everything · as it happens, at most 3 an hour, the rest daily at 09:00 (UTC)"
    ]
    assert "about everything" not in await desk.says("preview", digest=offered[0]["value"])
    assert "no digest “99”" in await desk.says("preview", digest="99")


async def test_names_and_zones_are_offered_while_one_types(desk: Desk) -> None:
    assert ("Berlin, Germany · UTC+0", "Europe/Berlin") in [
        (choice["name"][:-4], choice["value"]) for choice in await desk.offered("subscribe", "zone", "berl")
    ]
    several = await desk.offered("subscribe", "about", "=iran, rus")
    assert {"name": "Iran, Russia", "value": "=iran, =russia"} in [dict(choice) for choice in several]
    said = await desk.says("subscribe", about="=iran, =russia")
    assert "about Iran and Russia" in said


async def test_a_private_thread_is_subscribed_to_once_the_bot_is_in_it(
    attache: Attache, desk: Desk, driver: Driver
) -> None:
    asked = {"user": "ada", "channel": "general", "name": "desk", "private": True}
    thread = (await driver.ask("POST", "threads", asked))["id"]
    refused = await desk.says("subscribe", channel=thread)
    assert "I can't see \\#desk. Give me View Channel there. If it is a private thread, add me" in refused
    assert "No digests here yet" in await desk.says("list")
    await driver.ask("PUT", f"channels/{thread}/members/bot", {})
    newsroom = attache.get_guild(int(SERVER))
    assert newsroom
    await until(lambda: newsroom.get_thread(int(thread)))
    assert "Digest set up in \\#desk" in await desk.says("subscribe", channel=thread)
    await driver.ask("DELETE", f"channels/{thread}", {})
