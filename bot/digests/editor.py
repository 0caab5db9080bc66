"""What an editor asks of a server's digests: which is meant, what one would be, what the next edition would hold, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.asking.days import days
from bot.asking.subjects import completed, parts
from bot.digests.claiming import edition_of
from bot.digests.composing import contents_of, frame_in, shown
from bot.digests.explaining import explain_article, explain_edition
from bot.digests.schedule import check, instant, zone_of
from bot.digests.subscribing import upcoming
from bot.digests.wanting import wanted
from bot.digests.zones import offered
from bot.errors import AskError, Remedy
from bot.model.library import Libraries
from bot.model.subscription import Due, Kind, Place, Schedule, Style, Subscription
from bot.render.frames import DEFAULT, frame
from bot.render.notes import sentences_page
from bot.store.filed import heads, titles
from bot.store.sentences import sentences_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.digests.subscribing import Digests
    from bot.digests.wanting import DigestOptions
    from bot.digests.zones import Zone
    from bot.directory.directory import Directory
    from bot.model.edition import Receipt
    from bot.model.subscription import Edition
    from bot.render import Page
    from bot.render.notes import Note
    from bot.store.database import Database


class Editor:
    """Looks after a server's digests. Servers, channels and users are given by Discord's ids, in text."""

    def __init__(
        self, database: Database, directory: Directory, digests: Digests, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._directory = directory
        self._digests = digests
        self._clock = clock

    # ---- which ----

    async def one(self, server: str, chosen: str | None) -> Subscription:
        """The digest that is meant: by its number, or the only one there is.

        Raises:
            AskError: there is none, none of that number, or one has to be chosen.
        """
        there = await self._digests.of_server(server)
        if not there:
            raise AskError("This server has no digests yet.", Remedy.SUBSCRIBE)
        if chosen is None:
            if len(there) == 1:
                return there[0]
            raise AskError(f"This server has {len(there)} digests: choose one with the option digest.")
        number = chosen.strip().removeprefix("#")
        found = next((one for one in there if str(one.number) == number), None)
        if found is None:
            raise AskError(f"There is no digest “{chosen[:40]}” here.", Remedy.LIST_DIGESTS)
        return found

    async def ended_or_not(self, server: str, number: str) -> Subscription:
        """A digest by its id, as a button carries it, though it may have ended.

        Raises:
            AskError: it is gone for good, or another server's.
        """
        found = await self._digests.get(int(number)) if number.isdecimal() else None
        if found is None or found.server != server:
            raise AskError("This digest no longer exists.", Remedy.SUBSCRIBE)
        return found

    # ---- what and when ----

    def blank(self, server: str, channel: str, place: Place, user: str, zone: str) -> Subscription:
        """A subscription nobody has said anything of yet: daily at nine, brief, about everything."""
        now = self._clock()
        return Subscription(
            id=0,
            server=server,
            channel=channel,
            place=place,
            schedule=Schedule(zone=zone),
            about=(),
            style=Style.BRIEF,
            language=DEFAULT,
            say_empty=False,
            ping=None,
            created_by=user,
            created_at=now,
            filed_until=now - timedelta(days=1),
        )

    async def wanted(self, typed: DigestOptions, before: Subscription) -> Subscription:
        """A subscription with what was typed; nothing is saved.

        Raises:
            AskError: an option can't be read.
        """
        libraries = Libraries(before.server)
        names = await self._directory.recall(self._database, parts(typed.about or ""), libraries)
        made = wanted(typed, before, names, libraries, self._clock())
        check(made.schedule)
        return made

    async def names(self, typed: str, server: str) -> list[tuple[str, str]]:
        """Names for what was typed of what a digest is about: (shown, typed then)."""
        libraries = Libraries(server)
        names = await self._directory.recall(self._database, parts(typed), libraries, typing=True)
        return completed(typed, names, libraries)

    def zones(self, typed: str) -> list[Zone]:
        """Zones for what was typed."""
        return offered(typed, self._clock())

    def upcoming(self, subscription: Subscription) -> list[datetime]:
        """When the next three digests are due."""
        return upcoming(subscription.schedule, self._clock())

    def day(self, typed: str, subscription: Subscription) -> datetime:
        """When a pause is over: the beginning, in its zone, of the day that was typed.

        Raises:
            AskError: it is no day, or a day that is past.
        """
        zone = zone_of(subscription.schedule.zone)
        now = self._clock()
        first, _ = days(typed, now.astimezone(zone), ahead=True)
        begins = instant(first, 0, zone)
        if begins <= now:
            raise AskError(f"{first.isoformat()} is not in the future: give tomorrow or a later day.")
        return begins

    # ---- editions ----

    async def preview(self, subscription: Subscription) -> Page:
        """What an edition would hold that were sent now. Nothing is kept of it."""
        now = self._clock()
        edition = edition_of(subscription, Due(now, "preview", Kind.NOW), now)
        page, _ = shown(await contents_of(self._database, subscription, edition), subscription, edition, why=False)
        return page

    async def edition(self, server: str, nonce: str) -> tuple[Subscription, Edition]:
        """An edition by its mark, and whose it is.

        Raises:
            AskError: it is too long ago to be known, or another server's.
        """
        found = await self._digests.marked(nonce)
        subscription = await self._digests.get(found.subscription) if found else None
        if found is None or subscription is None or subscription.server != server:
            raise AskError("This digest is too old: I no longer keep its details.")
        return subscription, found

    # ---- why ----

    async def why_edition(self, subscription: Subscription, edition: Edition) -> list[Note]:
        """Why an edition holds what it holds."""
        return await explain_edition(self._database, subscription, edition, frame(DEFAULT))

    async def why_article(self, subscription: Subscription, article: str) -> tuple[str, list[Note]]:
        """An article's title, and what became of it in a digest. The article is given by its number.

        Raises:
            AskError: there is none of that number to be seen here.
        """
        libraries = Libraries(subscription.server)
        number = article.removeprefix("#")
        there = await heads(self._database, libraries, [int(number)]) if number.isdecimal() else {}
        found = next(iter(there.values()), None)
        if found is None:
            raise AskError(
                f"There is no article “{article[:60]}” here: type some words from its title and choose it from the list."
            )
        return found.title or "", await explain_article(
            self._database, subscription, found, self._clock(), frame(DEFAULT)
        )

    async def titles(self, typed: str, server: str) -> list[tuple[int, str]]:
        """Articles filed lately whose titles have the words typed so far: number and title, newest first."""
        return await titles(self._database, Libraries(server), typed)

    async def sentences(self, receipt: Receipt, libraries: Libraries, language: str) -> Page:
        """The sentences behind a line of an edition, as they stand now, in the edition's language."""
        there = await sentences_at(self._database, libraries, receipt.places)
        found = [(one, one.at == span) for one, (_, span) in zip(there, receipt.places, strict=True) if one is not None]
        gone = {article for one, (article, _) in zip(there, receipt.places, strict=True) if one is None}
        return sentences_page(found, len(gone), frame_in(language))
