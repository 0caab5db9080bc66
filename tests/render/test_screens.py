"""Tests how high a page is reckoned to be on a phone."""

from __future__ import annotations

import pytest

from bot.render import Button, Page
from bot.render.screens import block_height, button_lines, on_lines, page_height


# Measured in the sandbox's page at 390 x 844: text, and the space above the next block.
@pytest.mark.parametrize(
    ("markdown", "measured"),
    [
        # a heading of three lines
        ("### Timeline of Iran: 20 events, 6 dated, the others in the order of the text, latest first.", 63),
        # a claim, a sentence, and its article, whose address takes no room
        (
            "**told about 23 June 2025** · Operation Midnight Hammer \\(attack\\) · *in Fordow, Natanz, Isfahan*",
            68,
        ),
        (
            (
                "> Writing on his official Twitter on Saturday, Zarif **lashed out** at U.S. President Donald Trump for intensifying "
                "unilateral sanctions on Tehran amid COVID-19 outbreak across the country, noting that the move is nothing but “medical terrorism”.\n"
                "-# [Fighting coronavirus requires intl. cooperation, Zarif says](<https://www.tehrantimes.com/news/445892/Fighting>) "
                "· Tehran Times · published about 8 March 2020"
            ),
            238,
        ),
    ],
)
def test_a_block_is_about_as_high_as_it_was_measured(markdown: str, measured: int) -> None:
    assert block_height(markdown) - 8 == pytest.approx(measured, abs=23)  # a line more or less


def test_buttons_break_into_lines_as_they_do_on_a_phone() -> None:
    row = tuple(Button(label, "x") for label in ("Oldest first", "9 stances", "2 quotations"))
    assert [button_lines(row[:number]) for number in range(4)] == [0, 1, 1, 2]
    assert on_lines(row, 1) == row[:2]


def test_each_part_of_a_page_makes_it_higher() -> None:
    bare = Page(("### Iran",))
    longer = [
        Page(("### Iran", "Opposes it")),
        Page(("### Iran",), "From 2 articles"),
        Page(("### Iran",), rows=((Button("Next ▶", "x"),),)),
    ]
    assert all(page_height(page) > page_height(bare) for page in longer)
