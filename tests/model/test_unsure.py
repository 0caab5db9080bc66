"""Tests which facts of a reading are kept apart as unsure: likely ones, of actors with a name, of what a sentence does not show already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model.corrections import Fix, Mistake, corrected, quotation_key, stance_key
from bot.model.facts import Issue, Quotation, Stance
from bot.model.merging import renamed_actor, renamed_issue
from bot.model.unsure import place_of, who_of, with_unsure
from tests.conftest import ACTORS, Tell

if TYPE_CHECKING:
    from bot.model.facts import Reading

TEXT = "Russia condemned the attack on Iran. “We will not send weapons,” Putin said. Israel praised it."


def unsure(reading: Reading) -> list[tuple[str | None, str]]:
    """Who may say what, by their words."""
    return [
        (who_of(one), reading.article.text[slice(place_of(one).start, place_of(one).end)]) for one in reading.unsure
    ]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (Tell(TEXT).stance("russia", "condemned", "iran", sure=0.6, shown=False), [("russia", "condemned")]),
        (Tell(TEXT).quotation("vladimir-putin", "We will not send weapons", sure=0.5, shown=False), [("vladimir-putin", "We will not send weapons")]),
        # less likely than not
        (Tell(TEXT).stance("russia", "condemned", "iran", sure=0.49, shown=False), []),
        # nobody known, nothing known
        (Tell(TEXT).stance(None, "condemned", "iran", sure=0.6, shown=False), []),
        (Tell(TEXT).stance("russia", "condemned", "", sure=0.6, shown=False), []),
        (Tell(TEXT).quotation(None, "We will not send weapons", sure=0.6, shown=False), []),
        # on neither side: there is nothing it may say
        (Tell(TEXT).stance("russia", "condemned", "iran", "neutral", sure=0.6, shown=False), []),
        # the sentence shows the holder's stance on the same subject already
        (Tell(TEXT).stance("russia", "condemned", "iran").stance("russia", "attack", "iran", "supports", sure=0.6, shown=False), []),
        (Tell(TEXT).stance("russia", "condemned", "iran").stance("russia", "praised", "iran", "supports", sure=0.6, shown=False), [("russia", "praised")]),
        # words that are shown as somebody's already
        (Tell(TEXT).quotation("vladimir-putin", "We will not").quotation("russia", "will not send weapons", sure=0.6, shown=False), []),
    ],
)  # fmt: skip
def test_what_is_kept_as_unsure(told: Tell, kept: list[tuple[str | None, str]]) -> None:
    assert unsure(told.reading()) == kept


def test_unsure_facts_are_not_among_the_facts() -> None:
    reading = Tell(TEXT).stance("russia", "condemned", "iran", sure=0.6, shown=False).reading()
    assert (reading.stances, reading.quotations) == ((), ())
    assert reading.shown().unsure == reading.unsure


def test_an_actor_without_a_name_holds_nothing_unsure() -> None:
    told = Tell(TEXT).stance("russia", "condemned", "iran")
    read = told.reading()
    stances = tuple(replace(one, licence=replace(one.licence, shown=False)) for one in read.stances)
    actors = tuple(replace(one, local=one.id == "russia") for one in read.actors)
    assert with_unsure(replace(read, stances=stances)).unsure
    assert not with_unsure(replace(read, stances=stances, actors=actors)).unsure


# An event that is not shown may be anything: nobody is said to be for or against it.
def test_a_stance_on_an_event_that_is_not_shown_is_dropped() -> None:
    told = Tell(TEXT).event("attack", to="iran").stance("russia", "condemned", "e1", sure=0.6, shown=False)
    reading = told.reading()
    assert [one.target.event for one in reading.unsure] == ["e1"]  # type: ignore[union-attr]
    read = replace(reading, stances=tuple(reading.unsure), unsure=())  # type: ignore[arg-type]
    hidden = tuple(replace(one, licence=replace(one.licence, shown=False)) for one in read.events)
    assert not with_unsure(replace(read, events=hidden)).unsure


# Who has said that a sentence does not say this is not told that it may.
def test_what_was_corrected_is_not_unsure_of_the_same_sentence() -> None:
    told = Tell(TEXT).stance("russia", "condemned", "iran").quotation("vladimir-putin", "We will not")
    told.stance("israel", "attack", "iran", sure=0.6, shown=False).stance(
        "israel", "praised", "iran", sure=0.6, shown=False
    )
    told.quotation("vladimir-putin", "weapons", sure=0.6, shown=False)
    reading = told.reading()
    assert len(reading.unsure) == 3
    left = corrected(reading, [(stance_key(reading, reading.stances[0]), Fix(Mistake.UNSAID))])
    assert [words for _, words in unsure(left)] == ["praised", "weapons"]
    left = corrected(reading, [(quotation_key(reading, reading.quotations[0]), Fix(Mistake.UNSAID))])
    assert [words for _, words in unsure(left)] == ["attack", "praised"]
    assert corrected(reading, []) == reading


# Two names of one: what is unsure moves over with the facts, and nobody is for or against themselves.
def test_unsure_facts_follow_a_merged_name() -> None:
    told = Tell(TEXT).stance("russia", "condemned", "iran", sure=0.6, shown=False)
    told.stance("israel", "praised", "iran", sure=0.6, shown=False)
    told.quotation("vladimir-putin", "We will not", about=("russia",), sure=0.6, shown=False)
    reading = told.issue("i.attack", "attack").reading()
    one = renamed_actor(reading, {"russia"}, ACTORS["iran"])
    assert unsure(one) == [("israel", "praised"), ("vladimir-putin", "We will not")]
    assert [fact.about for fact in one.unsure if isinstance(fact, Quotation)] == [("iran",)]
    assert unsure(reading.without({"vladimir-putin", "russia"})) == [("israel", "praised")]


def test_an_unsure_stance_follows_a_merged_issue() -> None:
    told = Tell(TEXT).stance("russia", "condemned", "i.attack", sure=0.6, shown=False).issue("i.attack", "attack")
    told.quotation("vladimir-putin", "We will not", about=("i.attack",))
    one = renamed_issue(told.reading(), {"i.attack"}, Issue("i.raid", "raid"))
    assert [fact.target.issue for fact in one.unsure if isinstance(fact, Stance)] == ["i.raid"]
