"""Measures a judge fact by fact: how sure it is, whether it is right, which of the gold's facts it finds, and recall by precision."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from training.judge.examples import ANY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from numpy.typing import NDArray

    from training.gold.documents import Document
    from training.judge.examples import Example, Label

KINDS = ("event", "occurrence", "stance", "direct", "mixed", "indirect")
"""An occurrence is an event without a known agent; both are asked for as events. The last three are quotations."""


class Judged(NamedTuple):
    """A fact that the judge finds: its kind, how sure it is, whether it is right, the gold facts it finds, and the outlet."""

    kind: str
    sureness: float
    right: bool
    facts: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The facts in the gold, by kind, and those that a perfect judge could find."""

    asked: Mapping[str, frozenset[str]]
    proposed: Mapping[str, frozenset[str]]


def _facts(name: str, label: Label | None) -> tuple[str, ...]:
    return tuple(f"{name} {fact}" for fact in label.facts) if label is not None and label.number else ()


def wanted(documents: Sequence[Document], examples: Sequence[Example]) -> Wanted:
    """Returns the facts in documents, and those that the questions reach."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        asked["event"] |= {f"{document.name} {event.id}" for event in document.events if not event.optional}
        asked["occurrence"] = asked["event"]
        asked["main event"] |= {f"{document.name} {event.id}" for event in document.events if event.main}
        asked["stance"] |= {f"{document.name} s{i}" for i, row in enumerate(document.stances) if not row.optional}
        asked["said"] |= {f"{document.name} q{i}" for i, row in enumerate(document.quotations) if not row.optional}
    proposed: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for kind, head in (("event", "mode"), ("stance", "stance"), ("said", "said")):
            for label in example.labels.get(head, ()):
                proposed[kind].update(_facts(example.name, label))
    proposed["main event"] = proposed["occurrence"] = proposed["event"]
    frozen = {kind: frozenset(found) for kind, found in asked.items()}
    return Wanted(frozen, {kind: frozenset(found & proposed[kind]) for kind, found in asked.items()})


def curve(
    facts: Sequence[Judged], asked: Set[str], precisions: Sequence[float]
) -> list[tuple[float, float, float, int]]:
    """Returns for each precision the highest recall with it: precision, recall, threshold, and the number of facts."""
    ordered = sorted(facts, key=lambda fact: -fact.sureness)
    right, found, best = 0, set[str](), {}
    for number, fact in enumerate(ordered, 1):
        right += fact.right
        found.update(asked & set(fact.facts))
        last = number == len(ordered) or ordered[number].sureness < fact.sureness
        for wanted_precision in precisions if last else ():
            if right / number >= wanted_precision:
                best[wanted_precision] = (right / number, len(found) / max(1, len(asked)), fact.sureness, number)
    return [best.get(precision, (0.0, 0.0, 1.0, 0)) for precision in precisions]


def average_precision(
    examples: Sequence[Example], logits: Sequence[Mapping[str, NDArray[np.float32]]], head: str
) -> float:
    """Returns how well a head ranks answers that are facts above all others, from 0 to 1: the mean precision at each right answer."""
    rows: list[tuple[float, bool]] = []
    for example, mine in zip(examples, logits, strict=True):
        for label, row in zip(example.labels.get(head, ()), mine.get(head, ()), strict=False):
            if label is None or not label.weight or label.number == ANY:
                continue
            chances = np.exp(row - row.max())
            best = int(chances[1:].argmax()) + 1
            rows.append((float(chances[best] / chances.sum()), label.number == best))
    right, total = 0, 0.0
    for number, (_, good) in enumerate(sorted(rows, key=lambda row: -row[0]), 1):
        if good:
            right += 1
            total += right / number
    return total / max(1, sum(_is_fact(label) for example in examples for label in example.labels.get(head, ())))


def _is_fact(label: Label | None) -> bool:
    """True if a label says that there is a fact."""
    return label is not None and label.weight > 0 and label.number > 0
