"""Tests what a muted item leaves out: outlets and topics by their whole name, words in titles and facts, names of who takes part, and nothing else."""

from __future__ import annotations

import pytest

from bot.digests.decisions import Decisions
from bot.digests.muting import unmuted
from bot.model.edition import Verdict
from bot.model.facts import Actor, ActorKind, EventType, Expressed, Mode, Polarity, QuotationKind
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledQuotation, FiledStance
from bot.model.topics import Topic

FACTS = FiledFacts(
    articles={
        1: FiledArticle(1, "The Wire", "Strike in Lyon", None, "2025"),
        2: FiledArticle(2, "Sport Wire", "Leeds win the cup", None, "2025", Topic.SPORT),
    },
    actors={
        name.lower(): Actor(name.lower(), name, ActorKind.COUNTRY) for name in ("Iran", "Norway", "Finland", "Sweden")
    },
    events=(
        FiledEvent(
            1, 1, "1.e1", named=False, label="raided a port", type=EventType.ASSAULT, mode=Mode.ACTUAL, date=None,
            place=None, confidence=0.9, place_in_text=1, sentence="Iran raided a port of Norway.",
            agents=frozenset({"iran"}), recipients=frozenset({"norway"}),
        ),
        FiledEvent(
            2, 2, "2.e1", named=False, label="won", type=EventType.OTHER, mode=Mode.ACTUAL, date=None, place=None,
            confidence=0.9, place_in_text=1, sentence="Leeds won.",
        ),
    ),
    stances=(
        FiledStance(
            1, 1, "finland", "norway", target_kind="actor", target_name="Norway", polarity=Polarity.SUPPORTS,
            expressed=Expressed.WORDS, confidence=0.9, place_in_text=2,
        ),
    ),
    quotations=(
        FiledQuotation(1, 1, "sweden", QuotationKind.DIRECT, "“A footballer’s strike”", "said", 0.9, 3, None, None),
    ),
)  # fmt: skip
ALL = ([1, 2], [1, 2], [1], [1])


def left(*muted: str, why: Decisions | None = None) -> tuple[list[int], ...]:
    """The numbers of the articles, events, stances and quotations that are left."""
    facts = unmuted(FACTS, muted, why or Decisions(kept=False))
    return (
        list(facts.articles),
        [event.id for event in facts.events],
        [stance.id for stance in facts.stances],
        [said.id for said in facts.quotations],
    )


@pytest.mark.parametrize(
    ("muted", "there"),
    [
        ((), ALL),
        # an outlet goes with all its facts
        (("Sport Wire",), ([1], [1], [1], [1])),
        (("the  wire",), ([2], [2], [], [])),
        # an outlet of which this is only a part does not
        (("Wire",), ALL),
        # a word of a title
        (("CUP",), ([1], [1], [1], [1])),
        # of a sentence, and not a part of a word: the port stays reported, the footballer is no football
        (("port",), ([1, 2], [2], [1], [1])),
        (("football",), ALL),
        (("footballer’s strike",), ([1, 2], [1, 2], [1], [])),
        # who takes part, acts, holds, is its target or speaks
        (("Norway",), ([1, 2], [2], [], [1])),
        (("finland",), ([1, 2], [1, 2], [], [1])),
        (("Sweden",), ([1, 2], [1, 2], [1], [])),
        # signs are no pattern
        (("w.n", "(", "a|b"), ALL),
        # a topic goes with all its articles; one of no clear topic stays
        (("sport",), ([1], [1], [1], [1])),
        (("politics", "other news"), ALL),
        # several
        (("finland", "sweden"), ([1, 2], [1, 2], [], [])),
    ],
)
def test_a_muted_item_leaves_out(muted: tuple[str, ...], there: tuple[list[int], ...]) -> None:
    assert left(*muted) == there


def test_each_fact_left_out_is_accounted_for_with_what_muted_it() -> None:
    decisions = Decisions(kept=True)
    left("Norway", "Cup", why=decisions)
    assert {(one.article, one.what, one.verdict, one.note) for one in decisions.made} == {
        (2, "Leeds win the cup", Verdict.MUTED, "Cup"),
        (1, "raided a port", Verdict.MUTED, "Norway"),
        (1, "Norway", Verdict.MUTED, "Norway"),
    }
