"""Finds who begins to speak between two quotations: `“...,” he said. What she can't forgive, she says, is the manner. “...”`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import Participant
    from bot.reading.drafts import QuotationDraft
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted


def taking_over(
    scenes: Sequence[Scene],
    home: Sequence[int],
    quote: Quoted,
    last: QuotationDraft,
    plain: Sequence[QuotationDraft],
) -> QuotationDraft | None:
    """Returns the draft of a quotation by another speaker than the one before: the speaker whose words the sentence in front of it reports.

    Args:
        scenes: the paragraph's.
        home: the scenes that the quoted words stand in.
        quote: the quoted words, with nobody named beside them.
        last: the quotation in marks before them.
        plain: the paragraph's reported speech.
    """
    if home[0] == 0 or any(scenes[home[0] - 1].syntax.quote):
        return None
    before = scenes[home[0] - 1].number
    reported = [draft for draft in plain if draft.scene == before and draft.source is not None and draft.cue]
    if last.scene >= before or not reported or not _other(reported[-1].source, last.source):
        return None
    return replace(reported[-1], scene=scenes[home[0]].number, clause=None, content=(Span(quote.start, quote.end),))


def _other(one: Participant | None, other: Participant | None) -> bool:
    """True if a speaker is known and is not the previous one."""
    return one is not None and other is not None and one.actor not in (None, other.actor)
