"""Reduces hundreds of candidates to the few worth a full comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable

RICH, _FEW = 24, 5
"""The most and the fewest candidates that get the full comparison, after a cheap one of a few hundred."""
_FAR = 25
"""Candidates this many per cent behind the best in the cheap comparison are dropped, except for a few."""


def likeliest(asked: str, texts: dict[int, str], prior: Callable[[int], float]) -> list[int]:
    """Returns the rows worth a full comparison, by two cheap ones: letters in order, and words in any order. Ties go to those in the news."""
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
