"""Treebanks in CoNLL-U into `data/tagging.toml`: which word classes a form can have, and which class follows which.

    python -m training.tagging ewt-train.conllu.gz gum-open-train.conllu.gz --test pud.conllu.gz

The treebanks are UD English EWT (CC BY-SA 4.0) and the openly licensed genres of UD English GUM; the counts
in the file are an excerpt of them under CC BY-SA 4.0 and say so in its head.
"""

from __future__ import annotations

import argparse
import gzip
import math
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.lexicon import load_tagging
from bot.reading.tagging import START, tag, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "data" / "tagging.toml"
HEAD = """\
# Which word classes a form can have (with how often), what word endings suggest, and which class follows which.
# Licenses: the class of a word in a sentence, from which the clause chunker finds subjects, verbs and objects.
# Distilled by `training/tagging.py` from UD English EWT (universaldependencies.org, CC BY-SA 4.0) and the openly
# licensed genres of UD English GUM (CC BY, public domain). This file is under CC BY-SA 4.0.
"""


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The (form, class) pairs of each sentence of a gzipped CoNLL-U file."""
    rows: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 5:
                if rows:
                    yield rows
                rows = []
            elif cells[0].isdigit():
                rows.append(
                    (
                        cells[1].replace("’", "'"),
                        word_class(cells[4], cells[1].lower().replace("’", "'"), cells[3] == "AUX"),
                    )
                )


def distil(paths: list[Path]) -> str:
    """The text of `data/tagging.toml`."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    follows: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for sentence in sentences(path):
            before = START
            for form, kind in sentence:
                follows[before][kind] += 1
                before = kind
                if kind != "NNP":
                    words[form.lower()][kind] += 1
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for word, counts in words.items():
        if sum(counts.values()) <= 3 and word.isalpha():
            for size in (2, 3, 4):
                endings[word[-size:]].update(dict.fromkeys(counts, 1))
    kinds = sorted({kind for counts in follows.values() for kind in counts})
    lines = [HEAD, "[follows]"]
    for before in [START, *kinds]:
        total = sum(follows[before].values()) + len(kinds)
        costs = (f"{kind}:{-100 * math.log((follows[before][kind] + 1) / total):.0f}" for kind in kinds)
        lines.append(f"{quoted(before)} = {quoted(' '.join(costs))}")
    lines.append("\n[totals]")
    total_of: Counter[str] = Counter()
    for counts in words.values():
        total_of.update(counts)
    lines += [f"{quoted(kind)} = {total_of[kind]}" for kind in kinds if total_of[kind]]
    lines.append("\n[endings]")
    lines += [
        f"{quoted(end)} = {quoted(row(counts))}"
        for end, counts in sorted(endings.items())
        if sum(counts.values()) >= 10
    ]
    lines.append("\n[words]")
    lines += [
        f"{quoted(word)} = {quoted(row(counts))}"
        for word, counts in sorted(words.items())
        if sum(counts.values()) >= 2 and not word[0].isdigit()
    ]
    return "\n".join(lines) + "\n"


def row(counts: Counter[str]) -> str:
    """`NN:12 VB:3`, rare classes of frequent words left out as annotation noise."""
    total = sum(counts.values())
    return " ".join(f"{kind}:{count}" for kind, count in counts.most_common() if count * 200 >= total)


def quoted(text: str) -> str:
    """A TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def accuracy(path: Path) -> float:
    """The share of words of a treebank that `tag` gives the right class."""
    table = load_tagging(TARGET)
    right = total = 0
    for sentence in sentences(path):
        said = tag([form for form, _ in sentence], table)
        right += sum(kind == wanted for kind, (_, wanted) in zip(said, sentence, strict=True))
        total += len(sentence)
    return right / total


def main() -> None:
    """Distil, write, and say how well the result tags the test treebanks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", nargs="*", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    if args.train:
        TARGET.write_text(distil(args.train), encoding="utf-8")
        tomllib.loads(TARGET.read_text(encoding="utf-8"))
    for path in args.test:
        print(f"{path.name}: {100 * accuracy(path):.1f} % of words tagged right")


if __name__ == "__main__":
    main()
