"""Learns from labelled articles what the words of each topic weigh: the weights in `data/topics.tsv`.

    python -m training.topics train --corpus ../shared/eval/data/corpus     # learns and writes the weights, then prints the table
    python -m training.topics table --corpus ../shared/eval/data/corpus     # figures on outlets that are not learned from

A log-linear model over seven counts, fitted by gradient descent from zero: nothing is random. Half a minute.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.knowledge.shipped import DATA
from bot.knowledge.topics import listed_topics, topic_words
from bot.model.topics import Topic
from bot.reading.topics import SURE, TOPICS, likelihoods, tallies
from training.gold.corpus import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.reading.lexicon import TopicWords
    from training.gold.corpus import Source

HERE = Path(__file__).parent
TEXTS = HERE.parent / "gold" / "texts"
CORPORA = ("wikinews-2019-2020.jsonl.gz", "open-news.jsonl.gz")
_HELD_OUT = "Prime Minister of Australia (media releases)"
"""With the made-up outlets of the gold's own texts: none of them is learned from."""
_STEPS, _RATE, _DECAY = 600, 0.02, 1e-3


class Labelled(NamedTuple):
    """An article's tallies, its topic, and whether it is held out."""

    tallied: tuple[float, ...]
    topic: Topic
    held_out: bool


def labels() -> dict[str, Topic]:
    """Returns the topic of each labelled article, by its address or name."""
    rows = (line.rsplit(" ", 1) for line in (HERE / "labels.txt").read_text(encoding="utf-8").splitlines())
    return {name: Topic(topic) for name, topic in rows}


def labelled(corpus: Path) -> list[Labelled]:
    """Returns the labelled articles of the corpora and of our own texts."""
    wanted, words = labels(), listed_topics(DATA)
    files = [*(corpus / name for name in CORPORA), *sorted(TEXTS.glob("*.md"))]
    texts = [source for file in files for source in sources(file) if source.part != "test"]
    there = {source.url or source.name: source for source in texts}
    if missing := [name for name in wanted if name not in there]:
        raise SystemExit(f"{len(missing)} labelled articles are not there, such as {missing[0]}")
    return [
        Labelled(tallies(there[name].title, there[name].text, words), topic, _held_out(there[name]))
        for name, topic in wanted.items()
    ]


def _held_out(source: Source) -> bool:
    return source.outlet == _HELD_OUT or (not source.url and source.outlet != "Wikinews")


def fitted(rows: Sequence[Labelled]) -> dict[Topic, tuple[float, ...]]:
    """Returns for each topic its bias and the weight of each tally, rounded as they are written."""
    tallied = np.array([(1.0, *row.tallied) for row in rows])
    right = np.array([[row.topic is topic for topic in TOPICS] for row in rows], dtype=float)
    weights = np.zeros((tallied.shape[1], len(TOPICS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = tallied.T @ (_shares(tallied @ weights) - right) / len(rows) + _DECAY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {topic: tuple(np.round(weights[:, at], 3).tolist()) for at, topic in enumerate(TOPICS)}


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = grown / grown.sum(axis=1, keepdims=True)
    return shares


def write(weights: dict[Topic, tuple[float, ...]]) -> None:
    """Write `data/topics.tsv`: a line for each topic, its bias and the weight of each topic's words."""
    head = "\t".join(("topic", "bias", *TOPICS))
    lines = ["\t".join((topic, *map(str, row))) for topic, row in weights.items()]
    (DATA / "topics.tsv").write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")


def table(rows: Iterable[Labelled], words: TopicWords) -> str:
    """Returns how often topics are right on held-out articles: by most words of a topic, by weights, and of the sure ones."""
    held = [row for row in rows if row.held_out]
    likely = [likelihoods(row.tallied, words) for row in held]
    best = [max(TOPICS, key=one.__getitem__) for one in likely]
    counted = [max(TOPICS, key=lambda topic, row=row: row.tallied[TOPICS.index(topic)]) for row in held]  # type: ignore[misc]
    sure = [(row, topic) for row, topic, one in zip(held, best, likely, strict=True) if one[topic] >= SURE]
    right = sum(row.topic is topic for row, topic in sure)
    return "\n".join(
        (
            f"{len(held)} articles of outlets that were not learned from",
            f"most words:   {_scores(held, counted)}",
            f"with weights: {_scores(held, best)}",
            f"sure ({SURE}):   {len(sure)} of {len(held)}, right {right} ({100 * right / max(len(sure), 1):.0f} %)",
        )
    )


def _scores(rows: Sequence[Labelled], guessed: Sequence[Topic]) -> str:
    right = Counter(row.topic for row, topic in zip(rows, guessed, strict=True) if row.topic is topic)
    there, given = Counter(row.topic for row in rows), Counter(guessed)
    each = (
        f"{topic} {200 * right[topic] / max(there[topic] + given[topic], 1):.0f} (of {there[topic]})"
        for topic in TOPICS
    )
    return f"{100 * right.total() / len(rows):.0f} % right; F1 {', '.join(each)}"


def main() -> None:
    """Run a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("train", "table"))
    parser.add_argument("--corpus", type=Path, default=Path("../shared/eval/data/corpus"))
    typed = parser.parse_args()
    rows = labelled(typed.corpus)
    if typed.command == "train":
        write(fitted([row for row in rows if not row.held_out]))
    sys.stdout.write(table(rows, topic_words(DATA)) + "\n")


if __name__ == "__main__":
    main()
