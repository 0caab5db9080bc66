"""A server files as much as it may, and a sentence says which limit is reached; everyone's library takes any."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.errors import AskError
from bot.library.library import Library, Limits
from bot.model.library import EVERYONE
from bot.names import Spellings
from bot.store.articles import file_reading

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import Tell

HOME, OTHER = "4242", "4343"


def library(database: Database, now: datetime, **limits: int) -> Library:
    return Library(database, Directory((), Spellings()), None, "test", Limits(**limits), lambda: now)  # type: ignore[arg-type]


async def filed(database: Database, tell: type[Tell], where: str, now: datetime, number: int, size: int = 0) -> None:
    for one in range(number):
        text = f"It was day {one} of the raid in {where}. {'x' * size}"
        await file_reading(database, tell(text).reading(), where, now)


async def test_a_day_has_so_many_articles(database: Database, tell: type[Tell], now: datetime) -> None:
    held = library(database, now, articles_a_day=3)
    await filed(database, tell, HOME, now - timedelta(hours=25), 3)
    await filed(database, tell, EVERYONE, now, 5)
    await held.has_room(HOME)
    await filed(database, tell, f"{HOME}0", now, 3)
    await held.has_room(HOME)
    await filed(database, tell, OTHER, now, 3)
    with pytest.raises(AskError, match=r"^This server has filed 3 articles within a day, as many as it may"):
        await held.has_room(OTHER)
    await held.has_room(EVERYONE)


async def test_a_library_has_so_many_characters(database: Database, tell: type[Tell], now: datetime) -> None:
    held = library(database, now, millions=1)
    await filed(database, tell, HOME, now, 2, 400_000)
    await filed(database, tell, EVERYONE, now, 4, 400_000)
    await held.has_room(HOME, 100_000)
    with pytest.raises(AskError, match=r"^This server’s library is full: it may hold 1 million characters"):
        await held.has_room(HOME, 300_000)
    await held.has_room(OTHER, 300_000)
    await held.has_room(EVERYONE, 300_000)
    await library(database, now).has_room(HOME, 10**9)
