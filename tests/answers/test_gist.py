"""What is shown of a reading before it is filed is what is shown of it once it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.gist import Facts, actors_words, facts_of, sections_of
from bot.model.facts import SHOWN
from bot.model.library import Libraries
from bot.store.events import events_in
from bot.store.quotations import quotations_in
from bot.store.stances import stances_in

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell


@pytest.fixture
def told(tell: type[Tell]) -> Tell:
    text = (
        "Iran launched Operation Dawn at Israel. Russia condemned the attack. “Criminal,” Araghchi said. Putin objects."
    )
    return (
        tell(text, title="Dawn", outlet="The Wire", published="2025-06-23")
        .event("launched", by="iran", to="israel", name="Operation Dawn")
        .event("attack", by="iran", after=("e1",))
        .stance("russia", "condemned", "e1", sure=0.7)
        .stance("vladimir-putin", "objects", "iran", sure=0.9)
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1"))
    )


async def test_a_draft_shows_what_its_article_will(database: Database, file: File, told: Tell) -> None:
    [number] = await file(told)
    everyone = Libraries()
    filed = Facts(
        tuple(await stances_in(database, everyone, number)),
        tuple(await events_in(database, everyone, number)),
        tuple(await quotations_in(database, everyone, number)),
    )
    read = facts_of(told.reading())
    for draft, article in zip(sections_of(read), sections_of(filed), strict=True):
        assert draft.heading == article.heading
        assert [line.text for line in draft.lines] == [line.text for line in article.lines]
        for one, other in zip(draft.lines, article.lines, strict=True):
            shown = [(evidence.sentence, evidence.marked, evidence.confidence) for evidence in one.evidence]
            assert shown == [(evidence.sentence, evidence.marked, evidence.confidence) for evidence in other.evidence]


def test_the_strongest_come_first_and_the_rest_is_counted(told: Tell) -> None:
    stances, quotations, events = sections_of(facts_of(told.reading()), most=1)
    assert (stances.heading, stances.lines[0].text) == ("Stances: 2, the strongest 1", "Putin opposes Iran")
    assert quotations.heading == "Quotations: 1"
    assert events.heading == "Events: 2, the first 1"


@pytest.mark.parametrize(("sure", "shown"), [(SHOWN, True), (SHOWN - 0.01, False)])
def test_a_draft_shows_quotations_from_the_confidence_of_answers_on(sure: float, shown: bool, tell: type[Tell]) -> None:
    told = tell("Araghchi condemned the attack.").event("attack")
    told.quotation("abbas-araghchi", "the attack", "condemned", "indirect", sure=sure)
    headings = [section.heading for section in sections_of(facts_of(told.reading()))]
    assert ("Quotations: 1" in headings) == shown


def test_nothing_read_is_said(tell: type[Tell]) -> None:
    [section] = sections_of(facts_of(tell("Rain fell.").reading()))
    assert section.absent == "No fact was read from it."


def test_who_it_is_about_is_named_by_how_often(told: Tell) -> None:
    told.pronoun("Russia", "russia").pronoun("Iran", "iran").pronoun("Israel", "israel").pronoun("launched", "iran")
    assert actors_words(told.reading(), most=2) == "Iran, Israel and 5 more"
