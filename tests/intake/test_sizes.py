"""Tests of what is said of something too large or too long."""

from __future__ import annotations

from bot.catalogue import speaking
from bot.intake.sizes import too_large, too_long
from bot.limits import LARGEST_PAGE


def test_what_is_too_large_or_too_long_is_told_with_its_limit() -> None:
    assert str(too_large(LARGEST_PAGE)) == (
        "That is larger than 5 MB, too large for an article: give only the article's text."
    )
    assert str(too_long("The page", 1_234_567)) == (
        "The page has 1,234,567 characters, but an article may have at most 1,000,000: "
        "give only the part you need, or add it in parts."
    )


def test_what_is_too_long_is_named_in_the_readers_language() -> None:
    said = too_long("The page", 1_234_567)
    with speaking("de"):
        assert str(said).startswith("Die Seite hat 1.234.567 Zeichen")
