"""Articles into the library: read off the loop, filed in one transaction each, learnt by the directory; what is filed already is left alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import EVERYONE
from bot.reading import READER, Reader
from bot.store.articles import content_hash, file_reading, filed, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.directory import Directory
    from bot.model import Article
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many articles were filed or filed anew, and how many were in the library as they are."""

    filed: int = 0
    known: int = 0


async def load(
    database: Database,
    directory: Directory,
    reader: Callable[[], Reader],
    articles: Iterable[Article],
    now: Callable[[], datetime],
    library: str = EVERYONE,
) -> Loaded:
    """File what is new, what another version of the reader read, and what says something else of itself now.

    Args:
        database: where to.
        directory: learns the names as they come.
        reader: makes the reader, only where there is something to read: that takes longer than to see that there is not.
        articles: in the order they are to be filed.
        now: the clock.
        library: whose articles they are.
    """
    known = await filed(database, library)
    new = left = 0
    made: Reader | None = None
    for article in articles:
        before = known.get(content_hash(article.text))
        if before and before.reader == READER and before.head == head(article):
            left += 1
            continue
        if made is None:
            made = await asyncio.to_thread(reader)
        reading = await asyncio.to_thread(made.read, article)
        number = await file_reading(database, reading, library, now())
        await directory.learn(database, number)
        new += 1
    return Loaded(new, left)
