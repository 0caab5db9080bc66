"""Tests /brief: what the last days brought, for whoever asks; nothing of it is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.digests.briefing import brief, briefed
from bot.model.library import Libraries
from bot.model.query import Subject

if TYPE_CHECKING:
    from datetime import datetime

    from bot.render import Page
    from bot.store.database import Database
    from tests.conftest import File, Tell

IRAN = Subject("actor", "iran", "Iran")
RUSSIA = Subject("actor", "russia", "Russia")


def text(page: Page) -> str:
    return "\n".join((*page.blocks, page.foot))


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Filed at the tests' now: one in everyone's library, one of a server's own."""
    await file(
        tell("Israel attacked Iran on Monday.", title="Dawn", outlet="The Wire", published="2025-06-23")
        .event("attacked", by="israel", to="iran", date="2025-06-23")
    )  # fmt: skip
    await file(
        tell("Russia attacked Israel on Tuesday.", title="Dusk", outlet="The Secret", published="2025-06-24")
        .event("attacked", by="russia", to="israel", date="2025-06-24"),
        library="111",
    )  # fmt: skip


@pytest.mark.usefixtures("told")
async def test_a_brief_of_the_last_days(database: Database, everyone: Libraries, now: datetime) -> None:
    page = await brief(database, everyone, (), 3, now + timedelta(hours=1))
    assert "Israel" in text(page)
    assert "The Wire" in text(page)
    assert "Secret" not in text(page)
    assert "Nothing new" not in text(page)
    own = await brief(database, Libraries("111"), (), 3, now + timedelta(hours=1))
    assert "The Secret" in text(own)


@pytest.mark.usefixtures("told")
async def test_about_a_name(database: Database, now: datetime) -> None:
    page = await brief(database, Libraries("111"), (RUSSIA,), 3, now + timedelta(hours=1))
    assert "The Secret" in text(page)
    assert "The Wire" not in text(page)


# Trap: the most frequent names were offered, of which the last days told nothing.
@pytest.mark.usefixtures("told")
async def test_whom_a_brief_about_everything_tells_of_has_a_brief(
    database: Database, everyone: Libraries, file: File, tell: type[Tell], now: datetime
) -> None:
    for day in range(3):  # told of often, and long ago
        await file(
            tell(f"Navalny met Putin, day {day}.", published="2024-01-01").event(
                "met", by="navalny", to="vladimir-putin"
            )
        )
    later = now + timedelta(hours=1)
    told = await briefed(database, everyone, 3, later)
    assert set(told) == {"israel", "iran"}
    assert "russia" in await briefed(database, Libraries("111"), 3, later)
    for name in told:
        page = await brief(database, everyone, (Subject("actor", name, name.capitalize()),), 3, later)
        assert "Nothing new" not in text(page)


# The library has nothing of the last days: better of before than nothing, and it is said.
@pytest.mark.usefixtures("told")
async def test_without_news_a_briefing_uses_older_articles_and_says_so(
    database: Database, everyone: Libraries, now: datetime
) -> None:
    page = await brief(database, everyone, (), 3, now + timedelta(days=9))
    assert "Nothing new in the last 3 days. This is from the newest articles before." in text(page)
    assert "new article" not in text(page).replace("newest article", ""), (
        "it tells of no new articles in the same breath"
    )
    assert "The Wire" in text(page)
    page = await brief(database, everyone, (RUSSIA,), 1, now + timedelta(days=9))
    assert "Nothing new about this today. Add news with" in text(page)


# Trap: a stampede of 2020, graver and added later, led a brief whose newest article was of 2025.
@pytest.mark.usefixtures("told")
async def test_the_newest_articles_are_those_published_last_about_these_names(
    database: Database, everyone: Libraries, file: File, tell: type[Tell], now: datetime
) -> None:
    for outlet in ("The Post", "The Herald"):
        await file(
            tell(f"The United States killed Soleimani of Iran, {outlet} said.", title=outlet, published="2020-01-03", outlet=outlet)
            .event("killed", by="united-states", to="iran", date="2020-01-03")
        )  # fmt: skip
    later = now + timedelta(days=9)
    page = text(await brief(database, everyone, (IRAN,), 3, later))
    assert "The Wire" in page
    assert "The Post" not in page
    page = text(await brief(database, everyone, (Subject("actor", "united-states", "United States"),), 3, later))
    assert "The Post" in page
    assert "The Wire" not in page


async def test_an_empty_library(database: Database, everyone: Libraries, now: datetime) -> None:
    assert "Nothing new in the last 3 days. Add news with /feed add or /article add." in text(
        await brief(database, everyone, (), 3, now)
    )


@pytest.mark.usefixtures("told")
async def test_nothing_of_it_is_kept(database: Database, everyone: Libraries, now: datetime) -> None:
    tables = ("subscriptions", "editions", "told")
    await brief(database, everyone, (IRAN,), 3, now + timedelta(hours=1))
    for table in tables:
        [row] = await database.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
        assert row[0] == 0
    # so the second one tells the same
    first = await brief(database, everyone, (), 3, now + timedelta(hours=1))
    assert text(await brief(database, everyone, (), 3, now + timedelta(hours=1))) == text(first)
