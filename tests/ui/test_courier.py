"""Tests that editions reach text channels, threads and forums once, and how each answer of Discord is interpreted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.asking.custom_ids import Act
from bot.catalogue.lazy import lazy
from bot.digests.ports import (
    BlindError,
    DeletedError,
    HeldError,
    Notice,
    RefusedError,
    RejectedError,
    SentMessage,
    UnclearError,
)
from bot.model.subscription import Every, Kind, Place, Schedule, Why
from bot.render import Button, Page
from bot.render.frames import frame
from bot.render.pictures import Picture
from bot.ui.courier import NEEDED, ChannelCourier, marked, title_of
from tests.ui.conftest import (
    BRIEFINGS,
    EDITORS_ROLE,
    GENERAL,
    NEWSROOM,
    TOPICS,
    edition,
    inside,
    subscribed,
    words,
)
from tests.waiting import until

if TYPE_CHECKING:
    from bot.model.subscription import Edition, Subscription
    from tests.ui.conftest import Stage

PAGE = Page(("### The raid",))
NONCE = "0123456789abcdef"
ABOUT = f"act:edition:about:{NONCE}"
POST = {"route": "/channels/*/messages", "method": "POST"}


@pytest.fixture
def now() -> datetime:
    """The sandbox's time, which its messages have."""
    return datetime.now(UTC)


@pytest.fixture
def courier(stage: Stage) -> ChannelCourier:
    return ChannelCourier(stage.bot, lambda: datetime.now(UTC))


@pytest.fixture
def text(now: datetime) -> Subscription:
    return subscribed(now)


@pytest.fixture
def forum(now: datetime) -> Subscription:
    return subscribed(now, channel=str(TOPICS), place=Place.FORUM)


@pytest.fixture
def first(now: datetime) -> Edition:
    return edition(now)


def ids(message: dict[str, Any]) -> list[str]:
    """The ids of a message's buttons and menus."""
    return [part["custom_id"] for each in message["components"] for part in inside(each) if "custom_id" in part]


# ---- There ----


async def test_an_edition_arrives_with_its_mark_and_once(
    stage: Stage, courier: ChannelCourier, text: Subscription, first: Edition
) -> None:
    sent = await courier.send(text, first, PAGE)
    assert await courier.send(text, first, PAGE) == sent
    [message] = await stage.mine("mia")
    assert (sent.message, sent.channel) == (message["id"], str(GENERAL))
    assert (words(message), ids(message)) == ("### The raid", [ABOUT])
    assert courier.repeats(text)


async def test_only_the_role_that_was_chosen_is_pinged(
    stage: Stage, courier: ChannelCourier, text: Subscription, now: datetime
) -> None:
    page = Page(("<@&1> @everyone <@100000000000000101>",), ping=str(EDITORS_ROLE))
    await courier.send(subscribed(now, ping=str(EDITORS_ROLE)), edition(now), page)
    await courier.send(text, edition(now, nonce="other"), PAGE)
    sent = [call["body"] for call in await stage.driver.calls() if call["path"].endswith("/messages")]
    pings = [json.loads(body)["allowed_mentions"] for body in sent]
    assert [sorted(ping["parse"]) for ping in pings] == [[], []]
    assert [ping.get("roles") for ping in pings] == [[EDITORS_ROLE], None]
    assert [ping.get("replied_user", False) for ping in pings] == [False, False]


async def test_no_picture_keeps_an_edition_back(
    stage: Stage, courier: ChannelCourier, text: Subscription, first: Edition
) -> None:
    page = Page(("### The raid",), picture=Picture("https://cdn.example/a.jpg", "A raid"))
    wrong = {"code": 50035, "message": "Invalid Form Body"}
    await stage.driver.fault(**POST, status=400, body=wrong)
    await courier.send(text, first, page)
    [message] = await stage.mine()
    assert "cdn.example" not in str(message)
    # without a picture there is nothing to leave out; refused twice means refused
    for refused, times in ((PAGE, 1), (page, 2)):
        await stage.driver.fault(**POST, status=400, body=wrong, times=times)
        with pytest.raises(RejectedError, match="Invalid Form Body"):
            await courier.send(text, edition(first.due_at, nonce="other"), refused)
    assert len(await stage.mine()) == 1


async def test_a_forum_gets_a_post(stage: Stage, courier: ChannelCourier, forum: Subscription, first: Edition) -> None:
    sent = await courier.send(forum, first, PAGE)
    assert not courier.repeats(forum)
    [message] = await stage.driver.messages(sent.channel)
    assert (message["id"], words(message)) == (sent.message, "### The raid")
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(sent.channel)))
    assert (thread.parent_id, thread.name, thread.auto_archive_duration) == (
        TOPICS,
        title_of(forum, first),
        10080,
    )
    assert thread.applied_tags == []


async def test_a_forum_that_wants_a_tag_gets_one_that_is_not_the_moderators(
    stage: Stage, courier: ChannelCourier, forum: Subscription, first: Edition
) -> None:
    await stage.driver.ask("PATCH", f"channels/{TOPICS}", {"require_tag": True})
    topics = stage.bot.newsroom.get_channel(TOPICS)
    assert isinstance(topics, discord.ForumChannel)
    await until(lambda: topics.flags.require_tag)
    topics.available_tags[0].moderated = True
    sent = await courier.send(forum, first, PAGE)
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(sent.channel)))
    assert [tag.name for tag in thread.applied_tags] == ["Closed"]


# ---- Searching ----


async def test_an_edition_is_found_by_its_mark_from_when_it_was_to_leave(
    stage: Stage, courier: ChannelCourier, text: Subscription, now: datetime, first: Edition
) -> None:
    assert await courier.find(text, first) is None
    await courier.send(text, edition(now, nonce="other"), PAGE)
    await stage.driver.write(ABOUT)
    sent = await courier.send(text, first, PAGE)
    assert await courier.find(text, first) == sent
    # an hour later it can't be that one, by either of its times
    later = now + timedelta(hours=1)
    assert await courier.find(text, edition(later)) is None
    assert await courier.find(text, edition(now, sending_at=later)) is None
    assert await courier.find(text, edition(now + timedelta(minutes=14), sending_at=None)) == sent


async def test_a_mark_is_found_beside_a_picture_and_within_rows(
    courier: ChannelCourier, text: Subscription, first: Edition
) -> None:
    page = Page(("### The raid", "more"), rows=((Button("Why", f"act:edition:why:{NONCE}"),),))
    sent = await courier.send(text, first, page)
    assert await courier.find(text, first) == sent


async def test_a_post_is_found_in_its_forum(
    stage: Stage, courier: ChannelCourier, forum: Subscription, now: datetime, first: Edition
) -> None:
    assert await courier.find(forum, first) is None
    await courier.send(forum, edition(now, nonce="other"), PAGE)
    # a thread of another channel with the same mark
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert isinstance(general, discord.TextChannel)
    await (await general.send(ABOUT)).create_thread(name="talk")
    sent = await courier.send(forum, first, PAGE)
    assert await courier.find(forum, first) == sent
    await stage.driver.ask("PATCH", f"channels/{sent.channel}", {"archived": True})
    assert await courier.find(forum, first) == sent
    assert await courier.find(forum, edition(now + timedelta(hours=1))) is None


async def test_a_history_that_may_not_be_read_says_nothing(
    stage: Stage, courier: ChannelCourier, text: Subscription, first: Edition
) -> None:
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["READ_MESSAGE_HISTORY"]})
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert general
    await until(lambda: not general.permissions_for(stage.bot.newsroom.me).read_message_history)
    with pytest.raises(BlindError, match="Read Message History"):
        await courier.find(text, first)


async def test_a_channel_with_too_much_in_it_says_nothing(
    stage: Stage, courier: ChannelCourier, text: Subscription, first: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ui.courier._LOOKED_THROUGH", 3)
    for _ in range(2):
        await stage.driver.write("talk")
    assert await courier.find(text, first) is None
    await stage.driver.write("talk")
    with pytest.raises(BlindError, match="more than 3 messages"):
        await courier.find(text, first)


# ---- Publishing ----


async def test_an_announcement_is_published_and_twice_does_no_harm(
    stage: Stage, courier: ChannelCourier, now: datetime, first: Edition
) -> None:
    news = subscribed(now, channel=str(BRIEFINGS), place=Place.ANNOUNCEMENT)
    sent = await courier.send(news, first, PAGE)
    as_sent = edition(now, message=sent.message)
    for _ in range(2):
        await courier.publish(news, as_sent)
    [message] = await stage.driver.messages("briefings")
    assert message["flags"] & 1
    await stage.bot.get_partial_messageable(BRIEFINGS).get_partial_message(int(sent.message)).delete()
    for gone in (as_sent, first):
        with pytest.raises(DeletedError):
            await courier.publish(news, gone)


# ---- Notices ----


@pytest.mark.parametrize("resumes", [True, False])
async def test_editors_are_told_of_a_digest(
    stage: Stage, courier: ChannelCourier, text: Subscription, resumes: bool
) -> None:
    await courier.tell(text, Notice("It is paused.", "key", resumes=resumes))
    [message] = await stage.driver.messages("dm", user="ed")
    assert words(message) == f"**Digest in <#{GENERAL}>, daily**\nIt is paused."
    assert ids(message) == (["act:delivery:resume:3"] if resumes else [])


# Whoever is told of a digest can read its language; what they speak themselves is not known here.
async def test_editors_are_told_in_the_digests_language(
    stage: Stage, courier: ChannelCourier, text: Subscription
) -> None:
    await courier.tell(replace(text, language="de"), Notice(lazy("Discord did not answer for a day"), "key"))
    [message] = await stage.driver.messages("dm", user="ed")
    assert words(message) == f"**Überblick in <#{GENERAL}>, täglich**\nDiscord hat einen Tag lang nicht geantwortet"


# ---- Discord's responses ----

GONE, NO_ACCESS, NO_PERMISSION, REFUSED = Why.CHANNEL_GONE, Why.NO_ACCESS, Why.NO_PERMISSION, Why.REFUSED
SAYS: list[tuple[dict[str, Any], type[Exception], str, object]] = [
    # the fault; the resulting error and its words; the reason, or when to ask again
    ({"status": 403, "body": {"code": 50001, "message": "Missing Access"}}, RefusedError, r"doesn't let me write there \(Missing Access\)", NO_ACCESS),
    ({"status": 403, "body": {"code": 50013, "message": "Missing Permissions"}}, RefusedError, r"\(Missing Permissions\)", NO_PERMISSION),
    ({"status": 403, "body": {"code": 50001, "message": ""}}, RefusedError, r"\(50001\)", NO_ACCESS),
    ({"status": 404, "body": {"code": 10003, "message": "Unknown Channel"}}, RefusedError, "^the channel is gone", GONE),
    ({"status": 404, "body": {"code": 10008, "message": "Unknown Message"}}, DeletedError, "^it was deleted before", None),
    ({"status": 400, "body": {"code": 50083, "message": "Thread is archived"}}, RefusedError, "^I can't post there: the thread is archived", REFUSED),
    ({"status": 400, "body": {"code": 160005, "message": "locked"}}, RefusedError, "the thread is locked", REFUSED),
    ({"status": 400, "body": {"code": 50035, "message": "Invalid Form Body"}}, RejectedError, "^Invalid Form Body", None),
    ({"status": 400, "body": {"code": 7, "message": ""}}, RejectedError, "^7$", None),
    ({"status": 401, "body": {"code": 0, "message": "401: Unauthorized"}}, HeldError, "doesn't accept my token", 60.0),
    ({"status": 503, "when": "after"}, UnclearError, "^Discord answered 503", 0.0),
    ({"drop": True, "when": "after"}, UnclearError, "^the connection failed: ServerDisconnectedError", 0.0),
    # longer than discord.py would wait
    ({"status": 429, "body": {"message": "slow", "retry_after": 45.0, "global": False}}, UnclearError, "asked me to wait", 45.0),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "kind", "said", "more"), SAYS)
async def test_each_response_of_discord_becomes_a_delivery_error(  # noqa: PLR0917 - a row, and where it is tried
    stage: Stage,
    courier: ChannelCourier,
    text: Subscription,
    first: Edition,
    fault: dict[str, Any],
    kind: type[Exception],
    said: str,
    more: object,
) -> None:
    await stage.driver.fault(**POST, **fault)
    with pytest.raises(kind, match=said) as raised:
        await courier.send(text, first, PAGE)
    assert getattr(raised.value, "why", getattr(raised.value, "seconds", None)) == more


async def test_a_post_is_not_tried_again_where_it_may_have_arrived(
    stage: Stage, courier: ChannelCourier, forum: Subscription, text: Subscription, first: Edition
) -> None:
    """discord.py tries again after a 502: a message stays one because of its nonce, but a post would become two."""
    await stage.driver.fault("/channels/*/threads", method="POST", status=502, when="after")
    with pytest.raises(UnclearError, match="didn't say whether it arrived"):
        await courier.send(forum, first, PAGE)
    await stage.driver.fault(**POST, status=502, when="after")
    await courier.send(text, first, PAGE)
    assert len(await stage.mine()) == 1


@pytest.mark.parametrize(
    ("denied", "said", "why"),
    [
        ("SEND_MESSAGES", "I don't have Send Messages there.", NO_PERMISSION),
        ("VIEW_CHANNEL", "I don't have View Channel", NO_ACCESS),
    ],
)
async def test_missing_permissions_are_named(  # noqa: PLR0917 - a row, and where it is tried
    stage: Stage, courier: ChannelCourier, text: Subscription, first: Edition, denied: str, said: str, why: Why
) -> None:
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert general
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": [denied]})
    await until(lambda: not general.permissions_for(stage.bot.newsroom.me).send_messages)
    with pytest.raises(RefusedError) as raised:
        await courier.send(text, first, PAGE)
    assert str(raised.value).startswith(said)
    assert raised.value.why is why


async def test_a_private_thread_the_bot_was_put_out_of(
    stage: Stage, courier: ChannelCourier, now: datetime, first: Edition
) -> None:
    asked = {"user": "ada", "channel": "general", "name": "desk", "private": True}
    made = (await stage.driver.ask("POST", "threads", asked))["id"]
    await stage.driver.ask("PUT", f"channels/{made}/members/bot", {})
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(made)))
    await stage.driver.ask("DELETE", f"channels/{made}/members/bot", {})
    thread.me = None
    with pytest.raises(RefusedError, match=r"^I am no longer in that private thread: add me") as raised:
        await courier.send(subscribed(now, channel=made, place=Place.THREAD), first, PAGE)
    assert raised.value.why is NO_ACCESS


async def test_nothing_leaves_while_the_server_cannot_be_reached(
    stage: Stage, courier: ChannelCourier, text: Subscription, now: datetime, first: Edition
) -> None:
    for does in (
        courier.send(subscribed(now, server="7"), first, PAGE),
        courier.find(subscribed(now, server="7"), first),
    ):
        with pytest.raises(HeldError, match="not in the server") as raised:
            await does
        assert raised.value.seconds == 3_600
    newsroom = stage.bot.newsroom
    await stage.driver.outage("Newsroom")
    await until(lambda: newsroom.unavailable)
    with pytest.raises(HeldError, match="the server is unavailable") as raised:
        await courier.send(text, first, PAGE)
    assert raised.value.seconds == 30
    await stage.bot.close()
    with pytest.raises(HeldError, match="not connected") as raised:
        await courier.send(text, first, PAGE)
    assert raised.value.seconds == 5


# ---- Without Discord ----


@pytest.mark.parametrize("place", Place)
def test_the_bot_reads_what_it_wrote_wherever_it_delivers(place: Place) -> None:
    assert {name for name, wanted in NEEDED[place] if wanted} == {
        "read_messages",  # discord.py's name for View Channel
        "send_messages",
        "read_message_history",
    }


def test_a_page_that_carries_the_mark_gets_no_second() -> None:
    due = datetime(2025, 6, 24, tzinfo=UTC)
    one = edition(due)
    assert marked(PAGE, one, frame("en")).rows == ((Button("About this digest", ABOUT),),)
    other = Page(("x",), rows=((Button("Why", Act("edition", "why", ("other",)).custom_id),),))
    assert len(marked(other, one, frame("en")).rows) == 2
    carrying = Page(("x",), rows=((Button("Why", Act("edition", "why", (NONCE,)).custom_id),),))
    assert marked(carrying, one, frame("en")) is carrying


TITLES = [
    # the day in the reader's zone, and the hour if there are several a day
    (Schedule(zone="Pacific/Auckland"), Kind.DIGEST, "en", "Digest, 25 June 2025"),
    (Schedule(), Kind.DIGEST, "en", "Digest, 24 June 2025"),
    (Schedule(Every.WEEKLY, days=(1,)), Kind.DIGEST, "en", "Digest, 24 June 2025"),
    (Schedule(Every.HOURLY), Kind.DIGEST, "en", "Digest, 24 June 2025, 13:05"),
    (Schedule(Every.TWICE_DAILY, second=60), Kind.DIGEST, "en", "Digest, 24 June 2025, 13:05"),
    (Schedule(Every.AS_IT_HAPPENS), Kind.FLASH, "en", "Digest, 24 June 2025, 13:05"),
    (Schedule(zone="Europe/Berlin"), Kind.NOW, "en", "Digest, 24 June 2025, 15:05"),
]


@pytest.mark.parametrize(("schedule", "kind", "language", "title"), TITLES)
def test_a_post_is_called_after_its_day(schedule: Schedule, kind: Kind, language: str, title: str) -> None:
    due = datetime(2025, 6, 24, 13, 5, tzinfo=UTC)
    assert title_of(subscribed(due, schedule=schedule, language=language), edition(due, kind=kind)) == title
    assert isinstance(SentMessage("1", str(NEWSROOM)), SentMessage)
