"""Tests how a feed's entries are counted."""

from __future__ import annotations

import pytest

from bot.render.feeds import entries_words


@pytest.mark.parametrize(
    ("taken", "older", "words"),
    [
        (0, 0, "0 entries"),
        (1, 0, "1 entry"),
        (200, 0, "200 entries"),
        (200, 50, "250 entries, of which the newest 200 are taken"),
        (200, 1_000, "1,200 entries, of which the newest 200 are taken"),
    ],
)
def test_a_feed_has_all_its_entries_and_the_newest_are_taken(taken: int, older: int, words: str) -> None:
    assert entries_words(taken, older) == words
