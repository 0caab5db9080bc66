"""Tests that groups are actors, and that names in compounds are found."""

from __future__ import annotations

import pytest

GROUPS = [
    # a fixed phrase, unless it belongs to the next words
    ("The world condemned the raid.", [("the-world", "The world", "name")]),
    ("Most of the world said no.", [("the-world", "the world", "name")]),
    (
        "The international community condemned the raid.",
        [("the-international-community", "The international community", "name")],
    ),
    ("The world economy grew.", []),
    ("The world’s attention turned to Oslo.", [("oslo", "Oslo", "name")]),
    # whom a compound is for or against, or who did it; a place does nothing
    ("He holds anti-Western views.", [("the-west", "anti-Western", "demonym")]),
    ("The anti-West mood grew.", [("the-west", "anti-West", "demonym")]),
    ("He holds pro-Russian views.", [("russia", "pro-Russian", "demonym")]),
    ("It is a Russian-backed group.", [("russia", "Russian-backed", "demonym")]),
    ("It was an anti-war rally.", []),
    ("It is a Paris-based firm.", []),
    # a plural with a capitalised adjective; a group in the gazetteer is that one
    ("Arab nations condemned the raid.", [("arab-states", "Arab nations", "alias")]),
    ("Western countries condemned the raid.", [("the-west", "Western countries", "alias")]),
    (
        "Arab and Islamic nations condemned the raid.",
        [("arab-states", "Arab", "demonym"), ("arab-and-islamic-nations", "Arab and Islamic nations", "name")],
    ),
    (
        "Arab and European leaders met.",
        [("arab-states", "Arab", "demonym"), ("arab-and-european-leaders", "Arab and European leaders", "name")],
    ),
    ("Gulf states condemned the raid.", [("gulf-states", "Gulf states", "name")]),
    ("NATO allies condemned the raid.", [("nato-allies", "NATO allies", "name")]),
    # an organ of a state is the state, but its officials and diplomats speak for themselves
    (
        "Russian officials condemned the raid.",
        [("russia", "Russian", "demonym"), ("russian-officials", "Russian officials", "name")],
    ),
    ("Turkish diplomats left.", [("turkey", "Turkish", "demonym"), ("turkish-diplomats", "Turkish diplomats", "name")]),
    ("Russian troops left.", [("russia", "Russian", "demonym")]),
    # nobody in particular, and somebody else's
    ("Some nations condemned the raid.", []),
    ("Nations condemned the raid.", []),
    ("Russia’s allies condemned the raid.", [("russia", "Russia", "name")]),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups_are_actors(text, expected, read):
    assert [
        (mention.actor, text[mention.span.start : mention.span.end], mention.form.value)
        for mention in read(text).mentions
    ] == expected


@pytest.mark.parametrize(
    ("text", "group", "of"),
    [
        ("Russian officials condemned the raid.", "russian-officials", "russia"),
        # neither two adjectives nor a party's mean one state
        ("Arab and Islamic nations condemned the raid.", "arab-and-islamic-nations", None),
        ("Republican senators condemned the raid.", "republican-senators", None),
        ("The world condemned the raid.", "the-world", None),
    ],
)
def test_states_of_groups(text, group, of, read):
    [found] = [actor for actor in read(text).actors if actor.id == group]
    assert (found.kind.value, found.of) == ("group", of)
