"""What reading asks of a judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.judging.questions import Passage

Row = tuple[float, ...]
"""How likely each answer to a question is."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a passage's questions.

    Attributes:
        likely: by what is asked (`questions.ANSWERS`), a row for each question of the kind.
        cues: by kind, for each question the words that bear on it most, as offsets in the passage.
    """

    likely: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    cues: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


class Judge(Protocol):
    """A model that has read what people say a sentence says."""

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """The answers to the questions of each passage, in order."""
        ...

    def confidence(self, kind: str, sureness: float) -> float:
        """How many of a hundred facts of a kind (`event`, `occurrence`, `stance`, `said`) are right that the judge was so sure of, as a share."""
        ...

    def shows(self, kind: str, sureness: float) -> bool:
        """True if facts of a kind that the judge is so sure of are shown."""
        ...


class Unjudged:
    """In place of a judge, for whoever only asks for proposals: it answers nothing."""

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """No answers."""
        return [Answers() for _ in passages]

    def confidence(self, _kind: str, sureness: float) -> float:
        """What it is given."""
        return sureness

    def shows(self, _kind: str, _sureness: float) -> bool:
        """Nothing."""
        return False
