"""Tests what is left of a reading when facts are not shown, when actors go, and which sentence a place is in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.article import Span
from bot.model.facts import Actor, ActorKind, Reading
from tests.conftest import ACTORS

if TYPE_CHECKING:
    from tests.conftest import Tell

TEXT = "Iran struck Israel. Russia condemned the raid over the oil cap. “Criminal,” Araghchi said. A gas deal ended it."


@pytest.fixture
def told(tell: type[Tell]) -> Reading:
    """Every kind of fact, all of them shown."""
    return (
        tell(TEXT)
        .issue("i.cap-oil", "oil cap")
        .issue("i.deal-gas", "gas deal")
        .event("struck", by="iran", to="israel", before=("e2", "e3"))
        .event("raid", by="iran", to="israel", after=("e1",), voice="russia")
        .event("ended", by="russia", after=("e1", "e2"))
        .stance("russia", "condemned", "iran")
        .stance("russia", "condemned", "i.cap-oil")
        .quotation("abbas-araghchi", "“Criminal,”", about=("e1", "iran", "e2"))
        .pronoun("Iran", "iran")
        .pronoun("Russia", "russia")
    ).reading()


def hidden(reading: Reading, part: str, *places: int) -> Reading:
    """The reading with some of its facts not shown."""
    facts = list(getattr(reading, part))
    for place in places:
        facts[place] = replace(facts[place], licence=replace(facts[place].licence, shown=False))
    more: dict[str, Any] = {part: tuple(facts)}
    return replace(reading, **more)


def orders(reading: Reading) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(event.id, event.after, event.before) for event in reading.events]


def test_a_reading_whose_facts_are_all_shown_stays_as_it_is(told: Reading) -> None:
    assert told.shown() == told


def test_an_event_that_is_not_shown_leaves_no_trace(told: Reading) -> None:
    left = hidden(told, "events", 0).shown()
    assert orders(left) == [("e2", (), ()), ("e3", ("e2",), ())]
    assert [quotation.about for quotation in left.quotations] == [("iran", "e2")]
    assert left.stances == told.stances


# A shown stance needs what it is on: that stays, without who took part, so that no timeline has it.
def test_an_event_that_a_shown_stance_is_on_stays_without_participants(tell: type[Tell]) -> None:
    told = (
        tell(TEXT).event("raid", by="iran", to="israel").event("ended", by="russia").stance("russia", "condemned", "e1")
    )
    read = hidden(told.reading(), "events", 0, 1)
    [event] = read.shown().events
    assert (event.id, event.agents, event.recipients) == ("e1", (), ())
    assert hidden(read, "stances", 0).shown().events == ()


def test_stances_and_quotations_that_are_not_shown_go(told: Reading) -> None:
    left = hidden(hidden(told, "stances", 0), "quotations", 0).shown()
    assert (left.stances, left.quotations) == (told.stances[1:], ())
    # what a stance is on could not be resolved
    nowhere = replace(told.stances[0], target=replace(told.stances[0].target, actor=None))
    assert replace(told, stances=(nowhere,)).shown().stances == ()


ISSUES: list[tuple[str, dict[str, tuple[int, ...]], list[str]]] = [
    ("on which a shown stance is, and beside a shown event", {}, ["i.cap-oil", "i.deal-gas"]),
    ("on which no shown stance is, but an event beside it", {"stances": (1,)}, ["i.cap-oil", "i.deal-gas"]),
    ("on which no shown stance is, beside no event", {"stances": (1,), "events": (1,)}, ["i.deal-gas"]),
    ("beside no shown event", {"events": (2,)}, ["i.cap-oil"]),
]


@pytest.mark.parametrize(("left", "issues"), [row[1:] for row in ISSUES], ids=[row[0] for row in ISSUES])
def test_issues_stay_with_their_facts(left: dict[str, tuple[int, ...]], issues: list[str], told: Reading) -> None:
    for part, places in left.items():
        told = hidden(told, part, *places)
    assert [issue.id for issue in told.shown().issues] == issues


def test_an_issue_that_is_spoken_about_stays(told: Reading) -> None:
    bare = replace(hidden(told, "events", 2), quotations=(replace(told.quotations[0], about=("i.deal-gas",)),))
    assert [issue.id for issue in bare.shown().issues] == ["i.cap-oil", "i.deal-gas"]
    assert [issue.id for issue in hidden(bare, "quotations", 0).shown().issues] == ["i.cap-oil"]


# "a police officer" takes part in this article alone: nothing outside it is about that officer.
def test_actors_without_a_name_are_only_words(told: Reading) -> None:
    local = Actor("russia", "a state", ActorKind.COUNTRY, local=True)
    read = replace(told, actors=(local, *(actor for actor in told.actors if actor.id != "russia")))
    assert read.shown() == told.without({"russia"}).shown()
    assert read.shown() != told


def test_an_actor_that_goes_leaves_its_words(told: Reading) -> None:
    left = told.without(["iran"])
    assert [actor.id for actor in left.actors] == [actor for actor in ACTORS if actor != "iran"]
    assert [mention.actor for mention in left.mentions] == ["russia"]
    [struck, raid, _] = left.events
    assert ([party.actor for party in struck.agents], struck.agents[0].span) == ([None], told.events[0].agents[0].span)
    assert [party.actor for party in raid.recipients] == ["israel"]
    assert [quotation.about for quotation in left.quotations] == [("e1", "e2")]
    # a stance on it stays only where it is shown
    assert [stance.target.actor for stance in left.stances] == [None, None]
    assert len(hidden(told, "stances", 0).without(["iran"]).stances) == 1
    assert told.without(()) is told


def test_an_actor_becomes_another(told: Reading) -> None:
    put = told.put({"russia": "iran", "abbas-araghchi": "navalny", "iran": None})
    assert [actor.id for actor in put.actors] == [
        id_ for id_ in ACTORS if id_ not in ("russia", "iran", "abbas-araghchi")
    ]
    assert [stance.holder.actor for stance in put.stances] == ["iran", "iran"]
    assert [event.licence.voice for event in put.events] == [None, "iran", None]
    assert [party.actor for party in put.events[2].agents] == ["iran"]
    [quotation] = put.quotations
    assert quotation.source
    assert (quotation.source.actor, quotation.about) == ("navalny", ("e1", "e2"))
    assert [mention.actor for mention in put.mentions] == ["iran"]
    # two that become one are mentioned once in a place, and spoken about once
    both = replace(told, quotations=(replace(told.quotations[0], about=("iran", "russia"), source=None),))
    same = replace(both, mentions=(told.mentions[0], replace(told.mentions[0], actor="russia"))).put({"russia": "iran"})
    assert [mention.actor for mention in same.mentions] == ["iran"]
    assert [(quotation.source, quotation.about) for quotation in same.quotations] == [(None, ("iran",))]


@pytest.mark.parametrize(
    ("words", "number"), [("Iran", 0), ("Israel", 0), ("Russia", 1), ("oil cap", 1), ("A gas", 3), ("ended it.", 3)]
)
def test_the_sentence_that_words_are_in(words: str, number: int, told: Reading) -> None:
    start = TEXT.index(words)
    assert told.sentence_at(Span(start, start + len(words))) == number


# Before the first sentence, the first one is nearest.
def test_a_place_before_all_sentences_is_in_the_first() -> None:
    assert Reading(article=None, reader="x").sentence_at(Span(0, 1)) == 0  # type: ignore[arg-type] # of no article
