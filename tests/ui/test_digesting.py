"""Tests what `/digest` shows of subscriptions and editions, its messages if one can't be sent, and its suggestions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.catalogue import say, speaking
from bot.errors import AskError
from bot.model.query import Subject
from bot.model.subscription import EditionOutcome, Every, Kind, Place, Quiet, Schedule, SubscriptionState
from bot.model.topics import Topic
from bot.ui import digesting
from bot.ui.digesting import (
    BRIEF_DAYS,
    PlaceOption,
    about_choices,
    brief_choices,
    card,
    channel_there,
    choices,
    digest_choices,
    digest_line,
    edition_choices,
    editor_of,
    ended,
    is_sent_here,
    listed,
    named,
    next_times,
    paused_words,
    place_of,
    require_writable,
    told_of,
    zone_choices,
)
from tests.conftest import entered
from tests.ui.conftest import BRIEFINGS, EDITORS, EDITORS_ROLE, GENERAL, NEWSROOM, TOPICS, edition, subscribed
from tests.waiting import until

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.model.subscription import Subscription
    from bot.render import Page
    from tests.ui.conftest import Interaction, Stage

NINE = datetime(2025, 6, 25, 7, tzinfo=UTC)
BERLIN = Schedule(zone="Europe/Berlin")


@pytest.fixture
def daily(now: datetime) -> Subscription:
    return subscribed(now, schedule=BERLIN, about=(Subject("actor", "iran", "Iran"),), slot_at=NINE, next_due_at=NINE)


def text(page: Page) -> str:
    return "\n".join((*page.blocks, *([page.foot] if page.foot else []))).replace("\\", "")


# ---- Where ----


async def test_kinds_of_channels(stage: Stage) -> None:
    channels = [stage.bot.newsroom.get_channel(channel) for channel in (GENERAL, BRIEFINGS, TOPICS)]
    assert [place_of(channel) for channel in channels] == [Place.TEXT, Place.ANNOUNCEMENT, Place.FORUM]
    made = await stage.driver.ask("POST", "threads", {"user": "ada", "channel": "general", "name": "talk"})
    assert place_of(await until(lambda: stage.bot.newsroom.get_thread(int(made["id"])))) is Place.THREAD
    topics = channels[-1]
    assert isinstance(topics, discord.ForumChannel)
    topics._type = discord.ChannelType.media.value
    with pytest.raises(AskError, match=r"^Media channels only take pictures"):
        place_of(topics)
    for other in (None, stage.bot.newsroom):
        with pytest.raises(AskError, match=r"^A digest needs a text, announcement or forum channel"):
            place_of(other)


async def refused(channel: object, ping: discord.Role | None = None) -> str:
    """The message about a channel; empty if a digest can go there."""
    try:
        require_writable(channel, ping)  # type: ignore[arg-type]
    except AskError as error:
        return str(error)
    return ""


async def test_missing_permissions_for_a_digest_are_named(stage: Stage) -> None:
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert await refused(general) == ""
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["READ_MESSAGE_HISTORY"]})
    said = "I can't send a digest to #general yet: I need Read Message History there. Allow that in the channel's settings under Permissions, then run the command again. Nothing was saved."

    async def says() -> bool:
        return await refused(general) == said

    await until(says)


@pytest.mark.parametrize(
    ("moderated", "wanted", "said"),
    [
        ((True, True), True, "Posts in #topics need a tag, and I may not use any of its tags: add one"),
        ((True, True), False, ""),
        ((True, False), True, ""),
    ],
)
async def test_a_forum_whose_tags_are_all_the_moderators(
    stage: Stage, moderated: tuple[bool, ...], wanted: bool, said: str
) -> None:
    topics = stage.bot.newsroom.get_channel(TOPICS)
    assert isinstance(topics, discord.ForumChannel)
    await stage.driver.ask("PATCH", f"channels/{TOPICS}", {"require_tag": wanted, "topic": "new"})
    await until(lambda: topics.topic == "new")
    for tag, theirs in zip(topics._available_tags.values(), moderated, strict=True):
        tag.moderated = theirs
    assert (await refused(topics))[: len(said) or None] == said


async def test_roles_that_a_digest_may_ping(stage: Stage) -> None:
    general, newsroom = stage.bot.newsroom.get_channel(GENERAL), stage.bot.newsroom
    editors, managers = newsroom.get_role(EDITORS_ROLE), newsroom.get_role(EDITORS_ROLE + 1)
    assert managers
    assert await refused(general, editors) == ""
    assert (await refused(general, newsroom.default_role)).startswith("I only ping roles, never everyone")
    # those who can mention everyone can mention any role
    assert await refused(general, managers) == ""
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["MENTION_EVERYONE"]})

    async def says() -> bool:
        return (await refused(general, managers)).startswith(
            "I can't ping Server Managers: allow anyone to mention this role in its settings, or give me Mention @everyone"
        )

    await until(says)
    assert await refused(general, editors) == ""


async def test_a_private_thread_the_bot_is_not_in(stage: Stage) -> None:
    asked = {"user": "ada", "channel": "general", "name": "desk", "private": True}
    made = (await stage.driver.ask("POST", "threads", asked))["id"]
    await stage.driver.ask("PUT", f"channels/{made}/members/bot", {})
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(made)))
    assert await refused(thread) == ""
    thread.me = None
    assert (await refused(thread)).startswith("I am not in the private thread #desk: add me (type @")


def test_a_channel_is_one_of_those_a_digest_goes_to() -> None:
    kinds = {kind.name for kind in PlaceOption().channel_types}
    assert kinds == {"text", "news", "forum", "news_thread", "public_thread", "private_thread"}
    assert PlaceOption().type is discord.AppCommandOptionType.channel


async def test_a_channel_is_taken_as_the_bot_sees_it(stage: Stage) -> None:
    class Chosen:
        name = "general"

        def __init__(self, channel: object) -> None:
            self.channel = channel

        def resolve(self) -> object:
            return self.channel

    general = stage.bot.newsroom.get_channel(GENERAL)
    assert await stage.of(lambda interaction: PlaceOption().transform(interaction, Chosen(general))) is general
    with pytest.raises(AskError, match=r"^I can't see #general. Give me View Channel there"):
        await stage.of(lambda interaction: PlaceOption().transform(interaction, Chosen(None)))


ELSEWHERE = 77
IN_GENERAL, IN_TOPICS = (NEWSROOM, GENERAL, None), (NEWSROOM, TOPICS, None)
PRESSED = [
    (IN_GENERAL, {}, {}, True),
    (IN_TOPICS, {}, {}, False),
    # in the post that was made for the edition, but not in another channel's
    ((NEWSROOM, 99, GENERAL), {}, {"channel": "99"}, True),
    ((NEWSROOM, 99, TOPICS), {}, {"channel": "99"}, False),
    ((NEWSROOM, 98, GENERAL), {}, {"channel": "99"}, False),
    # the digest has moved since, or another server made the button up
    (IN_TOPICS, {}, {"channel": str(TOPICS)}, False),
    (IN_GENERAL, {}, {"channel": str(TOPICS)}, False),
    ((ELSEWHERE, GENERAL, None), {}, {}, False),
    # a follower's, in direct messages alone
    ((None, 55, None), {"follower": "12"}, {}, True),
    ((None, 55, None), {"follower": "13"}, {}, False),
    (IN_GENERAL, {"follower": "12"}, {}, False),
]


@pytest.mark.parametrize(("where", "more", "sent", "expected"), PRESSED)
def test_whether_an_edition_is_of_the_channel_a_button_is_pressed_in(
    now: datetime, where: tuple[int | None, int, int | None], more: dict[str, str], sent: dict[str, str], expected: bool
) -> None:
    guild, channel, parent = where
    thread: Any = object.__new__(discord.Thread)
    thread.parent_id = parent
    pressed: Any = SimpleNamespace(
        guild_id=guild, channel_id=channel, channel=thread if parent else None, user=SimpleNamespace(id=12)
    )
    assert is_sent_here(pressed, subscribed(now, **more), edition(now, **sent)) is expected


# ---- Cards ----


async def test_a_subscription_in_a_line(stage: Stage, now: datetime, daily: Subscription) -> None:
    newsroom = stage.bot.newsroom
    assert digest_line(newsroom, daily) == "#5 in #general: brief, daily at 09:00 (Europe/Berlin), about Iran"
    gone = subscribed(now, channel="7")
    assert (
        digest_line(newsroom, gone)
        == "#5 in a channel that is gone or hidden from me: brief, daily at 09:00 (UTC), about everything"
    )
    assert named(None, daily) == "a channel that is gone or hidden from me"
    assert named(newsroom, subscribed(now, channel="7", place=Place.THREAD)) == "a thread that is archived or gone"


# discord.py knows no archived thread: it was called gone, and a digest there could not be resumed.
async def test_an_archived_thread_is_there(stage: Stage) -> None:
    made = await stage.driver.ask("POST", "threads", {"user": "ed", "channel": "general", "name": "Digests"})
    await stage.driver.ask("PATCH", f"channels/{made['id']}", {"archived": True})
    newsroom = stage.bot.newsroom
    await until(lambda: newsroom.get_thread(int(made["id"])) is None)
    found = await channel_there(newsroom, made["id"])
    assert found
    assert found.name == "Digests"
    assert await channel_there(newsroom, "7") is None
    assert await channel_there(None, made["id"]) is None


# A reader in the digest's zone used to see every time twice.
def test_the_next_times_are_said_once_by_its_zone_and_by_how_far_away_they_are() -> None:
    [note] = next_times(subscribed(NINE, schedule=BERLIN), [NINE])
    assert note[0] == "Wed 25 Jun, 09:00 Europe/Berlin ("
    assert [getattr(piece, "form", None) for piece in note] == [None, "R", None]


CARDS: list[tuple[dict[str, Any], str]] = [
    ({}, "It is skipped when there is nothing new. It pings nobody. Language: English."),
    ({"say_empty": True}, "It says so when there is nothing new. It pings nobody. Language: English."),
    (
        {"picture": False},
        "It is skipped when there is nothing new. It shows no pictures. It pings nobody. Language: English.",
    ),
    ({"max_age": 1}, "Articles published more than 1 day before the previous digest are only counted.\nIt is skipped"),
    ({"max_age": 0}, "Articles published before the day of the previous digest are only counted.\nIt is skipped"),
    (
        {"topics": (Topic.SCIENCE,), "muted": ("crime", "golf")},
        "It keeps to science; articles whose topic is not clear are kept too.\nIt leaves out “crime” and “golf”.",
    ),
    ({"ping": str(EDITORS_ROLE)}, "pings Editors. Language: English."),
    ({"ping": "7", "language": "de"}, "pings a role that is gone. Language: Deutsch."),
]


@pytest.mark.parametrize(("more", "said"), CARDS)
async def test_a_card_says_all_of_it(stage: Stage, now: datetime, more: dict[str, Any], said: str) -> None:
    shown = text(card("A digest", stage.bot.newsroom, subscribed(now, slot_at=NINE, **more), [NINE]))
    assert shown.startswith("### A digest\n#5 in #general: brief, daily at 09:00 (UTC), about everything.\nArticles ")
    assert said in shown
    assert f"Next three:\nWed 25 Jun, 07:00 UTC (<t:{NINE.timestamp():.0f}:R>)" in shown
    assert shown.endswith("/digest preview shows what it would contain now; /digest edit changes it.")


GERMAN = """### Geändert
#5 in #general: kurz, jeden Montag und Freitag um 09:00 (Europe/Berlin), Ruhe von 22:00 bis 07:00, zu Iran.
Artikel, die mehr als 3 Tage vor dem vorigen Überblick erschienen, werden nur gezählt.
Er lässt „football“ und „Kriminalität“ weg.
Gibt es nichts Neues, entfällt er. Er erwähnt niemanden. Sprache: Deutsch.
Die nächsten drei:
Mi., 25. Juni, 09:00 Europe/Berlin"""


async def test_a_card_is_in_the_language_of_whoever_reads_it(stage: Stage, daily: Subscription) -> None:
    schedule = Schedule(Every.WEEKLY, 540, "Europe/Berlin", days=(0, 4), quiet=Quiet(1320, 420))
    weekly = replace(daily, schedule=schedule, language="de", muted=("football", "crime"))
    with speaking("de"):
        shown = text(card(say("Changed"), stage.bot.newsroom, weekly, [NINE]))
    assert shown.startswith(GERMAN)


PAUSED: list[tuple[dict[str, Any], str]] = [
    ({"reason": "the channel is gone."}, "Paused: the channel is gone. /digest resume starts it again."),
    ({}, "Paused. /digest resume starts it again."),
    ({"next_due_at": NINE}, f"Paused until <t:{NINE.timestamp():.0f}:f>."),
    ({"reason": "asked.", "next_due_at": NINE}, f"Paused: asked, until <t:{NINE.timestamp():.0f}:f>."),
]


@pytest.mark.parametrize(("more", "said"), PAUSED)
async def test_a_paused_one_says_why_and_until_when(
    stage: Stage, now: datetime, more: dict[str, Any], said: str
) -> None:
    paused = subscribed(now, state=SubscriptionState.PAUSED, **more)
    assert paused_words(paused)
    for page in (card("A digest", stage.bot.newsroom, paused, [NINE]), listed(stage.bot.newsroom, [paused])):
        assert said in text(page)
        assert "next" not in text(page).lower()


async def test_a_list_has_a_line_each(stage: Stage, daily: Subscription, now: datetime) -> None:
    assert text(listed(stage.bot.newsroom, [])).startswith("### No digests here yet\nSet one up with /digest subscribe")
    shown = text(listed(stage.bot.newsroom, [daily, subscribed(now, channel=str(EDITORS))]))
    assert shown.splitlines() == [
        "### 2 digests",
        "#5 in #general: brief, daily at 09:00 (Europe/Berlin), about Iran.",
        "Articles published more than 3 days before the previous digest are only counted.",
        f"Next: <t:{NINE.timestamp():.0f}:f>, <t:{NINE.timestamp():.0f}:R>.",
        "#5 in #editors: brief, daily at 09:00 (UTC), about everything.",
        "Articles published more than 3 days before the previous digest are only counted.",
    ]


EDITIONS: list[tuple[dict[str, Any], str]] = [
    ({}, "on its way"),
    ({"outcome": EditionOutcome.SKIPPED}, "skipped"),
    ({"outcome": EditionOutcome.UNKNOWN, "reason": "no answer."}, "may have arrived · no answer"),
    (
        {"outcome": EditionOutcome.FAILED, "kind": Kind.FLASH, "missed": 1},
        "failed · as it happens · also covers 1 missed digest",
    ),
    (
        {"outcome": EditionOutcome.SENT, "message": "9", "missed": 2, "published": "queued"},
        f"sent · also covers 2 missed digests · waits to be published · [the message](<https://discord.com/channels/{NEWSROOM}/{GENERAL}/9>)",
    ),
    # in a forum, the digest is in the post created for it
    (
        {"outcome": EditionOutcome.SENT, "message": "9", "channel": "8"},
        f"sent · [the message](<https://discord.com/channels/{NEWSROOM}/8/9>)",
    ),
]


@pytest.mark.parametrize(("more", "said"), EDITIONS)
def test_an_edition_is_told_with_its_outcome(now: datetime, more: dict[str, Any], said: str) -> None:
    shown = text(told_of(subscribed(now), [edition(NINE, **more)]))
    assert shown.splitlines() == [
        "### Digest #5: 1 digest",
        f"<t:{NINE.timestamp():.0f}:f> · {said}",
        "/digest why explains why a digest contains what it does.",
    ]


def test_editions_are_counted(now: datetime) -> None:
    one = edition(NINE)
    assert text(told_of(subscribed(now), [one, one])).startswith("### Digest #5: last 2 digests")
    assert (
        text(told_of(subscribed(now), []))
        == "### Digest #5: none sent yet\n/digest list shows when the first one is due."
    )


def test_an_ended_digest_can_be_restored(now: datetime) -> None:
    page = ended(subscribed(now), None)
    assert [button.custom_id for row in page.rows for button in row] == ["act:digest:undo:3"]
    assert "#5 in a channel that is gone or hidden from me: brief" in text(page)


# ---- Options ----


def test_choices_are_what_discord_takes() -> None:
    pairs = [
        ("empty", ""),
        ("long", "x" * 101),
        *((f"n{number}", str(number)) for number in range(30)),
        ("x" * 120, "y" * 100),
    ]
    assert [choice.value for choice in choices(pairs)] == [str(number) for number in range(25)]
    [long] = choices(pairs[-1:])
    assert (len(long.name), long.value) == (100, "y" * 100)


async def begun(stage: Stage, now: datetime, **more: Any) -> Subscription:
    desk: Any = stage.bot.desk
    draft = subscribed(now, **more)
    await entered(desk.database, draft.server)
    made: Subscription = await desk.digests.subscribe(draft)
    return made


async def offered(stage: Stage, does: Any, typed: str, user: str = "ada", **where: str) -> list[str]:
    return [
        f"{choice.value} {choice.name}"
        for choice in await stage.of(lambda interaction: does(interaction, typed), user, **where)
    ]


async def test_digests_are_offered_to_editors(stage: Stage, now: datetime) -> None:
    await begun(stage, now)
    await begun(stage, now, channel=str(EDITORS), schedule=Schedule(Every.HOURLY, 0))
    both = [
        "1 #1 #general · about everything · daily at 09:00 (UTC)",
        "2 #2 #editors · about everything · hourly, on the hour (UTC)",
    ]
    assert await offered(stage, digest_choices, "") == both
    for typed in ("#2", "HOURLY", "editors"):
        assert await offered(stage, digest_choices, typed) == both[1:]
    assert await offered(stage, digest_choices, "", "mia") == []
    assert await offered(stage, digest_choices, "", channel="dm") == []


async def test_editions_are_offered_to_editors(stage: Stage, now: datetime) -> None:
    assert await offered(stage, edition_choices, "") == []
    one = await begun(stage, now, schedule=BERLIN)
    async with stage.bot.desk.database.transaction() as transaction:
        await transaction.run(
            """INSERT INTO editions (subscription, slot, kind, due_at, since, until, nonce, outcome, settled_at)
            VALUES (:subscription, 's', 'digest', :due, :due, :due, '0123456789abcdef', 'sent', :due)""",
            subscription=one.id,
            due="2025-06-25T07:00:00.000000+00:00",
        )
    assert await offered(stage, edition_choices, "") == ["0123456789abcdef Wed 25 Jun 2025, 09:00 · sent"]
    assert await offered(stage, edition_choices, "SENT")
    assert await offered(stage, edition_choices, "failed") == []
    assert await offered(stage, edition_choices, "", "mia") == []
    # with two digests, one has to be chosen first
    await begun(stage, now)
    assert await offered(stage, edition_choices, "") == []


@pytest.mark.parametrize(("days", "asked"), [(2, 2), (1, 1), (0, BRIEF_DAYS), (-1, BRIEF_DAYS), ("x", BRIEF_DAYS)])
async def test_names_to_brief_of_are_offered_by_the_days_that_were_typed(
    monkeypatch: pytest.MonkeyPatch, days: object, asked: int
) -> None:
    async def briefed_names(typed: str, days: int, libraries: Libraries) -> list[tuple[str, str]]:
        return [(f"{typed} {days} {libraries.own}", "=iran")]

    monkeypatch.setattr(digesting, "editor_of", lambda _one: SimpleNamespace(briefed_names=briefed_names))
    typing: Any = SimpleNamespace(namespace=SimpleNamespace(days=days), guild_id=1)
    assert [(one.name, one.value) for one in await brief_choices(typing, "ir")] == [(f"ir {asked} 1", "=iran")]


async def test_zones_and_names_are_offered(stage: Stage) -> None:
    assert any(
        choice.startswith("Europe/Berlin Berlin, Germany · ") for choice in await offered(stage, zone_choices, "berl")
    )
    assert await offered(stage, about_choices, "nobody at all") == []


async def test_it_is_the_bots_editor_that_is_asked(stage: Stage) -> None:
    async def asked(one: Interaction) -> object:
        return editor_of(one)

    assert await stage.of(asked) is stage.bot.desk.editor
