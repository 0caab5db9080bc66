"""Tests that one thing has one id in any word order, and that narrower things are recognised as such."""

from __future__ import annotations

import pytest

from bot.names.issue_ids import issue_id, narrows, wider_issues


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


def test_the_wider_issues_are_all_with_some_of_the_modifiers() -> None:
    assert sorted(wider_issues("i.cap-oil-price")) == ["i.cap", "i.cap-oil", "i.cap-oil-price", "i.cap-price"]


# Each word of a name may be left out: of fifteen, 32,768 names would be made.
def test_a_name_of_many_words_has_few_wider_ones() -> None:
    long = "i." + "-".join("abcdefghijklmnop")
    assert long in wider_issues(long)
    assert len(wider_issues(long)) < 600
