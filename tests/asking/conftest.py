"""A directory with a few names: two people called Kim, states, a minister and an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.knowledge.shipped import DATA
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.names import load_spellings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.names import Spellings
    from bot.store.database import Database
    from tests.conftest import Tell


@pytest.fixture(scope="session")
def spellings() -> Spellings:
    """How names are written; cached because it is slow to load."""
    return load_spellings(DATA)


@pytest.fixture
async def directory(
    spellings: Spellings, database: Database, file: Callable[..., Awaitable[list[int]]], tell: type[Tell]
) -> Directory:
    """The gazetteer of these tests, with one everyone's and one server's article."""
    country, person = ActorKind.COUNTRY, ActorKind.PERSON
    actors = (
        KnownActor("russia", "Russia", country, aliases=("Russian Federation",), seats=("Kremlin",)),
        KnownActor("iran", "Iran", country, capitals=("Tehran",)),
        KnownActor("israel", "Israel", country),
        KnownActor("north-korea", "North Korea", country),
        KnownActor("kim-jong-un", "Kim Jong Un", person, short=("Kim",), of="north-korea"),
        KnownActor("kim-yo-jong", "Kim Yo Jong", person, short=("Kim",), of="north-korea"),
        KnownActor("abbas-araghchi", "Abbas Araghchi", person, short=("Araghchi",), of="iran"),
    )
    await file(tell("Israel struck Fordow.").event("struck", by="israel", name="Operation Midnight Hammer"))
    await file(tell("Iran hid the Owl Papers.").event("hid", by="iran", name="Owl Papers"), library="111")
    directory = Directory(actors, spellings)
    await directory.learn(database)
    return directory
