"""How well articles are extracted from pages: F1 over word pairs, page by page, with title and date.

    python -m benchmarks.extraction

The pages are twenty of our own, written like those of news sites (`tests/intake/news_pages.py`). `tests/intake/test_extraction.py` checks the minimum.
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
    for page in PAGES:
        found = article_in(page.html, URL, TODAY)
        scores.append(score(found.text, page.text))
        dated = "" if found.published == page.published else f"   dated {found.published}, not {page.published}"
        titled = "" if found.title == page.title else f"   titled {found.title!r}"
        print(
            f"F1 {scores[-1].f1:6.1%}   P {scores[-1].precision:6.1%}   R {scores[-1].recall:6.1%}   {page.manner}{dated}{titled}"
        )
    spent = (time.process_time() - begun) / len(PAGES) * 1_000
    print(f"mean F1 {sum(each.f1 for each in scores) / len(scores):.1%}, {spent:.0f} ms of processor time per page")


if __name__ == "__main__":
    main()
