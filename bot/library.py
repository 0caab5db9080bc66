"""Articles into the library: read off the loop, filed in one transaction each; what is filed already is left alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import EVERYONE
from bot.store.articles import content_hash, file_reading, filed, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.model import Article
    from bot.reading import Reader
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Loaded:
    """The numbers of the articles that were filed or filed anew, and how many were in the library as they are."""

    filed: tuple[int, ...] = ()
    known: int = 0


async def load(
    database: Database,
    reader: Callable[[], Reader],
    version: str,
    articles: Iterable[Article],
    now: Callable[[], datetime],
    library: str = EVERYONE,
) -> Loaded:
    """File what is new, what another version of the reader read, and what says something else of itself now.

    A directory learns none of it by itself: after many articles it is quicker to learn all at once than one by one.

    Args:
        database: where to.
        reader: makes the reader, only where there is something to read: that takes longer than to see that there is not.
        version: of the reader and what it knows.
        articles: in the order they are to be filed; of two with the same words the first counts.
        now: the clock.
        library: whose articles they are.
    """
    known = await filed(database, library)
    new: list[int] = []
    left = 0
    made: Reader | None = None
    seen: set[str] = set()
    for article in articles:
        words = content_hash(article.text)
        before = known.get(words)
        again = words in seen
        seen.add(words)
        if again or (before and before.reader == version and before.head == head(article)):
            left += 1
            continue
        if made is None:
            made = await asyncio.to_thread(reader)
        reading = await asyncio.to_thread(made.read, article)
        new.append(await file_reading(database, replace(reading, reader=version), library, now()))
    return Loaded(tuple(new), left)
