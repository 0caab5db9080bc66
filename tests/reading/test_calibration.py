"""A fact's confidence is what was measured for its rule and grade, and the grade itself where little was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import measured_of
from bot.knowledge.shipped import DATA
from bot.model.article import Article, Span
from bot.model.facts import (
    Event,
    EventType,
    Expressed,
    Licence,
    Mode,
    Participant,
    Polarity,
    Quotation,
    QuotationKind,
    Stance,
    Target,
)
from bot.reading import Reader
from bot.reading.calibration import calibrated, counted
from bot.reading.rules import EventRule, by_event


@pytest.fixture
def reading(read):
    return read("Russia attacked Ukraine.")


@pytest.fixture(scope="module")
def read_uncalibrated(lexicon, model):
    reader = Reader(load_actors(DATA / "actors"), replace(lexicon, measured={}), model)
    return lambda text: reader.read(Article("x", text))


def confidence(reading, measured):
    """The confidence of the one event, whose rule gives itself 0.8."""
    raw = replace(reading.events[0], licence=replace(reading.events[0].licence, confidence=0.8))
    return calibrated(replace(reading, events=(raw,)), measured).events[0].licence.confidence


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # nothing measured: the rule's own grade
        (None, 0.8),
        ((500, 1000), 0.5),
        # two facts say little
        ((0, 2), 0.67),
        ((1000, 1000), 1.0),
    ],
)
def test_what_was_measured_outweighs_the_grade_the_more_was_measured(reading, counts, expected):
    measured = {("event", "verb frame", 0.8): counts} if counts else {}
    assert confidence(reading, measured) == pytest.approx(expected, abs=0.01)


def test_another_grade_of_the_same_rule_is_another_matter(reading):
    assert confidence(reading, {("event", "verb frame", 0.6): (0, 1000)}) == 0.8


def test_what_is_only_reported_is_counted_and_looked_up_apart(read_uncalibrated):
    told = read_uncalibrated("Russia attacked Ukraine.").events[0]
    reported = read_uncalibrated("Biden said that Russia attacked Ukraine.").events[0]
    assert counted(told) == ("event", EventRule.VERB_FRAME, 0.8)
    assert counted(reported) == ("event reported", EventRule.VERB_FRAME, 0.72)


def made(kind, rule, grade):
    """A fact that is counted under a row."""
    span = Span(0, 1)
    sort, _, voice = kind.partition(" ")
    licence = Licence(rule, grade, "biden" if voice else None)
    if sort == "event":
        return Event("e1", EventType.ASSAULT, span, (), (), Mode.ACTUAL, licence)
    if sort == "stance":
        party = Participant("x", span)
        return Stance(party, Target("y", None, span), Polarity.OPPOSES, Expressed.WORDS, span, licence)
    return Quotation(QuotationKind(kind), None, None, (span,), licence)


def test_every_row_that_ships_can_be_reached(lexicon, reading):
    assert len(lexicon.measured) > 20
    for row, (right, said) in lexicon.measured.items():
        assert 0 <= right <= said
        fact = made(*row)
        assert counted(fact) == row
        field = {"event": "events", "stance": "stances"}.get(row[0].split()[0], "quotations")
        [found] = getattr(calibrated(replace(reading, **{field: (fact,)}), lexicon.measured), field)
        assert found.licence.confidence == round((right + 10 * row[2]) / (said + 10), 2)


@pytest.mark.parametrize(
    "table",
    [
        {"event": {"verb frames": [[0.8, 1, 2]]}},
        {"stance": {"verb frame": [[0.8, 1, 2]]}},
        {"deed": {"verb frame": [[0.8, 1, 2]]}},
    ],
)
def test_a_row_of_no_rule_and_no_kind_is_refused(table):
    with pytest.raises((KeyError, ValueError)):
        measured_of(table)


def test_each_rule_of_an_event_that_takes_a_side_has_one_for_the_stance_that_follows():
    for rule in set(EventRule) - {EventRule.NEUTRAL_VERB}:
        assert by_event(rule) == f"by an event: {rule}"
