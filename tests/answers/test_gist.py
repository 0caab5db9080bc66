"""Tests that a draft is shown exactly as it will be once it is filed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answers.gist import Facts, actors_words, facts_of, sections_of
from bot.model.article import Span
from bot.model.facts import Participant
from bot.model.library import Libraries
from bot.store.events import events_in
from bot.store.quotations import quotations_in
from bot.store.stances import stances_in

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell


@pytest.fixture
def told(tell: type[Tell]) -> Tell:
    text = (
        "Iran launched Operation Dawn at Israel. Russia condemned the attack. “Criminal,” Araghchi said. Putin objects."
    )
    return (
        tell(text, title="Dawn", outlet="The Wire", published="2025-06-23")
        .event("launched", by="iran", to="israel", name="Operation Dawn")
        .event("attack", by="iran", after=("e1",))
        .stance("russia", "condemned", "e1", sure=0.7)
        .stance("vladimir-putin", "objects", "iran", sure=0.9)
        .quotation("abbas-araghchi", "“Criminal,”", about=("iran", "e1"))
    )


async def test_a_draft_shows_what_its_article_will(database: Database, file: File, told: Tell) -> None:
    [number] = await file(told)
    everyone = Libraries()
    filed = Facts(
        tuple(await stances_in(database, everyone, number)),
        tuple(await events_in(database, everyone, number)),
        tuple(await quotations_in(database, everyone, number)),
    )
    read = facts_of(told.reading())
    for draft, article in zip(sections_of(read), sections_of(filed), strict=True):
        assert draft.heading == article.heading
        assert [line.text for line in draft.lines] == [line.text for line in article.lines]
        for drafted, filed_line in zip(draft.lines, article.lines, strict=True):
            shown = [(evidence.sentence, evidence.marked, evidence.confidence) for evidence in drafted.evidence]
            assert shown == [
                (evidence.sentence, evidence.marked, evidence.confidence) for evidence in filed_line.evidence
            ]


def test_the_strongest_come_first_and_the_rest_is_counted(told: Tell) -> None:
    stances, quotations, events = sections_of(facts_of(told.reading()), most=1)
    assert (stances.heading, stances.lines[0].text) == ("Stances: 2, the strongest 1", "Putin opposes Iran")
    assert quotations.heading == "Quotations: 1"
    assert events.heading == "Events: 2, the first 1"


def test_as_many_events_as_stances_are_facts_all_the_same(tell: type[Tell]) -> None:
    told = tell("Russia condemned the attack.").event("condemned", by="russia")
    facts = facts_of(told.stance("russia", "condemned", "iran").reading())
    assert facts.all == 2
    assert [section.heading for section in sections_of(facts)] == ["Stances: 1", "Events: 1"]


def test_nothing_read_is_said(tell: type[Tell]) -> None:
    [section] = sections_of(facts_of(tell("Rain fell.").reading()))
    assert section.absent == "No facts found in it."


def test_actors_are_listed_by_frequency(told: Tell) -> None:
    told.pronoun("Russia", "russia").pronoun("Iran", "iran").pronoun("Israel", "israel").pronoun("launched", "iran")
    assert actors_words(told.reading(), most=2) == "Iran, Israel and 5 more"


# ---- How a reading that is not filed yet is shown ----

TEXT = "Iran struck Fordow. Russia opposed it. “Criminal,” Araghchi said, “and cruel.”"


def evidence_of(tell: Tell) -> list[tuple[str, list[str]]]:
    """The sentence of each fact, and the words marked in it."""
    facts = facts_of(tell.reading())
    shown = [fact.evidence for fact in (*facts.stances, *facts.events, *facts.quotations)]
    return [(fact.sentence, [fact.sentence[span.start : span.end] for span in fact.marked]) for fact in shown]


def test_the_cue_is_marked_in_its_sentence(tell: type[Tell]) -> None:
    told = tell(TEXT).event("struck").stance("russia", "opposed", "e1").quotation("abbas-araghchi", "“Criminal,”")
    assert evidence_of(told) == [
        ("Russia opposed it.", ["opposed"]),
        ("Iran struck Fordow.", ["struck"]),
        ("“Criminal,” Araghchi said, “and cruel.”", ["“Criminal,”", "said"]),
    ]


def test_spans_in_other_sentences_are_not_marked_and_longer_ones_are_cut(tell: type[Tell]) -> None:
    told = tell(TEXT).quotation("abbas-araghchi", "“Criminal,”", "opposed")
    [quotation] = told._quotations
    reaching = Span(told.at("it. “Criminal,”").start, told.at("“Criminal,”").end)
    told._quotations = [replace(quotation, content=(*quotation.content, told.at("“and cruel.”"), reaching))]
    [(sentence, marked)] = evidence_of(told)
    assert sentence.startswith("“Criminal,”")
    assert marked == ["“Criminal,”", "“and cruel.”", "“Criminal,”"]
    [shown] = facts_of(told.reading()).quotations
    assert (shown.cue, shown.content) == ("opposed", "“Criminal,” … “and cruel.” … it. “Criminal,”")


def test_words_before_every_sentence_stand_for_themselves(tell: type[Tell]) -> None:
    told = tell("   Iran struck Fordow.").event("Iran")
    told._events = [replace(told._events[0], cue=Span(0, 2))]
    assert evidence_of(told) == [("  ", ["  "])]


def test_a_stance_is_that_of_somebody_known_on_what_is_known(tell: type[Tell]) -> None:
    told = (
        tell(TEXT)
        .event("struck")
        .stance("nobody", "opposed", "e1", sure=0.8)
        .stance("russia", "opposed", "e9", sure=0.7)
        .stance("russia", "opposed", "iran", "neutral", sure=0.99)
        .stance("russia", "opposed", "nobody", "supports", sure=0.6)
        .stance("russia", "opposed", "")
    )
    told._stances = [replace(told._stances[-1], holder=Participant(None, told.at("it"))), *told._stances]
    [section, _] = sections_of(facts_of(told.reading()))
    # the surest first, but neutral ones last
    assert [line.text for line in section.lines] == [
        "Russia opposes something named in the sentence",
        "Nobody opposes “struck Fordow”",
        "Russia opposes something named in the sentence",
        "Russia supports nobody",
        "Russia takes no clear side on Iran",
    ]


def test_words_of_nobody_known_are_not_shown(tell: type[Tell]) -> None:
    told = tell(TEXT).quotation("abbas-araghchi", "“Criminal,”", None)
    [quotation] = told._quotations
    for source in (None, Participant(None, told.at("Araghchi"))):
        told._quotations = [replace(quotation, source=source)]
        assert facts_of(told.reading()).quotations == ()
    told._quotations = [quotation]
    [shown] = facts_of(told.reading()).quotations
    assert (shown.cue, shown.speaker.name, shown.kind) == (None, "Araghchi", "direct")


def test_an_event_names_its_parties_once(tell: type[Tell]) -> None:
    told = tell(TEXT, title="Dawn", url="https://wire.example/a", outlet="Wire", published="2025").event(
        "struck", by="iran", to="israel", date="2025-06-23", place="Fordow", voice="abbas-araghchi", after=("e7", "e1")
    )
    [event] = told._events
    nobody = Participant(None, event.cue)
    told._events = [replace(event, agents=(*event.agents, *event.agents, nobody, Participant("x", event.cue)))]
    [shown] = facts_of(told.reading()).events
    assert (shown.agents, shown.recipients, shown.named) == (("Iran", "x"), ("Israel",), False)
    assert (shown.date, shown.place, shown.type, shown.mode) == ("2025-06-23", "Fordow", "ASSAULT", "actual")
    assert [event.id for event in shown.after] == ["e1"]
    source = shown.evidence.source
    assert (source.article, source.title, source.outlet, source.url, source.published) == (
        0, "Dawn", "Wire", "https://wire.example/a", "2025"
    )  # fmt: skip
    assert source.opening == TEXT
    assert shown.evidence.voice
    assert (shown.evidence.voice.id, shown.evidence.confidence) == ("abbas-araghchi", 0.9)


def test_an_opening_is_cut(tell: type[Tell]) -> None:
    [shown] = facts_of(tell("Iran struck. " * 20).event("struck").reading()).events
    assert shown.evidence.source.opening == ("Iran struck. " * 20)[:120]


def test_a_cut_list_says_how_many_there_are(told: Tell) -> None:
    headings = [section.heading for section in sections_of(facts_of(told.reading()), most=2)]
    assert headings == ["Stances: 2", "Quotations: 1", "Events: 2"]
    assert actors_words(told.reading(), most=7).count(",") == 5
