"""Tests what /follow and /following do: the first message shows that messages arrive, and each changes only their own."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.asking.custom_ids import Act
from bot.digests.typed_options import DigestOptions
from bot.errors import AskError
from bot.model.query import Subject
from bot.model.subscription import Every
from bot.ui.acts import Done
from bot.ui.following import NOTHING
from cogs import follow
from cogs.follow import FollowCog
from tests.cogs.conftest import ELSEWHERE, HERE, MIA, Asked, Begun, text_of
from tests.cogs.test_digest import HERS

THEIRS = replace(HERS, about=(Subject("actor", "iran", "Iran"), Subject("actor", "israel", "Israel")))


class Digests:
    """What Mia follows here; keeps what is done with it."""

    def __init__(self) -> None:
        self.did: list[tuple[Any, ...]] = []
        self.here: Any = THEIRS

    async def of_follower(self, server: str, user: object) -> Any:
        assert str(user) == str(MIA)
        return self.here if server == str(HERE) else None

    def __getattr__(self, name: str) -> Any:
        async def do(*given: Any) -> Any:
            self.did.append((name, *given))
            return given[-1]

        return do


@pytest.fixture
def digests() -> Digests:
    return Digests()


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch, digests: Digests) -> list[Any]:
    """What a subscription was made of."""
    made: list[Any] = []

    def nothing_yet(*given: Any) -> str:
        made.append(given[1:])
        return "nothing yet"

    async def followed(_editor: Any, before: Any, typed: DigestOptions) -> Any:
        made.append((before, typed))
        return THEIRS

    async def unfollow(_digests: Any, *given: Any) -> Any:
        made.append(given)
        return None if len(given) == 1 or given[1] is None else replace(THEIRS, about=THEIRS.about[1:])

    for name, does in (("nothing_yet", nothing_yet), ("followed", followed), ("unfollow", unfollow)):
        monkeypatch.setattr(follow, name, does)
    return made


@pytest.fixture
def cog(digests: Digests, asked_for: list[Any]) -> Any:
    return FollowCog(SimpleNamespace(desk=SimpleNamespace(digests=digests, editor=None, library=Begun())))  # type: ignore[arg-type] # what it uses


class Messages:
    """A member's direct messages, open or closed to the bot."""

    id = 77

    def __init__(self, *, closed: bool = False) -> None:
        self.sent: list[str] = []
        self._closed = closed

    async def send(self, *, view: discord.ui.LayoutView) -> None:
        if self._closed:
            response: Any = SimpleNamespace(status=403, reason="Forbidden")
            raise discord.Forbidden(response, "Cannot send messages to this user")
        self.sent.append(text_of(view))


def mia(messages: Messages, guild_id: int | None = HERE, locale: str = "de") -> Any:
    async def create_dm() -> Messages:
        return messages

    guild = SimpleNamespace(id=guild_id, name="The newsroom") if guild_id else None
    user = SimpleNamespace(id=MIA, create_dm=create_dm)
    return Asked(guild_id, guild=guild, locale=SimpleNamespace(value=locale), user_object=user)


@pytest.fixture
def messages() -> Messages:
    return Messages()


async def run(cog: Any, interaction: Any, **typed: Any) -> Any:
    interaction.user = interaction.user_object
    await cog.follow.callback(cog, interaction, "Iran", **typed)
    return interaction


@pytest.mark.parametrize(("locale", "language"), [("de", "de"), ("es-419", "es"), ("ja", "en"), ("en-GB", "en")])
async def test_a_first_follow_is_greeted_in_a_direct_message_and_then_kept(
    locale: str, language: str, cog: Any, digests: Digests, asked_for: list[Any], messages: Messages
) -> None:
    digests.here = None
    interaction = await run(cog, mia(messages, locale=locale), how="weekly", at="8", zone="Oslo", quiet="none")
    options = DigestOptions(every="weekly", about="Iran", at="8", zone="Oslo", quiet="none")
    assert asked_for == [(str(HERE), "77", str(MIA), language), ("nothing yet", options)]
    assert cog.bot.desk.library.servers == [str(HERE)]  # so that a deletion during the greeting is noticed
    assert digests.did == [("subscribe", THEIRS)]
    assert "The newsroom" in messages.sent[0]
    assert [(how, alone) for how, _, alone in interaction.said] == [("thinking", True), ("in place", False)]


async def test_a_further_follow_adds_to_what_is_followed(
    cog: Any, digests: Digests, asked_for: list[Any], messages: Messages
) -> None:
    await run(cog, mia(messages), how="at once")
    assert asked_for[-1] == (THEIRS, DigestOptions(every=Every.AS_IT_HAPPENS, about="Iran"))
    assert (digests.did, messages.sent) == ([("edit", THEIRS, THEIRS)], [])


# Discord says so only when a message is sent: what can't arrive is not kept.
async def test_who_takes_no_messages_follows_nothing(cog: Any, digests: Digests) -> None:
    digests.here = None
    with pytest.raises(AskError, match=r"^I can't send you direct messages: .* Nothing was changed\.$"):
        await run(cog, mia(Messages(closed=True)))
    assert digests.did == []


async def test_outside_a_server_nothing_is_followed(cog: Any, messages: Messages) -> None:
    with pytest.raises(AskError, match="only in a server"):
        await run(cog, mia(messages, None))


async def test_what_is_followed_here_is_shown_to_the_member_alone(cog: Any, digests: Digests) -> None:
    asked: Any = Asked()
    await cog.following.callback(cog, asked)
    assert (asked.said[0][0], asked.said[0][2]) == ("new", True)
    assert asked.said[0][1].startswith("### You follow here\nIran and Israel.")
    digests.here = None
    nothing: Any = Asked()
    await cog.following.callback(cog, nothing)
    assert nothing.said == [("new", NOTHING.replace("/follow", "/follow"), True)]


def pressed(verb: str, *arguments: str, chosen: tuple[str, ...] = ()) -> Done:
    return Done(Act("follow", verb, arguments), chosen=chosen)


@pytest.mark.parametrize(("chosen", "dropped", "said"), [(("iran",), "iran", "### You follow here\nIsrael."), ((), None, "You follow nothing here.")])  # fmt: skip
async def test_one_of_several_is_dropped(
    chosen: tuple[str, ...], dropped: str | None, said: str, cog: Any, asked_for: list[Any]
) -> None:
    asked: Any = Asked()
    await cog._drop(asked, pressed("drop", chosen=chosen))
    assert asked_for == [(THEIRS, dropped)]
    assert asked.said[0][0] == "changed"
    assert asked.said[0][1].startswith(said)


async def test_sending_again_begins_with_a_message_that_arrives(cog: Any, digests: Digests, messages: Messages) -> None:
    interaction = mia(messages)
    interaction.user = interaction.user_object
    await cog._resume(interaction, pressed("resume"))
    assert (digests.did, len(messages.sent)) == ([("resume", THEIRS)], 1)
    assert interaction.said[0][0] == "changed"
    closed = mia(Messages(closed=True))
    closed.user = closed.user_object
    with pytest.raises(AskError):
        await cog._resume(closed, pressed("resume"))
    assert len(digests.did) == 1


# The button is pressed in a direct message too: it names the server.
@pytest.mark.parametrize(("arguments", "stopped"), [((str(HERE),), True), ((str(ELSEWHERE),), False), ((), False)])
async def test_everything_in_the_server_of_the_button_is_stopped(
    arguments: tuple[str, ...], stopped: bool, cog: Any, asked_for: list[Any]
) -> None:
    asked: Any = Asked(None)
    if not stopped:
        with pytest.raises(AskError):
            await cog._stop(asked, pressed("stop", *arguments))
        assert asked_for == []
        return
    await cog._stop(asked, pressed("stop", *arguments))
    assert asked_for == [(THEIRS,)]
    said = "You follow nothing there any more: I send you no more messages about it."
    assert asked.said == [("changed", said, False)]
