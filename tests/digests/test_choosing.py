"""Tests each choice of an edition by itself, on facts made by hand: what is news, what ranks first, which words and titles are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.claiming import OVERLAP, WINDOW, edition_of, plan, remembered
from bot.digests.conflicts import denials, opposite_stances
from bot.digests.contents import _choose
from bot.digests.decisions import Decisions
from bot.digests.grouping import OPENING, Story, stories
from bot.digests.happenings import happenings
from bot.digests.importance import importance
from bot.digests.matching import Matcher
from bot.digests.memory import Memory
from bot.digests.more_to_read import more_to_read
from bot.digests.statements import sayings
from bot.digests.story_ranking import not_news, reasons, score
from bot.model.edition import EditionEntry, Mark, Part, Reason, Remit, Verdict
from bot.model.facts import EventType, Expressed, Mode, Polarity, QuotationKind
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledQuotation, FiledStance
from bot.model.query import Subject
from bot.model.subscription import Due, Every, Kind, Quiet, Schedule, Style, SubscriptionState
from bot.model.topics import Topic
from bot.store.past import Before
from tests.conftest import ACTORS, NOW
from tests.ui.conftest import edition, subscribed

if TYPE_CHECKING:
    from bot.store.database import Database

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
    held: Any = FiledStance(1, 1, "russia", "nato", "actor", "NATO", "opposes", "words", 0.9, 0, frozenset({"israel"}))  # type: ignore[arg-type]
    for about, matches in ((ISRAEL, True), (Subject("actor", "nato", "NATO"), True), (IRAN, False)):
        assert (Matcher((about,), facts()).stance(held) is not None) is matches
    for about, matches in ((IRAN, True), (ISRAEL, True), (Subject("actor", "russia", "Russia"), False)):
        assert (Matcher((about,), facts()).quotation(said(about=frozenset({"israel"}))) is not None) is matches


def test_what_is_told_in_a_sentence_about_an_issue_matches_it() -> None:
    cap = Subject("issue", "i.cap", "cap")
    held: Any = FiledStance(1, 1, "russia", "i.cap-oil", "issue", "oil cap", "opposes", "words", 0.9, 0)  # type: ignore[arg-type]
    beside = replace(facts(), beside={(1, 0): frozenset({"i.cap"})})
    assert Matcher((cap,), beside).event(event()) == ("cap",)
    assert Matcher((cap,), beside).stance(held) == ("cap",)
    assert Matcher((cap,), beside).quotation(said()._replace(place_in_text=0)) == ("cap",)
    assert Matcher((cap,), beside).event(event()._replace(place_in_text=1)) is None
    assert Matcher((cap,), facts()).stance(held) is None


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


# Most games are told without a result; talks about sport are no game.
def test_an_article_of_sport_is_a_games() -> None:
    assert importance(story(event(), topic=Topic.SPORT), facts()) == pytest.approx(0.3)
    assert importance(story(event(), topic=Topic.POLITICS), facts()) == pytest.approx(1.0)
    assert importance(story(event(type=EventType.CONSULT), topic=Topic.SPORT), facts()) == pytest.approx(0.58)


RANKS: list[tuple[str, Story, Story]] = [
    ("two outlets", story(event(1), event(2)), story()),
    ("weightier", story(), story(event(type=EventType.CONSULT))),
    ("newer", story(), story(published="2025-06-23")),
    ("of today rather than undated", story(), story(published=None)),
    ("undated rather than old", story(published=None), story(published="2025-06-14")),
    ("opens its article", story(event(place_in_text=3)), story(event(place_in_text=4))),
    # by more than the opening is worth alone
    (
        "what opens an article rather than a weightier detail of one",
        story(event(date=None, recipients="navalny")),
        story(event(place_in_text=9, date=None)),
    ),
    ("a day of its own", story(event(place_in_text=9)), story(event(place_in_text=9, date=None))),
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
    assert reasons(one, {}, unusual=unusual, matches=matches) == why


def test_a_trusted_outlet_is_a_reason() -> None:
    labels = {"Outlet 1": "trusted"}
    assert reasons(story(), labels, unusual=False, matches=()) == (Reason("trusted"), Reason("opens"))
    other = {"Outlet 9": "trusted", "Outlet 1": "partisan"}
    assert reasons(story(), other, unusual=False, matches=()) == (Reason("opens"),)


def test_labels_count_in_a_score() -> None:
    def scored(label: str) -> float:
        return score(story(), replace(facts(), labels={"Outlet 1": label}), TODAY, unusual=False)

    assert scored("partisan") < scored("state-owned") < scored("trusted")


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


# Trap: what somebody will do was left out as said before by what they will not.
def test_one_word_makes_the_opposite_another_statement() -> None:
    will, not_so = said(content="“We will sign the treaty in May,”"), said(2, "“We will not sign the treaty in May,”")
    assert [len(told_words(will, other)[0]) for other in (not_so, will._replace(id=3))] == [2, 1]


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
    ("a whole sentence, and no part of one", {}, {"content": LONG.lower()}),
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


# ---- lines of stories ----


async def lines(
    database: Database,
    *events: FiledEvent,
    titles: dict[int, str] | None = None,
    told: Memory | None = None,
    **remit: Any,
) -> tuple[list[EditionEntry], list[tuple[int, Verdict]]]:
    """The entries about some events, and the verdicts on the others."""
    articles = [article(number, title=(titles or {}).get(number)) for number in range(1, 6)]
    filed, decisions = facts(*articles, events=events), Decisions(kept=True)
    asked = replace(REMIT, **remit)
    none = Before("2025", "2026", None)
    found = await happenings(database, asked, none, Matcher(asked.about, filed), told or Memory(), decisions)
    return found.entries, [(decision.article, decision.verdict) for decision in decisions.made]


CLAIMS: list[tuple[str, dict[str, Any], dict[int, str], str]] = [
    ("its article's title", {}, {1: "Dawn over Natanz"}, "Dawn over Natanz"),
    ("its own words, if they name who did it", {"label": "Israel struck the depot"}, {}, "Israel struck the depot"),
    ("else its sentence", {"label": "strike on the depot"}, {}, "Israel struck the depot near Natanz."),
    ("which are cut", {"label": "Israel struck …"}, {}, "Israel struck the depot near Natanz."),
    ("a detail has its article's title only if that is about it", {"place_in_text": 9, "label": "Israel struck Iran"}, {1: "A concert in Oslo"}, "Israel struck Iran"),
    ("a name filled in for a pronoun", {"label": "[Israel] struck Iran"}, {}, "Israel struck Iran"),
    ("that was just mentioned", {"label": "Israel, [Israel’s] army"}, {}, "Israel, its army"),
    ("of a person", {"agents": "vladimir-putin", "label": "Putin and [Putin’s] army"}, {}, "Putin and their army"),
    ("a named event", {"named": True, "key": "e.dawn", "label": "Operation Dawn"}, {1: "Dawn"}, "Operation Dawn (attack)"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "titles", "claim"), [row[1:] for row in CLAIMS], ids=[row[0] for row in CLAIMS])
async def test_the_line_of_an_event(
    more: dict[str, Any], titles: dict[int, str], claim: str, database: Database
) -> None:
    [entry], _ = await lines(database, event(**more), titles=titles, style=Style.FULL)
    assert entry.claim == claim


async def test_a_title_stands_for_one_story_of_its_article(database: Database) -> None:
    other = event(2, article=1, agents="russia", label="Russia struck Iran")
    entries, _ = await lines(database, event(), other, titles={1: "Dawn over Natanz"})
    assert sorted(entry.claim for entry in entries) == ["Dawn over Natanz", "Russia struck Iran"]


SUBJECTS: list[tuple[dict[str, Any], Subject]] = [
    ({"agents": "russia israel"}, ISRAEL),
    ({"agents": ""}, IRAN),
    ({"agents": "nobody"}, Subject("actor", "nobody", "nobody")),
    ({"named": True, "key": "e.dawn", "label": "Dawn"}, DAWN),
]


@pytest.mark.parametrize(("more", "about"), SUBJECTS, ids=str)
async def test_what_a_line_leads_to(more: dict[str, Any], about: Subject, database: Database) -> None:
    [entry], _ = await lines(database, event(**more))
    assert entry.subject == about


async def test_a_line_has_its_reports_the_one_shown_first(database: Database) -> None:
    entries, left = await lines(database, event(3, confidence=0.5), event(1, confidence=0.5), event(2))
    [entry] = entries
    assert entry.facts == (("events", 2), ("events", 1), ("events", 3))
    assert (entry.outlets, entry.articles) == (("Outlet 3", "Outlet 1", "Outlet 2"), {1, 2, 3})
    assert (entry.place, entry.when, entry.note) == ((2, 0), TODAY, "")
    assert left == [(1, Verdict.DUPLICATE), (2, Verdict.DUPLICATE)]


AHEAD, PASSED = "2025-07-01", "2025-06-23"
PARTS: list[tuple[dict[str, Any], Part | None]] = [
    ({}, Part.HAPPENED),
    ({"mode": Mode.PLANNED, "date": AHEAD}, Part.EXPECTED),
    ({"mode": Mode.PLANNED, "date": TODAY}, Part.EXPECTED),
    # an announcement without a day, or for some year, is what happened
    ({"mode": Mode.PLANNED, "date": None}, Part.HAPPENED),
    ({"mode": Mode.PLANNED, "date": "2025/2028"}, Part.HAPPENED),
    ({"mode": Mode.PLANNED, "date": "2025/2026"}, Part.EXPECTED),
    # a plan for a day that has passed is none
    ({"mode": Mode.PLANNED, "date": PASSED}, None),
]


@pytest.mark.parametrize(("more", "part"), PARTS, ids=str)
async def test_where_an_event_stands(more: dict[str, Any], part: Part | None, database: Database) -> None:
    entries, left = await lines(database, event(**more))
    assert [entry.part for entry in entries] == ([part] if part else [])
    assert left == ([] if part else [(1, Verdict.THRESHOLD)])


DEEP = {"place_in_text": OPENING}
DETAILS: list[tuple[dict[str, Any], Style, bool]] = [
    (DEEP, Style.BRIEF, False),
    # at length, grave ones between two parties are told
    (DEEP, Style.FULL, True),
    (DEEP | {"recipients": ""}, Style.FULL, False),
    (DEEP | {"type": EventType.CONSULT}, Style.FULL, False),
    ({"place_in_text": OPENING - 1}, Style.BRIEF, True),
    (DEEP | {"named": True}, Style.BRIEF, True),
    # plans are told wherever they stand
    (DEEP | {"mode": Mode.PLANNED, "date": AHEAD}, Style.BRIEF, True),
]


@pytest.mark.parametrize(("more", "style", "told"), DETAILS, ids=str)
async def test_details_deep_in_an_article(more: dict[str, Any], style: Style, told: bool, database: Database) -> None:
    entries, _ = await lines(database, event(**more), style=style)
    assert bool(entries) is told


async def test_a_detail_is_told_if_its_title_or_another_outlet_tells_it(database: Database) -> None:
    titled, _ = await lines(database, event(**DEEP), titles={1: "Depot near Natanz struck"})
    twice, _ = await lines(database, event(1, **DEEP), event(2, **DEEP))
    assert (len(titled), len(twice)) == (1, 1)


async def test_a_flash_waits_for_the_second_outlet(database: Database) -> None:
    assert await lines(database, event(), important=True) == ([], [(1, Verdict.THRESHOLD)])
    entries, _ = await lines(database, event(1), event(2), important=True)
    assert len(entries) == 1


async def test_what_was_told_is_not_told_again(database: Database) -> None:
    [entry], _ = await lines(database, event())
    assert await lines(database, event(2), told=Memory([entry.mark])) == ([], [(2, Verdict.ALREADY)])
    assert len((await lines(database, event(2, date=PASSED), told=Memory([entry.mark])))[0]) == 1
    about = await lines(database, event(), about=(Subject("actor", "russia", "Russia"),))
    assert about == ([], [(1, Verdict.FILTER)])


async def test_a_sentence_that_goes_on_is_no_line(database: Database) -> None:
    deep = event(label="strike", sentence="“He announced it on Wednesday.", **DEEP)
    assert await lines(database, deep, style=Style.FULL) == ([], [(1, Verdict.THRESHOLD)])


# ---- doubts ----


def sides(*some: tuple[int, str], told: Memory | None = None, about: tuple[Subject, ...] = ()) -> list[EditionEntry]:
    """Conflicts between stances of one holder on one target, each of an article."""
    stances = [
        FiledStance(number, number, "russia", "iran", "actor", "Iran", Polarity(side), Expressed.WORDS, 0.9, 0)
        for number, side in some
    ]
    filed = facts(stances=tuple(stances))
    return opposite_stances(filed, Matcher(about, filed), told or Memory())


def test_outlets_that_put_a_holder_on_opposite_sides() -> None:
    [entry] = sides((1, "supports"), (2, "opposes"), (3, "opposes"))
    assert entry.outlets == ("Outlet 1", "Outlet 2", "Outlet 3")
    assert (entry.articles, entry.facts) == ({1, 2}, (("stances", 1), ("stances", 2)))
    assert (entry.reasons, entry.subject) == ((Reason("outlets", 3),), Subject("actor", "russia", "Russia"))
    assert sides((1, "supports"), (2, "opposes"), told=Memory([entry.mark])) == []
    assert sides((1, "supports"), (2, "opposes"), about=(ISRAEL,)) == []
    # one outlet says both, takes no side, or says the same
    for both in (
        ((1, "supports"), (1, "opposes")),
        ((1, "supports"), (2, "neutral")),
        ((1, "opposes"), (2, "opposes")),
    ):
        assert sides(*both) == []


def denied(*events: FiledEvent, told: Memory | None = None, about: tuple[Subject, ...] = ()) -> list[EditionEntry]:
    filed = facts(events=events)
    return denials(filed, Matcher(about, filed), told or Memory())


def test_an_event_that_another_outlet_denies() -> None:
    [entry] = denied(event(1), event(2, mode=Mode.NEGATED), event(3))
    assert entry.outlets == ("Outlet 1", "Outlet 3", "Outlet 2")
    assert (entry.articles, entry.facts) == ({1, 2, 3}, (("events", 1), ("events", 2)))
    assert entry.reasons == (Reason("outlets", 3),)
    both = (event(1), event(2, mode=Mode.NEGATED))
    assert denied(*both, told=Memory([entry.mark])) == []
    assert denied(*both, about=(Subject("actor", "russia", "Russia"),)) == []
    assert len(denied(*both, about=(IRAN,))) == 1


DOUBTS: list[tuple[str, FiledEvent]] = [
    ("only planned", event(2, mode=Mode.PLANNED)),
    ("by somebody else", event(2, mode=Mode.NEGATED, agents="russia")),
    ("by the same outlet", event(2, article=1, mode=Mode.NEGATED)),
    ("on another day", event(2, mode=Mode.NEGATED, date=PASSED)),
]


@pytest.mark.parametrize("other", [row[1] for row in DOUBTS], ids=[row[0] for row in DOUBTS])
def test_what_is_no_denial(other: FiledEvent) -> None:
    assert denied(event(1), other) == []


# Somebody must be known to have done it, and to whom, unless it has a name.
def test_who_did_it_to_whom_is_known_of_what_is_denied() -> None:
    for more, found in (
        ({"agents": ""}, 0),
        ({"recipients": ""}, 0),
        ({"recipients": "", "named": True, "key": "e.dawn"}, 1),
    ):
        assert len(denied(event(1, **more), event(2, mode=Mode.NEGATED, **more))) == found  # type: ignore[arg-type] # a table's row


# ---- room ----

FITS: list[tuple[Style, dict[Part, int]]] = [
    (Style.HEADLINES, {Part.CORRECTED: 2, Part.HAPPENED: 8, Part.CHANGED: 2, Part.CONFLICT: 1, Part.SAID: 0, Part.EXPECTED: 2, Part.FILED: 6}),
    (Style.BRIEF, {Part.CORRECTED: 2, Part.HAPPENED: 4, Part.CHANGED: 2, Part.CONFLICT: 1, Part.SAID: 2, Part.EXPECTED: 2, Part.FILED: 3}),
    (Style.FULL, {Part.CORRECTED: 4, Part.HAPPENED: 8, Part.CHANGED: 4, Part.CONFLICT: 2, Part.SAID: 5, Part.EXPECTED: 4, Part.FILED: 4}),
]  # fmt: skip


def line(number: int, part: Part = Part.HAPPENED, outlet: str | None = None, of: int | None = None) -> EditionEntry:
    """An entry of an article of its own, by an outlet of its own."""
    there = of or number
    return EditionEntry(
        part, f"{part} {number}", (), (), Mark(part, str(number)), outlets=(outlet or f"Outlet {number}",),
        articles=frozenset({there}), place=(there, number),
    )  # fmt: skip


def chosen(style: Style, *entries: EditionEntry) -> tuple[list[str], set[str], list[Verdict]]:
    decisions = Decisions(kept=True)
    kept, crowded = _choose(entries, style, decisions)
    return [entry.claim for entry in kept], crowded, [decision.verdict for decision in decisions.made]


@pytest.mark.parametrize(("style", "room"), FITS)
def test_each_part_has_so_much_room(style: Style, room: dict[Part, int]) -> None:
    entries = [line(100 * place + number, part) for place, part in enumerate(room) for number in range(1, 13)]
    kept, crowded, _ = chosen(style, *entries)
    assert {part: sum(claim.startswith(f"{part} ") for claim in kept) for part in room} == room
    assert len(crowded) == len(entries) - sum(room.values())


ONE_ARTICLE = [(Style.HEADLINES, 1), (Style.BRIEF, 1), (Style.FULL, 2)]


@pytest.mark.parametrize(("style", "most"), ONE_ARTICLE)
def test_an_article_has_so_many_stories(style: Style, most: int) -> None:
    stories_ = [
        line(number, part, of=1) for number, part in ((1, Part.HAPPENED), (2, Part.EXPECTED), (3, Part.HAPPENED))
    ]
    kept, crowded, why = chosen(style, *stories_, line(4, Part.SAID, of=1))
    assert kept == [story_.claim for story_ in stories_][:most] + ([] if style == Style.HEADLINES else ["said 4"])
    assert why[: 3 - most] == [Verdict.ARTICLE] * (3 - most)
    assert (crowded == set()) is (style != Style.HEADLINES)


ONE_OUTLET = [(Style.HEADLINES, 4), (Style.BRIEF, 2), (Style.FULL, 4)]


@pytest.mark.parametrize(("style", "most"), ONE_OUTLET)
def test_an_outlet_has_so_many_stories_while_others_have_some(style: Style, most: int) -> None:
    loud = [line(number, outlet="Loud") for number in range(1, most + 2)]
    others = [line(number) for number in range(20, 30)]
    kept, crowded, why = chosen(style, *loud, *others)
    assert kept[: most + 1] == [*(entry.claim for entry in loud[:most]), "happened 20"]
    assert loud[most].claim in crowded
    assert why.count(Verdict.OUTLET) == 1
    # where there is room left, or no other outlet, the rest is told as well
    assert chosen(style, *loud, others[0])[0] == [
        *(entry.claim for entry in loud[:most]),
        "happened 20",
        loud[most].claim,
    ]
    assert len(chosen(style, *loud)[0]) == most + 1


def test_a_sentence_is_told_once_and_a_title_only_of_an_article_without_a_line() -> None:
    change = replace(line(1, Part.CHANGED), place=(1, 1))
    kept, _, why = chosen(Style.BRIEF, change, line(1), line(2, Part.FILED, of=1), line(3, Part.FILED))
    assert (kept, why) == (["changed 1", "filed 3"], [Verdict.DUPLICATE])
