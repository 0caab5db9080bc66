"""Tests answers to /relation: what each did to the other, both together, in which month, and what each says about the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer, have_answers
from bot.model.query import QuoteQuery, RelationQuery, StanceQuery, Subject

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Subjects, Tell

    Relate = Callable[[str, str], Awaitable[Answer]]


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Relate:
    async def asked(a: str, b: str) -> Answer:
        return await answer(database, RelationQuery(subject(a), subject(b)), everyone)

    return asked


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Two months of events between Russia and Iran, and events of others."""
    await file(
        tell("Russia aided Iran. Iran accused Russia. Israel attacked Iran.", published="2025-05-10", outlet="The Wire")
        .event("aided", by="russia", to="iran", kind="AID", date="2025-05-09")
        .event("accused", by="iran", to="russia", kind="ACCUSE", date="2025-05")
        .event("attacked", by="israel", to="iran", date="2025-05-08")
        .stance("iran", "accused", "russia"),
        tell("Araghchi thanked Russia. “Good friends,” Araghchi said. Putin will visit Iran. Russia may bomb Iran.", published="2025-06-23")
        .event("thanked", by="abbas-araghchi", to="russia", kind="SUPPORT")
        .event("visit", by="vladimir-putin", to="iran", kind="CONSULT", mode="planned", date="2025-07")
        .event("bomb", by="russia", to="iran", mode="hypothetical")
        .quotation("abbas-araghchi", "“Good friends,”", about=("russia",)),
    )  # fmt: skip


def lines(found: Answer) -> dict[str, list[str]]:
    return {section.heading: [line.text for line in section.lines] for section in found.sections}


@pytest.mark.usefixtures("told")
async def test_each_direction_by_sign_and_month(ask: Relate) -> None:
    found = await ask("russia", "iran")
    # Events that did not happen, and a third actor's, do not count.
    assert found.headline == "Russia and Iran: ▲ 3 cooperation, ▼ 1 conflict."
    assert [(line.when, line.text) for line in found.sections[-1].lines] == [
        ("July 2025", "▲ 1 cooperation"),
        ("June 2025", "▲ 1 cooperation"),  # without a date: its article's month
        ("May 2025", "▲ 1 cooperation, ▼ 1 conflict"),
    ]
    told = lines(found)
    assert told["Russia → Iran"] == ["▲ Putin will visit Iran", "▲ Russia aided Iran"]
    assert told["Iran → Russia"] == ["▲ Araghchi thanked Russia", "▼ Iran accused Russia"]
    assert told["Iran on Russia"] == ["Opposes Russia, in words"]
    assert "Russia on Iran" not in told
    assert [type(offer.query) for offer in found.offers] == [StanceQuery]


# Trap: a conflict was counted and not listed, because two newer events of that direction were.
async def test_each_sign_that_is_counted_is_listed(ask: Relate, file: File, tell: type[Tell]) -> None:
    days = tell(
        "Russia bombed Iran. Russia asked Iran. Russia aided Iran. Russia met Iran. Russia visited Iran.",
        published="2025-06-23",
    )
    for day, (cue, kind) in enumerate((("bombed", "ASSAULT"), ("asked", "REQUEST"), ("aided", "AID"), ("met", "CONSULT"), ("visited", "CONSULT")), start=1):  # fmt: skip
        days = days.event(cue, by="russia", to="iran", kind=kind, date=f"2025-06-{day:02}")
    await file(days)
    found = await ask("russia", "iran")
    # A request of help is no conflict.
    assert found.headline == "Russia and Iran: ▲ 3 cooperation, ▼ 1 conflict, ○ 1 other."
    assert [text[0] for text in lines(found)["Russia → Iran, 5 events"]] == ["▲", "○", "▼"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("since", "until", "headline"),
    [
        ("2025-06-01", None, "Russia and Iran since 1 June 2025: ▲ 2 cooperation."),
        # an event of a month may have been on any of its days, one without a day counts by its article's
        (None, "2025-05-08", "Russia and Iran until 8 May 2025: ▼ 1 conflict."),
        ("2025-06-20", "2025-06-30", "Russia and Iran since 20 June 2025 until 30 June 2025: ▲ 1 cooperation."),
        (None, "2024-12-31", "No event between Russia and Iran, nor word of one about the other, until 31 December 2024 in the 2 articles here."),
    ],
)  # fmt: skip
async def test_a_period_holds_for_events_stances_and_quotations(
    database: Database, everyone: Libraries, subject: Subjects, since: str | None, until: str | None, headline: str
) -> None:
    query = RelationQuery(subject("russia"), subject("iran"), since, until)
    found = await answer(database, query, everyone)
    assert found.headline == headline
    assert await have_answers(database, [query], everyone) == [found.found > 0]
    assert all((offer.query.since, offer.query.until) == (since, until) for offer in found.offers)  # type: ignore[union-attr]


@pytest.mark.usefixtures("told")
async def test_with_nobody_else_named_who_takes_part_in_events_with_others(
    database: Database, everyone: Libraries, subject: Subjects
) -> None:
    one = [RelationQuery(subject(name), None) for name in ("russia", "israel", "abbas-araghchi", "navalny")]
    assert await have_answers(database, one, everyone) == [True, True, True, False]
    late = RelationQuery(subject("israel"), None, "2025-06-01")
    assert await have_answers(database, [late], everyone) == [False]


async def test_names_take_their_article_within_words(
    database: Database, everyone: Libraries, file: File, tell: type[Tell]
) -> None:
    await file(
        tell("Iran accused the US. The US thanked Iran.")
        .stance("iran", "accused", "united-states")
        .stance("united-states", "thanked", "iran", "supports")
    )
    iran, states = Subject("actor", "iran", "Iran"), Subject("actor", "united-states", "United States")
    found = await answer(database, RelationQuery(iran, states), everyone)
    assert list(lines(found)) == ["Iran on the United States", "United States on Iran"]
    assert [offer.label for offer in found.offers] == [
        "Stance: Iran on the United States",
        "Stance: United States on Iran",
    ]


# With the actors swapped, it is the same relation.
@pytest.mark.usefixtures("told")
async def test_swapped_actors_get_the_same_answer(ask: Relate) -> None:
    here, there = await ask("russia", "iran"), await ask("iran", "russia")
    assert {**lines(here)} == {**lines(there)}


@pytest.mark.usefixtures("told")
async def test_a_persons_words_about_a_state_are_quoted(ask: Relate) -> None:
    found = await ask("abbas-araghchi", "russia")
    assert lines(found)["Araghchi on Russia"] == ["“Good friends”"]
    assert [type(offer.query) for offer in found.offers] == [QuoteQuery]


async def test_an_event_of_both_together_is_attributed_to_neither(ask: Relate, file: File, tell: type[Tell]) -> None:
    told = tell("Russia and Iran agreed.", published="2025-06-23").event("agreed", by="russia", kind="AGREE")
    agreed = told._events[0]
    told._events[0] = type(agreed)(**{name: getattr(agreed, name) for name in agreed.__slots__} | {"agents": (*agreed.agents, told._party("iran", agreed.cue))})  # fmt: skip
    await file(told)
    found = await ask("russia", "iran")
    assert lines(found)["Together"] == ["▲ Russia and Iran agreed"]
    assert "By month" not in lines(found), "one month is told by the headline"
    assert "Russia → Iran" not in lines(found)
    assert found.headline == "Russia and Iran: ▲ 1 cooperation."


@pytest.mark.usefixtures("told")
async def test_without_events_the_answer_says_so(
    ask: Relate, database: Database, everyone: Libraries, subject: Subjects
) -> None:
    found = await ask("israel", "navalny")
    assert found.found == 0
    assert found.headline.startswith("No event between Israel and")
    pairs = [RelationQuery(subject("israel"), subject("navalny")), RelationQuery(subject("iran"), subject("israel"))]
    assert await have_answers(database, pairs, everyone) == [False, True]
