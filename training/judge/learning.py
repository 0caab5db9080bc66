"""Trains a judge on examples, and computes its answers. Seeded: the same data and versions give the same weights."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bot.knowledge.packing import packed
from bot.reading.judging.questions import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from bot.knowledge.packing import Cut
    from training.judge.examples import Example
    from training.judge.network import Judge

_IGNORED = -100
_AT_ONCE = 1_300
"""Word pieces of a batch, padding included."""
_HALF = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
"""Whether the processor multiplies bfloat16 itself. One that emulates it takes fifty times as long as with full precision."""
_MOST = 48
_CUE = 0.3
"""Weight of finding the words that express the answer, relative to the answer itself."""
_WARM = 0.06
_HEADS = {"stance": ("stance", "expressed"), "role": ("role", "argument"), "said": ("said", "attribution")}
"""The heads of a kind of question. The first one with labels tells whether there is a fact."""


@dataclass(frozen=True, slots=True)
class Course:
    """How to train: passes over the data, learning rates of the encoder and of the layers on top, and layers that are not trained.

    `mean`: the judge's weights are a running mean of those after each step, of which this share stays in a step.
    """

    passes: float = 3.0
    encoder_rate: float = 6e-5
    heads_rate: float = 6e-4
    frozen: int = 0
    features_dropped: float = 0.15
    mean: float = 0.998
    seed: int = 4


class Material:
    """Examples with their word pieces and the features' numbers."""

    def __init__(
        self, examples: Sequence[Example], cuts: Sequence[Cut], known: Mapping[str, int], judge: Judge
    ) -> None:
        self.examples, self.known, self.judge = examples, known, judge
        self.pieces = cuts
        self.widths = {name: trunk.features for name, trunk in judge.trunks.items()}
        self.heads = {name: tuple(trunk.heads) for name, trunk in judge.trunks.items()}

    def groups(self, chance: random.Random | None = None) -> list[list[int]]:
        """Returns the examples in batches of similar length; shuffled if `chance` is given."""
        order = list(range(len(self.examples)))
        if chance:
            chance.shuffle(order)
        made: list[list[int]] = []
        for start in range(0, len(order), 2_000):
            made += self._batches(sorted(order[start : start + 2_000], key=self._size))
        if chance:
            chance.shuffle(made)
        return made

    def _size(self, i: int) -> float:
        """The cost of an example: its word pieces or its questions, whichever is more."""
        asked = max((len(row) for row in self.examples[i].passage.asked.values()), default=0)
        return max(len(self.pieces[i].numbers), asked / 4)

    def _batches(self, order: Sequence[int]) -> Iterator[list[int]]:
        batch: list[int] = []
        for i in order:
            if batch and (len(batch) == _MOST or self._size(i) * (len(batch) + 1) > _AT_ONCE):
                yield batch
                batch = []
            batch.append(i)
        if batch:
            yield batch

    def arrays(self, rows: Sequence[int]) -> dict[str, Tensor]:
        """Returns the arrays of a batch, without trunks that no question uses."""
        asked = {
            name: width
            for name, width in self.widths.items()
            if any(self.examples[i].passage.asked.get(name) for i in rows)
        }
        made = packed([self.examples[i].passage for i in rows], [self.pieces[i] for i in rows], self.known, asked)
        return {name: torch.from_numpy(array) for name, array in made.items()}

    def thinned(self, rows: Sequence[int], chance: random.Random) -> Material:
        """Returns a batch with only some of the questions whose answer is "none"; each also counts for those left out."""
        return Material(
            [_thinned(self.examples[i], chance) for i in rows], [self.pieces[i] for i in rows], self.known, self.judge
        )

    def labels(self, rows: Sequence[int], trunk: str, shape: tuple[int, int, int]) -> dict[str, _Labels]:
        """Returns the labels of a batch's questions of one kind, by head; `shape`: passages, questions, pieces."""
        return {head: self._labels(rows, trunk, head, shape) for head in self.heads[trunk]}

    def _labels(self, rows: Sequence[int], trunk: str, head: str, shape: tuple[int, int, int]) -> _Labels:
        number = np.zeros(shape[:2], np.int64)
        weight = np.zeros(shape[:2], np.float32)
        cue = np.zeros(shape, np.float32)
        for row, i in enumerate(rows):
            example, pieces = self.examples[i], self.pieces[i]
            for place, label in enumerate(example.labels.get(head, ())):
                if label is None or not label.weight or not self._seen(example, pieces, trunk, place):
                    continue
                number[row, place], weight[row, place] = label.number, label.weight
                for span in label.cue if label.number else ():
                    if inside := pieces.within(*span):
                        cue[row, place, inside[0] : inside[1] + 1] = 1.0
        return _Labels(*(torch.from_numpy(array) for array in (number, weight, cue)))

    @staticmethod
    def _seen(example: Example, pieces: Cut, trunk: str, place: int) -> bool:
        """True if the spans of a question were not cut off."""
        asked = example.passage.asked[trunk][place]
        return all(
            side == NOWHERE or pieces.within(*example.passage.spans[side]) is not None
            for side in (asked.first, asked.second)
        )


_KEPT = {"stance": 0.3, "role": 0.5, "said": 0.5}
"""How many questions without a fact are used in one pass."""


def _thinned(example: Example, chance: random.Random) -> Example:
    asked, labels = dict(example.passage.asked), dict(example.labels)
    for kind, share in _KEPT.items():
        heads = [head for head in _HEADS[kind] if head in labels]
        first = labels[heads[0]] if heads else []
        kept = [
            (i, not (label and label.number == 0))
            for i, label in enumerate(first)
            if not (label and label.number == 0) or chance.random() < share
        ]
        asked[kind] = [asked[kind][i] for i, _ in kept]
        for head in heads:
            rows = labels[head]
            labels[head] = [
                row if full or row is None else row._replace(weight=row.weight / share)
                for row, full in ((rows[i], full) for i, full in kept)
            ]
    passage = replace(example.passage, asked=asked)
    return replace(example, passage=passage, labels=labels)


class _Labels(NamedTuple):
    number: Tensor
    weight: Tensor
    cue: Tensor


def loss(material: Material, rows: Sequence[int], said: Mapping[str, tuple[dict[str, Tensor], Tensor]]) -> Tensor:
    """Returns the loss of all questions of a batch, for each passage."""
    total = torch.zeros(())
    for trunk, (heads, weights) in said.items():
        for name, labels in material.labels(rows, trunk, tuple(weights.shape)).items():  # type: ignore[arg-type]
            mine = labels.weight > 0
            if not mine.any():
                continue
            losses = functional.cross_entropy(heads[name].float()[mine], labels.number[mine], reduction="none")
            total = total + (losses * labels.weight[mine]).sum()
            marked = mine & (labels.cue.sum(2) > 0)
            if marked.any():
                spread = weights.float()[marked].log_softmax(-1)
                found = torch.logsumexp(spread + (labels.cue[marked] - 1) * 1e4, -1)
                total = total - _CUE * (found * labels.weight[marked]).sum()
    return total / len(rows) / 4


def learnt(judge: Judge, material: Material, course: Course, report: Callable[[str], None] = print) -> Judge:
    """Returns the judge after training on the material."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)  # noqa: S311 - an order, no secret
    for layer in judge.encoder.layers[: course.frozen]:
        layer.requires_grad_(False)
    if course.frozen:
        for part in (judge.encoder.pieces, judge.encoder.places, judge.encoder.segments, judge.encoder.norm):
            part.requires_grad_(False)
    steps = int(len(material.groups()) * course.passes)
    optimiser = torch.optim.AdamW(_groups(judge, course), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (steps * _WARM + 1), max(0.0, (steps - step) / (steps * (1 - _WARM))))
    )
    running = AveragedModel(judge, multi_avg_fn=get_ema_multi_avg_fn(course.mean))
    judge.train()
    step, mean, started = 0, 0.0, time.monotonic()
    while step < steps:
        for rows in material.groups(chance):
            some = material.thinned(rows, chance)
            every = range(len(rows))
            arrays = some.arrays(every)
            for name in arrays:
                if name.endswith("_features"):
                    arrays[name] = arrays[name] * (torch.rand(len(rows), 1, 1) >= course.features_dropped)
            with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
                said = judge(arrays)
            one = loss(some, every, said)
            optimiser.zero_grad()
            one.backward()
            torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            running.update_parameters(judge)
            step += 1
            mean += (float(one.detach()) - mean) / min(step, 100)
            if step % 50 == 0:
                report(f"step {step} of {steps}: loss {mean:.3f}, {time.monotonic() - started:.0f} s")
            if step >= steps:
                break
    judge.load_state_dict(running.module.state_dict())
    judge.eval()
    return judge


def _groups(judge: Judge, course: Course) -> list[dict[str, object]]:
    encoder = [part for part in judge.encoder.parameters() if part.requires_grad]
    inside = {id(part) for part in judge.encoder.parameters()}
    heads = [part for part in judge.parameters() if id(part) not in inside]
    return [{"params": encoder, "lr": course.encoder_rate}, {"params": heads, "lr": course.heads_rate}]


@torch.inference_mode()
def answered(judge: Judge, material: Material) -> list[dict[str, NDArray[np.float32]]]:
    """Returns for each example and head the logits of all questions of its kind, [questions, labels]."""
    judge.eval()
    made: list[dict[str, NDArray[np.float32]]] = [{} for _ in material.examples]
    for rows in material.groups():
        with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
            said = judge(material.arrays(rows))
        for trunk, (heads, _) in said.items():
            for name, logits in heads.items():
                for row, i in enumerate(rows):
                    asked = material.examples[i].passage.asked.get(trunk, ())
                    made[i][name] = logits[row, : len(asked)].float().numpy()
    return made
