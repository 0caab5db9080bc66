"""What the judge says of labelled sentences, fact by fact: how sure it is, whether it is right, and which of the gold's facts it finds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.reading.judging.questions import ANSWERS
from bot.reading.judging.verdicts import happened, said, stands
from training.judge.examples import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from training.gold.documents import Document
    from training.judge.examples import Example, Label

KINDS = ("event", "occurrence", "stance", "said")
"""An occurrence is an event that nobody is said to do; what is asked for counts both as events."""
_HEADS = {head: labels for heads in ANSWERS.values() for head, labels in heads.items()}


class Judged(NamedTuple):
    """A fact the judge says: its kind, how sure it is, whether it is right, and the gold's facts it finds."""

    kind: str
    sureness: float
    right: bool
    facts: tuple[str, ...]
    group: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """The facts asked for, by kind, and those of them that a judge who knew everything could find."""

    asked: Mapping[str, frozenset[str]]
    proposed: Mapping[str, frozenset[str]]


def likely(
    logits: Mapping[str, NDArray[np.float32]], heat: Mapping[str, float] | None = None
) -> dict[str, list[list[float]]]:
    """Logits as probabilities, each head's divided by its temperature first."""
    made = {}
    for head, rows in logits.items():
        scaled = rows.astype(np.float64) / (heat or {}).get(head, 1.0)
        scaled -= scaled.max(axis=-1, keepdims=True)
        chances = np.exp(scaled)
        made[head] = (chances / chances.sum(axis=-1, keepdims=True)).tolist()
    return made


def acted(documents: Sequence[Document]) -> frozenset[str]:
    """The events of which the gold says who does them, wherever in the article."""
    return frozenset(
        f"{document.name} {event.id}" for document in documents for event in document.events if event.agents
    )


def judged(example: Example, answers: Mapping[str, list[list[float]]], done: frozenset[str]) -> Iterator[Judged]:
    """All that the judge says of one sentence. `done`: the events that somebody does."""
    passage, labels = example.passage, example.labels
    triggers = {asked.first: number for number, asked in enumerate(passage.asked.get("event", ()))}
    roles: defaultdict[int, dict[int, Label | None]] = defaultdict(dict)
    for asked, label in zip(passage.asked.get("role", ()), labels.get("role", ()), strict=True):
        roles[asked.first][asked.second] = label
    name, whole = example.name, "/" not in example.name  # a loose sentence is named by its batch and its number
    for event in happened(passage, answers):
        label = labels["mode"][triggers[event.trigger]]
        mode = _right(label, _HEADS["mode"].index(event.mode))
        parties = roles[event.trigger]
        agents = [party for party, row in parties.items() if row and row.number == 1]
        who = done.isdisjoint(_facts(name, label)) or any(party in agents for party in event.agents)
        kind = "event" if event.agents else "occurrence"
        yield Judged(kind, event.sureness, mode and who, _facts(name, label), example.group, whole)
    for stance in stands(passage, answers):
        label = labels["stance"][stance.question]
        right = _right(label, _HEADS["stance"].index(stance.side))
        yield Judged("stance", stance.sureness, right, _facts(name, label), example.group, whole)
    for quotation in said(passage, answers):
        label = labels["said"][quotation.question]
        yield Judged("said", quotation.sureness, _right(label, 1), _facts(name, label), example.group, whole)


def _right(label: Label | None, answer: int) -> bool:
    return label is not None and label.number in (answer, ANY)


def _facts(name: str, label: Label | None) -> tuple[str, ...]:
    return tuple(f"{name} {fact}" for fact in label.facts) if label is not None and label.number else ()


def wanted(documents: Sequence[Document], examples: Sequence[Example]) -> Wanted:
    """What is asked for in documents, and what of it the questions reach."""
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
    facts: Sequence[Judged], asked: frozenset[str], precisions: Sequence[float]
) -> list[tuple[float, float, float, int]]:
    """For each precision the highest recall at which it is kept: precision, recall, threshold, how many are said."""
    ordered = sorted(facts, key=lambda fact: -fact.sureness)
    right, found, best = 0, set[str](), {}
    for number, fact in enumerate(ordered, 1):
        right += fact.right
        if fact.right:
            found.update(asked.intersection(fact.facts))
        last = number == len(ordered) or ordered[number].sureness < fact.sureness
        for wanted_precision in precisions if last else ():
            if right / number >= wanted_precision:
                best[wanted_precision] = (right / number, len(found) / max(1, len(asked)), fact.sureness, number)
    return [best.get(precision, (0.0, 0.0, 1.0, 0)) for precision in precisions]
