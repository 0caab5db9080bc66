"""Keeps what the rules propose for an article, and asks the judge about it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
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

    def inquiries(self, first: int = 0, last: int | None = None) -> list[Inquiry]:
        """Returns the questions of each scene, from number `first` up to but not including `last`."""
        starts = [scene.sentence.span.start for scene in self.scenes]
        stances: defaultdict[int, list[StanceDraft]] = defaultdict(list)
        for stance in self.stances:
            stances[bisect_right(starts, stance.cue.start) - 1].append(stance)
        quotations: defaultdict[int, list[QuotationDraft]] = defaultdict(list)
        for quotation in self.quotations:
            quotations[quotation.scene].append(quotation)
        made = []
        for scene in self.scenes[first:last]:
            here = scene.number
            before = self.scenes[here - 1] if here else None
            if before is not None and scene.sentence.paragraph - before.sentence.paragraph > 1:
                before = None  # a heading comes between them
            known = Known(scene, self.events[here], stances[here], quotations[here])
            made.append(inquiry(self.text, scene, before, known, self.quotes[scene.sentence.paragraph]))
        return made
