"""Tests the routes of the REST API; the conftest checks every answer against Discord's description."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, FormData

from bot.errors import AskError
from bot.sandbox.permissions import BITS, bits

if TYPE_CHECKING:
    from bot.sandbox import Driver, Sandbox

NEWSROOM, SECOND = "100000000000001000", "100000000000002000"
GENERAL, BRIEFINGS, TOPICS, EDITORS = (f"10000000000000110{n}" for n in range(1, 5))
BOT, MIA, ED, ADA, SAM = "100000000000000001", *(f"10000000000000010{n}" for n in range(1, 5))
COMMANDS = f"/applications/{BOT}/commands"
MESSAGES = f"/channels/{GENERAL}/messages"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000300000002080200000000") + b"\0" * 12


@pytest.mark.parametrize(
    "path",
    [
        "/users/@me",
        f"/users/{MIA}",
        "/users/@me/guilds",
        "/oauth2/applications/@me",
        "/applications/@me",
        "/gateway",
        "/gateway/bot",
        f"/guilds/{NEWSROOM}",
        f"/guilds/{NEWSROOM}?with_counts=true",
        f"/guilds/{NEWSROOM}/channels",
        f"/guilds/{NEWSROOM}/roles",
        f"/guilds/{NEWSROOM}/members?limit=100",
        f"/guilds/{NEWSROOM}/members/search?query=m",
        f"/guilds/{NEWSROOM}/members/{MIA}",
        f"/guilds/{NEWSROOM}/threads/active",
        *(f"/channels/{each}" for each in (GENERAL, BRIEFINGS, TOPICS, EDITORS)),
        f"/channels/{TOPICS}/threads/archived/public",
        MESSAGES,
        COMMANDS,
        f"/applications/{BOT}/guilds/{NEWSROOM}/commands",
    ],
)
async def test_get_responses_match_discords_description(wire: Any, path: str) -> None:
    assert (await wire("GET", path))[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nothing/here", None, 404, 0),
        ("GET", "/channels/1", None, 404, 10003),
        ("GET", "/guilds/1", None, 404, 10004),
        ("GET", f"/guilds/{NEWSROOM}/members/{SAM}", None, 404, 10007),
        ("GET", f"/guilds/{NEWSROOM}/members/1", None, 404, 10013),
        ("GET", f"{MESSAGES}/1", None, 404, 10008),
        ("PATCH", f"{MESSAGES}/1", {"content": "x"}, 404, 10008),
        ("DELETE", f"{MESSAGES}/1", None, 404, 10008),
        ("GET", f"/guilds/{NEWSROOM}/roles/1", None, 404, 10011),
        ("GET", "/users/1", None, 404, 10013),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, 404, 10013),
        ("GET", f"{COMMANDS}/1", None, 404, 10063),
        ("PUT", "/applications/1/commands", [], 403, 20012),
        ("POST", "/interactions/1/abc/callback", {"type": 5}, 404, 10062),
        ("POST", f"/webhooks/{BOT}/abc", {"content": "x"}, 401, 50027),
        ("POST", f"/channels/{TOPICS}/messages", {"content": "x"}, 400, 50008),
        ("POST", f"{MESSAGES}", {}, 400, 50006),
        ("POST", f"{MESSAGES}", {"content": "x" * 2001}, 400, 50035),
        ("POST", f"{MESSAGES}", [1], 400, 50035),
        ("PATCH", f"/channels/{GENERAL}", {"name": "x"}, 403, 50013),
        ("DELETE", f"/channels/{GENERAL}", None, 403, 50013),
        ("POST", f"/guilds/{NEWSROOM}/channels", {"name": "x"}, 403, 50013),
        ("POST", f"/guilds/{NEWSROOM}/roles", {"name": "x"}, 403, 50013),
        ("POST", f"/channels/{GENERAL}/messages/1/crosspost", None, 400, 50024),
    ],
)
async def test_refusals_carry_discords_status_and_code(
    wire: Any, method: str, path: str, body: Any, status: int, code: int
) -> None:
    answered, shown = await wire(method, path, body)

    assert (answered, shown["code"]) == (status, code)


async def test_a_wrong_token_is_unauthorized(wire: Any) -> None:
    assert await wire("GET", "/users/@me", token="wrong") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_errors_are_nested_by_the_keys_of_the_body(wire: Any) -> None:
    _, shown = await wire("POST", MESSAGES, {"embeds": [{"title": "x" * 257}]})

    leaf = shown["errors"]["embeds"]["0"]["title"]["_errors"]
    assert {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."} in leaf


async def test_a_message_is_made_changed_listed_and_deleted(wire: Any) -> None:
    _, made = await wire("POST", MESSAGES, {"content": "one"})
    _, changed = await wire("PATCH", f"{MESSAGES}/{made['id']}", {"content": "two"})
    _, got = await wire("GET", f"{MESSAGES}/{made['id']}")

    assert (changed["content"], got["content"]) == ("two", "two")
    assert changed["edited_timestamp"]
    assert (await wire("DELETE", f"{MESSAGES}/{made['id']}"))[0] == 204
    assert (await wire("GET", MESSAGES))[1] == []


async def test_history_pages_by_before_after_and_around(wire: Any) -> None:
    ids = [(await wire("POST", MESSAGES, {"content": str(n)}))[1]["id"] for n in range(7)]

    async def page(query: str) -> list[int]:
        return [int(each["content"]) for each in (await wire("GET", f"{MESSAGES}?{query}"))[1]]

    assert await page("limit=3") == [6, 5, 4]
    assert await page(f"limit=2&before={ids[3]}") == [2, 1]
    assert await page(f"limit=2&after={ids[3]}") == [5, 4]
    assert await page(f"limit=3&around={ids[3]}") == [4, 3, 2]


async def test_an_enforced_nonce_gives_back_the_first_message_within_its_window(wire: Any, driver: Driver) -> None:
    body = {"content": "digest", "nonce": "n1", "enforce_nonce": True}
    _, first = await wire("POST", MESSAGES, body)
    _, again = await wire("POST", MESSAGES, body)
    _, unenforced = await wire("POST", MESSAGES, {**body, "enforce_nonce": False})
    await driver.advance(5 * 60 + 1)
    _, later = await wire("POST", MESSAGES, body)

    # https://discord.js.org, Message#nonce: "only received after the message was sent successfully, and lost if re-fetched"
    assert (again["id"], again["nonce"], first["nonce"]) == (first["id"], "n1", "n1")
    assert all("nonce" not in each for each in (await wire("GET", MESSAGES))[1])
    assert len({first["id"], unenforced["id"], later["id"]}) == 3


async def test_a_nonce_whose_message_was_deleted_is_refused(wire: Any) -> None:
    body = {"content": "digest", "nonce": "n1", "enforce_nonce": True}
    _, first = await wire("POST", MESSAGES, body)
    await wire("DELETE", f"{MESSAGES}/{first['id']}")

    assert (await wire("POST", MESSAGES, body))[1]["code"] == 10008


async def test_files_come_back_byte_for_byte_with_size_and_alt_text(wire: Any, driver: Driver) -> None:
    body = {"attachments": [{"id": "0", "filename": "map.png", "description": "a map"}]}
    _, made = await wire("POST", MESSAGES, body, files=[("map.png", PNG)])
    [shown] = made["attachments"]

    assert (shown["width"], shown["height"], shown["size"], shown["description"]) == (3, 2, len(PNG), "a map")
    assert await driver.attachment(shown["url"]) == PNG


async def test_a_hostile_file_name_stays_a_file_name_and_html_is_not_served_as_a_page(
    wire: Any, sandbox: Sandbox
) -> None:
    _, made = await wire("POST", MESSAGES, {}, files=[("../../<script>.html", b"<script>1</script>")])
    [shown] = made["attachments"]
    assert "/" not in shown["filename"]

    async with ClientSession() as session, session.get(shown["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"


async def test_a_file_above_the_limit_is_too_large(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.requests.ATTACHMENT_LIMIT", 10)

    assert (await wire("POST", MESSAGES, {}, files=[("a.txt", b"x" * 11)]))[1]["code"] == 40005


async def test_an_edit_keeps_the_attachments_it_names_and_drops_the_rest(wire: Any) -> None:
    _, made = await wire("POST", MESSAGES, {}, files=[("a.txt", b"a"), ("b.txt", b"b")])
    keep = made["attachments"][1]
    path = f"{MESSAGES}/{made['id']}"
    _, changed = await wire("PATCH", path, {"attachments": [{"id": keep["id"]}]})
    _, more = await wire(
        "PATCH", path, {"attachments": [{"id": keep["id"]}, {"id": 0, "filename": "c.txt"}]}, files=[("c.txt", b"c")]
    )

    assert [each["filename"] for each in changed["attachments"]] == ["b.txt"]
    assert [each["filename"] for each in more["attachments"]] == ["b.txt", "c.txt"]


async def test_components_come_back_numbered_with_defaults_and_media(wire: Any) -> None:
    body = {
        "flags": 1 << 15,
        "components": [
            {"type": 17, "components": [{"type": 10, "content": "x"}, {"type": 14}]},
            {"type": 12, "items": [{"media": {"url": "attachment://map.png"}}]},
            {"type": 13, "file": {"url": "attachment://map.png"}},
            {"type": 1, "components": [{"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "b"}]}]},
        ],
    }
    _, made = await wire("POST", MESSAGES, body, files=[("map.png", PNG)])
    first = made["components"][0]

    assert [first["id"], *(each["id"] for each in first["components"])] == [1, 2, 3]
    assert made["components"][1]["items"][0]["media"]["attachment_id"] == made["attachments"][0]["id"]


async def test_a_picture_that_does_not_come_along_is_refused(wire: Any) -> None:
    body = {"flags": 1 << 15, "components": [{"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}]}

    status, shown = await wire("POST", MESSAGES, body)

    assert (status, shown["code"]) == (400, 50035)
    assert (await wire("GET", MESSAGES))[1] == []


@pytest.mark.parametrize(
    ("content", "allowed", "mentions", "roles", "everyone"),
    [
        (f"<@{MIA}> <@&100000000000001001> @everyone", None, [MIA], ["100000000000001001"], True),
        (f"<@{MIA}> <@&100000000000001001> @everyone", {"parse": []}, [], [], False),
        (f"<@{MIA}> <@{ED}>", {"parse": [], "users": [ED]}, [ED], [], False),
        # the sandbox must not ping unknown users
        ("<@123456789012345678> <@&1>", None, [], [], False),
    ],
)
async def test_pings_only_whom_allowed_mentions_allow(
    wire: Any, content: str, allowed: Any, mentions: list[str], roles: list[str], everyone: bool
) -> None:
    _, made = await wire("POST", MESSAGES, {"content": content, **({"allowed_mentions": allowed} if allowed else {})})

    assert [each["id"] for each in made["mentions"]] == mentions
    assert (made["mention_roles"], made["mention_everyone"]) == (roles, everyone)


async def test_roles_and_everyone_are_pinged_by_those_who_may(wire: Any, driver: Driver) -> None:
    managers, editors = "100000000000001002", "100000000000001001"
    words = {"content": f"@everyone <@&{managers}> <@&{editors}>"}
    _, with_permission = await wire("POST", MESSAGES, words)
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["MENTION_EVERYONE"]})
    _, without = await wire("POST", MESSAGES, words)
    by_mia = await driver.write(words["content"])

    assert (with_permission["mention_everyone"], with_permission["mention_roles"]) == (True, [managers, editors])
    # Editors may be mentioned by anyone
    for message in (without, by_mia):
        assert (message["mention_everyone"], message["mention_roles"]) == (False, [editors])


async def test_a_message_in_an_archived_thread_opens_it_again(wire: Any, driver: Driver) -> None:
    _, thread = await wire("POST", f"/channels/{GENERAL}/threads", {"name": "talk", "type": 11})
    await wire("PATCH", f"/channels/{thread['id']}", {"archived": True})

    assert (await wire("POST", f"/channels/{thread['id']}/messages", {"content": "x"}))[0] == 200
    assert not (await wire("GET", f"/channels/{thread['id']}"))[1]["thread_metadata"]["archived"]


async def test_people_open_threads_and_posts(wire: Any, driver: Driver) -> None:
    asked = {"user": "mia", "channel": "general", "name": "talk"}
    thread = await driver.ask("POST", "threads", asked)
    post = await driver.ask("POST", "threads", {**asked, "channel": "topics", "content": "first"})
    await driver.ask("PUT", "channels/general/overwrites/@everyone", {"deny": ["CREATE_PUBLIC_THREADS"]})

    assert (await wire("GET", f"/channels/{thread['id']}"))[1]["owner_id"] == MIA
    assert (await wire("GET", f"/channels/{post['id']}/messages/{post['id']}"))[1]["content"] == "first"
    for wrong, reason in (
        (asked, "mia may not open threads in general"),
        ({**asked, "channel": "topics"}, "a post needs both"),
        ({**asked, "channel": "dm"}, "in a text or announcement channel"),
    ):
        with pytest.raises(AskError, match=reason):
            await driver.ask("POST", "threads", wrong)


async def test_a_forum_made_at_run_time_has_its_tags(wire: Any, driver: Driver) -> None:
    made = await driver.ask(
        "POST", "channels", {"guild": "Newsroom", "name": "digests", "type": "forum", "tags": ["Daily"]}
    )
    tag = made["available_tags"][0]
    post = {"name": "Monday", "message": {"content": "news"}, "applied_tags": [tag["id"]]}

    assert tag["name"] == "Daily"
    assert (await wire("POST", f"/channels/{made['id']}/threads", post))[1]["applied_tags"] == [tag["id"]]
    required = await driver.ask("PATCH", f"channels/{made['id']}", {"require_tag": True})
    assert required["flags"] == 1 << 4
    assert (await wire("POST", f"/channels/{made['id']}/threads", {**post, "applied_tags": []}))[1]["code"] == 40067


async def test_text_displays_ping_too(wire: Any) -> None:
    _, made = await wire("POST", MESSAGES, {"flags": 1 << 15, "components": [{"type": 10, "content": f"<@{MIA}>"}]})

    assert [each["id"] for each in made["mentions"]] == [MIA]


async def test_an_announcement_is_crossposted_once(wire: Any) -> None:
    path = f"/channels/{BRIEFINGS}/messages"
    _, made = await wire("POST", path, {"content": "news"})

    _, crossed = await wire("POST", f"{path}/{made['id']}/crosspost")
    again, refused = await wire("POST", f"{path}/{made['id']}/crosspost")

    assert crossed["flags"] & 1
    assert (again, refused["code"]) == (400, 40033)


async def test_a_forum_post_has_its_first_message_under_its_own_id(wire: Any) -> None:
    body = {"name": "A topic", "applied_tags": ["100000000000001121"], "message": {"content": "first"}}
    status, post = await wire("POST", f"/channels/{TOPICS}/threads", body)
    _, messages = await wire("GET", f"/channels/{post['id']}/messages")

    assert status == 201
    assert [each["id"] for each in messages] == [post["id"]]
    assert post["parent_id"] == TOPICS


@pytest.mark.parametrize(
    "body", [{"name": "no message"}, {"name": "x", "message": {"content": "y"}, "applied_tags": ["1"]}]
)
async def test_a_forum_post_without_message_or_with_a_strange_tag_is_refused(wire: Any, body: Any) -> None:
    assert (await wire("POST", f"/channels/{TOPICS}/threads", body))[0] == 400


async def test_a_thread_hangs_on_a_message_once_and_can_be_archived_by_its_owner(wire: Any) -> None:
    _, made = await wire("POST", MESSAGES, {"content": "talk"})
    status, thread = await wire("POST", f"{MESSAGES}/{made['id']}/threads", {"name": "talk"})
    again, refused = await wire("POST", f"{MESSAGES}/{made['id']}/threads", {"name": "talk"})
    _, archived = await wire("PATCH", f"/channels/{thread['id']}", {"archived": True})
    _, sent = await wire("POST", f"/channels/{thread['id']}/messages", {"content": "back"})
    _, open_again = await wire("GET", f"/channels/{thread['id']}")

    assert (status, thread["id"]) == (201, made["id"])
    assert (again, refused["code"]) == (400, 160004)
    assert archived["thread_metadata"]["archived"]
    assert sent["channel_id"] == thread["id"]
    assert not open_again["thread_metadata"]["archived"]


async def test_a_dm_is_opened_once(wire: Any, driver: Driver) -> None:
    _, first = await wire("POST", "/users/@me/channels", {"recipient_id": MIA})
    _, again = await wire("POST", "/users/@me/channels", {"recipient_id": MIA})
    await wire("POST", f"/channels/{first['id']}/messages", {"content": "psst"})

    assert first["id"] == again["id"]
    assert [each["content"] for each in await driver.messages("dm", user="mia")] == ["psst"]


COMMAND = {
    "name": "do",
    "description": "Do it",
    "options": [{"type": 3, "name": "what", "description": "What", "required": True}],
}


async def test_an_unchanged_command_keeps_its_id_and_version(wire: Any) -> None:
    _, [first, other] = await wire("PUT", COMMANDS, [COMMAND, {"name": "Look", "type": 2}])
    _, [same, changed] = await wire(
        "PUT", COMMANDS, [{**COMMAND, "nsfw": False}, {"name": "Look", "type": 2, "nsfw": True}]
    )
    _, rest = await wire("PUT", COMMANDS, [COMMAND])

    assert (same["id"], same["version"]) == (first["id"], first["version"])
    assert changed["id"] == other["id"]
    assert changed["version"] != other["version"]
    assert [each["name"] for each in rest] == ["do"]


async def test_commands_are_kept_by_scope(wire: Any, driver: Driver) -> None:
    here = f"/applications/{BOT}/guilds/{NEWSROOM}/commands"
    created, one = await wire("POST", here, COMMAND)
    changed, same = await wire("POST", here, {**COMMAND, "description": "Other"})
    _, patched = await wire("PATCH", f"{here}/{one['id']}", {"description": "Third"})
    _, got = await wire("GET", f"{here}/{one['id']}")

    assert (created, changed, same["id"]) == (201, 200, one["id"])
    assert (patched["description"], got["description"]) == ("Third", "Third")
    assert (await wire("GET", COMMANDS))[1] == []
    assert NEWSROOM in (await driver.state())["commands"]["guilds"]
    assert (await wire("DELETE", f"{here}/{one['id']}"))[0] == 204


@pytest.mark.parametrize(
    ("deny", "body", "code"),
    [
        (["VIEW_CHANNEL"], {"content": "x"}, 50001),
        (["SEND_MESSAGES"], {"content": "x"}, 50013),
        (["EMBED_LINKS"], {"embeds": [{"title": "x"}]}, 50013),
    ],
)
async def test_overwrites_are_enforced(wire: Any, driver: Driver, deny: list[str], body: Any, code: int) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": deny})

    status, shown = await wire("POST", MESSAGES, body)

    assert (status, shown["code"]) == (403, code)


async def test_files_need_their_permission(wire: Any, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["ATTACH_FILES"]})

    assert (await wire("POST", MESSAGES, {}, files=[("a.txt", b"a")]))[1]["code"] == 50013


async def test_send_messages_counts_for_nothing_in_a_thread(wire: Any, driver: Driver) -> None:
    _, made = await wire("POST", MESSAGES, {"content": "talk"})
    await wire("POST", f"{MESSAGES}/{made['id']}/threads", {"name": "talk"})
    await driver.ask(
        "PUT", "channels/general/overwrites/bot", {"allow": ["SEND_MESSAGES"], "deny": ["SEND_MESSAGES_IN_THREADS"]}
    )

    assert (await wire("POST", f"/channels/{made['id']}/messages", {"content": "x"}))[1]["code"] == 50013
    assert (await wire("POST", MESSAGES, {"content": "x"}))[0] == 200


async def test_without_history_permission_there_is_no_history(wire: Any, driver: Driver) -> None:
    await wire("POST", MESSAGES, {"content": "x"})
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["READ_MESSAGE_HISTORY"]})

    assert (await wire("GET", MESSAGES))[1] == []


async def test_anothers_message_is_not_edited_and_deleted_with_the_permission_only(wire: Any, driver: Driver) -> None:
    typed = await driver.write("mine")
    path = f"{MESSAGES}/{typed['id']}"

    assert (await wire("PATCH", path, {"content": "yours"}))[1]["code"] == 50005
    assert (await wire("DELETE", path))[0] == 204  # its role has MANAGE_MESSAGES
    typed = await driver.write("mine")
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["MANAGE_MESSAGES"]})
    assert (await wire("DELETE", f"{MESSAGES}/{typed['id']}"))[1]["code"] == 50013


async def test_roles_and_members_are_changed_with_the_permission_and_below_the_bots_own_role(
    wire: Any, driver: Driver
) -> None:
    await driver.ask("PATCH", "roles/Bot", {"guild": "Newsroom", "allow": ["MANAGE_ROLES", "MANAGE_CHANNELS"]})
    _, role = await wire("POST", f"/guilds/{NEWSROOM}/roles", {"name": "Readers", "permissions": "1024"})
    given, _ = await wire("PUT", f"/guilds/{NEWSROOM}/members/{MIA}/roles/{role['id']}")
    above, refused = await wire("PUT", f"/guilds/{NEWSROOM}/members/{MIA}/roles/100000000000001003")
    _, member = await wire("GET", f"/guilds/{NEWSROOM}/members/{MIA}")
    made, channel = await wire("POST", f"/guilds/{NEWSROOM}/channels", {"name": "new"})
    _, renamed = await wire("PATCH", f"/channels/{channel['id']}", {"name": "newer"})
    overwritten, _ = await wire("PUT", f"/channels/{channel['id']}/permissions/{NEWSROOM}", {"type": 0, "deny": "2048"})
    _, renamed_role = await wire("PATCH", f"/guilds/{NEWSROOM}/roles/{role['id']}", {"name": "Leaders"})

    assert (given, above, refused["code"], made, overwritten) == (204, 403, 50013, 201, 204)
    assert member["roles"] == [role["id"]]
    assert (renamed["name"], renamed_role["name"]) == ("newer", "Leaders")
    assert (await wire("DELETE", f"/guilds/{NEWSROOM}/roles/{role['id']}"))[0] == 204
    assert (await wire("DELETE", f"/channels/{channel['id']}"))[0] == 200


@pytest.mark.parametrize(
    ("change", "permissions"),
    [
        ({"permissions": ["VIEW_CHANNEL", "SEND_MESSAGES"]}, ["VIEW_CHANNEL", "SEND_MESSAGES"]),
        ({"permissions": ["ADMINISTRATOR"]}, list(BITS)),
        ({"permissions": []}, []),
    ],
)
async def test_the_list_of_servers_has_the_bots_true_permissions(
    wire: Any, driver: Driver, change: dict[str, Any], permissions: list[str]
) -> None:
    guild = next(each for each in (await driver.state())["guilds"] if each["id"] == NEWSROOM)
    everyone = next(role["id"] for role in guild["roles"] if role["id"] == NEWSROOM)
    for role in guild["roles"]:
        await driver.ask("PATCH", f"roles/{role['id']}", {"permissions": []} if role["id"] != everyone else change)
    shown = {each["id"]: each for each in (await wire("GET", "/users/@me/guilds"))[1]}
    assert int(shown[NEWSROOM]["permissions"]) == bits(permissions)
    assert shown[NEWSROOM]["owner"] is False
    assert int(shown[SECOND]["permissions"]) > 0


async def test_a_server_that_is_the_bots_own_is_its_to_command(wire: Any, sandbox: Sandbox) -> None:
    sandbox.world.guilds[NEWSROOM].owner_id = BOT
    shown = {each["id"]: each for each in (await wire("GET", "/users/@me/guilds"))[1]}
    assert (shown[NEWSROOM]["owner"], int(shown[NEWSROOM]["permissions"])) == (True, bits(list(BITS)))


async def test_a_server_the_bot_left_is_out_of_reach(wire: Any) -> None:
    assert (await wire("DELETE", f"/users/@me/guilds/{SECOND}"))[0] == 204
    assert (await wire("GET", f"/guilds/{SECOND}"))[1]["code"] == 50001


async def test_a_body_that_is_not_json_is_refused(sandbox: Sandbox) -> None:
    headers = {"Authorization": f"Bot {sandbox.token}", "Content-Type": "application/json"}
    async with ClientSession() as session:
        for raw in (b'{"content": 1}', b"[]", b"null", b"7"):
            async with session.post(f"{sandbox.url}/api/v10{MESSAGES}", data=raw, headers=headers) as response:
                assert response.status == 400, raw


NO_JSON = [b"{", b"\xff", b"[1,", b'{"content": "one"', b"{'content': 1}", b'{"content": NaN}', b"content=one", b" "]


@pytest.mark.parametrize("raw", NO_JSON)
@pytest.mark.parametrize("form", [False, True], ids=["json", "multipart"])
async def test_a_body_that_is_no_json_has_its_own_code(sandbox: Sandbox, raw: bytes, form: bool) -> None:
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with ClientSession() as session:
        for method, path in (("POST", MESSAGES), ("PATCH", f"/channels/{GENERAL}"), ("PUT", COMMANDS)):
            data: Any = raw
            if form:
                data = FormData()
                data.add_field("payload_json", BytesIO(raw), content_type="application/json")
            async with session.request(method, f"{sandbox.url}/api/v10{path}", data=data, headers=headers) as response:
                shown = await response.json()
            assert response.status == 400
            assert shown == {"message": "The request body contains invalid JSON.", "code": 50109}


async def test_versions_and_no_version_are_the_same_api(sandbox: Sandbox) -> None:
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with ClientSession() as session:
        for version in ("/api", "/api/v9", "/api/v10"):
            async with session.get(f"{sandbox.url}{version}/users/@me", headers=headers) as response:
                assert response.status == 200
                assert response.headers["Content-Type"] == "application/json"


async def test_the_token_is_nowhere_in_the_sandboxs_own_api(driver: Driver, wire: Any, sandbox: Sandbox) -> None:
    await wire("GET", "/users/@me")

    assert sandbox.token not in str(await driver.state())
    assert sandbox.token not in str(await driver.calls())


async def test_a_driver_is_told_what_to_do_instead(driver: Driver) -> None:
    for ask, words in (
        (driver.write("x", user="nobody"), "no user called 'nobody'"),
        (driver.write("x", channel="editors"), "can't see"),
        (driver.command("nothing"), "there is no command 'nothing'"),
        (driver.ask("POST", "commands", {"user": "mia"}), "'channel' is missing"),
        (driver.ask("POST", "nothing", {}), "docs/sandbox.md"),
        (driver.fault("*", colour="red"), "no field 'colour'"),
    ):
        with pytest.raises(AskError, match=words):
            await ask


@pytest.mark.sandbox(openapi=None)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"/guilds/{NEWSROOM}/roles", {"permissions": "all"}),
        ("PATCH", f"/channels/{GENERAL}", [1]),
        ("POST", f"/channels/{TOPICS}/threads", {"name": "x", "message": 3}),
        ("POST", COMMANDS, {"name": {}}),
        ("GET", f"{MESSAGES}?limit=many", None),
        ("GET", f"{MESSAGES}?limit=101", None),
        ("GET", f"{MESSAGES}?before=x", None),
    ],
)
async def test_without_the_description_nonsense_is_a_400_or_403_too(
    wire: Any, method: str, path: str, body: Any
) -> None:
    status, shown = await wire(method, path, body)

    assert status in (400, 403)
    assert shown["code"] in (50035, 50013)
