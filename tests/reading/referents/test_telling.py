"""Tests how facts get the actors that words in them stand for."""

from __future__ import annotations

import pytest

from bot.model.article import Article, Span
from bot.model.facts import Expressed, Licence, Participant, Polarity, Stance, Target
from bot.reading.referents.telling import _Meant
from bot.reading.referents.walk import Ground

HE, HIM = Span(0, 2), Span(11, 14)


@pytest.fixture(scope="session")
def scenes(reader):
    return reader.proposals(Article("x", "He opposed him.")).scenes


def meant(heads, again, scenes, speaker: Participant | None = None, introduced=None) -> _Meant:
    return _Meant(heads, again, Ground(scenes, (), {}, {}, lambda _: speaker), introduced or {})


def stance(holder: str | None, on: str | None) -> Stance:
    return Stance(
        Participant(holder, HE),
        Target(on, None, HIM),
        Polarity.OPPOSES,
        Expressed.WORDS,
        Span(3, 10),
        Licence("rule", 0.9),
    )


@pytest.mark.parametrize(
    ("given", "heads", "resolved"),
    [
        # whom the words stand for, unless an actor is known
        ((None, None), {0: "anna", 11: "ben"}, ("anna", "ben")),
        (("carl", None), {0: "anna", 11: "ben"}, ("carl", "ben")),
        ((None, "carl"), {0: "anna", 11: "ben"}, ("anna", "carl")),
        # nobody is against themselves: it stays as it was
        ((None, None), {0: "anna", 11: "anna"}, (None, None)),
        # words that stand for nobody
        ((None, None), {0: "anna"}, ("anna", None)),
        ((None, None), {11: "ben"}, (None, "ben")),
        # heads in other words count for nothing
        ((None, None), {3: "anna", 14: "carl"}, (None, None)),
    ],
)
def test_a_stance_gets_the_actors_that_its_words_stand_for(given, heads, resolved, scenes):
    made = meant(heads, (), scenes).stance(stance(*given))
    assert (made.holder.actor, made.target.actor) == resolved


def test_a_pronoun_resolved_anew_loses_the_actor_of_the_rules(scenes):
    made = meant({11: "ben"}, {HE, HIM}, scenes).stance(stance("anna", "carl"))
    assert (made.holder.actor, made.target.actor) == (None, "ben")


@pytest.mark.parametrize(
    ("speaker", "heads", "introduced", "voice"),
    [
        # nobody's words but the outlet's; whose voice is known already
        (None, {}, {}, None),
        (Participant("anna", HIM), {}, {}, None),
        # words for somebody without a name, and whom they stand for
        (Participant(None, HIM), {}, {}, "“him”"),
        (Participant(None, HIM), {11: "ben"}, {}, "ben"),
        # of somebody without a name the words that introduce them
        (Participant(None, HIM), {11: "the-man"}, {"the-man": Span(3, 14)}, "“opposed him”"),
        # whoever holds a stance voices it
        (Participant(None, HE), {}, {}, None),
        (Participant(None, HIM), {0: "ben", 11: "ben"}, {}, None),
    ],
)
def test_the_voice_of_a_stance(speaker, heads, introduced, voice, scenes):
    made = meant(heads, (), scenes, speaker, introduced).stance(stance(None, None))
    assert made.licence.voice == voice
