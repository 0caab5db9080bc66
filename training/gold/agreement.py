"""Measures how far two annotations of one text agree, by scoring one against the other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.model.article import Span
    from training.gold.documents import Document, Event, Party, Quotation, Stance

Row = TypeVar("Row")
KINDS = ("mentions", "events", "stances", "quotations")
_SAME = 0.5
"""Two quotations with this overlap of words are the same."""


class Pair:
    """Two annotations of one text: `said` is judged by `gold`."""

    def __init__(self, gold: Document, said: Document) -> None:
        if gold.text != said.text:
            raise ValueError(f"{gold.name}: the two annotations are not of the same text")
        self.gold, self.said = gold, said
        self._words = [match.span() for match in re.finditer(r"\w+", gold.text)]
        self._same = {entity.id: self._counterpart(entity.id) for entity in said.entities}

    def counts(self) -> Counter[str]:
        """For each kind: how many were said and how many of these are right; how many exist and how many of these were found. Optional facts are never missing."""
        gold, said = self.gold, self.said
        made: Counter[str] = Counter()
        made.update(_held("quotations", said.quotations, gold.quotations, self._quotation))
        made.update(_held("stances", said.stances, gold.stances, self._stance))
        made.update(_held("events", said.events, gold.events, self._event))
        made.update(_held("mentions", _mentions(said), _mentions(gold), self._mention))
        return made

    def _counterpart(self, name: str) -> str | None:
        """The entity of the gold that most mentions stand for; else the one that shares a name."""
        ours = self.said.entity(name)
        if ours is None:
            return None
        counts = Counter(
            entity.id
            for entity in self.gold.entities
            for span in entity.mentions
            for own in ours.mentions
            if overlap(span, own)
        )
        if counts:
            return counts.most_common(1)[0][0]
        names = {each.lower() for each in ours.names}
        return next(
            (entity.id for entity in self.gold.entities if names & {each.lower() for each in entity.names}), None
        )

    def _is(self, party: Party, wanted: Party) -> bool:
        if party.is_event or wanted.is_event:
            ours, theirs = self.said.event(party.id), self.gold.event(wanted.id)
            if ours is not None and theirs is not None:
                return _told_alike(ours, theirs)
        elif self._same.get(party.id) == wanted.id:
            return True
        return party.span is not None and wanted.span is not None and overlap(party.span, wanted.span)

    def _mention(self, ours: tuple[str, Span], row: tuple[str, Span]) -> bool:
        return self._same.get(ours[0]) == row[0] and overlap(ours[1], row[1])

    def _event(self, ours: Event, row: Event) -> bool:
        agents = [party for mention in ours.mentions for party in mention.agents]
        wanted = [party for mention in row.mentions for party in mention.agents]
        who = not wanted or any(self._is(own, other) for own in agents for other in wanted)
        return who and _told_alike(ours, row) and (row.mode is None or ours.mode is None or row.mode == ours.mode)

    def _stance(self, ours: Stance, row: Stance) -> bool:
        return (
            overlap(ours.sentence, row.sentence)
            and (ours.polarity == row.polarity or "any" in (ours.polarity, row.polarity))
            and any(self._is(holder, other) for holder in ours.holders for other in row.holders)
            and (not row.targets or any(self._is(target, other) for target in ours.targets for other in row.targets))
        )

    def _quotation(self, ours: Quotation, row: Quotation) -> bool:
        first, second = self._content(ours.parts), self._content(row.parts)
        same = len(first & second) >= _SAME * len(first | second) and bool(first)
        if ours.speaker is None or row.speaker is None:
            return same and ours.speaker is row.speaker
        return same and self._is(ours.speaker, row.speaker)

    def _content(self, parts: Sequence[Span]) -> set[int]:
        return {
            number
            for number, (start, end) in enumerate(self._words)
            if any(part.start < end and start < part.end for part in parts)
        }


def _held(kind: str, ours: Sequence[Row], theirs: Sequence[Row], same: Callable[[Row, Row], bool]) -> dict[str, int]:
    needed = [row for row in theirs if not getattr(row, "optional", False)]
    return {
        f"{kind} said": len(ours),
        f"{kind} right": sum(any(same(fact, row) for row in theirs) for fact in ours),
        f"{kind} there": len(needed),
        f"{kind} found": sum(any(same(fact, row) for fact in ours) for row in needed),
    }


def overlap(one: Span, other: Span) -> bool:
    """True if two spans overlap."""
    return one.start < other.end and other.start < one.end


def _told_alike(one: Event, other: Event) -> bool:
    return any(overlap(mention.span, another.span) for mention in one.mentions for another in other.mentions)


def _mentions(document: Document) -> list[tuple[str, Span]]:
    return [(entity.id, span) for entity in document.entities for span in entity.mentions]


def agreement(gold: Iterable[Document], said: Iterable[Document]) -> tuple[Counter[str], int]:
    """Returns the counts over all texts that both annotated, and the number of these texts."""
    by_name = {document.name: document for document in said}
    pairs = [Pair(document, by_name[document.name]) for document in gold if document.name in by_name]
    return sum((pair.counts() for pair in pairs), Counter()), len(pairs)


def table(counts: Counter[str]) -> str:
    """Returns the shares of right and found facts in per cent, by kind."""
    lines = [
        "| kind | of what the second says, right by the first | of what the first has, found by the second |",
        "| --- | --- | --- |",
    ]
    for kind in KINDS:
        shares = [
            f"{100 * counts[f'{kind} {part}'] / counts[f'{kind} {whole}']:.0f} % of {counts[f'{kind} {whole}']}"
            if counts[f"{kind} {whole}"]
            else "-"
            for part, whole in (("right", "said"), ("found", "there"))
        ]
        lines.append(f"| {kind} | {' | '.join(shares)} |")
    return "\n".join(lines)
