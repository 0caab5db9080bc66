"""A fact's confidence is what was measured for its rule and grade, and the grade itself where little was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.reading.calibration import calibrated


@pytest.fixture
def reading(read):
    return read("Russia attacked Ukraine.")


def confidence(reading, measured):
    """The confidence of the one event, whose rule gives itself 0.8."""
    raw = replace(reading.events[0], licence=replace(reading.events[0].licence, confidence=0.8))
    return calibrated(replace(reading, events=(raw,)), measured).events[0].licence.confidence


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # nothing measured: the rule's own grade
        (None, 0.8),
        ((500, 1000), 0.5),
        # two facts say little
        ((0, 2), 0.67),
        ((1000, 1000), 1.0),
    ],
)
def test_what_was_measured_outweighs_the_grade_the_more_was_measured(reading, counts, expected):
    measured = {("event", "verb frame", 0.8): counts} if counts else {}
    assert confidence(reading, measured) == pytest.approx(expected, abs=0.01)


def test_another_grade_of_the_same_rule_is_another_matter(reading):
    assert confidence(reading, {("event", "verb frame", 0.6): (0, 1000)}) == 0.8


def test_the_shipped_counts_are_counts(lexicon):
    assert len(lexicon.measured) > 20
    assert all(0 <= right <= said for right, said in lexicon.measured.values())
    assert {kind for kind, *_ in lexicon.measured} == {"direct", "mixed", "indirect", "event", "stance"}
