"""Tests that the index of words is in step with the sentences, whatever becomes of an article, and that its pages lose nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.library.servers import Servers
from bot.model.article import Origin
from bot.model.library import EVERYONE, FilingOutcome, Libraries
from bot.model.query import SearchQuery
from bot.store import migrate
from bot.store.articles import file_reading
from bot.store.database import open_database
from bot.store.dialects import TwoDialects
from bot.store.removal import purge_removed, remove, restore
from bot.store.search import count_hits, search
from bot.store.searched import index_all
from tests.conftest import entered

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.store.database import Database
    from tests.conftest import File, Tell

OWN = Libraries("111")
EVERY = SearchQuery("drone*")


async def found(database: Database, libraries: Libraries, query: SearchQuery | str, most: int = 50) -> list[str]:
    """The sentences found, in order."""
    asked = SearchQuery(query) if isinstance(query, str) else query
    return [hit.evidence.sentence for hit in (await search(database, libraries, asked, most)).shown]


_INDEXED = TwoDialects(
    'SELECT count(*) FROM sentence_words WHERE sentence_words MATCH \'library : ("everyone" OR "111")\'',
    "SELECT count(*) FROM sentence_words WHERE library IN ('everyone', '111')",
)


async def intact(database: Database) -> bool:
    """Whether each sentence that is indexed stands there once, and nothing else is in the index."""
    [row] = await database.rows("SELECT count(*) FROM sentences WHERE kind IN ('body', 'heading')")
    [there] = await database.rows(_INDEXED)
    async with database.transaction() as transaction:
        if not transaction.makes_words:
            await transaction.run("INSERT INTO sentence_words (sentence_words) VALUES ('integrity-check')")
    return bool(row[0] == there[0])


async def test_a_sentence_is_found_as_soon_as_it_is_filed_and_no_more_when_it_is_gone(
    database: Database, file: File, tell: type[Tell], everyone: Libraries, now: datetime
) -> None:
    [first, _] = await file(tell("Drones came. Nobody slept."), tell("A drone fell. It was raining."))
    assert await found(database, everyone, "drone") == ["A drone fell.", "Drones came."]
    assert await found(database, everyone, "rain") == ["It was raining."]
    await remove(database, first, EVERYONE, now)
    assert await found(database, everyone, "drone") == ["A drone fell."]
    await restore(database, first, EVERYONE)
    assert await found(database, everyone, "drone") == ["A drone fell.", "Drones came."]
    await remove(database, first, EVERYONE, now)
    assert await purge_removed(database, now + timedelta(days=1)) == 1
    assert await found(database, everyone, "drone") == ["A drone fell."]
    assert await intact(database)
    assert [row["article"] for row in await database.rows("SELECT article FROM searched")] != [first]


# Read again with other sentences, dated otherwise, printed by another outlet: the index follows.
# A lexeme of PostgreSQL's has at most 2,046 bytes: such an article was refused there.
async def test_a_word_of_thousands_of_letters_is_found(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    word = "ö" * 5_000
    await file(tell(f"{word} fell."))
    assert await found(database, everyone, f"{word} fell") == [f"{word} fell."]
    assert await found(database, everyone, "fell") == [f"{word} fell."]


async def test_words_of_an_article_follow_its_changes(
    database: Database, tell: type[Tell], everyone: Libraries, now: datetime
) -> None:
    async def filed(text: str, page: str, outlet: str, published: str) -> FilingOutcome:
        told = tell(text, outlet=outlet, url=f"https://{page}", published=published)
        made = await file_reading(database, told.reading(), EVERYONE, now, Origin(page=page, by="7"))
        return made.outcome

    text = "A drone fell on the old harbour of the town in the early morning. Nobody was hurt."
    assert await filed(text, "a.test/1", "The Wire", "2025-06-01") == FilingOutcome.NEW
    june = replace(EVERY, since="2025-06-01", until="2025-06-30")
    assert len(await found(database, everyone, june)) == 1
    assert await filed(text, "a.test/1", "The Wire", "2025-07-01") == FilingOutcome.AGAIN
    assert await found(database, everyone, june) == []
    assert len(await found(database, everyone, replace(EVERY, since="2025-07-01"))) == 1
    assert await filed(text, "b.test/1", "The Herald", "2025-07-01") == FilingOutcome.COPY
    for outlet, number in (("herald", 1), ("The Wire", 1), ("Post", 0), ("the", 1), ('"*', 1)):
        assert len(await found(database, everyone, replace(EVERY, outlet=outlet))) == number, outlet
    assert await filed(text.replace("drone", "balloon"), "a.test/1", "The Wire", "2025-07-01") == FilingOutcome.REVISION
    assert await found(database, everyone, EVERY) == []
    assert len(await found(database, everyone, "balloon")) == 1
    assert await intact(database)


async def test_a_servers_words_are_found_there_alone_and_go_with_it(
    database: Database, file: File, tell: type[Tell], everyone: Libraries, now: datetime
) -> None:
    await file(tell("A drone fell."))
    await file(tell("Our drone fell."), library=OWN.own)
    assert await found(database, OWN, "drone") == ["Our drone fell.", "A drone fell."]
    assert await found(database, everyone, "drone") == ["A drone fell."]
    assert await found(database, Libraries("222"), "drone") == ["A drone fell."]
    assert await count_hits(database, everyone, EVERY) == 1
    assert await Servers(database, lambda: now).purge("111")
    assert await found(database, OWN, "drone") == ["A drone fell."]
    assert await intact(database)


async def test_a_servers_own_article_stands_for_everyones(
    database: Database, file: File, tell: type[Tell], now: datetime
) -> None:
    told = tell("A drone fell on the harbour.")
    [own] = await file(told, library=OWN.own)
    [everyones] = await file(told)
    for number in (own, everyones):
        hits = (await search(database, OWN, EVERY, 5)).shown
        assert [hit.evidence.source.article for hit in hits] == [number]
        await remove(database, own, OWN.own, now)


PUBLISHED = ["2025-06-01", None, "2025-06-20", "2025-06", "2024", "2025-06-20~", "1200-01-01", "9999", "2025-06-10/2025-06-15", "nonsense"]  # fmt: skip


async def test_pages_newest_first_lose_nothing_either_way(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    for number, published in enumerate(PUBLISHED):
        text = f"Drone {number}a fell. Quiet. Drone {number}b fell."
        await file(tell(text, published=published))
    every = await found(database, everyone, EVERY)
    # the day an article was published at the latest; without one last; of one day the article filed last; in the order of the text
    assert [sentence.split()[1] for sentence in every] == [
        f"{number}{place}" for number in (7, 3, 5, 2, 8, 0, 4, 6, 9, 1) for place in "ab"
    ]
    for size in (1, 3, 7, 20):
        query, told = EVERY, list[str]()
        while True:
            page = await search(database, everyone, query, size)
            assert page.number == 20
            assert page.before == bool(told)
            told += [hit.evidence.sentence for hit in page.shown]
            if not page.behind:
                break
            query = replace(EVERY, start=page.shown[-1].place)
        assert told == every
        back = list[str]()
        while page.before:
            page = await search(database, everyone, replace(EVERY, start=-page.shown[0].place), size)
            back = [hit.evidence.sentence for hit in page.shown] + back
            assert page.behind
        assert back == every[: len(back)]
        assert len(back) >= 20 - size


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        (("2025-06-02", None), {7, 3, 5, 2, 8}),
        # may have been published then: "2025-06", "9999" may not
        ((None, "2025-06-12"), {3, 8, 0, 4, 6}),
        (("2025-06-12", "2025-06-14"), {3, 8}),
        (("2025-01-01", "2025-01-31"), set()),
        (("2024-05-01", "2024-05-31"), {4}),
    ],
)
async def test_days_are_those_on_which_an_article_may_have_been_published(
    database: Database,
    file: File,
    tell: type[Tell],
    everyone: Libraries,
    days: tuple[str | None, str | None],
    numbers: set[int],
) -> None:
    for number, published in enumerate(PUBLISHED):
        await file(tell(f"Drone {number} fell.", published=published))
    told = await found(database, everyone, SearchQuery("drone", *days))
    assert {int(sentence.split()[1]) for sentence in told} == numbers


async def test_the_best_first_page_by_page(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    told = ["An oil cap.", "The oil cap is low.", "The oil price cap is low.", "A cap, said nobody, on any oil."]
    for text in (told[2], told[0], told[3], told[1]):
        await file(tell(text))
    query = SearchQuery("oil cap", best=True)
    assert await found(database, everyone, query) == told
    page = await search(database, everyone, replace(query, start=2), 2)
    assert ([hit.evidence.sentence for hit in page.shown], page.before, page.behind) == (told[2:], True, False)
    assert not (await search(database, everyone, replace(query, start=40), 2)).shown


async def test_words_looked_for_are_marked(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    await file(tell("The oil price cap, an oil cap."))
    [hit] = (await search(database, everyone, SearchQuery("oil cap"), 5)).shown
    sentence = hit.evidence.sentence
    assert [sentence[span.start : span.end] for span in hit.evidence.marked] == ["oil", "cap", "oil", "cap"]


@pytest.mark.parametrize("typed", ['"', "NEAR(", "a AND", "* *", "library : everyone", "\x00drone", "NOT drone"])
async def test_no_search_is_an_error(
    database: Database, file: File, tell: type[Tell], everyone: Libraries, typed: str
) -> None:
    await file(tell("A drone fell."))
    for query in (SearchQuery(typed), SearchQuery("drone", outlet=typed), SearchQuery(typed, best=True)):
        await search(database, everyone, query, 5)
        await count_hits(database, everyone, query)


# ---- A library of before --------------------------------------------------------------------------------------------


def older(folder: Path, number: str) -> Path:
    """The migrations before one."""
    folder.mkdir()
    for script in migrate.MIGRATIONS.glob("[0-9]*.sql"):
        if script.name < number:
            (folder / script.name).write_bytes(script.read_bytes())
    return folder


async def test_a_library_of_before_is_indexed_with_progress_and_goes_on_where_it_broke_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: type[Tell], now: datetime, everyone: Libraries
) -> None:
    path = tmp_path / "attache.db"
    with monkeypatch.context() as before:
        before.setattr(migrate, "MIGRATIONS", older(tmp_path / "before", "0026"))
        async with open_database(path):
            pass
    add = "INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at, published) VALUES (?, 'everyone', ?, '', '', '', '', '', '2025-06-01')"
    with closing(sqlite3.connect(path)) as connection:
        for number in range(1, 4):
            connection.execute(add, (number, str(number)))
            words = [(number, place, f"Drone {number}.{place}") for place in range(3)]
            connection.executemany("INSERT INTO sentences VALUES (?, ?, 0, 1, 'body', 0, ?)", words)
        connection.commit()
    monkeypatch.setattr("bot.store.searched._AT_A_TIME", 2)
    steps: list[tuple[str, int, int]] = []

    def broken_off(*step: Any) -> None:
        steps.append(step)
        if len(steps) == 1:
            raise KeyboardInterrupt

    async with open_database(path) as database:
        assert await found(database, everyone, EVERY) == []
        # One that is purged, or filed anew, before the start has come to it.
        await entered(database, OWN.own)
        with pytest.raises(KeyboardInterrupt):
            await index_all(database, broken_off)
        assert len(await found(database, everyone, EVERY)) == 6
        filed = await file_reading(database, tell("A drone fell.").reading(), EVERYONE, now)
        assert filed.article == 4
        await index_all(database, broken_off)
        assert [step[1:] for step in steps] == [(2, 3), (1, 1)]
        assert len(await found(database, everyone, EVERY)) == 10
        await index_all(database, broken_off)
        assert len(steps) == 2
        assert await intact(database)


async def test_an_article_of_before_may_go_before_it_is_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everyone: Libraries
) -> None:
    path = tmp_path / "attache.db"
    with monkeypatch.context() as before:
        before.setattr(migrate, "MIGRATIONS", older(tmp_path / "before", "0026"))
        async with open_database(path):
            pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at) VALUES (1, 'everyone', '', '', '', '', '', '')")  # fmt: skip
        connection.execute("INSERT INTO sentences VALUES (1, 0, 0, 1, 'body', 0, 'A drone fell.')")
        connection.commit()
    async with open_database(path) as database:
        async with database.transaction() as transaction:
            await transaction.run("DELETE FROM articles WHERE id = 1")
        await index_all(database)
        assert await found(database, everyone, EVERY) == []
        assert await intact(database)
