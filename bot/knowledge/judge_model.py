"""The judge model (`data/judge/`): estimates how likely each answer to questions on passages is. The only module that knows onnxruntime."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import FaultError
from bot.knowledge.packing import cut, packed
from bot.knowledge.syntax_model import check_model
from bot.knowledge.word_pieces import load_pieces
from bot.reading.judging.judge import Answers
from bot.reading.judging.questions import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from bot.knowledge.packing import Cut
    from bot.knowledge.word_pieces import WordPieces
    from bot.reading.judging.judge import Row
    from bot.reading.judging.questions import Passage

_AT_ONCE = 400
"""Word pieces per batch, padding included: larger batches need more memory and are slower."""
_CUED = ("stance", "said")


class JudgeModel:
    """A trained judge (`reading.judging.judge.Judge`); asking changes nothing except the cache of word pieces.

    Args:
        session: the opened model.
        pieces: the word pieces it reads.
        features: the features it knows, with their numbers from 1.
        table: `judge.toml`.
    """

    def __init__(
        self, session: InferenceSession, pieces: WordPieces, features: Mapping[str, int], table: Mapping[str, Any]
    ) -> None:
        self._session, self._pieces, self._features = session, pieces, features
        self._widths: dict[str, int] = table["features"]
        self._heat: dict[str, float] = table["heat"]
        self._right: dict[str, list[tuple[float, float]]] = {
            kind: [(x, y) for x, y in row["right"]] for kind, row in table["sure"].items()
        }
        self._shown: dict[str, float] = {kind: row["shown"] for kind, row in table["sure"].items()}

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """Returns the answers to each passage's questions, in order; independent of the other passages, except for rounding."""
        cuts = [cut(self._pieces, passage) for passage in passages]
        made = [Answers() for _ in passages]
        for rows in _batches(cuts):
            for row, answers in zip(
                rows, self._asked([passages[i] for i in rows], [cuts[i] for i in rows]), strict=True
            ):
                made[row] = answers
        return made

    def _asked(self, passages: Sequence[Passage], cuts: Sequence[Cut]) -> Iterator[Answers]:
        names = [output.name for output in self._session.get_outputs()]
        found = dict(
            zip(names, self._session.run(names, packed(passages, cuts, self._features, self._widths)), strict=True)
        )
        likely = {
            name: _likely(found[f"to_{name}"], self._heat.get(name, 1.0))
            for heads in ANSWERS.values()
            for name in heads
        }
        for row, (passage, parts) in enumerate(zip(passages, cuts, strict=True)):
            asked = {kind: len(passage.asked.get(kind, ())) for kind in ANSWERS}
            yield Answers(
                {name: _rows(likely[name][row, : asked[kind]]) for kind, heads in ANSWERS.items() for name in heads},
                {kind: _places(parts, found[f"{kind}_cue"][row, : asked[kind]]) for kind in _CUED},
            )

    def confidence(self, kind: str, sureness: float) -> float:
        """Returns the share of facts of a kind that are right at this sureness, interpolated between two measured points."""
        points = self._right[kind]
        if sureness >= points[-1][0]:
            return points[-1][1]
        for (low, first), (high, last) in pairwise(points):
            if sureness < high:
                return first + (last - first) * max(0.0, sureness - low) / (high - low)
        return points[0][1]

    def shows(self, kind: str, sureness: float) -> bool:
        """True if facts of a kind at this sureness are shown."""
        return sureness >= self._shown[kind]


def load_judge(folder: Path) -> JudgeModel:
    """Load the judge in a folder.

    Raises:
        FaultError: a file of it is missing or damaged, or the installed onnxruntime can't load it.
    """
    check_model(folder, "judge")
    from onnxruntime import (  # noqa: PLC0415 - only who reads pays for it
        InferenceSession,
        SessionOptions,
        disable_telemetry_events,
    )

    disable_telemetry_events()  # nothing about an operator's machine is anybody's to know

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # reading processes already share the cores
    # Else what the largest batches took is kept: 2 GB after 200 articles.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    try:
        table = tomllib.loads((folder / "judge.toml").read_text(encoding="utf-8"))
        features = (folder / "features.txt").read_text(encoding="utf-8").splitlines()
        session = InferenceSession(str(folder / "judge.onnx"), options, providers=["CPUExecutionProvider"])
        pieces = load_pieces(folder / "pieces.txt")
        return JudgeModel(session, pieces, {name: number for number, name in enumerate(features, 1)}, table)
    except Exception as error:  # onnxruntime's own errors have no narrower class in common
        raise FaultError(f"the judge in {folder.name}/ can't be loaded: {error}") from error


def _batches(cuts: Sequence[Cut]) -> Iterator[list[int]]:
    """Indices of passages, in batches of similar length."""
    batch: list[int] = []
    for i in sorted(range(len(cuts)), key=lambda i: len(cuts[i].numbers)):
        if batch and len(cuts[i].numbers) * (len(batch) + 1) > _AT_ONCE:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _likely(logits: NDArray[np.float32], heat: float) -> NDArray[np.float64]:
    scaled = logits.astype(np.float64) / heat
    chances = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = chances / chances.sum(axis=-1, keepdims=True)
    return shares


def _rows(likely: NDArray[np.float64]) -> list[Row]:
    return [tuple(row) for row in likely.tolist()]


def _places(parts: Cut, at: NDArray[np.int64]) -> list[tuple[int, int]]:
    last = len(parts.starts) - 2
    return [(parts.starts[i], parts.ends[i]) for i in (min(max(number - 1, 0), max(last, 0)) for number in at.tolist())]
