"""Tests when two reports tell of one event: days, sides, words and places, each by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.model.facts import EventType, Mode
from bot.store.one_event import Telling, Window, likeness, stems

WORDS = "The army struck the depot near the old harbour, killing workers."
ONE = Telling(
    1, EventType.ASSAULT, Mode.ACTUAL, "struck", WORDS, "2025-06-23", "2025-06-24",
    frozenset({"israel"}), frozenset({"iran"}),
)  # fmt: skip

WINDOWS: list[tuple[dict[str, Any], tuple[str, str, bool] | None]] = [
    ({"date": "2025-06-23"}, ("2025-06-23", "2025-06-23", True)),
    # about that day: two days either way, and no exact day
    ({"date": "2025-06-23~"}, ("2025-06-21", "2025-06-25", False)),
    ({"date": "2025-06-20/2025-06-23"}, ("2025-06-20", "2025-06-23", False)),
    # a week has seven days, and eight are too many to compare
    ({"date": "2025-06-16/2025-06-22"}, ("2025-06-16", "2025-06-22", False)),
    ({"date": "2025-06-16/2025-06-23"}, None),
    ({"date": "2025-06"}, None),
    ({"date": "nonsense"}, None),
    # undated: ten days back from its article, a plan seven days on
    ({"date": None}, ("2025-06-14", "2025-06-24", False)),
    ({"date": None, "mode": Mode.PLANNED}, ("2025-06-24", "2025-07-01", False)),
    ({"date": None, "published": None}, None),
    ({"date": None, "published": "2025-06"}, None),
    # a year in the sentence: this one may be meant, an earlier one is long past
    ({"date": None, "sentence": "In 2025 it struck."}, ("2025-06-14", "2025-06-24", False)),
    ({"date": None, "sentence": "In 2024 it struck."}, None),
    # the days reach back into the year before
    ({"date": None, "published": "2025-01-05", "sentence": "In 2024 it struck."}, ("2024-12-26", "2025-01-05", False)),
]


@pytest.mark.parametrize(("changed", "days"), WINDOWS, ids=str)
def test_days_on_which_it_may_have_happened(changed: dict[str, Any], days: tuple[str, str, bool] | None) -> None:
    expected = Window(date.fromisoformat(days[0]), date.fromisoformat(days[1]), days[2]) if days else None
    assert replace(ONE, **changed).window == expected


# Function words, short ones, days, and the names of the parties tell nothing; the cue is compared by itself.
def test_words_that_tell_one_event_from_another() -> None:
    assert stems("On Monday the US troops were striking 12 troops in it") == {"troop", "strike"}
    said = replace(
        ONE, cue="struck", sentence="Vladimir Putin’s army struck Iran.", agents=frozenset({"vladimir-putin"})
    )
    assert (said.triggers, said.words) == ({"struck"}, {"armi"})


def other(**changed: Any) -> Telling:
    """A second report in the same words."""
    return replace(ONE, **{"article": 2, **changed})


def words(shared: int) -> str:
    """A sentence of ten words, so many of which are in another one of these too."""
    some = ("alder", "birch", "cedar", "damson", "elder", "fir", "gorse", "hazel", "ivy", "juniper")
    others = ("apple", "banana", "cherry", "date", "fig", "grape", "lemon", "mango", "olive", "peach")
    return " ".join((*some[:shared], *others[shared:]))


SIDES: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    # the same article tells no second time of it
    ({"article": 1}, False),
    ({"mode": Mode.NEGATED}, False),
    ({"mode": Mode.PLANNED}, True),
    # the next day is another event, where such a thing is done again and again
    ({"date": "2025-06-24"}, False),
    ({"date": None}, True),
    ({"date": None, "published": "2025-07-24"}, False),
    # a word of the place in common
    ({"place": "Natanz, Iran"}, True),
    ({"place": "Fordow"}, False),
    # a side that is somebody else's; one that names nobody
    ({"agents": frozenset({"russia"})}, False),
    ({"recipients": frozenset({"russia"})}, False),
    ({"agents": frozenset()}, True),
    # all of the shorter list are in the longer one
    ({"recipients": frozenset({"iran", "hezbollah"})}, True),
    ({"recipients": frozenset({"hezbollah", "hamas"})}, False),
    # a state's office holder acts for it, whichever report says so
    ({"agents": frozenset({"benjamin-netanyahu"}), "above": (("benjamin-netanyahu", "israel"),)}, True),
    ({"agents": frozenset({"benjamin-netanyahu"})}, False),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "same"), SIDES)
def test_days_parties_and_places_of_one_event(changed: dict[str, Any], same: bool) -> None:
    one = replace(ONE, place="Natanz")
    two = other(**{"place": "Natanz", **changed})
    assert (likeness(one, two) is not None, likeness(two, one) is not None) == (same, same)


# A person with and without further names; a state's name that begins alike is another state.
@pytest.mark.parametrize(("persons", "same"), [(True, True), (False, False)])
def test_persons_go_by_two_names(persons: bool, same: bool) -> None:
    short, long = frozenset({"ricardo-rossello"}), frozenset({"ricardo-rossello-nevares"})
    one = replace(ONE, agents=short, persons=short if persons else frozenset())
    assert (likeness(one, other(agents=long, persons=long)) is not None) is same


SHARES: list[tuple[str, dict[str, Any], dict[str, Any], int]] = [
    # what is done again and again needs more words in common than what is done once
    ("again, both sides", {}, {}, 4),
    ("again, one side", {"agents": frozenset()}, {}, 5),
    ("again, no side", {"agents": frozenset()}, {"recipients": frozenset()}, 6),
    ("again, perhaps that day", {"date": None}, {}, 5),
    ("again, perhaps, one side", {"date": None, "agents": frozenset()}, {}, 6),
    ("once, both sides", {"type": EventType.AGREE}, {"type": EventType.AGREE}, 2),
    ("once, the next day", {"type": EventType.RETREAT, "date": "2025-06-24"}, {"type": EventType.RETREAT}, 6),
    ("seldom", {"type": EventType.OTHER}, {"type": EventType.AGREE}, 2),
    ("seldom, one side", {"type": EventType.OTHER, "agents": frozenset()}, {"type": EventType.AGREE}, 3),
    # another word for what happened: the same type, and one side asks for a tenth more
    ("another word, both sides", {"cue": "hit"}, {}, 4),
    ("another word, one side", {"cue": "hit", "agents": frozenset()}, {}, 6),
]


@pytest.mark.parametrize(("one", "two", "least"), [row[1:] for row in SHARES], ids=[row[0] for row in SHARES])
def test_the_fewest_of_ten_words_in_common(one: dict[str, Any], two: dict[str, Any], least: int) -> None:
    def alike(shared: int) -> float | None:
        return likeness(replace(ONE, sentence=words(10), **one), other(sentence=words(shared), **two))

    assert alike(least - 1) is None
    assert alike(least) == least / 10


NEVER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("the next day, no side", {"date": "2025-06-24", "agents": frozenset()}, {"recipients": frozenset()}),
    ("perhaps that day, no side", {"date": None, "agents": frozenset()}, {"recipients": frozenset()}),
    ("another word, no side", {"cue": "hit", "agents": frozenset()}, {"recipients": frozenset()}),
    ("another word, one side, perhaps that day", {"cue": "hit", "agents": frozenset(), "date": None}, {}),
    ("another word of another type", {"cue": "hit", "type": EventType.AGREE}, {}),
]


@pytest.mark.parametrize(("one", "two"), [row[1:] for row in NEVER], ids=[row[0] for row in NEVER])
def test_too_little_is_known_to_join_the_same_words(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert likeness(replace(ONE, **one), other(**two)) is None


# A meeting has no doer and no sufferer: who met whom is the same meeting.
def test_both_sides_of_a_meeting_are_one() -> None:
    met = replace(ONE, type=EventType.CONSULT, agents=frozenset({"iran", "israel"}), recipients=frozenset())
    assert likeness(replace(ONE, type=EventType.CONSULT), replace(met, article=2)) is not None
    assert likeness(replace(ONE, type=EventType.CONSULT), replace(met, article=2, agents=frozenset({"russia"}))) is None
