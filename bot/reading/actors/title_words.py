"""Finds the titles of `data/titles.toml` in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reading.scene import Scene

LONGEST_TITLE = 4


def title_at(scene: Scene, i: int) -> int:
    """Returns the number of tokens in the longest title that begins at token `i`; 0 if there is none."""
    if scene.tokens[i].lower not in scene.lexicon.titles.openers:
        return 0
    for size in range(min(LONGEST_TITLE, len(scene.tokens) - i), 0, -1):
        if tuple(token.lower for token in scene.tokens[i : i + size]) in scene.lexicon.titles.offices:
            return size
    return 0


def title_of(scene: Scene, i: int) -> str | None:
    """Returns the longest title that ends right before token `i`, in lower case."""
    for size in range(min(LONGEST_TITLE, i), 0, -1):
        words = tuple(token.lower for token in scene.tokens[i - size : i])
        if words in scene.lexicon.titles.offices:
            return " ".join(words)
    return None


def title_ends(scene: Scene, i: int) -> bool:
    """True if a title or honorific ends right before token `i`."""
    if i and scene.tokens[i - 1].lower.rstrip(".") in scene.lexicon.titles.honorifics:
        return True
    return title_of(scene, i) is not None
