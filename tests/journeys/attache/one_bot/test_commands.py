"""Tests each command through the real client: answers, suggestions, pages, and what can't be found."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.render import pages
from bot.ui import acknowledging
from tests.waiting import until

if TYPE_CHECKING:
    from bot.app import Attache
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]


def words(message: dict[str, Any]) -> str:
    """All text of a Components V2 message, top to bottom."""

    def inside(component: dict[str, Any]) -> list[str]:
        own = [component["content"]] if "content" in component else []
        return own + [text for child in component.get("components", []) for text in inside(child)]

    return "\n".join(text for component in message["components"] for text in inside(component))


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The buttons of a message by their label."""

    def inside(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = [component] if component["type"] == 2 else []
        return own + [button for child in component.get("components", []) for button in inside(child)]

    return {button["label"]: button for component in message["components"] for button in inside(component)}


ANSWERS = [
    # two half-remembered names: the answer says how each was understood, and that there are no actions
    (
        "stance",
        {"holder": "Rusia", "on": "midnite hamer"},
        [
            "Russia opposes Operation Midnight Hammer, in words",
            "Rusia, read as Russia",
            "**condemned**",
            "No actions found",
            "23 June 2025",
        ],
    ),
    # a seat that stands for its government; without `on`, one line per target
    (
        "stance",
        {"holder": "the kremlin"},
        ["Where Russia stands", "Opposes Operation Midnight Hammer", "read as Russia"],
    ),
    # an actor as target includes what the actor did
    ("stance", {"holder": "Iran", "on": "midnight hammer"}, ["Iran opposes Operation Midnight Hammer"]),
    # a capital that stands for its government; nothing in the seed has a date
    (
        "timeline",
        {"about": "Tehran"},
        ["Timeline of Iran", "none dated", "**in the news of 23 June 2025**", "Operation Midnight Hammer"],
    ),
    # an event by one of its names
    ("timeline", {"about": "midnight hammer"}, ["Timeline of Operation Midnight Hammer", "Fordow, Natanz, Isfahan"]),
    # a misspelt surname; direct and reported speech apart
    (
        "quote",
        {"speaker": "Aragchi"},
        ["Abbas Araghchi", "In their own words", "“criminal”", "As reported", "*called; about 23 June 2025*"],
    ),
    # a title by its acronym
    ("quote", {"speaker": "POTUS"}, ["Donald Trump", "Mediate your own"]),
    # about words
    ("quote", {"speaker": "Araghchi", "about": '"blew up"'}, ["1 quotation", "blew up"]),
]


@pytest.mark.parametrize(
    ("command", "options", "told"), ANSWERS, ids=[f"{row[0]} {' '.join(row[1].values())}" for row in ANSWERS]
)
async def test_a_command_is_answered(driver: Driver, command: str, options: dict[str, str], told: list[str]) -> None:
    shown = await driver.command(command, options)
    assert shown["status"] == "answered"
    text = words(shown["message"])
    assert [part for part in told if part not in text] == []


NOTHING = [
    ("stance", {"holder": "Donald Trump", "on": "NATO"}, "No stance by Donald Trump on NATO in the one article"),
    ("timeline", {"about": "NATO"}, "No event involving NATO in the one article"),
    ("timeline", {"about": "Iran", "since": "2030"}, "No event involving Iran since 1 January 2030"),
    ("quote", {"speaker": "Araghchi", "about": "NATO"}, "No quotation by Abbas Araghchi about NATO"),
    ("quote", {"speaker": "Araghchi", "about": "bananas in pyjamas"}, "with the words “bananas in pyjamas”"),
]


@pytest.mark.parametrize(("command", "options", "told"), NOTHING)
async def test_an_empty_answer_says_what_was_looked_for(
    driver: Driver, command: str, options: dict[str, str], told: str
) -> None:
    shown = await driver.command(command, options)
    assert told in words(shown["message"])


async def test_an_empty_answer_offers_what_there_is(driver: Driver) -> None:
    empty = (await driver.command("quote", {"speaker": "Araghchi", "about": "NATO"}))["message"]
    [offer] = [button for label, button in buttons(empty).items() if "quotation" in label]
    shown = await driver.press(empty, offer["custom_id"])
    assert "In their own words" in words(shown["message"])


@pytest.mark.parametrize(("command", "option"), [("stance", "holder"), ("timeline", "about"), ("quote", "speaker")])
async def test_an_unknown_name_offers_the_nearest(driver: Driver, command: str, option: str) -> None:
    shown = await driver.command(command, {option: "Xyzzyq Plughh"})
    assert "named “Xyzzyq Plughh”" in words(shown["message"])


@pytest.mark.parametrize(
    ("command", "option", "typed", "offered"),
    [
        ("stance", "holder", "rus", "=russia"),
        ("stance", "on", "midn", "=e.operation-midnight-hammer"),
        ("timeline", "about", "midn", "=e.operation-midnight-hammer"),
        ("quote", "speaker", "arag", "=abbas-araghchi"),
        # before anything is typed, subjects with facts come first
        ("quote", "about", "", "=iran"),
    ],
)
async def test_names_are_offered_while_one_types(
    driver: Driver, command: str, option: str, typed: str, offered: str
) -> None:
    choices = await driver.complete(command, option, typed)
    assert offered in [choice["value"] for choice in choices]
    assert len(choices) <= 25


async def test_a_chosen_name_is_not_guessed_at_again(driver: Driver) -> None:
    [choice, *_] = await driver.complete("stance", "on", "midnight ham", {"holder": "=russia"})
    shown = await driver.command("stance", {"holder": "=russia", "on": choice["value"]})
    text = words(shown["message"])
    assert "Russia opposes Operation Midnight Hammer" in text
    assert "read as" not in text


async def test_an_ambiguous_name_asks_with_buttons(driver: Driver) -> None:
    asked = (await driver.command("timeline", {"about": "president"}))["message"]
    assert "Which one?" in words(asked)
    assert asked["flags"] & 64
    shown = await driver.press(asked, buttons(asked)["Donald Trump"]["custom_id"])
    assert "Timeline of Donald Trump" in words(shown["message"])


async def test_a_name_of_several_without_an_answer_offers_what_there_is(driver: Driver) -> None:
    asked = (await driver.command("stance", {"holder": "Kim"}))["message"]
    assert "could mean Kim Jong Un" in words(asked)
    assert "the articles here answer this for none of them" in words(asked)
    shown = await driver.press(asked, buttons(asked)["Timeline of Iran"]["custom_id"])
    assert "Timeline of Iran" in words(shown["message"])


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sentences per page, so that the seed article has several pages."""
    monkeypatch.setattr(pages, "BLOCK_LIMIT", 3)


@pytest.mark.usefixtures("short_pages")
async def test_pages_turn_where_they_stand(driver: Driver) -> None:
    first = (await driver.command("timeline", {"about": "Iran"}))["message"]
    assert "page 1 of" in words(first)
    assert buttons(first)["◀"]["disabled"]
    second = (await driver.press(first, buttons(first)["Next ▶"]["custom_id"]))["message"]
    assert second["id"] == first["id"]
    assert "page 2 of" in words(second)
    again = (await driver.press(second, buttons(second)["◀"]["custom_id"]))["message"]
    assert "page 1 of" in words(again)


@pytest.mark.usefixtures("short_pages")
async def test_somebody_else_turns_a_page_of_their_own(driver: Driver) -> None:
    first = (await driver.command("timeline", {"about": "Iran"}, user="mia"))["message"]
    shown = await driver.press(first, buttons(first)["Next ▶"]["custom_id"], user="ed")
    assert shown["message"]["id"] != first["id"]
    assert shown["message"]["flags"] & 64, "only who pressed sees it"
    [still] = [message for message in await driver.messages() if message["id"] == first["id"]]
    assert "page 1 of" in words(still)


async def test_a_further_question_is_answered_where_it_stands(driver: Driver) -> None:
    first = (await driver.command("stance", {"holder": "Russia"}))["message"]
    offer = next(button for label, button in buttons(first).items() if label.startswith("On "))
    shown = await driver.press(first, offer["custom_id"])
    assert shown["message"]["id"] == first["id"]
    assert "Russia" in words(shown["message"])
    assert "Back" not in buttons(first)
    back = (await driver.press(shown["message"], buttons(shown["message"])["Back"]["custom_id"]))["message"]
    assert back["id"] == first["id"]
    assert words(back) == words(first)
    assert "Back" not in buttons(back)


# The second answer has a picture, and its controls are in its menu; turning it loses no way back.
async def test_a_timeline_in_anothers_place_leads_back_from_all_its_pages(driver: Driver) -> None:
    first = (await driver.command("stance", {"holder": "Iran"}))["message"]
    shown = (await driver.press(first, buttons(first)["Timeline"]["custom_id"]))["message"]
    turned = (await driver.press(shown, buttons(shown)["Next ▶"]["custom_id"]))["message"]
    assert "page 2 of" in words(turned)
    back = (await driver.press(turned, buttons(turned)["Back"]["custom_id"]))["message"]
    assert words(back) == words(first)
    # somebody else's copy is a message of its own: there is nothing to go back to
    copy = (await driver.press(back, buttons(back)["Timeline"]["custom_id"], user="ed"))["message"]
    assert copy["flags"] & 64
    assert "Back" not in buttons(copy)


async def test_a_made_up_button_is_refused_in_a_sentence(attache: Attache, driver: Driver) -> None:
    first = (await driver.command("stance", {"holder": "Russia"}))["message"]
    with pytest.raises(AskError):  # the sandbox lets nobody press a missing button
        await driver.press(first, "ask:t0:0:nonsense:x")
    assert attache.is_ready()


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        (
            "timeline",
            {"about": "Iran", "since": "the day the music died"},
            "I can't read “the day the music died” as a date",
        ),
        ("timeline", {"about": "Iran", "since": "2025", "until": "2024"}, "is later than until"),
        ("quote", {"speaker": "Araghchi", "about": "x" * 80}, "at most 32 characters"),
    ],
)
async def test_errors_that_the_asker_can_fix_are_shown_to_them_alone(
    driver: Driver, command: str, options: dict[str, str], told: str
) -> None:
    shown = await driver.command(command, options)
    assert told in words(shown["message"])
    assert shown["message"]["flags"] & 64


HOSTILE = [
    "@everyone <@1> <#2>",
    "**bold** `code` [a](http://b.test)",
    "'; DROP TABLE stances; --",
    "\u202e\u200d\u0000",
    "🦆" * 50,
    "x" * 100,
    "=",
    "=no-such-id",
    "ask:t0:0:stance:x",
]


@pytest.mark.parametrize("typed", HOSTILE)
async def test_hostile_names_are_just_names(driver: Driver, typed: str) -> None:
    for command, option in (("stance", "holder"), ("timeline", "about"), ("quote", "speaker")):
        shown = await driver.command(command, {option: typed})
        assert shown["status"] == "answered"
        message = shown["message"]
        assert not message["mentions"]
        assert not message["mention_everyone"]
        assert "Something went wrong" not in words(message)


async def test_a_slow_answer_says_thinking_first(
    attache: Attache, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.01)
    ask = attache.desk.ask

    async def slowly(*asked: Any) -> Any:
        await asyncio.sleep(0.1)
        return await ask(*asked)

    monkeypatch.setattr(attache.desk, "ask", slowly)
    early = await driver.command("stance", {"holder": "Russia"}, wait=True)
    assert early["status"] == "deferred"
    assert "the answer is below" in words((await driver.command("stance", {"holder": "Russia"}))["message"])

    async def below() -> bool:
        return "Where Russia stands" in words((await driver.messages(user="ed"))[-1])

    await until(below)
    late = (await driver.messages(user="ed"))[-1]
    turned = await driver.press(late, next(iter(buttons(late).values()))["custom_id"])
    assert turned["message"]


async def test_a_fault_of_ours_is_apologised_for_and_logged(
    attache: Attache, driver: Driver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_asked: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(attache.desk, "ask", broken)
    shown = await driver.command("stance", {"holder": "Russia"})
    assert "Something went wrong on my side" in words(shown["message"])
    assert shown["message"]["flags"] & 64
    assert "ZeroDivisionError" in caplog.text


async def test_it_answers_in_direct_messages(driver: Driver) -> None:
    shown = await driver.command("stance", {"holder": "Russia"}, channel="dm")
    assert "Where Russia stands" in words(shown["message"])


async def test_nothing_sent_can_ping(driver: Driver) -> None:
    after = max((call["number"] for call in await driver.calls()), default=0)
    await driver.command("quote", {"speaker": "POTUS"})
    [sent] = [call["body"] for call in await driver.calls(after=after) if "callback" in call["path"]]
    body = json.loads(sent) if isinstance(sent, str) else sent
    assert body["data"]["allowed_mentions"] == {"parse": []}


# The trap: whoever presses, on whichever answer, it is theirs alone, and the public answer stays as it was.
async def test_what_is_less_sure_is_shown_to_whoever_asks_alone(driver: Driver) -> None:
    answer = await driver.command("stance", {"holder": "Iran"}, user="ada")
    label = next(label for label in buttons(answer["message"]) if label.startswith("Less sure ("))
    button = buttons(answer["message"])[label]["custom_id"]
    shown = await driver.press(answer["message"]["id"], button, user="mia")
    assert shown["message"]["flags"] & 64
    told = words(shown["message"])
    assert "no answer, picture or digest counts" in told
    assert "> Araghchi **called** it “criminal” and warned" in told
    assert "*May say: Abbas Araghchi opposes Operation Midnight Hammer. Not sure, so it counts nowhere.*" in told
    assert told.index("**called**") < told.index("May say")
    seen = await driver.messages(user="ada")
    assert words(seen[-1]) == words(answer["message"])
    german = await driver.press(answer["message"]["id"], button, user="mia", locale="de")
    assert "Sagt vielleicht – Abbas Araghchi: gegen Operation Midnight Hammer" in words(german["message"])


async def test_a_miss_has_what_is_less_sure_too(driver: Driver) -> None:
    miss = await driver.command("stance", {"holder": "Trump", "on": "Putin"})
    assert "No stance by Donald Trump on Vladimir Putin" in words(miss["message"])
    shown = await driver.press(miss["message"]["id"], buttons(miss["message"])["Less sure (1)"]["custom_id"])
    assert "May say: Donald Trump opposes Vladimir Putin" in words(shown["message"])
