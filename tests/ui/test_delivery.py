"""Tests that a forged delivery button reveals nothing about other servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.asking.custom_ids import Act
from bot.digests.claiming import edition_of
from bot.errors import AskError
from bot.model.subscription import Due, Kind, SubscriptionState, Why
from bot.store import editions as ledger
from bot.ui.acts import Done
from cogs.delivery import GONE, UNKNOWN, DeliveryCog
from tests.conftest import entered
from tests.ui.conftest import BRIEFINGS, GENERAL, NEWSROOM, SECOND, subscribed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.ui.conftest import Stage


@pytest.fixture
def cog(stage: Stage) -> DeliveryCog:
    return DeliveryCog(stage.bot)  # type: ignore[arg-type] # the puppet has what it uses


def press(cog: DeliveryCog, noun: str, verb: str, *arguments: str) -> Callable[[Any], Any]:
    """Presses a button with this id."""
    does = cog._about if noun == "edition" else cog._resume
    return lambda interaction: does(interaction, Done(Act(noun, verb, arguments)))


async def said(stage: Stage, does: Any, user: str, **where: str) -> str:
    """The sentence that a user is refused with, or shown."""
    try:
        await stage.of(does, user, **where)
    except AskError as error:
        return str(error)
    return "done"


async def test_an_edition_is_told_of_where_it_is_and_nowhere_else(
    stage: Stage, cog: DeliveryCog, now: datetime
) -> None:
    desk: Any = stage.bot.desk
    await entered(desk.database, str(NEWSROOM), str(SECOND))
    here = await desk.digests.subscribe(subscribed(now, channel=str(GENERAL)))
    there = await desk.digests.subscribe(subscribed(now, channel=str(BRIEFINGS)))
    other = await desk.digests.subscribe(subscribed(now, server=str(SECOND), channel="100000000000002101"))
    nonces = {}
    for subscription in (here, there, other):
        claimed = await ledger.claim_now(
            desk.database, edition_of(subscription, Due(now, f"slot {subscription.id}", Kind.NOW), now)
        )
        assert claimed
        nonces[subscription.id] = claimed.nonce
    # a member, an editor, and a user of another server; in this channel, another, and a direct message
    assert await said(stage, press(cog, "edition", "about", nonces[here.id]), "mia", channel="general") == "done"
    assert await said(stage, press(cog, "edition", "about", nonces[there.id]), "mia", channel="general") == UNKNOWN
    assert await said(stage, press(cog, "edition", "about", nonces[other.id]), "ada", channel="general") == UNKNOWN
    assert await said(stage, press(cog, "edition", "about", nonces[here.id]), "mia", channel="dm") == UNKNOWN
    for made_up in (("0" * 25,), ("",), ()):
        assert await said(stage, press(cog, "edition", "about", *made_up), "ada", channel="general") == UNKNOWN


async def test_nowhere_is_answered_as_elsewhere(stage: Stage, cog: DeliveryCog, now: datetime) -> None:
    desk: Any = stage.bot.desk
    paused = {"state": SubscriptionState.PAUSED, "why": Why.ASKED}
    await entered(desk.database, str(NEWSROOM), str(SECOND))
    here = await desk.digests.subscribe(subscribed(now))
    other = await desk.digests.subscribe(subscribed(now, server=str(SECOND)))
    for subscription in (here, other):
        assert await desk.digests.pause(subscription, None), paused
    numbers = (str(other.id), "999", "9" * 30, "-1", "x", "")
    for user, channel in (("ada", "general"), ("mia", "dm")):
        for number in numbers:
            assert await said(stage, press(cog, "delivery", "resume", number), user, channel=channel) == GONE
    # who may not edit reads that alone, also of a digest of this server
    told = {
        await said(stage, press(cog, "delivery", "resume", number), "mia", channel="general")
        for number in (str(here.id), *numbers)
    }
    assert [sentence.startswith("Only editors can do that") for sentence in told] == [True]
    assert await said(stage, press(cog, "delivery", "resume", str(here.id)), "mia", channel="dm") == GONE
    assert await said(stage, press(cog, "delivery", "resume", str(here.id)), "ada", channel="dm") == "done"
    assert (await desk.digests.get(other.id)).state is SubscriptionState.PAUSED
