"""How fast articles are read: words a second of one core's time, with the syntax model and by rules alone, also over absurd texts."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING

from bot.intake.documents import article
from bot.knowledge import load_actors
from bot.lexicon import load_lexicon
from bot.model import Article
from bot.parsing import load_model
from bot.reading import Reader
from bot.reading.clean import clean
from bot.shipped import DATA, MODEL, SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS: dict[str, Callable[[str], str]] = {
    "the seed article, 50 times": lambda seed: "\n\n".join([seed] * 50),
    "one sentence of 100,000 letters": lambda seed: "Russia said the " + "very and " * 11_000 + "end.",
    "50,000 quotation marks": lambda seed: "“Yes,” Putin said. " * 12_500 + "“ ” " * 12_500,
    "10,000 sentences in a paragraph": lambda seed: "Russia attacked Ukraine on Monday. " * 10_000,
}


def main() -> None:
    """Print words a second for each text, the time to load and the memory; by rules first, for memory only grows."""
    actors, lexicon = load_actors(DATA / "actors"), load_lexicon(DATA)
    measure("by rules alone", lambda: Reader(actors, lexicon))
    measure("with the syntax model", lambda: Reader(actors, lexicon, load_model(MODEL)))


def measure(how: str, load: Callable[[], Reader]) -> None:
    """The figures of one reader, in processor time: what else the machine does counts less."""
    started = time.process_time()
    reader = load()
    print(f"reading {how}: loaded in {time.process_time() - started:.2f} s")
    seed = article(SEEDS / "russia-iran.md").text
    for name, make in TEXTS.items():
        given = Article("x", clean(make(seed)), published="2025-06-23")
        started = time.process_time()
        reading = reader.read(given)
        took = time.process_time() - started
        words = len(given.text.split())
        assert reading.sentences
        print(f"reading {how}: {name}: {words:,} words in {took:.2f} s, {words / took:,.0f} words/s")
    print(f"reading {how}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB resident at most")


if __name__ == "__main__":
    main()
