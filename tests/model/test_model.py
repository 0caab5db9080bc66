"""Tests what the nouns of the model can tell of themselves, besides readings."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.model.article import Article, Candidate, Dating
from bot.model.chart import DayRange
from bot.model.edition import Contents, Decision, EditionEntry, Mark, Part, Remit, Verdict
from bot.model.export import AboutFacts
from bot.model.facts import Actor, ActorKind, EventType, Expressed, Mode, Polarity
from bot.model.feed import Feed
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledStance, Stood
from bot.model.library import EVERYONE, FactCounts, Libraries
from bot.model.query import ALWAYS, Period, Request, Subject, TimelineQuery, WhoQuery, period_of
from bot.model.subscription import Due, Every, Kind, Schedule

PUTIN = Subject("actor", "vladimir-putin", "Vladimir Putin")


# ---- What is asked ----


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TimelineQuery(PUTIN), ALWAYS),
        (TimelineQuery(PUTIN, "2025-01-01"), Period("2025-01-01", ALWAYS.until)),
        (TimelineQuery(PUTIN, None, "2025-02-01"), Period(ALWAYS.since, "2025-02-01")),
        (WhoQuery(PUTIN), ALWAYS),
    ],
)
def test_the_period_of_a_query(query, expected):
    assert period_of(query) == expected


def test_always_is_before_and_after_every_day():
    days = ["0001-01-01", "9999-12-31"]
    assert sorted([ALWAYS.until, *days, ALWAYS.since]) == [ALWAYS.since, *days, ALWAYS.until]


def test_an_option_of_a_request_is_got_and_put_again():
    request = Request("stance", (("of", "Putin"), ("on", "")))
    assert (request.get("of"), request.get("on"), request.get("since")) == ("Putin", None, None)
    assert request.put("of", "=vladimir-putin") == Request("stance", (("on", ""), ("of", "=vladimir-putin")))
    assert request.put("since", "May").options == (("of", "Putin"), ("on", ""), ("since", "May"))


# ---- What a library holds ----


# a link that other articles share would make every later one the same article
def test_a_candidate_is_known_by_its_link_unless_other_articles_share_it():
    assert Candidate(Article("test", "Text."), Dating.UNKNOWN).shares_page is False


def test_everyones_library_is_visible_to_all():
    assert Libraries("7").visible == {EVERYONE, "7"}
    assert Libraries().visible == {EVERYONE}


def test_all_facts_are_counted_together():
    assert FactCounts(1, 20, 300).all == 321
    about = AboutFacts(PUTIN, (1,), (2, 3), (4, 5, 6), (), 10)  # type: ignore[arg-type] - only counted
    assert about.number == 6


def test_a_feed_without_a_title_is_called_by_its_address():
    def feed(title: str | None) -> Feed:
        at = datetime(2025, 1, 1, tzinfo=UTC)
        return Feed(1, 1, "7", "https://a.example/feed", "a.example", title, None, 60, "active", None, None, None, None, at, 0, None, None, None)  # fmt: skip

    assert (feed("News").name, feed(None).name, feed("").name) == ("News", "https://a.example/feed", "https://a.example/feed")  # fmt: skip


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (DayRange("2025-01-01", "2025-01-31"), "2025-01-01", "2025-01-31"),
        # an open end is where the other is
        (DayRange("2025-01-01", None), "2025-01-01", "2025-01-01"),
        (DayRange(None, "2025-01-31"), "2025-01-31", "2025-01-31"),
        (DayRange(None, None), "", ""),
    ],
)
def test_where_a_range_of_days_starts_and_ends(days, start, end):
    assert (days.start, days.end) == (start, end)


# ---- What was filed ----


def happened(agents: set[str], recipients: set[str]) -> FiledEvent:
    return FiledEvent(1, 1, "k", False, "", EventType.ASSAULT, Mode.ACTUAL, None, None, 0.9, 0, "", frozenset(agents), frozenset(recipients))  # fmt: skip


def test_in_how_many_events_an_actor_takes_part():
    facts = FiledFacts(events=(happened({"russia"}, {"ukraine"}), happened({"russia"}, {"russia", "iran"})))
    assert facts.heard == Counter(russia=2, ukraine=1, iran=1)


def test_an_outlet_may_be_an_actor_too():
    articles = {n: FiledArticle(n, outlet, None, None, "") for n, outlet in enumerate(["BBC", "BBC", "", "TASS"])}
    actors = {one: Actor(one, name, ActorKind.ORGANIZATION) for one, name in (("bbc", "BBC"), ("un", "UN"), ("", ""))}
    assert FiledFacts(articles, actors).outlets_as_actors == {"BBC": ["bbc"], "TASS": []}


def test_a_change_of_stance_is_one_of_holder_target_and_manner():
    stance = FiledStance(1, 1, "iran", "israel", False, "Israel", Polarity.OPPOSES, Expressed.WORDS, 0.9, 0)
    assert stance.pair == ("iran", "israel", Expressed.WORDS)


def test_a_side_is_added_to_what_somebody_stood_for():
    stood = Stood().with_side("supports", 0.9, 2, 7).with_side("opposes", 0.6, 1, 9)
    assert stood == Stood(0.9, 0.6, 3, 7, 9)
    assert Stood() == Stood(0.0, 0.0, 0, None, None)


# ---- Editions ----


def entry(part: Part, claim: str, *articles: int) -> EditionEntry:
    return EditionEntry(part, claim, (), (), Mark(part, ""), articles=frozenset(articles))


def test_an_entry_without_room_is_left_out_and_said_to_be():
    first, second = entry(Part.HAPPENED, "A", 2, 1), entry(Part.SAID, "B", 1)
    old = Decision(1, "A", Verdict.OLD)
    decisions = (Decision(1, "A", Verdict.TOLD), Decision(1, "B", Verdict.TOLD), old)
    contents = Contents(Remit("", "", ""), (first, second), decisions, waiting=3)
    assert (contents.of(Part.HAPPENED), contents.of(Part.FILED)) == ((first,), ())
    left = contents.without(first)
    assert left.entries == (second,)
    room = (Decision(1, "A", Verdict.ROOM), Decision(2, "A", Verdict.ROOM))
    assert left.decisions == (Decision(1, "B", Verdict.TOLD), old, *room)
    # only stories wait for the next edition
    assert (left.waiting, contents.without(second).waiting) == (4, 3)


def test_without_reasons_asked_for_nothing_is_said_of_an_entry_left_out():
    one = entry(Part.HAPPENED, "A", 1)
    assert Contents(Remit("", "", ""), (one,)).without(one) == Contents(Remit("", "", ""), (), waiting=1)


def test_a_digest_is_daily_at_nine_unless_said_otherwise():
    schedule = Schedule()
    assert (schedule.every, divmod(schedule.at, 60), schedule.zone, schedule.per_hour) == (
        Every.DAILY,
        (9, 0),
        "UTC",
        3,
    )


def test_what_is_due_earlier_comes_first():
    early, late = (Due(datetime(2025, 1, day, tzinfo=UTC), slot) for day, slot in ((1, "b"), (2, "a")))
    assert sorted([late, early]) == [early, late]
    assert early.kind is Kind.DIGEST
