"""Tests the pages about what a member follows: what is told, when, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.asking.custom_ids import Act
from bot.model.query import Subject
from bot.model.subscription import Every, Schedule, Subscription, SubscriptionState
from bot.render import Weight
from bot.ui.following import following_page, stop_button, welcome_page
from tests.ui.conftest import subscribed

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
HERS = subscribed(
    NOW,
    about=(Subject("actor", "united-nations", "United Nations"), Subject("event", "e.raid", "the *raid*")),
    schedule=Schedule(zone="Europe/Oslo"),
)
DAILY = "What is new comes to your direct messages: daily at 09:00 (Europe/Oslo)."
STATES: list[tuple[Subscription, list[str]]] = [
    (HERS, []),
    (replace(HERS, slot_at=NOW), ["Next, if there is anything new: <t:1750757400:f>."]),
    (replace(HERS, slot_at=NOW, state=SubscriptionState.PAUSED), ["Paused: nothing is sent."]),
    (replace(HERS, state=SubscriptionState.PAUSED, reason="I can't write to you."), ["Paused: I can't write to you."]),
]


@pytest.mark.parametrize(("subscription", "state"), STATES)
def test_a_member_reads_what_comes_how_and_when(subscription: Subscription, state: list[str]) -> None:
    page = following_page(subscription)
    [heading, lines] = page.blocks
    assert heading == "### You follow here"
    told = [line.replace("\\", "") for line in lines.split("\n")]
    assert told == ["the United Nations and the *raid*.", DAILY, *state]


@pytest.mark.parametrize(("state", "labels"), [(SubscriptionState.ACTIVE, ["Stop all"]), (SubscriptionState.PAUSED, ["Resume", "Stop all"])])  # fmt: skip
def test_what_is_followed_can_be_dropped_one_by_one_resumed_or_stopped(
    state: SubscriptionState, labels: list[str]
) -> None:
    page = following_page(replace(HERS, state=state), "Changed")
    assert page.blocks[0] == "### Changed"
    [buttons] = page.rows
    ids = {"Resume": Act("follow", "resume").custom_id, "Stop all": Act("follow", "stop", (HERS.server,)).custom_id}
    assert [(button.label, button.custom_id) for button in buttons] == [(label, ids[label]) for label in labels]
    assert [button.weight is Weight.MAIN for button in buttons] == [label == "Resume" for label in labels]
    [menu] = page.menus
    assert (menu.custom_id, [(option.label, option.value) for option in menu.options]) == (
        Act("follow", "drop").custom_id,
        [("United Nations", "united-nations"), ("the *raid*", "e.raid")],
    )


# Discord refuses an option without a label, and one that is too long.
@pytest.mark.parametrize(("name", "label"), [("\u200b", "…"), ("x" * 200, "x" * 79 + "…")])
def test_any_name_is_an_option(name: str, label: str) -> None:
    [menu] = following_page(replace(HERS, about=(Subject("actor", "x", name),))).menus
    assert menu.options[0].label == label


def test_what_comes_at_once_is_said() -> None:
    flashes = replace(HERS, schedule=Schedule(Every.AS_IT_HAPPENS, zone="Europe/Oslo"))
    assert "comes at once; the rest daily: " in following_page(flashes).blocks[1]


def test_the_first_message_says_from_where_it_comes_and_how_to_stop_it() -> None:
    page = welcome_page(HERS, "The *newsroom*")
    assert page.blocks[0] == "### Following"
    told = page.blocks[1].replace("\\", "").split("\n")
    assert told == ["You follow the United Nations and the *raid* in The *newsroom*.", DAILY]
    assert page.rows == ((stop_button(HERS.server),),)
    assert "/following" in page.foot
