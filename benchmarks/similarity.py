"""How well a story is recognised in other words, and told from other stories: the share of copies found, by kind of change.

    python -m benchmarks.similarity

The texts are the Wikinews articles of `../shared/eval`; without them nothing is measured. Each gets copies: a fifth cut,
a third added, words changed. `found`: the share found through the table of bands; `alike`: the share that also counts as the same story.
"""

from __future__ import annotations

import gzip
import random
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from benchmarks.figure import Figure
from bot.store.similarity import ALIKE, bands, signature, similar

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parents[2] / "shared/eval/data/corpus/wikinews-2019-2020.jsonl.gz"
_RANDOM = random.Random(1)


def _cut(text: str, share: float) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(lines[: max(1, round(len(lines) * (1 - share)))])


def _mended(text: str, one_in: int) -> str:
    return " ".join(word if _RANDOM.randrange(one_in) else "otherwise" for word in text.split())


def figures() -> list[Figure]:
    """Returns the share of copies that are recognised, by kind of change; nothing without the articles."""
    found_all: list[Figure] = []
    if not CORPUS.exists():
        print(f"skipped: there is no {CORPUS}")
        return []
    texts = [orjson.loads(line)["text"] for line in gzip.decompress(CORPUS.read_bytes()).splitlines()]
    begun = time.process_time()
    signatures = [signature(text) for text in texts]
    spent = (time.process_time() - begun) / len(texts) * 1_000
    known = [(text, mark) for text, mark in zip(texts, signatures, strict=True) if mark]
    print(f"{len(known)} articles, {spent:.2f} ms of processor time per signature")
    pairs = [similar(first, second) for (_, first), (_, second) in combinations(known, 2)]
    at_band: dict[int, int] = defaultdict(int)
    for _, mark in known:
        for band in bands(mark):
            at_band[band] += 1
    shared = sum(number * (number - 1) // 2 for number in at_band.values())
    print(
        f"{len(pairs):,} pairs of different articles: the closest shares {max(pairs):.2f}; {shared} pairs meet in a band"
    )
    other = " ".join(texts[0].split())
    copies: dict[str, Callable[[str], str]] = {
        "dateline and byline added": lambda text: (
            f"LONDON (The Wire) - {text}\nReporting by A. Writer; editing by B. Editor."
        ),
        "a fifth cut": lambda text: _cut(text, 1 / 5),
        "a third cut": lambda text: _cut(text, 1 / 3),
        "a third of another added": lambda text: f"{text}\n{' '.join(other.split()[: len(text.split()) // 3])}",
        "one word in 30 changed": lambda text: _mended(text, 30),
        "one word in 15 changed": lambda text: _mended(text, 15),
    }
    for name, made in copies.items():
        marks = [(mark, signature(made(text))) for text, mark in known]
        of = [(first, second, bool(set(bands(first)) & set(bands(second)))) for first, second in marks if second]
        found = sum(met for _, _, met in of) / len(of)
        alike = sum(met and similar(first, second) >= ALIKE for first, second, met in of) / len(of)
        print(f"{name:<28} found {found:6.1%}   alike {alike:6.1%}")
        found_all.append(Figure(f"one story in other words, {name}", alike * 100, "% recognised", more=True))
    return found_all


if __name__ == "__main__":
    figures()
