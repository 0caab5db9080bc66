"""Finds the side that a verb or noun takes, by the word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.stances.sentence_stances import IN_ACTIONS, IN_WORDS

if TYPE_CHECKING:
    from bot.model.facts import Polarity
    from bot.reading.scene import Scene


def sides(scene: Scene, i: int) -> set[Polarity]:
    """Returns the sides that the verb or noun at token `i` takes: `condemn` opposes."""
    lexicon, word = scene.lexicon, scene.syntax.words[i]
    clause = scene.syntax.clause_at(i)
    lemma = clause.lemma if clause else word
    given = {side for side in (lexicon.stance_words.verbs.get(lemma), lexicon.stance_words.sides.get(word)) if side}
    types = [frame.type for frame in lexicon.frames.get(lemma, ()) if not frame.words]
    types += [lexicon.nouns[word]] if clause is None and word in lexicon.nouns else []
    return given | {IN_WORDS.get(kind) or IN_ACTIONS[kind] for kind in types if kind in IN_WORDS or kind in IN_ACTIONS}
