"""Makes quotations from their labels: their spans, their kind, and their continuation in the next sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.article import Span
from training.gold.finding import content
from training.gold.labels import LabelError
from training.gold.marked import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.gold.documents import Quotation, QuotationKind
    from training.gold.passages import Passage


def parts(passage: Passage, i: int, given: Sequence[str]) -> tuple[list[Span], list[QuotationKind]]:
    """Returns the spans of a quotation labelled in sentence `i`, and the kind of each.

    Raises:
        LabelError: a number is not of a quoted text.
        PlaceError: words don't occur, or their place is ambiguous.
    """
    spans: list[Span] = []
    kinds: list[QuotationKind] = []
    for part in given:
        if part.startswith('"'):
            line = passage.lines[i]
            start, end = content(line.marked.text, part[1:-1])
            spans.append(Span(line.start + start, line.start + end))
            stretches = (span for span in line.marked.spans if span.sort is Sort.QUOTED)
            kinds.append(
                "mixed" if any(stretch.start < end and start < stretch.end for stretch in stretches) else "indirect"
            )
            continue
        key = passage.certain(i, part, "the quoted stretch")
        one = passage.numbered(key)
        if one.number and one.sort is not Sort.QUOTED:
            raise LabelError(
                'only quoted stretches <n ...> go by number: give other contents by their words, "first ... last"'
            )
        spans.append(passage.span(key))
        kinds.append("direct")
    return spans, kinds


def kind_of(kinds: Sequence[QuotationKind]) -> QuotationKind:
    """Returns the kind of a quotation with these parts."""
    return kinds[0] if len(set(kinds)) == 1 else "mixed"


def longer(quotation: Quotation, more: Sequence[Span]) -> Quotation:
    """Returns the quotation with further parts."""
    return replace(quotation, parts=(*quotation.parts, *more))


def gone_on(passage: Passage, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations. If the last part of one continues in the next sentences, these are added, unless they have labels of their own."""
    taken = {part for quotation in quotations for part in quotation.parts}
    made = []
    for quotation in quotations:
        more = list(_following(passage, quotation.parts[-1], taken)) if quotation.kind == "direct" else []
        taken.update(more)
        made.append(longer(quotation, more) if more else quotation)
    return made


def _following(passage: Passage, last: Span, taken: set[Span]) -> Iterator[Span]:
    at = next((i for i, line in enumerate(passage.lines) if line.start <= last.start < line.span.end), None)
    while at is not None and last.end == passage.lines[at].span.end:
        at = passage.beside(at, 1)
        going = [span for span in passage.lines[at].marked.spans if span.runs_on] if at is not None else []
        if at is None or not going:
            return
        last = passage.lines[at].at(going[0])
        if last in taken:
            return
        yield last
