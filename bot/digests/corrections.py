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
    corrected = {past.mark for past in told if past.mark.part == Part.CORRECTED}
    rested = [past for past in told if past.article is not None and past.mark.part != Part.CORRECTED]
    hashes = await text_hashes(database, libraries, {past.article for past in rested if past.article is not None})
    other = [past.article for past in rested if past.article in hashes and hashes[past.article] != past.text]
    now = {
        article: {sum_of(words) for words in sentences}
        for article, sentences in (await sentences_of(database, libraries, other)).items()
    }
    found: dict[Mark, EditionEntry] = {}
    for past in reversed(rested):
        if past.article is None or hashes.get(past.article) == past.text:
            continue
        mark = Mark(Part.CORRECTED, str(past.article), words=past.claim)
        removed = past.article not in hashes
        if mark not in corrected and (removed or past.sentence not in now.get(past.article, ())):
            found.setdefault(mark, _entry(past, mark, "removed" if removed else "revised"))
    return list(found.values())


def _entry(past: PastEntry, mark: Mark, why: str) -> EditionEntry:
    there = past.article is not None and why == "revised"
    return EditionEntry(
        Part.CORRECTED,
        past.claim,
        (),
        (Reason(why),),
        mark,
        articles=frozenset({past.article} if past.article is not None else ()),
        facts=(("articles", past.article),) if there and past.article is not None else (),
    )
