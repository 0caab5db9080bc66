"""Makes corrections of earlier editions: an article was removed, or no longer says what was told, or an editor corrected what was read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.digests.marks import sum_of
from bot.model.corrections import FactKind
from bot.model.edition import EditionEntry, Mark, Part, Reason
from bot.store.corrections import applied_to
from bot.store.edition_entries import own_copies, sentences_of, text_hashes, texts_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.corrections import Correction
    from bot.model.edition import PastEntry
    from bot.model.library import Libraries
    from bot.store.database import Database


async def corrections(database: Database, libraries: Libraries, told: Sequence[PastEntry]) -> list[EditionEntry]:
    """Returns a correction for each claim whose sentence is gone or was read wrongly, newest first, without repeats."""
    corrected = {past.mark for past in told if past.mark.part == Part.CORRECTED}
    rested = [past for past in told if past.article is not None and past.mark.part != Part.CORRECTED]
    hashes = await text_hashes(database, libraries, {past.article for past in rested if past.article is not None})
    other = [past.article for past in rested if past.article in hashes and hashes[past.article] != past.text]
    now = {
        article: {sum_of(words) for words in sentences}
        for article, sentences in (await sentences_of(database, libraries, other)).items()
    }
    mistaken = defaultdict(list)
    copies = await own_copies(database, libraries, hashes)
    for correction in await applied_to(database, {*hashes, *copies}):
        mistaken[copies.get(correction.article or 0, correction.article)].append(correction)
    gone = {past.text for past in rested if past.article not in hashes}
    elsewhere = await texts_there(database, libraries, gone)
    found: dict[Mark, EditionEntry] = {}
    for past in reversed(rested):
        if past.article is None:
            continue
        mark = _mark(past)
        if past.article not in hashes:
            if past.text in elsewhere:  # the same in everyone's library, or the server's own
                continue
            why = "removed"
        elif hashes[past.article] != past.text and past.sentence not in now.get(past.article, ()):
            why = "revised"
        elif any(_is_of(correction, past) for correction in mistaken[past.article]):
            why = "misread"
        else:
            continue
        if mark not in corrected:
            found.setdefault(mark, _entry(past, mark, why))
    return list(found.values())


def uncorrected(told: Sequence[PastEntry], mended: Sequence[EditionEntry]) -> list[PastEntry]:
    """Returns what earlier editions told and neither they nor these entries correct."""
    gone = {entry.mark for entry in mended} | {past.mark for past in told if past.mark.part == Part.CORRECTED}
    return [past for past in told if _mark(past) not in gone]


def _mark(past: PastEntry) -> Mark:
    """The mark of a correction of what an entry told."""
    return Mark(Part.CORRECTED, str(past.article), words=past.claim)


def _is_of(correction: Correction, past: PastEntry) -> bool:
    """True if a correction made since then is of the fact that an entry told: of its kind, in its sentence, by the same holder or speaker."""
    key = correction.key
    since = (correction.settled_at or "")[:10] >= past.told_on
    who = past.mark.kind.split("|")[0]
    return (
        since
        and _KINDS.get(past.mark.part) is key.kind
        and sum_of(key.sentence) == past.sentence
        and (key.kind is FactKind.EVENT or who == key.who)
    )


_KINDS = {
    Part.HAPPENED: FactKind.EVENT,
    Part.EXPECTED: FactKind.EVENT,
    Part.CHANGED: FactKind.STANCE,
    Part.SAID: FactKind.QUOTATION,
}
"""The kind of fact that an entry of each part tells."""


def _entry(past: PastEntry, mark: Mark, why: str) -> EditionEntry:
    there = past.article is not None and why != "removed"
    return EditionEntry(
        Part.CORRECTED,
        past.claim,
        (),
        (Reason(why),),
        mark,
        articles=frozenset({past.article} if past.article is not None else ()),
        facts=(("articles", past.article),) if there and past.article is not None else (),
    )
