"""Hundreds of candidates for what was asked into the few that are worth comparing in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable

RICH, _FEW = 24, 5
"""At most, and at least, so many candidates get the full comparison, after a cheap one of a few hundred."""
_FAR = 25
"""Candidates that the cheap comparison puts so many per cent behind the best don't get the full one, but for a few."""


def likeliest(asked: str, texts: dict[int, str], prior: Callable[[int], float]) -> list[int]:
    """The rows worth the full comparison, by two cheap ones: letters in order, and words in any order; of equal ones those in the news."""
    if len(texts) <= _FEW:
        return list(texts)
    letters = {row: score for _, score, row in process.extract(asked, texts, scorer=fuzz.ratio, limit=None)}
    best = {}
    for _, score, row in process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=None):
        best[row] = max(
            letters[row], 0.8 * score + 0.2 * letters[row]
        )  # of many names with all the words, the shortest first
    ranked = sorted(best, key=lambda row: (-best[row], -prior(row), row))
    far = best[ranked[0]] - _FAR
    return [row for place, row in enumerate(ranked[:RICH]) if place < _FEW or best[row] >= far]
