"""Ranks the possible referents of a phrase by the weights of their traits (`training/referents.py` learns the weights)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Protocol

from bot.reading.referents.phrases import PRONOUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.referents.phrases import Nameless
    from bot.reading.referents.referent import Referent

SURE, SURE_PRONOUN = 0.45, 0.55
"""Answers below this probability are dropped. A pronoun tells nothing but who is meant, so it takes more."""
SURE_SOMEBODY = 0.8
"""From this probability of not being nobody on, a description whose answer is dropped is somebody new."""
_NEW = 1
"""The index of "somebody new" among the answers for a description."""
SURE_NOBODY = 0.8
"""From this probability on, a pronoun is nobody's although rules resolve it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible answer: a known actor; without `known`, a new actor if there are traits, else nobody."""

    known: Referent | None
    traits: Sequence[str]


class Chooser(Protocol):
    """Chooses among answers."""

    def choose(self, phrase: Nameless, options: Sequence[Guess]) -> tuple[int, float]:
        """Returns the index of the answer, and its probability. The first option is "nobody"."""
        ...


class Ranker:
    """Chooses the likeliest answer, if it is likely enough.

    Args:
        weights: the weight of each trait.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def chances(self, options: Sequence[Guess]) -> list[float]:
        """Returns the probability of each answer."""
        scores = [sum(self._weights.get(trait, 0.0) for trait in option.traits) for option in options]
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        return [share / sum(shares) for share in shares]

    def denies(self, traits: Sequence[str], sure: float) -> bool:
        """True if traits speak against something: its probability is below `sure`. Traits that were never learned say nothing."""
        known = any(trait in self._weights for trait in traits)
        return known and self.chances([Guess(None, ()), Guess(None, traits)])[1] < sure

    def choose(self, phrase: Nameless, options: Sequence[Guess]) -> tuple[int, float]:
        """Returns the index of the answer, and its probability."""
        chances = self.chances(options)
        best = max(range(len(options)), key=chances.__getitem__)
        pronoun = phrase.opening == PRONOUN
        if chances[best] >= (SURE_PRONOUN if pronoun else SURE):
            return best, chances[best]
        somebody = 1.0 - chances[0]
        return (_NEW, somebody) if not pronoun and somebody >= SURE_SOMEBODY else (0, chances[0])
