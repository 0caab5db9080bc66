"""Composes the page of an edition, and the rows that record what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.asking.custom_ids import Act
from bot.digests.claiming import OVERLAP
from bot.digests.contents import build
from bot.digests.corrections import corrections, uncorrected
from bot.digests.marks import looked_at, recalled, told
from bot.digests.nothing import why_nothing
from bot.digests.ports import Composed
from bot.digests.running import running
from bot.digests.schedule import zone_of
from bot.model.edition import Part, Remit
from bot.model.library import Libraries
from bot.model.subscription import Kind, Style
from bot.render.editions import Imprint, edition_page
from bot.render.frames import DEFAULT, frame, languages
from bot.store.edition_entries import text_hashes, told_before, told_beside
from bot.store.events import keys_now
from bot.store.instants import stored
from bot.store.merges import with_merged
from bot.store.pictures import pictures_of

if TYPE_CHECKING:
    from bot.model.edition import Contents
    from bot.model.subscription import Edition, Subscription
    from bot.render import Page
    from bot.render.frames import Frame
    from bot.store.database import Database

REMEMBERED = timedelta(60)
"""How long we remember what was told: it is not repeated in its channel, and it is corrected if its article changes."""
_ANY_ZONE = timedelta(2)
"""Margin for time zones: what was told is stored by the reader's local day."""
FLASHES_LOOK_BACK = timedelta(1)
"""How far back a flash looks: the second outlet may report an event hours after the first."""


def frame_in(language: str) -> Frame:
    """Returns the frame for a language; English if we no longer ship it."""
    return frame(language if language in languages() else DEFAULT)


def frame_of(subscription: Subscription) -> Frame:
    """Returns the frame of a subscription's editions."""
    return frame_in(subscription.language)


def show_act(subscription: Subscription) -> Act:
    """Returns the act of an edition's menu. Its id carries the language, and in direct messages the server; ids of older editions carry none."""
    whose = (subscription.server,) if subscription.follower else ()
    return Act("sentences", "show", (subscription.language, *whose))


def why_act(edition: Edition) -> Act:
    """Returns the act of the "why" button. Its id carries the edition's mark."""
    return Act("edition", "why", (edition.nonce,))


def remit_of(subscription: Subscription, edition: Edition, after: int = 0) -> Remit:
    """Returns the remit of an edition: period, libraries, subjects and style."""
    flash = edition.kind is Kind.FLASH
    since = max(subscription.created_at, edition.until - FLASHES_LOOK_BACK) if flash else edition.since
    zone = zone_of(subscription.schedule.zone)
    return Remit(
        since=stored(since),
        until=stored(edition.until),
        today=edition.until.astimezone(zone).date().isoformat(),
        libraries=Libraries(subscription.server),
        about=subscription.about,
        muted=subscription.muted,
        topics=subscription.topics,
        style=subscription.style,
        important=flash,
        news_from=(since - timedelta(subscription.max_age)).astimezone(zone).date().isoformat(),
        after=0 if flash else after,
        looked_until="" if flash else stored(edition.since + OVERLAP),
    )


async def contents_of(
    database: Database, subscription: Subscription, edition: Edition, *, why: bool = False
) -> Contents:
    """Returns the contents of an edition before they are fitted to a message. With `why`, they include the decision on every fact."""
    since = edition.until - REMEMBERED
    rows = await told_before(database, subscription.id, edition.due_at, since - _ANY_ZONE)
    before = recalled(rows, since.date().isoformat())
    elsewhere = await told_beside(database, subscription, since, edition.sending_at)
    beside = recalled(elsewhere, since.date().isoformat())
    remit = remit_of(subscription, edition, looked_at(rows))
    about = await with_merged(database, remit.libraries.visible, await keys_now(database, remit.about))
    remit = replace(remit, about=about)
    mended = await corrections(database, remit.libraries, before)
    marks = [past.mark for past in (*before, *beside)]
    contents = await build(database, remit, marks, [] if remit.important else mended, why=why)
    contents = running(contents, uncorrected(before, mended), "@me" if subscription.follower else subscription.server)
    if not subscription.picture or subscription.style is Style.HEADLINES:
        return contents
    stories = {evidence.source.article for entry in contents.of(Part.HAPPENED) for evidence in entry.evidence}
    return replace(contents, pictures=await pictures_of(database, stories))


def shown(
    contents: Contents, subscription: Subscription, edition: Edition, *, why: bool = True, preface: str = ""
) -> tuple[Page, Contents]:
    """Returns the page of an edition, and the contents that fit it. Without `why`, the page has no "why" button; `preface` stands above it."""
    imprint = Imprint(
        frame_of(subscription),
        show_act(subscription).custom_id,
        why_act(edition).custom_id if why and subscription.follower is None else None,
        missed=edition.missed,
        flash=edition.kind is Kind.FLASH,
        picture=subscription.picture,
        preface=preface,
    )
    page, kept = edition_page(contents, imprint)
    if why and subscription.ping and kept.entries:
        page = replace(page, ping=subscription.ping)
    return page, kept


class PageComposer:
    """Composes editions from the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, subscription: Subscription, edition: Edition) -> Composed[Page]:
        """Returns the page and what it tells; no page if there is nothing new and the subscription skips empty editions."""
        contents = await contents_of(self._database, subscription, edition)
        page, kept = shown(contents, subscription, edition)
        if not kept.entries and not _says_so(subscription, edition):
            flash = edition.kind is Kind.FLASH  # nobody asks why each of hundreds had nothing
            return Composed(None, nothing="" if flash else why_nothing(await self._explained(subscription, edition)))
        libraries = contents.remit.libraries
        hashes = await text_hashes(
            self._database,
            libraries,
            {evidence.source.article for entry in kept.entries for evidence in entry.evidence[:1]},
        )
        return Composed(page, told(kept, hashes, frame_of(subscription)))

    async def _explained(self, subscription: Subscription, edition: Edition) -> Contents:
        return await contents_of(self._database, subscription, edition, why=True)


def _says_so(subscription: Subscription, edition: Edition) -> bool:
    """True if an edition without news is sent: the subscription wants it, or someone just asked for it."""
    return edition.kind is Kind.NOW or (subscription.say_empty and edition.kind is not Kind.FLASH)
