"""Articles from a draft into a server's library and out of it again: one story once, within the server's limits, the names kept up to date."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.changes import Changes, changes
from bot.answers.gist import Facts, actors_words, facts_of, sections_of
from bot.errors import AskError, Remedy
from bot.intake.links import same_page
from bot.intake.readings import Readings
from bot.model.answer import Line, Section
from bot.model.article import Article, Origin
from bot.model.library import EVERYONE, Draft, FactCounts, FilingOutcome, Libraries
from bot.store import drafts, removal
from bot.store.articles import content_hash, file_reading
from bot.store.duplicates import same_in
from bot.store.events import events_in
from bot.store.library import count_listed, held, listing
from bot.store.loaded import is_loaded
from bot.store.quotations import quotations_in
from bot.store.similarity import signature
from bot.store.stances import stances_in
from bot.wording import counted, date_words, joined, shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.directory.directory import Directory
    from bot.intake.intake import Intake
    from bot.model.article import Candidate
    from bot.model.facts import Reading
    from bot.model.library import Filing, Held, Listed, Same
    from bot.store.database import Database

UNDO = timedelta(days=1)
"""How long a removed article can be brought back, and a draft can be filed."""
_MILLION = 1_000_000
_OFFERED = 25
_DEEP = 20_000
"""Articles that are looked through while one types: about 30 ms."""


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """What a server may file; 0: as much as it likes."""

    articles_a_day: int = 0
    millions: int = 0
    """Characters of all its articles, in millions."""
    feeds: int = 0
    """How many feeds it may read."""


UNLIMITED = ServerLimits()


@dataclass(frozen=True, slots=True)
class Preview:
    """What filing a draft would come to, in sentences, and the facts that were read from it."""

    draft: Draft
    told: tuple[str, ...]
    sections: tuple[Section, ...]
    same: Same | None

    @property
    def can_be_filed(self) -> bool:
        """Whether filing it would change anything: everyone's articles are seen here as they are."""
        return self.same is None or self.same.library != EVERYONE


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it is looked at: what it says else than before, and the facts that were read from it."""

    held: Held
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an article again came to."""

    held: Held
    before: int
    """Facts it had."""
    changed: Changes | None
    """How the page differs from what was filed; None where its text is the same, or was not looked at."""
    unreached: str | None
    """Why the page could not be looked at."""


class Library:
    """The articles of the libraries a server may see. A server is given by Discord's id, as is a user."""

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

    async def draft(self, candidate: Candidate, server: str, user: str) -> Draft:
        """Keep an article that somebody brought, until it is filed or a day is over."""
        article = candidate.article
        page = same_page(article.url) if article.url else None
        origin = Origin(page, str(candidate.dating), user, claimed=candidate.claimed)
        draft = Draft(0, server, user, article, origin, candidate.notes)
        return await drafts.keep(self._database, draft, self._clock())

    async def kept(self, number: int, server: str, user: str) -> Draft:
        """A draft.

        Raises:
            AskError: it is gone: filed, discarded, a day old, or somebody else's.
        """
        found = await drafts.draft(self._database, number, server, user)
        if found is None:
            raise AskError(
                "This draft is gone: it was filed or discarded, or it is more than a day old.", Remedy.ADD_ARTICLE
            )
        return found

    async def mend(self, draft: Draft, article: Article, dating: str | None) -> Draft:
        """Keep a draft with another head."""
        page = same_page(article.url) if article.url else None
        mended = replace(draft, article=article, origin=replace(draft.origin, page=page, dating=dating))
        await drafts.change(self._database, mended)
        return mended

    async def discard(self, draft: Draft) -> None:
        """Away with a draft."""
        await drafts.drop(self._database, draft.id)
        self._readings.drop(draft.article)

    async def preview(self, draft: Draft) -> Preview:
        """Read a draft unless it was, and look whether the same article is filed.

        Raises:
            AskError: reading it takes more time or memory than an article may.
        """
        reading = await self._readings.of(draft.article)
        same = await self._same(draft.article, draft.origin, frozenset({EVERYONE, draft.server}))
        facts = facts_of(reading)
        actors = actors_words(reading)
        told = (
            *([f"About {actors}."] if actors else []),
            f"Read from it: {_counted(FactCounts(len(facts.events), len(facts.stances), len(facts.quotations)))}.",
            *([_came_to(same)] if same else []),
        )
        return Preview(draft, told, sections_of(facts, most=3), same)

    async def file(self, draft: Draft) -> tuple[Filing, Held | None]:
        """File a draft, in one transaction; what it came to, and the article as it is now.

        Raises:
            AskError: the server's limits are reached, or reading it takes more than it may.
        """
        await self.has_room(draft.server, len(draft.article.text))
        reading = await self._readings.of(draft.article)
        filing = await self.take_read(reading, draft.server, draft.origin)
        await drafts.drop(self._database, draft.id)
        self._readings.drop(draft.article)
        return filing, await held(self._database, Libraries(draft.server), filing.article)

    async def take(self, candidate: Candidate, reading: Reading, library: str) -> Filing:
        """File an article that nobody looks at before, from a feed or a folder, in one transaction."""
        url = reading.article.url
        page = same_page(url) if url and not candidate.shares_page else None
        origin = Origin(page, str(candidate.dating), claimed=candidate.claimed)
        return await self.take_read(reading, library, origin)

    async def take_read(self, reading: Reading, library: str, origin: Origin) -> Filing:
        """File an article that was read, in one transaction, and know the names it tells of."""
        stamped = replace(reading, reader=self._reader)
        known = await self._same(reading.article, origin, frozenset({library}))
        async with self._directory.following(self._database, *([known.article] if known else [])) as touched:
            filing = await file_reading(self._database, stamped, library, self._clock(), origin)
            touched.update((filing.article, *filing.hidden))
        return filing

    async def _same(self, article: Article, origin: Origin, within: frozenset[str]) -> Same | None:
        """The same article in these libraries."""
        signed = await asyncio.to_thread(signature, article.text)
        return await same_in(self._database, article, content_hash(article.text), origin.page, within, signed)

    async def has_room(self, server: str, size: int = 0) -> None:
        """Whether a server may file another article, of so many characters; everyone's library takes any.

        Raises:
            AskError: it has reached a limit; the sentence says which.
        """
        if server == EVERYONE:
            return
        a_day, most = self._limits.articles_a_day, self._limits.millions
        if a_day and await removal.filed_since(self._database, server, self._clock() - timedelta(days=1)) >= a_day:
            raise AskError(
                f"This server has filed {a_day:,} articles within a day, as many as it may. Try again tomorrow, or ask whoever runs me for more."
            )
        if most and await removal.size(self._database, server) + size > most * _MILLION:
            raise AskError(
                f"This server’s library is full: it may hold {most:,} million characters, unless whoever runs me allows more.",
                Remedy.REMOVE_ARTICLE,
            )

    # ---- What is filed ----

    async def look(
        self, libraries: Libraries, words: str, limit: int, after: int = 0, *, own: bool = False
    ) -> tuple[list[Listed], int]:
        """Articles one may see with all these words, the last filed first; and how many there are."""
        some = words.lower().split()[:8]
        found = await listing(self._database, libraries, some, limit, after, own=own)
        return found, await count_listed(self._database, libraries, some, own=own)

    async def offer(self, libraries: Libraries, words: str, *, own: bool = False) -> list[Listed]:
        """Articles for a list to choose from: at once, whatever there is, so that of everyone's only the newest are looked through."""
        some = words.lower().split()[:8]
        ours = await listing(self._database, libraries, some, _OFFERED, own=True)
        if own:
            return ours
        all_of_them = {one.id: one for one in await listing(self._database, libraries, some, _OFFERED, deep=_DEEP)}
        all_of_them |= {one.id: one for one in ours}
        return sorted(all_of_them.values(), key=lambda one: -one.id)[:_OFFERED]

    async def get(self, libraries: Libraries, article: int) -> Held:
        """An article one may see, with all that is kept of it.

        Raises:
            AskError: there is none.
        """
        found = await held(self._database, libraries, article)
        if found is None:
            raise AskError("There is no such article here any more.", Remedy.LIST_ARTICLES)
        return found

    async def show(self, libraries: Libraries, article: int) -> Shown:
        """An article with what was read from it, and what it says else than before it was last updated.

        Raises:
            AskError: there is none one may see.
        """
        found = await self.get(libraries, article)
        facts = Facts(
            tuple(await stances_in(self._database, libraries, article)),
            tuple(await events_in(self._database, libraries, article)),
            tuple(await quotations_in(self._database, libraries, article)),
        )
        changed = await asyncio.to_thread(_changed_since, found) if found.revisions else ()
        return Shown(found, (*changed, *sections_of(facts)))

    async def number(self, server: str, given: str) -> int:
        """The number of an article of a library, given as it or as its link; a removed one's too.

        Raises:
            AskError: it is no number and no link of an article there.
        """
        if given.isdecimal() and len(given) < 19:
            return int(given)
        found = await removal.number_at(self._database, server, same_page(given))
        if found is None:
            raise AskError("No article is filed at that link: give an article's number, or the link it is filed with.")
        return found

    async def is_a_file(self, article: int) -> bool:
        """Whether an article was loaded from a file of the operator's, which would file it again once it is deleted."""
        return await is_loaded(self._database, article)

    async def own(self, server: str, article: int) -> Held:
        """An article that a server may change: its own.

        Raises:
            AskError: there is none, or it is everyone's.
        """
        found = await self.get(Libraries(server), article)
        if found.listed.library != server:
            raise AskError(
                "That article is in everyone’s library, not in this server’s own: only whoever runs me can change or remove it.",
                Remedy.LIST_ARTICLES,
            )
        return found

    async def remove(self, server: str, article: int) -> Held:
        """Take a server's own article out of sight; for a day it can be brought back.

        Raises:
            AskError: there is none, or it is everyone's.
        """
        found = await self.own(server, article)
        async with self._directory.following(self._database, article):
            await removal.remove(self._database, article, server, self._clock())
        return found

    async def restore(self, server: str, article: int) -> Held:
        """Bring a removed article back.

        Raises:
            AskError: it is deleted by now.
        """
        async with self._directory.following(self._database, article):
            back = await removal.restore(self._database, article, server)
        if not back:
            raise AskError(
                "There is nothing to bring back: a day after it was removed, an article is deleted for good."
            )
        return await self.get(Libraries(server), article)

    async def reread(self, server: str, article: int) -> Reread:
        """Read a server's own article again: its page as it is now where it has one, else its text.

        Raises:
            AskError: there is no such article, or reading it takes more than it may.
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
                unreached = str(error)
        filing = await self.take_read(await self._intake.read(now), server, origin)
        after = await self.get(Libraries(server), filing.article)
        changed = changes(before.article.text, now.text) if filing.outcome == FilingOutcome.REVISION else None
        return Reread(after, before.listed.counts.all, changed, unreached)

    async def tidy(self) -> None:
        """Away with drafts nobody filed, and for good with what was removed a day ago."""
        over = self._clock() - UNDO
        await drafts.prune(self._database, over)
        while await removal.purge_removed(self._database, over):
            pass


def _counted(counts: FactCounts) -> str:
    """How much was read: "12 events, 5 stances and 1 quotation"."""
    return joined(
        [
            counted(counts.events, "event"),
            counted(counts.stances, "stance"),
            counted(counts.quotations, "quotation"),
        ]
    )


def _came_to(same: Same) -> str:
    """What filing would come to where the same article is filed."""
    named = f"“{shortened(same.title or same.opening, 80)}”"
    if same.library == EVERYONE:
        return f"It is in everyone’s library already, as {named}: there is nothing to file."
    back = " It was removed; filing brings it back." if same.removed else ""
    match same.outcome:
        case FilingOutcome.COPY:
            outlet = same.outlet or "an outlet not named"
            return f"The same article is filed already, as {named} from {outlet}: filing adds this outlet, and it stays one report.{back}"
        case FilingOutcome.REVISION:
            return f"It is filed already in other words, as {named}: filing replaces them and keeps what it said before.{back}"
        case _:
            return f"The same words are filed already, as {named}: filing takes over title, outlet and date.{back}"


_SHOWN_CHANGES = 6


def _changed_since(held: Held) -> tuple[Section, ...]:
    """The sentences that are new and gone since an article was last updated."""
    last = held.revisions[-1]
    found = changes(last.text, held.article.text)
    when = date_words(last.replaced_at[:10])
    sections = (
        Section(f"Changed on {when}: {counted(len(found.new), 'sentence')} new", _sentences(found.new)),
        Section(f"Changed on {when}: {counted(len(found.gone), 'sentence')} gone", _sentences(found.gone)),
    )
    return tuple(section for section in sections if section.lines)


def _sentences(some: tuple[str, ...]) -> tuple[Line, ...]:
    more = [f"and {len(some) - _SHOWN_CHANGES} more"] if len(some) > _SHOWN_CHANGES else []
    return tuple(Line(sentence, ()) for sentence in [*some[:_SHOWN_CHANGES], *more])


def title_of(article: Article) -> str:
    """An article's title, or its first words."""
    return article.title or shortened(article.text, 80)
