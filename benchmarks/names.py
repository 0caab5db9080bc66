"""Figures of name lookup over generated names: time, memory, recall and precision, compared with rapidfuzz's WRatio and FTS5's trigrams.

        python -m benchmarks.names                     # 10,000 and 100,000 names, about two minutes
    python -m benchmarks.names 10000 100000 1000000

Everything is seeded. Times are processor time of this thread, equal to wall time on an idle machine. Each size runs in its own process, so that memory is that size's alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import time
import unicodedata
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process, utils

from benchmarks.figure import Figure
from bot.knowledge.shipped import DATA
from bot.names import NameEntry, NameIndex, Sure, load_spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED = 20250623
QUERIES = 1000
TURNS = 5
TARGETS = {  # one typo p50 and p99, prefix p99, adding 100: milliseconds; memory: MB
    10_000: (0.3, 1, 1, 5, 10),
    100_000: (1, 4, 3, 10, 60),
    1_000_000: (5, 20, 10, 50, 400),
}
RECALL = {"one edit": 98, "two edits": 92, "swapped words": 97, "dropped word": 90, "phonetic": 85, "no accents": 99}

_ONSETS = [
    "b",
    "b",
    "ch",
    "d",
    "d",
    "f",
    "g",
    "h",
    "h",
    "j",
    "k",
    "k",
    "kh",
    "l",
    "l",
    "m",
    "m",
    "n",
    "n",
    "p",
    "r",
    "r",
    "r",
    "s",
    "s",
    "sh",
    "t",
    "t",
    "v",
    "w",
    "y",
    "z",
    "zh",
    "al",
    "br",
    "dr",
    "gh",
    "gr",
    "ph",
    "qu",
    "st",
    "th",
    "tr",
]
_NUCLEI = [
    "a",
    "a",
    "a",
    "a",
    "a",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "o",
    "o",
    "u",
    "u",
    "ai",
    "ei",
    "ie",
    "ou",
    "aa",
    "ya",
    "é",
    "á",
    "ö",
    "ü",
    "ã",
]
_CODAS = [*[""] * 12, "n", "n", "r", "l", "s", "m", "k", "t", "d", "v", "ng", "ch", "ll", "tz", "sh"]
_BODIES = [
    "Ministry",
    "Front",
    "Bank",
    "Council",
    "Movement",
    "Party",
    "Agency",
    "Brigade",
    "Union",
    "Institute",
    "Committee",
    "Corporation",
    "League",
    "Office",
]
_HEARD_AS = [
    ("ph", "f"), ("kh", "h"), ("ch", "tch"), ("sh", "sch"), ("zh", "j"), ("th", "t"), ("gh", "g"), ("q", "k"), ("k", "c"), ("c", "k"), ("z", "s"), ("v", "w"), ("w", "v"),
    ("ou", "u"), ("u", "ou"), ("ei", "ay"), ("ai", "ay"), ("ie", "i"), ("i", "ee"), ("y", "i"), ("j", "y"), ("aa", "a"), ("e", "a"), ("a", "e"), ("o", "u"), ("s", "ss"), ("l", "ll"), ("d", "t"),
]  # fmt: skip


# ---- Names, and what people make of them ------------------------------------------------------------------------------


def invented_word(chance: random.Random) -> str:
    """Returns a word of one to four syllables."""
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_NUCLEI) + chance.choice(_CODAS)
        for _ in range(chance.choice((2, 2, 2, 3, 3, 4)))
    ).capitalize()


def invented_names(count: int, seed: int) -> list[str]:
    """Returns distinct names of one to five words: persons, bodies and places; common words follow Zipf's law, a third of the words are unique."""
    chance = random.Random(SEED)
    given, family = (
        [invented_word(chance) for _ in range(size)] for size in (max(500, count // 50), max(2000, count // 5))
    )
    weights = [list(accumulate(1 / (rank + 3) ** 0.8 for rank in range(len(pool)))) for pool in (given, family)]
    chance = random.Random(seed)

    def picked(at: int) -> str:
        return chance.choices((given, family)[at], cum_weights=weights[at])[0]

    names: dict[str, None] = {}
    while len(names) < count:
        kind = chance.random()
        last = picked(1) if chance.random() < 0.67 else invented_word(chance)
        if kind < 0.45:
            name = f"{picked(0)} {last}"
        elif kind < 0.7:
            name = f"{picked(0)} {picked(0) if chance.random() < 0.5 else picked(1)} {last}"
        elif kind < 0.88:
            name = (
                f"{last} {picked(1)} {chance.choice(_BODIES)}"
                if kind < 0.8
                else f"{chance.choice(_BODIES)} of {picked(1)} and {last}"
            )
        else:
            name = invented_word(chance) + invented_word(chance).lower()
        names[name] = None
    return list(names)


def edited(name: str, times: int, chance: random.Random) -> str:
    """`name` with `times` typos: a letter changed, omitted, inserted, or two swapped."""
    for _ in range(times):
        at = chance.randrange(len(name) - 1)
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        name = chance.choice(
            (
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            )
        )
    return name


def heard(name: str, chance: random.Random) -> str:
    """`name` written by ear: two of its sounds spelled differently."""
    name = unaccented(name)
    for _ in range(2):
        fitting = [(old, new) for old, new in _HEARD_AS if old in name[1:].lower()]
        if fitting:
            old, new = chance.choice(fitting)
            at = chance.choice([at for at in range(len(name)) if name[at:].lower().startswith(old)])
            name = name[:at] + new + name[at + len(old) :]
    return name


def unaccented(name: str) -> str:
    """`name` typed without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def mistyped(names: list[str], kind: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yields endless pairs of a typed text and the intended name."""
    while True:
        name = chance.choice(names)
        parts = name.split()
        if kind == "one edit" and len(name) > 4:
            yield edited(name, 1, chance), name
        elif kind == "two edits" and len(name) > 7:
            yield edited(name, 2, chance), name
        elif kind == "swapped words" and len(parts) > 1:
            at = chance.randrange(len(parts) - 1)
            yield " ".join([*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]), name
        elif kind == "dropped word" and len(parts) > 2:
            at = chance.randrange(len(parts))
            yield " ".join([*parts[:at], *parts[at + 1 :]]), name
        elif kind == "phonetic" and len(name) > 5:
            yield heard(name, chance), name
        elif kind == "no accents" and unaccented(name) != name:
            yield unaccented(name), name


# ---- The three ways ---------------------------------------------------------------------------------------------------


def with_wratio(names: list[str]) -> Callable[[str], list[str]]:
    """Rapidfuzz's `process.extract` over every name."""
    ready = [utils.default_process(name) for name in names]
    return lambda text: [
        names[at] for _, _, at in process.extract(utils.default_process(text), ready, scorer=fuzz.WRatio, limit=5)
    ]


def with_trigrams(names: list[str]) -> Callable[[str], list[str]]:
    """SQLite FTS5 with its trigram tokenizer: any trigram of the query, the best 200 by bm25, ranked by `fuzz.ratio`."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    base.executemany("INSERT INTO names(name) VALUES (?)", ((name.lower(),) for name in names))

    def find(text: str) -> list[str]:
        text = text.lower()
        grams = {text[at : at + 3].replace('"', '""') for at in range(len(text) - 2)}
        rows = base.execute(
            "SELECT rowid, name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 200",
            (" OR ".join(f'"{gram}"' for gram in grams),),
        ).fetchall()
        return [
            names[rows[at][0] - 1]
            for _, _, at in process.extract(text, [name for _, name in rows], scorer=fuzz.ratio, limit=5)
        ]

    return find


# ---- Measuring --------------------------------------------------------------------------------------------------------


def resident() -> float:
    """Returns the memory of this process in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def timed(call: Callable[[str], object], texts: list[str], times: int = 3) -> tuple[float, float]:
    """p50 and p99 in milliseconds over the texts, each the best of several runs, to exclude other work on the machine."""
    spent = []
    for text in texts:
        best = float("inf")
        for _ in range(times):
            start = time.process_time()
            call(text)
            best = min(best, time.process_time() - start)
        spent.append(best * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=100, method="inclusive")[98]


def median_ms(call: Callable[[int], object]) -> float:
    """Returns the median of several runs, in milliseconds."""
    spent = []
    for turn in range(TURNS):
        start = time.process_time()
        call(turn)
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def recall(call: Callable[[str], list[str]], asked: list[tuple[str, str]]) -> tuple[float, float]:
    """Returns the percentage of intended names that come first, and among the first five."""
    ranks = [(found.index(name) if name in (found := call(typed)) else 9) for typed, name in asked]
    return 100 * sum(rank == 0 for rank in ranks) / len(ranks), 100 * sum(rank < 5 for rank in ranks) / len(ranks)


def measure(size: int) -> dict[str, Any]:
    """Returns all figures for one size."""
    names = invented_names(size + 100, SEED)
    added, names = names[size:], names[:size]
    entries = [
        NameEntry(str(at), "actor", name, facts=at % 100 if at % 20 == 0 else 0, latest="2025-06-22")
        for at, name in enumerate(names)
    ]
    index = NameIndex(load_spellings(DATA))
    before, start = resident(), time.process_time()
    index.add(entries)
    figures: dict[str, Any] = {"build_s": time.process_time() - start, "memory_MB": resident() - before}
    figures["add_100_ms"] = median_ms(
        lambda turn: index.add(NameEntry(f"new{turn}-{at}", "actor", name) for at, name in enumerate(added))
    )
    figures["recount_100_ms"] = median_ms(
        lambda turn: index.add(NameEntry(str(at), "actor", names[at], facts=99 + turn) for at in range(100))
    )
    figures["remove_100_ms"] = median_ms(
        lambda turn: index.remove((f"new{turn}-{at}", "everyone") for at in range(100))
    )

    ours = lambda text: [match.name for match in index.find(text)]  # noqa: E731 - the third way, beside the two functions
    chance = random.Random(SEED + 1)
    asked = {
        kind: [pair for pair, _ in zip(mistyped(names, kind, chance), range(QUERIES), strict=False)] for kind in RECALL
    }
    typos = [typed for typed, _ in asked["one edit"]]
    ours(typos[0])
    figures["typo"] = timed(ours, typos)
    figures["resolve"] = timed(index.resolve, typos)
    prefixes = [chance.choice(name.split())[:3] for name in chance.choices(names, k=QUERIES)]
    figures["prefix"] = timed(index.complete, prefixes)
    figures["longer_prefix"] = timed(
        index.complete, [name[: chance.randrange(4, 9)] for name in chance.choices(names, k=QUERIES)]
    )
    known = set(names)
    strangers = [name for name in invented_names(QUERIES * 2, SEED + 2) if name not in known][:QUERIES]
    figures["strangers_sure"] = 100 * sum(isinstance(index.resolve(name), Sure) for name in strangers) / len(strangers)
    figures["typos_sure_and_wrong"] = (
        100
        * sum(
            isinstance(found := index.resolve(typed), Sure) and found.match.name != name
            for typed, name in asked["one edit"]
        )
        / QUERIES
    )
    figures["recall"] = {kind: recall(ours, pairs) for kind, pairs in asked.items()}

    few = max(3, min(200, 2_000_000 // size))
    for title, call in (("WRatio", with_wratio(names)), ("FTS5 trigram", with_trigrams(names))):
        figures[title] = {
            "typo": timed(call, typos[:few], 1),
            "recall": {kind: recall(call, pairs[:few]) for kind, pairs in asked.items()} if size <= 100_000 else {},
            "queries": few,
        }
    return figures


def figures(sizes: Sequence[int] = (10_000, 100_000)) -> list[Figure]:
    """Returns the figures that have a target, for each size, measured in a process of its own each."""
    found: list[Figure] = []
    for size in sizes:
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.names", "--one", str(size)],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        measured = json.loads(run.stdout)
        show(size, measured)
        found += with_targets(size, measured)
    return found


def with_targets(size: int, measured: dict[str, Any]) -> list[Figure]:
    """Returns one size's figures with their targets."""
    p50, p99, prefix, add, memory = TARGETS.get(size, (None,) * 5)
    among = f"among {size:,} names"
    return [
        Figure(f"a name with one typo, p50, {among}", measured["typo"][0], "ms", p50),
        Figure(f"a name with one typo, p99, {among}", measured["typo"][1], "ms", p99),
        Figure(f"three letters of a name, p99, {among}", measured["prefix"][1], "ms", prefix),
        Figure(f"100 names added, {among}", measured["add_100_ms"], "ms", add),
        Figure(f"memory of the names, {among}", measured["memory_MB"], "MB", memory),
        Figure(f"names in no list taken as sure, {among}", measured["strangers_sure"], "%", 2),
        *(
            Figure(f"found among the first five: {kind}, {among}", measured["recall"][kind][1], "%", least, more=True)
            for kind, least in RECALL.items()
        ),
    ]


def show(size: int, measured: dict[str, Any]) -> None:
    """Print one size's figures next to their targets."""
    p50, p99, prefix, add, memory = TARGETS.get(size, ("-",) * 5)
    print(f"\n{size:,} names (built in {measured['build_s']:.1f} s)")
    print(f"  {'one typo, p50 / p99 ms':34}{_pair(measured['typo']):>16}   target {p50} / {p99}")
    for title in ("WRatio", "FTS5 trigram"):
        print(
            f"    {title:32}{_pair(measured[title]['typo']):>16}   {measured[title]['typo'][0] / measured['typo'][0]:.0f} times ours ({measured[title]['queries']} queries)"
        )
    print(f"  {'prefix of 3 letters, p50 / p99 ms':34}{_pair(measured['prefix']):>16}   target p99 {prefix}")
    print(f"  {'longer beginning, p50 / p99 ms':34}{_pair(measured['longer_prefix']):>16}")
    print(f"  {'memory above the names, MB':34}{measured['memory_MB']:16.1f}   target {memory}")
    print(f"  {'adding 100 names, ms':34}{measured['add_100_ms']:16.1f}   target {add}")
    print(f"  {'new counts for 100, ms':34}{measured['recount_100_ms']:16.1f}")
    print(f"  {'removing 100, ms':34}{measured['remove_100_ms']:16.1f}")
    print(f"  {'names in no list taken as sure, %':34}{measured['strangers_sure']:16.1f}   target 2")
    print(f"  {'one typo, sure and wrong, %':34}{measured['typos_sure_and_wrong']:16.1f}")
    print(f"  {'recall@1 / @5, %':34}{'ours':>16}{'WRatio':>16}{'FTS5 trigram':>16}")
    for kind, target in RECALL.items():
        others = "".join(
            f"{_pair(measured[title]['recall'][kind], 1) if measured[title]['recall'] else '-':>16}"
            for title in ("WRatio", "FTS5 trigram")
        )
        print(f"    {kind:32}{_pair(measured['recall'][kind], 1):>16}{others}   target @5 {target}")


def _pair(pair: list[float], digits: int = 2) -> str:
    return f"{pair[0]:.{digits}f} / {pair[1]:.{digits}f}"


def main() -> None:
    """Print the table for each requested size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000], help="how many names")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
    else:
        figures(args.sizes)


if __name__ == "__main__":
    main()
