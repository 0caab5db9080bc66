"""Tests the life of an interaction: acknowledged in time or lost, answered, deferred, followed up, expired."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.sandbox.bare import BareBot
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Driver, Sandbox
    from bot.sandbox.schema import Schema
    from bot.sandbox.world import Json

MIA, ED = "100000000000000101", "100000000000000102"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
BUTTONS = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
            {"type": 2, "style": 1, "label": "No", "custom_id": "no", "disabled": True},
        ],
    }
]
MENU = [
    {
        "type": 1,
        "components": [
            {"type": 3, "custom_id": "m", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]}
        ],
    }
]
MODAL = {
    "type": 9,
    "data": {
        "custom_id": "q",
        "title": "T",
        "components": [
            {"type": 1, "components": [{"type": 4, "custom_id": "f", "style": 1, "label": "L", "min_length": 2}]},
            {"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who"}},
        ],
    },
}
COMMANDS = [
    {"name": "do", "description": "Do it", "contexts": [0, 1], "options": [
        {"type": 3, "name": "what", "description": "What", "required": True, "max_length": 10, "autocomplete": True},
        {"type": 4, "name": "times", "description": "How often", "min_value": 1, "max_value": 5},
        {"type": 5, "name": "loud", "description": "Loud"},
        {"type": 6, "name": "who", "description": "Who"},
        {"type": 7, "name": "where", "description": "Where", "channel_types": [0]},
        {"type": 8, "name": "role", "description": "Role"},
        {"type": 3, "name": "size", "description": "Size", "choices": [{"name": "Big", "value": "b"}]},
        {"type": 11, "name": "file", "description": "File"},
    ]},
    {"name": "team", "description": "Team", "contexts": [0], "options": [{"type": 2, "name": "list", "description": "l", "options": [{"type": 1, "name": "all", "description": "a"}]}]},
    {"name": "admin", "description": "For managers", "default_member_permissions": "32"},
    {"name": "Look", "type": 2},
    {"name": "Read", "type": 3},
]  # fmt: skip


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[BareBot]:
    async with BareBot(sandbox.url, sandbox.token) as one:
        await one.call("PUT", f"/applications/{sandbox.world.application_id}/commands", COMMANDS)
        yield one


class Asked:
    """A command in progress, and what the bot received of it."""

    def __init__(self, outcome: asyncio.Task[Json], got: Json) -> None:
        self.outcome, self.got = outcome, got


async def asked(bot: BareBot, doing: Any) -> Asked:
    outcome = asyncio.create_task(doing)
    received = asyncio.create_task(bot.interactions.get())
    await asyncio.wait({outcome, received}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
    if not received.done():
        outcome.result()
    return Asked(outcome, received.result())


def do(driver: Driver, **more: Any) -> Any:
    return driver.command("do", {"what": "x"}, **more)


async def test_an_answer_with_response_has_discords_shape(bot: BareBot, driver: Driver, schema: Schema) -> None:
    one = await asked(bot, do(driver))
    status, shown = await bot.acknowledge(one.got, {"type": 4, "data": {"content": "done"}}, with_response=True)

    assert status == 200
    assert schema.response("POST", CALLBACK, 200, shown) == []
    assert shown["resource"]["message"]["content"] == "done"
    assert (await one.outcome)["status"] == "answered"


async def test_without_with_response_there_is_no_body(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))

    assert await bot.acknowledge(one.got, {"type": 4, "data": {"content": "done"}}) == (204, None)


async def test_messages_the_bot_receives(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver, locale="de", user="ed"))
    got = one.got

    assert got["locale"] == "de"
    assert got["member"]["user"]["id"] == ED
    assert int(got["member"]["permissions"]) & 32
    assert got["authorizing_integration_owners"] == {"0": got["guild_id"]}
    assert got["attachment_size_limit"] > 0
    assert got["context"] == 0
    await bot.acknowledge(one.got, {"type": 5})


async def test_options_arrive_as_their_types_with_what_they_name(bot: BareBot, driver: Driver) -> None:
    options = {
        "what": "x",
        "times": "3",
        "loud": "true",
        "who": "ed",
        "where": "#general",
        "role": "Editors",
        "size": "Big",
    }
    file = {"file": {"filename": "a.txt", "content_base64": "aGk="}}
    one = await asked(bot, driver.command("do", options, attachments=file))
    data = one.got["data"]
    values = {each["name"]: each["value"] for each in data["options"]}

    assert (values["times"], values["loud"], values["who"], values["size"]) == (3, True, ED, "b")
    assert data["resolved"]["users"][ED]["username"] == "ed"
    assert "permissions" in data["resolved"]["members"][ED]
    assert data["resolved"]["roles"][values["role"]]["name"] == "Editors"
    assert data["resolved"]["channels"][values["where"]]["name"] == "general"
    attachment = data["resolved"]["attachments"][values["file"]]
    assert await driver.attachment(attachment["url"]) == b"hi"
    await bot.acknowledge(one.got, {"type": 5})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "needs a value for 'what'"),
        ({"what": "x", "wat": "y"}, "no option 'wat'"),
        ({"what": "x" * 11}, "at most 10"),
        ({"what": "x", "times": 6}, "at most 5"),
        ({"what": "x", "times": "many"}, "must be a number"),
        ({"what": "x", "loud": "maybe"}, "true or false"),
        ({"what": "x", "who": "nobody"}, "no user"),
        ({"what": "x", "where": "briefings"}, "does not accept that type of channel"),
        ({"what": "x", "size": "small"}, "one of: Big"),
    ],
)
async def test_input_that_discords_client_refuses_never_reaches_the_bot(
    bot: BareBot, driver: Driver, options: Json, words: str
) -> None:
    with pytest.raises(AskError, match=words):
        await driver.command("do", options)

    assert bot.interactions.empty()


@pytest.mark.parametrize(
    ("name", "user", "channel", "words"),
    [
        ("admin", "mia", "general", "there is no command 'admin'"),
        ("team list all", "mia", "dm", "there is no command"),
        ("team", "mia", "general", "needs a sub-command"),
        ("team list some", "mia", "general", "no sub-command 'some'"),
        ("do", "sam", "general", "can't see"),
        ("do", "mia", "topics", "you can't write in"),
    ],
)
async def test_commands_that_a_user_cannot_run_there_are_refused(
    bot: BareBot, driver: Driver, name: str, user: str, channel: str, words: str
) -> None:
    with pytest.raises(AskError, match=words):
        await driver.command(name, {}, user=user, channel=channel)


async def test_sub_commands_are_nested(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, driver.command("team list all"))

    assert one.got["data"]["options"] == [
        {"name": "list", "type": 2, "options": [{"name": "all", "type": 1, "options": []}]}
    ]
    await bot.acknowledge(one.got, {"type": 5})


async def test_managers_get_what_is_theirs(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, driver.command("admin", user="ed"))
    await bot.acknowledge(one.got, {"type": 4, "data": {"content": "ok"}})

    assert (await one.outcome)["status"] == "answered"


async def test_acknowledging_twice_is_refused(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 5})
    status, shown = await bot.acknowledge(one.got, {"type": 5})

    assert (status, shown["code"]) == (400, 40060)


async def test_three_seconds_and_the_interaction_is_unknown(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await driver.advance(3.1)
    outcome = await one.outcome
    status, shown = await bot.acknowledge(one.got, {"type": 4, "data": {"content": "late"}})

    assert (outcome["status"], outcome["error"]) == ("timeout", "did not respond")
    assert (status, shown["code"]) == (404, 10062)


async def test_a_token_lives_fifteen_minutes(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 5})
    await driver.advance(14 * 60)
    assert (await bot.webhook("PATCH", one.got, "/messages/@original", {"content": "at last"}))[0] == 200
    await driver.advance(2 * 60)
    status, shown = await bot.webhook("PATCH", one.got, "/messages/@original", {"content": "too late"})

    assert (status, shown["code"]) == (401, 50027)


async def test_a_refused_answer_leaves_the_interaction_open(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    status, shown = await bot.acknowledge(one.got, {"type": 4, "data": {"content": "x" * 2001}})
    again, _ = await bot.acknowledge(one.got, {"type": 4, "data": {"content": "short"}})

    assert (status, shown["code"], again) == (400, 50035, 204)
    assert "2000 or fewer" in shown["errors"]["data"]["content"]["_errors"][0]["message"]


async def test_a_deferred_answer_is_as_ephemeral_as_the_deferral(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 5, "data": {"flags": 64}})
    thinking = (await driver.messages())[-1]
    _, filled = await bot.webhook("POST", one.got, "", {"content": "the answer"})
    _, more = await bot.webhook("POST", one.got, "", {"content": "for all"})

    assert (thinking["thinking"], thinking["flags"] & 128) == (True, 128)
    assert filled["id"] == thinking["id"]
    assert [each["content"] for each in await driver.messages(user="ed")] == ["for all"]
    assert more["message_reference"]["message_id"] == thinking["id"]
    assert (await one.outcome)["message"]["content"] == "the answer"


async def test_ephemeral_messages_are_out_of_the_channels_reach(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    _, shown = await bot.acknowledge(one.got, {"type": 4, "data": {"content": "psst", "flags": 64}}, with_response=True)
    message = shown["resource"]["message"]
    path = f"/channels/{message['channel_id']}/messages"

    assert (await bot.call("GET", path))[1] == []
    assert (await bot.call("GET", f"{path}/{message['id']}"))[1]["code"] == 10008
    assert (await bot.webhook("GET", one.got, "/messages/@original"))[1]["content"] == "psst"
    with pytest.raises(AskError, match="can't see"):
        await driver.press(message, "go", user="ed")


async def test_the_original_is_got_edited_and_deleted(bot: BareBot, driver: Driver, schema: Schema) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 4, "data": {"content": "one"}})
    status, shown = await bot.webhook(
        "PATCH", one.got, "/messages/@original", {"content": "two", "components": BUTTONS}
    )
    assert schema.response("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", status, shown) == []
    assert (await bot.webhook("DELETE", one.got, "/messages/@original"))[0] == 204
    assert (await bot.webhook("GET", one.got, "/messages/@original"))[1]["code"] == 10008


async def test_a_token_reaches_its_own_messages_only(bot: BareBot, driver: Driver) -> None:
    one, other = await asked(bot, do(driver)), await asked(bot, do(driver))
    for each in (one, other):
        await bot.acknowledge(each.got, {"type": 4, "data": {"content": "x"}})
    theirs = (await other.outcome)["message"]["id"]

    assert (await bot.webhook("PATCH", one.got, f"/messages/{theirs}", {"content": "mine"}))[1]["code"] == 10008


async def answered_with(bot: BareBot, driver: Driver, data: Json) -> Json:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 4, "data": data})
    message: Json = (await one.outcome)["message"]
    return message


async def test_a_button_updates_its_message_at_once_or_later(bot: BareBot, driver: Driver) -> None:
    message = await answered_with(bot, driver, {"content": "page 1", "components": BUTTONS})
    one = await asked(bot, driver.press(message, "go", user="ed"))
    await bot.acknowledge(one.got, {"type": 7, "data": {"content": "page 2"}})
    assert (await one.outcome)["message"]["content"] == "page 2"

    later = await asked(bot, driver.press(message, "go"))
    await bot.acknowledge(later.got, {"type": 6})
    await bot.webhook("PATCH", later.got, "/messages/@original", {"content": "page 3"})
    assert (await later.outcome)["message"]["content"] == "page 3"
    assert later.got["message"]["id"] == message["id"]
    assert later.got["data"] == {"custom_id": "go", "component_type": 2, "id": 2}


async def test_a_new_message_after_a_deferred_update_answers_the_press(bot: BareBot, driver: Driver) -> None:
    message = await answered_with(bot, driver, {"content": "page 1", "components": BUTTONS})
    one = await asked(bot, driver.press(message, "go"))
    await bot.acknowledge(one.got, {"type": 6})
    await bot.webhook("POST", one.got, "", {"content": "only you see this", "flags": 64})

    outcome = await one.outcome
    assert (outcome["status"], outcome["message"]["content"]) == ("answered", "only you see this")
    assert [shown["content"] for shown in await driver.messages()] == ["page 1", "only you see this"]


async def test_disabled_and_absent_buttons_cannot_be_pressed(bot: BareBot, driver: Driver) -> None:
    message = await answered_with(bot, driver, {"content": "x", "components": BUTTONS})

    for custom_id, words in (("no", "is disabled"), ("nix", "no component")):
        with pytest.raises(AskError, match=words):
            await driver.press(message, custom_id)


async def test_a_menu_offers_what_it_offers(bot: BareBot, driver: Driver) -> None:
    message = await answered_with(bot, driver, {"content": "x", "components": MENU})
    one = await asked(bot, driver.choose(message, "m", ["b"]))
    assert one.got["data"]["values"] == ["b"]
    await bot.acknowledge(one.got, {"type": 6})
    await bot.webhook("PATCH", one.got, "/messages/@original", {"components": []})

    for values, words in (
        (["c"], "has no choice 'c'"),
        ([], "needs 1 value, not 0"),
        (["a", "b"], "needs 1 value, not 2"),
    ):
        with pytest.raises(AskError, match=words):
            await driver.choose(await answered_with(bot, driver, {"content": "x", "components": MENU}), "m", values)


async def test_a_modal_goes_out_and_comes_back_once(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, MODAL)
    opened = await one.outcome
    assert opened["status"] == "modal"
    for fields, words in (
        ({"f": "ok", "g": "x"}, "no field 'g'"),
        ({"f": "", "who": "ed"}, "is required"),
        ({"f": "x", "who": "ed"}, "2 to"),
    ):
        with pytest.raises(AskError, match=words):
            await driver.submit(opened["interaction_id"], fields)

    sent = await asked(bot, driver.submit(opened["interaction_id"], {"f": "ok", "who": "ed"}))
    shown = sent.got["data"]["components"]
    assert shown[0]["components"][0]["value"] == "ok"
    assert shown[1]["component"]["values"] == [ED]
    assert all(isinstance(each["id"], int) for each in shown)
    await bot.acknowledge(sent.got, {"type": 4, "data": {"content": "thanks"}})
    assert (await sent.outcome)["message"]["content"] == "thanks"
    with pytest.raises(AskError, match="has no open modal"):
        await driver.submit(opened["interaction_id"], {"f": "again", "who": "ed"})


@pytest.mark.parametrize(
    ("kind", "wrong"), [("command", {"type": 7, "data": {"content": "x"}}), ("command", {"type": 8, "data": {"choices": []}}), ("complete", {"type": 4, "data": {"content": "x"}}), ("modal", MODAL)]
)  # fmt: skip
async def test_each_kind_of_interaction_has_its_kinds_of_answer(
    bot: BareBot, driver: Driver, kind: str, wrong: Json
) -> None:
    if kind == "complete":
        one = await asked(bot, driver.complete("do", "what", "x"))
    else:
        one = await asked(bot, do(driver))
    if kind == "modal":
        await bot.acknowledge(one.got, MODAL)
        opened = await one.outcome
        one = await asked(bot, driver.submit(opened["interaction_id"], {"f": "ok", "who": "ed"}))

    status, shown = await bot.acknowledge(one.got, wrong)

    assert (status, shown["code"]) == (400, 50035)
    await bot.acknowledge(one.got, {"type": 8, "data": {"choices": []}} if kind == "complete" else {"type": 5})
    one.outcome.cancel()


SIZES = [{"label": "Small", "value": "s"}, {"label": "Large", "value": "l"}]
EVERYTHING = {
    "type": 9,
    "data": {"custom_id": "all", "title": "T", "components": [
        {"type": 10, "content": "Fill in"},
        {"type": 18, "label": "Files", "component": {"type": 19, "custom_id": "files", "max_values": 2}},
        {"type": 18, "label": "Size", "component": {"type": 21, "custom_id": "size", "options": SIZES}},
        {"type": 18, "label": "Sizes", "component": {"type": 22, "custom_id": "sizes", "required": False, "max_values": 1, "options": SIZES}},
        {"type": 18, "label": "Where", "component": {"type": 8, "custom_id": "where", "channel_types": [0], "required": False}},
    ]},
}  # fmt: skip
NOTE = {"filename": "note.txt", "content_base64": "eA=="}


async def test_a_modal_gives_back_what_was_filled_into_every_kind_of_field(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, EVERYTHING)
    opened = await one.outcome
    fields = {"files": [NOTE], "size": "l", "sizes": ["s"], "where": "general"}
    sent = await asked(bot, driver.submit(opened["interaction_id"], fields))
    await bot.acknowledge(sent.got, {"type": 4, "data": {"content": "thanks"}})
    data = sent.got["data"]
    filled = [holder.get("component") for holder in data["components"]]
    [file] = data["resolved"]["attachments"].values()

    assert filled[0] is None
    assert [each.get("value", each.get("values")) for each in filled[1:]] == [
        [file["id"]],
        "l",
        ["s"],
        ["100000000000001101"],
    ]
    assert await driver.attachment(file["url"]) == b"x"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"files": []}, "'files' needs 1 to 2 values, not 0"),
        ({"files": [NOTE] * 3}, "'files' needs 1 to 2 values, not 3"),
        ({"files": ["note.txt"]}, "'files' is a file"),
        ({"size": None}, "'size' needs 1 value, not 0"),
        ({"size": "m"}, "'size' has no choice 'm'"),
        ({"sizes": ["s", "l"]}, "'sizes' needs 1 value, not 2"),
        ({"where": "briefings"}, "'where' does not accept that type of channel"),
    ],
)
async def test_a_modal_discords_client_would_not_send_stays_open(
    bot: BareBot, driver: Driver, fields: Json, reason: str
) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, EVERYTHING)
    opened = await one.outcome
    good = {"files": [NOTE], "size": "l"}
    with pytest.raises(AskError, match=reason):
        await driver.submit(opened["interaction_id"], good | fields)
    sent = await asked(bot, driver.submit(opened["interaction_id"], good))
    await bot.acknowledge(sent.got, {"type": 6})
    sent.outcome.cancel()


async def test_completion_marks_what_is_typed_and_needs_no_required_option(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, driver.complete("do", "what", "ru"))
    assert one.got["data"]["options"] == [{"name": "what", "type": 3, "value": "ru", "focused": True}]
    await bot.acknowledge(one.got, {"type": 8, "data": {"choices": [{"name": "Russia", "value": "1"}]}})

    assert await one.outcome == [{"name": "Russia", "value": "1"}]


async def test_an_option_without_completion_has_no_choices_and_the_bot_is_not_asked(
    driver: Driver, bot: BareBot
) -> None:
    assert await driver.complete("do", "size", "b") == []
    assert await driver.complete("do", "who", "e") == []
    with pytest.raises(AskError, match="has no option 'gone'"):
        await driver.complete("do", "gone", "x")


async def test_a_context_menu_on_a_user(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, driver.command("Look", type=2, target="ed"))

    assert one.got["data"]["target_id"] == ED
    assert one.got["data"]["resolved"]["members"][ED]["nick"] is None
    await bot.acknowledge(one.got, {"type": 5})


async def test_a_context_menu_on_a_message_gets_its_files(bot: BareBot, driver: Driver) -> None:
    typed = await driver.write(files={"paper one.pdf": b"%PDF", "b.txt": b"words"})
    one = await asked(bot, driver.command("Read", type=3, target=typed["id"]))
    files = one.got["data"]["resolved"]["messages"][typed["id"]]["attachments"]

    assert [(each["filename"], each["size"], each["content_type"]) for each in files] == [
        ("paper_one.pdf", 4, "application/pdf"),
        ("b.txt", 5, "text/plain"),
    ]
    assert [await driver.attachment(each["url"]) for each in files] == [b"%PDF", b"words"]
    await bot.acknowledge(one.got, {"type": 5})


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "1 to 2000 characters, or a file"),
        ({f"{n}.txt": b"x" for n in range(11)}, "at most 10 files"),
        ({"big.bin": bytes(10 * 1024 * 1024 + 1)}, "big.bin is too large: the limit is 10 MB"),
    ],
)
async def test_a_message_discords_client_would_not_send_is_refused(
    bot: BareBot, driver: Driver, files: dict[str, bytes], reason: str
) -> None:
    with pytest.raises(AskError, match=reason):
        await driver.write(files=files)


async def test_files_need_their_users_permission(bot: BareBot, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/@everyone", {"deny": ["ATTACH_FILES"]})
    with pytest.raises(AskError, match="mia may not attach files in general"):
        await driver.write("look", files={"a.txt": b"x"})


async def test_metadata_says_who_asked_what(bot: BareBot, driver: Driver) -> None:
    message = await answered_with(bot, driver, {"content": "x", "components": BUTTONS})
    one = await asked(bot, driver.press(message, "go", user="ed"))
    await bot.acknowledge(one.got, {"type": 4, "data": {"content": "y"}})
    second = (await one.outcome)["message"]

    assert message["interaction_metadata"]["user"]["id"] == MIA
    assert message["interaction_metadata"]["name"] == "do"
    assert second["interaction_metadata"]["interacted_message_id"] == message["id"]


async def test_without_a_bot_a_command_fails_at_once(sandbox: Sandbox, driver: Driver) -> None:
    async with BareBot(sandbox.url, sandbox.token) as bot:
        await bot.call("PUT", f"/applications/{sandbox.world.application_id}/commands", COMMANDS)
    sandbox.gateway.sessions.clear()
    outcome = await do(driver)

    assert (outcome["status"], outcome["error"]) == ("failed", "the bot is not connected")


async def test_a_deferral_that_is_never_answered_ends_with_its_token(bot: BareBot, driver: Driver) -> None:
    one = await asked(bot, do(driver))
    await bot.acknowledge(one.got, {"type": 5})
    await driver.advance(15 * 60 + 1)

    assert (await one.outcome)["status"] == "timeout"
    assert await driver.messages() == []


async def test_a_load_counts_every_command_that_is_answered(bot: BareBot, driver: Driver) -> None:
    figures = asyncio.create_task(driver.load("do", {"what": "x"}, count=5, at_once=2))
    for _ in range(5):
        await bot.acknowledge(await bot.interactions.get(), {"type": 4, "data": {"content": "done"}})

    assert (await figures)["statuses"] == {"answered": 5}
    assert len(await driver.messages()) == 5


async def test_a_load_ends_when_its_user_may_not_type_any_more(bot: BareBot, driver: Driver) -> None:
    figures = asyncio.create_task(driver.load("do", {"what": "x"}, count=5, at_once=1))
    first = await bot.interactions.get()
    await driver.outage("Newsroom")
    await bot.acknowledge(first, {"type": 4, "data": {"content": "done"}})

    with pytest.raises(AskError, match="outage"):
        await figures
