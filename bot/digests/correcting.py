"""Makes corrections of earlier editions: an article was removed, or changed so that it no longer says what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.digests.marks import sum_of
from bot.model.edition import EditionEntry, Mark, Part, Reason
from bot.store.edition_entries import sentences_of, text_hashes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.edition import PastEntry
    from bot.model.library import Libraries
    from bot.store.database import Database


async def corrections(database: Database, libraries: Libraries, told: Sequence[PastEntry]) -> list[EditionEntry]:
    """Returns a correction for each claim whose sentence is gone, newest first, without repeats."""
    corrected = {one.mark for one in told if one.mark.part == Part.CORRECTED}
    rested = [one for one in told if one.article is not None and one.mark.part != Part.CORRECTED]
    hashes = await text_hashes(database, libraries, {one.article for one in rested if one.article is not None})
    other = [one.article for one in rested if one.article in hashes and hashes[one.article] != one.text]
    now = {
        article: {sum_of(words) for words in sentences}
        for article, sentences in (await sentences_of(database, libraries, other)).items()
    }
    found: dict[Mark, EditionEntry] = {}
    for one in reversed(rested):
        if one.article is None or hashes.get(one.article) == one.text:
            continue
        mark = Mark(Part.CORRECTED, str(one.article), words=one.claim)
        removed = one.article not in hashes
        if mark not in corrected and (removed or one.sentence not in now.get(one.article, ())):
            found.setdefault(mark, _entry(one, mark, "removed" if removed else "revised"))
    return list(found.values())


def _entry(one: PastEntry, mark: Mark, why: str) -> EditionEntry:
    there = one.article is not None and why == "revised"
    return EditionEntry(
        Part.CORRECTED,
        one.claim,
        (),
        (Reason(why),),
        mark,
        articles=frozenset({one.article} if one.article is not None else ()),
        facts=(("articles", one.article),) if there and one.article is not None else (),
    )
