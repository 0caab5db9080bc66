"""Tests when two sentences describe one event: by day, parties, verb, and nouns that point back."""

from __future__ import annotations

import pytest

EVENTS = [
    # described twice, on one full date; attacks may have another verb
    ("Russia attacked Ukraine on Friday. Russia attacked Ukraine on Friday.", [["attacked", "attacked"]]),
    ("Russia attacked Ukraine on Friday. Russia shelled Ukraine on Friday.", [["attacked", "shelled"]]),
    ("Putin met Trump on Friday. Putin met Trump on Friday.", [["met", "met"]]),
    ("Putin met Trump on Friday. Putin phoned Trump on Friday.", [["met"], ["phoned"]]),
    # another day, recipient, agent or mode; a month; one sentence
    ("Russia attacked Ukraine on Friday. Russia attacked Ukraine on Saturday.", [["attacked"], ["attacked"]]),
    ("Russia attacked Ukraine on Friday. Russia attacked Iran on Friday.", [["attacked"], ["attacked"]]),
    ("Russia attacked Ukraine on Friday. Iran attacked Ukraine on Friday.", [["attacked"], ["attacked"]]),
    ("Russia attacked Ukraine on Friday. Russia did not attack Ukraine on Friday.", [["attacked"], ["did not attack"]]),
    ("Russia attacked Ukraine in June. Russia attacked Ukraine in June.", [["attacked"], ["attacked"]]),
    ("Russia attacked Ukraine on Friday, and Russia attacked Ukraine on Friday.", [["attacked"], ["attacked"]]),
    # a noun that points back to an attack, but not to talks by another word
    ("Russia attacked Ukraine. The Russian attack went on.", [["attacked", "attack"]]),
    ("Russia attacked Ukraine. A Russian attack went on.", [["attacked"], ["attack"]]),
    ("Russia attacked Ukraine. The attack by Russia on Iran went on.", [["attacked"], ["attack"]]),
    ("Putin met Trump. Putin’s talks with Trump went on.", [["met"], ["talks"]]),
    ("The Russian attack on Friday went on. The Russian attack on Saturday went on.", [["attack"], ["attack"]]),
    # lasting events need one party in common
    ("The war between Iran and Israel began. The war against Israel went on.", [["war"]]),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_sentences_about_one_event_are_joined(text, expected, read):
    found = [
        [text[span.start : span.end] for span in (event.cue, *event.mentions)]
        for event in read(text, "2025-06-23").events
    ]
    assert found == expected


IN_TWO_WORDS = [
    # as a purpose, an object, an occasion, what was attended
    ("CONSULT", "Putin met Trump to discuss Iran.", ("met", "discuss"), [["met", "discuss"]]),
    ("ACCUSE", "Spain filed a complaint.", ("filed", "complaint"), [["filed", "complaint"]]),
    ("CONSULT", "Spain took part in the talks.", ("took", "talks"), [["took", "talks"]]),
    ("OTHER", "Spain issued a ruling.", ("issued", "ruling"), [["issued", "ruling"]]),
    # what is done to it is something else, and so is what is done besides or for another purpose
    ("OTHER", "Spain regretted a ruling.", ("regretted", "ruling"), [["regretted"], ["ruling"]]),
    ("CONSULT", "Putin met Trump and phoned Xi.", ("met", "phoned"), [["met"], ["phoned"]]),
    ("SANCTION", "Spain met Trump to sanction Iran.", ("met", "sanction"), [["met"], ["sanction"]]),
]


@pytest.mark.parametrize(("kind", "text", "triggers", "expected"), IN_TWO_WORDS)
def test_what_a_sentence_tells_in_two_words_is_one_event(kind, text, triggers, expected, judged):
    agent = text.split()[0]
    beliefs = [
        belief
        for trigger in triggers
        for belief in (
            ("mode", trigger, "", "actual"),
            ("type", trigger, "", kind),
            ("role", trigger, agent, "agent"),
        )
    ]
    found = [
        [text[span.start : span.end].removeprefix("to ") for span in sorted((event.cue, *event.mentions))]
        for event in judged(text, *beliefs).events
    ]
    assert found == expected
