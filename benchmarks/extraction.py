"""How well articles are extracted from pages: F1 over word pairs, page by page, with title and date.

    python -m benchmarks.extraction

The pages are our own: twenty written like those of news sites (`tests/intake/news_pages.py`), and some in the shapes that content
management systems produce (`tests/intake/cms_pages.py`), of which only the text is compared. `tests/intake/test_extraction.py` checks the minimum.
"""

from __future__ import annotations

import time

from benchmarks.figure import Figure
from bot.intake.web_pages import article_in
from tests.intake.cms_pages import PAGES as CMS_PAGES
from tests.intake.news_pages import PAGES
from tests.intake.test_extraction import TODAY, URL, Score, score


def figures() -> list[Figure]:
    """Returns how much of the article in a page is found; prints it page by page."""
    scores: list[Score] = []
    shapes: list[Score] = []
    found_all: list[Figure] = []
    begun = time.process_time()
    for page in PAGES:
        found = article_in(page.html, URL, TODAY)
        scores.append(score(found.text, page.text))
        dated = "" if found.published == page.published else f"   dated {found.published}, not {page.published}"
        titled = "" if found.title == page.title else f"   titled {found.title!r}"
        print(
            f"F1 {scores[-1].f1:6.1%}   P {scores[-1].precision:6.1%}   R {scores[-1].recall:6.1%}   {page.manner}{dated}{titled}"
        )
    for shape in CMS_PAGES:
        shapes.append(score(article_in(shape.html, URL, TODAY).text, shape.text))
        print(f"F1 {shapes[-1].f1:6.1%}   P {shapes[-1].precision:6.1%}   R {shapes[-1].recall:6.1%}   {shape.manner}")
    spent = (time.process_time() - begun) / (len(scores) + len(shapes)) * 1_000
    for name, found_in in (("news sites", scores), ("content management systems", shapes)):
        f1 = [each.f1 for each in found_in]
        print(f"{len(f1)} pages of {name}: mean F1 {sum(f1) / len(f1):.1%}, worst {min(f1):.1%}")
        found_all.append(Figure(f"the article in pages of {name}, F1", sum(f1) / len(f1) * 100, "%", more=True))
    print(f"{spent:.0f} ms of processor time per page")
    return [*found_all, Figure("the article in a page", spent, "ms")]


if __name__ == "__main__":
    figures()
