"""Unnamed events, found outside the index by the words they are remembered by: the cue to search for, and the hits from the result.

An article has a dozen of them, nobody types them as a name, and most are asked for within days, if ever: they are not kept in memory.
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
"""One way to read what is being typed: the words before, and the beginning of the last."""
LEAST_HEARD = 4
"""Fewest letters of a word's sound for which typos are looked for: a shorter one, or a number, would be another word."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What to search unnamed events for.

    Attributes:
        words: in remembered form; an event must match at least two.
        begun: the ways to read what is being typed.
    """

    words: tuple[str, ...] = ()
    begun: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class RememberedEvent:
    """An event that was found, with the words it is remembered by, plain."""

    entry: NameEntry
    text: str


@dataclass(frozen=True, slots=True)
class Recollection:
    """The result of a cue.

    Attributes:
        events: those that may be meant.
        common: for each word of the cue, the number of events with its sound, which gives its weight.
        size: the number of events. Both are counted only up to a thousand.
    """

    events: tuple[RememberedEvent, ...] = ()
    common: Mapping[str, int] = field(default_factory=dict)
    size: int = 0


NOTHING = Recollection()


def slips(word: str) -> list[str]:
    """Returns a word's sound, whole and without each letter: two words one typo apart share one. None for short words and digits."""
    heard = sound(word)
    if len(heard) < LEAST_HEARD or not heard.isalpha():
        return []
    return list(dict.fromkeys(with_a_letter_out(heard)))


def readings(asked: TypedWords, told: Recollection, spellings: Spellings) -> Iterator[Hit]:
    """Yields the likeliest of the events found, each compared in full."""
    events = told.events
    priors = _priors(told, spellings)

    def weigh(token: str) -> float:
        return rarity(told.common.get(token, 0), told.size)

    texts = {number: event.text for number, event in enumerate(events)}
    for number in likeliest(" ".join(asked.remembered), texts, priors.__getitem__):
        entry = events[number].entry
        found = fit(asked, entry, AS_REMEMBERED, texts[number], weigh, spellings)
        score = found.score * AS_REMEMBERED.weight
        yield Hit(entry, score, found.reason, found.exact, found.weak, found.misspelt, priors[number], entry.facts)


def begun(text: str, ways: Iterable[Way], told: Recollection, spellings: Spellings) -> Iterator[Hit]:
    """Yields the events found that start like the plain `text`, or have a word that starts like its last word, with all the words before."""
    for event, weight in zip(told.events, _priors(told, spellings), strict=True):
        words, first = event.text.split(), event.text.startswith(text)
        if any(_begin(words, before, last) for before, last in ways):
            score = (BEGUN if first else A_WORD_BEGUN) * AS_REMEMBERED.weight
            reason = "begins with it" if first else "a word begins with it"
            yield Hit(event.entry, score, reason, False, False, False, weight, event.entry.facts)


def _priors(told: Recollection, spellings: Spellings) -> array[float]:
    """Priors in the precision of a shelf's, so that equal ones compare equal."""
    return array("f", (prior(event.entry, spellings) for event in told.events))


def _begin(words: list[str], before: tuple[str, ...], last: str) -> bool:
    """True if one of the words starts with `last` and all `before` are there."""
    return any(word.startswith(last) for word in words) and set(before) <= set(words)
