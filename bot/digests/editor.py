"""Answers an editor's questions about a server's digests: which one is meant, what options mean, previews and explanations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.asking.days import days
from bot.asking.interpreting import ANY
from bot.asking.subjects import completed, parts, subjects
from bot.catalogue import language, say
from bot.digests.briefing import brief, briefed
from bot.digests.composing import frame_in
from bot.digests.explaining import explain_article, explain_edition
from bot.digests.previewing import preview
from bot.digests.schedule import check, instant, zone_of
from bot.digests.subscribing import upcoming
from bot.digests.typed_options import wanted
from bot.digests.zones import offered
from bot.errors import AskError, Remedy
from bot.model.library import Libraries
from bot.model.query import CHOSEN
from bot.model.subscription import Place, Schedule, Style, Subscription
from bot.render.frames import DEFAULT, frame
from bot.render.notes import sentences_page
from bot.store.filed import heads
from bot.store.sentences import sentences_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.digests.subscribing import Digests
    from bot.digests.typed_options import DigestOptions
    from bot.digests.zones import Zone
    from bot.directory.directory import Directory
    from bot.model.edition import Receipt
    from bot.model.subscription import Edition
    from bot.render import Page
    from bot.render.notes import Note
    from bot.store.database import Database


class Editor:
    """Interprets, previews and explains a server's digests. Servers, channels and users are Discord ids as text."""

    def __init__(
        self, database: Database, directory: Directory, digests: Digests, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._directory = directory
        self._digests = digests
        self._clock = clock

    # ---- which ----

    async def one(self, server: str, chosen: str | None) -> Subscription:
        """Returns the digest the user means: by its number, or the only one.

        Raises:
            AskError: there is none, none with that number, or the user has to choose one.
        """
        there = await self._digests.of_server(server)
        if not there:
            raise AskError(say("This server has no digests yet."), Remedy.SUBSCRIBE)
        if chosen is None:
            if len(there) == 1:
                return there[0]
            raise AskError(say("This server has {n} digests: choose one with the option digest.", n=len(there)))
        number = chosen.strip().removeprefix("#")
        found = next((digest for digest in there if str(digest.number) == number), None)
        if found is None:
            raise AskError(say("There is no digest “{chosen}” here.", chosen=chosen[:40]), Remedy.LIST_DIGESTS)
        return found

    async def ended_or_not(self, server: str, number: int) -> Subscription:
        """Returns a digest by its id, as a button carries it, even if it has been unsubscribed.

        Raises:
            AskError: it no longer exists, or belongs to another server.
        """
        found = await self._digests.get(number)
        if found is None or found.server != server:
            raise AskError(say("This digest no longer exists."), Remedy.SUBSCRIBE)
        return found

    # ---- what and when ----

    def blank(
        self, server: str, channel: str, place: Place, user: str, zone: str, language: str = DEFAULT
    ) -> Subscription:
        """Returns a subscription with the defaults: daily at nine, brief, about everything."""
        now = self._clock()
        return Subscription(
            id=0,
            server=server,
            channel=channel,
            place=place,
            schedule=Schedule(zone=zone),
            about=(),
            style=Style.BRIEF,
            language=language,
            say_empty=False,
            ping=None,
            created_by=user,
            created_at=now,
            filed_until=now - timedelta(days=1),
        )

    async def wanted(self, typed: DigestOptions, before: Subscription) -> Subscription:
        """Returns the subscription with the typed options; saves nothing.

        Raises:
            AskError: an option can't be read.
        """
        libraries = Libraries(before.server)
        names = await self._directory.recall(self._database, parts(typed.about or ""), libraries)
        made = wanted(typed, before, names, libraries, self._clock())
        check(made.schedule)
        return made

    async def names(self, typed: str, server: str) -> list[tuple[str, str]]:
        """Returns completions of the last of several names typed, as (text shown, value)."""
        libraries = Libraries(server)
        names = await self._directory.recall(self._database, parts(typed), libraries, typing=True)
        return completed(typed, names, libraries)

    async def briefed_names(self, typed: str, days: int, libraries: Libraries) -> list[tuple[str, str]]:
        """Returns completions of the last of several names typed: of those whom articles tell of, if there are any; before a letter of it is typed, of whom a brief has something to tell."""
        names = await self._directory.recall(self._database, parts(typed), libraries, typing=True)
        if last := typed.rpartition(",")[2].strip():
            matches = names.complete(last, libraries, ANY)
            return completed(typed, names, libraries, offers=[match for match in matches if match.facts] or matches)
        told = await briefed(self._database, libraries, days, self._clock())
        before = {part.removeprefix(CHOSEN) for part in parts(typed)}
        known = [self._directory.match(name, libraries, ANY) for name in told if name not in before]
        return completed(typed, names, libraries, offers=[match for match in known if match])

    def zones(self, typed: str) -> list[Zone]:
        """Returns the time zones that match what was typed."""
        return offered(typed, self._clock())

    def upcoming(self, subscription: Subscription) -> list[datetime]:
        """Returns when the next three digests are due."""
        return upcoming(subscription.schedule, self._clock())

    def day(self, typed: str, subscription: Subscription) -> datetime:
        """Returns when a pause ends: the start of the typed day in the digest's zone.

        Raises:
            AskError: it is not a day, or not in the future.
        """
        zone = zone_of(subscription.schedule.zone)
        now = self._clock()
        first, _ = days(typed, now.astimezone(zone), ahead=True)
        begins = instant(first, 0, zone)
        if begins <= now:
            raise AskError(say("{day} is not in the future: give tomorrow or a later day.", day=first.isoformat()))
        return begins

    # ---- editions ----

    async def preview(self, subscription: Subscription) -> Page:
        """Returns the page of an edition as it would be sent now; stores nothing."""
        return await preview(self._database, subscription, self._clock())

    async def edition(self, server: str, nonce: str) -> tuple[Subscription, Edition] | None:
        """Returns an edition by its mark, and its subscription; None if there is none, or it belongs to another server."""
        found = await self._digests.marked(nonce)
        subscription = await self._digests.get(found.subscription) if found else None
        return (subscription, found) if found and subscription and subscription.server == server else None

    async def brief(self, about: str, days: int, libraries: Libraries) -> Page:
        """Returns what a digest would tell of the last days, about the names typed or everything.

        Raises:
            NameUnclearError: a name is unknown or ambiguous.
        """
        names = await self._directory.recall(self._database, parts(about), libraries)
        return await brief(self._database, libraries, subjects(about, names, libraries), days, self._clock())

    # ---- why ----

    async def why_edition(self, subscription: Subscription, edition: Edition) -> list[Note]:
        """Returns lines that explain why an edition contains what it does."""
        return await explain_edition(self._database, subscription, edition, frame(language()))

    async def why_article(self, subscription: Subscription, article: int) -> tuple[str, list[Note]]:
        """Returns an article's title, and lines that explain what became of it in a digest. `article` is its id.

        Raises:
            AskError: no such article is visible here.
        """
        there = await heads(self._database, Libraries(subscription.server), [article])
        found = next(iter(there.values()), None)
        if found is None:
            raise AskError(say("That article no longer exists here."), Remedy.LIST_ARTICLES)
        return found.title or "", await explain_article(
            self._database, subscription, found, self._clock(), frame(language())
        )

    async def sentences(self, receipt: Receipt, libraries: Libraries, language: str) -> Page:
        """Returns a page with the sentences behind a line, as they are now, in a language: an edition's, or the asker's."""
        there = await sentences_at(self._database, libraries, [(place.article, place.at) for place in receipt.places])
        beside = list(zip(receipt.places, there, strict=True))
        found = [(place, sentence) for place, sentence in beside if sentence is not None]
        gone = {place.article for place, sentence in beside if sentence is None}
        return sentences_page(found, len(gone), frame_in(language))
