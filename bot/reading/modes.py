"""A clause into the mode of its event: actual, planned, negated or hypothetical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Mode

if TYPE_CHECKING:
    from bot.reading.scene import Scene


def mode_of(scene: Scene, k: int) -> Mode:
    """Whether the text says the clause happened."""
    clause = scene.syntax.clauses[k]
    if clause.negated:
        return Mode.NEGATED
    if clause.marker in ("if", "unless", "whether", "until") or clause.modal in (
        "could",
        "may",
        "might",
        "would",
        "should",
        "can",
        "must",
    ):
        return Mode.HYPOTHETICAL
    if clause.future:
        return Mode.PLANNED
    if (
        clause.parent is not None
        and clause.link in ("infinitive", "coordinate", "adjunct")
        and clause.form in ("infinitive", "gerund")
    ):
        matrix = scene.syntax.clauses[clause.parent]
        if matrix.lemma in scene.lexicon.failed or (matrix.negated and matrix.lemma != "say"):
            return Mode.NEGATED
        if clause.form == "infinitive":
            return mode_of(scene, clause.parent) if matrix.lemma in scene.lexicon.achieved else Mode.PLANNED
    return Mode.ACTUAL
