"""Finds who answers: a pronoun right behind a question or request stands for whoever was asked. `"Did you?" the judge asked Example. "No," he said.`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.noun_phrases import is_among
from bot.reading.referents.phrases import PRONOUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.syntax import Clause
    from bot.reading.referents.phrases import Nameless
    from bot.reading.scene import Scene

_LONGEST_ANSWER = 6
"""The most sentences that an answer in quotation marks has before the one that says whose it is."""
_ASKING = frozenset({"if", "whether", "what", "why", "how", "where", "who", "when", "which", "about"})


def asked_before(phrase: Nameless, scenes: Sequence[Scene]) -> int | None:
    """Returns the place of the head of whoever was asked right before a pronoun that answers; None if nobody was."""
    scene = phrase.scene
    if phrase.opening != PRONOUN or scene.syntax.quote[phrase.head]:
        return None
    answer = next((clause for clause in scene.syntax.clauses if not scene.syntax.quote[clause.verb]), None)
    if answer is None or answer.negated or not is_among(phrase.head, answer.subjects):
        return None
    before = _scene_before(scene, scenes)
    question = _question(before) if before is not None else None
    if before is None or question is None:
        return None
    opening, lexicon = scene.lexicon.open, scene.lexicon
    verbs = opening.answering | lexicon.reporting.marking if _is_question(before, question) else opening.answering
    return before.tokens[question.objects[0].head].start if answer.lemma in verbs else None


def _scene_before(scene: Scene, scenes: Sequence[Scene]) -> Scene | None:
    """The scene before one and before the quoted words that lead to it."""
    for number in range(scene.number - 1, max(-1, scene.number - 1 - _LONGEST_ANSWER), -1):
        before = scenes[number]
        quoted = [before.syntax.quote[i] for i, token in enumerate(before.tokens) if token.text[0].isalnum()]
        if not all(quoted):
            return before
    return None


def _question(scene: Scene) -> Clause | None:
    """The clause in which somebody asks somebody, if nobody else does anything behind it."""
    outside = [clause for clause in scene.syntax.clauses if not scene.syntax.quote[clause.verb]]
    asking = [k for k, clause in enumerate(outside) if clause.lemma in scene.lexicon.open.inquiring]
    if not asking:
        return None
    clause = outside[asking[-1]]
    plain = clause.form == "finite" and not clause.passive and not clause.negated and clause.objects and clause.subjects
    behind = (other for other in outside[asking[-1] + 1 :] if other.form == "finite")
    return clause if plain and all(other.link is not None for other in behind) else None


def _is_question(scene: Scene, clause: Clause) -> bool:
    """True if something is asked that words answer, not asked for: `asked him whether`, `asked about it`, `"...?" she asked him`."""
    behind = scene.syntax.words[clause.last :]
    return bool(_ASKING.intersection(behind)) or ("for" not in behind and "to" not in behind)
