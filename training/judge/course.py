"""Trains a judge from pretrained weights: on roles first, then on our own lists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import torch

from bot.knowledge.packing import cut
from bot.knowledge.word_pieces import load_pieces
from bot.reading.judging.questions import ANSWERS
from training.judge.encoder import pretrained
from training.judge.learning import Course, Material, learnt
from training.judge.network import Judge, Trunk
from training.judge.roles import ARGUMENTS
from training.judge.weights import fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

    from training.judge.examples import Example

WIDTHS = {"event": 24, "role": 20, "stance": 28, "said": 24}
"""Most features of one question of a kind."""
_SCHOOL = {"role": {"argument": ARGUMENTS}, "said": {"attribution": ("none", "this")}}
"""Heads that only help the others learn, and are not shipped."""
ROLES, GOLD = Course(passes=2, mean=0.0), Course(passes=5, encoder_rate=8e-5, heads_rate=8e-4)
_SELDOM = 15


def trunks(school: bool = True) -> dict[str, Trunk]:
    """Returns the kinds of question with their heads. `school`: also those that are learnt before our own lists."""
    return {
        kind: Trunk({**heads, **(_SCHOOL.get(kind, {}) if school else {})}, WIDTHS[kind])
        for kind, heads in ANSWERS.items()
    }


def material(examples: Sequence[Example], known: Mapping[str, int], judge: Judge) -> Material:
    """Returns examples in the form that the judge takes."""
    pieces = load_pieces(fetched() / "vocab.txt")
    return Material(examples, [cut(pieces, example.passage) for example in examples], known, judge)


def fresh(features: int, dropout: float = 0.1, seed: int = 4) -> Judge:
    """Returns a judge that has not learnt from our lists."""
    torch.manual_seed(seed)
    return Judge(pretrained(fetched() / "model.safetensors", dropout), trunks(), features, dropout)


def schooled(state: Mapping[str, Tensor], features: int, seed: int = 4) -> Judge:
    """Returns a judge that has learnt the roles; the part that knows features starts untrained."""
    made = fresh(features, seed=seed)
    own = made.state_dict()
    made.load_state_dict({name: state[name] if _fits(old, state, name) else old for name, old in own.items()})
    return made


def _fits(own: Tensor, state: Mapping[str, Tensor], name: str) -> bool:
    return name in state and state[name].shape == own.shape and ".features." not in name


def known(examples: Sequence[Example]) -> dict[str, int]:
    """Returns the features that occur often enough to be learnt, with their numbers from 1."""
    counts = Counter(
        name
        for example in examples
        for questions in example.passage.asked.values()
        for asked in questions
        for name in set(asked.features)
    )
    kept = sorted(name for name, count in counts.items() if count >= _SELDOM)
    return {name: number for number, name in enumerate(kept, 1)}


def taught(
    state: Mapping[str, Tensor],
    examples: Sequence[Example],
    course: Course = GOLD,
    report: Callable[[str], None] = print,
) -> tuple[Judge, dict[str, int]]:
    """Returns a judge that has learnt our own lists after the roles, and the features it knows."""
    features = known(examples)
    judge = schooled(state, len(features), course.seed)
    return learnt(judge, material(examples, features, judge), course, report), features


def roles_state(path: Path) -> Mapping[str, Tensor]:
    """Returns the result of the roles step."""
    state: Mapping[str, Tensor] = torch.load(path, weights_only=True)
    return state
