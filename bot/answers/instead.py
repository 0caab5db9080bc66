"""A query that found nothing into what was looked for, in words, and what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Answer, Offer, QuoteQuery, StanceQuery, TimelineQuery
from bot.store.articles import count_articles
from bot.store.events import events
from bot.store.quotations import quotations
from bot.store.stances import stances
from bot.wording import counted, date_words, joined, shortened

if TYPE_CHECKING:
    from bot.model import Libraries, Query, Subject
    from bot.store.database import Database

_NAME = 40
"""Characters of a name on a button (labels hold 80; phones show about 38)."""


def described(query: Query) -> str:
    """A query in words: "quotations by Abbas Araghchi about Iran"."""
    match query:
        case StanceQuery(holder, on):
            return f"stance of {holder.name}{f' on {on.name}' if on else ''}"
        case TimelineQuery(about, since, until):
            span = "".join(f" {word} {date_words(day)}" for word, day in (("since", since), ("until", until)) if day)
            return f"event to do with {about.name}{span}"
        case QuoteQuery(speaker, about, words):
            topic = f" about {about.name}" if about else f" with the words “{words}”" if words else ""
            return f"quotation by {speaker.name}{topic}"


async def scope(database: Database, libraries: Libraries) -> str:
    """What was looked through: "Read from 12 articles"."""
    return f"From {counted(await count_articles(database, libraries), 'article')}"


async def nothing(database: Database, query: Query, libraries: Libraries) -> Answer:
    """An answer without lines, with the nearest questions that have some."""
    number = await count_articles(database, libraries)
    looked = f"No {described(query)} in {'the one article' if number == 1 else counted(number, 'article')} I may look at here."
    if number == 0:
        looked = "There is no article in the library yet, so there is nothing to answer from."
    offers = await _offers(database, query, libraries)
    there_is = f" There is {joined([offer.label for offer in offers])}." if offers else ""
    return Answer(query, looked + there_is, offers=offers, scope=await scope(database, libraries))


async def _offers(database: Database, query: Query, libraries: Libraries) -> tuple[Offer, ...]:
    subject = (
        query.about
        if isinstance(query, TimelineQuery)
        else query.speaker
        if isinstance(query, QuoteQuery)
        else query.holder
    )
    found: list[Offer] = []
    wider: Query
    if subject.kind == "actor":
        if held := await stances(database, libraries, subject.id, None):
            wider = StanceQuery(subject)
            found.append(Offer(f"{counted(len(held), 'stance')} of {shortened(subject.name, _NAME)}", wider))
        if said := await quotations(database, libraries, subject.id):
            wider = QuoteQuery(subject)
            found.append(Offer(f"{counted(len(said), 'quotation')} by {shortened(subject.name, _NAME)}", wider))
    found += await _timelines(database, query, subject, libraries)
    return tuple(offer for offer in found if offer.query != query)


async def _timelines(database: Database, query: Query, subject: Subject, libraries: Libraries) -> list[Offer]:
    other = query.on if isinstance(query, StanceQuery) else query.about if isinstance(query, QuoteQuery) else None
    told = [(one, await events(database, libraries, one)) for one in (subject, other) if one]
    return [
        Offer(f"{counted(len(some), 'event')} to do with {shortened(one.name, _NAME)}", TimelineQuery(one))
        for one, some in told
        if some
    ]
