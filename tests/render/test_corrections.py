"""Tests the pages of corrections: what can be wrong in each kind of fact, whose decision it is, and Discord's limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.asking.custom_ids import Act, act_of
from bot.catalogue import speaking
from bot.model.answer import Source
from bot.model.corrections import Correction, CorrectionState, FactKey, FactKind, Fix, Mistake, ShownFact
from bot.model.facts import Actor, ActorKind, Polarity
from bot.model.library import EVERYONE
from bot.model.query import Subject
from bot.render.corrections import (
    ON_A_PAGE,
    correction_line,
    correction_page,
    corrections_page,
    fix_words,
    mistake_words,
    reported_page,
    unused_page,
    which_page,
)

SOURCE = Source(7, "Raid", "The Fjord", None, None, "")
KEY = FactKey(FactKind.STANCE, "Sweden supports the embargo.", 7, 15, "sweden", "i.embargo")
FACT = ShownFact(KEY, "Sweden supports the embargo", SOURCE, Polarity.SUPPORTS)
JANE = Actor("jane-miller", "Jane Miller", ActorKind.PERSON)
J_MILLER = Subject("actor", "j-miller", "J. Miller")
RAID = Subject("event", "", "Raid on Oslo")
MADE = Correction(
    3, "4242", "4242", 7, KEY, Fix(Mistake.UNSAID), FACT.claim, CorrectionState.APPLIED, "77", "2025-06-23T10:00:00"
)


@pytest.mark.parametrize(
    ("kind", "side", "values"),
    [
        (FactKind.EVENT, None, ["unsaid", "date"]),
        (FactKind.QUOTATION, None, ["unsaid", "party"]),
        # the side it has is not offered
        (FactKind.STANCE, Polarity.SUPPORTS, ["unsaid", "side.opposes", "side.neutral", "party", "target"]),
        (FactKind.STANCE, Polarity.NEUTRAL, ["unsaid", "side.supports", "side.opposes", "party", "target"]),
    ],
)
def test_a_form_offers_what_can_be_wrong(kind: FactKind, side: Polarity | None, values: list[str]) -> None:
    offered = mistake_words(ShownFact(replace(KEY, kind=kind), "x", SOURCE, side))
    assert [value for value, _ in offered] == values
    assert len({words for _, words in offered}) == len(offered)


@pytest.mark.parametrize(
    ("kind", "fix", "words"),
    [
        (FactKind.EVENT, Fix(Mistake.UNSAID), "the sentence does not say this"),
        (FactKind.EVENT, Fix(Mistake.DATE, "2025-06"), "the date is June 2025"),
        (FactKind.STANCE, Fix(Mistake.SIDE, Polarity.NEUTRAL), "the holder is on neither side"),
        (FactKind.STANCE, Fix(Mistake.PARTY, JANE), "the holder is Jane Miller"),
        (FactKind.QUOTATION, Fix(Mistake.PARTY, JANE), "the speaker is Jane Miller"),
        (FactKind.STANCE, Fix(Mistake.TARGET, JANE), "the stance is on Jane Miller"),
        (FactKind.STANCE, Fix(Mistake.SAME, JANE, J_MILLER), "J. Miller is the same as Jane Miller, in all articles"),
        (FactKind.EVENT, Fix(Mistake.ANOTHER, JANE, J_MILLER), "in this article, J. Miller is Jane Miller"),
        (FactKind.EVENT, Fix(Mistake.ANOTHER, RAID, Subject("event", "7.e1", "“raid”")), "the event is Raid on Oslo"),
    ],
)
def test_a_fix_says_what_is_right(kind: FactKind, fix: Fix, words: str) -> None:
    assert fix_words(replace(KEY, kind=kind), fix) == words


@pytest.mark.parametrize(
    ("named", "values"),
    [
        (Subject("actor", "sweden", "Sweden"), ["same.sweden", "another.sweden"]),
        (Subject("issue", "i.cap-oil", "oil cap"), ["same.i.cap-oil", "another.i.cap-oil"]),
        (Subject("event", "e.operation-x", "Operation X"), ["same.e.operation-x", "another.e.operation-x"]),
        # an event without a name of its own has nothing by which others could be the same
        (Subject("event", "7.e1", "“struck Iran”"), ["another.7.e1"]),
    ],
)
def test_a_form_offers_what_whom_and_what_it_names_may_be(named: Subject, values: list[str]) -> None:
    offered = mistake_words(replace(FACT, key=replace(KEY, kind=FactKind.QUOTATION), names=(named,)))
    assert [value for value, _ in offered[2:]] == values


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_no_choice_of_a_form_is_longer_than_discord_allows(language: str) -> None:
    long = "Wilhelmine von Hohenzollern-Sigmaringen und zu Tecklenburg"
    names = tuple(Subject(kind, f"{kind}-{'x' * 30}", long) for kind in ("actor", "issue", "event"))
    with speaking(language):
        offered = [
            option
            for kind in FactKind
            for option in mistake_words(replace(FACT, key=replace(KEY, kind=kind), names=names))
        ]
    assert max(len(words) for _, words in offered) <= 100
    assert max(len(value) for value, _ in offered) <= 100


def test_a_form_has_at_most_25_choices() -> None:
    names = tuple(Subject("actor", f"a{number}", f"A{number}") for number in range(30))
    assert len(mistake_words(replace(FACT, names=names))) == 25


# An id has at most a hundred characters, and no colon in a part.
@pytest.mark.parametrize(("typed", "kept"), [("Norway", "Norway"), ("UN: Oslo", "UN  Oslo"), ("x" * 80, "x" * 65)])
def test_words_that_a_choice_needs_not_are_shown_and_kept_for_the_form(typed: str, kept: str) -> None:
    page = unused_page(FACT, "unsaid", typed)
    assert f"“{typed}”, but the choice “The sentence does not say this” does not use it." in page.blocks[1].replace(
        "\\", ""
    )
    [[again, plain]] = page.rows
    assert act_of(again.custom_id) == Act("wrong", "again", ("7", KEY.digest, kept))
    assert act_of(plain.custom_id) == Act("wrong", "plain", ("7", KEY.digest, "unsaid"))


def test_two_facts_of_one_key_are_one_option() -> None:
    """Discord refuses a menu in which two options have one value."""
    [menu] = which_page([FACT, replace(FACT, claim="again")]).menus
    assert [option.value for option in menu.options] == [f"7.{KEY.digest}"]


@pytest.mark.parametrize(("facts", "menus"), [(1, [1]), (25, [25]), (26, [25, 1]), (100, [25] * 4), (101, [25] * 4)])
def test_facts_are_offered_in_menus_of_25(facts: int, menus: list[int]) -> None:
    page = which_page([replace(FACT, key=replace(KEY, start=at)) for at in range(facts)])
    assert [len(menu.options) for menu in page.menus] == menus
    assert len({menu.custom_id for menu in page.menus}) == len(page.menus)


def test_without_a_fact_there_is_nothing_to_choose() -> None:
    page = which_page([])
    assert not page.menus
    assert "no fact here" in page.blocks[0]


@pytest.mark.parametrize(
    ("state", "library", "says", "buttons"),
    [
        (CorrectionState.APPLIED, "4242", "Corrected.", ["Undo"]),
        (CorrectionState.REPORTED, "4242", "This server's editors see it in /corrections", []),
        (CorrectionState.REPORTED, EVERYONE, "the bot's operator decides", []),
    ],
)
def test_who_reports_reads_who_decides(state: CorrectionState, library: str, says: str, buttons: list[str]) -> None:
    page = reported_page(replace(MADE, state=state, library=library))
    assert says in page.blocks[0]
    assert [button.label for row in page.rows for button in row] == buttons


@pytest.mark.parametrize(("left", "says"), [(0, False), (1, True), (40, True)])
def test_what_is_still_to_be_read_again_is_said(left: int, says: bool) -> None:
    one = replace(MADE, state=CorrectionState.APPLIED)
    shown = (*reported_page(one, left).blocks, *correction_page(one, None, own=True, left=left).blocks)
    assert [f"{left} article" in block for block in shown].count(True) == 2 * says


@pytest.mark.parametrize(
    ("total", "number", "turns"),
    [
        (ON_A_PAGE, 0, []),
        (ON_A_PAGE + 1, 0, [False, True]),
        (ON_A_PAGE + 1, 1, [True, False]),
    ],
)
def test_pages_of_corrections_turn(total: int, number: int, turns: list[bool]) -> None:
    page = corrections_page([MADE], total, number)
    assert [button.enabled for row in page.rows for button in row] == turns


# Trap: it began with its number among the corrections of all servers, which told how many others have.
@pytest.mark.parametrize(("claim", "label"), [("Sweden supports it", "Sweden supports it"), ("\u202e", "…")])
def test_a_correction_is_chosen_by_its_claim(claim: str, label: str) -> None:
    [menu] = corrections_page([replace(MADE, id=4711, claim=claim)], 1, 0).menus
    assert [(option.label, option.value) for option in menu.options] == [(label, "4711")]


def test_a_correction_is_shown_after_its_article_is_deleted() -> None:
    page = correction_page(replace(MADE, article=None), None, own=True)
    assert "The article was deleted." in page.blocks[-1]


def test_markdown_in_a_claim_is_escaped() -> None:
    [_, line] = corrections_page([replace(MADE, claim="**x** @everyone <@5>")], 1, 0).blocks
    assert "**x**" not in line
    assert "<@5>" not in line
    assert "<@77>" in line


def test_the_command_line_shows_number_state_claim_and_fix() -> None:
    assert correction_line(MADE) == "     3  applied    Sweden supports the embargo  (the sentence does not say this)"
