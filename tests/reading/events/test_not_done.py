"""Tests which verbs and nouns of a sentence describe something not done, no longer done, or neither done nor its opposite."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.reading.events.not_done import not_done

WORDS = [
    ("Russia helps Iran.", {}),
    ("Russia never helped Iran.", {"helped": "negated"}),
    # denied twice means done
    ("Russia did not fail to help Iran.", {"fail": "negated"}),
    ("Russia is not unable to help Iran.", {"is": "negated", "unable": "negated"}),
    # nearly and neither: something not done is not the opposite
    ("Russia nearly attacked Ukraine.", {"attacked": "neither"}),
    ("Nearly Russia attacked Ukraine.", {}),
    ("Russia almost attacked Ukraine, but Iran attacked Israel.", {"attacked": "neither"}),
    ("Russia neither condemned nor praised Iran.", {"condemned": "neither", "praised": "neither"}),
    ("Russia condemned neither Iran nor Israel.", {"condemned": "neither"}),
    ("Nobody condemned Iran.", {"condemned": "neither"}),
    ("Russia condemned nobody.", {"condemned": "neither"}),
    # no longer
    ("Russia no longer supports Iran.", {"supports": "ended"}),
    ("Russia does not support Iran any more.", {"support": "ended"}),
    ("Russia does not support Iran anymore.", {"support": "ended"}),
    ("Russia supports Iran any more.", {}),
    ("Russia used to support Iran.", {"support": "ended"}),
    ("Russia is used to support Iran.", {}),
    ("Russia ceased to support Iran.", {"support": "ended"}),
    ("Russia was an ally of Iran until 2021.", {"was": "ended", "ally": "ended"}),
    ("Russia is an ally of Iran until 2027.", {}),
    ("Russia was not an ally of Iran until 2021.", {"was": "negated", "ally": "negated"}),
    ("The decision to no longer support Iran came late.", {"support": "ended"}),
    # a former supporter
    ("A former supporter of Putin met Trump.", {"supporter": "ended"}),
    ("The supporter of Putin met Trump.", {}),
    ("Once an ally of Putin, Trump left.", {"ally": "ended"}),
    ("An ally of Putin left once.", {}),
    ("An ex-Trump supporter left.", {"supporter": "ended"}),
    ("A former Putin supporter group met Trump.", {"supporter": "ended"}),
    ("A Putin supporter group met Trump.", {}),
    # averted, or allowed by not averting it
    ("Russia averted an attack on Ukraine.", {"attack": "negated"}),
    ("Russia did not avert an attack on Ukraine.", {"avert": "negated"}),
    ("An attack on Ukraine was averted.", {"attack": "negated"}),
    ("Russia called off its attack on Ukraine.", {"attack": "negated"}),
    ("Russia called its attack on Ukraine a success.", {}),
    # without, instead of, refused, unable, ruled out, and what is joined to it
    ("Russia left without helping Iran.", {"helping": "negated"}),
    ("Russia met Iran instead of helping Israel.", {"helping": "negated"}),
    ("Russia failed to help Iran.", {"help": "negated"}),
    ("Russia refused to help Iran or support Israel.", {"help": "negated", "support": "negated"}),
    ("Russia was unable to help Iran.", {"help": "negated"}),
    ("Russia seems unable to help Iran.", {"help": "negated"}),
    ("Russia ruled out helping Iran.", {"helping": "negated"}),
    ("Russia’s refusal to help Iran angered Israel.", {"help": "negated"}),
    ("Russia’s decision to help Iran angered Israel.", {}),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_verbs_and_nouns_that_are_not_done(text, expected, reader):
    [scene] = reader.proposals(Article("test", text)).scenes
    assert {scene.tokens[i].text: kind.value for i, kind in not_done(scene).items()} == expected
