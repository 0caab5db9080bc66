"""Tests an editor's article: read once, filed once, shown, changed, removed and restored, with a message for each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.errors import AskError, StoppedError
from bot.intake import readings
from bot.intake.fetching import open_fetcher
from bot.intake.intake import Intake
from bot.library.library import Library, ServerLimits, title_of
from bot.model.article import Article, Candidate, Dating, Origin
from bot.model.edition import Receipt, SentencePlace
from bot.model.library import EVERYONE, FilingOutcome, Libraries
from bot.names import Spellings
from bot.store.articles import file_reading
from bot.store.servers import purge
from tests.conftest import Tell, entered
from tests.feeds.conftest import Clock, InPlace
from tests.intake.conftest import HostileServer, head, hostile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.intake.fetching import Fetcher
    from bot.model.facts import Reading
    from bot.model.library import Draft
    from bot.store.database import Database

HOME, OTHER, ANNA, BEN = "4242", "4343", "77", "78"
TEXT = "Russia condemned the attack on Iran. “We will not send weapons,” Putin said."
OTHER_TEXT = "Germany signed a trade agreement with Brazil in Berlin after a decade of talks."


class Reads(InPlace):
    """Finds three facts in an article about the attack on Iran and none in others, and records what it was given."""

    def __init__(self) -> None:
        self.articles: list[Article] = []

    async def read(self, article: Article) -> Reading:
        self.articles.append(article)
        told = Tell(article.text)
        if article.text.startswith("Russia condemned the attack on Iran."):
            told.event("attack", to="iran").stance("russia", "condemned", "e1")
        if (said := "We will not send weapons") in article.text:
            told.quotation("vladimir-putin", said)
        return replace(told.reading(), article=article)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def reads() -> Reads:
    return Reads()


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with hostile() as one:
        yield one


@pytest.fixture
async def library(database: Database, clock: Clock, reads: Reads, server: HostileServer) -> AsyncIterator[Library]:
    async with open_fetcher(allowed=frozenset({server.origin})) as fetcher:
        yield opened(database, clock, reads, fetcher)


def opened(
    database: Database, clock: Clock, reads: Reads | None = None, fetcher: Fetcher | None = None, **limits: int
) -> Library:
    intake = Intake(fetcher, reads or Reads(), clock)  # type: ignore[arg-type]
    return Library(database, Directory((), Spellings()), intake, "test-2", ServerLimits(**limits), clock)


async def brought(library: Library, text: str = TEXT, server: str = HOME, user: str = ANNA, **head: str) -> Draft:
    """A user's draft."""
    candidate = Candidate(Article("a", text, **head), Dating.GIVEN, "en", ("It is short.",))
    await library.begin(server)
    return await library.draft(candidate, server, user)


async def filed(library: Library, text: str = TEXT, where: str = HOME, **head: str) -> int:
    """The number of an article that was drafted and filed, or went directly into everyone's library."""
    if where == EVERYONE:
        return await came(library, Article("a", text, **head), where)
    return (await library.file(await brought(library, text, where, **head)))[0].article


async def came(library: Library, article: Article, where: str) -> int:
    """The number of an article that was filed without a draft."""
    reading = await Reads().read(article)
    await entered(library._database, where)
    return (await library.take(Candidate(article, Dating.FEED), reading, where)).article


# ---- Drafts ----


async def test_a_draft_is_read_once_from_its_first_preview_to_its_filing(library: Library, reads: Reads) -> None:
    draft = await brought(library)
    await library.preview(draft)
    for _page in range(2):
        draft = await library.kept(draft.id, HOME, ANNA)  # as a button finds it
        found = await library.preview(draft)
        assert [section.heading for section in found.sections] == ["Stances: 1", "Quotations: 1", "Events: 1"]
    filing, held = await library.file(draft)
    assert len(reads.articles) == 1
    assert filing.outcome == FilingOutcome.NEW
    assert held is not None
    assert (held.listed.id, held.listed.counts.all, held.reader) == (filing.article, 3, "test-2")
    assert (held.origin.by, held.origin.dating) == (ANNA, str(Dating.GIVEN))


async def test_an_edited_draft_is_read_again_once(library: Library, reads: Reads) -> None:
    draft = await brought(library, published="2025-06-23")
    await library.preview(draft)
    kept = await library.mend(
        draft, replace(draft.article, published="2025-06-20", url="https://wire.example/a?utm_source=x"), "said"
    )
    draft = await library.kept(draft.id, HOME, ANNA)
    assert draft.article == replace(kept.article, id=draft.article.id)
    await library.preview(kept)
    _, held = await library.file(draft)
    assert [article.published for article in reads.articles] == ["2025-06-23", "2025-06-20"]
    assert held is not None
    assert (held.article.published, held.origin.dating, held.origin.page) == ("2025-06-20", "said", "wire.example/a")


async def test_a_draft_outlives_a_restart_and_is_then_read_again(
    library: Library, database: Database, clock: Clock
) -> None:
    draft = await brought(library)
    await library.preview(draft)
    reads = Reads()
    again = opened(database, clock, reads)
    filing, _ = await again.file(await again.kept(draft.id, HOME, ANNA))
    assert (filing.outcome, len(reads.articles)) == (FilingOutcome.NEW, 1)


async def test_a_pages_claimed_address_is_stored_as_a_claim(library: Library) -> None:
    agency = "https://agency.example/a"
    candidate = Candidate(Article("a", TEXT, url="https://wire.example/a"), Dating.PAGE, "en", claimed=agency)
    await library.begin(HOME)
    draft = await library.draft(candidate, HOME, ANNA)
    assert (await library.kept(draft.id, HOME, ANNA)).origin.claimed == agency
    filing, held = await library.file(await library.kept(draft.id, HOME, ANNA))
    assert held is not None
    assert (held.origin.page, held.origin.claimed) == ("wire.example/a", agency)
    # the agency's own article neither replaces it nor is mistaken for it
    assert await came(library, Article("b", "Sweden condemned the raid.", url=agency), HOME) != filing.article


@pytest.mark.parametrize("away", ["filed", "discarded"])
async def test_a_draft_is_gone_once_it_is_filed_or_discarded(library: Library, reads: Reads, away: str) -> None:
    draft, other = await brought(library), await brought(library, OTHER_TEXT)
    await library.preview(draft)
    await (library.file(draft) if away == "filed" else library.discard(draft))
    with pytest.raises(AskError, match=r"^This draft is gone"):
        await library.kept(draft.id, HOME, ANNA)
    assert await library.kept(other.id, HOME, ANNA)
    # Its reading is not kept either: if the article is added again, the current reader reads it.
    await library.preview(await brought(library))
    assert len(reads.articles) == 2


async def test_a_draft_is_who_brought_its_where_it_was_brought(library: Library) -> None:
    draft = await brought(library)
    for server, user in ((HOME, BEN), (OTHER, ANNA)):
        with pytest.raises(AskError, match=r"^This draft is gone"):
            await library.kept(draft.id, server, user)
    found = await library.kept(draft.id, HOME, ANNA)
    assert (found.article.text, found.notes, found.origin.by) == (TEXT, ("It is short.",), ANNA)


async def test_a_draft_is_kept_for_a_day(library: Library, clock: Clock) -> None:
    draft = await brought(library)
    clock.pass_(hours=23)
    await library.tidy()
    assert await library.kept(draft.id, HOME, ANNA)
    clock.pass_(hours=2)
    await library.tidy()
    with pytest.raises(AskError, match="more than a day old"):
        await library.kept(draft.id, HOME, ANNA)


# Trap: an editor who mended a title waited for a second reading, or the article was filed under the old one.
@pytest.mark.parametrize(
    ("mended", "times"),
    [
        ({"title": "Another"}, 1),
        ({"picture": "https://wire.example/p.jpg"}, 1),
        ({"credit": "The Wire"}, 1),
        ({"published": "2025-06-20"}, 2),
        ({"outlet": "The Onion"}, 2),
        ({"url": "https://theonion.example/a"}, 2),
        ({"text": OTHER_TEXT}, 2),
    ],
)
async def test_a_draft_is_read_again_only_if_what_reading_looks_at_has_changed(
    library: Library, reads: Reads, mended: dict[str, str], times: int
) -> None:
    draft = await brought(library)
    await library.preview(draft)
    draft = await library.mend(draft, replace(draft.article, **mended), None)
    await library.preview(draft)
    _, held = await library.file(draft)
    assert len(reads.articles) == times
    assert held is not None
    assert {name: getattr(held.article, name) for name in mended} == mended


async def test_readings_are_kept_up_to_so_many_letters(
    library: Library, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_LETTERS", 2 * len(TEXT))
    first, second, third = [await brought(library, f"{TEXT[:-1]}{mark}") for mark in ".!?"]
    for draft in (first, second, first, third):  # the second is the one used longest ago
        await library.preview(draft)
    assert len(reads.articles) == 3
    await library.preview(first)
    await library.preview(third)
    assert len(reads.articles) == 3
    await library.preview(second)
    assert len(reads.articles) == 4
    long = await brought(library, TEXT * 5)  # longer than the whole cache: it alone
    await library.preview(long)
    await library.preview(long)
    assert len(reads.articles) == 5


# ---- What filing would do ----


async def test_a_line_of_a_preview_has_its_sentence_before_anything_is_filed(library: Library) -> None:
    draft = await brought(library)
    [quotation] = [section for section in (await library.preview(draft)).sections if section.heading == "Quotations: 1"]
    [evidence] = quotation.lines[0].evidence
    place = SentencePlace(0, evidence.at, 0.8)
    [(same, found)] = await library.sentences(draft.article, Receipt((place,)))
    assert same == place
    assert (found.evidence.sentence, found.before, found.after) == (
        "“We will not send weapons,” Putin said.",
        "Russia condemned the attack on Iran.",
        "",
    )


async def test_a_preview_says_what_was_read(library: Library) -> None:
    actors = "About Araghchi, Iran, Israel, Navalny, Putin and 2 more."
    read = await library.preview(await brought(library))
    assert read.told == (actors, "Found in it: 1 event, 1 stance and 1 quotation.")
    nothing = await library.preview(await brought(library, OTHER_TEXT))
    assert nothing.told == (actors, "Found in it: 0 events, 0 stances and 0 quotations.")
    assert [section.absent for section in nothing.sections] == ["No facts found in it."]


LONG = " ".join(f"The committee met on day {number} to speak of fisheries and of the harbour." for number in range(60))
CAME_TO = [
    # (filed before: library, text, outlet, link; added: text, outlet, link; the message, and whether it can be filed)
    # nothing similar
    ((HOME, TEXT, "Wire", None), (OTHER_TEXT, "Wire", None), "", True),
    # another server's article has no effect
    ((OTHER, TEXT, "Wire", None), (TEXT, "Wire", None), "", True),
    ((EVERYONE, TEXT, "Wire", None), (TEXT, "Wire", None), "It is in everyone’s library already, as “A day”: nothing to add.", False),
    ((HOME, TEXT, "Wire", None), (TEXT, "Wire", None), "The same text is already in the library, as “A day”. Adding it only updates the title, outlet and date.", True),
    # another outlet name without a link means that the name was corrected
    ((HOME, TEXT, "Wire", None), (TEXT, "Post", None), "The same text is already in the library, as “A day”. Adding it only updates the title, outlet and date.", True),
    ((HOME, TEXT, "Wire", None), (TEXT, "Post", "https://post.example/a"), "This article is already in the library, as “A day” from Wire. Adding it will just list this outlet as another source.", True),
    # a copy of an article without an outlet
    ((HOME, TEXT, None, "https://wire.example/a"), (TEXT, "Post", "https://post.example/a"), "This article is already in the library, as “A day” from an unnamed outlet. Adding it will just list this outlet as another source.", True),
    ((HOME, TEXT, "Wire", "https://wire.example/a"), (OTHER_TEXT, "Wire", "https://wire.example/a"), "An earlier version is in the library, as “A day”. Adding this one replaces it; the previous version is kept.", True),
    # similar texts are found too, not only equal ones
    ((HOME, LONG, "Wire", None), (LONG + " It ended.", "Wire", None), "An earlier version is in the library, as “A day”. Adding this one replaces it; the previous version is kept.", True),
]  # fmt: skip


@pytest.mark.parametrize(("before", "brings", "said", "can_be_filed"), CAME_TO)
async def test_a_preview_says_what_filing_would_come_to(
    library: Library, before: tuple[str, ...], brings: tuple[str, ...], said: str, can_be_filed: bool
) -> None:
    where, text, *head = before
    await came(library, Article("a", text, "A day", *head), where)
    text, *head = brings
    candidate = Candidate(Article("b", text, "Another", *head), Dating.GIVEN)
    await library.begin(HOME)
    found = await library.preview(await library.draft(candidate, HOME, ANNA))
    assert found.came_to == said
    assert found.can_be_filed is can_be_filed


# The title stands above the sentence: twice, it made a phone's page too long.
async def test_a_preview_does_not_repeat_its_title(library: Library) -> None:
    await came(library, Article("a", TEXT, "A day", "Wire"), EVERYONE)
    await library.begin(HOME)
    candidate = Candidate(Article("b", TEXT, "A day", "Wire"), Dating.GIVEN)
    found = await library.preview(await library.draft(candidate, HOME, ANNA))
    assert found.came_to == "It is in everyone’s library already: nothing to add."


async def test_a_preview_says_that_filing_brings_back_what_was_removed(library: Library) -> None:
    number = await filed(library)
    await library.remove(HOME, number)
    draft = await brought(library)
    assert (await library.preview(draft)).came_to.endswith(
        "as “Russia condemned the attack on Iran. “We will not send weapons,” Putin said.”."
        " Adding it only updates the title, outlet and date. It was removed; adding it restores it."
    )
    assert (await library.file(draft))[0].article == number
    assert (await library.get(Libraries(HOME), number)).article.text == TEXT


# ---- Filed articles ----


async def test_articles_are_named_by_number_or_link(library: Library) -> None:
    number = await filed(library, url="https://wire.example/a")
    assert await library.given(HOME, "1") == number
    assert await library.given(HOME, "https://www.wire.example/a?utm_source=x#top") == number
    # a number that no database has, one not used yet in this library, another server's link, an unknown link
    for server, given in (
        (HOME, "9" * 19),
        (HOME, "31"),
        (OTHER, "https://wire.example/a"),
        (HOME, "https://wire.example/b"),
    ):
        with pytest.raises(AskError):
            await library.given(server, given)


async def test_lists_hold_what_one_may_see(library: Library) -> None:
    ours = [await filed(library, f"The raid of day {day} in Fordow.", outlet="Wire") for day in range(3)]
    alls = await filed(library, "A raid in Natanz.", EVERYONE)
    await filed(library, "A raid in Isfahan.", OTHER)
    seen = Libraries(HOME)

    async def looked(words: str, limit: int = 10, after: int = 0, *, own: bool = False) -> tuple[list[int], int]:
        found, total = await library.look(seen, words, limit, after, own=own)
        return [article.id for article in found], total

    assert await looked("") == ([alls, *reversed(ours)], 4)
    assert await looked("", own=True) == (ours[::-1], 3)
    assert await looked("RAID  fordow") == (ours[::-1], 3)
    assert await looked("raid", 2, 1) == ([ours[2], ours[1]], 4)
    assert [article.id for article in await library.offer(seen, "Raid")] == [alls, *reversed(ours)]
    assert [article.id for article in await library.offer(seen, "day wire")] == ours[::-1]
    assert [article.id for article in await library.offer(seen, "", own=True)] == ours[::-1]


async def test_a_list_to_choose_from_is_as_long_as_discord_lets_it_be(
    library: Library, database: Database, now: datetime
) -> None:
    for where in (HOME, EVERYONE):
        await filed_told(database, where, now, 20)
    assert len(await library.offer(Libraries(HOME), "raid")) == 25
    assert len(await library.offer(Libraries(HOME), "raid", own=True)) == 20


async def test_an_article_is_shown_with_what_changed_in_it_last(library: Library, clock: Clock) -> None:
    link = "https://wire.example/a"
    number = await filed(library, TEXT, url=link)
    plain = await library.show(Libraries(HOME), number)
    assert [section.heading for section in plain.sections] == ["Stances: 1", "Quotations: 1", "Events: 1"]
    clock.pass_(days=1)
    more = " ".join(f"It rained on day {day}." for day in range(8))
    await filed(library, f"Russia condemned the attack on Iran. {more}", url=link)
    changed = await library.show(Libraries(HOME), number)
    new, gone, *_ = changed.sections
    assert (new.heading, gone.heading) == (
        "Changed on 25 June 2025: 8 sentences added",
        "Changed on 25 June 2025: 1 sentence removed",
    )
    assert [line.text for line in new.lines] == [*(f"It rained on day {day}." for day in range(6)), "and 2 more"]
    assert [line.text for line in gone.lines] == ["“We will not send weapons,” Putin said."]
    clock.pass_(days=1)
    await filed(library, f"Russia condemned the attack on Iran. {more} It snowed.", url=link)
    last = await library.show(Libraries(HOME), number)
    assert [section.heading for section in last.sections][:2] == [
        "Changed on 26 June 2025: 1 sentence added",
        "Stances: 1",
    ]
    with pytest.raises(AskError, match=r"^That article no longer exists here"):
        await library.show(Libraries(OTHER), number)


async def test_a_server_changes_its_own_articles_alone(library: Library) -> None:
    alls, others = await filed(library, where=EVERYONE), await filed(library, OTHER_TEXT, OTHER)
    for change in (library.own, library.remove, library.reread):
        with pytest.raises(AskError, match=r"^That article is in everyone’s library"):
            await change(HOME, alls)
        with pytest.raises(AskError, match=r"^That article no longer exists here"):
            await change(HOME, others)
    assert (await library.own(EVERYONE, alls)).listed.id == alls


async def test_a_removed_article_can_be_restored_for_a_day(library: Library, clock: Clock) -> None:
    number = await filed(library)
    for hours, back in ((0, True), (23, True), (25, False)):
        assert (await library.remove(HOME, number)).article.text == TEXT
        with pytest.raises(AskError):
            await library.get(Libraries(HOME), number)
        clock.pass_(hours=hours)
        await library.tidy()
        if back:
            assert (await library.restore(HOME, number)).listed.id == number
        else:
            with pytest.raises(AskError, match=r"^That article can't be restored"):
                await library.restore(HOME, number)


async def test_the_operators_files_are_told_from_what_was_brought(
    library: Library, database: Database, now: datetime
) -> None:
    loaded = await file_reading(database, Tell(TEXT).reading(), EVERYONE, now, Origin(digest="d"))
    assert await library.is_a_file(loaded.article)
    assert not await library.is_a_file(await filed(library, OTHER_TEXT))


# ---- Rereading ----

PAGE = "<html><head><title>A day</title></head><body><article><h1>A day</h1><p>{}</p></article></body></html>"


async def test_an_article_without_a_page_is_read_again_from_its_text(library: Library, reads: Reads) -> None:
    number = await filed(library, outlet="Wire", picture="https://cdn.example/a.jpg")
    again = await library.reread(HOME, number)
    assert (again.held.listed.id, again.before, again.changed, again.unreached) == (number, 3, None, None)
    assert (again.held.article.picture, again.held.origin.by) == ("https://cdn.example/a.jpg", ANNA)
    assert len(reads.articles) == 2


async def test_an_article_is_read_again_from_its_page(library: Library, server: HostileServer) -> None:
    number = await filed(library, url=server.url("/a"), title="Mine", outlet="Wire")
    longer = f"{TEXT} {OTHER_TEXT} Both governments said that it would lower tariffs within two years."
    server.pages["/a"] = head(body=PAGE.format(longer).encode(), content_type="text/html")
    again = await library.reread(HOME, number)
    assert again.unreached is None
    assert again.changed is not None
    assert (len(again.changed.new), again.changed.gone) == (2, ())
    article = again.held.article
    assert (article.title, article.outlet, article.text) == ("Mine", "Wire", longer)
    # the same page again: nothing has changed
    assert (await library.reread(HOME, number)).changed is None
    # a page that is gone leaves the article unchanged, with the reason
    server.pages["/a"] = head("404 Not Found", b"")
    gone = await library.reread(HOME, number)
    assert (gone.changed, gone.held.article.text) == (None, longer)
    assert gone.unreached
    assert "404" in gone.unreached


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    assert title_of(Article("a", TEXT, "A day")) == "A day"
    assert title_of(Article("a", f"{TEXT} {TEXT}")) == f"{TEXT}…"


# ---- Limits ----


async def filed_told(database: Database, where: str, now: datetime, number: int, size: int = 0) -> None:
    await entered(database, where)
    for n in range(number):
        text = f"It was day {n} of the raid in {where}. {'x' * size}"
        await file_reading(database, Tell(text).reading(), where, now)


async def test_a_day_has_so_many_articles(database: Database, clock: Clock, now: datetime) -> None:
    held = opened(database, clock, articles_a_day=3)
    await filed_told(database, HOME, now - timedelta(hours=25), 3)
    await filed_told(database, EVERYONE, now, 5)
    await held.has_room(HOME)
    await filed_told(database, f"{HOME}0", now, 3)
    await held.has_room(HOME)
    await filed_told(database, OTHER, now, 3)
    with pytest.raises(AskError, match=r"^This server has added 3 articles in the last 24 hours, the most allowed"):
        await held.has_room(OTHER)
    await held.has_room(EVERYONE)


async def test_a_library_has_so_many_characters(database: Database, clock: Clock, now: datetime) -> None:
    held = opened(database, clock, millions=1)
    await filed_told(database, HOME, now, 2, 400_000)
    await filed_told(database, EVERYONE, now, 4, 400_000)
    await held.has_room(HOME, 100_000)
    with pytest.raises(AskError, match=r"^This server’s library is full: it may hold 1 million characters"):
        await held.has_room(HOME, 300_000)
    await opened(database, clock, millions=2).has_room(HOME, 1_100_000)
    await held.has_room(OTHER, 300_000)
    await held.has_room(EVERYONE, 300_000)
    await opened(database, clock).has_room(HOME, 10**9)


async def test_a_draft_is_not_filed_where_there_is_no_room(database: Database, clock: Clock, reads: Reads) -> None:
    full = opened(database, clock, reads, articles_a_day=1)
    await filed(full)
    draft = await brought(full, OTHER_TEXT)
    with pytest.raises(AskError, match="the most allowed"):
        await full.file(draft)
    assert await full.kept(draft.id, HOME, ANNA), "it can be filed tomorrow"


async def test_what_is_fetched_while_the_data_is_deleted_leaves_no_draft(database: Database, library: Library) -> None:
    await library.begin(HOME)
    await purge(database, HOME)
    with pytest.raises(StoppedError, match="deleted meanwhile"):
        await library.draft(Candidate(Article("a", TEXT), Dating.GIVEN), HOME, ANNA)
    assert await database.rows("SELECT * FROM drafts") == []
    assert await database.rows("SELECT * FROM servers") == []
