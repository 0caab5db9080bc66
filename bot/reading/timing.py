"""The time expressions of a scene onto its events: each event gets the date its own clause gives, and none otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.dates import to_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.drafts import Draft
    from bot.reading.scene import Scene


def date_events(scene: Scene, drafts: Sequence[Draft], precise: bool) -> None:
    """Sets `date` (EDTF) of the drafts of one scene. `precise`: whether the published day is known to the day."""
    for expression in scene.dates:
        edtf = to_edtf(
            expression.value, precise or _absolute(expression.value, scene, expression.span.start, expression.span.end)
        )
        if expression.type not in ("DATE", "TIME") or edtf is None:
            continue
        at = next((i for i, token in enumerate(scene.tokens) if token.end > expression.span.start), 0)
        for draft in _dated(scene, drafts, at):
            draft.date = draft.date or edtf


def _absolute(value: str, scene: Scene, start: int, end: int) -> bool:
    """Whether the words themselves give the year, so that the published day had no say."""
    return (
        any(
            token.text.rstrip("s").isdigit() and len(token.text) >= 4 and start <= token.start < end
            for token in scene.tokens
        )
        and value[:4].isdigit()
    )


def _dated(scene: Scene, drafts: Sequence[Draft], at: int) -> list[Draft]:
    """The drafts a time expression at token `at` speaks of: those of its noun, else of the clause it stands in."""
    for draft in drafts:
        if draft.clause is None and (draft.first <= at < draft.last or draft.last <= at <= draft.last + 1):
            return [draft]
    finite = [k for k, clause in enumerate(scene.syntax.clauses)]
    before = [k for k in finite if scene.syntax.clauses[k].verb < at]
    own = before[-1] if before else next((k for k in finite if scene.syntax.clauses[k].form == "finite"), None)
    if own is None:
        return []
    if before and any(scene.tokens[i].text in (",", ";") for i in range(scene.syntax.clauses[own].last, at)):
        ahead = next(
            (k for k in finite if scene.syntax.clauses[k].first > at and scene.syntax.clauses[k].form == "finite"), None
        )
        if ahead is not None and scene.tokens[at - 1].text in (",", "on", "in"):
            own = ahead
    clause = scene.syntax.clauses[own]
    family = {own}
    if clause.parent is not None and clause.link in ("coordinate", "infinitive", "adjunct"):
        family.add(clause.parent)
    family |= {
        k for k in finite if scene.syntax.clauses[k].parent == own and scene.syntax.clauses[k].link == "coordinate"
    }
    return [draft for draft in drafts if draft.clause in family]
