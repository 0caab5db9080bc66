"""Quotations within quotations: of two in marks, one within the other, the one that the article itself reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import QuotationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Quotation

_LOOSE = frozenset(
    [
        "what was judged or announced",
        "reported intention",
        "reported clause before its verb",
        "called by a name in quotation marks",
    ]
)
"""Rules that take much: what they hold others within, they rather go around."""
_DEED = "quoted predicate of a reported clause"
_NEAR = 12
"""Quotations looked back over for one that holds another."""


def outermost(rows: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations in order of the text, hearsay left out: what someone is said to say within another's quoted words.

    A whole verb in marks ("says they “blew up” the talks") stands besides the clause it is the verb of.
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
                    if inner.licence.rule != _DEED:
                        left.add(i)
                else:
                    left.add(j if outer.licence.rule in _LOOSE or (inner.source and not outer.source) else i)
    kept = [row for i, row in enumerate(ordered) if i not in left]
    return tuple(sorted(kept, key=lambda row: (row.content[0], row.content[-1])))


def _holds(outer: Quotation, inner: Quotation) -> bool:
    """Whether all that is quoted in one is quoted in the other, and less."""
    return outer.content != inner.content and all(
        any(wide.start <= span.start and span.end <= wide.end for wide in outer.content) for span in inner.content
    )
