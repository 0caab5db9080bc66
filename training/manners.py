"""Counts by manner of quoting how many quotations the reader shows, and how many of those shown are right: `python -m training.manners`.

A quotation is found if at least half of its words are shared, and right if its speaker is the one listed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.intake import work
from bot.model.article import Article
from training.gold.checking import read_manners

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.article import Span
    from bot.model.facts import Quotation, Reading
    from training.gold.documents import Document
    from training.gold.documents import Quotation as Listed

_SAME = 0.5
"""Two contents are the same if they share this part of their words."""


def main() -> None:
    """Print the table."""
    reader, rows = work.reader(), defaultdict[str, Counter[str]](Counter)
    for document in read_manners()[0]:
        reading = reader.read(Article(document.name, document.text, published=document.published))
        rows[document.manner].update(counted(document, reading))
    print("| manner | there | shown | all that is shown | right |\n| --- | --- | --- | --- | --- |")
    for manner, row in (*sorted(rows.items()), ("all", sum(rows.values(), Counter()))):
        print(f"| {manner} | {row['there']} | {row['found']} | {row['said']} | {row['right']} |")


def counted(document: Document, reading: Reading) -> Counter[str]:
    """Returns how many quotations a text has, how many of them are shown, and how many are shown in all and are right."""
    shown = [quotation for quotation in reading.quotations if quotation.licence.shown]
    count = Counter(said=len(shown))
    for listed in document.quotations:
        found = any(_agree(document, listed, reading, quotation) for quotation in shown)
        count.update(there=not listed.optional, found=found and not listed.optional)
    for quotation in shown:
        count.update(right=any(_agree(document, listed, reading, quotation) for listed in document.quotations))
    return count


def _agree(document: Document, listed: Listed, reading: Reading, quotation: Quotation) -> bool:
    ours, theirs = _words(document.text, quotation.content), _words(document.text, listed.parts)
    if len(ours & theirs) < _SAME * len(ours | theirs):
        return False
    speaker = document.entity(listed.speaker.id) if listed.speaker else None
    if speaker is None or quotation.source is None:
        return speaker is None and quotation.source is None
    named = next((actor.name for actor in reading.actors if actor.id == quotation.source.actor), None)
    span = quotation.source.span
    stands = any(span.start < mention.end and mention.start < span.end for mention in speaker.mentions)
    return stands or (named is not None and named.casefold() in {name.casefold() for name in speaker.names})


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    """The places of the words in some spans."""
    return {span.start + match.start() for span in spans for match in re.finditer(r"\w+", text[span.start : span.end])}


if __name__ == "__main__":
    main()
