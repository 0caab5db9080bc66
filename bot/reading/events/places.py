"""Finds the place of an event in its prepositional phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene

PLACING = ("in", "at", "near", "outside")


def place_of(scene: Scene, prepositions: Sequence[tuple[str, NounPhrase]]) -> str | None:
    """Returns the names after "in", "at" or "near", joined as a list."""
    names = [
        scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
        for word, phrase in prepositions
        if word in PLACING and _is_place(scene, phrase)
    ]
    return ", ".join(dict.fromkeys(names)) or None


def _is_place(scene: Scene, phrase: NounPhrase) -> bool:
    if scene.syntax.tags[phrase.head] != "NNP" or scene.syntax.adverbial[phrase.head]:
        return False
    found = scene.mention_at(phrase.head)
    return found is None or scene.cast.actors[found.actor].kind in (ActorKind.PLACE, ActorKind.COUNTRY)
