"""Decides whether a clause's event is actual, planned, negated or hypothetical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Mode
from bot.reading.events.not_done import beside_negated, is_one_of, neither, refrained
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_OPEN = frozenset({"could", "may", "might", "would", "should", "can", "must", "ought"})
_BESIDE = frozenset({",", "after", "before", "while", "when", "since"})
"""Before a gerund that tells something beside its verb: `was arrested after meeting him`."""
_MUST = frozenset({"have", "has", "had", "having", "need", "deserve"})


def mode_of(scene: Scene, k: int) -> Mode:
    """Returns the mode of a clause: whether the text says that it happened."""
    clause = scene.syntax.clauses[k]
    if clause.negated:
        return Mode.ACTUAL if _until_then(scene, clause) else Mode.NEGATED
    if (
        neither(scene, clause)
        or beside_negated(scene, clause)
        or (clause.objects and not clause.passive and scene.syntax.words[clause.objects[0].first] == "no")
    ):
        return Mode.NEGATED
    if clause.marker in ("if", "unless", "whether", "until") or clause.modal in _OPEN or _alleged(scene, clause):
        return Mode.HYPOTHETICAL
    if clause.future:
        return Mode.HYPOTHETICAL if clause.past else Mode.PLANNED
    if (
        clause.parent is not None
        and clause.link in ("infinitive", "coordinate", "adjunct")
        and clause.form in ("infinitive", "gerund")
    ):
        matrix = scene.syntax.clauses[clause.parent]
        if is_one_of(scene, matrix, scene.lexicon.failed) or (matrix.negated and matrix.lemma != "say"):
            asked = mode_of(scene, clause.parent) is Mode.HYPOTHETICAL  # "called on Iran to stop paying"
            return Mode.HYPOTHETICAL if asked else Mode.NEGATED
        if refrained(scene, k, clause):
            return Mode.NEGATED
        if clause.form == "infinitive":
            return _to_be_done(scene, clause.parent, clause, matrix)
    if refrained(scene, k, clause):
        return Mode.NEGATED
    return Mode.ACTUAL


def _to_be_done(scene: Scene, k: int, clause: Clause, matrix: Clause) -> Mode:
    """The mode of an infinitive: actual ("managed to"), planned ("plans to"), or hypothetical if others are to do it ("asked her to", "has to")."""
    if imminent(scene, matrix):
        return Mode.HYPOTHETICAL if matrix.past else mode_of(scene, k) if matrix.negated else Mode.PLANNED
    if matrix.lemma in scene.lexicon.achieved or (
        matrix.lemma in scene.lexicon.caused and clause.subjects is not matrix.subjects
    ):
        return mode_of(scene, k)
    if matrix.lemma == "be" and not matrix.passive and matrix.last < len(scene.tokens):
        word = scene.tokens[matrix.last].lower
        if word in scene.lexicon.open.unable:
            return Mode.NEGATED
        if word in scene.lexicon.open.free:
            return Mode.HYPOTHETICAL
    if matrix.passive and matrix.lemma in scene.lexicon.open.permitting:
        return Mode.HYPOTHETICAL
    asked = bool(clause.subjects) and clause.subjects is not matrix.subjects
    if matrix.lemma in _MUST or asked or mode_of(scene, k) is Mode.HYPOTHETICAL:
        return Mode.HYPOTHETICAL
    return Mode.PLANNED


def imminent(scene: Scene, matrix: Clause) -> bool:
    """`is going to attack`, `is about to attack`, `is to attack`; of the past only that it was meant."""
    going = matrix.lemma == "go" and scene.syntax.tags[matrix.verb] == "VBG" and matrix.form == "finite"
    return going or (matrix.lemma == "be" and scene.syntax.words[matrix.last : matrix.last + 1] in (["about"], ["to"]))


def _until_then(scene: Scene, clause: Clause) -> bool:
    """True if a negated clause says when it did happen: `didn't endorse her until July`."""
    if clause.modal is not None or clause.form != "finite":
        return False
    after = range(clause.last, min(clause.end + 2, len(scene.tokens) - 1))
    return any(scene.tokens[i].lower == "until" and scene.syntax.adverbial[i + 1] for i in after)


def _alleged(scene: Scene, clause: Clause) -> bool:
    """True if a clause is only alleged: `accused of killing`, `the idea of attacking`, `a conspiracy to kill`, `allegations he attacked`."""
    words, tags = scene.syntax.words, scene.syntax.tags
    i = clause.start - 1 if clause.form == "finite" else clause.first - 1
    if i > 0 and tags[i] == "RB":
        i -= 1
    if i < 0:
        return False
    if clause.form == "finite":
        i -= words[i] == "that"
        return i >= 0 and tags[i] in ("NN", "NNS") and singular(words[i]) in scene.lexicon.charged
    if clause.form == "infinitive":
        return tags[i] in ("NN", "NNS") and singular(words[i]) in scene.lexicon.plotted
    if clause.form != "gerund":
        return False
    if words[i] == "as" or (words[i] == "of" and i and tags[i - 1] in ("NN", "NNS")):
        return True
    matrix = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    return matrix is not None and words[i] not in _BESIDE and matrix.lemma in scene.lexicon.charging
