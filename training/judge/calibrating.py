"""Derives temperatures, confidences and the threshold of each kind from the judge's answers on outlets that it has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from training.judge.examples import ANY
from training.judge.measuring import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from training.judge.examples import Example
    from training.judge.measuring import Judged


SHOWN = {"event": 0.88, "occurrence": 0.88, "stance": 0.90, "direct": 0.97, "mixed": 0.93, "indirect": 0.93}
"""The share of right facts among those shown, by kind, on outlets that the judge has not seen."""
_AT_WORST = 0.72
"""The least lower bound (Wilson, 95 %) of a threshold's precision; below it there are too few facts to tell."""
_FEWEST = 30
_Z = 1.96
_HEATS = np.exp(np.linspace(np.log(0.6), np.log(4.0), 40))
_KNOTS = 12


class Sure(NamedTuple):
    """For one kind: how sure the judge is and how often it is right then, and the threshold from which facts are shown."""

    right: list[tuple[float, float]]
    shown: float


def heats(examples: Sequence[Example], logits: Sequence[Mapping[str, NDArray[np.float32]]]) -> dict[str, float]:
    """Returns for each head the temperature at which its probabilities fit the right answers best."""
    found = {}
    for head in ("mode", "type", "role", "stance", "expressed", "said"):
        rows, right, weights = [], [], []
        for example, mine in zip(examples, logits, strict=True):
            for label, row in zip(example.labels.get(head, ()), mine.get(head, ()), strict=False):
                if label is not None and label.weight and label.number != ANY:
                    rows.append(row)
                    right.append(label.number)
                    weights.append(label.weight)
        if not rows:
            continue
        matrix, wanted, weight = np.array(rows, np.float64), np.array(right), np.array(weights)
        found[head] = float(min(_HEATS, key=lambda heat: _loss(matrix / heat, wanted, weight)))
    return {head: round(heat, 3) for head, heat in found.items()}


def _loss(scaled: NDArray[np.float64], wanted: NDArray[np.int64], weight: NDArray[np.float64]) -> float:
    top = scaled.max(axis=1, keepdims=True)
    log = scaled - top - np.log(np.exp(scaled - top).sum(axis=1, keepdims=True))
    return float(-(weight * log[np.arange(len(wanted)), wanted]).sum() / weight.sum())


def sure(found: Iterable[Judged]) -> dict[str, Sure]:
    """Returns for each kind how sureness becomes confidence, and the threshold."""
    rows = list(found)
    made = {}
    for kind in KINDS:
        ordered = sorted((row for row in rows if row.kind == kind), key=lambda row: row.sureness)
        made[kind] = Sure(_knots(ordered), threshold(ordered, SHOWN[kind]))
    return made


def threshold(rows: Sequence[Judged], shown: float) -> float:
    """Returns the lowest sureness from which enough facts are right, with enough certainty; above 1 if there is none."""
    ordered = sorted(rows, key=lambda row: -row.sureness)
    right, best = 0, 1.01
    for number, row in enumerate(ordered, 1):
        right += row.right
        last = number == len(ordered) or ordered[number].sureness < row.sureness
        if last and right / number >= shown and number >= _FEWEST and wilson(right, number) >= _AT_WORST:
            best = row.sureness
    return round(best, 4)


def wilson(right: int, of: int) -> float:
    """Returns the lower end of the 95 % interval of a share."""
    share = right / of
    middle = share + _Z**2 / (2 * of)
    spread = _Z * ((share * (1 - share) + _Z**2 / (4 * of)) / of) ** 0.5
    return float((middle - spread) / (1 + _Z**2 / of))


def _knots(ordered: Sequence[Judged]) -> list[tuple[float, float]]:
    """Isotonic regression of right on sureness, as the middles of its steps; at most a dozen."""
    blocks: list[list[float]] = []  # sum of sureness, sum of right, how many
    size = max(1, len(ordered) // 60)
    start = 0
    while start < len(ordered):
        stop = min(start + size, len(ordered))
        while stop < len(ordered) and ordered[stop].sureness == ordered[stop - 1].sureness:
            stop += 1  # facts of equal sureness belong together
        part, start = ordered[start:stop], stop
        blocks.append([sum(row.sureness for row in part), float(sum(row.right for row in part)), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points = [(round(sureness / many, 4), round(right / many, 4)) for sureness, right, many in blocks]
    step = max(1, -(-len(points) // _KNOTS))
    kept = points[::step] if points[-1:] == points[::step][-1:] else [*points[::step], *points[-1:]]
    return kept or [(0.0, 0.0), (1.0, 0.0)]
