"""Tests that the reader looks its confidences up under the kinds by which they were counted."""

from __future__ import annotations

import tomllib

import pytest

from bot.knowledge.judge_model import load_judge
from bot.knowledge.shipped import JUDGE
from bot.model.article import Article

TEXT = """\
Russia attacked Ukraine on Monday. Two bridges were destroyed in Kyiv.

“We will never negotiate with them,” Sergey Lavrov said on Tuesday.

Vladimir Putin called the plan “a disaster for Europe”.

Emmanuel Macron said that Russia had attacked Ukraine.
"""


class Recording:
    """The shipped judge; remembers under which kinds it was asked for a confidence."""

    def __init__(self) -> None:
        self._judge = load_judge(JUDGE)
        self.answers, self.shows = self._judge.answers, self._judge.shows
        self.asked: set[str] = set()

    def confidence(self, kind: str, sureness: float) -> float:
        self.asked.add(kind)
        return self._judge.confidence(kind, sureness)


@pytest.fixture(scope="module")
def table():
    return tomllib.loads((JUDGE / "judge.toml").read_text(encoding="utf-8"))["sure"]


# a kind counted under another name than the reader's could never be asked for
def test_every_row_of_the_table_is_asked_for_and_no_other(with_judge, table):
    judge = Recording()
    with_judge(judge).read(Article("x", TEXT, published="2025-06-18"))
    assert judge.asked == set(table)


# without an agent, usually somebody acted all the same, and the sentence does not say who
@pytest.mark.parametrize(("text", "kind"), [("Russia attacked Ukraine.", "event"), ("Prices rose.", "occurrence")])
def test_an_event_without_an_agent_is_judged_as_an_occurrence(with_judge, text, kind):
    judge = Recording()
    with_judge(judge).read(Article("x", text, published="2025-06-18"))
    assert judge.asked & {"event", "occurrence"} == {kind}


def test_a_surer_answer_is_no_less_likely_right(table):
    judge = load_judge(JUDGE)
    for kind in table:
        steps = [judge.confidence(kind, percent / 100) for percent in range(101)]
        assert steps == sorted(steps), kind


def test_a_fact_is_shown_from_its_threshold_on(table):
    judge = load_judge(JUDGE)
    for kind, row in table.items():
        assert judge.shows(kind, row["shown"]), kind
        assert not judge.shows(kind, row["shown"] - 0.01), kind
