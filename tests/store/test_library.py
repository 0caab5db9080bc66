"""Tests lists of articles, one article with everything stored about it, and removal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.article import Article, Dating, Origin
from bot.model.library import EVERYONE, Copy, FactCounts, Held, Libraries, Listed, Overview, Revision
from bot.store import loaded, removal
from bot.store.articles import file_reading
from bot.store.instants import moment_or_none, stored
from bot.store.library import count_listed, held, listing
from bot.store.overview import overview
from tests.conftest import NOW, entered

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

MINUTE = timedelta(minutes=1)
OWN = Libraries("1")
TEXT = "Iran struck Oslo. Russia condemned it. “Criminal,” Araghchi said."


def strike(tell: type[Tell], text: str, **head: str | None) -> Tell:
    told = tell(text, **head).event("struck", by="iran").stance("russia", "condemned", "e1")
    return told.stance("russia", "condemned", "iran").quotation("abbas-araghchi", "“Criminal,”")


async def test_an_article_with_everything_stored_about_it(database: Database, tell: type[Tell]) -> None:
    await entered(database, "1")
    first = strike(tell, TEXT, title="Dawn", outlet="The Wire", url="https://a.test/1", published="2025-06-23")
    origin = Origin("a.test/1", Dating.PAGE, "7", claimed="https://c.test/1")
    [number] = {
        (await file_reading(database, each.reading(), "1", NOW + minutes * MINUTE, whence)).article
        for minutes, each, whence in (
            (0, first, origin),
            (1, tell(TEXT, outlet="The Post", url="https://b.test/1"), Origin("b.test/1")),
            (2, strike(tell, f"{TEXT} More.", title="Noon", outlet="The Wire", url="https://a.test/1", published="2025-06-24", picture="https://a.test/p.jpg"), origin),
        )
    }  # fmt: skip
    listed = Listed(
        number, 1, "1", "Noon", "The Wire", 1, "https://a.test/1", "2025-06-24", f"{TEXT} More.", stored(NOW + 2 * MINUTE),
        FactCounts(1, 2, 1),
    )  # fmt: skip
    [shown] = await listing(database, OWN)
    assert shown == listed
    assert await held(database, OWN, number) == Held(
        listed,
        Article(str(number), f"{TEXT} More.", "Noon", "The Wire", "https://a.test/1", "2025-06-24", "https://a.test/p.jpg"),
        origin,
        "test-1",
        stored(NOW + 2 * MINUTE),
        (Copy("The Post", "https://b.test/1"),),
        (Revision("Dawn", TEXT, 4, stored(NOW), stored(NOW + 2 * MINUTE)),),
    )  # fmt: skip
    assert await held(database, Libraries(), number) is await held(database, OWN, number + 1) is None


# An article said "3 quotations" and showed two: its third was of nobody known.
async def test_a_fact_of_nobody_known_is_not_counted(database: Database, file: File, tell: type[Tell]) -> None:
    await file(
        strike(tell, f"{TEXT} They backed it. “Fine,” they said.")
        .stance(None, "backed", "e1", "supports")
        .quotation(None, "“Fine,”")
    )
    [shown] = await listing(database, Libraries())
    assert shown.counts == FactCounts(1, 2, 1)
    assert (await overview(database, Libraries())).facts == 4


async def test_a_list_has_the_articles_with_all_the_words(database: Database, file: File, tell: type[Tell]) -> None:
    one, two, three = await file(
        tell("It rained in Oslo.", title="Rain", outlet="The Wire", published="2025-06-23"),
        tell("It snowed in Oslo."),
        tell("It rained in Bergen.", outlet="The Post"),
    )
    [own] = await file(tell("It rained in Moss."), library="1")
    for words, limit, after, found in (
        ((), 9, 0, [three, two, one]),
        ((), 2, 0, [three, two]),
        ((), 2, 1, [two, one]),
        (("oslo",), 9, 0, [two, one]),
        # in the title and the opening, the outlet and the date
        (("rain", "oslo"), 9, 0, [one]),
        (("wire", "2025-06"), 9, 0, [one]),
        # wildcards of SQL are letters
        (("%",), 9, 0, []),
        (("i_",), 9, 0, []),
        (("\\",), 9, 0, []),
    ):
        assert [each.id for each in await listing(database, Libraries(), words, limit, after)] == found, words
    assert await count_listed(database, Libraries()) == 3
    assert await count_listed(database, Libraries(), ["oslo"]) == 2
    assert [each.id for each in await listing(database, OWN, limit=1)] == [own]
    assert [each.id for each in await listing(database, OWN, own=True)] == [own]
    assert (await count_listed(database, OWN), await count_listed(database, OWN, own=True)) == (4, 1)
    # only so many of the newest are searched
    assert [each.id for each in await listing(database, OWN, deep=2)] == [own, three]


async def test_a_list_has_ten_articles(database: Database, file: File, tell: type[Tell]) -> None:
    await file(*(tell(f"It rained on day {number}.") for number in range(12)))
    assert len(await listing(database, Libraries())) == 10


async def test_the_outlets_with_most_articles_come_first(database: Database, file: File, tell: type[Tell]) -> None:
    assert await overview(database, Libraries()) == Overview(0, 0, 0, 0, (), None, ())
    outlets = ("B", "A", "C", "C", None)
    await file(*(tell(f"It rained on day {number}.", outlet=outlet) for number, outlet in enumerate(outlets)))
    await file(strike(tell, TEXT), library="1")
    assert await overview(database, OWN) == Overview(6, 1, 6, 4, (("C", 2), ("A", 1), ("B", 1)), stored(NOW))
    assert (await overview(database, Libraries())).own == 0


async def test_an_article_is_removed_and_restored_in_its_library_alone(
    database: Database, file: File, tell: type[Tell]
) -> None:
    [number] = await file(tell("It rained."), library="1")
    assert await removal.numbered(database, "1", 1) == number
    assert await removal.numbered(database, "1", 2) is await removal.numbered(database, "2", 1) is None
    assert not await removal.restore(database, number, "1")
    assert not await removal.remove(database, number, "2", NOW)
    assert await removal.remove(database, number, "1", NOW)
    assert not await removal.remove(database, number, "1", NOW)
    assert not await removal.restore(database, number, "2")
    assert await removal.restore(database, number, "1")
    assert await count_listed(database, OWN) == 1


async def test_removed_articles_are_deleted_in_their_time(database: Database, file: File, tell: type[Tell]) -> None:
    numbers = await file(*(tell(f"It rained on day {number}.") for number in range(4)))
    for minutes, number in zip((2, 1, 3), numbers, strict=False):
        await removal.remove(database, number, EVERYONE, NOW + minutes * MINUTE)
    assert await removal.purge_removed(database, NOW + MINUTE) == 0
    assert await removal.purge_removed(database, NOW + 9 * MINUTE, 1) == 1
    assert [row["id"] for row in await database.rows("SELECT id FROM articles ORDER BY id")] == [
        numbers[0], *numbers[2:]
    ]  # fmt: skip
    assert await removal.purge_removed(database, NOW + 3 * MINUTE) == 1
    assert await removal.filed_since(database, EVERYONE, NOW) == 2
    assert (
        await removal.filed_since(database, EVERYONE, NOW + MINUTE)
        == await removal.filed_since(database, "1", NOW)
        == 0
    )
    assert await removal.size(database, EVERYONE) == 2 * len("It rained on day 1.")
    assert await removal.size(database, "1") == 0


# What stands at a link itself comes before a copy there, and what is seen before what was removed.
async def test_an_article_is_found_by_its_link(database: Database, tell: type[Tell]) -> None:
    await entered(database, "1")
    text = "A drone fell on the old harbour of the town in the early morning. Nobody was hurt."
    for outlet, page in (("The Wire", "a.test/1"), ("The Post", "b.test/1")):
        told = tell(text, outlet=outlet, url=f"https://{page}")
        made = await file_reading(database, told.reading(), "1", NOW, Origin(page))
    assert await removal.article_at(database, "1", "b.test/1") == made.article
    assert await removal.article_at(database, "1", "a.test/1") == made.article
    assert (
        await removal.article_at(database, EVERYONE, "a.test/1") is await removal.article_at(database, "1", "c") is None
    )


async def test_a_file_is_known_by_its_bytes_and_the_reader(database: Database, file: File, tell: type[Tell]) -> None:
    first, second = await file(tell("It rained."), tell("It snowed."))
    async with database.transaction() as transaction:
        await loaded.note(transaction, EVERYONE, "d1", first, "r1")
        await loaded.note(transaction, EVERYONE, "d2", first, "r1")
        await loaded.note(transaction, EVERYONE, "d2", second, "r2")
    assert await loaded.loaded_by(database, EVERYONE, "r1") == {"d1"}
    assert await loaded.loaded_by(database, EVERYONE, "r2") == {"d2"}
    assert await loaded.loaded_by(database, "1", "r1") == set()
    assert [await loaded.is_loaded(database, number) for number in (first, second, 9)] == [True, True, False]


def test_moments_are_stored_with_their_zone() -> None:
    assert stored(NOW) == "2025-06-24T09:30:00.000000+00:00"
    assert moment_or_none(stored(NOW)) == NOW
    assert moment_or_none(None) is None
    with pytest.raises(ValueError, match="no time zone"):
        stored(NOW.replace(tzinfo=None))
