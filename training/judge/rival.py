"""A cheaper rival for comparison: the same questions over the syntax model's vectors, without the encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from bot.knowledge.packing import Cut
from bot.knowledge.shipped import MODEL
from bot.reading.grammar.treebank_words import pieces as words_of
from bot.reading.text.tokens import tokens
from training.judge.course import known, trunks
from training.judge.encoder import WIDTH
from training.judge.learning import Course, Material, learnt
from training.judge.network import Judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from torch import Tensor

    from bot.reading.judging.questions import Passage
    from training.judge.examples import Example

_SEEN = 128
"""The width of the syntax model's vectors."""
COURSE = Course(passes=8, encoder_rate=1e-3, heads_rate=1e-3)


class Words(nn.Module):
    """Replaces the encoder by the syntax model's vector of each word; these are not trained further."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=True)
        self.wider = nn.Linear(_SEEN, WIDTH)
        self.layers: list[nn.Module] = []

    def forward(self, pieces: Tensor, _sides: Tensor) -> Tensor:
        """Returns vectors [sentences, words, WIDTH]; `pieces` number the words of all passages."""
        found: Tensor = self.wider(self.pieces(pieces))
        return found


class Rival:
    """Splits passages into words, caches the syntax model's vectors of them, and trains on them."""

    def __init__(self) -> None:
        from spacy.util import load_model_from_path  # noqa: PLC0415

        self._nlp: Language = load_model_from_path(MODEL)
        self._vectors: list[NDArray[np.float32]] = [np.zeros((1, _SEEN), np.float32)]
        self._count = 1

    def cut(self, passage: Passage) -> Cut:
        """Returns a passage's words, numbered over all passages."""
        from spacy.tokens import Doc  # noqa: PLC0415

        found = tokens(passage.text, 0, len(passage.text))
        parts = [words_of(token.text) for token in found]
        doc = Doc(self._nlp.vocab, words=[part for row in parts for part in row])
        doc = self._nlp.get_pipe("tok2vec")(doc)
        ends = np.cumsum([len(row) for row in parts]) - 1
        self._vectors.append(np.asarray(doc.tensor, np.float32)[ends])
        numbers = list(range(self._count, self._count + len(found)))
        self._count += len(found)
        end = found[-1].end if found else 0
        return Cut(
            [0, *numbers, 0],
            [0] * (len(found) + 2),
            [*(piece.start for piece in found), end],
            [*(piece.end for piece in found), end + 1],
        )

    def trained(self, examples: Sequence[Example], apart: Sequence[Example]) -> tuple[Judge, Material]:
        """Returns a rival trained on the examples, and the held-out ones in its form."""
        features = known(examples)
        cuts, others = (
            [self.cut(example.passage) for example in examples],
            [self.cut(example.passage) for example in apart],
        )
        torch.manual_seed(COURSE.seed)
        words: nn.Module = Words(np.concatenate(self._vectors))
        judge = Judge(words, trunks(school=False), len(features))  # type: ignore[arg-type]
        learnt(judge, Material(examples, cuts, features, judge), COURSE, lambda _: None)
        return judge, Material(apart, others, features, judge)
