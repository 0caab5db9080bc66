"""Tests that filing the same text again changes nothing, and that another reader, title or date replaces everything filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoppedError
from bot.model.article import Article, Dating, Origin
from bot.model.library import EVERYONE, Draft
from bot.store import article_drafts
from bot.store.articles import content_hash, file_reading, filed, head
from bot.store.library import held
from bot.store.overview import overview
from bot.store.pictures import pictures_of
from bot.store.servers import begin
from tests.databases import tables

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

NOW = datetime(2025, 6, 24, tzinfo=UTC)
TEXT = "Iran launched Operation Dawn. Russia condemned the attack. “Criminal,” Araghchi said after Israel replied."


PICTURE = "https://cdn.example/a.jpg"


@pytest.fixture
def told(tell: type[Tell]) -> Tell:
    """An article with a row in every table."""
    return (
        tell(TEXT, title="Dawn", published="2025-06-23", picture=PICTURE)
        .event("launched", by="iran", name="Operation Dawn", mentions=(tell(TEXT).at("attack"),))
        .event("replied", by="israel", after=("e1",))
        .stance("russia", "condemned", "e1")
        .stance("russia", "condemned", "iran", sure=0.6, shown=False)
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1", "i.attack"))
        .pronoun("Iran", "iran")
        .issue("i.attack", "attack")
        .date("after", "2025-06-23")
    )


async def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {
        name: [tuple(row) for row in await database.rows(f"SELECT * FROM {name}")]  # noqa: S608 - the schema's own names
        for name in await tables(database)
    }


NOT_OF_ARTICLES = {"servers", "drafts", "copies", "revisions", "signatures", "bands"} | {
    "subscriptions",
    "subscription_subjects",
    "editions",
    "told",
    "feeds",
    "feed_filters",
    "feed_entries",
    "feed_days",
    "loaded",
    "event_slips",
    "event_words_made",
    "reports_joined",
    "unsearched",
    "outlet_labels",
    "corrections",
    "merged_articles",
    "to_read_again",
    "feed_hubs",
}
"""Tables that filing a short article once does not touch."""


async def test_every_table_is_filled(database: Database, file: File, told: Tell) -> None:
    await file(told)
    empty = {table for table, some in (await rows(database)).items() if not some}
    assert empty == NOT_OF_ARTICLES


async def test_filing_again_changes_no_count(database: Database, file: File, told: Tell) -> None:
    first = await file(told)
    before = {table: len(some) for table, some in (await rows(database)).items()}
    assert await file(told) == first
    after = {table: len(some) for table, some in (await rows(database)).items()}
    assert after == before | {"touched": 2}  # every filing is noted, for who has the names in memory


async def test_another_readers_reading_replaces_every_row(
    database: Database, file: File, tell: type[Tell], told: Tell
) -> None:
    [number] = await file(told)
    bare = tell(TEXT, title="Dawn", published="2025-06-23")
    assert await file(bare, reader="test-2") == [number]
    left = {table for table, some in (await rows(database)).items() if some}
    assert left == {"libraries", "articles", "sentences", "actors", "searched", "touched", "last_ids"}
    assert {row["reader"] for row in await database.rows("SELECT reader FROM articles")} == {"test-2"}


async def test_a_removed_article_takes_every_row_with_it(database: Database, file: File, told: Tell) -> None:
    await file(told)
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles")
    assert {table for table, some in (await rows(database)).items() if some} == {"libraries", "last_ids"}


async def test_another_title_updates_the_article(database: Database, file: File, told: Tell) -> None:
    [number] = await file(told)
    assert await file(told.head(title="Dawn, corrected", outlet="The Wire")) == [number]
    known = (await filed(database, EVERYONE))[content_hash(TEXT)]
    assert (known.id, known.head) == (number, head(told.article))


async def test_the_same_words_in_two_libraries_are_two_articles(database: Database, file: File, told: Tell) -> None:
    first, second = await file(told), await file(told, library="1")
    assert first != second
    assert list(await filed(database, "1")) == [content_hash(TEXT)]


async def test_a_refused_reading_leaves_what_was_filed(database: Database, file: File, told: Tell) -> None:
    await file(told)
    before = await rows(database)
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        await file(told.event("condemned", by="russia", sure=7.0))
    assert await rows(database) == before


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Iran struck.", True),
        # Line ends and spaces don't count as words.
        ("  Iran\r\n struck. ", True),
        ("Iran struck!", False),
        ("iran struck.", False),
    ],
)
def test_the_same_words_have_the_same_hash(text: str, same: bool) -> None:
    assert (content_hash(text) == content_hash("Iran struck.")) is same


@pytest.mark.parametrize(
    ("name", "published", "key"),
    [
        ("Operation Dawn", "2025-06-23", "e.operation-dawn"),
        # recurring events: each year's is another event
        ("G7 summit", "2025-06-23", "e.g7-summit.2025"),
        ("G7 summit", None, "e.g7-summit"),
        # a name that says its year
        ("2024 Olympics", "2025-06-23", "e.2024-olympics"),
    ],
)
async def test_a_named_event_is_one_event_and_what_recurs_is_one_a_year(
    database: Database, file: File, tell: type[Tell], name: str, published: str | None, key: str
) -> None:
    await file(tell(f"Iran held the {name}.", published=published).event("held", by="iran", name=name))
    rows = await database.rows("SELECT key FROM events")
    assert [row["key"] for row in rows] == [key]


async def picture(database: Database, number: int) -> str | None:
    return (await pictures_of(database, [number])).get(number)


OTHER_PICTURE = "https://cdn.example/b.jpg"
PICTURES = [
    # words, picture, whose words they are, and what is kept then
    ("again, with another", TEXT, OTHER_PICTURE, OTHER_PICTURE),
    ("again, with none: its head is as given now", TEXT, None, None),
    ("a revision with another", TEXT + " More.", OTHER_PICTURE, OTHER_PICTURE),
    ("a revision that brings none", TEXT + " More.", None, PICTURE),
]


@pytest.mark.parametrize(("text", "given", "kept"), [row[1:] for row in PICTURES], ids=[row[0] for row in PICTURES])
async def test_an_articles_picture_is_kept_with_it(
    database: Database, tell: type[Tell], text: str, given: str | None, kept: str | None
) -> None:
    origin = Origin(page="a.example/1")
    first = await file_reading(database, tell(TEXT, picture=PICTURE).reading(), EVERYONE, NOW, origin)
    assert await picture(database, first.article) == PICTURE
    again = await file_reading(database, tell(text, picture=given).reading(), EVERYONE, NOW, origin)
    assert again.article == first.article
    assert await picture(database, first.article) == kept


async def test_a_picture_goes_with_its_article(database: Database, file: File, told: Tell) -> None:
    [number] = await file(told)
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=number)
    assert await picture(database, number) is None


CREDIT = "The Wire, CC BY 4.0"


@pytest.mark.parametrize(("text", "given", "kept"), [(TEXT, None, None), (TEXT + " More.", None, CREDIT)])
async def test_an_articles_credit_is_kept_with_it(
    database: Database, everyone: Libraries, tell: type[Tell], text: str, given: str | None, kept: str | None
) -> None:
    origin = Origin(page="a.example/1")
    first = await file_reading(database, tell(TEXT, credit=CREDIT).reading(), EVERYONE, NOW, origin)
    assert (await overview(database, everyone)).credits == ((CREDIT, 1),)
    await file_reading(database, tell(text, credit=given).reading(), EVERYONE, NOW, origin)
    found = await held(database, everyone, first.article)
    assert found
    assert found.article.credit == kept


async def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    made = Draft(
        0, "1000", "7",
        Article("", TEXT, "Dawn", "The Wire", "https://a.example/1", "2025-06-23", PICTURE, CREDIT),
        Origin("a.example/1", Dating.PAGE, "7", claimed="https://b.example/1"),
        ("It has no date.", "It is short."),
    )  # fmt: skip
    with pytest.raises(StoppedError):
        await article_drafts.keep(database, made, NOW)
    await begin(database, "1000", NOW)
    kept = await article_drafts.keep(database, made, NOW)
    found = await article_drafts.draft(database, kept.id, "1000", "7")
    assert found
    assert found == replace(kept, article=replace(made.article, id=found.article.id))
    changed = replace(
        found,
        article=Article(found.article.id, TEXT, None, "B", None, None, OTHER_PICTURE),
        origin=Origin(None, None, "7"),
        notes=(),
    )
    # nobody else's, and no other server's
    for stranger in (replace(changed, made_by="8"), replace(changed, server="1001")):
        await article_drafts.change(database, stranger)
        assert await article_drafts.draft(database, kept.id, stranger.server, stranger.made_by) is None
    assert await article_drafts.draft(database, kept.id, "1000", "7") == found
    await article_drafts.change(database, changed)
    assert await article_drafts.draft(database, kept.id, "1000", "7") == changed


async def test_a_draft_goes_once_or_in_its_time(database: Database) -> None:
    await begin(database, "1000", NOW)
    made = Draft(0, "1000", "7", Article("a", TEXT), Origin())
    first, second, third = [
        (await article_drafts.keep(database, made, NOW + timedelta(days=day))).id for day in range(3)
    ]
    assert await article_drafts.drop(database, third)
    assert not await article_drafts.drop(database, third)
    assert await article_drafts.prune(database, NOW + timedelta(days=1)) == 1
    assert await article_drafts.draft(database, first, "1000", "7") is None
    assert await article_drafts.draft(database, second, "1000", "7")
