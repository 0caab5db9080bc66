"""Passages with the right answers, on which the judge is trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.reading.judging.questions import Asked, Passage

ANY = -1
"""A label that every answer agrees with."""


class Label(NamedTuple):
    """The right answer: the label's number, its weight, the words that express it (offsets in the passage), and the facts it finds."""

    number: int
    weight: float = 1.0
    cue: tuple[tuple[int, int], ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(slots=True)
class Example:
    """One passage with the answers to its questions.

    Attributes:
        labels: for each head, the label of each question of the kind that the head answers; None where nothing is known.
        group: the outlet or document it is of, which is never parted.
        weight: how much the whole example counts.
    """

    passage: Passage
    labels: dict[str, list[Label | None]] = field(default_factory=dict)
    group: str = ""
    name: str = ""

    def span(self, start: int, end: int) -> int:
        """Returns the number of a span; adds it if it is new."""
        place = (start, end)
        if place not in self.passage.spans:
            self.passage.spans.append(place)
        return self.passage.spans.index(place)

    def ask(self, kind: str, head: str, asked: Asked, label: Label) -> None:
        """Add a question with its answer."""
        self.passage.asked.setdefault(kind, []).append(asked)
        self.labels.setdefault(head, []).append(label)

    @property
    def asked(self) -> int:
        """The number of questions."""
        return sum(len(row) for row in self.passage.asked.values())
