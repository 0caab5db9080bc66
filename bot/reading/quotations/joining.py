"""Joins what one speaker says in two sentences with only a remark between them: `"We are late," she said. She added: "We are tired."`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import QuotationKind
from bot.reading.quotations.direct import REMARK
from bot.reading.quotations.kinds import kind_of
from bot.reading.text.quotation_marks import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.drafts import QuotationDraft
    from bot.reading.text.quotation_marks import Quoted


def joined(drafts: Iterable[QuotationDraft], text: str, quotes: Sequence[Quoted]) -> list[QuotationDraft]:
    """Returns the quotations, those in marks joined if the same actor goes on in the same paragraph."""
    made: list[QuotationDraft] = []
    last: int | None = None
    for draft in sorted(drafts, key=lambda draft: min(draft.content)):
        if draft.fragment or _kind(draft, text, quotes) is not QuotationKind.DIRECT:
            made.append(draft)
        elif last is not None and _goes_on(made[last], draft, text):
            before = made[last]
            sure = min(before.confidence, draft.confidence)
            made[last] = replace(before, content=(*before.content, *draft.content), confidence=sure)
        else:
            last = len(made)
            made.append(draft)
    return made


def _kind(draft: QuotationDraft, text: str, quotes: Sequence[Quoted]) -> QuotationKind:
    first, last = min(draft.content).start, max(span.end for span in draft.content)
    return kind_of(draft.content, text, near(quotes, first, last))


def _goes_on(before: QuotationDraft, draft: QuotationDraft, text: str) -> bool:
    """True if the speaker of a quotation says another right behind it, and both are shown or neither."""
    if before.source is None or draft.source is None or before.source.actor is None:
        return False
    between = text[max(span.end for span in before.content) : min(draft.content).start]
    same = before.source.actor == draft.source.actor and before.shown == draft.shown
    return same and "\n" not in between and len(between.split()) <= REMARK
