"""Tests which decisions on facts and entries are recorded."""

from __future__ import annotations

import pytest

from bot.digests.decisions import Decisions
from bot.model.edition import Decision, EditionEntry, Mark, Part, Reason, Verdict

REASONS = (Reason("outlets", 2),)
ENTRY = EditionEntry(Part.CHANGED, "Iran left", (), REASONS, Mark(Part.CHANGED, "iran"), articles=frozenset({3, 1}))


def test_a_decision_on_a_fact_is_recorded_with_all_of_it() -> None:
    decisions = Decisions(kept=True)
    decisions.add(3, "Iran left", Verdict.FILTER)
    decisions.add(1, "Iran stayed", Verdict.TOLD, "noted", REASONS)
    assert decisions.made == [
        Decision(3, "Iran left", Verdict.FILTER, "", ()),
        Decision(1, "Iran stayed", Verdict.TOLD, "noted", REASONS),
    ]


# Each of an entry's articles in order; why it is in the edition is told of one that is.
@pytest.mark.parametrize(("verdict", "reasons"), [(Verdict.TOLD, REASONS), (Verdict.ALREADY, ())])
def test_a_decision_on_an_entry_is_one_on_each_of_its_articles(verdict: Verdict, reasons: tuple[Reason, ...]) -> None:
    decisions = Decisions(kept=True)
    decisions.entry(ENTRY, verdict, "noted")
    assert decisions.made == [Decision(article, "Iran left", verdict, "noted", reasons) for article in (1, 3)]


def test_nothing_is_recorded_that_nobody_asks_for() -> None:
    decisions = Decisions(kept=False)
    decisions.add(3, "Iran left", Verdict.FILTER)
    decisions.entry(ENTRY, Verdict.TOLD)
    assert decisions.made == []
