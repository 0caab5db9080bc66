"""Finds whom somebody met, where the judge names only one of those who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType
from bot.reading.actors.participants import participants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import Participant
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene


def company(scene: Scene, event: EventDraft, noun: int, parties: Sequence[Participant]) -> tuple[Participant, ...]:
    """Returns the actors behind "with" at a meeting told by a noun, if the judge leaves one party alone in it: nobody talks with himself.

    Args:
        scene: the sentence.
        event: what it is.
        noun: the token of its noun.
        parties: those who take part according to the judge.
    """
    if event.noun is None or event.type is not EventType.CONSULT or len(parties) != 1:
        return ()
    tree = scene.syntax.tree
    met = [
        i for i in tree.children(noun, "nmod") if any(scene.syntax.words[j] == "with" for j in tree.children(i, "case"))
    ]
    heads = {*met, *(other for i in met for other in tree.children(i, "conj"))}
    phrases = [phrase for phrase in scene.syntax.phrases if any(phrase.first <= i < phrase.last for i in heads)]
    return tuple(one for one in participants(scene, phrases) if one.actor not in (None, parties[0].actor))
