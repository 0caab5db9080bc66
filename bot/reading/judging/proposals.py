"""Keeps what the rules propose for an article, and asks the judge about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.judging.features import Known
from bot.reading.judging.questions import inquiry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.drafts import EventDraft, QuotationDraft, StanceDraft
    from bot.reading.judging.questions import Inquiry
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the rules find in an article.

    Attributes:
        scenes: its body sentences.
        quotes: its quoted texts, by paragraph.
        events: the drafts of events of each scene.
        quotations, stances: the drafts of quotations and stances.
    """

    text: str
    scenes: Sequence[Scene]
    quotes: Sequence[Sequence[Quoted]]
    events: Sequence[Sequence[EventDraft]]
    quotations: Sequence[QuotationDraft]
    stances: Sequence[StanceDraft]

    def known(self, scene: Scene) -> Known:
        """What the rules know about one scene."""
        span = scene.sentence.span
        stances = [stance for stance in self.stances if span.start <= stance.cue.start < span.end]
        return Known(
            scene,
            self.events[scene.number],
            stances,
            [quotation for quotation in self.quotations if quotation.scene == scene.number],
        )

    def inquiries(self) -> list[Inquiry]:
        """The questions of each scene."""
        made = []
        for scene in self.scenes:
            before = self.scenes[scene.number - 1] if scene.number else None
            if before is not None and scene.sentence.paragraph - before.sentence.paragraph > 1:
                before = None  # a heading comes between them
            made.append(inquiry(self.text, scene, before, self.known(scene), self.quotes[scene.sentence.paragraph]))
        return made
