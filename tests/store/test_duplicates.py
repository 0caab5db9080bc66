"""Tests that a story is stored once: the same text, the same page, another outlet, other words, another library."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.article import Origin
from bot.model.library import EVERYONE, Filing, FilingOutcome, Libraries
from bot.store.articles import content_hash, file_reading, replaced
from bot.store.duplicates import same_in
from bot.store.library import held, listing
from bot.store.removal import filed_since, purge_removed, remove, restore, size
from bot.store.stances import stances
from tests.conftest import entered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import Tell

    FileAs = Callable[..., Awaitable[Filing]]

OWN = "111"
TEXT, OTHER = "Russia condemned the attack.", "Russia supports the attack."


@pytest.fixture
def file_as(database: Database, tell: type[Tell], now: datetime) -> FileAs:
    """Files a text from a page of an outlet."""

    async def filed(
        text: str = TEXT, page: str | None = None, outlet: str | None = None, library: str = OWN, by: str | None = "7"
    ) -> Filing:
        told = tell(text, outlet=outlet, url=page and f"https://{page}").event("attack", by="iran")
        told.stance("russia", "condemned" if "condemned" in text else "supports", "e1")
        await entered(database, library)
        return await file_reading(database, told.reading(), library, now, Origin(page=page, by=by))

    return filed


SECOND = [
    # another page of another outlet with the same words
    ({"page": "b.test/1", "outlet": "B"}, FilingOutcome.COPY),
    # another page of the same outlet: a second link, but no second outlet
    ({"page": "a.test/2", "outlet": "A"}, FilingOutcome.COPY),
    # the same page with the same words: only its details may have changed
    ({"page": "a.test/1", "outlet": "A"}, FilingOutcome.AGAIN),
    # the same page, with its outlet's name corrected
    ({"page": "a.test/1", "outlet": "A News"}, FilingOutcome.AGAIN),
    # pasted by somebody who gives another outlet, or none
    ({"outlet": "B"}, FilingOutcome.COPY),
    ({}, FilingOutcome.AGAIN),
    # the page in other words
    ({"page": "a.test/1", "outlet": "A", "text": OTHER}, FilingOutcome.REVISION),
    # other words on another page
    ({"page": "c.test/1", "text": OTHER}, FilingOutcome.NEW),
]


@pytest.mark.parametrize(("second", "outcome"), SECOND, ids=str)
async def test_the_second_filing_of_a_story(file_as: FileAs, second: dict[str, str], outcome: FilingOutcome) -> None:
    first = await file_as(page="a.test/1", outlet="A")
    filing = await file_as(**second)
    assert filing.outcome == outcome
    assert (filing.article == first.article) == (outcome != FilingOutcome.NEW)


# Without a link, another outlet name for the same words is a correction: a folder's file was edited.
async def test_a_corrected_outlet_in_a_file_is_no_second_outlet(file_as: FileAs) -> None:
    await file_as(outlet="A")
    assert (await file_as(outlet="A News")).outcome == FilingOutcome.AGAIN


async def test_a_copy_counts_as_one_report_and_names_its_outlets(file_as: FileAs, database: Database) -> None:
    await file_as(page="a.test/1", outlet="A")
    for page, outlet in (("b.test/1", "B"), ("c.test/1", "C"), ("b.test/1", "B"), ("a.test/2", "a")):
        await file_as(page=page, outlet=outlet)
    [one] = await stances(database, Libraries(OWN), "russia", None)
    assert (one.evidence.source.outlet, one.evidence.source.more_outlets) == ("A", 2)
    found = await held(database, Libraries(OWN), one.evidence.source.article)
    assert found
    assert sorted(copy.outlet or "" for copy in found.copies) == ["B", "C", "a"]


# The copy's own page has changed by now: it is still the same story, and no reason to replace the first outlet's
# words.
async def test_a_copys_page_in_other_words_replaces_nothing(file_as: FileAs, database: Database) -> None:
    first = await file_as(page="a.test/1", outlet="A")
    await file_as(page="b.test/1", outlet="B")
    again = await file_as(text=OTHER, page="b.test/1", outlet="B")
    assert (again.article, again.outcome) == (first.article, FilingOutcome.COPY)
    found = await held(database, Libraries(OWN), first.article)
    assert found
    assert found.article.text == TEXT


async def test_an_update_replaces_its_facts_and_keeps_what_it_said(
    file_as: FileAs, database: Database, now: datetime
) -> None:
    first = await file_as(page="a.test/1", outlet="A")
    await file_as(text=OTHER, page="a.test/1", outlet="A")
    assert [str(stance.polarity) for stance in await stances(database, Libraries(OWN), "russia", None)] == ["opposes"]
    found = await held(database, Libraries(OWN), first.article)
    assert found
    assert found.article.text == OTHER
    [before] = found.revisions
    assert (before.text, before.facts) == (TEXT, 2)
    assert before.replaced_at == now.isoformat(timespec="microseconds")
    assert await replaced(database, OWN) == {content_hash(TEXT)}
    assert await filed_since(database, OWN, now) == 1


async def test_the_same_is_looked_for_in_ones_own_library_first(
    file_as: FileAs, database: Database, tell: type[Tell]
) -> None:
    await file_as(page="a.test/1", library=EVERYONE)
    article = tell(TEXT).article
    within = frozenset({EVERYONE, OWN})
    same = await same_in(database, article, content_hash(TEXT), None, within)
    assert same
    assert same.library == EVERYONE
    await file_as()
    same = await same_in(database, article, content_hash(TEXT), None, within)
    assert same
    assert same.library == OWN
    assert await same_in(database, article, content_hash("else"), "z.test", within) is None


# ---- In other words ----

STORY = """Russia condemned the attack on the harbour on Tuesday and asked the council to meet within the week, a spokeswoman said. The
council has fifteen members, five of whom may stop any resolution that is put before it, and two of them have said that they would. The port
lies an hour south of the capital; its cranes stood still for most of the day, and ships were sent to the next one along the coast."""
EDITED = STORY.replace("Tuesday", "Tuesday morning").replace("an hour south", "one hour to the south")
CORRECTED = STORY.replace("fifteen members", "15 members")
LONGER = f"{STORY} Nobody was hurt, the harbour master said, but two of the cranes will have to be taken down and built anew in spring."
OTHER_STORY = """Sweden and Finland signed an agreement on Monday under which each will open its rail network to trains of the other, the
ministers of transport said in Tornio, where the gauges of the two countries meet and every train has had to stop since eighteen sixty-two. Russia supports it, and the attack changed nothing."""

ALIKE = [
    # an agency's story, edited by the second paper
    ({"text": EDITED, "page": "b.test/1", "outlet": "B"}, FilingOutcome.COPY),
    ({"text": LONGER, "page": "b.test/1", "outlet": "B"}, FilingOutcome.COPY),
    # outlets are not always named: the site decides
    ({"text": EDITED, "page": "b.test/1"}, FilingOutcome.COPY),
    # the paper's own story, corrected, at another link
    ({"text": CORRECTED, "page": "a.test/1-corrected", "outlet": "A"}, FilingOutcome.REVISION),
    # pasted by somebody
    ({"text": EDITED}, FilingOutcome.REVISION),
    ({"text": EDITED, "outlet": "a"}, FilingOutcome.REVISION),
    ({"text": OTHER_STORY, "page": "a.test/2", "outlet": "A"}, FilingOutcome.NEW),
    # a folder's file without a link: nobody is there to see that two are one story
    ({"text": EDITED, "outlet": "B", "by": None}, FilingOutcome.NEW),
]


@pytest.mark.parametrize(("second", "outcome"), ALIKE, ids=str)
async def test_a_story_is_known_in_other_words(
    file_as: FileAs, second: dict[str, str | None], outcome: FilingOutcome
) -> None:
    first = await file_as(text=STORY, page="a.test/1", outlet="A")
    filing = await file_as(**second)
    assert filing.outcome == outcome
    assert (filing.article == first.article) == (outcome != FilingOutcome.NEW)


# What an update leaves out has not changed, as far as we know.
async def test_an_update_keeps_what_it_does_not_say(file_as: FileAs, database: Database) -> None:
    first = await file_as(text=STORY, page="a.test/1", outlet="A")
    await file_as(text=EDITED)
    found = await held(database, Libraries(OWN), first.article)
    assert found
    assert (found.article.text, found.article.outlet, found.article.url) == (EDITED, "A", "https://a.test/1")


# After the update, the article is compared by its new text.
async def test_an_updated_article_is_known_by_its_new_words(file_as: FileAs) -> None:
    first = await file_as(text=STORY, page="a.test/1", outlet="A")
    await file_as(text=OTHER_STORY, page="a.test/1", outlet="A")
    again = await file_as(text=STORY, page="c.test/1", outlet="C")
    assert (again.outcome, again.article != first.article) == (FilingOutcome.NEW, True)
    copy = await file_as(text=OTHER_STORY.replace("Monday", "Sunday"), page="d.test/1", outlet="D")
    assert (copy.outcome, copy.article) == (FilingOutcome.COPY, first.article)


async def test_a_servers_own_copy_in_other_words_is_shown_and_not_everyones_beside_it(
    file_as: FileAs, database: Database
) -> None:
    await file_as(text=EDITED, page="b.test/1", outlet="B")
    await file_as(text=STORY, page="a.test/1", outlet="A", library=EVERYONE)
    await file_as(text=LONGER, page="c.test/1", outlet="C", library="222")
    for server, seen in ((OWN, OWN), ("222", "222"), ("333", EVERYONE)):
        assert [article.library for article in await listing(database, Libraries(server))] == [seen]


# A paper's daily columns at one address after the other share a frame: the operator's is no copy of the server's.
async def test_another_column_of_the_same_paper_is_no_copy(file_as: FileAs, database: Database) -> None:
    own = (STORY + "\n\n" + OTHER_STORY).replace("Tuesday", "Friday")
    await file_as(text=own, page="a.test/1", outlet="A")
    await file_as(text=STORY, page="a.test/2", outlet="A", library=EVERYONE)
    assert sorted(article.library for article in await listing(database, Libraries(OWN))) == [OWN, EVERYONE]


# ---- Invisible articles ----


async def test_a_user_can_restore_a_removed_article_by_adding_it_but_a_feed_cannot(
    file_as: FileAs, database: Database, now: datetime
) -> None:
    filing = await file_as(page="a.test/1")
    await remove(database, filing.article, OWN, now)
    await file_as(page="a.test/1", by=None)
    assert not await listing(database, Libraries(OWN))
    await file_as(page="a.test/1")
    assert len(await listing(database, Libraries(OWN))) == 1


async def test_only_ones_own_is_removed_and_only_once(file_as: FileAs, database: Database, now: datetime) -> None:
    filing = await file_as()
    assert not await remove(database, filing.article, "222", now)
    assert await remove(database, filing.article, OWN, now)
    assert not await remove(database, filing.article, OWN, now)
    assert not await restore(database, filing.article, "222")
    assert await restore(database, filing.article, OWN)


async def test_a_removed_article_is_deleted_with_all_its_rows_in_its_time(
    file_as: FileAs, database: Database, now: datetime
) -> None:
    filing = await file_as()
    await file_as(text=OTHER)
    await remove(database, filing.article, OWN, now)
    assert await purge_removed(database, now) == 0
    assert await purge_removed(database, now + timedelta(seconds=1)) == 1
    assert await size(database, OWN) == len(OTHER)
    assert [row["article"] for row in await database.rows("SELECT DISTINCT article FROM sentences")] != [filing.article]


@pytest.mark.parametrize("words", [["100%"], ["a_b"], ["\\"], ["'"], ["%"]])
async def test_words_looked_for_are_no_wildcards(
    file_as: FileAs, database: Database, tell: type[Tell], now: datetime, words: list[str]
) -> None:
    await file_as()
    assert await listing(database, Libraries(OWN), words) == []
    told = tell("Iran spoke.", title="100% a_b \\ ' %")
    await file_reading(database, told.reading(), OWN, now)
    assert len(await listing(database, Libraries(OWN), words)) == 1
