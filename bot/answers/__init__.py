"""A query into an answer: what the library says, what it does not, and what else may be asked. Knows no Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.quotes import answer_quote
from bot.answers.stances import answer_stance
from bot.answers.timelines import answer_timeline
from bot.model import QuoteQuery, StanceQuery, TimelineQuery

if TYPE_CHECKING:
    from bot.model import Answer, Libraries, Query
    from bot.store.database import Database

__all__ = ["answer"]


async def answer(database: Database, query: Query, libraries: Libraries) -> Answer:
    """The answer to a query, from the articles the asker may see."""
    match query:
        case StanceQuery():
            return await answer_stance(database, query, libraries)
        case TimelineQuery():
            return await answer_timeline(database, query, libraries)
        case QuoteQuery():
            return await answer_quote(database, query, libraries)
