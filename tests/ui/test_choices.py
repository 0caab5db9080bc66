"""Tests that each autocomplete choice is one line of visible characters, and no two choices look alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.library import FactCounts, Listed
from bot.render.library import listed_label
from bot.ui.choices import LONGEST, Offered, told_apart
from bot.wording import address_words


def names(*offered: Offered) -> list[str]:
    return [choice.name for choice in told_apart(offered)]


TITLES = [
    # a terminal escape, a null, a line break
    ("Raid\x1b[2J\x00\n ends", "Raid[2J ends"),
    # reversed text, and words hidden in tag characters
    ("Raid \u202ednetxe\u202c", "Raid dnetxe"),
    ("Raid\U000e0041\U000e0042", "Raid"),
    # nothing visible: Discord refuses a choice without a name
    ("\u200b\u2060", "…"),
    # too long for Discord
    ("Raid " * 40, "Raid " * 18 + "Raid…"),
]


@pytest.mark.parametrize(("title", "shown"), TITLES)
def test_a_choice_shows_a_line(title: str, shown: str) -> None:
    assert names(Offered(title, "=1")) == [shown]


def test_an_articles_choice_keeps_its_outlet_whatever_its_title_holds() -> None:
    one = Listed(7, 7, "1", "\x1b" * 90 + "Raid", "The\x07 Wire", 0, None, "2025-06-23", "", "", FactCounts(0, 0, 0))
    assert names(Offered(listed_label(one, 100), "=7")) == ["Raid · The Wire · 23 June 2025"]


LONG = "Raid " * 30
APART = [
    # a unique name needs no detail
    ([Offered("Wire", "1", ("wire.example", "#1")), Offered("Bay", "2", ("bay.example", "#2"))], ["Wire", "Bay"]),
    # equal names get details, others don't
    (
        [
            Offered("Wire", "1", ("a.example", "#1")),
            Offered("Bay", "2", ("b.example",)),
            Offered("WIRE", "3", ("c.example", "#3")),
        ],
        ["Wire · a.example", "Bay", "WIRE · c.example"],
    ),
    # if the first detail is the same, the second is added
    (
        [Offered("Wire", "1", ("a.example", "#1")), Offered("Wire", "2", ("a.example", "#2"))],
        ["Wire · a.example · #1", "Wire · a.example · #2"],
    ),
    # without a detail, or with the same, by position
    ([Offered("Wire", "1"), Offered("Wire", "2", ("",))], ["Wire · no. 1", "Wire · no. 2"]),
    # names that differ only after the place where they are cut, or in invisible characters
    (
        [Offered(f"{LONG}a", "1", ("#1",)), Offered(f"{LONG}b", "2", ("#2",))],
        [f"{'Raid ' * 17}Raid… · #{n}" for n in (1, 2)],
    ),
    ([Offered("Wire", "1", ("#1",)), Offered("Wi\u200bre", "2", ("#2",))], ["Wire · #1", "Wire · #2"]),
]


@pytest.mark.parametrize(("offered", "shown"), APART)
def test_no_two_choices_look_alike(offered: list[Offered], shown: list[str]) -> None:
    assert names(*offered) == shown


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab ·#\u200b", max_size=3) | st.just(LONG),
            st.lists(st.text(alphabet="ab", max_size=50), max_size=2),
        ),
        max_size=25,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_choices_are_told_apart_within_discords_limit(rows: list[tuple[str, list[str]]]) -> None:
    found = told_apart(Offered(name, str(at), tuple(details)) for at, (name, details) in enumerate(rows))
    assert len({choice.name.casefold() for choice in found}) == len(rows)
    assert all(1 <= len(choice.name) <= LONGEST for choice in found)
    assert [choice.value for choice in found] == [str(at) for at in range(len(rows))]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.wire.example/", "wire.example"),
        ("https://wire.example/sport", "wire.example/sport"),
        # the feeds of a large site differ at their ends
        ("https://feeds.wire.example/news/world/middle_east/rss.xml", "feeds.wire.exa…d/middle_east/rss.xml"),
        ("", ""),
    ],
)
def test_an_address_in_few_words(url: str, shown: str) -> None:
    assert address_words(url) == shown
