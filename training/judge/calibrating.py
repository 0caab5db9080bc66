"""What judges said of outlets they had not seen, into temperatures, confidences and the threshold of each kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from training.judge.examples import ANY
from training.judge.measuring import KINDS, judged, likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from training.judge.examples import Example
    from training.judge.measuring import Judged


SHOWN = 0.90
"""Of shown facts so many are right, on outlets the judge has not seen."""
_AT_WORST = 0.80
"""Below this the lower end of a threshold's precision (Wilson, 95 %) must not lie: else too few facts speak for it."""
_FEWEST = 30
_Z = 1.96
_HEATS = np.exp(np.linspace(np.log(0.6), np.log(4.0), 40))
_KNOTS = 12


class Sure(NamedTuple):
    """Of one kind: points of how sure the judge is and how often it is right then, and from which sureness on facts are shown."""

    right: list[tuple[float, float]]
    shown: float


def folds(examples: Sequence[Example], count: int) -> list[set[str]]:
    """Outlets in so many parts of much the same size; the largest first, each to the part that has least."""
    sizes = Counter(example.group for example in examples)
    parts: list[set[str]] = [set() for _ in range(count)]
    loads = [0] * count
    for outlet, size in sorted(sizes.items(), key=lambda row: (-row[1], row[0])):
        least = loads.index(min(loads))
        parts[least].add(outlet)
        loads[least] += size
    return [part for part in parts if part]


def apart(examples: Sequence[Example]) -> set[str]:
    """The outlets that are held out where there is time for one training only: one government's, and every second small one."""
    sizes = Counter(example.group for example in examples)
    small = sorted(outlet for outlet, size in sizes.items() if size <= _SMALL)
    return {_GOVERNMENT, *small[::2]}


_GOVERNMENT = "Prime Minister of Australia (media releases)"
_SMALL = 100


def heats(examples: Sequence[Example], logits: Sequence[Mapping[str, NDArray[np.float32]]]) -> dict[str, float]:
    """For each head the temperature at which its probabilities fit best what was right."""
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


def facts(
    examples: Sequence[Example],
    logits: Sequence[Mapping[str, NDArray[np.float32]]],
    heat: Mapping[str, float],
    done: frozenset[str],
) -> list[Judged]:
    """All that was said, with temperatures. `done`: the events that somebody does (`measuring.acted`)."""
    return [
        fact
        for example, mine in zip(examples, logits, strict=True)
        for fact in judged(example, likely(mine, heat), done)
    ]


def sure(found: Iterable[Judged]) -> dict[str, Sure]:
    """By kind how sureness becomes confidence, and the threshold."""
    rows = list(found)
    return {kind: _sure([fact for fact in rows if fact.kind == kind]) for kind in KINDS}


def _sure(rows: Sequence[Judged]) -> Sure:
    ordered = sorted(rows, key=lambda fact: fact.sureness)
    return Sure(_knots(ordered), threshold(ordered))


def threshold(rows: Sequence[Judged], shown: float = SHOWN) -> float:
    """The lowest sureness from which on so many are right, and that surely enough; above 1 where there is none."""
    ordered = sorted(rows, key=lambda fact: -fact.sureness)
    right, best = 0, 1.01
    for number, fact in enumerate(ordered, 1):
        right += fact.right
        last = number == len(ordered) or ordered[number].sureness < fact.sureness
        if last and right / number >= shown and number >= _FEWEST and wilson(right, number) >= _AT_WORST:
            best = fact.sureness
    return round(best, 4)


def wilson(right: int, of: int) -> float:
    """The lower end of the 95 % interval of a share."""
    share = right / of
    middle = share + _Z**2 / (2 * of)
    spread = _Z * ((share * (1 - share) + _Z**2 / (4 * of)) / of) ** 0.5
    return float((middle - spread) / (1 + _Z**2 / of))


def _knots(ordered: Sequence[Judged]) -> list[tuple[float, float]]:
    """Isotonic regression of right on sureness, as the middles of its steps; at most a dozen."""
    blocks: list[list[float]] = []  # sum of sureness, sum of right, how many
    size = max(1, len(ordered) // 60)
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        blocks.append([sum(fact.sureness for fact in part), float(sum(fact.right for fact in part)), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points = [(round(sureness / many, 4), round(right / many, 4)) for sureness, right, many in blocks]
    step = max(1, -(-len(points) // _KNOTS))
    kept = points[::step] if points[-1:] == points[::step][-1:] else [*points[::step], *points[-1:]]
    return kept or [(0.0, 0.0), (1.0, 0.0)]
