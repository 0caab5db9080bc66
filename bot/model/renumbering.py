"""Gives the events of a reading other ids, wherever it refers to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.facts import Quotation, Reading


def renumbered(reading: Reading, ids: Mapping[str, str]) -> Reading:
    """Returns a reading whose events have these ids instead of theirs."""

    def all_of(told: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ids.get(one, one) for one in told)

    def stance(told: Stance) -> Stance:
        event = told.target.event
        return replace(told, target=replace(told.target, event=ids.get(event, event))) if event else told

    def quotation(told: Quotation) -> Quotation:
        return replace(told, about=all_of(told.about))

    return replace(
        reading,
        events=tuple(
            replace(one, id=ids.get(one.id, one.id), after=all_of(one.after), before=all_of(one.before))
            for one in reading.events
        ),
        stances=tuple(map(stance, reading.stances)),
        quotations=tuple(map(quotation, reading.quotations)),
        unsure=tuple(stance(one) if isinstance(one, Stance) else quotation(one) for one in reading.unsure),
    )
