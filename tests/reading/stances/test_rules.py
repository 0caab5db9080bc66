"""Tests which rule finds a stance, how likely it is, and which words are its target."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.reading.stances.sentence_stances import latest

BY_VERB = "by an event: verb frame"
RULES = [
    # what is done counts more than what is to come, and not doing less
    ("Russia attacked Iran.", [("opposes deeds", "iran", "Iran", BY_VERB, 0.8)]),
    ("Russia will attack Iran.", [("opposes words", "iran", "Iran", BY_VERB, 0.7)]),
    ("Russia plans to help Iran.", [("supports words", "iran", "Iran", BY_VERB, 0.7)]),
    ("Russia did not help Iran.", [("opposes inaction", "e1", "Iran", BY_VERB, 0.7)]),
    ("Russia’s strike on Iran was deplored.", [("opposes deeds", "iran", "Iran", "by an event: event noun", 0.65)]),
    # not helping takes a choice, and not attacking helps nobody
    ("Russia could not help Iran.", []),
    ("Russia is not able to help Iran.", []),
    ("They stopped Russia from helping Iran.", []),
    ("Russia did not attack Iran.", []),
    ("Russia may attack Iran.", []),
    # forces against somebody, and forces that may be there to help
    ("Russia deployed troops against Iran.", [("opposes deeds", "iran", "Iran", BY_VERB, 0.8)]),
    ("Russia deployed troops to Iran.", []),
    # an offer is for what is offered, and for neither side
    (
        "Russia offered to mediate between Iran and Israel.",
        [("supports words", "e1", "offered", BY_VERB, 0.6)],
    ),
    ("Russia agreed to a truce.", [("supports words", "e1", "agreed", BY_VERB, 0.6)]),
    # to nothing
    ("Russia agreed.", []),
    # who is kept in office is not opposed
    ("Trump declined Putin’s offer to resign.", []),
    ("Trump rejected Putin’s resignation.", []),
    # on the event in the object
    ("Trump condemned the US attack.", [("opposes words", "e2", "the US attack", BY_VERB, 0.8)]),
    # on what "it" was, if it is an event that people judge
    (
        "Iran attacked Israel. Macron called it criminal.",
        [
            ("opposes deeds", "israel", "Israel", BY_VERB, 0.8),
            ("opposes words", "e1", "it", "what it was called", 0.8),
        ],
    ),
    (
        "Iran attacked Israel. Macron said it violated international law.",
        [
            ("opposes deeds", "israel", "Israel", BY_VERB, 0.8),
            ("opposes words", "e1", "it", "judgement in a reported clause", 0.75),
        ],
    ),
    ("Iran met Israel. Macron called it criminal.", []),
    # a hostile deed in the speaker's own words, if he says so
    (
        "Macron said the US “blew up” talks.",
        [("opposes words", "e1", "the US", "hostile deed in quoted words", 0.6)],
    ),
    ("Macron said the US “helped” talks.", []),
    ("Macron thinks the US “blew up” talks.", []),
    # the first judgement, unless it is denied
    ("Trump called Putin a criminal and a great man.", [("opposes words", "vladimir-putin", "Putin", "what it was called", 0.8)]),
    ("Trump never called Putin a criminal.", []),
    # where somebody stands, by which preposition, and by which verb
    ("Trump grew critical of Putin.", [("opposes words", "vladimir-putin", "Putin", "standing", 0.7)]),
    ("Trump is hostile toward Putin.", [("opposes words", "vladimir-putin", "Putin", "standing", 0.7)]),
    ("Trump is very critical, he said, of Putin.", []),
    ("Trump does not hate Putin.", [("supports words", "vladimir-putin", "Putin", "verb of leaning", 0.65)]),
    # what one is to another: "of" or "to", with an article in an apposition
    ("Iran is an ally of Israel.", [("supports words", "israel", "Israel", "what one is to another", 0.7)]),
    ("Iran remained an opponent of Israel.", [("opposes words", "israel", "Israel", "what one is to another", 0.7)]),
    ("Iran, an ally to Israel, left.", [("supports words", "israel", "Israel", "what one is to another", 0.7)]),
    ("Iran, an ally in Israel, left.", []),
    ("Iran, ally of Israel, left.", []),
    # somebody else's views
    ("Anti-American views are shared by Macron.", []),
    ("Macron joined an anti-American rally.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_the_rule_of_a_stance(text, expected, read):
    assert [
        (
            f"{stance.polarity} {stance.expressed}",
            stance.target.event or stance.target.actor,
            text[stance.target.span.start : stance.target.span.end],
            stance.licence.rule,
            pytest.approx(stance.licence.confidence),
        )
        for stance in read(text).stances
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia attacked Iran.", "attacked"),
        ("Russia attacked Iran and seized Israel.", "seized"),
        ("Russia attacked Iran and met Israel.", "attacked"),
        # what may or will be is judged by nobody yet
        ("Russia attacked Iran and will seize Israel.", "attacked"),
        ("Russia will attack Iran.", None),
        ("Russia met Iran.", None),
    ],
)
def test_which_event_is_judged_in_the_next_sentence(reader, text, expected):
    (told,) = reader.proposals(Article("test", text)).events
    found = latest(told)
    assert (found and text[found.cue.start : found.cue.end]) == expected
