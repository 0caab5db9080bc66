"""Summarises the judge's answers about each phrase of a sentence: how likely it is an agent, a recipient, a speaker, or a party to a stance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.judging.questions import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.judging.judge import Answers
    from bot.reading.judging.questions import Inquiry

_AGENT, _RECIPIENT = 1, 2


@dataclass(slots=True)
class PartTaken:
    """The highest probabilities of a phrase as an agent, a recipient, a holder, a target, and a speaker."""

    agent: float = 0.0
    recipient: float = 0.0
    holder: float = 0.0
    target: float = 0.0
    speaker: float = 0.0

    @property
    def most(self) -> float:
        """The highest of them."""
        return max(self.agent, self.recipient, self.holder, self.target, self.speaker)


NO_PART = PartTaken()


def parts(inquiry: Inquiry, answers: Answers) -> Mapping[int, PartTaken]:
    """Returns the part of each phrase of a scene, by the token of its head."""
    found: dict[int, PartTaken] = {}

    def part(number: int) -> PartTaken:
        node = inquiry.nodes[number]
        here = number != NOWHERE and inquiry.here[number] and node is not None
        return found.setdefault(node.head, PartTaken()) if here and node is not None else PartTaken()

    def rows(kind: str, head: str) -> Sequence[tuple[float, ...]]:
        return answers.likely.get(head, ()) if kind in inquiry.passage.asked else ()

    asked = inquiry.passage.asked
    for question, row in zip(asked.get("role", ()), rows("role", "role"), strict=False):
        one = part(question.second)
        one.agent, one.recipient = max(one.agent, row[_AGENT]), max(one.recipient, row[_RECIPIENT])
    for question, row in zip(asked.get("stance", ()), rows("stance", "stance"), strict=False):
        sides = 1.0 - row[0]
        one, other = part(question.first), part(question.second)
        one.holder, other.target = max(one.holder, sides), max(other.target, sides)
    for question, row in zip(asked.get("said", ()), rows("said", "said"), strict=False):
        one = part(question.second)
        one.speaker = max(one.speaker, row[1])
    return found
