"""Tests that issues are found like names (misspelt, in another order, in part), and only by those who see their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.shipped import DATA
from bot.names import NameEntry, NameIndex, Sure, Unsure, load_spellings

if TYPE_CHECKING:
    from bot.names import Resolution

ISSUES = (
    ("i.reform-pension", "pension reform"),
    ("i.reform-tax", "tax reform"),
    ("i.cap-oil-price", "oil price cap"),
    ("i.pipeline-baltic-gas", "Baltic gas pipeline"),
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex(load_spellings(DATA))
    made.add(NameEntry(name_id, "issue", name, facts=3) for name_id, name in ISSUES)
    made.add([NameEntry("russia", "actor", "Russia", facts=9)])
    made.add([NameEntry("i.law-press", "issue", "press law", "111", facts=3)])
    return made


def best(found: Resolution) -> str | None:
    """The id that is taken, or asked about first."""
    if isinstance(found, Sure):
        return found.match.id
    return found.matches[0].id if isinstance(found, Unsure) else None


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("pension reform", "i.reform-pension"),
        ("the Pension Reform", "i.reform-pension"),
        # one wrong letter, and two
        ("penson reform", "i.reform-pension"),
        ("oil prise cap", "i.cap-oil-price"),
        # another order
        ("reform pension", "i.reform-pension"),
    ],
)
def test_a_name_typed_nearly_is_taken(index: NameIndex, typed: str, taken: str) -> None:
    found = index.resolve(typed)
    assert isinstance(found, Sure), found
    assert found.match.id == taken
    assert found.match.kind == "issue"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # Part of the name is asked about, never taken.
        ("oil cap", "i.cap-oil-price"),
        ("gas pipeline", "i.pipeline-baltic-gas"),
        # So is a word that several have.
        ("pension reforms act", "i.reform-pension"),
    ],
)
def test_a_part_of_the_name_finds_it(index: NameIndex, typed: str, first: str) -> None:
    assert best(index.resolve(typed)) == first


def test_it_is_completed_where_issues_are_asked_for_and_nowhere_else(index: NameIndex) -> None:
    assert [match.id for match in index.complete("pension re")] == ["i.reform-pension"]
    assert index.complete("pension re", kinds=frozenset({"actor", "event"})) == []


def test_a_servers_own_issue_is_its_own(index: NameIndex) -> None:
    assert best(index.resolve("press law")) != "i.law-press"
    assert best(index.resolve("press law", libraries=frozenset({"everyone", "111"}))) == "i.law-press"
