"""The interface of the judge, which decides which proposed facts a sentence states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.judging.questions import Passage

Row = tuple[float, ...]
"""The probability of each answer to a question."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a passage's questions.

    Attributes:
        likely: for each head of `questions.ANSWERS` a row for each question.
        cues: for each kind, the words that matter most for each question, as offsets in the passage.
    """

    likely: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    cues: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


class Judge(Protocol):
    """A model trained on what people say that sentences state."""

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """Returns the answers to the questions of each passage, in order."""
        ...

    def confidence(self, kind: str, sureness: float) -> float:
        """Returns the share of facts of a kind (`event`, `occurrence`, `stance`, `said`) that are right at this sureness."""
        ...

    def shows(self, kind: str, sureness: float) -> bool:
        """True if facts of a kind are shown at this sureness."""
        ...


class Unjudged:
    """A judge without answers, for callers that need only the proposals."""

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """No answers."""
        return [Answers() for _ in passages]

    def confidence(self, _kind: str, sureness: float) -> float:
        """Returns the sureness itself."""
        return sureness

    def shows(self, _kind: str, _sureness: float) -> bool:
        """Always False."""
        return False
