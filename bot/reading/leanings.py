"""A stance while an article is read: what `assembly` turns into the model's stance at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Expressed, Participant, Polarity
    from bot.reading.drafts import Draft


@dataclass(slots=True)
class Leaning:
    """A stance under construction; the target is an actor, a draft of an event, or both."""

    holder: Participant
    actor: str | None
    event: Draft | None
    span: Span
    polarity: Polarity
    expressed: Expressed
    cue: Span
    rule: str
    confidence: float
