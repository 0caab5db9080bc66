"""Tests that a feed is chosen by choice, name or address, and that only editors see which there are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import AskError
from bot.model.feed import NewFeed
from bot.store import feeds
from bot.store.servers import begin
from bot.ui.feeds import EVERY, FeedOption
from tests.ui.conftest import NEWSROOM, SECOND

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.ui.conftest import Stage

OPTION = FeedOption()


async def added(database: Database, now: datetime, title: str | None, url: str, server: int = NEWSROOM) -> int:
    new = NewFeed(str(server), url, "wire.example", title, None, 60, None)
    await begin(database, new.library, now)
    number = await feeds.add(database, new, now, now + timedelta(days=1))
    assert number
    return number


async def test_a_feed_is_named(stage: Stage, database: Database, now: datetime) -> None:
    wire = await added(database, now, "The Wire", "https://wire.example/feed")
    sport = await added(database, now, "The Wire: Sport", "https://wire.example/sport")
    post = await added(database, now, None, "https://post.example/rss")
    others = await added(database, now, "The Bay", "https://bay.example/rss", SECOND)
    for typed, meant in (
        (f"={sport}", sport),
        # an exact name comes before names that contain it
        (" the wire ", wire),
        ("HTTPS://WIRE.EXAMPLE/SPORT", sport),
        ("sport", sport),
        ("post.example", post),
    ):
        assert await stage.of(lambda interaction, typed=typed: OPTION.transform(interaction, typed), "ed") == meant
    with pytest.raises(AskError, match=r"^2 feeds here are called “wire”: choose one from the list"):
        await stage.of(lambda interaction: OPTION.transform(interaction, "wire"), "ed")
    # unknown, another server's, empty
    for typed in ("bay", f"={others}", " "):
        with pytest.raises(AskError, match=r"^There is no feed “.*” here: choose one from the list"):
            await stage.of(lambda interaction, typed=typed: OPTION.transform(interaction, typed), "ed")


async def test_feeds_are_offered_to_editors(stage: Stage, database: Database, now: datetime) -> None:
    for number in range(30):
        await added(database, now, f"Wire {number:02}", f"https://wire.example/{number}")
    offered = await stage.of(lambda interaction: OPTION.autocomplete(interaction, ""), "ed")
    assert len(offered) == 25
    assert [
        (choice.name, choice.value)
        for choice in await stage.of(lambda interaction: OPTION.autocomplete(interaction, "WIRE 29"), "ed")
    ] == [("Wire 29", "=30")]
    assert [
        choice.name
        for choice in await stage.of(lambda interaction: OPTION.autocomplete(interaction, "example/7"), "ed")
    ] == ["Wire 07"]
    assert await stage.of(lambda interaction: OPTION.autocomplete(interaction, ""), "mia") == []
    assert OPTION.max_value == 100


def test_intervals_are_written_in_words() -> None:
    assert [(choice.name, choice.value) for choice in EVERY] == [
        ("every 15 minutes", 15),
        ("every 30 minutes", 30),
        ("every hour", 60),
        ("every 3 hours", 180),
        ("every 6 hours", 360),
        ("every 12 hours", 720),
        ("every day", 1_440),
        ("every week", 10_080),
    ]


# Seven feeds with one title were seven equal choices.
async def test_feeds_of_one_title_are_told_apart(stage: Stage, database: Database, now: datetime) -> None:
    numbers = {
        await added(database, now, "The Wire", f"https://feeds.wire.example/news/{part}/rss.xml"): part
        for part in ("world", "sport", "economy", "culture", "science", "middle_east", "opinion")
    }
    assert len(numbers) == 7
    offered = await stage.of(lambda interaction: OPTION.autocomplete(interaction, "the wire"), "ed")
    assert len({choice.name for choice in offered}) == 7
    for choice in offered:
        number = await stage.of(lambda interaction, choice=choice: OPTION.transform(interaction, choice.value), "ed")
        assert numbers[number] in choice.name
    # of seven, the one that the typed letters leave is told apart too
    [left] = await stage.of(lambda interaction: OPTION.autocomplete(interaction, "economy"), "ed")
    assert left.name == "The Wire · feeds.wire.exa…/news/economy/rss.xml"
    # the title alone is ambiguous, a number is not
    with pytest.raises(AskError, match=r"^7 feeds here are called “The Wire”"):
        await stage.of(lambda interaction: OPTION.transform(interaction, "The Wire"), "ed")
    assert numbers[await stage.of(lambda interaction: OPTION.transform(interaction, "#3"), "ed")] == "economy"
