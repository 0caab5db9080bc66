"""MiniLM in torch: one vector for each word piece of a batch of sentences. The sizes are all-MiniLM-L6-v2's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

WIDTH, LAYERS, HEADS, INNER, PIECES, LONGEST = 384, 6, 12, 1536, 30522, 512
_SMALL = 1e-12


class Layer(nn.Module):
    """One layer of BERT: self-attention and a feed-forward step, each added to what went in and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended, self.inner, self.outer = (
            nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, INNER),
            nn.Linear(INNER, WIDTH),
        )
        self.attended_norm, self.outer_norm = nn.LayerNorm(WIDTH, _SMALL), nn.LayerNorm(WIDTH, _SMALL)
        self.dropout = nn.Dropout(dropout)

    def forward(self, given: Tensor, bias: Tensor) -> Tensor:
        """[sentences, pieces, WIDTH] to the same; `bias` [sentences, 1, 1, pieces] masks the padding."""
        query, key, value = (self._split(step(given)) for step in (self.query, self.key, self.value))
        weights = (query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias).softmax(-1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).flatten(2)
        seen = self.attended_norm(given + self.dropout(self.attended(mixed)))
        return self.outer_norm(seen + self.dropout(self.outer(functional.gelu(self.inner(seen)))))

    @staticmethod
    def _split(given: Tensor) -> Tensor:
        return given.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)


class Encoder(nn.Module):
    """BERT's embeddings and layers, without its pooler."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces, self.places, self.segments = (nn.Embedding(rows, WIDTH) for rows in (PIECES, LONGEST, 2))
        self.norm = nn.LayerNorm(WIDTH, _SMALL)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, segments: Tensor) -> Tensor:
        """Returns vectors [sentences, pieces, WIDTH] of word pieces [sentences, pieces]; a piece 0 is padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        found = self.dropout(self.norm(self.pieces(pieces) + self.places(places) + self.segments(segments)))
        bias = (pieces == 0)[:, None, None].to(found.dtype) * -10_000.0
        for layer in self.layers:
            found = layer(found, bias)
        return found


_NAMES = {
    "embeddings.word_embeddings": "pieces",
    "embeddings.position_embeddings": "places",
    "embeddings.token_type_embeddings": "segments",
    "embeddings.LayerNorm": "norm",
    "encoder.layer": "layers",
    "attention.self.": "",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "outer_norm",
}


def pretrained(weights: Path, dropout: float = 0.1) -> Encoder:
    """Returns an encoder with the weights of a safetensors file under BERT's own names."""
    made = Encoder(dropout)
    state = {}
    for name, tensor in load_file(weights).items():
        for old, new in _NAMES.items():
            name = name.replace(old, new)  # noqa: PLW2901 - the name is rewritten piece by piece
        if not name.startswith(("pooler", "embeddings.position_ids")):
            state[name] = tensor
    made.load_state_dict(state)
    return made
