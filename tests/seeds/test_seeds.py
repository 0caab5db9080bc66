"""Tests that the articles of a first run name whose they are, and that none of their facts shown is known to be wrong or unread by a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.edtf import point
from bot.intake.documents import article
from bot.intake.work import reader
from tests.seeds.answers import README, table, table_in
from tests.seeds.right import right_facts
from tests.seeds.shown_facts import licensed, shown_facts

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = [pytest.param(path, id=path.stem) for path in licensed()]
OPEN = re.compile(r"CC BY \d\.\d \(creativecommons\.org/licenses/by/\d\.\d\)|public domain in the United States .+")


@pytest.mark.parametrize("path", ARTICLES)
def test_an_article_names_its_outlet_its_page_its_day_and_whose_it_is(path: Path) -> None:
    found = article(path)
    assert found.title
    assert found.outlet
    assert found.url
    assert found.published
    assert point(found.published)
    assert found.credit
    assert OPEN.search(found.credit)


# A fact that is not listed is wrong, or right and not yet read by anybody: `python -m tests.seeds` prints it under its sentence.
@pytest.mark.parametrize("path", ARTICLES)
def test_every_fact_shown_was_read_by_a_person_and_is_right(path: Path) -> None:
    shown = {fact.line for fact in shown_facts(reader().read(article(path)))}
    assert shown <= right_facts()[path.stem]


def test_the_list_is_of_articles_that_are_shipped() -> None:
    assert set(right_facts()) == {path.stem for path in licensed()}


# `python -m tests.seeds.answers` writes it anew.
@pytest.mark.usefixtures("lent_workers", "unsaved_names")
async def test_readme_shows_what_a_first_run_answers() -> None:
    assert table_in(README.read_text(encoding="utf-8")) == await table()
