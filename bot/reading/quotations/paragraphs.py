"""Joins a quotation of several paragraphs whose speaker is named only at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.article import Span
    from bot.reading.drafts import QuotationDraft
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_LONGEST = 8
"""The most paragraphs that wait for a speaker."""


def beginning(
    begun: Sequence[Span], marked: Sequence[QuotationDraft], quotes: Sequence[Quoted], here: Sequence[Scene]
) -> list[Span]:
    """Returns the quoted words that still have no speaker, with those at this paragraph's end: they stay open, begin a sentence, and belong to no quotation."""
    last = quotes[-1] if quotes else None
    if last is None or last.closed or all(abs(scene.sentence.span.start - last.start) > 1 for scene in here):
        return []
    if any(span.start <= last.start < span.end for row in marked for span in row.content):
        return []
    return [*(begun if _opens(quotes, here) else ()), last.span][-_LONGEST:]


def with_beginning(
    begun: Sequence[Span], marked: Sequence[QuotationDraft], quotes: Sequence[Quoted], here: Sequence[Scene]
) -> list[QuotationDraft]:
    """Returns a paragraph's quotations, the first with the paragraphs that wait for a speaker, if it begins with the paragraph."""
    if not begun or not marked or not _opens(quotes, here):
        return list(marked)
    first = min(marked, key=lambda row: min(row.content))
    if first.source is None or min(first.content).start > quotes[0].start + 1:
        return list(marked)
    return [replace(row, content=(*begun, *row.content)) if row is first else row for row in marked]


def _opens(quotes: Sequence[Quoted], here: Sequence[Scene]) -> bool:
    """True if a paragraph begins with quoted words."""
    return bool(quotes) and quotes[0].start <= here[0].sentence.span.start + 1
