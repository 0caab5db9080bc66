"""Dates, names, numbers and events in short English, never more precise than what is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import EventType, Mode
from bot.wording import (
    counted,
    date_bounds,
    date_words,
    event_labels,
    joined,
    mode_words,
    sentence_case,
    shortened,
    slug,
    type_words,
)

if TYPE_CHECKING:
    from tests.conftest import Tell


@pytest.mark.parametrize(
    ("edtf", "words", "bounds"),
    [
        ("2025-06-23", "23 June 2025", ("2025-06-23", "2025-06-23")),
        ("2025-06-03", "3 June 2025", ("2025-06-03", "2025-06-03")),
        ("2025-06", "June 2025", ("2025-06-01", "2025-06-30")),
        ("2024-02", "February 2024", ("2024-02-01", "2024-02-29")),
        ("2025", "2025", ("2025-01-01", "2025-12-31")),
        ("2025-06-23~", "about 23 June 2025", ("2025-06-23", "2025-06-23")),
        ("2025-06?", "perhaps June 2025", ("2025-06-01", "2025-06-30")),
        ("2025%", "perhaps about 2025", ("2025-01-01", "2025-12-31")),
        ("2025-06-23T14:30:00Z", "23 June 2025", ("2025-06-23", "2025-06-23")),
        # Seasons and quarters are months of their own numbers.
        ("2025-21", "spring 2025", ("2025-03-01", "2025-05-31")),
        ("2025-22~", "about summer 2025", ("2025-06-01", "2025-08-31")),
        ("2025-33", "the first quarter of 2025", ("2025-01-01", "2025-03-31")),
        ("2025-36", "the fourth quarter of 2025", ("2025-10-01", "2025-12-31")),
        # Intervals, and those open at an end.
        ("2025-06-01/2025-06-05", "between 1 June 2025 and 5 June 2025", ("2025-06-01", "2025-06-05")),
        ("2025-06/2025-07~", "between June 2025 and about July 2025", ("2025-06-01", "2025-07-31")),
        ("2025-06-01/..", "since 1 June 2025", ("2025-06-01", "9999-12-31")),
        ("2025-06-01/", "since 1 June 2025", ("2025-06-01", "9999-12-31")),
        ("../2025-06", "until June 2025", ("0001-01-01", "2025-06-30")),
        ("/2025", "until 2025", ("0001-01-01", "2025-12-31")),
        (None, "no date", None),
        ("", "no date", None),
        # What is no date is shown as it stands, and placed nowhere.
        ("2025-13", "2025-13", None),
        ("2025-06-31", "2025-06-31", None),
        ("2025-00-10", "2025-00-10", None),
        ("2025-22-10", "2025-22-10", None),
        ("0000", "0000", None),
        ("soon", "soon", None),
        ("soon/2025", "between soon and 2025", None),
        ("2025/2026/2027", "2025/2026/2027", None),
        ("/" * 5_000, "/" * 5_000, None),
        ("../..", "../..", ("0001-01-01", "9999-12-31")),
    ],
)
def test_dates(edtf: str | None, words: str, bounds: tuple[str, str] | None) -> None:
    assert date_words(edtf) == words
    assert date_bounds(edtf) == bounds


@given(st.text(alphabet="0123456789-/.~?%TZ: ") | st.text())
@settings(max_examples=300, deadline=None)
def test_anything_for_a_date_has_words_and_bounds_in_order(edtf: str) -> None:
    assert date_words(edtf)
    bounds = date_bounds(edtf)
    assert bounds is None or all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in bounds)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("shorter", 5, "shor…"),
        ("two words here", 12, "two words…"),
        # Not at a word that would leave less than half.
        ("a extraordinarily", 12, "a extraordi…"),
        ("one, two, three", 10, "one, two…"),
        ("  spaces \n and   lines ", 40, "spaces and lines"),
        ("", 5, ""),
    ],
)
def test_shortened(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


@given(st.text(), st.integers(1, 50))
@settings(max_examples=200, deadline=None)
def test_shortened_is_never_longer(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Operation Midnight Hammer", "operation-midnight-hammer"),
        ("  St. Petersburg’s 5th “Forum”  ", "st-petersburg-s-5th-forum"),
        ("Straße", "strasse"),
        ("Сочи-2014", "сочи-2014"),
        ("snake_case", "snake-case"),
        ("…", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_slug(name: str, identifier: str) -> None:
    assert slug(name) == identifier


# Cut off, both would be the council itself.
def test_two_long_names_are_two_ids() -> None:
    names = ["United Nations Security Council Resolution 2231", "United Nations Security Council Resolution 1929"]
    assert len({slug(name) for name in [*names, "United Nations Security Council "]}) == 3
    assert slug(names[0]) == slug(names[0].upper())


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_a_slug_fits_a_button(name: str) -> None:
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", slug(name))
    assert len(slug(name)) <= 32


@pytest.mark.parametrize(("number", "words"), [(0, "0 facts"), (1, "1 fact"), (2, "2 facts"), (1204, "1,204 facts")])
def test_counted(number: int, words: str) -> None:
    assert counted(number, "fact") == words
    assert counted(2, "party", "parties") == "2 parties"


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["Fordow"], "Fordow"), (["Fordow", "Natanz"], "Fordow and Natanz"), (["a", "b", "c"], "a, b and c")],
)
def test_joined(words: list[str], said: str) -> None:
    assert joined(words) == said
    assert joined(words, "or") == said.replace(" and ", " or ")


def test_every_type_and_mode_has_its_words() -> None:
    assert all(type_words(one) for one in EventType)
    assert [one for one in Mode if not mode_words(one)] == [Mode.ACTUAL]


def test_a_sentence_begins_with_a_capital() -> None:
    assert [sentence_case(text) for text in ("opposes it", "US", "", "“no”")] == ["Opposes it", "US", "", "“no”"]


# ---- Events ---------------------------------------------------------------------------------------------------------


def test_a_named_event_is_called_by_its_name(tell: type[Tell]) -> None:
    reading = tell("Israel struck.").event("struck", by="israel", name="Operation  Dawn").reading()
    assert event_labels(reading)[reading.events[0].id] == "Operation Dawn"


@pytest.mark.parametrize(
    ("text", "cue", "by", "to", "label"),
    [
        # From the first participant to the end of the clause.
        ("Late on Monday Israel struck Iran, and left.", "struck", "israel", "iran", "“Israel struck Iran”"),
        (
            "A strike by Israel on Iran killed none.",
            "strike",
            "israel",
            "iran",
            "“strike by Israel on Iran killed none”",
        ),
        ("Early, bombs fell. Israel said so.", "fell", None, None, "“fell”"),
        # A participant of another sentence is no part of the words.
        ("Israel woke. Bombs fell on Iran.", "fell", "israel", "iran", "“fell on Iran”"),
        # Quotation marks within quotation marks.
        ("Israel “struck” Iran.", "struck", "israel", "iran", "“Israel ‘struck’ Iran”"),
    ],
)
def test_an_unnamed_event_is_called_by_the_articles_words(
    tell: type[Tell], text: str, cue: str, by: str | None, to: str | None, label: str
) -> None:
    reading = tell(text).event(cue, by=by, to=to).reading()
    assert event_labels(reading)[reading.events[0].id] == label


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("Israel struck its foes.", "its", "“Israel struck [Iran’s] foes”"),
        ("Israel struck it.", "it", "“Israel struck [Iran]”"),
        # Whom a reflexive means stands in the words already.
        ("Israel struck itself.", "itself", "“Israel struck itself”"),
    ],
)
def test_pronouns_are_filled_in(tell: type[Tell], text: str, pronoun: str, label: str) -> None:
    reading = tell(text).event("struck", by="israel").pronoun(pronoun, "iran").reading()
    assert event_labels(reading)[reading.events[0].id] == label


def test_a_label_is_short(tell: type[Tell]) -> None:
    reading = tell(f"Israel struck {'far and ' * 60}wide.").event("struck", by="israel").reading()
    assert len(event_labels(reading)[reading.events[0].id]) <= 90
