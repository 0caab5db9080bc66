"""Turns the typed options of a digest into a subscription, keeping earlier values of options left empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.asking.schedules import clock_words, days_of_week, hours, minutes
from bot.asking.subjects import subjects
from bot.catalogue import say, say_n
from bot.digests.topics import topic_named, topics_typed
from bot.digests.zones import zone_named
from bot.errors import AskError
from bot.model.subscription import Every, Quiet, Style
from bot.render.frames import languages
from bot.render.topics import NAMES
from bot.wording import called, joined, weekday_name

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.directory import NameResolver
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.model.subscription import Schedule, Subscription
    from bot.model.topics import Topic

_NONE = frozenset({"none", "off", "no", "everything", "-"})
"""Values that clear an option."""


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """The options of a digest as typed, None if left empty. `at` and `also_at` are times of day, `day` days of the week."""

    every: str | None = None
    at: str | None = None
    also_at: str | None = None
    day: str | None = None
    zone: str | None = None
    about: str | None = None
    style: str | None = None
    language: str | None = None
    empty: str | None = None
    quiet: str | None = None
    per_hour: int | None = None
    picture: str | None = None
    max_age: int | None = None
    mute: str | None = None
    topics: str | None = None


def wanted(
    typed: DigestOptions, before: Subscription, names: NameResolver, libraries: Libraries, now: datetime
) -> Subscription:
    """Returns the subscription with the typed options.

    Raises:
        AskError: an option can't be read; it says which and how to write it.
    """
    return replace(
        before,
        schedule=_schedule(typed, before.schedule, now),
        about=before.about if typed.about is None else _subjects(typed.about, names, libraries),
        style=before.style if typed.style is None else Style(typed.style),
        language=before.language if typed.language is None else _language(typed.language),
        say_empty=before.say_empty if typed.empty is None else typed.empty == "say so",
        picture=before.picture if typed.picture is None else typed.picture == "yes",
        max_age=before.max_age if typed.max_age is None else typed.max_age,
        muted=before.muted if typed.mute is None else _muted(typed.mute),
        topics=before.topics if typed.topics is None else _topics(typed.topics),
    )


def _schedule(typed: DigestOptions, before: Schedule, now: datetime) -> Schedule:
    every = Every(typed.every) if typed.every else before.every
    days = days_of_week(typed.day) if typed.day else before.days
    if typed.day and every is not Every.WEEKLY:
        raise AskError(say("The option day works only with every:weekly: choose that too, or leave day empty."))
    if every is Every.WEEKLY and not days:
        days = (0,)
    second = minutes(typed.also_at) if typed.also_at else before.second
    if typed.also_at and every is not Every.TWICE_DAILY:
        raise AskError(
            say("The option also_at works only with every:twice daily: choose that too, or leave also_at empty.")
        )
    at = minutes(typed.at) if typed.at else before.at
    if every is Every.TWICE_DAILY and second is None:
        second = (at + 9 * 60) % (24 * 60)
    return replace(
        before,
        every=every,
        at=at,
        zone=zone_named(typed.zone, now) if typed.zone else before.zone,
        days=days if every is Every.WEEKLY else (),
        second=second if every is Every.TWICE_DAILY else None,
        quiet=before.quiet if typed.quiet is None else _quiet(typed.quiet),
        per_hour=typed.per_hour or before.per_hour,
    )


def _subjects(typed: str, names: NameResolver, libraries: Libraries) -> tuple[Subject, ...]:
    return () if typed.strip().casefold() in _NONE else subjects(typed, names, libraries)


def _muted(typed: str) -> tuple[str, ...]:
    if typed.strip().casefold() in _NONE:
        return ()
    items = [" ".join(item.split()) for item in typed.split(",")]
    items = [NAMES[topic] if (topic := topic_named(item)) else item for item in items]
    found = {item.casefold(): item for item in items if any(map(str.isalnum, item))}
    if not found:
        raise AskError(
            say("Type what to mute: words, names, outlets or topics, separated by commas, like mute:football, Sputnik.")
        )
    return tuple(found.values())


def _topics(typed: str) -> tuple[Topic, ...]:
    return () if typed.strip().casefold() in {*_NONE, "any"} else topics_typed(typed)


def _quiet(typed: str) -> Quiet | None:
    return None if typed.strip().casefold() in _NONE else Quiet(*hours(typed))


def _language(typed: str) -> str:
    known = languages()
    code = next((code for code, name in known.items() if typed.casefold() in (code, name.casefold())), None)
    if code is None:
        raise AskError(
            say(
                "Digest headings come in {languages}; article text is not translated.",
                languages=joined(list(known.values())),
            )
        )
    return code


def schedule_words(schedule: Schedule) -> str:
    """Returns a schedule in words: "daily at 09:00 (Europe/Berlin)"."""
    at = clock_words(schedule.at)
    match schedule.every:
        case Every.WEEKLY:
            when = say("every {days} at {at}", days=joined([weekday_name(day) for day in schedule.days]), at=at)
        case Every.TWICE_DAILY:
            times = [clock_words(minute) for minute in sorted((schedule.at, schedule.second or 0))]
            when = say("daily at {at}", at=joined(times))
        case Every.HOURLY:
            past = schedule.at % 60
            when = (
                say_n("hourly, {n} minute past the hour", "hourly, {n} minutes past the hour", past)
                if past
                else say("hourly, on the hour")
            )
        case Every.AS_IT_HAPPENS:
            when = say("as it happens, at most {n} an hour, the rest daily at {at}", n=schedule.per_hour, at=at)
        case Every.WEEKDAYS:
            when = say("on weekdays at {at}", at=at)
        case _:
            when = say("daily at {at}", at=at)
    quiet = schedule.quiet
    if quiet is None:
        return f"{when} ({schedule.zone})"
    hours_ = clock_words(quiet.start), clock_words(quiet.end)
    return say(
        "{when} ({zone}), quiet from {start} to {end}", when=when, zone=schedule.zone, start=hours_[0], end=hours_[1]
    )


def comes_words(subscription: Subscription) -> str:
    """Returns when a subscription's editions come and what they are about, as a sentence."""
    when, about = schedule_words(subscription.schedule), about_words(subscription)
    return say("This digest comes {when} and is {about}.", when=when, about=about)


def age_words(subscription: Subscription) -> str:
    """Returns which articles are too old to be news in a subscription's editions, as a sentence."""
    if not subscription.max_age:
        return say("Articles published before the day of the previous digest are only counted.")
    return say_n(
        "Articles published more than {n} day before the previous digest are only counted.",
        "Articles published more than {n} days before the previous digest are only counted.",
        subscription.max_age,
    )


def muted_words(subscription: Subscription) -> str:
    """Returns what a subscription never tells, as a sentence; "" if nothing is muted."""
    if not subscription.muted:
        return ""
    return say(
        "It leaves out {items}.",
        items=joined(
            [say("“{word}”", word=say(item) if item in NAMES.values() else item) for item in subscription.muted]
        ),
    )


def about_words(subscription: Subscription) -> str:
    """Returns what a subscription is about: "about Iran and the United States", "about everything"."""
    names = [called(subject) for subject in subscription.about]
    return say("about {what}", what=joined(names)) if names else say("about everything")
