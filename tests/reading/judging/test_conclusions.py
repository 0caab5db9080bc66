"""Tests how answers become facts: a judge that believes a table, on sentences with rules and syntax."""

from __future__ import annotations


def test_facts_the_judge_rejects_are_dropped(judged):
    reading = judged("Russia attacked Ukraine on Monday. Putin said that peace was near.")
    assert (reading.events, reading.stances, reading.quotations) == ((), (), ())


def test_the_judge_says_the_mode_and_the_parties_of_what_rules_propose(judged):
    reading = judged(
        "Russia denied that it attacked Ukraine.",
        ("mode", "attacked", "", "negated"),
        ("role", "attacked", "Russia", "agent"),
        ("role", "attacked", "Ukraine", "recipient"),
    )
    (event,) = reading.events
    assert (event.mode, event.agents[0].actor, event.recipients[0].actor) == ("negated", "russia", "ukraine")
    assert event.licence.shown


def test_an_event_that_no_rule_knows(judged):
    reading = judged(
        "Three children drowned in Lake Victoria.",
        ("mode", "drowned", "", "actual"),
        ("type", "drowned", "", "OTHER"),
        ("role", "drowned", "Three children", "recipient"),
    )
    (event,) = reading.events
    assert (event.type, event.mode, event.agents) == ("OTHER", "actual", ())
    assert reading.article.text[event.recipients[0].span.start : event.recipients[0].span.end] == "Three children"


def test_a_stance_of_whoever_speaks_is_the_speakers(judged):
    text = "“We condemn the attack,” said Macron."
    reading = judged(
        text,
        ("said", "“We condemn the attack,”", "Macron", "this"),
        ("stance", "We", "the attack", "opposes"),
        ("expressed", "We", "the attack", "words"),
        ("mode", "attack", "", "actual"),
        ("type", "attack", "", "ASSAULT"),
    )
    (stance,) = reading.stances
    assert (stance.holder.actor, stance.polarity, stance.target.event) == ("emmanuel-macron", "opposes", "e1")


def test_a_speaker_the_judge_corrects(judged):
    reading = judged(
        "Lavrov told Rubio that the talks had failed.",
        ("said", "the talks had failed", "Rubio", "this"),
        ("said", "that the talks had failed", "Rubio", "this"),
    )
    assert {quotation.source.actor for quotation in reading.quotations if quotation.source} == {"marco-rubio"}


def test_a_report_and_the_words_in_marks_inside_it_both_stand(judged):
    reading = judged(
        "The judge said the case was “fatally tainted” by then.",
        ("said", "the case was “fatally tainted” by then", "The judge", "this"),
    )
    assert [quotation.kind for quotation in reading.quotations] == ["mixed", "direct"]


def test_facts_that_are_not_shown_count_nowhere(judged):
    reading = judged(
        "Russia attacked Ukraine.", ("mode", "attacked", "", "actual"), ("role", "attacked", "Russia", "agent")
    )
    assert len(reading.shown().events) == 1
    assert judged("Russia attacked Ukraine.").shown().events == ()
