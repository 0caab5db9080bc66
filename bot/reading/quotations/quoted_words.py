"""Finds the words in quotation marks inside reported speech, as separate quotations: `said the case was “fatally tainted”`."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.rules import QuotationRule
from bot.reading.text.quotation_marks import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.drafts import QuotationDraft
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_MARKS = 2
"""Characters that the two quotation marks take."""


def quoted_words(
    quotations: Sequence[QuotationDraft], scenes: Sequence[Scene], quotes: Sequence[Sequence[Quoted]]
) -> Iterator[QuotationDraft]:
    """Yields the quoted texts in reported speech that are no quotations yet, each with the speaker of the speech around it.

    Args:
        quotations: the article's quotations.
        scenes: its scenes.
        quotes: its quoted texts, by paragraph.
    """
    known = {span.start for quotation in quotations if len(quotation.content) == 1 for span in quotation.content}
    for quotation in quotations:
        if quotation.source is None:
            continue
        scene = scenes[quotation.scene]
        first, last = min(quotation.content).start, max(span.end for span in quotation.content)
        for stretch in near(quotes[scene.sentence.paragraph], first, last):
            if stretch.start in known or not _inside(stretch, quotation) or _titled(scene, stretch):
                continue
            known.add(stretch.start)
            words = (stretch.span,)
            yield replace(quotation, content=words, rule=QuotationRule.QUOTED_WORDS, fragment=True, predicate=False)


def _inside(stretch: Quoted, quotation: QuotationDraft) -> bool:
    """True if a quoted text is inside a content that has further words."""
    return stretch.closed and any(
        span.start <= stretch.start + 1 and stretch.end <= span.end + _MARKS
        and span.end - span.start > stretch.end - stretch.start + _MARKS
        for span in quotation.content
    )  # fmt: skip


def _titled(scene: Scene, stretch: Quoted) -> bool:
    """True for the title of a work: `the film “X”`."""
    before = bisect_right(scene.tokens, stretch.start, key=lambda token: token.end) - 1
    return before >= 0 and scene.tokens[before].lower in scene.lexicon.reporting.works
