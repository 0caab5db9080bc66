"""The names in force: what the gazetteer and the asker's libraries know, found by words or by a chosen id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory import Directory
from bot.knowledge import KnownActor
from bot.model import ActorKind, Libraries
from bot.names import Spellings, Sure, Unknown

if TYPE_CHECKING:
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


# A summit or a war may be called as an actor is: neither may drive the other out.
async def test_an_event_named_as_an_actor_leaves_the_actor_in_place(
    directory: Directory, database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    await file(tell("Israel began Iran.").event("began", by="israel", name="Iran"))
    await directory.learn(database)
    for kind in ("actor", "event"):
        found = directory.resolve("Iran", everyone, frozenset({kind}))
        assert isinstance(found, Sure)
        assert found.match.kind == kind
