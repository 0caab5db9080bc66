"""Tests what the button "Less sure" answers: the sentence with what it may say, never as if it were so."""

from __future__ import annotations

import pytest

from bot.answers.unsure import answer_unsure
from bot.model.answer import Evidence, Source, UnsureFact
from bot.model.article import Span
from bot.model.facts import Polarity
from bot.model.query import StanceQuery, Subject

US, IRAN = Subject("actor", "united-states", "United States"), Subject("actor", "iran", "Iran")
SOURCE = Source(7, "Dawn", "The Wire", None, "2025-06-23", "It began")
EVIDENCE = Evidence(SOURCE, "The US backs it.", Span(0, 16), (Span(7, 12),), None, 0.6)
QUERY = StanceQuery(IRAN)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (UnsureFact(US, IRAN, Polarity.SUPPORTS, EVIDENCE), "May say: The United States supports Iran. Not sure, so it counts nowhere."),
        (UnsureFact(IRAN, US, Polarity.OPPOSES, EVIDENCE), "May say: Iran opposes the United States. Not sure, so it counts nowhere."),
        (UnsureFact(US, None, None, EVIDENCE), "May be the words of the United States. Not sure, so they count nowhere."),
    ],
)  # fmt: skip
def test_a_line_says_what_its_sentence_may_say(fact: UnsureFact, line: str) -> None:
    told = answer_unsure(QUERY, [fact])
    assert [(one.text, one.evidence) for one in told.sections[0].lines] == [(line, (EVIDENCE,))]


def test_each_article_can_be_opened_once() -> None:
    fact = UnsureFact(US, IRAN, Polarity.SUPPORTS, EVIDENCE)
    assert answer_unsure(QUERY, [fact, fact]).opens == (SOURCE,)


def test_what_is_gone_meanwhile_is_said() -> None:
    told = answer_unsure(QUERY, [])
    assert (told.headline, told.found) == ("There is nothing less sure here any more.", 0)
