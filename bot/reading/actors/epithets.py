"""Resolves common nouns with "the" to the organisation mentioned last: `the company`, `the airline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.cast import FoundMention

if TYPE_CHECKING:
    from bot.reading.actors.salience import Salience
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene

_FARTHEST = 3
_NARROWING = frozenset({"of", "that", "which", "who", "whose", "behind", "called", "named", "in"})
"""Words after the noun that specify it, so that it may mean another organisation."""


def epithet(scene: Scene, phrase: NounPhrase, salience: Salience, *, subject: bool) -> FoundMention | None:
    """Returns the mention for a phrase, or None.

    An object never refers to the subject of its own sentence, an international body is not a firm, and organisations
    mentioned only long before don't count.
    """
    first, last = phrase.first, phrase.last
    if last - first != 2 or scene.tokens[first].lower not in ("the", "this"):
        return None
    if last < len(scene.tokens) and scene.tokens[last].lower in _NARROWING:
        return None
    if scene.syntax.words[last : last + 1] == [","] and scene.syntax.tags[last + 1 : last + 2] == ["NNP"]:
        return None  # "the operator, Example Line,"
    for actor in salience.things:
        far = scene.number - salience.seen.get(actor, -9) > _FARTHEST
        acts = not subject and salience.led.get(actor) == scene.number
        if far or acts or scene.cast.actors[actor].kind is not ActorKind.ORGANIZATION:
            continue
        row = scene.cast.gazetteer.rows.get(actor)
        return FoundMention(first, last, actor, Form.TITLE) if row is None or row.of else None
    return None
