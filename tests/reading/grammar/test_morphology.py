"""Tests the base forms by which the word lists are searched."""

from __future__ import annotations

import pytest

from bot.reading.grammar.morphology import base_form, singular


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("attacks", "attack"),
        ("policies", "policy"),
        ("wives", "wife"),
        ("spokesmen", "spokesman"),
        # from Greek, and words that only look like it
        ("crises", "crisis"),
        ("analyses", "analysis"),
        ("bases", "base"),
        # a final s that is no ending
        ("series", "series"),
        ("news", "news"),
        ("politics", "politics"),
        ("headquarters", "headquarters"),
        ("bus", "bus"),
        ("buses", "bus"),
        ("crisis", "crisis"),
        # -oes, -ies, -ches that are not -o, -y, -ch
        ("vetoes", "veto"),
        ("movies", "movie"),
        ("headaches", "headache"),
        ("speeches", "speech"),
        # plurals that are separate words
        ("people", "people"),
        ("media", "media"),
        # a word that is in no lexicon
        ("cyberstrikes", "cyberstrike"),
    ],
)
def test_a_plural_has_a_singular(noun, expected):
    assert singular(noun) == expected


@pytest.mark.parametrize(
    ("verb", "tag", "expected"),
    [
        ("struck", "VBD", "strike"),
        ("travelled", "VBD", "travel"),
        ("traveled", "VBD", "travel"),
        ("panicked", "VBD", "panic"),
        ("lying", "VBG", "lie"),
        ("vetoes", "VBZ", "veto"),
        ("denies", "VBZ", "deny"),
        # the past of one verb is the base of another
        ("found", "VBD", "find"),
        ("found", "VB", "found"),
        ("founded", "VBN", "found"),
        ("fell", "VBD", "fall"),
        ("felled", "VBD", "fell"),
        ("lay", "VBD", "lie"),
        ("left", "VBN", "leave"),
        ("re-elected", "VBN", "re-elect"),
        # a past equal to its base
        ("hit", "VBD", "hit"),
        ("overcome", "VBN", "overcome"),
        # forms that rules would derive from another base
        ("scraping", "VBG", "scrape"),
        ("scrapped", "VBD", "scrap"),
    ],
)
def test_a_verb_has_a_base(verb, tag, expected):
    assert base_form(verb, tag) == expected
