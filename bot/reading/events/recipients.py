"""Finds the recipients of an event whose object names nobody: those named in what is asked, threatened, agreed to or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType
from bot.reading.actors.participants import participants
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.facts import Participant
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_THROUGH = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AID})
"""Types about another act: the actors named in that act are the recipients."""
_BEHIND = {
    EventType.AGREE: ("with", "to", "for", "from", "between"),
    EventType.CONSULT: ("with", "from", "to"),
    EventType.SUPPORT: ("for", "to", "by", "of", "from", "in"),
    EventType.COOPERATE: ("with", "to", "from"),
    EventType.AID: ("to", "for", "in"),
    EventType.RETREAT: ("from", "to", "of", "for", "in", "against", "on"),
    EventType.REQUEST: ("from", "to", "of", "for", "by", "in"),
    EventType.ACCUSE: ("against", "by", "with", "from"),
    EventType.REJECT: ("by", "from", "of", "to", "with", "for", "on", "against"),
    EventType.THREATEN: ("against", "with", "to", "on", "by", "from"),
    EventType.PROTEST: ("against", "by", "of"),
    EventType.SANCTION: ("on", "against", "from", "with", "of", "to"),
    EventType.MOBILIZE: ("to", "in", "near", "on", "along", "against", "into"),
    EventType.COERCE: ("of", "from", "against", "in", "on", "by", "with"),
    EventType.ASSAULT: ("of", "against", "on", "in", "at", "with"),
}
"""The prepositions that may introduce a type's recipient, the most likely first."""
_OF_PARTICIPLE = frozenset({"by", "on", "against"})


def indirect_recipients(scene: Scene, k: int, clause: Clause, kind: EventType) -> tuple[Participant, ...]:
    """Returns the recipients after the object or in the complement of clause `k`; empty if none is named."""
    for phrases in _places(scene, k, clause, kind):
        if named := participants(scene, phrases, loosely=True):
            return named
    return ()


def _places(scene: Scene, k: int, clause: Clause, kind: EventType) -> Iterator[Sequence[NounPhrase]]:
    """Yields the phrases to search, the most likely first."""
    suffered = bool(clause.objects) and singular(scene.tokens[clause.objects[0].head].lower) in scene.lexicon.suffered
    for word in _BEHIND[kind]:
        if not (word == "of" and suffered):  # "condemned the killing of Putin" is not against him
            yield [phrase for at, phrase in clause.prepositions if at == word]
    for other in scene.syntax.clauses:  # "rejected an appeal filed by Iran", "lifted the sanctions imposed on Iran"
        of_object = bool(clause.objects) and other.subjects == clause.objects[-1:] and other.first >= clause.last
        if of_object and other.form == "participle":
            yield [phrase for word, phrase in other.prepositions if word in _OF_PARTICIPLE]
    for other in scene.syntax.clauses if kind in _THROUGH else ():
        if other.parent != k:
            continue
        if other.link == "infinitive":  # "threatened to close its border with Iraq"
            yield [*other.objects, *(phrase for _, phrase in other.prepositions)]
        elif (
            other.link == "complement" and kind is EventType.REQUEST
        ):  # a warning that Iran would do something is for others
            yield other.subjects
