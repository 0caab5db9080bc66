"""The syntax model of `data/model/`: sentences, word by word, into dependency trees. The only module that knows spaCy."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.errors import FaultError
from bot.limits import LONGEST_PARSED
from bot.reading.pieces import pieces
from bot.reading.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64


class SyntaxModel:
    """A trained tagger and parser (`reading.trees.Parser`); reading with it changes nothing in it but its store of words."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree | None]:
        """The tree of each sentence; None for an empty one one of more than `LONGEST_PARSED` words, or twice as many pieces of words."""
        from spacy.tokens import Doc  # noqa: PLC0415

        split = [[pieces(word) for word in words] if len(words) <= LONGEST_PARSED else [] for words in sentences]
        given = [number for number, parts in enumerate(split) if 0 < sum(map(len, parts)) <= 2 * LONGEST_PARSED]
        docs = (Doc(self._nlp.vocab, words=[piece for part in split[number] for piece in part]) for number in given)
        found: list[Tree | None] = [None] * len(sentences)
        for number, doc in zip(given, self._parsed(docs), strict=True):
            found[number] = _joined(doc, split[number])
        return found

    def _parsed(self, docs: Iterator[Doc]) -> Iterator[Doc]:
        return self._nlp.pipe(docs, batch_size=_BATCH)


def lacking(folder: Path) -> str | None:
    """Why reading goes by rules alone, as a sentence; None where there is a model to load."""
    if not (folder / "meta.json").is_file():
        return f"There is no syntax model in {folder.parent.name}/{folder.name}/: reading by rules alone, which finds less."
    if find_spec("spacy") is None:
        return "spaCy is not installed (pip install 'spacy>=3.8,<3.9'): reading by rules alone, which finds less."
    return None


def load_model(folder: Path) -> SyntaxModel | None:
    """The model in `folder`; None where it is lacking: reading then works by rules alone.

    Raises:
        FaultError: there is a model, but it can't be loaded.
    """
    if lacking(folder):
        return None
    from spacy.util import load_model_from_path  # noqa: PLC0415 - importing spaCy takes long; only who reads pays
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    # Two threads for matrices as small as these take three times as long as one, and processes that read share the cores already.
    # The environment would say so only to a numpy that is not loaded yet.
    threadpool_limits(1, user_api="blas")
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix product is three times as fast as blis's
    try:
        return SyntaxModel(load_model_from_path(folder))
    except (OSError, ValueError, KeyError) as error:
        raise FaultError(f"the syntax model in {folder.name}/ can't be loaded: {error}") from error


def _joined(doc: Doc, split: Sequence[Sequence[str]]) -> Tree:
    """The tree over whole words. A word stands where its highest piece stands, so that joining never makes a circle."""
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
