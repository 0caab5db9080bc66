"""Tests what is left of a reading when only shown facts count, or when actors are replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.article import Article, Sentence, SentenceKind, Span
from bot.model.facts import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Expressed,
    Form,
    Issue,
    Licence,
    Mention,
    Mode,
    Participant,
    Polarity,
    Quotation,
    QuotationKind,
    Reading,
    Stance,
    Target,
)  # fmt: skip

SHOWN, HIDDEN = Licence("rule", 0.9), Licence("rule", 0.3, shown=False)
HERE = Span(0, 5)


def actor(name: str, *, local: bool = False) -> Actor:
    return Actor(name, name, ActorKind.COUNTRY, local=local)


def party(name: str | None) -> Participant:
    return Participant(name, HERE)


def event(number: str, licence: Licence = SHOWN, at: int = 0, **given) -> Event:
    made = {"agents": (party("iran"),), "recipients": (party("israel"),)} | given
    return Event(number, EventType.ASSAULT, Span(at, at + 5), mode=Mode.ACTUAL, licence=licence, **made)


def stance(target: Target, licence: Licence = SHOWN, holder: str | None = "iran") -> Stance:
    return Stance(party(holder), target, Polarity.OPPOSES, Expressed.WORDS, HERE, licence)


def quotation(licence: Licence = SHOWN, about: tuple[str, ...] = (), source: str | None = "iran") -> Quotation:
    return Quotation(QuotationKind.DIRECT, party(source) if source else None, None, (HERE,), licence, about)


def reading(**given) -> Reading:
    """Two sentences, from 0 and from 50."""
    sentences = tuple(Sentence(Span(start, start + 40), SentenceKind.BODY, 0) for start in (0, 50))
    return Reading(Article("test", "-" * 100), "1", sentences, **given)


ON_IRAN, ON_E1, ON_TAX = Target("iran", None, HERE), Target(None, "e1", HERE), Target(None, None, HERE, "i.tax")
UNKNOWN = Target(None, None, HERE)


@pytest.mark.parametrize(("target", "known"), [(ON_IRAN, True), (ON_E1, True), (ON_TAX, True), (UNKNOWN, False)])
def test_a_target_is_known_by_an_actor_an_event_or_an_issue(target, known):
    assert target.known is known


TAX = Issue("i.tax", "tax", (Span(60, 63),))


def told() -> Reading:
    """Every kind of fact, all of them shown."""
    return reading(
        actors=(actor("iran"), actor("israel")),
        mentions=(Mention("iran", HERE, Form.NAME), Mention("israel", Span(60, 66), Form.NAME)),
        issues=(TAX,),
        events=(event("e1", after=("e2",)), event("e2", before=("e1",))),
        stances=(stance(ON_TAX),),
        quotations=(quotation(about=("e1", "iran", "i.tax")),),
    )


def test_a_reading_whose_facts_are_all_shown_stays_as_it_is():
    assert told().shown() == told()


def test_facts_that_are_not_shown_are_left_out():
    made = reading(
        events=(event("e1"), event("e2", HIDDEN)),
        stances=(stance(ON_IRAN), stance(ON_IRAN, HIDDEN), stance(UNKNOWN)),
        quotations=(quotation(), quotation(HIDDEN)),
    )
    assert made.shown() == replace(
        made, events=made.events[:1], stances=made.stances[:1], quotations=made.quotations[:1]
    )


# so that no timeline has it
def test_an_event_that_a_shown_stance_is_on_stays_without_participants():
    shown = reading(events=(event("e1", HIDDEN),), stances=(stance(ON_E1),)).shown()
    assert shown.events == (event("e1", HIDDEN, agents=(), recipients=()),)
    assert reading(events=(event("e1", HIDDEN),), stances=(stance(ON_E1, HIDDEN),)).shown().events == ()
    # a shown one keeps them
    assert reading(events=(event("e1"),), stances=(stance(ON_E1),)).shown().events == (event("e1"),)


def test_nothing_shown_refers_to_an_event_that_is_not():
    made = reading(
        events=(event("e1", after=("e2", "e3"), before=("e3", "e2")), event("e2", HIDDEN), event("e3")),
        quotations=(quotation(about=("e2", "iran", "e3")),),
    )
    shown = made.shown()
    assert [(one.id, one.after, one.before) for one in shown.events] == [("e1", ("e3",), ("e3",)), ("e3", (), ())]
    assert shown.quotations[0].about == ("iran", "e3")


ISSUES = [
    ("a shown stance is on it", {"stances": (stance(ON_TAX),)}, True),
    ("a stance that is not shown", {"stances": (stance(ON_TAX, HIDDEN),)}, False),
    ("a shown quotation is about it", {"quotations": (quotation(about=("i.tax",)),)}, True),
    ("a quotation that is not shown", {"quotations": (quotation(HIDDEN, ("i.tax",)),)}, False),
    ("its sentence tells a shown event", {"events": (event("e1", at=55),)}, True),
    ("its sentence tells an event that is not shown", {"events": (event("e1", HIDDEN, at=55),)}, False),
    ("another sentence tells a shown event", {"events": (event("e1", at=10),)}, False),
]


@pytest.mark.parametrize(("facts", "stays"), [row[1:] for row in ISSUES], ids=[row[0] for row in ISSUES])
def test_an_issue_stays_if_a_shown_fact_has_to_do_with_it(facts, stays):
    assert reading(issues=(TAX,), **facts).shown().issues == ((TAX,) if stays else ())


def test_actors_without_a_name_are_only_words_in_what_is_shown():
    made = reading(
        actors=(actor("iran"), actor("a.officer", local=True)),
        mentions=(Mention("iran", HERE, Form.NAME), Mention("a.officer", Span(60, 67), Form.TITLE)),
        events=(event("e1", agents=(party("a.officer"), party("iran"))),),
        quotations=(quotation(source="a.officer"),),
    )
    shown = made.shown()
    assert shown.actors == (actor("iran"),)
    assert shown.mentions == (Mention("iran", HERE, Form.NAME),)
    assert shown.events[0].agents == (party(None), party("iran"))
    assert shown.quotations[0].source == party(None)


def test_an_actor_replaced_by_another_is_so_everywhere():
    said = Licence("rule", 0.9, voice="persia")
    made = reading(
        actors=(actor("persia"), actor("iran")),
        mentions=(Mention("iran", HERE, Form.NAME), Mention("persia", HERE, Form.NAME), Mention("persia", Span(60, 66), Form.NAME)),
        events=(event("e1", said, agents=(party("persia"), party(None)), recipients=(party("persia"),)),),
        stances=(stance(Target("persia", None, HERE), said, "persia"),),
        quotations=(quotation(about=("persia", "iran", "e1"), source="persia"), quotation(source=None)),
    )  # fmt: skip
    put, told = made.put({"persia": "iran"}), Licence("rule", 0.9, voice="iran")
    assert put.actors == (actor("iran"),)
    # twice in one place is once
    assert put.mentions == (Mention("iran", HERE, Form.NAME), Mention("iran", Span(60, 66), Form.NAME))
    assert put.events == (event("e1", told, agents=(party("iran"), party(None)), recipients=(party("iran"),)),)
    assert put.stances == (stance(ON_IRAN, told),)
    assert put.quotations == (quotation(about=("iran", "e1")), quotation(source=None))
    assert made.put({}) is made


def test_an_actor_that_goes_leaves_its_words():
    left = told().without(["iran"])
    assert left.actors == (actor("israel"),)
    assert left.mentions == (Mention("israel", Span(60, 66), Form.NAME),)
    assert left.events[0] == event("e1", agents=(party(None),), after=("e2",))
    assert left.stances == (stance(ON_TAX, holder=None),)
    [said] = left.quotations
    assert (said.source, said.about) == (party(None), ("e1", "i.tax"))
    assert (made := told()).without(()) is made


def test_one_actor_goes_and_another_takes_its_place():
    put = told().put({"iran": None, "israel": "iran"})
    assert put.actors == ()
    assert put.mentions == (Mention("iran", Span(60, 66), Form.NAME),)
    assert put.events[0] == event("e1", agents=(party(None),), recipients=(party("iran"),), after=("e2",))


def test_stances_on_a_removed_actor_go_unless_they_are_shown():
    made = reading(actors=(actor("iran"),), stances=(stance(ON_IRAN), stance(ON_IRAN, HIDDEN), stance(ON_E1, HIDDEN)))
    left = made.without({"iran"})
    assert left.actors == ()
    assert [(one.target.actor, one.target.event, one.licence.shown) for one in left.stances] == [(None, None, True), (None, "e1", False)]  # fmt: skip


@pytest.mark.parametrize(("start", "sentence"), [(0, 0), (39, 0), (49, 0), (50, 1), (99, 1)])
def test_which_sentence_a_span_starts_in(start, sentence):
    assert reading().sentence_at(Span(start, start + 1)) == sentence
    assert Reading(Article("test", ""), "1").sentence_at(Span(0, 1)) == 0
