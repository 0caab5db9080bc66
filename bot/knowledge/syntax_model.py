"""The syntax model (`data/model/`): parses sentences into dependency trees. The only module that knows spaCy."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from hashlib import sha256
from types import ModuleType
from typing import TYPE_CHECKING

from bot.errors import FaultError
from bot.knowledge.shipped import SUMS
from bot.limits import LONGEST_SENTENCE
from bot.reading.grammar.treebank_words import pieces
from bot.reading.grammar.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64
_MOST_PIECES = 2 * LONGEST_SENTENCE
_AGAIN = "reinstall Attaché, or restore that folder (in a checkout: git checkout -- data)"


class SyntaxModel:
    """A trained tagger and parser (`reading.trees.Parser`); parsing changes nothing except its vocabulary."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """Returns the tree of each sentence, which has at least one word."""
        from spacy.tokens import Doc  # noqa: PLC0415

        split = [_split(words) for words in sentences]
        docs = (Doc(self._nlp.vocab, words=[piece for part in parts for piece in part]) for parts in split)
        return [_joined(doc, parts) for doc, parts in zip(self._parsed(docs), split, strict=True)]

    def _parsed(self, docs: Iterator[Doc]) -> Iterator[Doc]:
        return self._nlp.pipe(docs, batch_size=_BATCH)


def check_model(folder: Path, what: str = "syntax model") -> None:
    """Compare a model's files with their digests, without loading spaCy.

    Raises:
        FaultError: a file is missing or damaged.
    """
    try:
        rows = [row.split(maxsplit=1) for row in (folder / SUMS).read_text(encoding="utf-8").splitlines()]
        damaged = [name for digest, name in rows if sha256((folder / name).read_bytes()).hexdigest() != digest]
    except OSError as error:
        raise FaultError(f"the {what} file {error.filename} is missing: {_AGAIN}.") from error
    except ValueError as error:
        raise FaultError(f"the {what} in {folder} is damaged ({SUMS}): {_AGAIN}.") from error
    if damaged or not rows:
        raise FaultError(f"the {what} in {folder} is damaged ({', '.join(damaged) or SUMS}): {_AGAIN}.")


def load_model(folder: Path) -> SyntaxModel:
    """Load the model in `folder`.

    Raises:
        FaultError: a file is missing or damaged, or the installed spaCy can't load it.
    """
    check_model(folder)
    with _without_commands():
        from spacy.util import load_model_from_path  # noqa: PLC0415 - importing spaCy takes long; only who reads pays
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    # For matrices this small, two threads take three times as long as one, and reading processes already share the cores.
    # An environment variable would only affect a numpy that is not loaded yet.
    threadpool_limits(1, user_api="blas")
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix product is three times as fast as blis's
    try:
        return SyntaxModel(load_model_from_path(folder))
    except (OSError, ValueError, KeyError) as error:
        raise FaultError(f"the installed spaCy can't load the syntax model in {folder}: {error}") from error


@contextmanager
def _without_commands() -> Iterator[None]:
    """Imports spaCy without its command line, which it loads with itself, a web client and a terminal library in tow: 20 MB and 0.16 s."""
    names = [name for name in ("spacy.cli", "spacy.cli.info") if name not in sys.modules]
    for name in names:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name])["info"] = None  # the one thing of it that `spacy` names
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _split(words: Sequence[str]) -> list[list[str]]:
    """The pieces of each word; a word that would give absurdly many stays whole."""
    split = [pieces(word) for word in words]
    return split if sum(map(len, split)) <= _MOST_PIECES else [[word] for word in words]


def _joined(doc: Doc, split: Sequence[Sequence[str]]) -> Tree:
    """The tree over whole words. A word takes the place of its highest piece, so that joining never creates a cycle."""
    strings = doc.vocab.strings
    rows = doc.to_array(["HEAD", "DEP", "TAG"])
    above = [i + step for i, step in enumerate(rows[:, 0].astype("int64").tolist())]
    relations, classes = ([strings[code] for code in rows[:, column].tolist()] for column in (1, 2))
    if len(doc) == len(split):
        return Tree(above, relations, classes)
    word_of = [number for number, parts in enumerate(split) for _ in parts]
    joined = []
    at = 0
    for parts in split:
        inside = range(at, at + len(parts))
        at += len(parts)
        top = inside[0] if len(parts) == 1 else min(inside, key=lambda i: _depth(above, i))
        joined.append((word_of[above[top]], relations[top], classes[inside[-1] if classes[top] == "HYPH" else top]))
    heads, relations, classes = (list(column) for column in zip(*joined, strict=True))
    return Tree(heads, relations, classes)


def _depth(above: Sequence[int], i: int) -> int:
    depth = 0
    while above[i] != i:
        i, depth = above[i], depth + 1
    return depth
