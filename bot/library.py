"""Articles into the library: read off the loop, filed in one transaction each; what is filed already is left alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.intake.links import same_page
from bot.model import EVERYONE, Origin
from bot.store.articles import content_hash, file_reading, filed, head, replaced

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from bot.model import Article, Reading
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Loaded:
    """The numbers of the articles that were filed or filed anew, and how many were in the library as they are."""

    filed: tuple[int, ...] = ()
    known: int = 0


async def load(
    database: Database,
    read: Callable[[Article], Awaitable[Reading]],
    version: str,
    articles: Iterable[Article],
    now: Callable[[], datetime],
    library: str = EVERYONE,
) -> Loaded:
    """File what is new, what another version of the reader read, and what says something else of itself now.

    A directory learns none of it by itself: after many articles it is quicker to learn all at once than one by one.

    Args:
        database: where to.
        read: the facts of an article; asked only for what has to be read.
        version: of the reader and what it knows.
        articles: in the order they are to be filed; of two with the same words the first counts, of two of one page the last.
        now: the clock.
        library: whose articles they are.
    """
    known, old = await filed(database, library), await replaced(database, library)
    new: list[int] = []
    left = 0
    seen: set[str] = set()
    for article in articles:
        words = content_hash(article.text)
        before = known.get(words)
        again = words in seen or words in old
        seen.add(words)
        if again or (before and before.reader == version and before.head == head(article)):
            left += 1
            continue
        reading = await read(article)
        origin = Origin(same_page(article.url) if article.url else None)
        filing = await file_reading(database, replace(reading, reader=version), library, now(), origin)
        new.append(filing.article)
    return Loaded(tuple(new), left)
