"""Tests corrections of a reading: each changes its own fact and no other, and nothing where the fact is not read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model.corrections import (
    FactKey,
    Fix,
    Mistake,
    corrected,
    event_key,
    quotation_key,
    right_of,
    right_text,
    stance_key,
)
from bot.model.facts import Actor, ActorKind, Issue, Polarity, Reading
from bot.model.query import Subject
from tests.conftest import Tell

if TYPE_CHECKING:
    from bot.model.merging import Right

TEXT = "Russia condemned the attack on Iran. “We will not send weapons,” Putin said."
NORWAY = Actor("norway", "Norway", ActorKind.COUNTRY)
UNSAID = Fix(Mistake.UNSAID)


def told(text: str = TEXT) -> Tell:
    tell = (
        Tell(text).event("attack", to="iran").stance("russia", "condemned", "iran").stance("russia", "condemned", "e1")
    )
    return tell.quotation("vladimir-putin", "We will not send weapons")


@pytest.fixture
def reading() -> Reading:
    return told().reading()


def test_a_retracted_stance_goes_and_another_of_the_same_word_stays(reading: Reading) -> None:
    left = corrected(reading, [(stance_key(reading, reading.stances[0]), UNSAID)])
    assert [stance.target.event for stance in left.stances] == ["e1"]


def test_a_retracted_event_keeps_its_words_where_a_stance_is_on_it_and_loses_who_took_part(reading: Reading) -> None:
    left = corrected(reading, [(event_key(reading, reading.events[0]), UNSAID)])
    assert [(event.id, event.recipients) for event in left.events] == [("e1", ())]
    without = replace(reading, stances=reading.stances[:1])
    assert corrected(without, [(event_key(reading, reading.events[0]), UNSAID)]).events == ()


def test_a_retracted_quotation_goes(reading: Reading) -> None:
    left = corrected(reading, [(quotation_key(reading, reading.quotations[0]), UNSAID)])
    assert left.quotations == ()
    assert left.stances == reading.stances


@pytest.mark.parametrize(
    ("fix", "now"),
    [
        (Fix(Mistake.SIDE, Polarity.SUPPORTS), ("russia", "iran", "supports")),
        (Fix(Mistake.PARTY, NORWAY), ("norway", "iran", "opposes")),
        (Fix(Mistake.TARGET, NORWAY), ("russia", "norway", "opposes")),
        # a date is no part of a stance
        (Fix(Mistake.DATE, "2025-06-01"), ("russia", "iran", "opposes")),
    ],
)
def test_a_stance_gets_what_is_right(reading: Reading, fix: Fix, now: tuple[str, str, str]) -> None:
    stance = corrected(reading, [(stance_key(reading, reading.stances[0]), fix)]).stances[0]
    assert (stance.holder.actor, stance.target.actor, stance.polarity) == now


def test_an_event_gets_another_date_and_a_quotation_another_speaker(reading: Reading) -> None:
    mended = corrected(
        reading,
        [
            (event_key(reading, reading.events[0]), Fix(Mistake.DATE, "2025-06~")),
            (quotation_key(reading, reading.quotations[0]), Fix(Mistake.PARTY, NORWAY)),
        ],
    )
    assert mended.events[0].date == "2025-06~"
    source = mended.quotations[0].source
    assert source is not None
    assert source.actor == "norway"


def test_who_was_not_read_is_added_once(reading: Reading) -> None:
    fix = (stance_key(reading, reading.stances[0]), Fix(Mistake.PARTY, NORWAY))
    said = (quotation_key(reading, reading.quotations[0]), Fix(Mistake.PARTY, NORWAY))
    actors = corrected(reading, [fix, said]).actors
    assert actors == (*reading.actors, NORWAY)


# ---- Another of that name ----

IRAN, EVENT_1 = Subject("actor", "iran", "Iran"), Subject("event", "7.e1", "“attack on Iran”")
PILOT = Actor("iran-pilot", "Iran (pilot)", ActorKind.PERSON)


def test_another_of_that_name_takes_the_place_in_all_of_the_article(reading: Reading) -> None:
    fix = Fix(Mistake.ANOTHER, PILOT, IRAN)
    mended = corrected(reading, [(quotation_key(reading, reading.quotations[0]), fix)])
    assert [one.id for one in mended.actors if "iran" in one.id] == ["iran-pilot"]
    assert mended.stances[0].target.actor == "iran-pilot"
    assert mended.events[0].recipients[0].actor == "iran-pilot"


def test_another_of_a_name_that_is_not_there_is_not_added(reading: Reading) -> None:
    fix = Fix(Mistake.ANOTHER, PILOT, Subject("actor", "norway", "Norway"))
    assert corrected(reading, [(stance_key(reading, reading.stances[0]), fix)]).actors == reading.actors


# A stance on an event names the event as well as the event's own line does.
@pytest.mark.parametrize("line", ["event", "stance"])
def test_an_event_gets_another_name(reading: Reading, line: str) -> None:
    key = event_key(reading, reading.events[0]) if line == "event" else stance_key(reading, reading.stances[1])
    fix = Fix(Mistake.ANOTHER, Subject("event", "", "Raid on Qom"), EVENT_1)
    assert [event.name for event in corrected(reading, [(key, fix)]).events] == ["Raid on Qom"]


def test_a_correction_finds_its_fact_by_either_of_two_merged_names(reading: Reading) -> None:
    key = replace(stance_key(reading, reading.stances[0]), who="russian-federation")
    same = {"russian-federation": "russia"}
    assert corrected(reading, [(key, UNSAID)]).stances == reading.stances
    assert len(corrected(reading, [(key, UNSAID)], same).stances) == 1


def test_later_corrections_see_what_earlier_ones_made(reading: Reading) -> None:
    first = stance_key(reading, reading.stances[0])
    again = replace(first, who="norway")
    fixes = [(first, Fix(Mistake.PARTY, NORWAY)), (again, UNSAID)]
    assert [stance.target.event for stance in corrected(reading, fixes).stances] == ["e1"]


@pytest.mark.parametrize(
    "text",
    [
        # text before the sentence moves everything
        f"A new paragraph. {TEXT}",
        f"{TEXT} The end.",
    ],
)
def test_a_correction_finds_its_fact_in_a_changed_article(reading: Reading, text: str) -> None:
    key = quotation_key(reading, reading.quotations[0])
    assert corrected(told(text).reading(), [(key, UNSAID)]).quotations == ()


def test_a_correction_of_a_changed_sentence_changes_nothing(reading: Reading) -> None:
    key = stance_key(reading, reading.stances[0])
    other = told(TEXT.replace("on Iran", "on Iran’s port of Iran")).reading()
    assert corrected(other, [(key, UNSAID)]).stances == other.stances


def test_without_corrections_a_reading_is_left_as_it_is(reading: Reading) -> None:
    assert corrected(reading, []) is reading


@pytest.mark.parametrize(
    ("mistake", "right"),
    [
        (Mistake.UNSAID, None),
        (Mistake.SIDE, Polarity.NEUTRAL),
        (Mistake.DATE, "2025-06~"),
        (Mistake.PARTY, NORWAY),
        (Mistake.TARGET, replace(NORWAY, role="host", of="nordic-council")),
        (Mistake.SAME, NORWAY),
        (Mistake.SAME, Issue("i.cap-oil", "oil cap")),
        (Mistake.ANOTHER, Subject("event", "", "Raid on Oslo")),
    ],
)
def test_what_is_right_survives_as_text(mistake: Mistake, right: Right) -> None:
    assert right_of(mistake, right_text(right)) == right


def test_facts_that_differ_in_any_part_have_other_digests(reading: Reading) -> None:
    key = stance_key(reading, reading.stances[0])
    others: list[FactKey] = [
        replace(key, sentence="Another."),
        replace(key, start=key.start + 1),
        replace(key, end=key.end + 1),
        replace(key, who="iran"),
        replace(key, on=""),
        event_key(reading, reading.events[0]),
    ]
    assert len({key.digest, *(other.digest for other in others)}) == 7
