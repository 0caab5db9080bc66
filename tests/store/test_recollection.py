"""Tests that unnamed events are found by the words they are remembered by, whatever happens to their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory.directory import Directory
from bot.knowledge.shipped import DATA
from bot.model.library import EVERYONE, Libraries
from bot.names import Cue, NameIndex, Sure, Unsure, load_spellings
from bot.store import recollection
from bot.store.name_entries import events_of
from bot.store.recollection import recollected, remember, remember_all
from bot.store.removal import purge_removed, remove
from bot.store.servers import purge

if TYPE_CHECKING:
    from datetime import datetime

    from bot.names import Match, Spellings
    from bot.store.database import Database
    from tests.conftest import File, Tell

ANY = frozenset({"actor", "event"})


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    return load_spellings(DATA)


@pytest.fixture
async def keys(database: Database, file: File, tell: type[Tell], spellings: Spellings) -> list[str]:
    """Events that resemble hundreds of others, in the order they were filed."""
    told = [
        tell("Israel struck Fordow. Iran fired missiles at Haifa.", published="2025-06-23")
        .event("struck", by="israel", place="Fordow", date="2025-06-22")
        .event("fired", by="iran", to="israel", place="Haifa"),
        tell("Russia and Iran signed a treaty in Moscow.", published="2025-01-18").event(
            "signed", by="russia", place="Moscow", date="2025-01-17"
        ),
        tell("Russia condemned Israel.", published="2025-06-24").event("condemned", by="russia", to="israel"),
    ]
    numbers = await file(*told)
    await remember_all(database, spellings, "test")
    return [f"{numbers[0]}.e1", f"{numbers[0]}.e2", f"{numbers[1]}.e1", f"{numbers[2]}.e1"]


async def meant(database: Database, spellings: Spellings, typed: str, own: str = "everyone") -> list[str]:
    """The events that a directory without other names finds for some words."""
    names = await Directory((), spellings).recall(database, [typed], Libraries(own))
    return ids(names.resolve(typed, Libraries(own), ANY))


def ids(found: object) -> list[str]:
    return [found.match.id] if isinstance(found, Sure) else [match.id for match in getattr(found, "matches", ())]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("israel fordow", 0),
        # By a synonym, in another order, with words that mean nothing here.
        ("the attack on fordow by israel", 0),
        ("fordow strikes june 2025", 0),
        # A letter omitted, added, or swapped; spelled by ear.
        ("isreal fordow", 0),
        ("israel fordw", 0),
        ("izrael fordo", 0),
        ("missiles haifaa iran", 1),
        ("treaty moscow", 2),
        ("russia treaty january 2025", 2),
        # A word that no event has is ignored, and the others are still used.
        ("russia condemned israel in june 2025 zanzibar", 3),
    ],
)
async def test_an_event_is_found_by_what_is_remembered(
    database: Database, spellings: Spellings, keys: list[str], typed: str, place: int
) -> None:
    assert await meant(database, spellings, typed) == [keys[place]]


# Autocomplete offers these while they are typed, so the bot asks if only one word is sent.
@pytest.mark.parametrize(("typed", "places"), [("fordow", [0]), ("israel", [3, 0, 1])])
async def test_one_word_of_an_event_is_asked_about(
    database: Database, spellings: Spellings, keys: list[str], typed: str, places: list[int]
) -> None:
    names = await Directory((), spellings).recall(database, [typed], Libraries("everyone"))
    found = names.resolve(typed, Libraries("everyone"), ANY)
    assert not isinstance(found, Sure)
    assert ids(found) == [keys[place] for place in places]


@pytest.mark.parametrize("typed", ["", "?!", "the of", "israel haifa zanzibar quito lima oslo"])
async def test_one_word_or_others_mean_no_event(
    database: Database, spellings: Spellings, keys: list[str], typed: str
) -> None:
    assert await meant(database, spellings, typed) == []


# The reference is an index with all of them: the same events with the same scores and reasons.
@pytest.mark.parametrize(
    "typed", ["israel fordow", "iran missiles", "russia israel condemned", "isreal fordw", "treaty", "iran israel"]
)
async def test_they_are_found_as_if_they_were_in_the_index(
    database: Database, spellings: Spellings, keys: list[str], typed: str
) -> None:
    index = NameIndex(spellings)
    index.add((await events_of(database, keys)).values())
    names = await Directory((), spellings).recall(database, [typed], Libraries())
    found, wanted = names.resolve(typed, Libraries(), ANY), index.resolve(typed)
    assert ids(found) == ids(wanted)
    if isinstance(wanted, Sure | Unsure):
        assert found == wanted


@pytest.mark.parametrize(
    ("typed", "first"),
    [("israel ford", 0), ("ford", 0), ("russia strategic tre", None), ("signed mosc", 2), ("haif", 1), ("x", None)],
)
async def test_a_partly_typed_text_is_completed(
    database: Database, spellings: Spellings, keys: list[str], typed: str, first: int | None
) -> None:
    names = await Directory((), spellings).recall(database, [typed], Libraries(), typing=True)
    offered: list[Match] = names.complete(typed, Libraries(), ANY)
    assert [match.id for match in offered[:1]] == ([] if first is None else [keys[first]])


async def test_a_chosen_event_is_of_the_kind_and_the_library_it_was_chosen_from(
    database: Database, file: File, tell: type[Tell], spellings: Spellings
) -> None:
    [number] = await file(tell("Israel struck Fordow.").event("struck", by="israel"), library="111")
    chosen = f"={number}.e1"
    for own, kinds, there in (("111", ANY, True), ("222", ANY, False), ("111", frozenset({"actor"}), False)):
        names = await Directory((), spellings).recall(database, [chosen], Libraries(own))
        assert isinstance(names.resolve(chosen, Libraries(own), kinds), Sure) == there
        assert len(names.complete(chosen, Libraries(own), kinds)) == there


# ---- Articles that come and go ----


async def words_left(database: Database) -> tuple[int, int]:
    [row] = await database.rows("SELECT (SELECT count(*) FROM event_words), (SELECT count(*) FROM event_slips)")
    return row[0], row[1]


async def test_a_removed_articles_events_are_not_found_and_after_a_day_no_word_is_left(
    database: Database, file: File, tell: type[Tell], spellings: Spellings, now: datetime
) -> None:
    [number] = await file(tell("Israel struck Fordow.").event("struck", by="israel", place="Fordow"), library="111")
    await remember(database, spellings, [number])
    assert await meant(database, spellings, "israel fordow", "111")
    await remove(database, number, "111", now)
    assert not await meant(database, spellings, "israel fordow", "111")
    assert await purge_removed(database, now.replace(year=now.year + 1)) == 1
    assert await words_left(database) == (0, 0)


async def test_a_word_that_another_event_has_is_kept(
    database: Database, file: File, tell: type[Tell], spellings: Spellings, now: datetime
) -> None:
    first, second = await file(
        tell("Israel struck Fordow.").event("struck", by="israel", place="Fordow"),
        tell("Israel left Natanz.").event("left", by="israel", place="Natanz"),
        library="111",
    )
    await remember(database, spellings, [first, second])
    await remove(database, first, "111", now)
    await purge_removed(database, now.replace(year=now.year + 1))
    assert await meant(database, spellings, "isreal natnz", "111") == [f"{second}.e1"]
    words = {row["word"] for row in await database.rows("SELECT word FROM event_slips")}
    assert "israel" in words
    assert "fordow" not in words


async def test_a_purged_server_leaves_no_word(
    database: Database, file: File, tell: type[Tell], spellings: Spellings
) -> None:
    [number] = await file(tell("Israel struck Fordow.").event("struck", by="israel", place="Fordow"), library="111")
    await remember(database, spellings, [number])
    assert await purge(database, "111")
    assert await words_left(database) == (0, 0)


async def test_an_article_that_was_read_again_is_found_by_its_new_words_alone(
    database: Database, file: File, tell: type[Tell], spellings: Spellings
) -> None:
    directory, text = Directory((), spellings), "Israel struck Fordow. Iran left Natanz."
    await file(tell(text).event("struck", by="israel", place="Fordow"))
    await directory.keep_up(database)
    await file(tell(text).event("left", by="iran", place="Natanz"), reader="test-2")
    await directory.keep_up(database)
    assert await meant(database, spellings, "iran left natanz")
    assert not await meant(database, spellings, "israel fordow")


async def test_articles_filed_while_nobody_followed_are_caught_up(
    database: Database, file: File, tell: type[Tell], spellings: Spellings
) -> None:
    await remember_all(database, spellings, "1")
    await file(tell("Israel struck Fordow.").event("struck", by="israel", place="Fordow"))
    assert not await meant(database, spellings, "israel fordow")
    await remember_all(database, spellings, "1")
    assert await meant(database, spellings, "israel fordow")


# A library of 50,000 articles takes a minute: the total is counted only once it is clear that it takes long.
@pytest.mark.parametrize(("at_a_time", "shares"), [(1, [1, 2, 3, 4]), (2, [2, 4]), (3, [3, 4]), (5, [])])
async def test_making_the_words_of_many_events_tells_how_far_it_is(
    database: Database, keys: list[str], at_a_time: int, shares: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(recollection, "_AT_A_TIME", at_a_time)
    await remember_all(database, load_spellings(DATA), "another", lambda _what, done, total: told.append((done, total)))
    assert told == [(done, len(keys)) for done in shares]


async def test_words_of_another_version_are_made_again(database: Database, keys: list[str]) -> None:
    before = await words_left(database)
    async with database.transaction() as transaction:
        await transaction.run("UPDATE event_words SET words = 'nothing'")
    await remember_all(database, load_spellings(DATA), "test")
    assert {row["words"] for row in await database.rows("SELECT words FROM event_words")} == {"nothing"}
    await remember_all(database, load_spellings(DATA), "another")
    assert await words_left(database) == before
    assert "nothing" not in {row["words"] for row in await database.rows("SELECT words FROM event_words")}


# ---- Unusual words ----


# Whatever is typed is searched as words.
@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_words_are_words(database: Database, spellings: Spellings, keys: list[str], typed: str) -> None:
    for typing in (False, True):
        names = await Directory((), spellings).recall(database, [typed, f"israel {typed}"], Libraries(), typing=typing)
        names.resolve(typed, Libraries(), ANY)
        names.complete(f"israel {typed}", Libraries(), ANY)


@pytest.mark.parametrize("word", ['"', '" OR "a', "library : 111", "a*", "NOT", "(", "NEAR(a b)", "^israel", "-", ""])
async def test_no_word_is_an_expression(
    database: Database, file: File, tell: type[Tell], keys: list[str], word: str
) -> None:
    numbers = await file(tell("Israel attacked 111.").event("attacked", by="israel"), library="111")
    await remember(database, load_spellings(DATA), numbers)
    found = await recollected(
        database, Libraries(), Cue((word, "israel", "attack"), (((word,), word), (("israel",), word)))
    )
    assert {event.entry.library for event in found.events} == {EVERYONE}
