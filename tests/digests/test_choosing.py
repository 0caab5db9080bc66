"""Tests each choice of an edition by itself, on facts made by hand: what is news, what ranks first, which words and titles are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.digests.claiming import OVERLAP, WINDOW, edition_of, plan, remembered
from bot.digests.decisions import Decisions
from bot.digests.grouping import Story, stories
from bot.digests.importance import importance
from bot.digests.matching import Matcher
from bot.digests.memory import Memory
from bot.digests.more_to_read import more_to_read
from bot.digests.statements import sayings
from bot.digests.story_ranking import not_news, reasons, score
from bot.model.edition import Mark, Part, Reason, Remit, Verdict
from bot.model.facts import EventType, Mode, QuotationKind
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledQuotation, FiledStance
from bot.model.query import Subject
from bot.model.subscription import Due, Every, Kind, Quiet, Schedule, SubscriptionState
from tests.conftest import ACTORS, NOW
from tests.ui.conftest import edition, subscribed

TODAY = "2025-06-24"
REMIT = Remit("2025-06-23", "2025-06-25", TODAY)
IRAN, ISRAEL = Subject("actor", "iran", "Iran"), Subject("actor", "israel", "Israel")


def event(number: int = 1, agents: str = "israel", recipients: str = "iran", **more: Any) -> FiledEvent:
    """An attack that opens the article of its number."""
    made = FiledEvent(
        number, number, f"{number}.e1", False, "the strike", EventType.ASSAULT, Mode.ACTUAL, TODAY, None, 0.9, 0,
        "Israel struck the depot near Natanz.", frozenset(agents.split()), frozenset(recipients.split()),
    )  # fmt: skip
    return made._replace(**more)


def article(number: int, **more: Any) -> FiledArticle:
    made = FiledArticle(number, f"Outlet {number}", None, TODAY, f"{TODAY}T08:00:00+00:00")
    return replace(made, **more)


def facts(*articles: FiledArticle, **more: Any) -> FiledFacts:
    there = articles or tuple(article(number) for number in range(1, 6))
    return FiledFacts(
        {one.id: one for one in there}, ACTORS, {"vladimir-putin": "russia", "abbas-araghchi": "iran"}, **more
    )


# ---- what matches ----

DAWN = Subject("event", "e.dawn", "Dawn")
MATCHES: list[tuple[tuple[Subject, ...], FiledEvent, tuple[str, ...] | None]] = [
    ((), event(), ()),
    ((IRAN,), event(), ("Iran",)),
    # in the order asked for, each once
    ((ISRAEL, IRAN), event(), ("Israel", "Iran")),
    # an office holder acts for the state
    ((IRAN,), event(agents="abbas-araghchi", recipients=""), ("Iran",)),
    ((IRAN,), event(agents="navalny", recipients="russia"), None),
    ((DAWN,), event(key="e.dawn"), ("Dawn",)),
]


@pytest.mark.parametrize(("about", "one", "names"), MATCHES)
def test_subjects_that_an_event_matches(
    about: tuple[Subject, ...], one: FiledEvent, names: tuple[str, ...] | None
) -> None:
    assert Matcher(about, facts()).event(one) == names


def test_subjects_that_words_and_stances_match() -> None:
    held: Any = FiledStance(1, 1, "russia", "nato", False, "NATO", "opposes", "words", 0.9, 0, frozenset({"israel"}))  # type: ignore[arg-type]
    for about, matches in ((ISRAEL, True), (Subject("actor", "nato", "NATO"), True), (IRAN, False)):
        assert (Matcher((about,), facts()).stance(held) is not None) is matches
    for about, matches in ((IRAN, True), (ISRAEL, True), (Subject("actor", "russia", "Russia"), False)):
        assert (Matcher((about,), facts()).quotation(said(about=frozenset({"israel"}))) is not None) is matches


# ---- what is news ----

NEWS: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    ({}, {}, None),
    ({"mode": Mode.PLANNED}, {}, None),
    ({"mode": Mode.NEGATED}, {}, "it did not happen"),
    ({"mode": Mode.HYPOTHETICAL}, {}, "it is only hypothetical"),
    ({"agents": "", "recipients": ""}, {}, "no known actor takes part"),
    ({"agents": ""}, {}, None),
    ({"recipients": ""}, {}, None),
    ({}, {"outlet": "Israel"}, "the outlet itself is the actor"),
    # thirty days before its article is news, and thirty-one are not
    ({"date": "2025-05-25"}, {}, None),
    ({"date": "2025-05-24"}, {}, "more than 30 days before its article"),
    ({"date": "2025-05"}, {}, None),
    ({"date": "2020"}, {"published": None}, None),
    # undated: the latest year of its sentence tells, and last year's may be news
    ({"date": None, "sentence": "In 2019 and 2023 it struck."}, {}, "its sentence is about 2023"),
    ({"date": None, "sentence": "In 2024 it struck."}, {}, None),
    ({"date": None, "sentence": "It struck."}, {}, None),
    ({"date": None, "sentence": "In 2019 it struck."}, {"published": None}, None),
]


@pytest.mark.parametrize(("one", "head", "why"), NEWS, ids=str)
def test_why_an_event_is_no_news(one: dict[str, Any], head: dict[str, Any], why: str | None) -> None:
    assert not_news(event(**one), facts(article(1, **head))) == why


# ---- what ranks first ----


def story(*tellings: FiledEvent, **head: Any) -> Story:
    made = Story()
    for one in tellings or (event(),):
        made.tellings.append(one)
        made.articles[one.article] = article(one.article, **head)
    return made


WEIGHTS: list[tuple[FiledEvent, float]] = [
    (event(), 1.0),
    # one state, then none: whoever speaks for a state counts as that state, and once
    (event(recipients="navalny"), 0.8),
    (event(agents="navalny", recipients="nobody"), 0.6),
    (event(agents="abbas-araghchi", recipients="iran"), 0.8),
    # half a fact, where one side is unknown
    (event(recipients=""), 0.56),
    (event(type=EventType.CONSULT), 0.58),
    # a game between states is a game
    (event(type=EventType.OTHER, sentence="Israel beat Iran 3-1."), 0.3 * 0.52),
    (event(type=EventType.CONSULT, sentence="They voted 3-1."), 0.58),
]


@pytest.mark.parametrize(("one", "weight"), WEIGHTS)
def test_importance(one: FiledEvent, weight: float) -> None:
    assert importance(story(one), facts()) == pytest.approx(weight)


def test_a_title_with_a_result_is_a_games() -> None:
    assert importance(story(event(), title="Israel beat Iran 3-1"), facts()) == pytest.approx(0.3)


RANKS: list[tuple[str, Story, Story]] = [
    ("two outlets", story(event(1), event(2)), story()),
    ("weightier", story(), story(event(type=EventType.CONSULT))),
    ("newer", story(), story(published="2025-06-23")),
    ("of today rather than undated", story(), story(published=None)),
    ("undated rather than old", story(published=None), story(published="2025-06-14")),
    ("opens its article", story(event(place_in_text=3)), story(event(place_in_text=4))),
    ("in its title's words", story(title="The strike"), story(title="Another thing")),
    ("surer", story(event(confidence=0.9)), story(event(confidence=0.8))),
    (
        "two outlets count more for what weighs more",
        story(event(1), event(2)),
        story(event(1, type=EventType.CONSULT), event(2)),
    ),
]


@pytest.mark.parametrize(("first", "second"), [row[1:] for row in RANKS], ids=[row[0] for row in RANKS])
def test_the_stronger_story(first: Story, second: Story) -> None:
    assert score(first, facts(), TODAY, unusual=False) > score(second, facts(), TODAY, unusual=False)


def test_what_is_unusual_ranks_higher_the_weightier_it_is() -> None:
    def more(one: Story) -> float:
        return score(one, facts(), TODAY, unusual=True) - score(one, facts(), TODAY, unusual=False)

    assert more(story()) == pytest.approx(0.8)
    assert 0 < more(story(event(type=EventType.OTHER))) < 0.8


# The latest article counts, and tomorrow's is no newer than today's.
def test_the_newest_report_of_a_story_counts() -> None:
    one = story(event(1), event(2))
    one.articles[1] = article(1, published="2025-06-01")
    assert score(one, facts(), TODAY, unusual=False) == score(story(event(1), event(2)), facts(), TODAY, unusual=False)
    late, now = story(published="2025-06-30"), story()
    assert score(late, facts(), TODAY, unusual=False) == score(now, facts(), TODAY, unusual=False)


REASONS: list[tuple[Story, bool, tuple[str, ...], tuple[Reason, ...]]] = [
    (story(), False, (), (Reason("opens"),)),
    (story(event(place_in_text=4)), False, (), ()),
    (
        story(event(1), event(2)),
        False,
        ("Iran",),
        (Reason("outlets", 2), Reason("opens"), Reason("matches", name=("Iran",))),
    ),
    (story(), True, (), (Reason("unusual_between", 30), Reason("opens"))),
    (story(event(agents="")), True, (), (Reason("unusual", 30), Reason("opens"))),
]


@pytest.mark.parametrize(("one", "unusual", "matches", "why"), REASONS)
def test_reasons(one: Story, unusual: bool, matches: tuple[str, ...], why: tuple[Reason, ...]) -> None:
    assert reasons(one, unusual=unusual, matches=matches) == why


# ---- which reports are of one story ----

GROUPS: list[tuple[str, FiledEvent, bool]] = [
    ("the same day", event(2, sentence="Nothing alike."), True),
    ("joined when it was filed", event(2, key="1.e1", agents="russia", date="2020"), True),
    ("undated, in similar words", event(2, date=None, sentence="It struck a depot near Natanz."), True),
    ("undated, in other words", event(2, date=None, sentence="Nothing alike at all here."), False),
    ("another day", event(2, date="2025-06-23"), False),
    ("the other way round", event(2, agents="iran", recipients="israel"), False),
    ("another type", event(2, type=EventType.COERCE), False),
    ("a month that has the day, in other words", event(2, date="2025-06", sentence="Nothing alike."), False),
]


@pytest.mark.parametrize(("other", "one"), [row[1:] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_reports_of_one_story(other: FiledEvent, one: bool) -> None:
    assert (len(stories(facts(), [event(), other])) == 1) is one


def test_the_report_to_show() -> None:
    planned, deep, unsure = event(1, mode=Mode.PLANNED), event(2, place_in_text=4), event(3, confidence=0.5)
    assert story(planned, deep, unsure, event(4), event(5)).best.id == 4
    assert story(planned, deep).best.id == 2
    assert story(planned).best.id == 1


# ---- which words are told ----

LONG = "We will never ever give up our right to enrich uranium"


def said(number: int = 1, content: str = f"“{LONG},”", source: str = "abbas-araghchi", **more: Any) -> FiledQuotation:
    made = FiledQuotation(
        number, number, source, QuotationKind.DIRECT, content, "said", 0.9, 2, "Foreign Minister", "iran"
    )
    return made._replace(**more)


def told_words(
    *quotations: FiledQuotation, about: tuple[Subject, ...] = (), told: Memory | None = None, **remit: Any
) -> tuple[list[Any], list[Any]]:
    """The entries about some quotations, and the verdicts on the others."""
    filed, decisions = facts(quotations=quotations), Decisions(kept=True)
    entries = sayings(replace(REMIT, **remit), filed, Matcher(about, filed), told or Memory(), decisions)
    return entries, [(decision.article, decision.verdict) for decision in decisions.made]


def test_a_statement_with_whose_it_is() -> None:
    [entry], left = told_words(said(), said(2, f"“{LONG}”", confidence=0.95), about=(IRAN,))
    assert left == [(2, Verdict.DUPLICATE)]
    assert (entry.claim, entry.voice, entry.note) == (f"“{LONG}”", "Araghchi, Foreign Minister of Iran", "said")
    assert (entry.outlets, entry.articles) == (("Outlet 1", "Outlet 2"), {1, 2})
    assert entry.reasons == (Reason("outlets", 2), Reason("matches", name=("Iran",)))
    # the surest first, and one sentence of each article
    assert entry.facts == (("quotations", 2), ("quotations", 1))
    assert (entry.mark, entry.place) == (Mark(Part.SAID, "abbas-araghchi", words=f"“{LONG}”"), (2, 2))
    assert entry.subject == Subject("actor", "abbas-araghchi", "Araghchi")


LEFT: list[tuple[FiledQuotation, dict[str, Any], Verdict]] = [
    (said(), {"about": (ISRAEL,)}, Verdict.FILTER),
    (said(), {"important": True}, Verdict.THRESHOLD),
    # four words are a fragment, five are a statement
    (said(content="“We will not stop,”"), {}, Verdict.THRESHOLD),
    (said(), {"told": Memory([Mark(Part.SAID, "abbas-araghchi", words=LONG.upper())])}, Verdict.ALREADY),
]


@pytest.mark.parametrize(("one", "more", "verdict"), LEFT)
def test_words_that_are_left_out(one: FiledQuotation, more: dict[str, Any], verdict: Verdict) -> None:
    assert told_words(one, **more) == ([], [(1, verdict)])


def test_five_words_are_a_statement_and_somebody_elses_are_not_told_before() -> None:
    assert len(told_words(said(content="“We will not stop now,”"))[0]) == 1
    assert len(told_words(said(), told=Memory([Mark(Part.SAID, "iran", words=LONG)]))[0]) == 1


def test_a_speaker_has_two_statements_and_the_strongest_comes_first() -> None:
    weak = said(3, "“The weather is rather bad in Natanz today,”", confidence=0.5)
    entries, left = told_words(
        weak, said(1), said(2, "“Nobody can take this from the people of Iran,”", confidence=0.8)
    )
    assert ([entry.articles for entry in entries], left) == ([{1}, {2}], [(3, Verdict.SPEAKER)])


STRONGER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("in direct speech", {}, {"kind": QuotationKind.INDIRECT}),
    ("by somebody in office", {}, {"office": None}),
    ("neither a fragment nor a speech", {}, {"content": "“We will not stop now”"}),
    ("in the upper part", {"place_in_text": 9}, {"place_in_text": 10}),
    ("surer", {}, {"confidence": 0.8}),
]


@pytest.mark.parametrize(("first", "second"), [row[1:] for row in STRONGER], ids=[row[0] for row in STRONGER])
def test_the_stronger_statement(first: dict[str, Any], second: dict[str, Any]) -> None:
    entries, _ = told_words(said(1, source="iran", **second), said(2, source="navalny", **first))
    assert [entry.articles for entry in entries] == [{2}, {1}]


VOICES: list[tuple[dict[str, Any], str]] = [
    ({}, "Araghchi, Foreign Minister of Iran"),
    ({"of": None}, "Araghchi, Foreign Minister"),
    # president of what? and of no country is anybody its activist
    ({"of": None, "office": "President"}, "Araghchi"),
    ({"office": "Activist"}, "Araghchi, Activist"),
    ({"office": None}, "Araghchi"),
    ({"office": "Iran's foreign minister"}, "Araghchi, Iran's foreign minister"),
    ({"office": "Mayor of Oslo"}, "Araghchi, Mayor of Oslo"),
    ({"source": "nobody"}, "nobody, Foreign Minister of Iran"),
]


@pytest.mark.parametrize(("more", "voice"), VOICES, ids=str)
def test_how_a_speaker_is_called(more: dict[str, Any], voice: str) -> None:
    [entry], _ = told_words(said(**more))
    assert entry.voice == voice


# ---- more to read ----


def titles(
    *articles: FiledArticle,
    told: Memory | None = None,
    known: frozenset[int] = frozenset(),
    filed: dict[str, Any] | None = None,
    **remit: Any,
) -> tuple[list[str], list[Any]]:
    decisions = Decisions(kept=True)
    found = more_to_read(replace(REMIT, **remit), facts(*articles, **(filed or {})), told or Memory(), known, decisions)
    return [entry.claim for entry in found], [(decision.article, decision.verdict) for decision in decisions.made]


# The newest day first, then most facts, then as they were filed; an undated one by its filing.
def test_titles_in_their_order() -> None:
    some = (
        article(1, title="Old", published="2025-06-20"),
        article(2, title="Today", published=None),
        article(3, title="Today as well"),
        article(4, title="Today with facts"),
        article(5, title="Today with words"),
        article(6, title=None),
    )
    there = {"events": (event(4), event(4), event(1)), "quotations": (said(5),)}
    assert titles(*some, filed=there) == (
        ["Today with facts", "Today with words", "Today", "Today as well", "Old"],
        [],
    )


TITLES: list[tuple[dict[str, Any], Verdict]] = [
    ({"about": (IRAN,)}, Verdict.FILTER),
    ({"important": True}, Verdict.THRESHOLD),
    ({"told": Memory([Mark(Part.FILED, "title", words="dawn")])}, Verdict.ALREADY),
    ({"known": frozenset({1})}, Verdict.ALREADY),
]


@pytest.mark.parametrize(("more", "verdict"), TITLES)
def test_titles_that_are_left_out(more: dict[str, Any], verdict: Verdict) -> None:
    assert titles(article(1, title="Dawn"), **more) == ([], [(1, verdict)])


def test_a_title_is_listed_once_and_with_what_it_matches() -> None:
    twice = (article(1, title="Dawn"), article(2, title="DAWN"))
    assert titles(*twice) == (["Dawn"], [(2, Verdict.DUPLICATE)])
    filed = facts(article(1, title="Dawn"), mentioning={1: frozenset({"iran"})})
    [entry] = more_to_read(replace(REMIT, about=(ISRAEL, IRAN)), filed, Memory(), (), Decisions(kept=True))
    assert entry.reasons == (Reason("matches", name=("Iran",)),)
    assert (entry.outlets, entry.articles, entry.facts) == (("Outlet 1",), {1}, (("articles", 1),))
    assert entry.mark == Mark(Part.FILED, "title", words="dawn")


# ---- which edition is claimed ----

HOUR = timedelta(hours=1)
DAILY = subscribed(NOW - timedelta(days=9), slot_at=NOW - HOUR / 2, schedule=Schedule(), filed_until=NOW - 24 * HOUR)


def test_an_edition_covers_what_was_filed_since_the_last_one() -> None:
    planned = plan(DAILY, NOW)
    got = planned.edition
    assert got
    nine = NOW - HOUR / 2
    assert planned.next == nine + 24 * HOUR
    assert (got.subscription, got.slot, got.kind, got.due_at) == (3, "2025-06-24/1", Kind.DIGEST, nine)
    assert (got.since, got.until) == (DAILY.filed_until - OVERLAP, NOW)
    assert (got.missed, got.first_due_at, got.lease_until) == (0, nine, NOW + timedelta(seconds=60))
    assert (len(got.nonce), got.nonce.isalnum(), got.nonce.islower()) == (20, True, True)
    # the same slot has the same mark, another slot and another digest have others
    again = plan(DAILY, NOW + HOUR).edition
    assert again
    assert again.nonce == got.nonce
    for other in (replace(DAILY, id=4), replace(DAILY, revision=1), replace(DAILY, created_at=NOW)):
        made = plan(other, NOW).edition
        assert made
        assert made.nonce != got.nonce
        assert made.slot == ("2025-06-24/1~1" if other.revision else "2025-06-24/1")


def test_one_edition_is_made_for_all_that_fell_due() -> None:
    down = plan(replace(DAILY, slot_at=NOW - HOUR / 2 - 48 * HOUR), NOW).edition
    assert down
    assert (down.missed, down.first_due_at, down.slot) == (2, NOW - HOUR / 2 - 48 * HOUR, "2025-06-24/1")
    # of flashes and digests the digest, and a flash misses nothing
    often = replace(DAILY, slot_at=NOW - HOUR, schedule=Schedule(Every.AS_IT_HAPPENS))
    digest = plan(often, NOW).edition
    flash = plan(replace(often, slot_at=NOW - HOUR / 4), NOW).edition
    assert digest
    assert flash
    assert (digest.kind, digest.missed, digest.due_at) == (Kind.DIGEST, 0, NOW - HOUR / 2)
    assert (flash.kind, flash.missed, flash.due_at, flash.first_due_at) == (Kind.FLASH, 0, NOW, NOW)


def test_nothing_is_claimed_in_quiet_hours_or_before_it_is_due() -> None:
    quiet = replace(DAILY, schedule=Schedule(quiet=Quiet(9 * 60, 10 * 60)))
    assert plan(quiet, NOW) == plan(replace(quiet, state=SubscriptionState.PAUSED), NOW)
    assert (plan(quiet, NOW).edition, plan(quiet, NOW).next) == (None, NOW + HOUR / 2)
    early = replace(DAILY, slot_at=NOW + HOUR)
    assert (plan(early, NOW).edition, plan(early, NOW).next) == (None, NOW + 23.5 * HOUR)
    unset = replace(DAILY, slot_at=None)
    assert plan(unset, NOW).edition is None


def test_how_long_a_mark_is_known_to_discord() -> None:
    sent = edition(NOW, sending_at=NOW)
    for after, known in ((timedelta(0), True), (WINDOW - timedelta(seconds=1), True), (WINDOW, False), (-HOUR, False)):
        assert remembered(sent, NOW + after) is known
    assert remembered(replace(sent, sending_at=None), NOW + HOUR)
    asked = edition_of(DAILY, Due(NOW, "x", Kind.NOW), NOW)
    assert (asked.kind, asked.missed, asked.first_due_at) == (Kind.NOW, 0, None)
