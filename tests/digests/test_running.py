"""Tests which earlier entry a running story goes on from: of the same parties, of the last days, and with a word in common."""

from __future__ import annotations

import pytest

from bot.digests.running import running
from bot.model.edition import Contents, EditionEntry, Mark, Part, PastEntry, Remit

REMIT = Remit("2025-06-23T09:00:00.000000+00:00", "2025-06-24T09:00:00.000000+00:00", "2025-06-24")
NOW = Mark(Part.HAPPENED, "ASSAULT", ("iran",), ("israel",), "fired missiles at Israel after Natanz")


def past(
    who: tuple[str, ...] = ("israel",),
    whom: tuple[str, ...] = ("iran",),
    words: str = "struck Iran at Natanz",
    *,
    on: str = "2025-06-23",
    part: Part = Part.HAPPENED,
    message: tuple[str, str] | None = ("11", "22"),
) -> PastEntry:
    return PastEntry(Mark(part, "ASSAULT", who, whom, words), words, 1, "", "", on, message)


def earlier(*before: PastEntry, marks: tuple[Mark, ...] = (NOW,), place: str = "7") -> list[str | None]:
    """The claims that the entries go on from."""
    entries = tuple(EditionEntry(mark.part, "x", (), (), mark) for mark in marks)
    found = running(Contents(REMIT, entries), before, place).entries
    return [entry.earlier.claim if entry.earlier else None for entry in found]


CASES = [
    (past(), True),
    # the sides changed, and what was planned has happened
    (past(("iran",), ("israel",), part=Part.EXPECTED), True),
    # two states have more than one story
    (past(words="signed a contract on gas"), False),
    # names of the parties are no words in common
    (past(words="accuses Israel of lies"), False),
    # one party alone is enough only with many words in common
    (past(("united-states",), ("iran",), "sanctions shipping lines"), False),
    (past(("united-states",), ("iran",), "condemned missiles fired after Natanz"), True),
    (past(("russia",), ("ukraine",), "fired missiles at Natanz"), False),
    # told today, or too long ago
    (past(on="2025-06-24"), False),
    (past(on="2025-06-21"), True),
    (past(on="2025-06-20"), False),
    # its message is not known
    (past(message=None), False),
    (past(part=Part.SAID), False),
]


@pytest.mark.parametrize(("before", "told"), CASES)
def test_a_story_goes_on_from_what_the_same_parties_did_lately(before: PastEntry, told: bool) -> None:
    assert earlier(before) == [before.claim if told else None]


def test_the_latest_is_named_and_none_twice() -> None:
    old, new = past(words="struck Natanz", on="2025-06-22"), past(words="bombed Natanz", on="2025-06-23")
    assert earlier(old, new) == ["bombed Natanz"]
    assert earlier(old, new, marks=(NOW, NOW, NOW)) == ["bombed Natanz", "struck Natanz", None]


def test_only_what_happened_or_is_expected_goes_on() -> None:
    assert earlier(past(), marks=(Mark(Part.CHANGED, "x", ("iran",), ("israel",), "Natanz"),)) == [None]


@pytest.mark.parametrize(("place", "start"), [("7", "7"), ("@me", "@me")])
def test_the_link_leads_to_the_message_that_told_it(place: str, start: str) -> None:
    [entry] = running(Contents(REMIT, (EditionEntry(Part.HAPPENED, "x", (), (), NOW),)), [past()], place).entries
    assert entry.earlier is not None
    assert entry.earlier.url == f"https://discord.com/channels/{start}/11/22"
