"""Reads typed times of day, hours and days of the week."""

from __future__ import annotations

import re

from bot.catalogue import say
from bot.errors import AskError
from bot.wording import weekday_name

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})?)?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?")
_WORDS = {"noon": 720, "midday": 720, "midnight": 0}
_BETWEEN = frozenset({"and", "on", "und", "y", "e", "et"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def minutes(typed: str) -> int:
    """Returns a time of day as minutes after midnight: "08:00", "8am", "20.30", "8:30 pm", "noon".

    Raises:
        AskError: it is not a time of day.
    """
    words = " ".join(typed.casefold().split())
    if words in _WORDS:
        return _WORDS[words]
    found = _TIME.fullmatch(words)
    if not found:
        raise AskError(
            say("I can't read “{typed}” as a time of day: write it like 08:00, 20:30 or 8:30 pm.", typed=typed[:40])
        )
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            raise AskError(
                say("“{typed}” is not a time of day: with am or pm, the hour is from 1 to 12.", typed=typed[:40])
            )
        hour = hour % 12 + 12 * half.startswith("p")
    if hour > 23 or minute > 59:
        raise AskError(say("“{typed}” is not a time of day: it must be from 00:00 to 23:59.", typed=typed[:40]))
    return hour * 60 + minute


def hours(typed: str) -> tuple[int, int]:
    """Returns a range of hours as minutes after midnight: "22:00-07:00", "10pm to 7am". It crosses midnight if the end is the smaller.

    Raises:
        AskError: it is not two times of day.
    """
    parts = re.split(r"\s*(?:-|–|—|\bto\b|\bbis\b|\buntil\b)\s*", typed.strip())
    if len(parts) != 2:
        raise AskError(say("I can't read “{typed}” as hours: write them like 22:00-07:00.", typed=typed[:40]))
    return minutes(parts[0]), minutes(parts[1])


def clock_words(minute: int) -> str:
    """Returns minutes after midnight as a clock shows them: "08:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def days_of_week(typed: str) -> tuple[int, ...]:
    """Returns days of the week in order, 0 (Monday) to 6: "monday", "Mon and Thu", "tue, fri", or in the language spoken: "lunes".

    Raises:
        AskError: one of the words is not a day.
    """
    found = set()
    for word in re.findall(r"[^\W\d_]+", typed.casefold()):
        if word in _BETWEEN:
            continue
        begins = word.removesuffix("s")
        named = [
            number
            for number, day in enumerate(_DAYS)
            if len(word) > 1 and (day.startswith(begins) or weekday_name(number).casefold().startswith(begins))
        ]
        if len(named) != 1:
            raise AskError(
                say("“{typed}” is not a day of the week: write it like Monday, or Mon and Thu.", typed=word[:40])
            )
        found.add(named[0])
    return tuple(sorted(found))
