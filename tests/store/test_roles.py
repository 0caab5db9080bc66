"""Tests which roles articles give an actor, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model.facts import Actor, ActorKind
from bot.model.library import EVERYONE, Libraries
from bot.store.articles import file_reading
from bot.store.roles import roles_of
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import Tell

BORIS = Actor("boris-johnson", "Boris Johnson", ActorKind.PERSON, role="Prime Minister", of="united-kingdom")
KINGDOM = Actor("united-kingdom", "United Kingdom", ActorKind.COUNTRY)


@pytest.mark.parametrize(
    ("actors", "role"),
    [
        ((BORIS, KINGDOM), "Prime Minister of the United Kingdom"),
        # The article doesn't name the state: it was "Prime Minister of united-kingdom".
        ((BORIS,), "Prime Minister"),
    ],
)
async def test_a_role_names_its_state_as_the_article_does(
    database: Database, tell: type[Tell], actors: tuple[Actor, ...], role: str
) -> None:
    reading = replace(tell("Boris Johnson spoke.", published="2019-09-13").reading(), actors=actors)
    await file_reading(database, reading, EVERYONE, NOW)
    assert (await roles_of(database, Libraries(), BORIS.id)).roles == ((role, "2019-09-13", "2019-09-13"),)
