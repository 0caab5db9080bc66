"""Tests how facts get the actors that words in them stand for."""

from __future__ import annotations

import pytest

from bot.model.article import Span
from bot.model.facts import Expressed, Licence, Participant, Polarity, Stance, Target
from bot.reading.referents.telling import _Meant

HE, HIM = Span(0, 2), Span(10, 13)


def stance(holder: str | None, on: str | None) -> Stance:
    return Stance(
        Participant(holder, HE),
        Target(on, None, HIM),
        Polarity.OPPOSES,
        Expressed.WORDS,
        Span(3, 9),
        Licence("rule", 0.9),
    )


@pytest.mark.parametrize(
    ("given", "heads", "resolved"),
    [
        # whom the words stand for, unless an actor is known
        ((None, None), {0: "anna", 10: "ben"}, ("anna", "ben")),
        (("carl", None), {0: "anna", 10: "ben"}, ("carl", "ben")),
        ((None, "carl"), {0: "anna", 10: "ben"}, ("anna", "carl")),
        # nobody is against themselves: it stays as it was
        ((None, None), {0: "anna", 10: "anna"}, (None, None)),
        # words that stand for nobody
        ((None, None), {0: "anna"}, ("anna", None)),
        ((None, None), {10: "ben"}, (None, "ben")),
        # the last head in the words counts, and none behind them
        ((None, None), {0: "anna", 1: "dora", 10: "ben", 13: "carl"}, ("dora", "ben")),
    ],
)
def test_a_stance_gets_the_actors_that_its_words_stand_for(given, heads, resolved):
    made = _Meant(heads, ()).stance(stance(*given))
    assert (made.holder.actor, made.target.actor) == resolved


def test_a_pronoun_resolved_anew_loses_the_actor_of_the_rules():
    made = _Meant({10: "ben"}, {HE, HIM}).stance(stance("anna", "carl"))
    assert (made.holder.actor, made.target.actor) == (None, "ben")
