"""Tests that loading files what is new or was read by an older reader, leaves the rest alone, and continues where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.directory.directory import Directory
from bot.errors import AskError
from bot.intake.documents import plain_candidate
from bot.library.loading import Load, load
from bot.model.library import EVERYONE, FilingOutcome
from bot.names import Spellings, Sure
from bot.store.articles import file_reading
from tests.store.test_similarity import LINES, OTHER, STORY

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.intake.files import Document
    from bot.model.article import Article, Candidate, Origin
    from bot.model.facts import Reading
    from bot.model.library import Filing, Libraries
    from bot.store.database import Database
    from tests.conftest import Tell

VERSION = "test-1"


class Desk:
    """Loads a folder, with the reading of each article from `told`, and counts."""

    def __init__(self, folder: Path, database: Database, now: datetime, tell: type[Tell]) -> None:
        self.folder = folder
        self.database = database
        self.now = now
        self.tell = tell
        self.told: dict[str, Tell] = {}
        self.extracted = self.read_articles = 0
        self.steps: list[tuple[str, str | None]] = []
        self.workers = self
        self.count = 2

    async def from_document(self, found: Document) -> Candidate:
        self.extracted += 1
        return plain_candidate(found)

    async def read(self, article: Article) -> Reading:
        self.read_articles += 1
        if "faulty" in article.text:
            raise KeyError("ours")
        if "unreadable" in article.text:
            raise AskError("It takes too long.")
        return (
            self.told.get(article.text, self.tell(article.text))
            .head(title=article.title, outlet=article.outlet, url=article.url, published=article.published)
            .reading("the reader's own")
        )

    async def _file(self, reading: Reading, origin: Origin) -> Filing:
        return await file_reading(self.database, reading, EVERYONE, self.now, origin)

    def _step(self, path: Path, trouble: str | None) -> None:
        self.steps.append((path.name, trouble))

    def write(self, name: str, text: str, **head: str) -> None:
        told = "".join(f"{key}: {value}\n" for key, value in head.items())
        (self.folder / name).write_text(f"---\n{told}---\n{text}" if head else text, encoding="utf-8")

    async def load(self, version: str = VERSION) -> tuple[list[FilingOutcome], int, int]:
        paths = sorted(self.folder.iterdir())
        found: Load = await load(self.database, self, version, paths, self._file, self._step)  # type: ignore[arg-type]
        return found.filed, found.known, found.refused

    async def rows(self, column: str) -> list[Any]:
        return [row[0] for row in await self.database.rows(f"SELECT {column} FROM articles ORDER BY id")]  # noqa: S608 - tests


@pytest.fixture
def desk(tmp_path: Path, database: Database, now: datetime, tell: type[Tell]) -> Desk:
    one = Desk(tmp_path / "articles", database, now, tell)
    one.folder.mkdir()
    return one


NEW = FilingOutcome.NEW


async def test_loading_twice_reads_once(desk: Desk) -> None:
    desk.write("a.txt", "Iran began Operation Dawn.")
    desk.write("b.txt", "Russia objects.")
    assert await desk.load() == ([NEW, NEW], 0, 0)
    assert await desk.load() == ([], 2, 0)
    assert (desk.extracted, desk.read_articles) == (2, 2)
    assert desk.steps == [("a.txt", None), ("b.txt", None)] * 2


async def test_another_version_of_the_reader_reads_again(desk: Desk) -> None:
    desk.write("a.txt", "Russia objects.")
    await desk.load()
    assert await desk.load("test-2") == ([FilingOutcome.AGAIN], 0, 0)
    assert await desk.load("test-2") == ([], 1, 0)
    assert await desk.rows("reader") == ["test-2"]


async def test_another_title_is_filed_and_another_text_beside_it(desk: Desk) -> None:
    desk.write("a.md", "Russia objects.", title="One")
    await desk.load()
    desk.write("a.md", "Russia objects.", title="An objection")
    desk.write("b.txt", "Russia objects again.")
    assert await desk.load() == ([FilingOutcome.AGAIN, NEW], 0, 0)
    assert await desk.rows("title") == ["An objection", None]


# Filed one after another, each would replace the other's title at every start.
async def test_of_two_articles_with_the_same_words_the_first_counts(desk: Desk) -> None:
    desk.write("a.md", "Russia objects.", title="One")
    desk.write("b.md", "Russia  objects.", title="Two")
    for expected in (([NEW], 1, 0), ([], 2, 0)):
        assert await desk.load() == expected
    assert await desk.rows("title") == ["One"]
    assert desk.extracted == 2


async def test_a_copy_in_other_words_is_read_once(desk: Desk) -> None:
    desk.write("a.md", STORY, outlet="The Wire", url="https://wire.example/a")
    desk.write("b.md", "\n".join(LINES[: len(LINES) * 4 // 5]), outlet="The Post", url="https://post.example/a")
    desk.write("c.md", OTHER, outlet="The Post")
    assert await desk.load() == ([NEW, FilingOutcome.COPY, NEW], 0, 0)
    assert await desk.load() == ([], 3, 0)
    assert desk.read_articles == 3


async def test_an_earlier_version_does_not_return(desk: Desk) -> None:
    desk.write("a.md", "Russia objects.", url="https://wire.example/a")
    desk.write("b.md", "Russia objects again.", url="https://wire.example/a")
    assert await desk.load() == ([NEW, FilingOutcome.REVISION], 0, 0)
    assert await desk.load() == ([], 2, 0)
    assert await desk.load("test-2") == ([FilingOutcome.AGAIN], 1, 0)
    assert await desk.rows("text") == ["Russia objects again."]


async def test_an_unreadable_file_is_reported_and_retried(desk: Desk) -> None:
    desk.write("a.txt", "unreadable")
    desk.write("b.txt", "")
    desk.write("c.txt", "Russia objects.")
    assert await desk.load() == ([NEW], 0, 2)
    assert desk.steps[0] == ("a.txt", "It takes too long.")
    assert "contains no text" in str(desk.steps[1][1])
    assert await desk.load() == ([], 1, 2)


async def test_a_fault_of_ours_over_one_article_stops_no_other(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.write("a.txt", "faulty")
    desk.write("b.txt", "Russia objects.")
    assert await desk.load() == ([NEW], 0, 1)
    assert "internal error" in str(desk.steps[0][1])
    assert "KeyError" in caplog.text


async def test_a_removed_article_of_a_file_is_filed_again(desk: Desk) -> None:
    desk.write("a.txt", "Russia objects.")
    await desk.load()
    async with desk.database.transaction() as transaction:
        await transaction.run("DELETE FROM articles")
    assert await desk.load() == ([NEW], 0, 0)


async def test_a_name_only_an_earlier_reader_told_is_forgotten_at_the_next_start(
    desk: Desk, tell: type[Tell], everyone: Libraries
) -> None:
    text = "Iran began Operation Dawn."
    desk.write("a.txt", text)
    desk.told[text] = tell(text).event("began", by="iran", name="Operation Dawn")
    await desk.load()
    directory = Directory((), Spellings())
    await directory.learn(desk.database)
    kinds = frozenset({"event"})
    assert isinstance(directory.resolve("operation dawn", everyone, kinds), Sure)

    desk.told.clear()
    await desk.load("test-2")
    started = Directory((), Spellings())
    await started.learn(desk.database)
    assert not isinstance(started.resolve("operation dawn", everyone, kinds), Sure)
