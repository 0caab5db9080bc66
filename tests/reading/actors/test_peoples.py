"""Tests that some people of a country are not its state, and that a possessive says whose a person is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "state", "told"),
    [
        # counted, without "the"
        ("Two Swedes were arrested in Oslo.", "sweden", False),
        ("Several Russians were killed.", "russia", False),
        ("Many Iranians protested on Friday.", "iran", False),
        ("Iraqis voted on Sunday.", "iraq", False),
        # nor are some of a party's
        ("Two Democrats criticised Trump.", "democratic-party-us", False),
        ("Several Republicans left.", "republican-party", False),
        ("Democrats rejected the bill.", "democratic-party-us", True),
        # the state: with "the", before a noun, two of a kind
        ("The Russians attacked the base.", "russia", True),
        ("Swedish troops left.", "sweden", True),
        ("A Ukrainian official left.", "ukraine", True),
        ("Two Russian jets were shot down.", "russia", True),
    ],
)
def test_people_are_no_state(text, state, told, read):
    assert (state in {mention.actor for mention in read(text).mentions}) is told


@pytest.mark.parametrize(
    ("text", "person", "of"),
    [
        ("Labour's Jess Phillips condemned the attack.", "jess-phillips", "labour-party"),
        ("The BBC's Zorba Doucet condemned Israel.", "zorba-doucet", "bbc"),
        ("Hezbollah’s Zorba Quux attacked Israel.", "zorba-quux", "hezbollah"),
        ("Russia's Oleg Quux left.", "oleg-quux", "russia"),
        # a person's person, and one whose state is known
        ("Trump's Oleg Quux left.", "oleg-quux", None),
        ("Labour's Keir Starmer left.", "keir-starmer", "united-kingdom"),
    ],
)
def test_a_possessive_says_whose_a_person_is(text, person, of, read):
    actor = next(actor for actor in read(text).actors if actor.id == person)
    assert (actor.kind.value, actor.of) == ("person", of)


def test_words_for_a_thing_are_no_person(read):
    kinds = {actor.id: actor.kind.value for actor in read("Labour's New Dawn criticised Israel.").actors}
    assert kinds.get("new-dawn") != "person"
