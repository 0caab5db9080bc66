"""Tests that no id of an article or a digest is given twice: buttons and digests sent before carry them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model.library import EVERYONE
from bot.store import migrate, subscriptions
from bot.store.articles import file_reading
from bot.store.backups import back_up, restore
from bot.store.database import open_database
from bot.store.removal import purge_removed, remove
from bot.store.servers import purge
from tests.conftest import NOW, Tell, entered
from tests.databases import REFUSED
from tests.library.test_library import HOME, OTHER
from tests.store.test_search import older
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.database import Database
    from tests.conftest import File

LATER = NOW + timedelta(days=2)


async def _purged(database: Database, article: int, of: str = EVERYONE) -> None:
    await remove(database, article, of, NOW)
    assert await purge_removed(database, LATER) == 1


@pytest.fixture
def articles(tell: type[Tell]) -> list[Tell]:
    return [tell(f"The {word} fell on Fordow in the night.") for word in ("first", "second", "third")]


# The newest of all is the one whose id SQLite gives again, whoever's it is.
@pytest.mark.parametrize("of", [EVERYONE, "1"])
async def test_no_article_gets_the_id_of_one_that_was_purged(
    database: Database, file: File, articles: list[Tell], of: str
) -> None:
    first, newest = [*await file(articles[0]), *await file(articles[1], library=of)]
    await _purged(database, newest, of)
    assert await file(articles[2], library=EVERYONE) == [newest + 1]
    assert first < newest


async def test_no_article_gets_the_id_of_one_that_went_with_its_server(
    database: Database, file: File, articles: list[Tell]
) -> None:
    [gone] = await file(articles[0], library=HOME)
    await purge(database, HOME)
    assert await file(articles[1]) == [gone + 1]


async def test_no_article_gets_an_id_of_an_empty_library(database: Database, file: File, articles: list[Tell]) -> None:
    for article in await file(*articles[:2]):
        await _purged(database, article)
    assert await file(articles[2]) == [3]


async def test_no_digest_gets_the_id_of_another_servers_that_was_removed(database: Database) -> None:
    await entered(database, HOME, OTHER)
    given = subscribed(NOW, server=HOME, slot_at=NOW, next_due_at=NOW)
    gone = await subscriptions.add(database, given)
    await subscriptions.end(database, gone.id, NOW)
    await subscriptions.remove(database, gone.id)
    assert (await subscriptions.add(database, replace(given, server=OTHER))).id == gone.id + 1
    assert await subscriptions.subscription(database, gone.id) is None


async def test_an_id_given_before_is_refused(database: Database, file: File, articles: list[Tell]) -> None:
    [gone] = await file(articles[0])
    await _purged(database, gone)
    with pytest.raises(REFUSED, match="given before"):
        async with database.transaction() as transaction:
            await transaction.run(
                "INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at) VALUES (1, 'everyone', '', '', '', '', '', '')"
            )


# A digest looked at the fourth article, which was purged before this Attaché kept the last id.
async def test_ids_go_on_behind_those_that_digests_tell_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: list[Tell]
) -> None:
    path = tmp_path / "attache.db"
    with monkeypatch.context() as before:
        before.setattr(migrate, "MIGRATIONS", older(tmp_path / "before", "0037"))
        async with open_database(path) as database:
            await entered(database, HOME)
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.executescript(
            """
            INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at) VALUES (2, 'everyone', '', '', '', '', '', '');
            INSERT INTO subscriptions (id, server, channel, place, every, at, zone, per_hour, style, language, say_empty, created_at, filed_until, state)
                VALUES (6, '1', '2', 'text', 'daily', 0, 'UTC', 1, 'brief', 'en', 0, '', '', 'paused');
            INSERT INTO editions (id, subscription, slot, kind, due_at, since, until, nonce, outcome, settled_at)
                VALUES (1, 6, '1', 'digest', '', '', '', 'n', 'sent', '');
            INSERT INTO told (edition, kind, key, as_of) VALUES (1, 'looked at', 'article', '4'), (1, 'said', '9', '{}');
            """.replace("'1', '2', 'text'", f"'{HOME}', '2', 'text'")
        )
    async with open_database(path) as database:
        rows = await database.rows("SELECT of, last FROM last_ids")
        assert {row["of"]: row["last"] for row in rows} == {"articles": 4, "subscriptions": 6, "corrections": 0}


# Between the backup and its restoring, messages with the buttons of two articles more were sent.
async def test_a_restored_database_gives_no_id_that_the_replaced_one_gave(tmp_path: Path, tell: type[Tell]) -> None:
    path, kept = tmp_path / "attache.db", tmp_path / "backup.db"
    ids = []
    for words in ("The first fell.", "The second fell.", "The third fell."):
        async with open_database(path) as database:
            ids.append((await file_reading(database, tell(words).reading(), EVERYONE, NOW)).article)
        if len(ids) == 1:
            back_up(path, kept)
    restore(kept, path, NOW)
    async with open_database(path) as database:
        assert [row["id"] for row in await database.rows("SELECT id FROM articles")] == ids[:1]
        filing = await file_reading(database, tell("The fourth fell.").reading(), EVERYONE, NOW)
    assert filing.article == ids[-1] + 1


# ---- Events of an article that is read again ----

TOLD = "Israel launched strikes on Monday. Russia condemned them. Iran replied with missiles. “We hit back,” Iran said."


@pytest.fixture
def launched(tell: type[Tell]) -> Tell:
    """A reading in which one event more is found, ahead of the others: each had the number of the next."""
    told = tell(TOLD).event("launched", by="israel").event("condemned", by="russia", after=("e1",))
    return (
        told.event("replied", by="iran", after=("e2",))
        .stance("russia", "condemned", "e3")
        .quotation("iran", "“We hit back,”", about=("e3",))
    )


@pytest.fixture
def unlaunched(tell: type[Tell]) -> Tell:
    told = tell(TOLD).event("condemned", by="russia").event("replied", by="iran")
    return told.stance("russia", "condemned", "e2")


async def _cues(database: Database) -> dict[str, str]:
    rows = await database.rows("SELECT key, cue FROM events")
    return {row["key"]: row["cue"] for row in rows}


async def test_an_event_keeps_its_key_when_more_is_read(
    database: Database, file: File, launched: Tell, unlaunched: Tell
) -> None:
    await file(unlaunched)
    assert await _cues(database) == {"1.e1": "condemned", "1.e2": "replied"}
    await file(launched, reader="test-2")
    assert await _cues(database) == {"1.e1": "condemned", "1.e2": "replied", "1.e3": "launched"}
    [stance] = await database.rows("SELECT e.cue FROM stances s JOIN events e ON e.id = s.target_event")
    [about] = await database.rows("SELECT e.cue FROM quotation_subjects q JOIN events e ON e.id = q.event")
    order = await database.rows(
        "SELECT e.cue AS earlier, l.cue AS later FROM event_order o JOIN events e ON e.id = o.earlier JOIN events l ON l.id = o.later ORDER BY o.later, o.earlier"
    )
    assert (stance["cue"], about["cue"]) == ("replied", "replied")
    assert {tuple(row) for row in order} == {("launched", "condemned"), ("condemned", "replied")}


async def test_no_event_gets_the_key_of_one_that_is_no_longer_read(
    database: Database, file: File, launched: Tell, unlaunched: Tell
) -> None:
    await file(launched)
    await file(unlaunched, reader="test-2")
    assert await _cues(database) == {"1.e2": "condemned", "1.e3": "replied"}
    await file(launched, reader="test-3")
    assert await _cues(database) == {"1.e4": "launched", "1.e2": "condemned", "1.e3": "replied"}


async def test_of_two_events_with_one_cue_each_keeps_its_key(database: Database, file: File, tell: type[Tell]) -> None:
    told = tell(TOLD).event("launched", by="israel").event("launched", to="iran", kind="OTHER")
    await file(told)
    await file(told, reader="test-2")
    rows = await database.rows("SELECT local, type FROM events ORDER BY local")
    assert [row["local"] for row in rows] == ["e1", "e2"]
    assert len({row["type"] for row in rows}) == 2
