"""Finds verbs of attack that harm nobody: in games, markets, leaflet drops, proposals that are "killed", and names taken off a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType
from bot.reading.events.verb_events import at_play, surely_at_play
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene


PLAYED = frozenset({EventType.ASSAULT, EventType.AID, EventType.PROTEST, EventType.MOBILIZE})
"""What is only a figure of speech in a game: who is attacked or saved, what is a strike."""


def harmless(scene: Scene) -> frozenset[int]:
    """Returns the tokens of these verbs, and the tokens that stand for them in the tree."""
    found: set[int] = set()
    for clause in scene.syntax.clauses:
        if _attacks(scene, clause) and _figure(scene, clause):
            found |= {clause.verb, clause.node}
    return frozenset(found | {*_players_strikes(scene)})


def _players_strikes(scene: Scene) -> Iterator[int]:
    """Yields the noun in `a strike from Example`: one person alone is on no strike but a hunger strike, and sends no missiles."""
    tree, words = scene.syntax.tree, scene.syntax.words
    for i, word in enumerate(words):
        if word in ("strike", "strikes") and words[i - 1 : i] != ["hunger"]:
            by = [j for j in tree.children(i, "nmod") if {words[k] for k in tree.children(j, "case")} & {"from", "by"}]
            named = [found for j in by if (found := scene.mention_at(j)) is not None]
            actors = [scene.cast.actors[one.actor] for one in named]
            if actors and all(
                one.kind is ActorKind.PERSON or one.id not in scene.cast.gazetteer.rows for one in actors
            ):
                yield i


def relieving(scene: Scene) -> frozenset[int]:
    """Returns the verbs in `removed two banks from its sanctions list`, `dropped the case`, and the tokens that stand for them in the tree."""
    opening, syntax = scene.lexicon.open, scene.syntax
    found: set[int] = set()
    for clause in syntax.clauses:
        off = [phrase for word, phrase in clause.prepositions if word in ("from", "off")]
        listed = {singular(syntax.words[i]) for phrase in off for i in range(phrase.first, phrase.last)}
        dropped = clause.lemma in opening.withdrawing and _any(scene, clause.objects[:1], opening.proceedings)
        if clause.lemma == "delist" or dropped or (clause.lemma in opening.removing and opening.blacklists & listed):
            found |= {clause.verb, clause.node}
    return frozenset(found)


def _attacks(scene: Scene, clause: Clause) -> bool:
    kinds = {frame.type for frame in scene.lexicon.frames.get(clause.lemma, ())}
    played = surely_at_play(scene) and not PLAYED.isdisjoint(kinds)
    return EventType.ASSAULT in kinds or played or clause.lemma in ("beat", "defeat")


def _figure(scene: Scene, clause: Clause) -> bool:
    """True if the subject can't attack, the object can't be hurt, or the names compete in a game."""
    opening = scene.lexicon.open
    behind = [phrase for word, phrase in clause.prepositions if word == "with"]
    named = all(
        phrases and scene.syntax.tags[phrases[0].head] == "NNP" for phrases in (clause.subjects, clause.objects)
    )
    return (
        at_play(scene)
        or (clause.lemma == "beat" and named)
        or _any(scene, clause.subjects, opening.markets)
        or _any(scene, behind, opening.papers)
        or _any(scene, clause.subjects if clause.passive else clause.objects[:1], opening.matters)
    )


def _any(scene: Scene, phrases: Iterable[NounPhrase], nouns: frozenset[str]) -> bool:
    return any(singular(scene.tokens[phrase.head].lower) in nouns for phrase in phrases)
