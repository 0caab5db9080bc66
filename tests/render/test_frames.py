"""The frame of a digest: every language has every word, and dates are as precise as they are known."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.contents import Reason
from bot.errors import FaultError
from bot.render.frames import frame, languages


def leaves(words: Any, path: str = "") -> dict[str, Any]:
    if not isinstance(words, dict):
        return {path: words}
    return {name: leaf for key, inner in words.items() for name, leaf in leaves(inner, f"{path}.{key}").items()}


def blanks(leaf: Any) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", " ".join(leaf) if isinstance(leaf, list) else str(leaf)))


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_has_every_word_with_the_same_blanks(language: str) -> None:
    english, other = leaves(frame("en").words), leaves(frame(language).words)
    assert set(other) == set(english)
    assert {key for key in english if blanks(english[key]) != blanks(other[key])} == set()
    assert {key for key in english if isinstance(english[key], list) and len(english[key]) != len(other[key])} == set()


def test_english_comes_first_and_each_is_named_in_its_own_words() -> None:
    assert languages() == {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}


DATES = [
    ("2025", "2025", "2025"),
    ("2025-06~", "about June 2025", "um Juni 2025"),
    ("2025-06-23", "23 June 2025", "23. Juni 2025"),
    ("2025-06-23T14:00:00Z", "23 June 2025", "23. Juni 2025"),
    ("2025-22", "summer 2025", "Sommer 2025"),
    ("2025-34?", "perhaps quarter 2 of 2025", "vielleicht 2. Quartal 2025"),
    ("../2025-06", "until June 2025", "bis Juni 2025"),
    ("2025-06-23/..", "since 23 June 2025", "seit 23. Juni 2025"),
    ("2025-06-23/2025-07-01", "between 23 June 2025 and 1 July 2025", "zwischen 23. Juni 2025 und 1. Juli 2025"),
    # no date at all, and an impossible one, are said as they are
    (None, "no date given", "ohne Datum"),
    ("2025-02-31", "2025-02-31", "2025-02-31"),
]


@pytest.mark.parametrize(("edtf", "english", "german"), DATES)
def test_a_date_is_as_precise_as_it_is_known(edtf: str | None, english: str, german: str) -> None:
    assert (frame("en").day(edtf), frame("de").day(edtf)) == (english, german)


def test_numbers_and_plurals_are_the_languages_own() -> None:
    assert frame("de").say("articles", 1_204) == "1.204 neue Artikel"
    assert frame("en").reason(Reason("outlets", 1)) == "1 outlet"
    assert frame("fr").say("outlets", 0) == "0 média"  # nothing is singular there
    assert frame("en").say("outlets", 0) == "0 outlets"


def test_a_language_there_is_not_is_ours_to_mend() -> None:
    with pytest.raises(FaultError, match="xx"):
        frame("xx")
