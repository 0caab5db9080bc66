"""Composes an edition for the asker alone, now, as a digest would for the last days. Nothing of it is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.digests.claiming import edition_of
from bot.digests.composing import contents_of, shown
from bot.digests.previewing import example
from bot.model.subscription import Due, Kind, Place, Schedule, Style, Subscription
from bot.render.frames import DEFAULT
from bot.wording import counted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.render import Page
    from bot.store.database import Database

_ADD = "add news with /feed add or /article add."


async def brief(database: Database, libraries: Libraries, about: tuple[Subject, ...], days: int, now: datetime) -> Page:
    """Returns what a digest about these subjects, or about everything, would contain for the last days. If there is nothing new, it uses older articles."""
    subscription = Subscription(
        id=0,
        server=libraries.own,
        channel="",
        place=Place.TEXT,
        schedule=Schedule(zone="UTC"),
        about=about,
        style=Style.BRIEF,
        language=DEFAULT,
        say_empty=True,
        ping=None,
        created_by="",
        created_at=now - timedelta(days),
        filed_until=now - timedelta(days),
    )
    edition = edition_of(subscription, Due(now, "brief", Kind.NOW), now)
    contents, preface = await contents_of(database, subscription, edition), ""
    if not contents.entries:
        since = "today" if days == 1 else f"in the last {counted(days, 'day')}"
        on_it = " about this" if about else ""
        older = await example(database, subscription, edition)
        preface = f"Nothing new{on_it} {since}: {_ADD}"
        if older and older.entries:
            contents, preface = older, f"Nothing new{on_it} {since}. This is from the newest articles before."
    page, _ = shown(contents, subscription, edition, why=False, preface=preface)
    return page
