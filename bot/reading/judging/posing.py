"""Finds who is named only because somebody or something passes for them: `a man posing as Example called the bank`, `a statue of Example`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.actors.likenesses import is_shown
from bot.reading.events.not_done import is_one_of
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.cast import FoundMention
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
    for mention in scene.found:
        if scene.cast.actors[mention.actor].kind is ActorKind.PERSON and (
            is_shown(scene, mention.first, mention.last) or _is_played(scene, mention)
        ):
            yield from range(mention.first, mention.last)


def _feigns(scene: Scene, clause: Clause) -> bool:
    """True for `to be Example` in `pretended to be Example`."""
    if clause.lemma != "be" or clause.form != "infinitive" or clause.passive:
        return False
    over = (other for other in scene.syntax.clauses if other.last == clause.first)
    return any(other.lemma in scene.lexicon.open.feigning for other in over)


def _is_played(scene: Scene, mention: FoundMention) -> bool:
    """True for `the actor playing Example`, `an actress portrays Example`."""
    listed = scene.lexicon.open
    for clause in scene.syntax.clauses:
        if not any(phrase.first <= mention.first < phrase.last for phrase in clause.objects):
            continue
        if clause.lemma in listed.playing:
            return True
        doers = {phrase.head for phrase in clause.subjects} | {scene.syntax.tree.heads[clause.node]}
        if clause.lemma in listed.portraying and any(
            singular(scene.syntax.words[i]) in listed.performers for i in doers
        ):
            return True
    return False
