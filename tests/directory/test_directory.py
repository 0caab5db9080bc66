"""Tests the names in force: of the gazetteer and the asker's libraries, found by words or by a chosen id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.names import Spellings, Sure, Unknown
from bot.store.removal import remove, restore

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import File, Tell

ACTOR, ANY = frozenset({"actor"}), frozenset({"actor", "event"})
IRAN = KnownActor("iran", "Iran", ActorKind.COUNTRY, aliases=("Persia",))


@pytest.fixture
def directory() -> Directory:
    return Directory((IRAN,), Spellings())


async def test_the_gazetteers_names_are_everyones_and_count_what_one_may_see(
    directory: Directory, database: Database, file: File, tell: type[Tell]
) -> None:
    await file(tell("Iran spoke.").event("spoke", by="iran"), library="111")
    await directory.learn(database)
    facts = {own: directory.complete("pers", Libraries(own), ACTOR)[0].facts for own in ("everyone", "111", "222")}
    assert facts == {"everyone": 0, "111": 1, "222": 0}


async def test_a_chosen_id_is_no_guess_and_only_of_the_kind_asked(
    directory: Directory, database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    await file(tell("Iran began Operation Dawn.").event("began", by="iran", name="Operation Dawn"))
    await directory.learn(database)
    chosen = directory.resolve("=e.operation-dawn", everyone, ANY)
    assert isinstance(chosen, Sure)
    assert chosen.match.name == "Operation Dawn"
    assert directory.resolve("=e.operation-dawn", everyone, ACTOR) == Unknown()
    assert directory.resolve("=iran?", everyone, ANY) == Unknown()
    assert [match.id for match in directory.complete("=iran", everyone, ANY)] == ["iran"]
    assert directory.complete("=e.operation-dawn", everyone, ACTOR) == []


async def test_a_subject_is_found_by_its_id_if_it_is_of_the_kind_asked(
    directory: Directory, database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    await file(tell("Iran began Operation Dawn.").event("began", by="iran", name="Operation Dawn"), library="111")
    await directory.learn(database)
    asked = [("iran", ACTOR), ("iran", frozenset({"event"})), ("e.operation-dawn", ANY), ("nobody", ANY)]
    found = [[directory.match(name, seen, kinds) for name, kinds in asked] for seen in (everyone, Libraries("111"))]
    assert [[match and match.name for match in some] for some in found] == [
        ["Iran", None, None, None],
        ["Iran", None, "Operation Dawn", None],
    ]


# A summit or war may share its name with an actor: neither may replace the other.
async def test_an_event_named_as_an_actor_leaves_the_actor_in_place(
    directory: Directory, database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    await file(tell("Israel began Iran.").event("began", by="israel", name="Iran"))
    await directory.learn(database)
    for kind in ("actor", "event"):
        found = directory.resolve("Iran", everyone, frozenset({kind}))
        assert isinstance(found, Sure)
        assert found.match.kind == kind


# ---- Articles that come, change and go ----


async def known(directory: Directory, words: str, own: str = "111") -> tuple[bool, int]:
    """True if a name is known to those who see a library, and its number of facts."""
    found = directory.resolve(words, Libraries(own), ANY)
    return (True, found.match.facts) if isinstance(found, Sure) else (False, 0)


async def test_a_name_comes_and_goes_with_its_only_article(
    directory: Directory, database: Database, file: File, tell: type[Tell], now: datetime
) -> None:
    await directory.learn(database)
    dawn = tell("Iran began Operation Dawn.").event("began", name="Operation Dawn")
    [number] = await file(dawn, library="111")
    await directory.keep_up(database)
    assert await known(directory, "Operation Dawn") == (True, 1)
    assert await known(directory, "Operation Dawn", "222") == (False, 0)
    await remove(database, number, "111", now)
    await directory.keep_up(database)
    assert await known(directory, "Operation Dawn") == (False, 0)
    await restore(database, number, "111")
    await directory.keep_up(database)
    assert await known(directory, "Operation Dawn") == (True, 1)


async def test_of_two_articles_one_goes_and_the_name_stays_with_what_is_left(
    directory: Directory, database: Database, file: File, tell: type[Tell], now: datetime
) -> None:
    told = [
        tell(f"Iran began Operation Dawn {word}.").event("began", by="iran", name="Operation Dawn") for word in "ab"
    ]
    first, _ = await file(*told, library="111")
    await directory.learn(database)
    assert await known(directory, "Operation Dawn") == (True, 2)
    assert await known(directory, "Persia") == (True, 2)
    await remove(database, first, "111", now)
    await directory.keep_up(database)
    assert await known(directory, "Operation Dawn") == (True, 1)
    assert await known(directory, "Persia") == (True, 1)


# After it is gone from every article, an actor of the gazetteer is still known by name, in everyone's library too.
@pytest.mark.parametrize("library", ["111", "everyone"])
async def test_an_actor_of_the_gazetteer_stays_without_its_facts(
    directory: Directory, database: Database, file: File, tell: type[Tell], now: datetime, library: str
) -> None:
    [number] = await file(tell("Iran spoke.").event("spoke", by="iran"), library=library)
    await directory.learn(database)
    assert await known(directory, "Persia") == (True, 1)
    await remove(database, number, library, now)
    await directory.keep_up(database)
    assert await known(directory, "Persia") == (True, 0)


async def test_other_words_make_other_names_known(
    directory: Directory, database: Database, file: File, tell: type[Tell]
) -> None:
    text = "Iran began it."
    await file(tell(text).event("began", name="Operation Dawn"), library="111")
    await directory.learn(database)
    await file(tell(text).event("began", name="Operation Dusk"), library="111")
    await directory.keep_up(database)
    assert await known(directory, "Operation Dusk") == (True, 1)
    assert await known(directory, "Operation Dawn") == (False, 0)


# One by one or all at once: the same names with the same counts.
async def test_keeping_up_ends_where_learning_all_does(
    directory: Directory, database: Database, file: File, tell: type[Tell], now: datetime
) -> None:
    def told(word: str, by: str, library: str) -> tuple[Tell, str]:
        text = f"Iran and Israel began Operation Dawn {word}. Russia spoke."
        report = tell(text, published="2025-06-23").event("began", by=by, name="Operation Dawn", place=word)
        return report.event("spoke", by="russia"), library

    numbers: list[int] = []
    for report, library in (told("a", "iran", "111"), told("b", "israel", "111"), told("c", "iran", "everyone")):
        numbers += await file(report, library=library)
        await directory.keep_up(database)
    await file(told("a", "israel", "111")[0], library="111", reader="test-2")
    await directory.keep_up(database)
    await remove(database, numbers[1], "111", now)
    await directory.keep_up(database)
    fresh = Directory((IRAN,), Spellings())
    await fresh.learn(database)
    for subject in ("iran", "israel", "russia", "vladimir-putin", "e.operation-dawn"):
        for library in ("111", "everyone", "222"):
            assert directory._index.entry(subject, library) == fresh._index.entry(subject, library), (subject, library)


async def test_a_library_that_is_purged_is_forgotten(
    directory: Directory, database: Database, file: File, tell: type[Tell]
) -> None:
    await file(tell("Iran began it.").event("began", by="iran", name="Operation Dawn"), library="111")
    await directory.learn(database)
    directory.forget("111")
    assert await known(directory, "Operation Dawn") == (False, 0)
    assert await known(directory, "Persia") == (True, 0)
