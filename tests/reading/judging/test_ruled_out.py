"""Tests what a sentence's grammar rules out of a judge's answers: that something happened, that somebody takes a side, that somebody said it."""

from __future__ import annotations

import pytest

from bot.model.article import Article, Span
from bot.model.facts import Mode, Polarity
from bot.reading.judging.nodes import phrases, triggers
from bot.reading.judging.ruled_out import ruled_out
from bot.reading.text.clean import clean


@pytest.fixture(scope="module")
def scene(reader):
    def made(text: str):
        (only,) = reader.proposals(Article("test", clean(text), published="2025-06-23")).scenes
        return only

    return made


MODES = [
    # the judge says that it happened
    ("Russia attacked Ukraine.", "attacked", "actual", "actual", True),
    ("The attack on Iran came late.", "attack", "actual", "actual", True),
    ("Russia did not attack Ukraine.", "attack", "actual", "negated", False),
    ("Russia never attacked Ukraine.", "attacked", "actual", "negated", False),
    ("Russia failed to attack Ukraine.", "attack", "actual", "negated", False),
    ("Russia nearly attacked Ukraine.", "attacked", "actual", "negated", False),
    ("Russia condemned neither Iran nor Israel.", "condemned", "actual", "negated", False),
    ("The decision not to attack Iran came late.", "attack", "actual", "negated", False),
    ("An attack on Iran was ruled out by Israel.", "attack", "actual", "negated", False),
    ("If Russia attacked Ukraine, Iran left.", "attacked", "actual", "hypothetical", False),
    ("Russia may attack Ukraine.", "attack", "actual", "hypothetical", False),
    ("Russia was asked to help Iran.", "help", "actual", "hypothetical", False),
    # what may end is not what may happen
    ("It is time for Russia to stop attacking Ukraine.", "attacking", "hypothetical", "hypothetical", False),
    ("It is time for Russia to attack Ukraine.", "attack", "hypothetical", "hypothetical", True),
    # who is asked not to do it may have done it
    ("China pressured Russia not to attack Ukraine.", "attack", "negated", "hypothetical", False),
    ("China urged Russia not to help Iran.", "help", "negated", "hypothetical", False),
    ("Russia promised not to attack Ukraine.", "attack", "negated", "negated", True),
    # it is to come: shown as that
    ("Russia will attack Ukraine.", "attack", "actual", "planned", True),
    ("Russia is going to attack Ukraine.", "attack", "actual", "planned", True),
    ("Russia is set to attack Ukraine.", "attack", "actual", "planned", True),
    ("Russia was expected to help Iran.", "help", "actual", "planned", True),
    # what has ended did happen
    ("Russia no longer supports Iran.", "supports", "actual", "actual", True),
    # the judge says that it is planned
    ("Russia will attack Ukraine.", "attack", "planned", "planned", True),
    ("Russia may attack Ukraine.", "attack", "planned", "planned", True),
    ("Russia condemned neither Iran nor Israel.", "condemned", "planned", "negated", False),
    # that it did not happen, or only may have, shows nothing that must not be shown
    ("Russia did not attack Ukraine.", "attack", "negated", "negated", True),
    ("Russia attacked Ukraine.", "attacked", "negated", "negated", True),
    ("If Russia attacked Ukraine, Iran left.", "attacked", "hypothetical", "hypothetical", True),
]


@pytest.mark.parametrize(("text", "word", "judged", "mode", "shown"), MODES)
def test_the_mode_an_event_may_be_shown_with(scene, text, word, judged, mode, shown):
    made = scene(text)
    head = next(i for i, token in enumerate(made.tokens) if token.text == word)
    assert ruled_out(made).shown_mode(head, Mode(judged)) == (Mode(mode), shown)


STANCES = [
    ("Russia supports Iran.", "Russia", "Iran", "supports", False),
    # not this side: perhaps the other
    ("Russia does not support Iran.", "Russia", "Iran", "supports", True),
    ("Russia does not support Iran.", "Russia", "Iran", "opposes", False),
    ("Russia no longer supports Iran.", "Russia", "Iran", "supports", True),
    ("Russia no longer supports Iran.", "Russia", "Iran", "opposes", False),
    ("Russia is a former ally of Iran.", "Russia", "Iran", "supports", True),
    ("Russia is a former ally of Iran.", "Russia", "Iran", "opposes", False),
    ("Russia declined to back Chile.", "Russia", "Chile", "supports", True),
    ("Russia declined to back Chile.", "Russia", "Chile", "opposes", False),
    ("Russia stopped attacking Iran.", "Russia", "Iran", "opposes", True),
    ("Russia stopped attacking Iran.", "Russia", "Iran", "supports", False),
    ("Russia stopped helping Iran.", "Russia", "Iran", "supports", True),
    ("Russia has avoided condemning Iran.", "Russia", "Iran", "opposes", True),
    ("Russia has avoided condemning Iran.", "Russia", "Iran", "supports", False),
    ("Russia’s failure to support Iran angered Tehran.", "Russia", "Iran", "supports", True),
    # the verb that is denied is not the one between the two
    ("Russia did not leave and condemned Iran.", "Russia", "Iran", "opposes", False),
    # neither side
    ("Russia condemned neither Iran nor Israel.", "Russia", "Iran", "opposes", True),
    ("Russia condemned neither Iran nor Israel.", "Russia", "Iran", "supports", True),
    ("Russia nearly attacked Iran.", "Russia", "Iran", "opposes", True),
    # only named to be excluded
    ("Russia, not China, condemned Iran.", "China", "Iran", "opposes", True),
    ("Russia, not China, condemned Iran.", "Russia", "Iran", "opposes", False),
    ("Russia attacked Iran, not Jordan.", "Russia", "Jordan", "opposes", True),
    # inside what is denied or supposed; who denies it is not against those named in it, either
    ("Lebanon denied that Iran attacked Israel.", "Iran", "Israel", "opposes", True),
    ("Lebanon denied that Iran attacked Israel.", "Lebanon", "Israel", "opposes", True),
    ("Lebanon denied that Iran attacked Israel.", None, "Israel", "opposes", True),
    ("If Russia attacks Iran, Israel wins.", "Russia", "Iran", "opposes", True),
    ("If Russia attacks Iran, Israel wins.", "Israel", "Iran", "opposes", False),
    # who is for an accord is for it, and for none of its parties
    ("Macron supports talks between Syria and Iran.", "Macron", "Syria", "supports", True),
    ("Macron supports talks between Syria and Iran.", "Macron", "talks", "supports", False),
    ("Macron supports talks between Syria and Iran.", None, "Syria", "supports", True),
    ("Macron supports the man with Syria.", "Macron", "Syria", "supports", False),
    ("Macron supports Syria, though it attacked him.", "Macron", "it", "opposes", False),
    # who is asked or wanted to do something is not supported by that, unless it is to win
    ("China wants Russia to speak.", "China", "Russia", "supports", True),
    ("China urged Russia to leave.", "China", "Russia", "supports", True),
    ("China asked Russia to help Iran.", "China", "Russia", "supports", True),
    ("China wants Russia to win.", "China", "Russia", "supports", False),
    ("China asked Russia to help Iran.", "China", "Iran", "supports", False),
    ("China urged Russia to leave.", "China", "Russia", "opposes", False),
    ("China helped Russia to leave.", "China", "Russia", "supports", False),
    # an attack that harms nobody is on no side
    ("The markets attacked Italy.", "markets", "Italy", "opposes", True),
    ("Russia attacked Italy.", "Russia", "Italy", "opposes", False),
]


@pytest.mark.parametrize(("text", "holder", "target", "side", "expected"), STANCES)
def test_whether_a_stance_is_excluded(scene, text, holder, target, side, expected):
    made = scene(text)
    nodes = {made.tokens[node.head].text: node for node in (*triggers(made), *phrases(made))}
    by = nodes[holder] if holder else None
    assert ruled_out(made).excludes_stance(by, nodes[target], Polarity(side)) is expected


QUOTATIONS = [
    ("Macron said that Iran had left.", "Iran had left", "Macron", False),
    ("Macron never said that Iran had left.", "Iran had left", "Macron", True),
    ("Macron did not say that Iran had left.", "Iran had left", None, True),
    ("Neither Macron nor Scholz said that Iran had left.", "Iran had left", "Scholz", True),
    ("Macron denied saying that Iran had left.", "Iran had left", "Macron", True),
    ("Macron denied saying that Iran had left.", "saying that Iran had left", "Macron", True),
    ("It is false that Macron said that Iran had left.", "Iran had left", "Macron", True),
    ("If Macron says that Iran left, Scholz will go.", "Iran left", "Macron", True),
    ("Scholz, not Macron, said that Iran had left.", "Iran had left", "Macron", True),
    ("Scholz, not Macron, said that Iran had left.", "Iran had left", "Scholz", False),
    # the hearer of a passive; the one who tells may be anybody
    ("Macron was told by Scholz that Iran had left.", "Iran had left", "Macron", True),
    ("Macron was told by Scholz that Iran had left.", "Iran had left", "Scholz", False),
    ("Macron was told by Scholz that Iran had left.", "Iran had left", None, False),
    ("Macron told Scholz that Iran had left.", "Iran had left", "Scholz", False),
    # when and how it was said
    ("Macron spoke, Scholz said as Iran had left.", "as Iran had left", "Scholz", True),
    ("Macron spoke, Scholz said on condition of anonymity.", "on condition of anonymity", "Scholz", True),
    # of two verbs of saying, the speaker's own
    ("Macron said that Iran had left, but Scholz did not say that it had won.", "Iran had left", "Macron", False),
    ("Macron said that Iran had left, but Scholz did not say that it had won.", "it had won", "Scholz", True),
    # nobody says anything
    ("Macron never left Iran.", "Iran", "Macron", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker", "expected"), QUOTATIONS)
def test_whether_a_speaker_is_excluded(scene, text, content, speaker, expected):
    made = scene(text)
    nodes = {made.tokens[node.head].text: node for node in phrases(made)}
    span = Span(text.index(content), text.index(content) + len(content))
    assert ruled_out(made).excludes_quotation(span)(nodes[speaker] if speaker else None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Macron said so.", False),
        ("Macron never said so.", True),
        ("Nobody said so.", True),
        ("If Macron said so, Scholz left.", True),
    ],
)
def test_what_was_never_said(scene, text, expected):
    made = scene(text)
    k = next(k for k, clause in enumerate(made.syntax.clauses) if clause.lemma == "say")
    assert ruled_out(made).never_said(k) is expected
    assert ruled_out(made).never_said(None) is False
