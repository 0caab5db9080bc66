"""Composes an edition for the asker alone, now, as a digest would for the last days. Nothing of it is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.catalogue import N_, N_n, language, say, say_n
from bot.digests.claiming import edition_of
from bot.digests.composing import contents_of, shown
from bot.digests.previewing import example
from bot.model.subscription import Due, Kind, Place, Schedule, Style, Subscription

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.edition import Contents
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.model.subscription import Edition
    from bot.render import Page
    from bot.store.database import Database


_NOTHING = N_n("Nothing new today.", "Nothing new in the last {n} days.")
_NOTHING_ABOUT = N_n("Nothing new about this today.", "Nothing new about this in the last {n} days.")
_OLDER = N_("This is from the newest articles before.")
_ADD = N_("Add news with /feed add or /article add.")


async def brief(database: Database, libraries: Libraries, about: tuple[Subject, ...], days: int, now: datetime) -> Page:
    """Returns what a digest about these subjects, or about everything, would contain for the last days. If there is nothing new, it uses older articles."""
    subscription, edition = _for_the_asker(libraries, about, Style.BRIEF, days, now)
    contents, is_new = await _contents(database, subscription, edition, days)
    preface = ""
    if not is_new:
        preface = say_n(*(_NOTHING_ABOUT if about else _NOTHING), days)
        more = _OLDER if contents.entries else _ADD
        preface = f"{preface} {say(more)}"
    page, _ = shown(contents, subscription, edition, why=False, preface=preface)
    return page


async def briefed(database: Database, libraries: Libraries, days: int, now: datetime) -> list[str]:
    """Returns the ids of whom and what a digest of the last days tells, in its order: one about any of them has something to tell."""
    contents, _ = await _contents(database, *_for_the_asker(libraries, (), Style.FULL, days, now), days)
    told = (
        ((entry.subject.id,) if entry.subject else (), entry.mark.who, entry.mark.whom) for entry in contents.entries
    )
    return list(dict.fromkeys(name for entry in told for ids in entry for name in ids))


def _for_the_asker(
    libraries: Libraries, about: tuple[Subject, ...], style: Style, days: int, now: datetime
) -> tuple[Subscription, Edition]:
    """Returns a subscription and an edition of it that are not stored."""
    subscription = Subscription(
        id=0,
        server=libraries.own,
        channel="",
        place=Place.TEXT,
        schedule=Schedule(zone="UTC"),
        about=about,
        style=style,
        language=language(),
        say_empty=True,
        ping=None,
        created_by="",
        created_at=now - timedelta(days),
        filed_until=now - timedelta(days),
    )
    return subscription, edition_of(subscription, Due(now, "brief", Kind.NOW), now)


async def _contents(
    database: Database, subscription: Subscription, edition: Edition, days: int
) -> tuple[Contents, bool]:
    """Returns what is new, or else what the articles of as many earlier days tell, the last that tell anything; and whether it is new."""
    contents = await contents_of(database, subscription, edition)
    if contents.entries:
        return contents, True
    older = await example(database, subscription, edition, timedelta(days))
    return older or contents, False
