"""The grades that rules give themselves into confidences: how often facts of a rule and grade were right where it was measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.facts import Event, Quotation, Reading, Stance

    Fact = TypeVar("Fact", Event, Stance, Quotation)

_PRIOR = 10
"""The grade itself counts as so many measured facts: a rule seen twice keeps nearly what it gave itself."""
REPORTED = 0.9
"""What a fact keeps of its confidence when the text only reports that someone says so."""


def calibrated(reading: Reading, measured: Mapping[tuple[str, str, float], tuple[int, int]]) -> Reading:
    """The reading with every fact's grade turned into the confidence that was measured for it.

    `measured`: kind of fact (of a quotation: direct, mixed, indirect), rule and grade to how many were right, of how many.
    """
    return replace(
        reading,
        events=tuple(_weighed(one, "event", measured) for one in reading.events),
        stances=tuple(_weighed(one, "stance", measured) for one in reading.stances),
        quotations=tuple(_weighed(one, one.kind.value, measured) for one in reading.quotations),
    )


def _weighed(fact: Fact, kind: str, measured: Mapping[tuple[str, str, float], tuple[int, int]]) -> Fact:
    licence = fact.licence
    kept = REPORTED if licence.voice and kind in ("event", "stance") else 1.0
    grade = round(licence.confidence / kept, 2)
    right, said = measured.get((kind, licence.rule, grade), (0, 0))
    share = (right + _PRIOR * grade) / (said + _PRIOR)
    return replace(fact, licence=replace(licence, confidence=round(share * kept, 2)))
