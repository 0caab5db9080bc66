"""What people type on a phone, against the shipped gazetteer: taken, asked about or unknown, each kind of typing with its trap.

`told` is the library of somebody whose articles tell of the Iran war and of Ukraine; `bare` knows only the gazetteer. Expected is

- `= id`: taken, with the reason; - `? id ...`: asked about, this one first, those among the others; - `-`: nothing known.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge import load_actors
from bot.names import Entry, NameIndex, Spellings, Sure, Unknown, Unsure, entries_of
from bot.shipped import DATA

TOLD = {
    "russia": 60, "iran": 90, "israel": 40, "united-states": 80, "ukraine": 50, "vladimir-putin": 25, "donald-trump": 70, "abbas-araghchi": 30,
    "volodymyr-zelenskyy": 20, "emmanuel-macron": 4, "kim-jong-un": 12, "kim-yo-jong": 3, "china": 9, "iaea": 6, "rafael-grossi": 5, "un-security-council": 3,
}  # fmt: skip

EVENTS = (
    Entry("e.hammer", "event", "Operation Midnight Hammer", words=("struck", "strikes"), participants=("United States", "Iran"), recipients=("Iran",), places=("Fordow", "Natanz", "Isfahan"), date="2025-06-22", facts=6),
    Entry("e.forum", "event", "St. Petersburg International Economic Forum", words=("spoke",), participants=("Vladimir Putin",), places=("St. Petersburg",), date="2025-06-18/2025-06-21", facts=3),
    Entry("e.treaty", "event", "“Russia and Iran signed a strategic partnership treaty”", words=("signed", "treaty"), participants=("Russia", "Iran"), places=("Moscow",), date="2025-01-17", named=False, facts=2),
    Entry("e.g7", "event", "“G7 leaders met in Kananaskis”", words=("met",), participants=("G7", "Canada"), places=("Kananaskis",), date="2025-06-16", named=False, facts=2),
    Entry("e.lion", "event", "Operation Rising Lion", words=("attacked",), participants=("Israel", "Iran"), recipients=("Iran",), places=("Tehran",), date="2025-06-13", facts=5),
    Entry("e.missiles", "event", "“Iran fired missiles at Israel”", words=("fired",), participants=("Iran", "Israel"), recipients=("Israel",), places=("Haifa",), date="2025-06-14", named=False, facts=2),
    Entry("e.vote", "event", "“the Majlis voted to leave the treaty”", words=("voted",), participants=("Iranian parliament",), date="2025-06-25", named=False, facts=1),
)  # fmt: skip


@pytest.fixture(scope="module")
def bare(spellings: Spellings) -> NameIndex:
    index = NameIndex(spellings)
    index.add(entries_of(load_actors(DATA / "actors"), spellings))
    return index


@pytest.fixture(scope="module")
def told(spellings: Spellings) -> NameIndex:
    index = NameIndex(spellings)
    known = entries_of(load_actors(DATA / "actors"), spellings)
    index.add(
        replace(entry, facts=TOLD[entry.id], latest="2025-06-23") if entry.id in TOLD else entry for entry in known
    )
    index.add(EVENTS)
    return index


def verdict(index: NameIndex, typed: str, kinds: frozenset[str] | None = None) -> str:
    """What comes of a typed name, in the table's words: "= russia (alias)", "? kim-jong-un kim-yo-jong", "-"."""
    match index.resolve(typed, kinds=kinds):
        case Sure(match):
            return f"= {match.id} ({match.reason})"
        case Unsure(matches):
            return f"? {' '.join(match.id for match in matches)}"
        case Unknown():
            return "-"


def holds(expected: str, found: str) -> bool:
    """Whether what was found is as expected: a question begins with the first, and has the others among the rest."""
    if not expected.startswith("?"):
        return found == expected
    first, *others = expected.removeprefix("? ").split()
    asked = found.removeprefix("? ").split()
    return found.startswith("?") and asked[0] == first and set(others) <= set(asked)
