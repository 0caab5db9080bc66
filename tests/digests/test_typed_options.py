"""Tests what the typed options of a digest make of it, what an empty one keeps, and how a schedule is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.typed_options import DigestOptions, about_words, age_words, schedule_words, wanted
from bot.directory.directory import Directory
from bot.errors import AskError
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.model.subscription import Every, Quiet, Schedule, Style
from bot.model.topics import Topic
from bot.names import Spellings
from tests.conftest import NOW
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from bot.model.subscription import Subscription

IRAN = Subject("actor", "iran", "Iran")
BEFORE = subscribed(
    NOW,
    schedule=Schedule(Every.WEEKLY, 480, "Asia/Tokyo", (2,), None, Quiet(1320, 420), 4),
    about=(IRAN,),
    style=Style.FULL,
    language="de",
    say_empty=True,
    picture=False,
    max_age=9,
    muted=("golf",),
    topics=(Topic.CRIME,),
    ping="7",
)
SCHEDULE = BEFORE.schedule
NAMES = Directory(
    (KnownActor("iran", "Iran", ActorKind.COUNTRY), KnownActor("nato", "NATO", ActorKind.ORGANIZATION)), Spellings()
)


def made(before: Subscription = BEFORE, **typed: Any) -> Subscription:
    return wanted(DigestOptions(**typed), before, NAMES, Libraries(), NOW)


OPTIONS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"style": "brief"}, {"style": Style.BRIEF}),
    # a language by its code, or by its own name
    ({"language": "en"}, {"language": "en"}),
    ({"language": "English"}, {"language": "en"}),
    ({"empty": "skip"}, {"say_empty": False}),
    ({"empty": "say so"}, {"say_empty": True}),
    ({"picture": "yes"}, {"picture": True}),
    ({"picture": "no"}, {"picture": False}),
    # nought is a number, and no empty option
    ({"max_age": 0}, {"max_age": 0}),
    ({"mute": "football,  The  Wire , football,, !"}, {"muted": ("football", "The Wire")}),
    ({"mute": "none"}, {"muted": ()}),
    # the name of a topic mutes it; "other" is a topic and no word
    ({"mute": "Sport, other, golf"}, {"muted": ("sport", "other news", "golf")}),
    ({"topics": "Politics,  conflict, politics"}, {"topics": (Topic.POLITICS, Topic.CONFLICT)}),
    ({"topics": "other news, other"}, {"topics": (Topic.OTHER,)}),
    ({"topics": "none"}, {"topics": ()}),
    ({"about": "nato"}, {"about": (Subject("actor", "nato", "NATO"),)}),
    # words that clear an option
    ({"about": " Everything "}, {"about": ()}),
    ({"about": "none"}, {"about": ()}),
]


@pytest.mark.parametrize(("typed", "changed"), OPTIONS, ids=str)
def test_an_option_changes_what_it_is_about_alone(typed: dict[str, Any], changed: dict[str, Any]) -> None:
    assert made(**typed) == replace(BEFORE, **changed)


SCHEDULES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"at": "8:30 pm"}, {"at": 1230}),
    ({"day": "Mon and Sun"}, {"days": (0, 6)}),
    ({"zone": "Europe/Paris"}, {"zone": "Europe/Paris"}),
    ({"quiet": "23:00-06:30"}, {"quiet": Quiet(1380, 390)}),
    ({"quiet": "Off"}, {"quiet": None}),
    ({"per_hour": 6}, {"per_hour": 6}),
    # days belong to weekly digests, and a second time to those twice a day
    ({"every": "daily"}, {"every": Every.DAILY, "days": ()}),
    ({"every": "twice daily"}, {"every": Every.TWICE_DAILY, "days": (), "second": 17 * 60}),
    ({"every": "twice daily", "at": "20:00"}, {"every": Every.TWICE_DAILY, "days": (), "at": 1200, "second": 5 * 60}),
    ({"every": "twice daily", "also_at": "18:15"}, {"every": Every.TWICE_DAILY, "days": (), "second": 1095}),
]


@pytest.mark.parametrize(("typed", "changed"), SCHEDULES, ids=str)
def test_a_schedule_keeps_what_is_not_typed(typed: dict[str, Any], changed: dict[str, Any]) -> None:
    assert made(**typed) == replace(BEFORE, schedule=replace(SCHEDULE, **changed))


def test_a_weekly_digest_without_a_day_comes_on_mondays() -> None:
    daily = replace(BEFORE, schedule=replace(SCHEDULE, every=Every.DAILY, days=()))
    assert made(daily, every="weekly").schedule.days == (0,)
    twice = replace(BEFORE, schedule=replace(SCHEDULE, every=Every.TWICE_DAILY, days=(), second=600))
    assert made(twice, every="daily").schedule.second is None
    assert made(twice, at="7:00").schedule.second == 600


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"every": "daily", "day": "Monday"}, "The option day works only with every:weekly"),
    ({"also_at": "18:00"}, "The option also_at works only with every:twice daily"),
    ({"language": "klingon"}, "Digest headings come in "),
    ({"quiet": "at night"}, "as hours: write them like 22:00-07:00"),
    ({"about": "xyzzy"}, "xyzzy"),
    ({"mute": " , "}, "Type what to mute"),
    (
        {"topics": "politics, weather"},
        "“weather” is no topic: choose among politics, conflict, economy, science, sport, crime and other news.",
    ),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED, ids=str)
def test_what_cannot_be_read_is_a_sentence(typed: dict[str, Any], said: str) -> None:
    with pytest.raises(AskError, match=said):
        made(**typed)


WORDS = [
    (Schedule(), "daily at 09:00 (UTC)"),
    (Schedule(Every.WEEKDAYS, 485, "Asia/Tokyo"), "on weekdays at 08:05 (Asia/Tokyo)"),
    (Schedule(Every.WEEKLY, days=(0, 6)), "every Monday and Sunday at 09:00 (UTC)"),
    # the earlier time first
    (Schedule(Every.TWICE_DAILY, second=61), "daily at 01:01 and 09:00 (UTC)"),
    (Schedule(Every.HOURLY, 615), "hourly, 15 minutes past the hour (UTC)"),
    (Schedule(Every.HOURLY, 600), "hourly, on the hour (UTC)"),
    (Schedule(Every.AS_IT_HAPPENS, per_hour=2), "as it happens, at most 2 an hour, the rest daily at 09:00 (UTC)"),
    (Schedule(quiet=Quiet(1320, 420)), "daily at 09:00 (UTC), quiet from 22:00 to 07:00"),
]


@pytest.mark.parametrize(("schedule", "said"), WORDS)
def test_a_schedule_in_words(schedule: Schedule, said: str) -> None:
    assert schedule_words(schedule) == said


def test_what_a_digest_is_about_in_words() -> None:
    assert about_words(BEFORE) == "about Iran"
    assert about_words(replace(BEFORE, about=(IRAN, Subject("actor", "us", "United States")))) == (
        "about Iran and the United States"
    )
    assert about_words(replace(BEFORE, about=())) == "about everything"
    for days, said in ((0, "before the day of"), (1, "more than 1 day before"), (9, "more than 9 days before")):
        assert (
            age_words(replace(BEFORE, max_age=days))
            == f"Articles published {said} the previous digest are only counted."
        )
