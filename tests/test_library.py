"""Loading files what is new or read by another reader, and leaves the rest alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory import Directory
from bot.library import load
from bot.names import Spellings, Sure

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Article, Libraries, Reading
    from bot.store.database import Database
    from tests.conftest import Tell

VERSION = "test-1"


class OneReader:
    """Reads each article as it was told, and counts."""

    def __init__(self, *told: Tell) -> None:
        self.told = {one.article.text: one for one in told}
        self.read_articles = 0

    async def read(self, article: Article) -> Reading:
        self.read_articles += 1
        return self.told[article.text].reading("the reader's own")

    @property
    def articles(self) -> list[Article]:
        return [one.article for one in self.told.values()]


@pytest.fixture
def reader(tell: type[Tell]) -> OneReader:
    return OneReader(
        tell("Iran began Operation Dawn.").event("began", by="iran", name="Operation Dawn"),
        tell("Russia objects."),
    )


async def loaded(database: Database, reader: OneReader, now: datetime, version: str = VERSION) -> tuple[int, int]:
    result = await load(database, reader.read, version, reader.articles, lambda: now)
    return len(result.filed), result.known


async def test_loading_twice_reads_once(database: Database, reader: OneReader, now: datetime) -> None:
    assert await loaded(database, reader, now) == (2, 0)
    assert await loaded(database, reader, now) == (0, 2)
    assert reader.read_articles == 2


async def test_another_version_of_the_reader_reads_again(database: Database, reader: OneReader, now: datetime) -> None:
    await loaded(database, reader, now)
    assert await loaded(database, reader, now, "test-2") == (2, 0)
    assert await loaded(database, reader, now, "test-2") == (0, 2)


async def test_another_title_is_filed_and_another_text_beside_it(
    database: Database, reader: OneReader, now: datetime, tell: type[Tell]
) -> None:
    await loaded(database, reader, now)
    retitled = OneReader(tell("Russia objects.", title="An objection"), tell("Russia objects again."))
    assert await loaded(database, retitled, now) == (2, 0)
    titles = await database.rows("SELECT title FROM articles ORDER BY id")
    assert [row["title"] for row in titles] == [None, "An objection", None]


# Filed in turn, each would put the other's title out at every start.
async def test_of_two_articles_with_the_same_words_the_first_counts(
    database: Database, now: datetime, tell: type[Tell]
) -> None:
    reader = OneReader(tell("Russia objects.", title="One"), tell("Russia  objects.", title="Two"))
    for expected in ((1, 1), (0, 2)):
        result = await load(database, reader.read, VERSION, reader.articles, lambda: now)
        assert (len(result.filed), result.known) == expected


async def test_a_name_only_an_earlier_reader_told_is_forgotten_at_the_next_start(
    database: Database,
    reader: OneReader,
    now: datetime,
    tell: type[Tell],
    everyone: Libraries,
) -> None:
    await loaded(database, reader, now)
    directory = Directory((), Spellings())
    await directory.learn(database)
    kinds = frozenset({"event"})
    assert isinstance(directory.resolve("operation dawn", everyone, kinds), Sure)

    await loaded(database, OneReader(tell("Iran began Operation Dawn.")), now, "test-2")
    started = Directory((), Spellings())
    await started.learn(database)
    assert not isinstance(started.resolve("operation dawn", everyone, kinds), Sure)
