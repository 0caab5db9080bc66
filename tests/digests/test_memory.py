"""Tests that what was told is recognised later."""

from __future__ import annotations

from bot.digests.memory import Memory
from bot.model.edition import Mark, Part

RAID = Mark(Part.HAPPENED, "ASSAULT", ("israel", "usa"), ("iran",), "struck")
TALKS = Mark(Part.HAPPENED, "CONSULT", ("iran",), ("usa",), "met")
LATER = Mark(Part.HAPPENED, "ASSAULT", ("israel", "usa"), ("iran",), "struck again")
PLANNED = Mark(Part.EXPECTED, "CONSULT", ("iran",), ("usa",), "meet")
WORDS = Mark(Part.SAID, "abbas-araghchi", words="We will never give up")
TOLD = Memory([RAID, TALKS, LATER, PLANNED, WORDS])


def test_events_are_found_by_their_sides_whatever_the_order_of_the_actors() -> None:
    assert TOLD.between(Part.HAPPENED, "ASSAULT", frozenset({"usa", "israel"}), frozenset({"iran"})) == [RAID, LATER]


def test_sides_are_not_exchanged_and_parts_not_mixed() -> None:
    assert not TOLD.between(Part.HAPPENED, "ASSAULT", frozenset({"iran"}), frozenset({"israel", "usa"}))
    assert TOLD.between(Part.EXPECTED, "CONSULT", frozenset({"iran"}), frozenset({"usa"})) == [PLANNED]


def test_speakers_and_types_are_found_in_the_order_told() -> None:
    assert TOLD.of(Part.SAID, "abbas-araghchi") == [WORDS]
    assert TOLD.of(Part.HAPPENED, "ASSAULT") == [RAID, LATER]
    assert not TOLD.of(Part.SAID, "nobody")


def test_a_mark_is_known_again_and_another_date_is_another_mark() -> None:
    assert RAID in TOLD
    assert Mark(Part.HAPPENED, "ASSAULT", ("israel", "usa"), ("iran",), "struck", "2025-06-24") not in TOLD
