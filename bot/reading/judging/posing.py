"""Finds who is named only because somebody passes for them: `a man posing as Example called the bank`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.events.not_done import is_one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene


def impersonated(scene: Scene) -> Iterator[int]:
    """Yields the tokens of their names."""
    listed = scene.lexicon.open
    for clause in scene.syntax.clauses:
        if clause.lemma in listed.impersonating:
            for phrase in clause.subjects if clause.passive else clause.objects:
                yield from range(phrase.first, phrase.last)
        if is_one_of(scene, clause, listed.posing):
            for word, phrase in clause.prepositions:
                yield from range(phrase.first, phrase.last) if word == "as" else ()
        played = scene.syntax.phrase_from(clause.last) if _feigns(scene, clause) else None
        if played is not None:
            yield from range(played.first, played.last)


def _feigns(scene: Scene, clause: Clause) -> bool:
    """True for `to be Example` in `pretended to be Example`."""
    if clause.lemma != "be" or clause.form != "infinitive" or clause.passive:
        return False
    over = (other for other in scene.syntax.clauses if other.last == clause.first)
    return any(other.lemma in scene.lexicon.open.feigning for other in over)
