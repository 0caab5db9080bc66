"""Libraries to measure on, of so many generated articles with twenty facts each, made once and kept in `var/bench/`.

    python -m benchmarks.libraries 1000 50000          # make them now; 50,000 take some minutes

Beside the actors that facts are about, every article names five persons that no other has, as in the news (`benchmarks.filing`), because
names are what a bot holds in memory. The library is opened once by the bot's own code, so that nothing is left to do at the next start.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answers import index_words, name_an_event
from benchmarks.attache import KEPT, SEED
from benchmarks.editions import EVENTS, QUOTATIONS, STANCES, Library
from benchmarks.filing import NEW
from benchmarks.names import invented_names
from bot.desk import open_desk
from bot.settings import Settings
from bot.store.database import open_database

if TYPE_CHECKING:
    from bot.store.database import Database

FACTS = EVENTS + STANCES + QUOTATIONS
"""Facts of an article."""
_CODE = ("bot/store/migrations/*.sql", "benchmarks/editions.py", "benchmarks/libraries.py")
"""What a kept library depends on: it is made anew if one of these has changed."""


def library(articles: int, keep: Path = KEPT) -> Path:
    """Returns the database of a library of so many articles, which is generated unless it is kept from before."""
    folder = keep / f"{articles}-{_version()}"
    if not folder.exists():
        for old in keep.glob(f"{articles}-*"):
            shutil.rmtree(old)
        unready = folder.with_suffix(".unready")
        unready.mkdir(parents=True)
        begun = time.perf_counter()
        asyncio.run(_make(unready / "library.db", articles))
        unready.rename(folder)
        print(f"a library of {said(articles)} made in {time.perf_counter() - begun:.0f} s: {folder}", flush=True)
    return folder / "library.db"


def said(articles: int) -> str:
    """Returns the size of a library in words."""
    return f"{articles:,} articles ({articles * FACTS:,} facts)"


async def _make(path: Path, articles: int) -> None:
    async with open_database(path) as database:
        if articles:
            await Library(articles * FACTS).fill(database)
            await name_an_event(database)
            await name_newcomers(database, articles)
            await index_words(database)
    async with open_desk(Settings(attache_database=path, attache_seeds=SEED, attache_backups=0)):
        pass


async def name_newcomers(database: Database, articles: int) -> None:
    """Name in each article some persons whom no other article names."""
    names = invented_names(articles * NEW, 11)
    rows = [
        {"article": 1 + at // NEW, "id": f"newcomer-{at}", "name": name, "kind": "person"}
        for at, name in enumerate(names)
    ]
    async with database.transaction() as transaction:
        await transaction.run_many(
            "INSERT INTO actors (article, id, name, kind) VALUES (:article, :id, :name, :kind)", rows
        )


def _version() -> str:
    root = Path(__file__).parents[1]
    files = sorted(path for pattern in _CODE for path in root.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]


def main() -> None:
    """Make the libraries."""
    parser = argparse.ArgumentParser(description="Make the libraries that benchmarks measure on.")
    parser.add_argument("articles", type=int, nargs="+")
    for articles in parser.parse_args().articles:
        print(library(articles))


if __name__ == "__main__":
    main()
