"""Tests what an editor's words mean: which digest, which day, whose edition; and what a change of a digest keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.editor import Editor
from bot.digests.subscribing import ENDED_FOR, KEPT_FOR, MOST, Digests
from bot.digests.typed_options import DigestOptions
from bot.directory.directory import Directory
from bot.errors import AskError, Remedy
from bot.model.article import Span
from bot.model.edition import Receipt, SentencePlace
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.model.subscription import (
    EditionOutcome,
    Every,
    Place,
    Quiet,
    Schedule,
    Style,
    Subscription,
    SubscriptionState,
    Why,
)
from bot.names import Spellings
from bot.store import editions as ledger
from tests.conftest import entered
from tests.digests.conftest import BEGIN, SERVER, Clock
from tests.ui.conftest import edition

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell
    from tests.digests.conftest import Subscribe

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IRAN = Subject("actor", "iran", "Iran")


@pytest.fixture
def digests(database: Database, clock: Clock) -> Digests:
    return Digests(database, clock)


@pytest.fixture
def editor(database: Database, clock: Clock, digests: Digests) -> Editor:
    names = Directory((KnownActor("iran", "Iran", ActorKind.COUNTRY, aliases=("Persia",)),), Spellings())
    return Editor(database, names, digests, clock)


# ---- which ----


async def test_the_digest_that_is_meant(editor: Editor, digests: Digests, subscribe: Subscribe) -> None:
    with pytest.raises(AskError, match=r"^This server has no digests yet") as none:
        await editor.one(SERVER, None)
    assert none.value.remedy == Remedy.SUBSCRIBE
    first = await subscribe()
    assert await editor.one(SERVER, None) == first
    second = await subscribe()
    with pytest.raises(AskError, match=r"^This server has 2 digests: choose one"):
        await editor.one(SERVER, None)
    for typed, meant in (("1", first), (" #2 ", second)):
        assert await editor.one(SERVER, typed) == meant
    with pytest.raises(AskError, match=r"^There is no digest “3” here") as unknown:
        await editor.one(SERVER, "3")
    assert unknown.value.remedy == Remedy.LIST_DIGESTS
    # a button finds one that has ended as well, but never another server's
    await digests.end(first)
    assert await editor.one(SERVER, None) == second
    assert (await editor.ended_or_not(SERVER, first.id)).state is SubscriptionState.ENDED
    for server, number in (("2", first.id), (SERVER, 99)):
        with pytest.raises(AskError, match=r"^This digest no longer exists"):
            await editor.ended_or_not(server, number)


async def test_an_edition_is_its_own_servers(
    editor: Editor, digests: Digests, subscribe: Subscribe, database: Database
) -> None:
    made = await subscribe()
    got = await ledger.claim_now(database, edition(BEGIN, subscription=made.id, nonce="n1"))
    assert got
    assert await editor.edition(SERVER, "n1") == (made, got)
    for server, nonce in (("2", "n1"), (SERVER, "n2")):
        assert await editor.edition(server, nonce) is None
    assert (await digests.history(made), await digests.history(made, 0)) == ([got], [])


# ---- what and when ----


async def test_a_digest_without_options_is_daily_at_nine_about_everything(editor: Editor) -> None:
    blank = editor.blank(SERVER, "5", Place.FORUM, "7", "Asia/Tokyo")
    assert blank == Subscription(
        0,
        SERVER,
        "5",
        Place.FORUM,
        Schedule(zone="Asia/Tokyo"),
        (),
        Style.BRIEF,
        "en",
        False,
        None,
        "7",
        BEGIN,
        BEGIN - DAY,
    )
    assert (blank.schedule.every, blank.schedule.at) == (Every.DAILY, 9 * 60)
    made = await editor.wanted(DigestOptions(about="persia", at="7am"), blank)
    assert made == replace(blank, about=(IRAN,), schedule=replace(blank.schedule, at=7 * 60))
    with pytest.raises(AskError, match="start and end at different times"):
        await editor.wanted(DigestOptions(quiet="7:00-7:00"), blank)


async def test_names_are_completed(editor: Editor) -> None:
    assert await editor.names("pers", SERVER) == [("Iran · country", "=iran")]


def test_zones_and_the_next_three_are_of_now(editor: Editor, clock: Clock) -> None:
    [zone] = editor.zones("Europe/Paris")
    assert zone.name == "Europe/Paris"
    clock.move(hours=9)
    made = editor.blank(SERVER, "5", Place.TEXT, "7", "UTC")
    nine = BEGIN + 9 * HOUR
    assert editor.upcoming(made) == [nine + DAY, nine + 2 * DAY, nine + 3 * DAY]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_new_digest_is_in_the_language_of_who_sets_it_up(language: str, editor: Editor) -> None:
    assert editor.blank(SERVER, "5", Place.TEXT, "7", "UTC", language).language == language


# In Tokyo it is nine in the morning when the year begins in Greenwich: its next day begins in fifteen hours.
@pytest.mark.parametrize(
    ("typed", "begins"), [("tomorrow", BEGIN + 15 * HOUR), ("2026-01-05", datetime(2026, 1, 4, 15, tzinfo=UTC))]
)
def test_a_pause_ends_when_its_day_begins_in_the_digests_zone(typed: str, begins: datetime, editor: Editor) -> None:
    made = editor.blank(SERVER, "5", Place.TEXT, "7", "Asia/Tokyo")
    assert editor.day(typed, made) == begins
    for past in ("today", "2025-12-31"):
        with pytest.raises(AskError, match="is not in the future: give tomorrow or a later day"):
            editor.day(past, made)


# ---- changes ----


REACHES = [
    (Schedule(), DAY),
    (Schedule(Every.WEEKDAYS), DAY),
    (Schedule(Every.WEEKLY, days=(0,)), 7 * DAY),
    (Schedule(Every.TWICE_DAILY, second=0), 12 * HOUR),
    (Schedule(Every.HOURLY), HOUR),
    (Schedule(Every.AS_IT_HAPPENS), timedelta(0)),
]


@pytest.mark.parametrize(("schedule", "reach"), REACHES)
async def test_the_first_edition_reaches_back_as_far_as_one_does(
    schedule: Schedule, reach: timedelta, digests: Digests, editor: Editor, database: Database
) -> None:
    await entered(database, SERVER)
    blank = editor.blank(SERVER, "5", Place.TEXT, "7", "UTC")
    stopped = replace(
        blank,
        schedule=schedule,
        created_at=BEGIN - DAY,
        state=SubscriptionState.PAUSED,
        why=Why.ASKED,
        reason="r",
        revision=3,
    )
    made = await digests.subscribe(stopped)
    due = made.slot_at
    assert due
    assert due > BEGIN
    assert made == replace(
        stopped, id=made.id, number=1, created_at=BEGIN, filed_until=BEGIN - reach, state=SubscriptionState.ACTIVE,
        why=None, reason="", slot_at=due, next_due_at=due, revision=0,
    )  # fmt: skip


async def test_a_server_has_so_many_digests(
    digests: Digests, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST == 50
    monkeypatch.setattr("bot.digests.subscribing.MOST", 2)
    await subscribe()
    await subscribe()
    with pytest.raises(AskError, match=r"^This server already has 2 digests, the maximum") as full:
        await subscribe()
    assert full.value.remedy == Remedy.UNSUBSCRIBE
    with pytest.raises(AskError, match="Choose at least one day"):
        await digests.subscribe(replace(await subscribed_elsewhere(digests), schedule=Schedule(Every.WEEKLY)))


async def subscribed_elsewhere(digests: Digests) -> Subscription:
    """A digest of another server."""
    [first, *_] = await digests.of_server(SERVER)
    return await digests.subscribe(replace(first, server="2"))


# What the old schedule has not sent is covered by the next edition of the new one, in a slot of its own.
async def test_a_new_schedule_starts_with_its_next_slot(digests: Digests, subscribe: Subscribe, clock: Clock) -> None:
    made = await subscribe()
    clock.move(hours=10)
    assert await digests.edit(made, replace(made, style=Style.FULL)) == replace(made, style=Style.FULL)
    wanted = replace(
        made, schedule=Schedule(at=11 * 60), id=99, state=SubscriptionState.ENDED, why=Why.ASKED, reason="x"
    )
    changed = await digests.edit(made, wanted)
    eleven = BEGIN + 11 * HOUR
    assert changed == replace(made, schedule=wanted.schedule, slot_at=eleven, next_due_at=eleven, revision=1)
    assert await digests.get(made.id) == changed
    with pytest.raises(AskError, match="start and end at different times"):
        await digests.edit(made, replace(made, schedule=Schedule(quiet=Quiet(1, 1))))


async def test_a_paused_digest_stays_paused_when_it_is_changed(digests: Digests, subscribe: Subscribe) -> None:
    made = await subscribe()
    assert await digests.pause(made, BEGIN + DAY)
    assert not await digests.pause(made)
    paused = await digests.get(made.id)
    assert paused
    assert (paused.why, paused.reason, paused.next_due_at) == (Why.ASKED, "", BEGIN + DAY)
    changed = await digests.edit(paused, replace(made, schedule=Schedule(at=11 * 60)))
    assert (changed.state, changed.slot_at, changed.next_due_at) == (SubscriptionState.PAUSED, None, BEGIN + DAY)


async def test_an_ended_digest_can_be_undone_for_thirty_days(
    digests: Digests, subscribe: Subscribe, clock: Clock
) -> None:
    made = await subscribe()
    clock.move(hours=10)
    assert await digests.end(made)
    assert not await digests.end(made)
    ended = await digests.get(made.id)
    assert ended
    assert (ENDED_FOR, ended.next_due_at) == (30 * DAY, BEGIN + 10 * HOUR + 30 * DAY)
    assert await digests.resume(made) == BEGIN + 33 * HOUR
    assert await digests.of_server(int(SERVER)) == [
        replace(made, slot_at=BEGIN + 33 * HOUR, next_due_at=BEGIN + 33 * HOUR)
    ]


async def test_the_ledger_is_kept_for_more_than_a_year(
    digests: Digests, subscribe: Subscribe, clock: Clock, database: Database
) -> None:
    made = await subscribe()
    got = await ledger.claim_now(database, edition(BEGIN, subscription=made.id))
    assert got
    await ledger.settle(database, got, EditionOutcome.SENT, clock.now)
    clock.move(days=KEPT_FOR.days)
    await digests.tidy()
    assert len(await digests.history(made)) == 1
    clock.move(seconds=1)
    await digests.tidy()
    assert (KEPT_FOR.days, await digests.history(made)) == (400, [])


async def test_a_digest_may_be_about_an_issue(
    database: Database, clock: Clock, digests: Digests, file: File, tell: type[Tell]
) -> None:
    told = tell("Russia condemned the oil cap.").issue("i.cap-oil", "oil cap")
    await file(told.stance("russia", "condemned", "i.cap-oil"))
    names = Directory((KnownActor("iran", "Iran", ActorKind.COUNTRY),), Spellings())
    await names.learn(database)
    editor = Editor(database, names, digests, clock)
    made = await editor.wanted(DigestOptions(about="iran, oil cap"), editor.blank(SERVER, "2", Place.TEXT, "3", "UTC"))
    assert [(subject.kind, subject.id) for subject in made.about] == [("actor", "iran"), ("issue", "i.cap-oil")]


# ---- sentences ----


async def test_sentences_behind_a_line_are_shown_as_they_are_now(editor: Editor, file: File, tell: type[Tell]) -> None:
    [number] = await file(tell("Iran struck Oslo. It rained.", title="Dawn"))
    [own] = await file(tell("Iran struck Moss.", title="Own"), library="2")
    places = ((number, Span(0, 17)), (number, Span(20, 28)), (own, Span(0, 17)), (99, Span(0, 5)))
    there = Receipt(tuple(SentencePlace(*place) for place in places))
    page = await editor.sentences(there, Libraries(SERVER), "en")
    said = "\n".join((*page.blocks, page.foot))
    assert ("Iran struck Oslo" in said, "It rained" in said, "Moss" in said) == (True, True, False)
    own_page = await editor.sentences(there, Libraries("2"), "en")
    assert "Moss" in "\n".join(own_page.blocks)
    gone: Any = await editor.sentences(Receipt((SentencePlace(99, Span(0, 5)),)), Libraries(SERVER), "en")
    assert "Iran" not in "\n".join((*gone.blocks, gone.foot))


async def test_why_of_an_article_that_is_gone(
    editor: Editor, subscribe: Subscribe, file: File, tell: type[Tell]
) -> None:
    made = await subscribe()
    [number] = await file(tell("Iran struck Oslo.", title="Dawn"))
    [own] = await file(tell("Iran struck Moss."), library="2")
    title, notes = await editor.why_article(made, number)
    assert (title, bool(notes)) == ("Dawn", True)
    for gone in (own, 99):
        with pytest.raises(AskError, match=r"^That article no longer exists here") as error:
            await editor.why_article(made, gone)
        assert error.value.remedy == Remedy.LIST_ARTICLES
