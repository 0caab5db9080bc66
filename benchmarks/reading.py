"""How fast articles are read: words a second of one process, over the seed article and longer and absurd texts."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING

from bot.intake.documents import article
from bot.knowledge import load_actors
from bot.lexicon import load_lexicon
from bot.model import Article
from bot.reading import Reader
from bot.reading.clean import clean
from bot.shipped import DATA, SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS: dict[str, Callable[[str], str]] = {
    "the seed article, 50 times": lambda seed: "\n\n".join([seed] * 50),
    "one sentence of 100,000 letters": lambda seed: "Russia said the " + "very and " * 11_000 + "end.",
    "50,000 quotation marks": lambda seed: "“Yes,” Putin said. " * 12_500 + "“ ” " * 12_500,
    "10,000 sentences in a paragraph": lambda seed: "Russia attacked Ukraine on Monday. " * 10_000,
}


def main() -> None:
    """Print words a second for each text, the time to load and the memory."""
    started = time.perf_counter()
    reader = Reader(load_actors(DATA / "actors"), load_lexicon(DATA))
    print(f"reading: loaded in {time.perf_counter() - started:.2f} s")
    seed = article(SEEDS / "russia-iran.md").text
    for name, make in TEXTS.items():
        given = Article("x", clean(make(seed)), published="2025-06-23")
        started = time.perf_counter()
        reading = reader.read(given)
        took = time.perf_counter() - started
        words = len(given.text.split())
        assert reading.sentences
        print(f"reading: {name}: {words:,} words in {took:.2f} s, {words / took:,.0f} words/s")
    print(f"reading: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB resident at most")


if __name__ == "__main__":
    main()
