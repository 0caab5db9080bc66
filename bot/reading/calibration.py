"""The grades that rules give themselves into confidences: how often facts of a rule and grade were right where it was measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.model.facts import Event, Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.facts import Reading

    Fact = TypeVar("Fact", Event, Stance, Quotation)

Counted = tuple[str, str, float]
"""What facts are counted under: kind (of a quotation: direct, mixed, indirect; "event reported"), rule, and the grade that was given."""
_PRIOR = 10
"""The grade itself counts as so many measured facts: a rule seen twice keeps nearly what it gave itself."""
REPORTED = 0.9
"""What an event or a stance keeps of its grade when the text only reports that someone says so."""


def counted(fact: Event | Stance | Quotation) -> Counted:
    """What an uncalibrated fact is counted and looked up under: its kind, its rule, and the grade that it was given."""
    if isinstance(fact, Quotation):
        kind = fact.kind.value
    else:
        kind = ("event" if isinstance(fact, Event) else "stance") + (" reported" if fact.licence.voice else "")
    return kind, fact.licence.rule, fact.licence.confidence


def calibrated(reading: Reading, measured: Mapping[Counted, tuple[int, int]]) -> Reading:
    """The reading with every fact's grade turned into the confidence that was measured for it.

    `measured`: what facts are counted under to how many were right, of how many.
    """
    return replace(
        reading,
        events=tuple(_weighed(one, measured) for one in reading.events),
        stances=tuple(_weighed(one, measured) for one in reading.stances),
        quotations=tuple(_weighed(one, measured) for one in reading.quotations),
    )


def _weighed(fact: Fact, measured: Mapping[Counted, tuple[int, int]]) -> Fact:
    right, said = measured.get(counted(fact), (0, 0))
    share = (right + _PRIOR * fact.licence.confidence) / (said + _PRIOR)
    return replace(fact, licence=replace(fact.licence, confidence=round(share, 2)))
