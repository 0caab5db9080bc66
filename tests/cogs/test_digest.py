"""Tests what /digest does with which digest and which edition, and whom it refuses."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.asking.custom_ids import Act
from bot.digests.typed_options import DigestOptions
from bot.digests.zones import WhichZoneError, Zone
from bot.errors import AskError
from bot.model.subscription import (
    Edition,
    EditionOutcome,
    Kind,
    Place,
    Schedule,
    Style,
    Subscription,
    SubscriptionState,
)
from bot.render import lines_page
from bot.ui import digesting
from bot.ui.acts import Done
from bot.ui.digesting import UNKNOWN
from bot.ui.zone_question import NEW, OLD, Order
from cogs import digest
from cogs.digest import DigestCog
from tests.cogs.conftest import ELSEWHERE, HERE, MIA, Asked, Begun

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
NEWS, GONE = 6, 9
"""A channel of the server, and one that is gone."""
HERS = Subscription(
    id=3, server=str(HERE), channel=str(NEWS), place=Place.TEXT, schedule=Schedule(zone="Europe/Oslo"), about=(), style=Style.BRIEF,
    language="en", say_empty=False, ping="5", created_by=None, created_at=NOW, filed_until=NOW, number=4,
)  # fmt: skip


class TextChannel:
    """A channel that a digest can go to."""

    id, name = NEWS, "news"


class Digests:
    """Keeps what is done with the digests."""

    def __init__(self) -> None:
        self.did: list[tuple[Any, ...]] = []
        self.there = [replace(HERS, number=1, schedule=Schedule(zone="Asia/Tokyo")), HERS]
        self.sent: list[Edition] = []

    async def of_server(self, server: str) -> list[Subscription]:
        return self.there if server == str(HERE) else []

    async def history(self, subscription: Subscription) -> list[Edition]:
        assert subscription is self.there[-1]
        return self.sent

    def __getattr__(self, name: str) -> Any:
        async def do(*given: Any) -> Any:
            self.did.append((name, *given))
            return given[-1]

        return do


class Editor:
    """Means the last digest; its pages are one line."""

    def __init__(self, digests: Digests) -> None:
        self.digests = digests
        self.asked: list[tuple[Any, ...]] = []
        self.unclear: Exception | None = None

    async def one(self, server: str, chosen: str | None) -> Subscription:
        self.asked.append(("one", server, chosen))
        return self.digests.there[-1]

    async def ended_or_not(self, server: str, number: int) -> Subscription:
        self.asked.append(("ended_or_not", server, number))
        return HERS

    def blank(self, server: str, channel: str, place: Place, user: str, zone: str, language: str) -> Subscription:
        self.asked.append(("blank", server, channel, place, user, zone, language))
        return replace(HERS, ping=None)

    async def wanted(self, typed: DigestOptions, before: Subscription) -> Subscription:
        if self.unclear:
            raise self.unclear
        return replace(before, style=Style(typed.style or before.style))

    def day(self, typed: str, subscription: Subscription) -> datetime:
        assert (typed, subscription) == ("tomorrow", HERS)
        return NOW

    def upcoming(self, subscription: Subscription) -> list[datetime]:
        return [NOW]

    async def preview(self, subscription: Subscription) -> Any:
        return lines_page([f"Preview of {subscription.number}"])

    async def edition(self, server: str, nonce: str) -> tuple[Subscription, Edition] | None:
        return next(((HERS, sent) for sent in self.digests.sent if (server, nonce) == (str(HERE), sent.nonce)), None)

    async def why_article(self, subscription: Subscription, article: int) -> tuple[str, list[Any]]:
        return ("The raid" if article == 1 else ""), ["It was left out."]

    async def why_edition(self, subscription: Subscription, edition: Edition) -> list[Any]:
        assert subscription == self.digests.there[-1]
        return [f"Because of {edition.nonce}."]


def edition(nonce: str, outcome: EditionOutcome = EditionOutcome.SENT, kind: Kind = Kind.DIGEST) -> Edition:
    return Edition(
        id=1, subscription=3, slot="s", kind=kind, due_at=NOW, since=NOW, until=NOW, nonce=nonce, outcome=outcome
    )


@pytest.fixture
def digests() -> Digests:
    return Digests()


@pytest.fixture
def cog(digests: Digests, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The cog, in a server where the bot may write in every channel there is."""
    for module in (digest, digesting):
        monkeypatch.setattr(module, "Channel", TextChannel)
    monkeypatch.setattr(digest, "require_writable", lambda channel, role: digests.did.append(("may write", role)))
    monkeypatch.setattr(digest, "place_of", lambda channel: Place.TEXT)
    delivery = SimpleNamespace(deliver_now=None)
    desk = SimpleNamespace(digests=digests, editor=Editor(digests), library=Begun())
    return DigestCog(SimpleNamespace(desk=desk, delivery=delivery))  # type: ignore[arg-type] # what it uses


async def no_such_channel(_number: int) -> None:
    raise discord.NotFound(SimpleNamespace(status=404, reason="Not Found"), "")  # type: ignore[arg-type] # what it looks at


def asked(**more: Any) -> Any:
    """An editor's interaction, in the channel #news."""
    there = SimpleNamespace(
        name="The newsroom",
        get_channel_or_thread=lambda number: TextChannel() if number == NEWS else None,
        fetch_channel=no_such_channel,
        get_role=lambda number: SimpleNamespace(id=number, name="Readers") if number == 5 else None,
    )
    return Asked(**{"guild": there, "channel": TextChannel(), "channel_id": NEWS} | more)


def heading(interaction: Any) -> str:
    """The first line of what was shown last."""
    return str(interaction.said[-1][1].split("\n")[0].removeprefix("### "))


async def run(command: Any, cog: Any, *given: Any, **typed: Any) -> Any:
    """The interaction after a command."""
    interaction = asked()
    await command.callback(cog, interaction, *given, **typed)
    return interaction


# ---- set up, change ----


async def test_a_digest_is_set_up_here_in_the_zone_of_the_last_and_previewed(cog: Any, digests: Digests) -> None:
    interaction = await run(cog.subscribe, cog, style="full")
    assert cog.editor.asked == [("blank", str(HERE), str(NEWS), Place.TEXT, str(MIA), "Europe/Oslo", "de")]
    assert digests.did == [("may write", None), ("subscribe", replace(HERS, ping=None, style=Style.FULL))]
    assert cog.bot.desk.library.servers == [str(HERE)]  # so that a deletion meanwhile is noticed
    [card, preview] = interaction.said
    assert (card[0], heading(SimpleNamespace(said=[card])), card[2]) == ("new", r"Digest set up in \#news", True)
    assert preview == ("further", "Preview of 4", True)
    # in a server's first digest, nothing is known of its zone
    digests.there = []
    await run(cog.subscribe, cog, channel=TextChannel(), ping=SimpleNamespace(id=5))
    assert cog.editor.asked[-1][-2:] == ("UTC", "de")
    assert digests.did[-1] == ("subscribe", HERS)


async def test_a_channel_that_went_meanwhile_has_no_digest(cog: Any, digests: Digests) -> None:
    order = Order(NEW, str(GONE), None, DigestOptions())
    for interaction in (asked(), asked(guild=None)):
        with pytest.raises(AskError, match="That channel is gone"):
            await cog._do(interaction, order)
    assert digests.did == []


PINGS = [
    ({}, "5"),
    ({"no_ping": True}, None),
    ({"ping": SimpleNamespace(id=8)}, "8"),
    ({"ping": SimpleNamespace(id=8), "no_ping": True}, "8"),
]


@pytest.mark.parametrize(("typed", "ping"), PINGS)
async def test_a_change_keeps_the_role_unless_told_otherwise(
    typed: dict[str, Any], ping: str | None, cog: Any, digests: Digests
) -> None:
    interaction = await run(cog.edit, cog, digest="4", style="full", **typed)
    writing, *edits = digests.did if "ping" in typed else [None, *digests.did]
    assert edits == [("edit", HERS, replace(HERS, style=Style.FULL, ping=ping))]
    assert writing == (("may write", typed["ping"]) if "ping" in typed else None)
    assert cog.editor.asked == [("one", str(HERE), "4"), ("one", str(HERE), "4")]
    assert (heading(interaction), interaction.said[0][0]) == ("Changed", "new")


# Where the channel is gone, there is nothing that could forbid the ping.
async def test_a_role_is_checked_in_a_channel_that_is_there(cog: Any, digests: Digests) -> None:
    digests.there = [replace(HERS, channel=str(GONE))]
    await run(cog.edit, cog, digest="4", ping=SimpleNamespace(id=8))
    assert [name for name, *_ in digests.did] == ["edit"]


async def test_an_unclear_zone_is_asked_about_unless_the_menu_can_not_hold_the_rest(cog: Any) -> None:
    cog.editor.unclear = WhichZoneError("Berlni", [Zone("Europe/Berlin", "Berlin", "Germany", 60)])
    interaction = asked()
    await cog._do(interaction, Order(OLD, "4", None, DigestOptions()))
    assert "Did you mean Berlin by “Berlni”?" in interaction.said[0][1]
    with pytest.raises(WhichZoneError):
        await cog._do(asked(), Order(OLD, "4", None, DigestOptions(about="x" * 100)))


async def test_choosing_a_zone_replaces_the_question(cog: Any, digests: Digests) -> None:
    interaction = asked(message=object())
    arguments = (f"{OLD}4", "5", *("" for option in fields(DigestOptions) if option.name != "zone"))
    await cog._zone(interaction, Done(Act("digest", "zone", arguments), chosen=("Asia/Tokyo",)))
    assert [how for how, *_ in interaction.said] == ["changed"]
    assert [name for name, *_ in digests.did] == ["edit"]


async def test_a_digest_moves_to_a_channel_that_its_role_can_be_pinged_in(cog: Any, digests: Digests) -> None:
    interaction = await run(cog.move, cog, TextChannel(), "4")
    assert [(name, role.id) for name, role in digests.did[:1]] == [("may write", 5)]
    assert digests.did[1:] == [("edit", HERS, replace(HERS, channel=str(NEWS), place=Place.TEXT))]
    assert heading(interaction) == r"Moved to \#news"
    digests.there = [replace(HERS, ping=None)]
    digests.did.clear()
    await run(cog.move, cog, TextChannel(), "4")
    assert digests.did[0] == ("may write", None)


async def test_an_ended_digest_can_be_restored(cog: Any, digests: Digests) -> None:
    interaction = await run(cog.unsubscribe, cog, "4")
    assert (digests.did, heading(interaction)) == ([("end", HERS)], "Unsubscribed")
    undo = asked()
    await cog._undo(undo, Done(Act("digest", "undo", ("3",))))
    assert cog.editor.asked[-2:] == [("ended_or_not", str(HERE), 3), ("one", str(HERE), "4")]
    assert (digests.did[-1], undo.said[0][0], heading(undo)) == (("resume", HERS), "changed", "Restored")


# ---- pause, resume, now ----


@pytest.mark.parametrize(("until", "day"), [(None, None), ("tomorrow", NOW)])
async def test_a_digest_pauses_until_a_day_or_until_it_is_resumed(
    until: str | None, day: datetime | None, cog: Any, digests: Digests, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[Any] = []

    async def pause(*given: Any) -> bool:
        paused.append(given)
        return len(paused) == 1

    monkeypatch.setattr(digests, "pause", pause, raising=False)
    interaction = await run(cog.pause, cog, "4", until)
    assert (paused, heading(interaction)) == ([(HERS, day)], "Paused")
    with pytest.raises(AskError, match="already paused"):
        await run(cog.pause, cog, "4", until)


async def test_only_a_paused_digest_is_resumed_and_only_where_it_can_be_sent(cog: Any, digests: Digests) -> None:
    with pytest.raises(AskError, match="is not paused"):
        await run(cog.resume, cog, "4")
    digests.there = [replace(HERS, state=SubscriptionState.PAUSED, channel=str(GONE))]
    with pytest.raises(AskError, match="channel is gone or hidden from me"):
        await run(cog.resume, cog, "4")
    assert digests.did == []
    digests.there = [replace(HERS, state=SubscriptionState.PAUSED)]
    interaction = await run(cog.resume, cog, "4")
    assert digests.did == [("may write", None), ("resume", digests.there[0])]
    assert heading(interaction) == "Resumed"


@pytest.mark.parametrize("sent", [edition("a" * 16), None])
async def test_an_edition_is_sent_now_unless_it_is_paused_or_under_way(
    sent: Edition | None, cog: Any, digests: Digests
) -> None:
    asked_for: list[Any] = []

    async def deliver_now(*given: Any) -> Edition | None:
        asked_for.append(given)
        return sent

    cog.bot.delivery.deliver_now = deliver_now
    if sent:
        interaction = await run(cog.now, cog, "4")
        assert [(how, alone) for how, _, alone in interaction.said] == [("thinking", True), ("in place", False)]
        assert heading(interaction) == r"Digest \#4: 1 digest"
    else:
        with pytest.raises(AskError, match="is being sent right now"):
            await run(cog.now, cog, "4")
    # the same press twice is one edition
    assert asked_for == [(HERS, "7")]
    digests.there = [replace(HERS, state=SubscriptionState.PAUSED)]
    with pytest.raises(AskError, match="is paused"):
        await run(cog.now, cog, "4")
    assert len(asked_for) == 1


# ---- look ----


async def test_a_preview_and_the_lists_are_for_the_asker_alone(cog: Any, digests: Digests) -> None:
    interaction = await run(cog.preview, cog, "4")
    assert interaction.said == [("thinking", "", True), ("in place", "Preview of 4", False)]
    interaction = await run(cog.list_, cog)
    assert (heading(interaction), interaction.said[0][2]) == ("2 digests", True)
    digests.sent = [edition("a" * 16), edition("b" * 16)]
    interaction = await run(cog.history, cog, "4")
    assert (heading(interaction), interaction.said[0][2]) == (r"Digest \#4: last 2 digests", True)


SENT = [
    edition("failed", EditionOutcome.FAILED),
    edition("flash", kind=Kind.FLASH),
    edition("skipped", EditionOutcome.SKIPPED),
    edition("sent"),
]
EXPLAINED = [
    # by default the last that was sent or skipped
    (None, "Why this message", "Because of flash."),
    ("skipped", "Why nothing was posted", "Because of skipped."),
    ("sent", "Why these stories", "Because of sent."),
]


@pytest.mark.parametrize(("chosen", "said", "why"), EXPLAINED)
async def test_an_edition_that_was_sent_or_skipped_is_explained(
    chosen: str | None, said: str, why: str, cog: Any, digests: Digests
) -> None:
    digests.sent = SENT
    interaction = await run(cog.why, cog, "4", chosen)
    assert [how for how, *_ in interaction.said] == ["thinking", "in place"]
    assert interaction.said[0][2]
    assert (heading(interaction), why in interaction.said[-1][1]) == (said, True)


@pytest.mark.parametrize(
    ("sent", "chosen", "refusal"),
    [
        ([], None, "No digest has been sent yet"),
        (SENT, "failed", "There is no such digest"),
        (SENT, "made up", "There is no such digest"),
        ([], "made up", "There is no such digest"),
    ],
)
async def test_what_was_never_sent_is_not_explained(
    sent: list[Edition], chosen: str | None, refusal: str, cog: Any, digests: Digests
) -> None:
    digests.sent = sent
    with pytest.raises(AskError, match=refusal):
        await run(cog.why, cog, "4", chosen)


@pytest.mark.parametrize(
    ("sent", "state", "title", "lines"),
    [
        # what failed since the last that arrived is said first, and by itself if none ever did
        (SENT, SubscriptionState.ACTIVE, "Why this message", ["failed", "Because of flash."]),
        (SENT[:1], SubscriptionState.ACTIVE, "Why nothing was posted", ["failed"]),
        (SENT[1:], SubscriptionState.PAUSED, "Why this message", ["Paused", "Because of flash."]),
        ([], SubscriptionState.PAUSED, "Why nothing was posted", ["Paused"]),
    ],
)
async def test_why_says_first_that_nothing_came_since(
    sent: list[Edition], state: SubscriptionState, title: str, lines: list[str], cog: Any, digests: Digests
) -> None:
    digests.sent, digests.there = sent, [replace(HERS, state=state)]
    interaction = await run(cog.why, cog, "4", None)
    assert heading(interaction) == title
    shown = interaction.said[-1][1]
    assert [line in shown for line in lines] == [True] * len(lines)
    assert ("Because of" in shown) == (len(lines) > 1)


@pytest.mark.parametrize(("article", "title"), [(1, "The raid"), (0, "Untitled article")])
async def test_what_became_of_an_article_is_explained(article: int, title: str, cog: Any) -> None:
    interaction = await run(cog.why, cog, "4", None, article)
    assert (heading(interaction), "It was left out." in interaction.said[-1][1]) == (title, True)


WHY = [
    # everyone in the channel the edition was sent to, and editors anywhere in the server
    ({"editor": False}, "sent", True),
    ({"editor": False, "channel_id": GONE}, "sent", False),
    ({"channel_id": GONE}, "sent", True),
    # a made-up edition, and one of another server
    ({}, "made up", False),
    ({"guild_id": ELSEWHERE}, "sent", False),
    ({}, "", False),
]


@pytest.mark.parametrize(("where", "nonce", "told"), WHY)
async def test_why_is_told_where_the_edition_is_and_to_editors(
    where: dict[str, Any], nonce: str, told: bool, cog: Any, digests: Digests, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests.sent = SENT

    async def is_editor(interaction: Any) -> bool:
        return bool(interaction.permissions.manage_guild)

    monkeypatch.setattr(digest, "is_editor", is_editor)
    interaction = asked(**where)
    pressed = cog._why(interaction, Done(Act("edition", "why", (nonce,) if nonce else ())))
    if told:
        await pressed
        assert "Because of sent." in interaction.said[-1][1]
    else:
        with pytest.raises(AskError) as refused:
            await pressed
        assert (str(refused.value), interaction.said) == (UNKNOWN, [])


# The edition's language goes with the button; one of before has none, and a menu without a choice means nothing.
@pytest.mark.parametrize(
    ("arguments", "chosen", "language", "receipt"),
    [(("de",), ("r1",), "de", "<r1>"), ((), ("r1",), "", "<r1>"), (("de",), (), "de", "<>")],
)
async def test_the_sentences_behind_a_line_are_in_the_editions_language(
    arguments: tuple[str, ...],
    chosen: tuple[str, ...],
    language: str,
    receipt: str,
    cog: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(digest, "decode_receipt", lambda value: f"<{value}>")

    used: list[Any] = []

    async def sentences(*given: Any) -> Any:
        used.append((given[0], given[1].own, given[2]))
        return lines_page(["The sentences"])

    monkeypatch.setattr(cog.editor, "sentences", sentences, raising=False)
    interaction = asked()
    await cog._sentences(interaction, Done(Act("sentences", "show", arguments), chosen=chosen))
    assert used == [(receipt, str(HERE), language)]
    assert interaction.said == [("new", "The sentences", True)]
