"""The judge in torch: an encoder, vectors of spans, and for each kind of question a small network over one or two spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from training.judge.encoder import WIDTH, Encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

SPAN, HIDDEN, LOOK, SEEN = 256, 256, 64, 128
"""Widths of the vectors of a span and a question, of the query for words, and of what it returns."""


class Trunk(NamedTuple):
    """A kind of question: its answers by head (the first label of each is 'none'), and the most features of one question."""

    heads: Mapping[str, tuple[str, ...]]
    features: int = 16


class Question(nn.Module):
    """Turns two spans and features into a vector; attends to the words that matter, and answers from both."""

    def __init__(self, trunk: Trunk, features: int, dropout: float) -> None:
        super().__init__()
        self.one, self.two, self.both = (nn.Linear(SPAN, HIDDEN, bias=side == 0) for side in range(3))
        self.features = nn.Embedding(features, HIDDEN, padding_idx=0)
        self.look = nn.Linear(HIDDEN, LOOK)
        self.keys, self.seen = nn.Linear(WIDTH, LOOK), nn.Linear(WIDTH, SEEN)
        self.mixed = nn.Linear(HIDDEN + SEEN, HIDDEN)
        self.heads = nn.ModuleDict(
            {f"to_{name}": nn.Linear(HIDDEN, len(labels)) for name, labels in trunk.heads.items()}
        )
        self.dropout = nn.Dropout(dropout)
        with torch.no_grad():
            self.features.weight.normal_(std=0.02)[0] = 0.0

    def forward(
        self, vectors: Tensor, shut: Tensor, spans: Tensor, asked: Tensor, features: Tensor
    ) -> tuple[dict[str, Tensor], Tensor]:
        """Returns the logits of each head [passages, questions, labels], and the log weights of the words [passages, questions, pieces].

        Args:
            vectors: of pieces [passages, pieces, WIDTH].
            shut: [passages, 1, pieces], very negative for padding.
            spans: vectors [passages, spans, SPAN].
            asked: the numbers of two spans [passages, questions, 2].
            features: numbers [passages, questions, features], 0 for none.
        """
        first, second = (_taken(spans, asked[:, :, side]) for side in (0, 1))
        known = _summed(self.features, features)
        hidden = functional.gelu(self.one(first) + self.two(second) + self.both(first * second) + known)
        weights = self.look(hidden) @ self.keys(vectors).transpose(1, 2) / LOOK**0.5 + shut
        seen = weights.softmax(-1) @ self.seen(vectors)
        mixed = self.dropout(functional.gelu(self.mixed(torch.cat([self.dropout(hidden), seen], -1))))
        return {name.removeprefix("to_"): head(mixed) for name, head in self.heads.items()}, weights


def _summed(table: nn.Embedding, numbers: Tensor) -> Tensor:
    """The sum of the rows of a table [..., width], for numbers [..., many]; row 0 is zero."""
    if torch.onnx.is_in_onnx_export():
        return table(numbers).sum(-2)
    flat = functional.embedding_bag(numbers.flatten(0, -2), table.weight, mode="sum", padding_idx=0)
    return flat.unflatten(0, numbers.shape[:-1])


def _taken(rows: Tensor, at: Tensor) -> Tensor:
    """Rows [passages, many, width] at [passages, questions] -> [passages, questions, width]."""
    return rows.gather(1, at[:, :, None].expand(-1, -1, rows.shape[2]))


class Judge(nn.Module):
    """Encoder, spans and questions. `trunks`: the kinds of question by name; `features`: how many there are."""

    def __init__(self, encoder: Encoder, trunks: Mapping[str, Trunk], features: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.trunks = encoder, dict(trunks)
        self.span = nn.Linear(3 * WIDTH, SPAN)
        self.dropout = nn.Dropout(dropout)
        self.questions = nn.ModuleDict({name: Question(trunk, features + 1, dropout) for name, trunk in trunks.items()})

    def forward(self, batch: Mapping[str, Tensor]) -> dict[str, tuple[dict[str, Tensor], Tensor]]:
        """Returns the result of `Question` for each trunk with questions in the batch."""
        vectors = self.encoder(batch["pieces"], batch["sides"])
        shut = (batch["pieces"] == 0)[:, None].to(vectors.dtype) * -10_000.0
        spans = self._spans(vectors, batch["spans"])
        return {
            name: question(vectors, shut, spans, batch[f"{name}_asked"], batch[f"{name}_features"])
            for name, question in self.questions.items()
            if f"{name}_asked" in batch
        }

    def _spans(self, vectors: Tensor, spans: Tensor) -> Tensor:
        """The first piece, the last and the mean of all of each span [passages, spans, 2], as vectors [passages, spans, SPAN]."""
        first, last = spans[:, :, :1], spans[:, :, 1:]
        place = torch.arange(vectors.shape[1])
        inside = ((place >= first) & (place <= last)).to(vectors.dtype)
        mean = (inside / (last - first + 1).to(vectors.dtype)) @ vectors
        ends = [_taken(vectors, spans[:, :, side]) for side in (0, 1)]
        return self.dropout(functional.gelu(self.span(torch.cat([*ends, mean], -1))))
