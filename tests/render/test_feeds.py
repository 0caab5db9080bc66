"""Tests how a feed's entries are counted, and the page with what a feed contains."""

from __future__ import annotations

import pytest

from bot.model.feed import Fate, Report
from bot.render.feeds import entries_words, report_page
from tests.render.test_feed_lists import WIRE


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


# Below a bullet, Discord shows "-#" as typed.
def test_what_would_happen_to_an_entry_stands_in_a_line_of_its_own() -> None:
    page = report_page(Report(WIRE, 1, 1, (Fate("A raid", "The Wire", "2025-06-23", "would be added"),)))
    assert page.blocks[1] == "**A raid** (The Wire · 23 June 2025)\n-# would be added"
