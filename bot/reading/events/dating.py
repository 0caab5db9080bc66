"""Dates the events of a scene: by the date in their own clause, else by what happened at the same time, else by the article so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Mode
from bot.reading.dates.expressions import to_edtf
from bot.reading.events.carried_dates import (
    beside,
    carried,
    datings,
    names_no_day,
    one_day,
    perfect,
    reports,
    to_come,
    told,
)
from bot.reading.events.clause_dates import dated_by, starts_since, tokens_of
from bot.reading.events.same_time import at_the_same_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.drafts import EventDraft
    from bot.reading.events.carried_dates import Daybook
    from bot.reading.scene import Scene


def date_events(scene: Scene, drafts: Sequence[EventDraft], before: Daybook) -> tuple[list[EventDraft], Daybook]:
    """Returns the drafts of one scene with their dates (EDTF), and the daybook after it."""
    story = told(before, scene)
    stated = [(dated_by(scene, drafts, inside), edtf) for inside, edtf in datings(scene, story.precise)]
    dates = [(draft, edtf) for dated, edtf in stated if dated.sure for draft in dated.own]
    dates += [(draft, edtf) for dated, edtf in stated if not dated.sure for draft in dated.own]
    # "was founded by X in 1976, and launched Y in 2003": each clause has its own date
    dates += [(draft, edtf) for dated, edtf in stated for draft in dated.kin]
    dates += _going_on(scene, drafts, story)
    days = {
        dated.clause: f"{edtf.rstrip('~')}~"
        for dated, edtf in reversed(stated)
        if dated.clause is not None and one_day(edtf) and not to_come(edtf, scene)
    }
    more = [*at_the_same_time(scene, drafts, days), *_more(scene, drafts, [edtf for _, edtf in dates], story)]
    return _with_dates(scene, drafts, dates + more), story


def _going_on(scene: Scene, drafts: Sequence[EventDraft], story: Daybook) -> Iterator[tuple[EventDraft, str]]:
    """Yields dates of what has continued since a day: `have protested since May`."""
    for expression in scene.dates:
        inside, edtf = tokens_of(scene, expression), to_edtf(expression.value, story.precise)
        if inside and edtf and "/" not in edtf and starts_since(scene, inside):
            for draft in dated_by(scene, drafts, inside).own:
                if perfect(scene, draft):
                    yield draft, f"{edtf}/.."


def _more(
    scene: Scene, drafts: Sequence[EventDraft], days: Sequence[str], story: Daybook
) -> Iterator[tuple[EventDraft, str]]:
    """Yields dates of drafts from events next to them or before them."""
    undated = names_no_day(scene)
    for draft in drafts:
        # What befell somebody is often told again: "All were killed."
        told = undated and (bool(draft.agents) or not draft.shown or reports(scene, draft))
        edtf = beside(scene, draft, days) if days else carried(scene, draft, story) if told else None
        if edtf:
            yield draft, edtf


def _with_dates(
    scene: Scene, drafts: Sequence[EventDraft], dates: Sequence[tuple[EventDraft, str]]
) -> list[EventDraft]:
    """Returns the drafts, each with the first of its dates. What happens on a future day is planned."""
    given: dict[int, str] = {}
    scheduled: set[int] = set()
    for draft, edtf in dates:
        coming = to_come(edtf, scene)
        if draft.mode is not Mode.ACTUAL or not coming or _in_the_present(scene, draft):
            given.setdefault(draft.number, edtf)
        if draft.mode is Mode.ACTUAL and coming and given.get(draft.number) == edtf:
            scheduled.add(draft.number)
    return [
        replace(
            draft,
            date=given.get(draft.number, draft.date),
            mode=Mode.PLANNED if draft.number in scheduled else draft.mode,
        )
        for draft in drafts
    ]


def _in_the_present(scene: Scene, draft: EventDraft) -> bool:
    """True if a draft is told in the present tense ("the talks resume on Friday"), or is a noun, which has no tense."""
    return draft.clause is None or not scene.syntax.clauses[draft.clause].past
