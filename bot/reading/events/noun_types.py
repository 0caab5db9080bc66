"""Looks up the type of event that a noun phrase names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.model.facts import EventType
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene


def noun_type(scene: Scene, phrase: NounPhrase) -> EventType | None:
    """Returns the type of event that a phrase's head names, or None; titles ("Attack on Titan") name none."""
    word = scene.tokens[phrase.head].lower
    text = scene.tokens[phrase.head].text
    capital = (phrase.head > phrase.first and text[0].isupper()) or (text.isupper() and len(text) > 1)
    if scene.syntax.tags[phrase.head] not in ("NN", "NNS", "NNP") or capital:
        return None
    return scene.lexicon.nouns.get(word) or scene.lexicon.nouns.get(singular(word))
