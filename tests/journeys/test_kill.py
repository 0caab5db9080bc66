"""Tests a kill while articles are loaded: each is whole or absent, and the next start completes the load."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.desk import open_desk
from bot.settings import Settings
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 40
LONG = 700
"""How many times longer an article is that takes seconds of processor time."""
AFTERWARDS = {"event_words", "event_slips", "event_words_made", "last_ids", "libraries", "reports_joined"}
"""Tables that are filled from others once everything is filed, and those that count what is filed."""
WHO = ("Russia", "Iran", "Israel", "France", "Turkey", "India", "China", "Egypt", "Japan", "Ukraine")
SENTENCES = (
    "{a} condemned the attack of {b} on {c}.",
    "“This is criminal,” said Foreign Minister Abbas Araghchi of {b}.",
    "{a} launched airstrikes on {b} on {day} June 2025.",
    "President Vladimir Putin said that {a} would support {b}.",
    "{a} and {b} signed a treaty with {c} in Geneva.",
    "{a} warned {b} that it would strike back.",
    "{b} refused to help {a}.",
)


def generate(folder: Path, number: int) -> None:
    """Articles of three different sentences each, always the same ones."""
    varied = random.Random(20250623)  # noqa: S311 - seeded data, no secrets
    folder.mkdir()
    for place in range(number):
        told = [
            sentence.format(a=a, b=b, c=c, day=varied.randint(1, 30))
            for sentence in varied.sample(SENTENCES, 3)
            for a, b, c in [varied.sample(WHO, 3)]
        ]
        (folder / f"{place:04}.txt").write_text(f"This is report {place}. {' '.join(told)}\n")


def asking(seeds: Path, database: Path) -> subprocess.Popen[bytes]:
    """Starts `attache ask`, which files the seeds first."""
    environment = {**os.environ, "ATTACHE_SEEDS": str(seeds), "ATTACHE_DATABASE": str(database)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "/stance holder:Russia"], env=environment, stdout=subprocess.DEVNULL
    )


def filed(database: Path) -> int:
    """The number of filed articles; none before the table exists."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def texts(database: Path) -> set[str]:
    """The filed articles."""
    with closing(sqlite3.connect(database)) as connection:
        return {text for (text,) in connection.execute("SELECT text FROM articles")}


def dump(database: Path, only: set[str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, except when they were filed; `only`: as if just the articles with these texts had been filed."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for (text,) in connection.execute("SELECT text FROM articles").fetchall():
            if only is not None and text not in only:
                connection.execute(
                    "DELETE FROM articles WHERE text = ?", (text,)
                )  # its facts are deleted with it; never committed
        connection.execute("UPDATE articles SET filed_at = '', read_at = ''")
        if only is not None:  # reports share the key of one of them, whose article may not be filed yet
            connection.execute("UPDATE events SET key = article || '.' || local")
        # A contentless index has no rows to list, but its words can be listed, with their rows and places.
        connection.execute("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, sentence_words, instance)")
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name <> 'sentence_words'"
        )
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608 - the schema's own names
            for (table,) in tables.fetchall()
        }


async def start(seeds: Path, database: Path) -> None:
    """Starts and ends the bot in this process, which files the seeds that are missing."""
    async with open_desk(Settings(attache_database=database, attache_seeds=seeds)):
        pass


@pytest.mark.usefixtures("lent_workers", "unsaved_names")
async def test_killed_in_the_middle_of_loading(tmp_path: Path) -> None:
    least = ARTICLES // 5
    seeds, killed, undisturbed = tmp_path / "seeds", tmp_path / "killed.db", tmp_path / "undisturbed.db"
    generate(seeds, ARTICLES)

    # However late the kill comes on a busy machine, it comes before this one is read.
    middle = seeds / f"{ARTICLES // 2:04}.txt"
    short = middle.read_text()
    middle.write_text(short * LONG)
    loading = asking(seeds, killed)
    await until(lambda: loading.poll() is not None or filed(killed) >= least)
    loading.send_signal(signal.SIGKILL)
    assert loading.wait() == -signal.SIGKILL, "it ended before it could be killed"
    assert least <= filed(killed) < ARTICLES
    middle.write_text(short)

    await start(seeds, undisturbed)
    half, whole = (dump(database, only=texts(killed)) for database in (killed, undisturbed))
    assert {table: half[table] for table in half.keys() - AFTERWARDS} == {
        table: whole[table] for table in whole.keys() - AFTERWARDS
    }, "an article was filed in part"

    await start(seeds, killed)
    assert filed(killed) == ARTICLES
    assert dump(killed) == dump(undisturbed)
