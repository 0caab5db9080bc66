"""How much of an article is found in a page and how little else: F1 over pairs of words, page by page, with title and date.

    python -m benchmarks.extraction

The pages are twenty of our own, written in the manners of news sites (`tests/intake/news_pages.py`). `tests/intake/test_extraction.py` holds the floor.
"""

from __future__ import annotations

import time

from bot.intake.web_pages import article_in
from tests.intake.news_pages import PAGES
from tests.intake.test_extraction import TODAY, URL, Score, score


def main() -> None:
    """Print the table."""
    scores: list[Score] = []
    begun = time.process_time()
    for one in PAGES:
        found = article_in(one.html, URL, TODAY)
        scores.append(score(found.text, one.text))
        dated = "" if found.published == one.published else f"   dated {found.published}, not {one.published}"
        titled = "" if found.title == one.title else f"   titled {found.title!r}"
        print(
            f"F1 {scores[-1].f1:6.1%}   P {scores[-1].precision:6.1%}   R {scores[-1].recall:6.1%}   {one.manner}{dated}{titled}"
        )
    spent = (time.process_time() - begun) / len(PAGES) * 1_000
    print(f"mean F1 {sum(one.f1 for one in scores) / len(scores):.1%}, {spent:.0f} ms of processor time a page")


if __name__ == "__main__":
    main()
