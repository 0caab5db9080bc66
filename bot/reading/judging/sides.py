"""Finds the side that a verb or noun takes, by the word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import words
from bot.reading.stances.sentence_stances import IN_ACTIONS, IN_WORDS

if TYPE_CHECKING:
    from bot.model.facts import Polarity
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_ABOUT = words("about whether if how why")


def sides(scene: Scene, i: int) -> set[Polarity]:
    """Returns the sides that the verb or noun at token `i` takes: `condemn` opposes."""
    lexicon, word = scene.lexicon, scene.syntax.words[i]
    clause = scene.syntax.clause_at(i)
    lemma = clause.lemma if clause else word
    given = {side for side in (lexicon.stance_words.verbs.get(lemma), lexicon.stance_words.sides.get(word)) if side}
    types = [frame.type for frame in lexicon.frames.get(lemma, ()) if not frame.words]
    types += [lexicon.nouns[word]] if clause is None and word in lexicon.nouns else []
    return given | {IN_WORDS.get(kind) or IN_ACTIONS[kind] for kind in types if kind in IN_WORDS or kind in IN_ACTIONS}


def only_asks(scene: Scene, clause: Clause) -> bool:
    """True for `Questioned by lawyers about the deal, Example said`, `was asked whether he left`, which accuse nobody."""
    if clause.lemma not in scene.lexicon.open.inquiring:
        return False
    over = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    answered = over is not None and clause.form == "participle" and over.lemma in scene.lexicon.reporting.speaking
    behind = scene.syntax.words[clause.last : scene.syntax.tree.span(clause.node)[1]]
    return answered or not _ABOUT.isdisjoint(behind)


def only_warns(scene: Scene, clause: Clause) -> bool:
    """True for `warned that Europe must spend more`: threats tell somebody what the speaker will do, `warned Iran that it would strike`."""
    if clause.objects or clause.lemma not in scene.lexicon.open.warning:
        return False
    said = (other for other in scene.syntax.clauses if other.link == "complement" and other.form == "finite")
    of_it = [one for one in said if one.parent is not None and scene.syntax.clauses[one.parent] is clause]
    return any(scene.syntax.tags[phrase.head] != "PRP" for one in of_it for phrase in one.subjects[:1])
