"""Resolves quotations within quotations: of two that share words, the one that the article itself reports is kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.model.facts import QuotationKind
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.facts import Quotation
    from bot.reading.drafts import QuotationDraft

_THOUGHT = 0.6
"""Below this grade words were thought, judged or meant rather than said."""
_LOOSE = frozenset(
    [
        QuotationRule.NAMED_OBJECT,
        QuotationRule.INTENTION,
        QuotationRule.CLAUSE_BEFORE_VERB,
        QuotationRule.CALLED_IN_MARKS,
    ]
)
"""Rules with long content: other quotations inside it are more likely the right ones."""
_BESIDES = frozenset([QuotationRule.QUOTED_PREDICATE, QuotationRule.QUOTED_WORDS])
"""Rules whose content stands beside the clause around it: quoted words that are part of what is reported."""
_NEAR = 12
"""The most earlier quotations searched for one that contains another."""


def settled(marked: Sequence[QuotationDraft], plain: Sequence[QuotationDraft]) -> list[QuotationDraft]:
    """Returns one quotation for each cue: a reported clause wins over the marks inside it, else the marks win over the clause."""
    reported = {quotation.cue: quotation for quotation in plain}
    beside = _by_scene(plain)
    kept = [
        quotation
        for quotation in marked
        if not (
            _told_within(quotation, beside[quotation.scene])
            if quotation.fragment
            else _part_of(quotation, reported.get(quotation.cue))
        )
    ]
    claimed = {quotation.cue for quotation in kept if not quotation.fragment}
    told = [quotation for quotation in plain if quotation.cue not in claimed]
    beside = _by_scene(told)
    return [*kept, *(quotation for quotation in told if not _own_thought(quotation, beside[quotation.scene]))]


def _by_scene(quotations: Sequence[QuotationDraft]) -> Mapping[int, list[QuotationDraft]]:
    """The quotations by scene: only those of one sentence contain each other, and a paragraph may have thousands."""
    found: defaultdict[int, list[QuotationDraft]] = defaultdict(list)
    for quotation in quotations:
        found[quotation.scene].append(quotation)
    return found


def _own_thought(quotation: QuotationDraft, others: Sequence[QuotationDraft]) -> bool:
    """True if words are only a thought in what the same speaker says: "says she thinks he can win"."""
    actor = quotation.source.actor if quotation.source else None
    return (
        quotation.confidence < _THOUGHT
        and actor is not None
        and any(
            other.source is not None
            and other.source.actor == actor
            and other is not quotation
            and quotation.cue is not None
            and any(span.start <= quotation.cue.start and quotation.cue.end <= span.end for span in other.content)
            for other in others
        )
    )


def _part_of(quotation: QuotationDraft, whole: QuotationDraft | None) -> bool:
    """True if the quoted words are inside a reported clause, after words without marks."""
    if whole is None:
        return False
    return all(
        any(outer.start < span.start and span.end <= outer.end + 2 for outer in whole.content)
        for span in quotation.content[:1]
    )


def _told_within(fragment: QuotationDraft, plain: Sequence[QuotationDraft]) -> bool:
    """True if a few quoted words are only part of the report around them: "said he was “appalled” that ..."."""
    return not fragment.predicate and any(
        outer.start <= span.start and span.end <= outer.end + 2 and outer.end - outer.start > span.end - span.start
        for quotation in plain
        for outer in quotation.content
        for span in fragment.content
    )


def outermost(rows: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Returns the quotations in order of the text, without hearsay: what somebody says within another's quoted words.

    A quoted verb ("says they “blew up” the talks") is kept as well as its clause.
    """
    ordered = sorted(
        {(row.cue, row.content): row for row in rows}.values(),
        key=lambda row: (row.content[0].start, -row.content[-1].end),
    )
    left: set[int] = set()
    for i, inner in enumerate(ordered):
        if inner.kind is QuotationKind.INDIRECT:
            continue
        for j in range(max(0, i - _NEAR), min(len(ordered), i + _NEAR)):
            outer = ordered[j]
            if (
                i != j
                and j not in left
                and i not in left
                and outer.kind is not QuotationKind.INDIRECT
                and _holds(outer, inner)
            ):
                if outer.cue == inner.cue:
                    if inner.licence.rule not in _BESIDES:
                        left.add(i)
                else:
                    left.add(j if outer.licence.rule in _LOOSE or (inner.source and not outer.source) else i)
    kept = [row for i, row in enumerate(ordered) if i not in left]
    return tuple(sorted(kept, key=lambda row: (row.content[0], row.content[-1])))


def _holds(outer: Quotation, inner: Quotation) -> bool:
    """True if one quotation contains all of another, and more."""
    return outer.content != inner.content and all(
        any(wide.start <= span.start and span.end <= wide.end for wide in outer.content) for span in inner.content
    )
