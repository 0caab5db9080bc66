"""Trains the syntax model `data/model/` on treebanks in CoNLL-U: word classes and a dependency tree for each sentence.

    python -m training.syntax --train ewt-train.conllu.gz gum-open-train.conllu.gz pud.conllu.gz \
        --dev ewt-dev.conllu.gz gum-open-dev.conllu.gz --out data/model
    python -m training.syntax --score MODEL --test ewt-test.conllu.gz gum-open-test.conllu.gz pud.conllu.gz

Needs `pip install spacy-lookups-data` (MIT) beside the bot's own dependencies: its Brown clusters of English word forms become
static vectors. Seeded: the same data and versions give the same model. About half an hour on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model_from_path
from spacy.vectors import Vectors
from thinc.api import NumpyOps, set_current_ops

from bot.knowledge.shipped import SUMS
from bot.reading.grammar.treebank_words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

CONFIG = Path(__file__).with_suffix(".cfg")
VECTOR_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Gold:
    """One sentence of a treebank: for each word its form, Penn class, universal class with features, head and relation."""

    id: str
    forms: list[str]
    classes: list[str]
    universal: list[str]
    features: list[str]
    heads: list[int]
    relations: list[str]

    def doc(self, nlp: Language) -> Doc:
        """Returns the sentence with its gold annotation. Spacing is left out: the model has no feature of it."""
        return Doc(
            nlp.vocab, words=self.forms, tags=self.classes, pos=self.universal, morphs=self.features, heads=self.heads,
            deps=self.relations, sent_starts=[i == 0 for i in range(len(self.forms))],
        )  # fmt: skip


def sentences(path: Path) -> Iterator[Gold]:
    """Yields the sentences of a gzipped CoNLL-U file, with quotation marks and dashes as the model knows them."""
    rows: list[list[str]] = []
    name = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif cells[0].isdigit():
                rows.append(cells)
            elif len(cells) < 2 and rows and not line.startswith("#"):
                yield _gold(name, rows)
                rows = []
    if rows:
        yield _gold(name, rows)


def _gold(name: str, rows: list[list[str]]) -> Gold:
    return Gold(
        id=name, forms=[plain(row[1]) for row in rows], classes=[row[4] for row in rows],
        universal=[row[3] for row in rows], features=["" if row[5] == "_" else row[5] for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)],
        relations=["ROOT" if row[6] == "0" else row[7] for row in rows],
    )  # fmt: skip


def cluster_vectors(nlp: Language) -> Vectors:
    """Returns vectors for Brown clusters, similar for similar clusters.

    A cluster is a path through a binary tree; its vector is the sum of one random vector for each prefix of the path. A form
    with a capital that has no cluster of its own takes its lower case's.
    """
    import spacy_lookups_data  # noqa: PLC0415 - only training needs it

    table = Path(spacy_lookups_data.__file__).parent / "data" / "en_lexeme_cluster.json.gz"
    with gzip.open(table, "rt", encoding="utf-8") as file:
        clusters = {form: number for form, number in json.load(file).items() if number and form.strip() == form}
    clusters |= {
        form.title(): number for form, number in clusters.items() if form.islower() and form.title() not in clusters
    }
    chance = np.random.default_rng(4)
    prefixes: dict[tuple[int, int], np.ndarray[Any, Any]] = {}
    numbers = sorted(set(clusters.values()))
    rows = np.zeros((len(numbers), VECTOR_WIDTH), dtype="f")
    for row, number in enumerate(numbers):
        for length in range(1, number.bit_length() + 1):  # the number holds the path's first step in its lowest bit
            prefix = (length, number & ((1 << length) - 1))
            if prefix not in prefixes:
                prefixes[prefix] = chance.normal(size=VECTOR_WIDTH)
            rows[row] += prefixes[prefix]
    rows /= np.sqrt((rows**2).sum(axis=1)).mean()
    at = {number: row for row, number in enumerate(numbers)}
    vectors = Vectors(strings=nlp.vocab.strings, data=rows, name="brown_clusters")
    for form, number in clusters.items():
        vectors.add(nlp.vocab.strings.add(form), row=at[number])
    return vectors


def fit(train_paths: Iterable[Path], dev_paths: Iterable[Path], out: Path) -> None:
    """Trains the model and writes the best one (by the development treebanks) to `out`."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        blank = spacy.blank("en")
        for name, paths in (("train", train_paths), ("dev", dev_paths)):
            docs = [gold.doc(blank) for path in paths for gold in sentences(path)]
            random.Random(4).shuffle(docs)  # noqa: S311 - an order, no secret
            DocBin(docs=docs, store_user_data=False).to_disk(work / f"{name}.spacy")
            print(f"{name}: {len(docs)} sentences, {sum(map(len, docs))} words")
        blank.vocab.vectors = cluster_vectors(blank)
        blank.to_disk(work / "vectors")
        overrides = {
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "paths.vectors": str(work / "vectors"),
        }
        nlp = init_nlp(load_config(CONFIG, overrides=overrides))
        train(nlp, work)
        export(work / "model-best", out)


def export(trained: Path, out: Path) -> None:
    """Writes a trained model in the shipped form: without the morphologizer, which only helped in training, and without strings.

    Words are looked up by hash, so only labels are kept as strings: three megabytes less.
    """
    nlp = load_model_from_path(trained)
    nlp.remove_pipe("morphologizer")
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # the paths of the treebanks mean nothing to others
    performance = nlp.meta["performance"]
    nlp.meta.update(
        name="syntax", version="1.0.0", license="see CARD.md", description="Word classes and trees for Attaché"
    )
    nlp.meta["performance"] = {name: round(performance[name], 4) for name in ("tag_acc", "dep_uas", "dep_las")}
    nlp.to_disk(out)
    labels = {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted({*labels, "ROOT", "dep"})) + "\n", encoding="utf-8")
    (out / SUMS).write_text(sums(out), encoding="utf-8")


def sums(model: Path) -> str:
    """Returns the digests of a model's files, one per line, as `sha256sum` writes them."""
    names = sorted(path.relative_to(model).as_posix() for path in model.rglob("*") if path.is_file())
    kept = [name for name in names if name not in (SUMS, "CARD.md")]
    return "".join(f"{sha256((model / name).read_bytes()).hexdigest()}  {name}\n" for name in kept)


def score(model: Path, paths: Iterable[Path], kept: str = "") -> dict[str, dict[str, float]]:
    """Returns the percentage of right classes, heads (UAS) and heads with relation (LAS) for each treebank; UAS and LAS ignore punctuation."""
    nlp = load_model_from_path(model)
    figures: dict[str, dict[str, float]] = {}
    for path in paths:
        golds = [gold for gold in sentences(path) if gold.id.startswith(kept)]
        docs = nlp.pipe(Doc(nlp.vocab, words=gold.forms) for gold in golds)
        tagged = words = attached = labelled = everything = 0
        for doc, gold in zip(docs, golds, strict=True):
            everything += len(doc)
            for i, token in enumerate(doc):
                tagged += token.tag_ == gold.classes[i]
                if gold.relations[i] != "punct":
                    words += 1
                    attached += token.head.i == gold.heads[i]
                    labelled += token.head.i == gold.heads[i] and token.dep_ == gold.relations[i]
        rates = {"classes": tagged / everything, "UAS": attached / words, "LAS": labelled / words}
        figures[path.name.split(".")[0]] = {name: round(100 * rate, 1) for name, rate in rates.items()}
    return figures


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, nargs="+", default=[])
    parser.add_argument("--dev", type=Path, nargs="+", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--score", type=Path, help="a model folder to score on --test")
    parser.add_argument("--test", type=Path, nargs="+", default=[])
    parser.add_argument("--only", default="", help="only sentences whose id begins so: n is the news half of PUD")
    given = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix product: three times as fast as blis's here
    if given.out:
        fit(given.train, given.dev, given.out)
    if given.score:
        print(json.dumps(score(given.score, given.test, given.only), indent=1))


if __name__ == "__main__":
    main()
