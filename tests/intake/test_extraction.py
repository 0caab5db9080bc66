"""Tests that the article is found in pages in the style of news sites and of content management systems, with hardly anything else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from bot.intake.web_pages import article_in
from tests.intake.cms_pages import PAGES as CMS_PAGES
from tests.intake.news_pages import PAGES

if TYPE_CHECKING:
    from tests.intake.cms_pages import CmsPage
    from tests.intake.news_pages import NewsPage

URL, TODAY = "https://courier.example/a", "2025-07-01"
FLOOR, MEAN_FLOOR = 0.9, 0.97
"""F1 of the worst page and of all; `python -m benchmarks.extraction` prints what it is."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall over the pairs of words that follow each other."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: str, gold: tuple[str, ...]) -> Score:
    got, wanted = (Counter(pairwise(_WORD.findall(text.lower()))) for text in (found, "\n".join(gold)))
    hits = (got & wanted).total()
    return Score(hits / max(1, got.total()), hits / wanted.total())


@pytest.mark.parametrize("page", PAGES, ids=[page.manner for page in PAGES])
def test_the_article_of_a_page_is_found(page: NewsPage) -> None:
    found = article_in(page.html, URL, TODAY)
    assert score(found.text, page.text).f1 >= FLOOR
    assert (found.title, found.published) == (page.title, page.published)


@pytest.mark.parametrize("page", CMS_PAGES, ids=[page.manner for page in CMS_PAGES])
def test_the_article_is_found_in_what_a_system_makes_of_it(page: CmsPage) -> None:
    assert score(article_in(page.html, URL, TODAY).text, page.text).f1 >= FLOOR


def test_all_pages_together_are_found_better_than_the_floor() -> None:
    assert len(PAGES) == 20
    assert mean(score(article_in(page.html, URL, TODAY).text, page.text).f1 for page in PAGES) >= MEAN_FLOOR


def test_all_pages_of_systems_together_are_found_better_than_the_floor() -> None:
    assert mean(score(article_in(page.html, URL, TODAY).text, page.text).f1 for page in CMS_PAGES) >= MEAN_FLOOR


def test_a_measured_figure_can_fail() -> None:
    assert score("nothing of it", ("Russia said no",)).f1 == 0
    assert score("Russia said no and much else besides", ("Russia said no",)).f1 < FLOOR
