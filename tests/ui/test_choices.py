"""Tests that each autocomplete choice is one line of visible characters."""

from __future__ import annotations

import pytest

from bot.model.library import FactCounts, Listed
from bot.render.library import listed_label
from bot.ui.choices import choice

TITLES = [
    # a terminal's escape, a null, a line end
    ("Raid\x1b[2J\x00\n ends", "Raid[2J ends"),
    # turned around, and words smuggled in as tags
    ("Raid \u202ednetxe\u202c", "Raid dnetxe"),
    ("Raid\U000e0041\U000e0042", "Raid"),
    # nothing that shows: Discord refuses a choice without a name
    ("\u200b\u2060", "…"),
    # too long for Discord
    ("Raid " * 40, "Raid " * 18 + "Raid…"),
]


@pytest.mark.parametrize(("title", "shown"), TITLES)
def test_a_choice_shows_a_line(title: str, shown: str) -> None:
    assert choice(title, "=1").name == shown


def test_an_articles_choice_keeps_its_outlet_whatever_its_title_holds() -> None:
    one = Listed(7, "1", "\x1b" * 90 + "Raid", "The\x07 Wire", 0, None, "2025-06-23", "", "", FactCounts(0, 0, 0))
    assert choice(listed_label(one, 100), "=7").name == "Raid · The Wire · 23 June 2025"
