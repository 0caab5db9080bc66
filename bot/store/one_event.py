"""Decides whether two reports tell of one event: by date, trigger, parties, place and words. In doubt they do not.

`python -m benchmarks.reports` prints how often that is right, on pairs of reports judged by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import Stemmer

from bot.edtf import date_bounds, point
from bot.model.facts import MUTUAL, EventType, Mode
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

VERSION = "2"
"""The version of these rules. If it changes, all events are joined again."""

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LETTERS = 3
"""Shorter words are mostly function words; the list has the longer ones, and words for days."""
_FUNCTION_WORDS = (
    "the and for was were are not but who out off all any one two his her its has had she him you our own may can did new now "
    "about above after again against also although among been before being below between both could does done down during each even ever from "
    "further have having here however into itself just least less like made many more most much must near next once only onto other over same "
    "several shall should since some such than that their them themselves then there these they this those though through thus toward towards "
    "under until upon very well were what when where whether which while whom whose will with within without would your "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "today yesterday tomorrow week month year last said says"
)
_FUNCTION = frozenset(_FUNCTION_WORDS.split())

_WEEK = 7
_ABOUT = timedelta(2)
"""How many days an approximate day may be off."""
_BACK, _AHEAD = timedelta(10), timedelta(7)
"""How many days before its article an event without a date happened at most; and how many days after it, if it is planned."""
TOLD = (Mode.ACTUAL, Mode.PLANNED)
"""Only events that happened or are planned are joined."""
_ONCE = frozenset({EventType.RETREAT, EventType.SUPPORT, EventType.AGREE, EventType.SANCTION})
"""Types that the same parties rarely repeat within days. For most other types, only the words tell which time it was."""


class Window(NamedTuple):
    """The days on which an event may have happened, and whether its text gives the exact day."""

    first: date
    last: date
    exact: bool


@dataclass(frozen=True)
class Telling:
    """What one report says of an event, as far as it is compared. Parties are actor ids.

    `persons`: the parties that are persons; `above`: what each party belongs to, if known.
    """

    article: int
    type: EventType
    mode: Mode
    cue: str
    sentence: str
    date: str | None
    published: str | None
    agents: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    above: tuple[tuple[str, str], ...] = ()
    place: str | None = None

    @cached_property
    def window(self) -> Window | None:
        """The days on which it may have happened; None if they are too many to compare."""
        bounds, day = date_bounds(self.date), point(self.date or "")
        if self.date:
            first, last = (date.fromisoformat(end) for end in bounds) if bounds else (date.min, date.max)
            exact = bool(day and day.day and not day.mark)
            slack = _ABOUT if day and day.mark else timedelta()
            return Window(first - slack, last + slack, exact) if (last - first).days < _WEEK else None
        told = date_bounds(self.published)
        if not told or told[0] != told[1]:
            return None
        day_told = date.fromisoformat(told[0])
        if any(int(year) < (day_told - _BACK).year for year in _YEAR.findall(self.sentence)):
            return None  # "in 2016": long past
        if self.mode == Mode.PLANNED:
            return Window(day_told, day_told + _AHEAD, False)
        return Window(day_told - _BACK, day_told, False)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The stems of the words for what happened."""
        return stems(self.cue)

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the other words of its sentence, without names of parties, days and function words."""
        parties = {part for actor in self.agents | self.recipients for part in actor.split("-")}
        return stems(self.sentence, parties) - self.triggers


def stems(text: str, without: Collection[str] = ()) -> frozenset[str]:
    """Returns the stems of a text's words."""
    words = {word for word in _WORD.findall(text.casefold()) if len(word) >= _LETTERS} - _FUNCTION - frozenset(without)
    return frozenset(map(stem, words))


@lru_cache(16_384)
def stem(word: str) -> str:
    """Returns the stem of a lower-case word."""
    return str(_STEMMER.stemWord(word))


_STEMMER = Stemmer.Stemmer("english")


class Days(StrEnum):
    """How the days of two reports agree: the same day, consecutive days, or one of them is not exact."""

    SAME = "same"
    NEXT = "next"
    MAYBE = "maybe"


class Often(StrEnum):
    """How often the same parties do such a thing."""

    ONCE = "once"
    SELDOM = "seldom"
    AGAIN = "again"


_LEAST = {
    (Often.ONCE, Days.SAME): (0.5, 0.25, 0.15),
    (Often.ONCE, Days.NEXT): (None, 0.6, 0.6),
    (Often.ONCE, Days.MAYBE): (None, 0.3, 0.25),
    (Often.SELDOM, Days.SAME): (0.5, 0.3, 0.2),
    (Often.SELDOM, Days.MAYBE): (None, 0.4, 0.2),
    (Often.AGAIN, Days.SAME): (0.6, 0.45, 0.35),
    (Often.AGAIN, Days.MAYBE): (None, 0.6, 0.5),
}
"""The least share of common words in two reports of one event, if no side agrees, one does, or both do; None: too little evidence."""
_OTHER_WORD = 0.1
"""How much is added to it if they use different words for what happened."""


def likeness(one: Telling, other: Telling) -> float | None:
    """Returns how alike two reports of one event are, from 0 to 1; None if they don't tell of one event, or it is unclear."""
    if one.mode not in TOLD or other.mode not in TOLD or one.article == other.article:
        return None
    days, sides = _days(one.window, other.window), _sides(one, other)
    if days is None or sides is None or _elsewhere(one.place, other.place):
        return None
    least = _LEAST.get((_often(one.type, other.type), days), (None, None, None))[sides]
    if least is None:
        return None
    if one.triggers.isdisjoint(other.triggers):
        if one.type != other.type or one.type == EventType.OTHER or not (sides == 2 or (sides and days == Days.SAME)):
            return None
        least += 0 if sides == 2 else _OTHER_WORD
    alike = in_common(one.words, other.words)
    return alike if alike >= least else None


def _often(*types: EventType) -> Often:
    if _ONCE.issuperset(types):
        return Often.ONCE
    return Often.SELDOM if (_ONCE | {EventType.OTHER}).issuperset(types) else Often.AGAIN


def _days(one: Window | None, other: Window | None) -> Days | None:
    """How the days agree; None if they don't, or it is unclear."""
    if one is None or other is None:
        return None
    if one.exact and other.exact:
        return {0: Days.SAME, 1: Days.NEXT}.get(abs((one.first - other.first).days))
    return Days.MAYBE if one.first <= other.last and other.first <= one.last else None


def _sides(one: Telling, other: Telling) -> int | None:
    """How many sides agree; None if a side is a different party."""
    if one.type in MUTUAL and other.type in MUTUAL:
        some, others = one.agents | one.recipients, other.agents | other.recipients
        return _met(some, others, one, other) and min(2, max(1, len(some & others)))
    agents, recipients = _met(one.agents, other.agents, one, other), _met(one.recipients, other.recipients, one, other)
    return None if agents is None or recipients is None else agents + recipients


def _met(some: frozenset[str], others: frozenset[str], one: Telling, other: Telling) -> int | None:
    """1 if a side is the same or part of the other's, 0 if one report names nobody, None if each names somebody whom the other does not."""
    if not some or not others:
        return 0
    less, more = (some, others) if len(some) <= len(others) else (others, some)
    above, persons = dict((*one.above, *other.above)), one.persons | other.persons
    return 1 if all(any(_one_party(a, b, above, persons) for b in more) for a in less) else None


def _one_party(one: str, other: str, above: Mapping[str, str], persons: frozenset[str]) -> bool:
    """True if both are the same party, or one belongs to the other: a state and its president."""
    if one == other or above.get(one) == other or above.get(other) == one:
        return True
    return {one, other} <= persons and short_name(one) == short_name(other)


def short_name(person: str) -> str:
    """Returns a person's id without further names: "ricardo-rossello-nevares" becomes "ricardo-rossello"."""
    return "-".join(person.split("-")[:2])


def _elsewhere(one: str | None, other: str | None) -> bool:
    """True if both name places that have no word in common."""
    some, others = (set(_WORD.findall((place or "").casefold())) for place in (one, other))
    return bool(some and others) and some.isdisjoint(others)
