"""Tests answers to /search: a screen of sentences, ways to turn, the other order; and what to try where nothing is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answers import answer, have_answers
from bot.answers.searches import ON_A_PAGE
from bot.model.query import SearchQuery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

    Search = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(database: Database, everyone: Libraries) -> Search:
    async def asked(words: str | SearchQuery, **more: str) -> Answer:
        query = SearchQuery(words, **more) if isinstance(words, str) else words  # type: ignore[arg-type]
        return await answer(database, query, everyone)

    return asked


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Twelve articles with a drone each, two of one outlet."""
    for number in range(12):
        outlet = "The Wire" if number < 2 else "The Herald"
        await file(tell(f"Drone {number} fell. It rained.", published=f"2025-06-{number + 1:02}", outlet=outlet))


@pytest.mark.usefixtures("told")
async def test_a_screen_of_sentences_and_the_pages_behind_it(ask: Search) -> None:
    first = await ask("drone")
    assert first.headline == "12 sentences with “drone”, newest first."
    shown = [line.evidence[0].sentence for line in first.sections[0].lines]
    assert shown == [f"Drone {number} fell." for number in range(11, 6, -1)]
    assert len(first.opens) == ON_A_PAGE
    before, behind = first.turns
    assert (before.query, behind.label) == (None, "Older ▶")
    assert behind.query
    second = await answer_of(ask, behind.query)
    assert next(line.evidence[0].sentence for line in second.sections[0].lines) == "Drone 6 fell."
    back = second.turns[0].query
    assert back
    assert (await answer_of(ask, back)).sections == first.sections
    [other] = first.offers
    assert other.label == "Best match first"
    assert other.query == SearchQuery("drone", best=True)
    best = await answer_of(ask, SearchQuery("drone", best=True, start=10))
    assert (best.found, best.turns[1].query) == (2, None)
    assert best.headline.endswith("best first.")


async def answer_of(ask: Search, query: object) -> Answer:
    return await ask(query)


# Its articles were removed since the button was made.
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("query", [SearchQuery("drone", start=1), SearchQuery("drone", best=True, start=400)])
async def test_a_page_that_is_gone_is_the_first(ask: Search, query: SearchQuery) -> None:
    found = await ask(query)
    assert found.sections == (await ask(replace(query, start=0))).sections
    assert found.found == ON_A_PAGE


@pytest.mark.usefixtures("told")
async def test_what_is_left_out_is_said(ask: Search) -> None:
    found = await ask("drone", since="2025-06-02", outlet="wire")
    assert found.headline == "1 sentence with “drone”, newest first."
    assert found.readings == ("in wire since 2 June 2025",)
    assert (found.turns, found.offers) == ((), ())


@pytest.mark.usefixtures("told")
async def test_where_nothing_is_found_it_says_what_to_try(ask: Search) -> None:
    found = await ask("drone rain")
    assert found.headline == "No sentence with “drone rain” in the 12 articles here."
    assert found.found == 0
    assert "sanction*" in str(found.sections[0].absent)
    assert [offer.label for offer in found.offers] == ["12 sentences with “drone”", "12 sentences with “rain”"]
    narrow = await ask("drone", outlet="Post")
    assert narrow.headline == "No sentence with “drone” in Post in the 12 articles here."
    assert [offer.label for offer in narrow.offers] == ["12 sentences at any time and outlet"]
    assert not (await ask("zeppelin")).offers


async def test_an_empty_library_says_so(ask: Search) -> None:
    assert (await ask("drone")).headline == "The library has no articles yet, so there is nothing to search."


@pytest.mark.usefixtures("told")
async def test_whether_there_is_anything(database: Database, everyone: Libraries) -> None:
    queries = [SearchQuery("drone"), SearchQuery("zeppelin"), SearchQuery("!")]
    assert await have_answers(database, queries, everyone) == [True, False, False]
