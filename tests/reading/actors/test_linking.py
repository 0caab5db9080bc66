"""Tests that a printed name which only sounds like a gazetteer's name is that actor, and that others are new actors."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # another transliteration
        ("Volodymyr Selenskyj condemned the attack on Kyiv.", "volodymyr-zelenskyy"),
        ("Minister Abbas Araqchi condemned the attack.", "abbas-araghchi"),
        # as written: no second actor with the same name
        ("“Masks work,” said Anthony Fauci, who advised the president.", "anthony-fauci"),
        # one more letter sounds different, and nobody is there to ask
        ("Volodymyr Zelenskowitz condemned the attack.", "volodymyr-zelenskowitz"),
        # a surname alone is not linked by its sound
        ("Minister Selenskij condemned the attack.", "selenskij"),
    ],
)
def test_a_printed_name_is_linked_by_its_sound(read, text, actor):
    assert actor in [actor.id for actor in read(text).actors]
