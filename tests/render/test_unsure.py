"""Tests that Discord takes every page of what is less sure, with the article's sentence above what it may say, and that none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import UNSURE, decode
from bot.model.answer import Answer, Line, Section
from bot.model.query import StanceQuery
from bot.render import Page, answer_page, unsure_page
from bot.render.screens import SCREEN, page_height
from tests.render.test_pages import RUSSIA, answer_of, check, evidence, evidences, queries, wild

asked = st.builds(
    lambda query, headline, some: Answer(
        query,
        headline,
        (Section("", tuple(Line(text, (one,)) for text, one in some)),),
        opens=tuple({one.source.article: one.source for _, one in some}.values()),
    ),
    queries,
    wild.map("x".__add__),
    st.lists(st.tuples(wild.map("x".__add__), evidences), min_size=1, max_size=14),
)


def pages(unsure: Answer) -> list[Page]:
    """Its pages, as the button that turns them leads through them."""
    found = [unsure_page(unsure, 0)]
    while found[-1].rows and (on := found[-1].rows[0][1]).enabled:
        found.append(unsure_page(unsure, decode(on.custom_id).page))
    return found


@given(asked)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_discord_takes_every_page_and_no_sentence_is_lost(unsure: Answer) -> None:
    shown = pages(unsure)
    for page in shown:
        check(page)
        assert page_height(page) <= SCREEN or len(page.blocks) == 2  # a single sentence, however long
    assert sum(len(page.blocks) - 1 for page in shown) == unsure.found


def unsure(number: int) -> Answer:
    lines = tuple(Line(f"May say: claim {at}.", (evidence(f"Sentence {at}."),)) for at in range(number))
    return Answer(StanceQuery(RUSSIA), "Less sure.", (Section("", lines),), opens=(evidence("").source,))


def test_the_articles_own_sentence_stands_first() -> None:
    page = unsure_page(unsure(1), 0)
    assert page.blocks[1] == (
        "> **Sentence** 0\\.\n-# [Dawn](<https://wire.example/1>) · The Wire · published about 23 June 2025\n*May say: claim 0.*"
    )
    assert [menu.placeholder for menu in page.menus] == ["See an article’s facts"]
    assert page.rows == ()


# The page that a button of an answer opens is none of those that are turned: it is a message of its own.
def test_pages_are_turned_from_one_on() -> None:
    shown = pages(unsure(12))
    assert len(shown) > 2
    assert shown[0] == unsure_page(unsure(12), 1)
    assert [decode(button.custom_id).page for button in shown[1].rows[0]] == [1, 3]
    assert {decode(button.custom_id).does for button in shown[1].rows[0]} == {UNSURE}
    assert unsure_page(unsure(12), 999) == shown[-1]


@pytest.mark.parametrize(
    ("number", "labels"), [(0, ["Wrong?"]), (4, ["Less sure (4)", "Wrong?"]), (101, ["Less sure (over 100)", "Wrong?"])]
)
def test_an_answer_has_the_button_if_anything_is_less_sure(number: int, labels: list[str]) -> None:
    answer = replace(answer_of(Section("", (Line("Opposes it", (evidence("It did."),)),))), unsure=number)
    assert [button.label for row in answer_page(answer, 0).rows for button in row] == labels


def test_an_answer_without_lines_has_it_too() -> None:
    page = answer_page(replace(answer_of(), unsure=2), 0)
    [[button]] = page.rows
    assert (button.label, decode(button.custom_id).does, decode(button.custom_id).page) == ("Less sure (2)", UNSURE, 0)


def test_what_is_gone_meanwhile_is_a_sentence() -> None:
    assert unsure_page(Answer(StanceQuery(RUSSIA), "Nothing."), 3) == Page(("Nothing.",))
