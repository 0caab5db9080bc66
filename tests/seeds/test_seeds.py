"""Tests that the articles of a first run name whose they are, and that none of their facts shown is known to be wrong or unread by a person."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.edtf import point
from bot.intake.documents import article
from bot.intake.work import reader
from tests.feeds.conftest import InPlace
from tests.lending import lent
from tests.seeds.answers import README, table, table_in
from tests.seeds.right import right_facts
from tests.seeds.shown_facts import licensed, shown_facts

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model.article import Article
    from bot.model.facts import Reading

ARTICLES = [pytest.param(path, id=path.stem) for path in licensed()]
OPEN = re.compile(r"CC BY \d\.\d \(creativecommons\.org/licenses/by/\d\.\d\)|public domain in the United States .+")


class Once(InPlace):
    """Workers that read an article once for all tests of this file, in this process: the seeds take ten seconds."""

    def __init__(self) -> None:
        self._read: dict[Article, Reading] = {}

    def begin(self) -> None:
        """There is nothing to start."""

    def reading(self, article: Article) -> Reading:
        """The article's reading, with what is not shown."""
        nameless = replace(article, id="")
        if nameless not in self._read:
            self._read[nameless] = reader().read(nameless)
        return replace(self._read[nameless], article=article)

    async def read(self, article: Article) -> Reading:
        return self.reading(article).shown()


@pytest.fixture(scope="module")
def once() -> Once:
    return Once()


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
def test_every_fact_shown_was_read_by_a_person_and_is_right(path: Path, once: Once) -> None:
    shown = {fact.line for fact in shown_facts(once.reading(article(path)))}
    assert shown <= right_facts()[path.stem]


def test_the_list_is_of_articles_that_are_shipped() -> None:
    assert set(right_facts()) == {path.stem for path in licensed()}


# `python -m tests.seeds.answers` writes it anew.
@pytest.mark.usefixtures("unsaved_names")
async def test_readme_shows_what_a_first_run_answers(once: Once) -> None:
    with lent(once):  # type: ignore[arg-type] # as much of it as is used
        assert table_in(README.read_text(encoding="utf-8")) == await table()
