"""Tests answers to /compare: who is on which side, and for whom nothing is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer, have_answers
from bot.model.query import CompareQuery, StanceQuery, Subject

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Subjects, Tell

    Compare = Callable[..., Awaitable[Answer]]

CAP = Subject("issue", "i.cap-oil", "oil cap")


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Compare:
    async def asked(on: Subject | str, *actors: str) -> Answer:
        subject_on = subject(on) if isinstance(on, str) else on
        return await answer(database, CompareQuery(subject_on, tuple(map(subject, actors))), everyone)

    return asked


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Two articles on an oil cap: one actor for it, one against, one both."""
    await file(
        tell("Russia supports the oil cap. Iran condemned the oil cap.", published="2025-06-20", outlet="The Wire")
        .issue("i.cap-oil", "oil cap")
        .stance("russia", "supports", "i.cap-oil", "supports")
        .stance("iran", "condemned", "i.cap-oil"),
        tell("Israel praised the oil cap, then Israel rejected it. Putin also backed the oil cap.", published="2025-06-22")
        .issue("i.cap-oil", "oil cap")
        .stance("israel", "praised", "i.cap-oil", "supports")
        .stance("israel", "rejected", "i.cap-oil", by="deeds")
        .stance("vladimir-putin", "backed", "i.cap-oil", "supports"),
    )  # fmt: skip


def sides(found: Answer) -> dict[str, list[str]]:
    return {section.heading: [line.text for line in section.lines] for section in found.sections}


@pytest.mark.usefixtures("told")
async def test_actors_stand_under_their_side_in_words_and_signs(ask: Compare) -> None:
    found = await ask(CAP, "russia", "iran", "israel", "united-states")
    assert found.headline == "Oil cap: 1 for, 1 against, 1 both for and against and nothing found for 1."
    assert sides(found) == {
        "▲ For": ["Russia, in words"],
        "▼ Against": ["Iran, in words"],
        "◆ Both for and against": ["Israel, in words and in actions"],
        "· No stance found": ["US"],
    }
    # Putin speaks for Russia: both sentences are Russia's.
    assert found.sections[0].lines[0].mark == "2 sentences, last 22 June 2025"
    everybody, russia = StanceQuery(None, CAP), StanceQuery(Subject("actor", "russia", "Russia"), CAP)
    assert [offer.query for offer in found.offers[:2]] == [everybody, russia]
    assert found.sections[0].lines[0].asks == russia
    assert found.folded


@pytest.mark.usefixtures("told")
async def test_without_actors_the_most_mentioned_are_shown(ask: Compare) -> None:
    found = await ask(CAP)
    assert set(sides(found)) == {"▲ For", "▼ Against", "◆ Both for and against"}
    assert found.found == 4


@pytest.mark.usefixtures("told")
async def test_an_answer_names_those_without_a_stance(ask: Compare, database: Database, everyone: Libraries) -> None:
    found = await ask(CAP, "navalny", "united-states")
    assert found.found == 0
    assert "stance by Navalny or US on oil cap" in found.headline.replace("navalny", "Navalny")
    there = [CompareQuery(CAP), CompareQuery(CAP, (Subject("actor", "navalny", "Navalny"),))]
    assert await have_answers(database, there, everyone) == [True, False]


@pytest.mark.usefixtures("told")
async def test_a_period_holds_for_all_stances(database: Database, everyone: Libraries) -> None:
    every = await answer(database, CompareQuery(CAP), everyone)
    days = [line.evidence[0].source.published for section in every.sections for line in section.lines if line.evidence]
    last = max(day for day in days if day)
    late = CompareQuery(CAP, since=last)
    found = await answer(database, late, everyone)
    assert 0 < found.found < every.found
    assert " since " in found.headline.partition(":")[0]
    assert all(offer.query.since == last for offer in found.offers)  # type: ignore[union-attr]
    never = CompareQuery(CAP, until="1999-12-31")
    assert (await answer(database, never, everyone)).found == 0
    assert await have_answers(database, [late, never], everyone) == [True, False]


async def test_at_most_six_actors_are_shown(ask: Compare, file: File, tell: type[Tell]) -> None:
    every = ("russia", "iran", "israel", "united-states", "vladimir-putin", "abbas-araghchi", "navalny")
    for holder in every:
        await file(tell(f"They back the oil cap, says {holder}.").issue("i.cap-oil", "oil cap").stance(holder, "back", "i.cap-oil", "supports"))  # fmt: skip
    found = await ask(CAP)
    assert found.found == 6
    assert "1 more holder: see /stance" in found.scope
