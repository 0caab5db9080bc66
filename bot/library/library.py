"""Adds articles from drafts to a server's library and removes them again: each story once, within the server's limits, names kept up to date."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.changes import Changes, changes
from bot.answers.gist import Facts, actors_words, facts_of, sections_of, sentences_behind
from bot.catalogue import number, say, say_n
from bot.catalogue.lazy import stored
from bot.errors import AskError, Remedy
from bot.intake.links import same_page
from bot.intake.readings import Readings
from bot.model.answer import Line, Section
from bot.model.article import Article, Origin, Through
from bot.model.library import EVERYONE, Draft, FactCounts, FilingOutcome, Libraries
from bot.store import article_drafts, removal
from bot.store.articles import content_hash, file_reading
from bot.store.duplicates import same_in
from bot.store.events import events_in
from bot.store.library import count_listed, held, listing
from bot.store.loaded import is_loaded
from bot.store.quotations import quotations_in
from bot.store.servers import begin
from bot.store.similarity import signature
from bot.store.stances import stances_in
from bot.wording import date_words, joined, shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.directory.directory import Directory
    from bot.intake.intake import Intake
    from bot.model.answer import SentenceInContext
    from bot.model.article import Candidate
    from bot.model.edition import Receipt, SentencePlace
    from bot.model.facts import Reading
    from bot.model.library import Filing, Held, Listed, Same
    from bot.store.database import Database

UNDO = timedelta(days=1)
"""How long a removed article can be restored and a draft can be added."""
_MILLION = 1_000_000
_OFFERED = 25
_ABOUT = 5
"""How many of an article's actors are named: a phone's screen has to hold its facts."""
_DEEP = 20_000
"""Articles searched while a user types: takes about 30 ms."""


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """How much a server and its members may do; 0 means no limit."""

    articles_a_day: int = 0
    millions: int = 0
    """Total characters of all its articles, in millions."""
    feeds: int = 0
    """Number of feeds."""
    answers_a_minute: int = 0
    """Answers that a member may post for everyone in one channel."""


UNLIMITED = ServerLimits()


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a draft would do, in sentences, with the facts read from it."""

    draft: Draft
    told: tuple[str, ...]
    sections: tuple[Section, ...]
    same: Same | None
    came_to: str = ""
    """What adding it would come to, if the same article is stored already."""

    @property
    def can_be_filed(self) -> bool:
        """False if everyone's library has it already, since every server sees that."""
        return self.same is None or self.same.library != EVERYONE


@dataclass(frozen=True, slots=True)
class Shown:
    """An article for display: the changes since its last update, and the facts read from it."""

    held: Held
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """The result of reading an article again."""

    held: Held
    before: int
    """Number of facts it had before."""
    changed: Changes | None
    """How the page differs from the stored text; None if it is the same or was not fetched."""
    unreached: str | None
    """Why the page could not be fetched."""


class Library:
    """The articles a server may see and change. Servers and users are given by their Discord ids."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        intake: Intake,
        reader: str,
        limits: ServerLimits,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._directory = directory
        self._intake = intake
        self._readings = Readings(intake)
        self._reader = reader
        self._limits = limits
        self._clock = clock

    # ---- Drafts ----

    async def begin(self, server: str) -> None:
        """Note that something is begun for a server, such as fetching an article: what stores it in the end can tell whether the server's data was deleted meanwhile."""
        await begin(self._database, server, self._clock())

    async def draft(self, candidate: Candidate, server: str, user: str) -> Draft:
        """Save a fetched article as a draft until it is added or a day has passed.

        Raises:
            StoppedError: the server's data was deleted while the article was fetched.
        """
        article = candidate.article
        page = same_page(article.url) if article.url else None
        origin = Origin(page, str(candidate.dating), user, claimed=candidate.claimed)
        draft = Draft(0, server, user, article, origin, candidate.notes)
        return await article_drafts.keep(self._database, draft, self._clock())

    async def kept(self, number: int, server: str, user: str) -> Draft:
        """Returns a draft.

        Raises:
            AskError: it was added or discarded, is more than a day old, or belongs to another user.
        """
        found = await article_drafts.draft(self._database, number, server, user)
        if found is None:
            raise AskError(
                say("This draft is gone: it was added or discarded, or it is more than a day old."), Remedy.ADD_ARTICLE
            )
        return found

    async def mend(self, draft: Draft, article: Article, dating: str | None) -> Draft:
        """Save a draft with edited details."""
        page = same_page(article.url) if article.url else None
        mended = replace(draft, article=article, origin=replace(draft.origin, page=page, dating=dating))
        await article_drafts.change(self._database, mended)
        return mended

    async def discard(self, draft: Draft) -> None:
        """Delete a draft."""
        await article_drafts.drop(self._database, draft.id)
        self._readings.drop(draft.article)

    async def preview(self, draft: Draft) -> Preview:
        """Read a draft if it was not read yet, and check for the same article in the library.

        Raises:
            AskError: reading it exceeds the time or memory limit.
        """
        told, sections = await self.glance(draft.article, most=3)
        same = await self._same(draft.article, draft.origin, frozenset({EVERYONE, draft.server}))
        return Preview(draft, told, sections, same, _came_to(same, draft.article) if same else "")

    async def glance(self, article: Article, most: int | None = None) -> tuple[tuple[str, ...], tuple[Section, ...]]:
        """Returns our own sentences on whom an article is about and how much was read from it, and its facts. Nothing is stored.

        Args:
            article: filed or not.
            most: how many facts of each kind; None for all.

        Raises:
            AskError: reading it exceeds the time or memory limit.
        """
        reading = await self._readings.of(article)
        facts = facts_of(reading)
        actors = actors_words(reading, _ABOUT)
        told = (
            *([say("About {actors}.", actors=actors)] if actors else []),
            say(
                "Found in it: {facts}.",
                facts=_counted(FactCounts(len(facts.events), len(facts.stances), len(facts.quotations))),
            ),
        )
        return told, sections_of(facts, most)

    async def sentences(self, article: Article, receipt: Receipt) -> list[tuple[SentencePlace, SentenceInContext]]:
        """Returns the sentences behind a line of an article that is not filed.

        Raises:
            AskError: reading it exceeds the time or memory limit.
        """
        return sentences_behind(await self._readings.of(article), receipt)

    async def file(self, draft: Draft) -> tuple[Filing, Held | None]:
        """Add a draft to the library in one transaction. Returns the outcome and the article as it is stored now.

        Raises:
            StoppedError: it was filed, discarded or deleted meanwhile.
            AskError: the server's limits are reached, or reading it exceeds the time or memory limit.
        """
        await self.has_room(draft.server, len(draft.article.text))
        reading = await self._readings.of(draft.article)
        origin = replace(draft.origin, through=Through("draft", draft.id))
        filing = await self.take_read(reading, draft.server, origin)
        self._readings.drop(draft.article)
        return filing, await held(self._database, Libraries(draft.server), filing.article)

    async def take(self, candidate: Candidate, reading: Reading, library: str, feed: int | None = None) -> Filing:
        """Add an article that no user previews, from a feed, in one transaction.

        Raises:
            StoppedError: the feed is paused or removed, or its server was deleted or left.
        """
        url = reading.article.url
        page = same_page(url) if url and not candidate.shares_page else None
        through = Through("feed", feed) if feed is not None else None
        origin = Origin(page, str(candidate.dating), claimed=candidate.claimed, through=through)
        return await self.take_read(reading, library, origin)

    async def take_read(self, reading: Reading, library: str, origin: Origin) -> Filing:
        """Add an article that was already read, in one transaction, and index its names."""
        stamped = replace(reading, reader=self._reader)
        filing = await file_reading(self._database, stamped, library, self._clock(), origin)
        await self._directory.keep_up(self._database)
        return filing

    async def _same(self, article: Article, origin: Origin, within: frozenset[str]) -> Same | None:
        """The same article in one of these libraries, if any."""
        signed = await asyncio.to_thread(signature, article.text)
        return await same_in(self._database, article, content_hash(article.text), origin.page, within, signed)

    async def has_room(self, server: str, size: int = 0) -> None:
        """Check that a server may add another article of `size` characters. Everyone's library has no limit.

        Raises:
            AskError: a limit is reached; the message says which.
        """
        if server == EVERYONE:
            return
        a_day, most = self._limits.articles_a_day, self._limits.millions
        if a_day and await removal.filed_since(self._database, server, self._clock() - timedelta(days=1)) >= a_day:
            raise AskError(
                say_n(
                    "This server has added {n} article in the last 24 hours, the most allowed. Try again tomorrow, or ask the bot's operator for a higher limit.",
                    "This server has added {n} articles in the last 24 hours, the most allowed. Try again tomorrow, or ask the bot's operator for a higher limit.",
                    a_day,
                )
            )
        if most and await removal.size(self._database, server) + size > most * _MILLION:
            raise AskError(
                say(
                    "This server’s library is full: it may hold {n} million characters, unless the bot's operator allows more.",
                    n=number(most),
                ),
                Remedy.REMOVE_ARTICLE,
            )

    # ---- What is filed ----

    async def look(
        self, libraries: Libraries, words: str, limit: int, after: int = 0, *, own: bool = False
    ) -> tuple[list[Listed], int]:
        """Returns the visible articles that contain all these words, newest first, and their total number."""
        some = words.lower().split()[:8]
        found = await listing(self._database, libraries, some, limit, after, own=own)
        return found, await count_listed(self._database, libraries, some, own=own)

    async def offer(self, libraries: Libraries, words: str, *, own: bool = False) -> list[Listed]:
        """Returns up to 25 articles to choose from while a user types. To answer at once, it searches only the newest of everyone's articles."""
        some = words.lower().split()[:8]
        ours = await listing(self._database, libraries, some, _OFFERED, own=True)
        if own:
            return ours
        everyones = {row.id: row for row in await listing(self._database, libraries, some, _OFFERED, deep=_DEEP)}
        everyones |= {row.id: row for row in ours}
        return sorted(everyones.values(), key=lambda row: -row.id)[:_OFFERED]

    async def get(self, libraries: Libraries, article: int) -> Held:
        """Returns a visible article with everything stored about it.

        Raises:
            AskError: there is none.
        """
        found = await held(self._database, libraries, article)
        if found is None:
            raise AskError(say("That article no longer exists here."), Remedy.LIST_ARTICLES)
        return found

    async def show(self, libraries: Libraries, article: int) -> Shown:
        """Returns a visible article with the facts read from it, and how its last update changed it.

        Raises:
            AskError: there is no such article, or it is not visible.
        """
        found = await self.get(libraries, article)
        facts = Facts(
            tuple(await stances_in(self._database, libraries, article)),
            tuple(await events_in(self._database, libraries, article)),
            tuple(await quotations_in(self._database, libraries, article)),
        )
        changed = await asyncio.to_thread(_changed_since, found) if found.revisions else ()
        return Shown(found, (*changed, *sections_of(facts)))

    async def given(self, server: str, given: str) -> int:
        """Returns the id of an article in a library, given by its number there or by its link; removed articles count too.

        Raises:
            AskError: it is neither a number nor the link of an article there.
        """
        if given.isdecimal() and len(given) < 19:
            numbered = await removal.numbered(self._database, server, int(given))
            if numbered is None:
                raise AskError(say("There is no article {number} in this library.", number=given), Remedy.LIST_ARTICLES)
            return numbered
        found = await removal.article_at(self._database, server, same_page(given))
        if found is None:
            raise AskError(say("No article has that link: give an article's number, or the link it was added with."))
        return found

    async def is_a_file(self, article: int) -> bool:
        """True if an article was loaded from a file of the operator's: after deletion that file would be loaded again."""
        return await is_loaded(self._database, article)

    async def own(self, server: str, article: int) -> Held:
        """Returns an article the server may change: one of its own.

        Raises:
            AskError: there is none, or it is everyone's.
        """
        found = await self.get(Libraries(server), article)
        if found.listed.library != server:
            raise AskError(
                say(
                    "That article is in everyone’s library, not in this server’s own: only the bot's operator can change or remove it."
                ),
                Remedy.LIST_ARTICLES,
            )
        return found

    async def remove(self, server: str, article: int) -> Held:
        """Hide one of a server's own articles; it can be restored for a day.

        Raises:
            AskError: there is none, or it is everyone's.
        """
        found = await self.own(server, article)
        await removal.remove(self._database, article, server, self._clock())
        await self._directory.keep_up(self._database)
        return found

    async def restore(self, server: str, article: int) -> Held:
        """Restore a removed article.

        Raises:
            AskError: it is already deleted.
        """
        back = await removal.restore(self._database, article, server)
        await self._directory.keep_up(self._database)
        if not back:
            raise AskError(
                say("That article can't be restored: articles are deleted for good one day after they are removed.")
            )
        return await self.get(Libraries(server), article)

    async def reread(self, server: str, article: int) -> Reread:
        """Read one of a server's own articles again: fetch its page if it has a link, else reuse its text.

        Raises:
            AskError: there is no such article, or reading it exceeds the time or memory limit.
        """
        before = await self.own(server, article)
        now, unreached = before.article, None
        origin = before.origin
        if before.article.url:
            try:
                found = await self._intake.from_link(before.article.url)
                picture = found.article.picture or before.article.picture
                now = replace(before.article, text=found.article.text, picture=picture)
            except AskError as error:
                unreached = stored(error)
        filing = await self.take_read(await self._intake.read(now), server, origin)
        after = await self.get(Libraries(server), filing.article)
        changed = changes(before.article.text, now.text) if filing.outcome == FilingOutcome.REVISION else None
        return Reread(after, before.listed.counts.all, changed, unreached)

    async def refile(self, server: str, article: int) -> None:
        """Read the stored text of one of a server's own articles again, so that its facts are as its corrections want them.

        Raises:
            StoppedError: it was removed meanwhile.
            AskError: there is no such article, or reading it exceeds the time or memory limit.
        """
        found = await self.own(server, article)
        origin = replace(found.origin, through=Through("article", article))
        await self.take_read(await self._readings.of(found.article), server, origin)

    async def tidy(self) -> None:
        """Delete expired drafts, and purge articles removed more than a day ago."""
        over = self._clock() - UNDO
        await article_drafts.prune(self._database, over)
        while await removal.purge_removed(self._database, over):
            pass


def _counted(counts: FactCounts) -> str:
    """How many facts were read: "12 events, 5 stances and 1 quotation"."""
    return joined(
        [
            say_n("{n} event", "{n} events", counts.events),
            say_n("{n} stance", "{n} stances", counts.stances),
            say_n("{n} quotation", "{n} quotations", counts.quotations),
        ]
    )


def _came_to(same: Same, article: Article) -> str:
    """What adding an article would do, given that the same one is stored already. Its title stands above the sentence, if it has the same."""
    title = shortened(same.title or same.opening, 80)
    if same.library == EVERYONE and same.title == article.title:
        return say("It is in everyone’s library already: nothing to add.")
    if same.library == EVERYONE:
        return say("It is in everyone’s library already, as “{title}”: nothing to add.", title=title)
    back = f" {say('It was removed; adding it restores it.')}" if same.removed else ""
    match same.outcome:
        case FilingOutcome.COPY:
            told = say(
                "This article is already in the library, as “{title}” from {outlet}. Adding it will just list this outlet as another source.",
                title=title,
                outlet=same.outlet or say("an unnamed outlet"),
            )
        case FilingOutcome.REVISION:
            told = say(
                "An earlier version is in the library, as “{title}”. Adding this one replaces it; the previous version is kept.",
                title=title,
            )
        case _:
            told = say(
                "The same text is already in the library, as “{title}”. Adding it only updates the title, outlet and date.",
                title=title,
            )
    return f"{told}{back}"


_SHOWN_CHANGES = 6


def _changed_since(held: Held) -> tuple[Section, ...]:
    """The sentences that the last update of an article added and removed."""
    last = held.revisions[-1]
    found = changes(last.text, held.article.text)
    when = date_words(last.replaced_at[:10])
    sections = (
        Section(
            say_n(
                "Changed on {day}: {n} sentence added",
                "Changed on {day}: {n} sentences added",
                len(found.new),
                day=when,
            ),
            _sentences(found.new),
        ),
        Section(
            say_n(
                "Changed on {day}: {n} sentence removed",
                "Changed on {day}: {n} sentences removed",
                len(found.gone),
                day=when,
            ),
            _sentences(found.gone),
        ),
    )
    return tuple(section for section in sections if section.lines)


def _sentences(some: tuple[str, ...]) -> tuple[Line, ...]:
    more = [say("and {n} more", n=len(some) - _SHOWN_CHANGES)] if len(some) > _SHOWN_CHANGES else []
    return tuple(Line(sentence, ()) for sentence in [*some[:_SHOWN_CHANGES], *more])


def title_of(article: Article) -> str:
    """Returns an article's title, or its first words if it has none."""
    return article.title or shortened(article.text, 80)
