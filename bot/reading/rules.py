"""The names of the rules that propose facts, which a fact's JSON gives."""

from __future__ import annotations

from enum import StrEnum


class EventRule(StrEnum):
    """The rule that proposed an event."""

    VERB_FRAME = "verb frame"
    LIGHT_VERB = "light verb with an event noun"
    EVENT_NOUN = "event noun"
    READY_TO = "ready to"
    NOT_ADMITTING = "not admitting"
    HELP_WITHHELD = "help withheld"
    NEUTRAL_VERB = "verb that takes no side"
    JUDGE = "the judge alone"


class StanceRule(StrEnum):
    """The rule that proposed a stance."""

    STANDING = "standing"
    VERB_OF_LEANING = "verb of leaning"
    STIRRED = "what stirs somebody"
    TIE = "what one is to another"
    CALLED = "what it was called"
    JUDGEMENT = "judgement in a reported clause"
    PREFIX = "anti- or pro-"
    RELATIONS = "ties"
    HOSTILITY_IN_MARKS = "hostile deed in quoted words"
    BY_VERB_FRAME = "by an event: verb frame"
    BY_LIGHT_VERB = "by an event: light verb with an event noun"
    BY_EVENT_NOUN = "by an event: event noun"
    BY_READY_TO = "by an event: ready to"
    BY_NOT_ADMITTING = "by an event: not admitting"
    BY_HELP_WITHHELD = "by an event: help withheld"
    JUDGE = "the judge alone"


class QuotationRule(StrEnum):
    """The rule that proposed a quotation."""

    MARKS_AND_VERB = "quotation marks with a verb of saying"
    MARKS_AFTER_COLON = "quotation marks after a colon"
    MARKS_BEHIND_REPORT = "a paragraph in quotation marks behind a report"
    SET_OFF = "a paragraph without marks after a colon"
    NAME_BEFORE_COLON = "a name before a colon"
    TURN = "a turn in a transcript"
    QUOTED_PREDICATE = "quoted predicate of a reported clause"
    QUOTED_WORDS = "quoted words of a reported clause"
    CALLED_IN_MARKS = "called by a name in quotation marks"
    MARKS_IN_WHAT_A_VERB_GOVERNS = "marks in what a verb governs"
    REPORTED_CLAUSE = "reported clause"
    CLAUSE_BEFORE_VERB = "reported clause before its verb"
    INTENTION = "reported intention"
    CLAIM = "a noun that holds what was said"
    ACCORDING_TO = "according to"
    PLAIN_SPEAKING = "plain speaking before a colon"
    CALLED = "what it was called"
    NAMED_OBJECT = "what was judged or announced"
    JUDGE = "the judge alone"


def by_event(rule: EventRule) -> StanceRule:
    """Returns the rule for stances that follow from an event."""
    return StanceRule(f"by an event: {rule}")
