"""Tests the sentences that editors corrected, as gold is made of them: with what they say now, and where in them each fact stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.model.corrections import Correction, CorrectionState, FactKey, FactKind, Fix, Mistake
from bot.model.facts import Actor, ActorKind, Polarity
from bot.model.query import Subject
from bot.store.articles import file_reading
from bot.store.corrected_sentences import corrected_sentences
from bot.store.corrections import add
from tests.conftest import NOW, Tell

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.database import Database

    File = Callable[..., Awaitable[list[int]]]

BEFORE = "Putin spoke in Moscow."
SENTENCE = "Russia condemned the attack on Iran, he said."
TEXT = f"{BEFORE} {SENTENCE} Nobody answered."
STANCE = FactKey(FactKind.STANCE, SENTENCE, 7, 16, "russia", "iran")
EVENT = FactKey(FactKind.EVENT, SENTENCE, 21, 27)
PUTIN = Actor("vladimir-putin", "Putin", ActorKind.PERSON)


def told() -> Tell:
    tell = Tell(TEXT, outlet="The Fjord", published="2025-06-23", url="https://fjord.example/1")
    tell = tell.event("attack", to="iran").stance("russia", "condemned", "iran").pronoun("Putin", "vladimir-putin")
    return tell.stance("iran", "spoke", "russia")


@pytest.fixture
def article(database: Database, file: File) -> Callable[..., Awaitable[list[dict[str, Any]]]]:
    """Files the article, corrects it, and returns the corrected sentences."""

    async def sentences(*fixes: tuple[FactKey, Fix], state: str = "applied") -> list[dict[str, Any]]:
        [number] = await file(told())
        for key, fix in fixes:
            made = Correction(0, "everyone", None, number, key, fix, "x", CorrectionState(state), "77", "")
            await add(database, made, NOW)
        await file_reading(database, told().reading(), "everyone", NOW)
        return [line async for line in corrected_sentences(database, "everyone")]

    return sentences


def words(line: dict[str, Any], place: dict[str, Any]) -> str:
    text = str(line["sentence" if place["in"] == "own" else "before"])
    return text[slice(*place["at"])]


async def test_a_corrected_sentence_comes_with_its_neighbours_and_source(article: Any) -> None:
    [line] = await article((STANCE, Fix(Mistake.SIDE, Polarity.SUPPORTS)))
    assert (line["before"], line["sentence"], line["after"]) == (BEFORE, SENTENCE, "Nobody answered.")
    assert (line["outlet"], line["published"], line["url"]) == ("The Fjord", "2025-06-23", "https://fjord.example/1")
    assert "77" not in repr(line)  # nobody who corrected it is named


async def test_what_was_corrected_is_sure_and_the_rest_is_not(article: Any) -> None:
    [line] = await article((STANCE, Fix(Mistake.SIDE, Polarity.SUPPORTS)))
    [stance], [event] = line["stances"], line["events"]
    assert (stance["polarity"], stance["sure"], event["sure"]) == ("supports", True, False)
    assert [words(line, stance[part]) for part in ("holder", "cue")] == ["Russia", "condemned"]
    assert [words(line, place) for place in event["recipients"]] == ["Iran"]


async def test_what_is_not_said_is_no_fact_of_the_sentence(article: Any) -> None:
    [line] = await article((EVENT, Fix(Mistake.UNSAID)))
    assert line["events"] == []


# The words that were read name the wrong one.
async def test_another_holder_is_pointed_to_where_it_is_named(article: Any) -> None:
    [line] = await article((STANCE, Fix(Mistake.PARTY, PUTIN)))
    [stance] = line["stances"]
    assert stance["holder"] == {"in": "before", "at": [0, 5]}


async def test_a_holder_that_is_named_nowhere_near_has_no_place(article: Any) -> None:
    [line] = await article((STANCE, Fix(Mistake.PARTY, Actor("norway", "Norway", ActorKind.COUNTRY))))
    assert line["stances"][0]["holder"] is None


@pytest.mark.parametrize(
    ("fix", "state"),
    [
        (Fix(Mistake.UNSAID), "reported"),
        (Fix(Mistake.UNSAID), "undone"),
        # whether two names are one is no sentence's to say
        (Fix(Mistake.SAME, PUTIN, Subject("actor", "russia", "Russia")), "applied"),
    ],
)
async def test_only_facts_that_are_corrected_now_teach(article: Any, fix: Fix, state: str) -> None:
    assert await article((STANCE, fix), state=state) == []
