"""Events without a name, found elsewhere than in the index by the words they are remembered by: what to look for, and what was found into readings.

An article tells of a dozen of them, nobody types them as a name, and most are asked for in the days they are in the news, if ever: they are not kept in memory.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from bot.names.fitting import fit
from bot.names.hits import A_WORD_BEGUN, BEGUN, Hit, prior
from bot.names.likeliest import likeliest
from bot.names.likeness import rarity
from bot.names.normal import sound, with_a_letter_out
from bot.names.spelled import AS_REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.names.entry import NameEntry
    from bot.names.normal import Spellings
    from bot.names.scoring import TypedWords

Way: TypeAlias = tuple[tuple[str, ...], str]
"""A way to read what is being typed: the words before, and the beginning of the last."""
LEAST_HEARD = 4
"""Letters a word must have, as it sounds, for a slip in it to be looked for: a shorter one, or a number, is another word then."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What leads to the events someone may mean.

    Attributes:
        words: as they are remembered; an event is meant by two of them at least.
        begun: the ways to read what is being typed.
    """

    words: tuple[str, ...] = ()
    begun: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class RememberedEvent:
    """An event that was found, and the words it is remembered by, plain."""

    entry: NameEntry
    text: str


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a cue led to.

    Attributes:
        events: those that may be meant.
        common: in how many events a word of the cue is, as it sounds; what it tells by.
        size: how many events there are. Both are counted no further than to a thousand.
    """

    events: tuple[RememberedEvent, ...] = ()
    common: Mapping[str, int] = field(default_factory=dict)
    size: int = 0


NOTHING = Recollection()


def slips(word: str) -> list[str]:
    """How a word sounds, whole and with each letter left out: two words one slip apart share one of these. None for a word too short, or of digits."""
    heard = sound(word)
    if len(heard) < LEAST_HEARD or not heard.isalpha():
        return []
    return list(dict.fromkeys(with_a_letter_out(heard)))


def readings(asked: TypedWords, told: Recollection, spellings: Spellings) -> Iterator[Hit]:
    """The likeliest of what was found, each compared in full."""
    events = told.events
    priors = _priors(told, spellings)

    def weigh(token: str) -> float:
        return rarity(told.common.get(token, 0), told.size)

    texts = {number: one.text for number, one in enumerate(events)}
    for number in likeliest(" ".join(asked.remembered), texts, priors.__getitem__):
        entry = events[number].entry
        found = fit(asked, entry, AS_REMEMBERED, texts[number], weigh, spellings)
        score = found.score * AS_REMEMBERED.weight
        yield Hit(entry, score, found.reason, found.exact, found.weak, found.misspelt, priors[number], entry.facts)


def begun(text: str, ways: Iterable[Way], told: Recollection, spellings: Spellings) -> Iterator[Hit]:
    """Those of what was found that begin as the plain `text` typed, or have a word that begins as its last, and the words before it."""
    for one, weight in zip(told.events, _priors(told, spellings), strict=True):
        words, first = one.text.split(), one.text.startswith(text)
        if any(_begin(words, before, last) for before, last in ways):
            score = (BEGUN if first else A_WORD_BEGUN) * AS_REMEMBERED.weight
            reason = "begins so" if first else "a word begins so"
            yield Hit(one.entry, score, reason, False, False, False, weight, one.entry.facts)


def _priors(told: Recollection, spellings: Spellings) -> array[float]:
    """As exact as those of a shelf, so that equal ones stay equal."""
    return array("f", (prior(one.entry, spellings) for one in told.events))


def _begin(words: list[str], before: tuple[str, ...], last: str) -> bool:
    """Whether one of the words begins as `last`, and all `before` are there."""
    return any(word.startswith(last) for word in words) and set(before) <= set(words)
