"""Tests the page of /about: what it counts, and that Discord takes it whatever outlets are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.library import Overview
from bot.render.about import about_page, credits_page
from bot.ui.views import view_of

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)


def text(found: Overview) -> str:
    return "\n".join(about_page(found, NOW, "0.1.0", "33.abc", "https://discord.example/x").blocks)


def test_the_overview_counts_articles_outlets_and_facts() -> None:
    shown = text(Overview(12, 2, 12, 340, (("The Wire", 9), ("*Bold*", 1)), "2025"))
    assert "Here I answer from 12 articles, 2 of this server alone, with 340 facts in them." in shown
    assert "Outlets: The Wire \\(9\\) and \\*Bold\\* \\(1\\)." in shown
    assert "[invite link](<https://discord.example/x>)" in shown
    assert f"<t:{NOW.timestamp():.0f}:R>" in shown


def test_of_a_large_library_the_newest_are_counted() -> None:
    shown = text(Overview(12_000, 0, 500, 9_000, tuple((f"Outlet {number}", 3) for number in range(20)), "2025"))
    assert "from 12,000 articles, with 9,000 facts in the newest 500." in shown
    assert "Recent outlets: Outlet 0" in shown
    assert "and 12 more." in shown


def test_texts_under_open_licences_are_credited() -> None:
    found = Overview(3, 0, 3, 9, (), None, (("Contributors of Wikinews, CC BY", 2), ("The Wire, CC BY", 1)))
    shown = "\n".join(credits_page(found).blocks)
    assert "Credit: Contributors of Wikinews, CC BY \\(2\\).\nCredit: The Wire, CC BY \\(1\\)." in shown
    many = tuple((f"Paper {number}, CC BY", 1) for number in range(12))
    [_, listed] = credits_page(Overview(12, 0, 12, 9, (), None, many)).blocks
    assert listed.endswith("And 6 more: /article show has each article’s.")
    assert [len(row) for row in about_page(found, NOW, "0.1.0", "33.abc", "").rows] == [1]  # a button leads to them
    assert about_page(replace(found, credits=()), NOW, "0.1.0", "33.abc", "").rows == ()


@given(st.lists(st.tuples(st.text(min_size=1, max_size=300), st.integers(1, 10**9)), max_size=12))
@settings(max_examples=40)
def test_discord_takes_it_whatever_outlets_are_called(outlets: list[tuple[str, int]]) -> None:
    found = Overview(10**9, 10**9, 500, 10**9, tuple(outlets), None, tuple(outlets))
    for page in (about_page(found, None, "1", "x" * 99, "https://x.example"), credits_page(found)):
        assert view_of(page).content_length() <= 4_000
