"""Tests the words for what was looked for and not found, and what is offered instead."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers import nothing_found
from bot.answers.nothing_found import described, is_same, newest, nothing, number_of, offers, scope, subjects_of
from bot.model.answer import Evidence, Offer, Source
from bot.model.article import Span
from bot.model.library import Libraries
from bot.model.query import (
    OLDEST,
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.store.by_subject import LATEST
from bot.store.counts import MOST_COUNTED, ActorCounts

IRAN, UN = Subject("actor", "iran", "Iran"), Subject("actor", "united-nations", "United Nations")
CAP, RAID = Subject("issue", "i.cap", "the oil price cap"), Subject("event", "e.raid", "the raid")
JUNE = {"since": "2025-06-01", "until": "2025-06-30"}

QUERIES: list[tuple[Query, str]] = [
    (StanceQuery(UN, IRAN), "stance by the United Nations on Iran"),
    (StanceQuery(UN), "stance by the United Nations"),
    (StanceQuery(None, UN), "stance on the United Nations"),
    (StanceQuery(None), "stance"),
    (StanceQuery(IRAN, **JUNE), "stance by Iran since 1 June 2025 until 30 June 2025"),
    (TimelineQuery(UN), "event involving the United Nations"),
    (TimelineQuery(RAID, since="2025-06-01"), "event involving the raid since 1 June 2025"),
    # nobody is involved in an issue
    (TimelineQuery(CAP, until="2025-06-30"), "event about the oil price cap until 30 June 2025"),
    (QuoteQuery(UN, IRAN), "quotation by the United Nations about Iran"),
    (QuoteQuery(UN), "quotation by the United Nations"),
    (QuoteQuery(None, UN), "quotation about the United Nations"),
    (QuoteQuery(UN, None, "oil cap"), "quotation by the United Nations with the words “oil cap”"),
    (QuoteQuery(None, None, "oil cap"), "quotation with the words “oil cap”"),
    (QuoteQuery(None), "quotation"),
    (QuoteQuery(IRAN, **JUNE), "quotation by Iran since 1 June 2025 until 30 June 2025"),
    (WhoQuery(UN), "fact about the United Nations"),
    (CompareQuery(IRAN), "stance on Iran"),
    (CompareQuery(RAID, (UN, IRAN), **JUNE), "stance by the United Nations or Iran on the raid since 1 June 2025 until 30 June 2025"),
    (RelationQuery(UN, None), "event between the United Nations and anybody"),
    (RelationQuery(UN, IRAN), "event between the United Nations and Iran, nor word of one about the other,"),
    (SearchQuery("oil cap"), "sentence with “oil cap”"),
    (SearchQuery("oil", outlet="Wire", **JUNE), "sentence with “oil” in Wire since 1 June 2025 until 30 June 2025"),
    # words that have marks of their own get no second pair
    (SearchQuery('"oil cap" price'), 'sentence with "oil cap" price'),
    (SearchQuery("“oil cap”"), "sentence with “oil cap”"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "words"), QUERIES)
def test_what_was_looked_for_in_words(query: Query, words: str) -> None:
    assert described(query) == words


SUBJECTS: list[tuple[Query, tuple[Subject, ...]]] = [
    (StanceQuery(IRAN, RAID), (IRAN, RAID)),
    (StanceQuery(None, RAID), (RAID,)),
    (QuoteQuery(IRAN, IRAN), (IRAN,)),
    (QuoteQuery(None, None, "oil"), ()),
    (TimelineQuery(IRAN), (IRAN,)),
    (WhoQuery(IRAN), (IRAN,)),
    (CompareQuery(RAID, (IRAN,)), (RAID,)),
    (RelationQuery(IRAN, UN), (IRAN, UN)),
    (RelationQuery(IRAN, None), (IRAN,)),
    (SearchQuery("oil"), ()),
]


@pytest.mark.parametrize(("query", "subjects"), SUBJECTS)
def test_whom_a_query_is_about(query: Query, subjects: tuple[Subject, ...]) -> None:
    assert subjects_of(query) == subjects


SAME = [
    (TimelineQuery(IRAN), TimelineQuery(IRAN, order=OLDEST), True),
    (TimelineQuery(IRAN), TimelineQuery(UN), False),
    (TimelineQuery(IRAN), TimelineQuery(IRAN, since="2025-06-01"), False),
    (WhoQuery(IRAN), WhoQuery(IRAN), True),
    (WhoQuery(IRAN), TimelineQuery(IRAN), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_a_timeline_is_the_same_in_either_order(one: Query, other: Query, same: bool) -> None:
    assert is_same(one, other) == same


OFFERS = (Offer("2 events", TimelineQuery(IRAN)), Offer("1 stance", StanceQuery(IRAN)))
NOTHING = [
    (0, (), "", "The library has no articles yet, so I can't answer."),
    (1, (), "", "No fact about Iran in the one article here."),
    (1_204, (), "", "No fact about Iran in the 1,204 articles here."),
    (2, OFFERS, "", "No fact about Iran in the 2 articles here. I did find 2 events and 1 stance."),
    (2, (), "not shown: 3", "No fact about Iran (not shown: 3) in the 2 articles here."),
]


@pytest.mark.parametrize(("articles", "others", "left_out", "said"), NOTHING)
def test_an_answer_without_lines_says_what_was_looked_through(
    articles: int, others: tuple[Offer, ...], left_out: str, said: str
) -> None:
    found = nothing(WhoQuery(IRAN), articles, others, left_out)
    assert (found.headline, found.offers, found.found, found.scope) == (said, others, 0, "")


# Trap: "From 31 articles", below a line that rests on one of them.
def test_an_answer_says_on_how_many_of_the_articles_it_rests() -> None:
    first, second = (
        Evidence(Source(number, None, None, None, None, ""), "Iran began it.", Span(0, 14), (), None, 0.9)
        for number in (1, 2)
    )
    assert scope(31, behind=(first, first)) == "From 1 of 31 articles"
    assert scope(31, behind=(first, second)) == "From 2 of 31 articles"
    assert (scope(2, behind=(first, second)), scope(1, behind=(first,))) == ("From 2 articles", "From 1 article")
    assert (scope(1_204), scope(1)) == ("1,204 articles searched", "1 article searched")


def test_what_limits_an_answer_stands_behind_the_articles() -> None:
    assert scope(2, "", "not shown: 3", "the newest") == "2 articles searched; not shown: 3; the newest"


@pytest.mark.parametrize(("found", "said"), [(12, "12"), (MOST_COUNTED, "100"), (MOST_COUNTED + 1, "over 100")])
def test_what_is_counted_no_further_is_said(found: int, said: str) -> None:
    assert number_of(found) == said


@pytest.mark.parametrize(("facts", "said"), [(LATEST - 1, ""), (LATEST, "the newest 250"), (LATEST + 1, "the newest 250")])  # fmt: skip
def test_that_only_the_newest_are_shown_is_said(facts: int, said: str) -> None:
    assert newest(facts, "the newest {n}") == said


NUMBERS = {
    "iran": ActorCounts(stances=1, events=101, quotations=2),
    "united-nations": ActorCounts(stances=2, events=1, quotations=1),
    "i.cap": ActorCounts(stances=1, events=2, quotations=1),
    "e.raid": ActorCounts(0, 0, 0),
}
OFFERED: list[tuple[Query, bool, list[tuple[str, Query]]]] = [
    (
        WhoQuery(IRAN),
        False,
        [
            ("1 stance by Iran", StanceQuery(IRAN)),
            ("2 quotations by Iran", QuoteQuery(IRAN)),
            ("over 100 events involving Iran", TimelineQuery(IRAN)),
        ],
    ),
    # in a row on a phone, below the name
    (
        WhoQuery(UN),
        True,
        [
            ("2 stances", StanceQuery(UN)),
            ("1 quotation", QuoteQuery(UN)),
            ("1 event", TimelineQuery(UN)),
        ],
    ),
    # nobody holds a stance of an issue: they are on it
    (
        WhoQuery(CAP),
        False,
        [
            ("1 stance on the oil price cap", StanceQuery(None, CAP)),
            ("1 quotation about the oil price cap", QuoteQuery(None, CAP)),
            ("2 events about the oil price cap", TimelineQuery(CAP)),
        ],
    ),
    # what was asked already is not offered, nor what has no answer, nor more than five
    (TimelineQuery(RAID), False, []),
    (
        RelationQuery(IRAN, UN),
        False,
        [
            ("1 stance by Iran", StanceQuery(IRAN)),
            ("2 quotations by Iran", QuoteQuery(IRAN)),
            ("over 100 events involving Iran", TimelineQuery(IRAN)),
            ("2 stances by the United Nations", StanceQuery(UN)),
            ("1 quotation by the United Nations", QuoteQuery(UN)),
        ],
    ),
    (
        TimelineQuery(UN, order=OLDEST),
        False,
        [
            ("2 stances by the United Nations", StanceQuery(UN)),
            ("1 quotation by the United Nations", QuoteQuery(UN)),
        ],
    ),
    (SearchQuery("oil"), False, []),
]


@pytest.mark.parametrize(("query", "brief", "labelled"), OFFERED)
async def test_what_has_an_answer_is_offered_with_its_number(
    query: Query, brief: bool, labelled: list[tuple[str, Query]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def counts(_database: Any, _libraries: Any, subject: Subject) -> ActorCounts:
        return NUMBERS[subject.id]

    monkeypatch.setattr(nothing_found, "counts", counts)
    found = await offers(None, query, Libraries(), brief=brief)  # type: ignore[arg-type] # nothing is read
    assert [(offer.label, offer.query) for offer in found] == labelled


# Discord allows 80 characters, and phones show half of that.
async def test_a_long_name_is_cut_on_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    async def counts(*_given: Any) -> ActorCounts:
        return ActorCounts(1, 0, 0)

    monkeypatch.setattr(nothing_found, "counts", counts)
    [offer] = await offers(None, WhoQuery(Subject("actor", "x", "x" * 90)), Libraries())  # type: ignore[arg-type] # nothing is read
    assert offer.label == f"1 stance by {'x' * 39}…"
