"""Finds stances of the past that the same sentence takes back: `Italy, which had opposed the pact, signed it`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Polarity
from bot.reading.grammar.function_words import words
from bot.reading.judging.sides import sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_BEFORE = words("once formerly previously initially originally earlier long first")
_TURNS = {
    EventType.AGREE: Polarity.SUPPORTS,
    EventType.COOPERATE: Polarity.SUPPORTS,
    EventType.RETREAT: Polarity.OPPOSES,
}
_OTHER = {Polarity.SUPPORTS: Polarity.OPPOSES, Polarity.OPPOSES: Polarity.SUPPORTS}


def taken_back(scene: Scene) -> Iterator[int]:
    """Yields the verbs that told a stance which another verb of the sentence turns round."""
    clauses = scene.syntax.clauses
    for clause in clauses:
        taken = {_OTHER[side] for side in sides(scene, clause.verb) if side in _OTHER}
        if not taken or not _before(scene, clause):
            continue
        if any(
            taken & _turns(scene, other) for other in clauses if other is not clause and _by_them(scene, clause, other)
        ):
            yield from (clause.verb, clause.node)


def _by_them(scene: Scene, before: Clause, after: Clause) -> bool:
    """True if a verb tells what was done by those who took the side before."""
    if after.form != "finite" or after.negated or after.modal is not None or _of_somebody_else(scene, before, after):
        return False
    ours = {phrase.head for phrase in before.subjects}
    pronoun = any(scene.syntax.tags[phrase.head] == "PRP" for phrase in (*before.subjects, *after.subjects))
    return not ours or pronoun or any(phrase.head in ours for phrase in after.subjects)


def _of_somebody_else(scene: Scene, before: Clause, after: Clause) -> bool:
    """True if the first verb's object is an actor, and the second's neither that actor nor a pronoun: `had defended Example, attacked the judge`."""
    if not before.objects or not after.objects:
        return False
    one, other = (scene.mention_at(clause.objects[0].head) for clause in (before, after))
    again = scene.syntax.tags[after.objects[0].head] == "PRP" or (one and other and one.actor == other.actor)
    named = one is not None and scene.syntax.tags[before.objects[0].head] != "PRP"
    return named and not again


def _before(scene: Scene, clause: Clause) -> bool:
    """True for `had opposed`, `having opposed`, `once supported`."""
    group = scene.syntax.words[max(0, clause.first - 1) : clause.verb]
    perfect = scene.syntax.tags[clause.verb] == "VBN" and not {"had", "having"}.isdisjoint(group)
    return not clause.negated and (perfect or (clause.past and not _BEFORE.isdisjoint(group)))


def _turns(scene: Scene, clause: Clause) -> set[Polarity]:
    """The sides that a verb takes, also by what it does: `signed it`, `left it`."""
    frames = (*scene.lexicon.frames.get(clause.lemma, ()), *scene.lexicon.plain.get(clause.lemma, ()))
    return sides(scene, clause.verb) | {_TURNS[frame.type] for frame in frames if frame.type in _TURNS}
