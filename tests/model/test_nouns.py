"""Tests what the frozen nouns compute of themselves: totals, names, ends of days, and copies with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.answer import Answer, Evidence, Line, Section, ShownStance, Source
from bot.model.article import Article, Candidate, Dating, Span
from bot.model.chart import CourseChart, DayRange, EventMark, MonthsChart, StripChart
from bot.model.edition import Contents, Decision, EditionEntry, Mark, Part, Remit, Verdict
from bot.model.export import AboutFacts
from bot.model.facts import Actor, ActorKind, EventType, Expressed, Licence, Mode, Polarity
from bot.model.feed import Feed
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledStance, Stood
from bot.model.library import EVERYONE, FactCounts, Libraries
from bot.model.query import (
    ALWAYS,
    CompareQuery,
    Period,
    Question,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
    period_of,
)
from bot.model.subscription import Due, Every, Kind, Schedule

IRAN, DAWN, CAP = Subject("actor", "iran", "Iran"), Subject("event", "e.dawn", "Dawn"), Subject("issue", "i.cap", "cap")
PROOF = Evidence(Source(1, None, None, None, None, ""), "Iran struck.", Span(0, 12), (), None, 0.9)


# What nobody says is nothing, none and no; these are the few numbers that are something.
def test_what_is_not_said() -> None:
    bare = Contents(Remit("2025", "2026", "2025-06-24"), ())
    assert (bare.articles, bare.outlets, bare.waiting, bare.last, bare.remit.after) == (0, 0, 0, 0, 0)
    assert (bare.remit.important, bare.remit.news_from, bare.remit.looked_until) == (False, "", "")
    assert (FiledFacts().articles, FiledFacts().older, FiledFacts().mentioning) == ({}, {}, {})
    assert (SearchQuery("oil").best, SearchQuery("oil").start, Question("Who?").unknown) == (False, 0, False)
    assert (PROOF.source.more_outlets, AboutFacts(IRAN, (), (), ()).most) == (0, 0)
    assert (Licence("rule", 0.9).shown, Actor("iran", "Iran", ActorKind.COUNTRY).local) == (True, False)
    mark = EventMark(DayRange("2025", None), "a raid")
    assert (mark.weight, mark.planned) == (1, False)
    charts = (
        StripChart("Iran", ()).undated,
        MonthsChart("Iran", "US", ()).unplaced,
        CourseChart("Iran", "US", ()).undated,
    )
    assert charts == (0, 0, 0)
    schedule = Schedule()
    assert (schedule.every, schedule.at, schedule.zone, schedule.per_hour) == (Every.DAILY, 9 * 60, "UTC", 3)
    assert Stood() == Stood(0.0, 0.0, 0, None, None)
    # a link that other articles share would make every later one the same article
    assert Candidate(Article("test", "Text."), Dating.UNKNOWN).shares_page is False


# ---- what is asked ----


def test_options_of_a_request() -> None:
    asked = Request("quote", (("speaker", "iran"), ("about", "")))
    assert (asked.get("speaker"), asked.get("about"), asked.get("since")) == ("iran", None, None)
    changed = asked.put("speaker", "=russia")
    assert changed == Request("quote", (("about", ""), ("speaker", "=russia")))
    assert asked.put("since", "2025").options[-1] == ("since", "2025")


PERIODS: list[tuple[Any, Period]] = [
    (StanceQuery(IRAN, since="2025-01-01"), Period("2025-01-01", "~")),
    (TimelineQuery(IRAN, until="2025-01-01"), Period("", "2025-01-01")),
    (QuoteQuery(IRAN), ALWAYS),
    # commands without days
    (WhoQuery(IRAN), ALWAYS),
    (CompareQuery(IRAN), ALWAYS),
    (RelationQuery(IRAN, IRAN), ALWAYS),
]


@pytest.mark.parametrize(("query", "period"), PERIODS)
def test_the_period_of_a_query(query: Any, period: Period) -> None:
    assert period_of(query) == period


# As text, every day is between the two ends.
def test_always_has_every_day() -> None:
    assert all(ALWAYS.since <= day <= ALWAYS.until for day in ("0001-01-01", "9999-12-31"))


def test_libraries_that_may_be_seen() -> None:
    assert Libraries("7").visible == {"7", EVERYONE}
    assert Libraries().visible == {EVERYONE}


# ---- what is answered ----


# The most exact of what a sentence is about.
@pytest.mark.parametrize(
    ("event", "issue", "actor", "target"),
    [(DAWN, CAP, IRAN, DAWN), (None, CAP, IRAN, CAP), (None, None, IRAN, IRAN), (None, None, None, None)],
)
def test_what_a_stance_is_on(
    event: Subject | None, issue: Subject | None, actor: Subject | None, target: Subject | None
) -> None:
    assert ShownStance(IRAN, actor, event, issue, Polarity.OPPOSES, Expressed.WORDS, PROOF).target == target


def test_lines_and_sentences_of_an_answer() -> None:
    one, two = Line("a", (PROOF,)), Line("b", (PROOF, PROOF))
    found = Answer(WhoQuery(IRAN), "Iran", (Section("A", (one, two)), Section("B"), Section("C", (one,))))
    assert (found.found, found.size) == (3, 4)
    assert (Answer(WhoQuery(IRAN), "Iran").found, Answer(WhoQuery(IRAN), "Iran").size) == (0, 0)


def test_facts_are_counted_over_all_kinds() -> None:
    some: Any = ("a", "b", "c")
    assert AboutFacts(IRAN, some, some[:2], some[:1]).number == 6
    assert FactCounts(1, 2, 4).all == 7


# An open end is as far as is known.
@pytest.mark.parametrize(
    ("first", "last", "ends"),
    [("1", "2", ("1", "2")), (None, "2", ("2", "2")), ("1", None, ("1", "1")), (None, None, ("", ""))],
)
def test_ends_of_days(first: str | None, last: str | None, ends: tuple[str, str]) -> None:
    assert (DayRange(first, last).start, DayRange(first, last).end) == ends


# ---- what was filed ----


def event(number: int, agents: str, recipients: str = "") -> FiledEvent:
    sides = (frozenset(agents.split()), frozenset(recipients.split()))
    return FiledEvent(
        number, 1, f"1.e{number}", False, "", EventType.ASSAULT, Mode.ACTUAL, None, None, 0.9, 0, "", *sides
    )


def test_outlets_that_are_actors_and_how_often_actors_take_part() -> None:
    articles = {
        n: FiledArticle(n, outlet, None, None, "")
        for n, outlet in ((1, "The Wire"), (2, ""), (3, "The Post"), (4, "The Wire"))
    }
    actors = {
        actor.id: actor
        for actor in (
            Actor("wire", "The Wire", ActorKind.ORGANIZATION),
            Actor("iran", "Iran", ActorKind.COUNTRY),
            Actor("nobody", "", ActorKind.PERSON),
        )
    }
    filed = FiledFacts(articles, actors, events=(event(1, "iran", "israel"), event(2, "iran us", "iran"), event(3, "")))
    assert filed.outlets_as_actors == {"The Wire": ["wire"], "The Post": []}
    assert filed.heard == {"iran": 2, "israel": 1, "us": 1}


def test_a_feed_without_a_title_is_called_by_its_address() -> None:
    def feed(title: str | None) -> Feed:
        at = datetime(2025, 1, 1, tzinfo=UTC)
        return Feed(1, 1, "7", "https://a.example/feed", "a.example", title, None, 60, "active", None, None, None, None, at, 0, None, None, None)  # fmt: skip

    assert [feed(title).name for title in ("News", None, "")] == ["News", *["https://a.example/feed"] * 2]


def test_a_stance_is_compared_for_its_pair_and_how_it_is_expressed() -> None:
    held = FiledStance(1, 2, "iran", "nato", "actor", "NATO", Polarity.OPPOSES, Expressed.ACTIONS, 0.9, 0)
    assert held.pair == ("iran", "nato", Expressed.ACTIONS)


def test_each_side_of_a_stance_before_has_its_own_weight() -> None:
    both = Stood().with_side("supports", 1.5, 2, 7).with_side("opposes", 0.5, 1, 9)
    assert both == Stood(1.5, 0.5, 3, 7, 9)


# ---- what an edition tells ----


def entry(part: Part, claim: str, *articles: int) -> EditionEntry:
    return EditionEntry(part, claim, (), (), Mark(part, claim), articles=frozenset(articles))


HAPPENED, SAID = entry(Part.HAPPENED, "a raid", 2, 1), entry(Part.SAID, "“No”", 1)
CONTENTS = Contents(
    Remit("2025", "2026", "2025-06-24"),
    (HAPPENED, SAID),
    (
        Decision(1, "a raid", Verdict.TOLD),
        Decision(1, "“No”", Verdict.TOLD),
        Decision(1, "a raid", Verdict.DUPLICATE),
    ),
    waiting=3,
)


def test_entries_of_a_part() -> None:
    assert CONTENTS.of(Part.HAPPENED) == (HAPPENED,)
    assert CONTENTS.of(Part.EXPECTED) == ()


# A story that does not fit waits, and why it is missing can be told; words that do not fit wait for nothing.
def test_an_entry_that_does_not_fit() -> None:
    assert CONTENTS.without(HAPPENED) == replace(
        CONTENTS,
        entries=(SAID,),
        decisions=(*CONTENTS.decisions[1:], Decision(1, "a raid", Verdict.ROOM), Decision(2, "a raid", Verdict.ROOM)),
        waiting=4,
    )
    assert CONTENTS.without(SAID).waiting == 3
    # where no reasons were asked for, none are made
    assert replace(CONTENTS, decisions=()).without(SAID).decisions == ()
    # one of two equal entries goes
    twice = replace(CONTENTS, entries=(SAID, entry(Part.SAID, "“No”", 1)))
    assert len(twice.without(SAID).entries) == 1


def test_what_is_due_earlier_comes_first() -> None:
    early, late = (Due(datetime(2025, 1, day, tzinfo=UTC), slot) for day, slot in ((1, "b"), (2, "a")))
    assert sorted([late, early]) == [early, late]
    assert early.kind is Kind.DIGEST
