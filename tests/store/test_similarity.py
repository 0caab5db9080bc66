"""Tests that a story in other words is recognised, and another story is not."""

from __future__ import annotations

import random

import pytest

from bot.knowledge.shipped import SEEDS
from bot.store.similarity import ALIKE, bands, signature, similar

STORY = (SEEDS / "russia-iran.md").read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2]
LINES = [line for line in STORY.split("\n") if line]
OTHER = " ".join(
    f"The council of {name} voted on Tuesday to keep its library open until {hour} in the evening, its mayor said."
    for name, hour in (("Ashford", "seven"), ("Bexley", "eight"), ("Corby", "nine"), ("Dover", "ten"), ("Ely", "six"))
)


def some_words_changed(text: str, one_in: int) -> str:
    chance = random.Random(7)  # noqa: S311 - the same every time
    return " ".join(word if chance.randrange(one_in) else "thing" for word in text.split())


def alike(one: str, other: str) -> float:
    first, second = signature(one), signature(other)
    assert first
    assert second
    return similar(first, second)


ONE_STORY = {
    "the same in capitals": STORY.upper(),
    "with a dateline and a byline": f"MOSCOW (The Wire) - {STORY} Reporting by A. Writer; editing by B. Editor.",
    "with other quotation marks and spaces": STORY.replace("“", '"').replace("’", "'").replace("\n", "\n\n"),
    "a fifth cut from its end": "\n".join(LINES[: len(LINES) * 4 // 5]),
    "one word in twenty changed": some_words_changed(STORY, 20),
    "a paragraph added": f"{STORY}\n{OTHER}",
}


@pytest.mark.parametrize("name", ONE_STORY)
def test_one_story_is_alike(name: str) -> None:
    assert alike(STORY, ONE_STORY[name]) >= ALIKE


@pytest.mark.parametrize("name", ONE_STORY)
def test_one_story_is_found_by_a_band(name: str) -> None:
    first, second = signature(STORY), signature(ONE_STORY[name])
    assert first
    assert second
    assert set(bands(first)) & set(bands(second))


def test_another_story_is_not_alike_nor_found() -> None:
    first, second = signature(STORY), signature(OTHER)
    assert first
    assert second
    assert similar(first, second) < 0.05
    assert not set(bands(first)) & set(bands(second))


def test_two_halves_of_one_text_are_two_stories() -> None:
    half = len(LINES) // 2
    assert alike("\n".join(LINES[:half]), "\n".join(LINES[half:])) < 0.1


@pytest.mark.parametrize("text", ["", "Russia said no.", "no " * 39])
def test_a_short_text_is_not_compared(text: str) -> None:
    assert signature(text) is None


def test_a_signature_is_the_same_on_every_machine() -> None:
    """Signatures are stored: if this fails, the library's hashes have changed, and `VERSION` must change too."""
    found = signature(OTHER)
    assert found
    assert (len(found), len(bands(found)), found[:8].hex()) == (512, 32, "ab177a78069da5c0")


def test_signatures_of_another_length_are_not_compared() -> None:
    found = signature(STORY)
    assert found
    with pytest.raises(ValueError, match="another version"):
        similar(found, found[:-4])
