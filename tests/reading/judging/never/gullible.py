"""A judge that believes everything it is asked, so that only rules can keep something from being shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.judging.judge import Answers
from bot.reading.judging.questions import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.judging.judge import Row
    from bot.reading.judging.questions import Passage


class Gullible:
    """Says that everything happened, that everybody took part and said everything, and is for (1) or against (2) everything.

    Args:
        side: the side that everybody takes.
    """

    def __init__(self, side: int) -> None:
        self.side = side

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """Yes to every question."""
        return [self._answers(passage) for passage in passages]

    def _answers(self, passage: Passage) -> Answers:
        likely: dict[str, list[Row]] = {}
        cues = {}
        for kind, asked in passage.asked.items():
            for name, given in ANSWERS[kind].items():
                likely[name] = [self._row(name, len(given)) for _ in asked]
            cues[kind] = [
                passage.spans[question.first if question.first >= 0 else question.second] for question in asked
            ]
        return Answers(likely, cues)

    def _row(self, name: str, size: int) -> Row:
        if name == "role":
            return (0.0, 1.0, 1.0)
        yes = self.side if name == "stance" else 1
        return tuple(float(i == yes) for i in range(size))

    def confidence(self, _kind: str, sureness: float) -> float:
        """The sureness itself."""
        return sureness

    def shows(self, _kind: str, _sureness: float) -> bool:
        """Always True."""
        return True
