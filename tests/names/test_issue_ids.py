"""Tests that one thing has one id in any word order, and that narrower things are recognised as such."""

from __future__ import annotations

import pytest

from bot.names.issue_ids import issue_id, narrows


@pytest.mark.parametrize(
    ("head", "modifiers", "made"),
    [
        ("cap", ["oil", "price"], "i.cap-oil-price"),
        # The order of modifiers doesn't matter: "a price cap on oil".
        ("cap", ["price", "oil", "price"], "i.cap-oil-price"),
        ("reform", [], "i.reform"),
        # A word with a hyphen is one word.
        ("trade", ["cross-border"], "i.trade-crossborder"),
        ("loi", ["République"], "i.loi-république"),
    ],
)
def test_an_id_is_made_of_head_and_modifiers(head: str, modifiers: list[str], made: str) -> None:
    assert issue_id(head, modifiers) == made


def test_a_long_id_stays_short_and_its_own() -> None:
    long = ["intercontinental", "antiballistic", "hypersonic"]
    assert len(issue_id("programme", long)) <= 34
    assert issue_id("programme", long) != issue_id("programme", [*long[:2], "supersonic"])


@pytest.mark.parametrize(
    ("narrow", "wide", "does"),
    [
        ("i.reform-french-pension", "i.reform-pension", True),
        ("i.reform-pension", "i.reform-pension", True),
        ("i.reform-pension", "i.reform-french-pension", False),
        # Another head means another thing, whatever else they share.
        ("i.protest-pension-reform", "i.reform-pension", False),
        ("i.reforms-pension", "i.reform-pension", False),
        ("i.reform-tax", "i.reform-pension", False),
    ],
)
def test_a_narrower_thing_has_the_head_and_all_modifiers(narrow: str, wide: str, does: bool) -> None:
    assert narrows(narrow, wide) is does
