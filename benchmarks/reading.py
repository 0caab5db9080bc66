"""Reading speed end to end: words per second of one core's time, the judge's share of it, and memory.

    python -m benchmarks.reading [--articles 1000]

A thousand articles, from text to facts as JSON: the Wikinews articles in `../shared/eval` if present, else the seed article; in each round
half of the long capitalised words are changed, so that caches of known words don't help. For absurd texts, see
`benchmarks.growth`.
"""

from __future__ import annotations

import argparse
import gzip
import re
import resource
import subprocess
import sys
import time
from itertools import count, islice
from typing import TYPE_CHECKING
from zlib import crc32

import orjson

from benchmarks.figure import Figure
from benchmarks.similarity import CORPUS
from bot.intake import work
from bot.intake.documents import article
from bot.knowledge.judge_model import JudgeModel
from bot.knowledge.shipped import SEEDS
from bot.model.article import Article
from bot.reading.text.clean import clean
from bot.render.facts_json import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.judging.judge import Answers
    from bot.reading.judging.questions import Passage

ARTICLES = 1_000
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")


def articles(number: int) -> Iterator[Article]:
    """Returns this many articles."""
    if CORPUS.exists():
        rows = [orjson.loads(line) for line in gzip.decompress(CORPUS.read_bytes()).splitlines()]
        plain = [Article("x", clean(row["text"]), published=row["published"]) for row in rows]
    else:
        print(f"reading: there is no {CORPUS}: using the seed article instead")
        plain = [article(SEEDS / "russia-iran.md")]
    made = (
        Article("x", changed(article.text, turn), published=article.published) for turn in count() for article in plain
    )
    return islice(made, number)


def changed(text: str, number: int) -> str:
    """Returns a text with half of its long names spelled differently, another half each round; the first round is unchanged."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word + "aeiou"[number % 5] * (number > 0 and crc32(f"{number}{word}".encode()) % 2)

    return _NAME.sub(other, text)


def figures(number: int = ARTICLES) -> list[Figure]:
    """Returns the reader's speed and the judge's share of it, in processor time, which other work on the machine affects less."""
    started = time.process_time()
    reader = work.reader()
    print(f"reading: loaded in {time.process_time() - started:.2f} s")
    judged = _watch_the_judge()
    words, took = 0, 0.0
    for text in articles(number):
        started = time.process_time()
        orjson.dumps(facts(reader.read(text), "x"))
        took += time.process_time() - started
        words += len(text.text.split())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"reading: {number:,} articles, {words:,} words in {took:.1f} s, {words / took:,.0f} words/s; the judge {sum(judged):.1f} s of it; {most} MB resident at most"
    )
    return [
        Figure("reading, of one core", words / took, "words/s", more=True),
        Figure("the judge, of reading's time", sum(judged) / took * 100, "%"),
        Figure("the judge, an article", sum(judged) / number * 1_000, "ms"),
        Figure("reading, memory at most", most, "MB"),
        Figure("`attache read` of one sentence", _one_sentence(), "s"),
    ]


def _watch_the_judge() -> list[float]:
    """Returns a list that gets the processor seconds of each time the judge is asked from now on."""
    spent: list[float] = []
    asked = JudgeModel.answers

    def answers(self: JudgeModel, passages: Sequence[Passage]) -> list[Answers]:
        started = time.process_time()
        found = asked(self, passages)
        spent.append(time.process_time() - started)
        return found

    JudgeModel.answers = answers  # type: ignore[method-assign]
    return spent


def _one_sentence() -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "read", "-"], input=b"Russia said no.", stdout=subprocess.DEVNULL, check=True
    )
    took = time.perf_counter() - started
    print(f"reading: `attache read` of one sentence took {took:.2f} s, most of it the start")
    return took


def main() -> None:
    """Print words per second, load time, memory, and the time of the command for one sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many are read")
    figures(parser.parse_args().articles)


if __name__ == "__main__":
    main()
