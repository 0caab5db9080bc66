"""Tests a digest's frame: every language has every word, and dates are as precise as known."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.catalogue import speaking
from bot.errors import FaultError
from bot.model.edition import Phrase, Reason
from bot.model.facts import EventType, Expressed
from bot.model.query import Subject
from bot.render.frames import frame, languages
from bot.wording import type_words


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
    # text that is no date, and impossible dates, are shown unchanged
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


def test_an_unknown_language_is_our_fault() -> None:
    with pytest.raises(FaultError, match="xx"):
        frame("xx")


LISTS = [
    ("en", ("Fordow", "Natanz", "Isfahan"), "Fordow, Natanz and Isfahan"),
    ("de", ("Fordow", "Natanz", "Isfahan"), "Fordow, Natanz und Isfahan"),
    ("fr", ("Fordow", "Natanz"), "Fordow et Natanz"),
    ("es", ("Fordow", "Natanz"), "Fordow y Natanz"),
    # Spanish does not use y before its own sound
    ("es", ("Rusia", "Irán"), "Rusia e Irán"),
    ("es", ("Rusia", "Israel", "Iran"), "Rusia, Israel e Iran"),
    ("es", ("sequía", "hidrógeno"), "sequía e hidrógeno"),
    # unless the sound differs
    ("es", ("agua", "hielo"), "agua y hielo"),
    ("es", ("agua", "Iowa"), "agua y Iowa"),
    ("en", ("Fordow",), "Fordow"),
    ("en", (), ""),
]


@pytest.mark.parametrize(("language", "names", "listed"), LISTS)
def test_a_list_is_joined_as_the_language_joins_it(language: str, names: tuple[str, ...], listed: str) -> None:
    assert frame(language).listed(names) == listed


@pytest.mark.parametrize("language", list(languages()))
def test_every_type_of_event_and_way_of_standing_has_its_words(language: str) -> None:
    own = frame(language)
    for kind in EventType:
        phrase = Phrase(
            "denied_to", (("type", kind), ("who", ("A",)), ("whom", ("B",)), ("did", "C"), ("did_not", "D"))
        )
        assert re.fullmatch(r"\w[\w ]+.*A.* \w+ B.*C, D", own.phrase(phrase))
    for way in Expressed:
        assert own.phrase(Phrase("supports", (("holder", "A"), ("target", "B"), ("way", way))))


def test_english_names_of_types_are_those_of_answers() -> None:
    assert {str(kind): type_words(kind) for kind in EventType} == {
        kind: words["noun"] for kind, words in frame("en").words["types"].items()
    }


def test_filled_in_words_are_no_blanks_and_only_the_first_gets_a_capital() -> None:
    odd = Subject("actor", "x", "{name} of {0}")
    assert frame("en").phrase(Phrase("speaker_of", (("name", "{office}"), ("office", "envoy"), ("of", odd)))) == (
        "{office}, Envoy of {name} of {0}"
    )
    assert frame("en").phrase(Phrase("named", (("name", "iWar"), ("type", EventType.ASSAULT)))) == "iWar (attack)"
    states = Subject("actor", "united-states", "United States")
    said = Phrase("supports", (("holder", states), ("target", states), ("way", Expressed.WORDS)))
    assert frame("en").phrase(said).startswith("The United States now supports the United States in words")
    assert frame("de").phrase(said).startswith("Vereinigte Staaten: jetzt für Vereinigte Staaten, mit Worten")


# A German editor's /digest now would have sent an English digest with German names to everybody.
def test_an_edition_speaks_its_own_language_whoever_asks_for_it() -> None:
    with speaking("de"):
        assert frame("en").called(Subject("actor", "united-states", "United States")) == "the United States"
