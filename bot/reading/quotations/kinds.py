"""Finishes a quotation: the marks that belong to its words, and its kind, which depends on how much of them is in marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.model.facts import Licence, Quotation, QuotationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.drafts import QuotationDraft
    from bot.reading.text.quotation_marks import Quoted

_CUT_OFF = 200
"""Quoted text of at most so many letters is included as a whole if the reported content would end inside it."""


def finished(quotation: QuotationDraft, about: Sequence[str], text: str, quotes: Sequence[Quoted]) -> Quotation:
    """Returns the finished quotation with the ids of its subjects. Its kind depends on how much of the content is in marks."""
    content = tuple(sorted(_with_marks(span, quotes) for span in quotation.content))
    return Quotation(
        _kind(content, text, quotes),
        quotation.source,
        quotation.cue,
        content,
        Licence(quotation.rule, round(quotation.confidence, 2), None, quotation.shown),
        tuple(about),
    )


def kind_of(content: Sequence[Span], text: str, quotes: Sequence[Quoted]) -> QuotationKind:
    """Returns the kind of a quotation with this content. `quotes`: the quoted texts near it."""
    return _kind([_with_marks(span, quotes) for span in content], text, quotes)


def _kind(content: Sequence[Span], text: str, quotes: Sequence[Quoted]) -> QuotationKind:
    """The kind depends on how many of the content's letters are in quotation marks."""
    letters = sum(_letters(text, span.start, span.end) for span in content)
    marked = sum(
        _letters(text, max(span.start, quote.start), min(span.end, quote.end)) for span in content for quote in quotes
    )
    return QuotationKind.INDIRECT if not marked else QuotationKind.DIRECT if marked == letters else QuotationKind.MIXED


def _with_marks(span: Span, quotes: Sequence[Quoted]) -> Span:
    """A span with the quotation marks at its ends, and a full stop inside them, included."""
    for quote in quotes:
        if span.start < quote.start < span.end < quote.end and quote.end - span.end < _CUT_OFF:
            span = Span(span.start, quote.end)
        elif quote.start < span.end <= quote.end <= span.end + 3 and quote.start >= span.start - 2:
            span = Span(min(span.start, quote.start), quote.end)
        elif quote.start < span.start <= quote.start + 2 and span.start < quote.end <= span.end:
            span = Span(quote.start, span.end)
    return span


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
