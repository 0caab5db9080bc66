"""Tests what an event is called, and the ids made from names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.names.event_labels import event_labels, slug

if TYPE_CHECKING:
    from tests.conftest import Tell


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
        # A participant of another sentence is not part of the label.
        ("Israel woke. Bombs fell on Iran.", "fell", "israel", "iran", "“fell on Iran”"),
        # Quotation marks inside quotation marks.
        ("Israel “struck” Iran.", "struck", "israel", "iran", "“Israel ‘struck’ Iran”"),
        # The last word's mark was left out, and its partner stood alone.
        ('Israel "struck".', "struck", "israel", None, "“Israel 'struck'”"),
        ("Israel “struck”.", "struck", "israel", None, "“Israel ‘struck’”"),
        # A mark without a partner among the words is left out, as are two around all of them.
        ("“Israel struck,” it said.", "struck", "israel", None, "“Israel struck”"),
        ('Bombs "fell".', "fell", None, None, "“fell”"),
    ],
)
def test_an_unnamed_event_is_called_by_the_articles_words(
    tell: type[Tell], text: str, cue: str, by: str | None, to: str | None, label: str
) -> None:
    reading = tell(text).event(cue, by=by, to=to).reading()
    assert event_labels(reading)[reading.events[0].id] == label


@pytest.mark.parametrize(
    ("text", "cue", "by", "to", "label"),
    [
        # Another clause is not part of the label, even if one of its names is taken for a participant.
        ("Egypt opposed the raid, while Israel backed Iran.", "raid", None, "iran", "“raid”"),
        ("Egypt opposed the raid whereas Israel backed Iran.", "raid", None, "iran", "“raid”"),
        ("Israel backed Egypt, although the raid hurt Iran.", "raid", "israel", "iran", "“raid hurt Iran”"),
        # Nor is a further verb: "and" alone may join two names.
        ("Egypt denied the raid and said that Iran knew.", "raid", None, None, "“raid”"),
        ("Egypt hit Israel and later praised Iran.", "hit", None, "israel", "“hit Israel”"),
        ("Israel struck Egypt and Iran.", "struck", "israel", "egypt", "“Israel struck Egypt and Iran”"),
    ],
)
def test_a_label_ends_with_its_clause(
    tell: type[Tell], text: str, cue: str, by: str | None, to: str | None, label: str
) -> None:
    told = tell(text).event(cue, by=by, to=to)
    for further in ("said", "praised", "backed"):
        told = told.event(further) if further in text else told
    reading = told.reading()
    assert event_labels(reading)[reading.events[0].id] == label


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("Israel struck its foes.", "its", "“Israel struck [Iran’s] foes”"),
        ("Israel struck it.", "it", "“Israel struck [Iran]”"),
        # The words already show whom a reflexive pronoun means.
        ("Israel struck itself.", "itself", "“Israel struck itself”"),
        # "[Iran]’ve": the rest of a verb can't follow a name.
        ("Israel struck what they’ve built.", "they", "“Israel struck what they’ve built”"),
        ("Israel struck what they'd built.", "they", "“Israel struck what they'd built”"),
        ("Israel struck what it’s built.", "it", "“Israel struck what it’s built”"),
        ("Israel struck what they had built.", "they", "“Israel struck what [Iran] had built”"),
    ],
)
def test_pronouns_are_filled_in(tell: type[Tell], text: str, pronoun: str, label: str) -> None:
    reading = tell(text).event("struck", by="israel").pronoun(pronoun, "iran").reading()
    assert event_labels(reading)[reading.events[0].id] == label


def test_a_label_is_short(tell: type[Tell]) -> None:
    reading = tell(f"Israel struck {'far and ' * 60}wide.").event("struck", by="israel").reading()
    assert len(event_labels(reading)[reading.events[0].id]) <= 90


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


# If they were cut off, both would be the council itself.
def test_two_long_names_are_two_ids() -> None:
    names = ["United Nations Security Council Resolution 2231", "United Nations Security Council Resolution 1929"]
    assert len({slug(name) for name in [*names, "United Nations Security Council "]}) == 3
    assert slug(names[0]) == slug(names[0].upper())


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_a_slug_fits_a_button(name: str) -> None:
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", slug(name))
    assert len(slug(name)) <= 32
