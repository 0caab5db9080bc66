"""Tests that Discord accepts each page of any answer, and that no sentence is lost between pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import BACK, WRONG, Press, decode, request_of
from bot.asking.receipts import decode_receipt
from bot.model.answer import Answer, Evidence, Line, Offer, PageTurn, Section, Source
from bot.model.article import Span
from bot.model.chart import DayRange, EventMark, StripChart
from bot.model.query import (
    Choice,
    CompareQuery,
    Question,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.render import answer_page, answer_pages, lines_page, question_page, words_page
from bot.render.pages import _TURNING, SCOPE, TEXT_LIMIT, asked_above
from bot.render.screens import SCREEN, page_height
from bot.ui.views import view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.render import Page

RUSSIA = Subject("actor", "russia", "Russia")

# ---- Answers of any shape -------------------------------------------------------------------------------------------

long_words = st.builds(
    lambda words, number: words * number,
    st.sampled_from(["a", "ж", "*", "\\", "@", "://", "word ", "**b** ", "[t](u) ", "# \n", "\u202e"]),
    st.integers(0, 6_000),
)
wild = st.text(max_size=60) | long_words
maybe = st.none() | wild
subjects = st.builds(
    Subject, st.sampled_from(["actor", "event"]), st.text("abcdef-", min_size=1, max_size=32), wild.map("x".__add__)
)
spans = st.builds(Span, st.integers(0, 700), st.integers(0, 700))
sources = st.builds(
    Source, st.integers(1, 3), maybe, maybe, st.none() | wild.map("https://news.example/".__add__), maybe, wild
)
evidences = st.builds(
    Evidence,
    sources,
    wild,
    st.builds(Span, st.just(0), st.just(1)),
    st.lists(spans, max_size=3).map(tuple),
    st.none() | subjects,
    st.floats(0, 1),
)
lines = st.builds(
    Line,
    wild,
    st.lists(evidences, min_size=1, max_size=3).map(tuple),
    st.none() | wild,
    st.none() | wild,
    st.none() | wild,
)
sections = st.builds(Section, wild, st.lists(lines, max_size=6).map(tuple), st.none() | wild.map("x".__add__))
queries = st.builds(StanceQuery, subjects, st.none() | subjects) | st.builds(
    TimelineQuery, subjects, st.just("2025-06-01"), st.just("2025-06-30")
)
searches = st.builds(
    SearchQuery,
    wild.map(lambda words: f"x{words}"[:44]),
    st.none() | st.just("2025-06-01"),
    st.none(),
    start=st.integers(-(1 << 63) + 1, (1 << 63) - 1),
)
offers = st.builds(Offer, wild.map("On ".__add__), queries)
answers = st.builds(
    Answer,
    queries,
    wild,
    st.lists(sections, max_size=3).map(tuple),
    st.lists(wild, max_size=2).map(tuple),
    wild,
    st.lists(offers, max_size=7).map(tuple),
)

turns = st.builds(PageTurn, wild.map("Older".__add__), st.none() | searches)
screens = st.builds(
    Answer,
    searches,
    wild,
    st.lists(evidences, max_size=5).map(lambda some: (Section("", tuple(Line("", (evidence,)) for evidence in some)),)),
    st.lists(wild, max_size=3).map(tuple),
    wild,
    st.lists(offers, max_size=3).map(tuple),
    st.just(()) | st.tuples(turns, turns),
    st.lists(sources, min_size=1, max_size=5, unique_by=lambda source: source.article).map(tuple),
)

bare_lines = st.builds(Line, wild.map("x".__add__), st.just(()), st.none(), st.none() | wild, st.none() | wild)
dossiers = st.builds(
    Answer,
    st.builds(WhoQuery, subjects),
    wild,
    st.lists(st.builds(Section, wild, st.lists(bare_lines, max_size=2).map(tuple)), max_size=7).map(tuple),
    st.lists(wild, max_size=3).map(tuple),
    wild,
    st.lists(offers, max_size=7).map(tuple),
    st.just(()),
    st.lists(sources, min_size=1, max_size=5, unique_by=lambda source: source.article).map(tuple),
)

sided_lines = st.builds(Line, wild.map("x".__add__), st.tuples(evidences), mark=st.none() | wild)
comparisons = st.builds(
    Answer,
    st.builds(CompareQuery, subjects, st.lists(subjects, max_size=6).map(tuple)),
    wild,
    st.lists(sided_lines, min_size=1, max_size=6).map(
        lambda lines: tuple(Section(f"▲ Side {place}", (line,)) for place, line in enumerate(lines))
    ),
    st.lists(wild, max_size=3).map(tuple),
    wild,
    st.lists(offers, max_size=7).map(tuple),
    st.just(()),
    st.lists(sources, min_size=1, max_size=6, unique_by=lambda source: source.article).map(tuple),
)


folded = st.builds(
    Answer,
    queries,
    wild,
    st.lists(st.builds(Section, wild, st.lists(lines, min_size=1, max_size=9).map(tuple)), max_size=3).map(tuple),
    st.lists(wild, max_size=2).map(tuple),
    wild,
    st.lists(offers, max_size=7).map(tuple),
    folded=st.just(True),
)


def pages(answer: Answer) -> list[Page]:
    return [answer_page(answer, number) for number in range(answer_pages(answer))]


def components(payload: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones too."""
    for component in payload:
        yield component
        yield from components(component.get("components", []))


def check(page: Page) -> None:
    """Discord's limits on one message of components."""
    view = view_of(page)
    every = list(components(view.to_components()))
    assert view.content_length() <= 4_000
    assert len(every) <= 40
    assert all(component["content"].strip() for component in every if component["type"] == 10)
    buttons = [component for component in every if component["type"] == 2]
    assert all(0 < len(button["label"]) <= 80 for button in buttons)
    menus = [component for component in every if component["type"] == 3]
    assert all(
        0 < len(option[part]) <= 100 for menu in menus for option in menu["options"] for part in ("label", "value")
    )
    assert all(len(option.get("description") or "") <= 100 for menu in menus for option in menu["options"])
    ids = [item["custom_id"] for item in (*buttons, *menus)]
    assert all(len(custom_id) <= 100 for custom_id in ids)
    assert len(set(ids)) == len(ids)


@given(answers)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_discord_takes_every_page_of_any_answer(answer: Answer) -> None:
    for page in pages(answer):
        check(page)


# A page that is looked up for itself has no second one for what does not fit: every sentence is on it.
@given(screens)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_discord_takes_a_page_that_is_looked_up_for_itself(answer: Answer) -> None:
    [page] = pages(answer)
    check(page)
    assert page == answer_page(answer, 7)
    assert sum(block.count("> ") >= 1 for block in page.blocks[1:]) == answer.found


# A page is one screen of a phone. Only what nothing can be taken from is longer: a single block below a long headline.
@given(dossiers | comparisons | folded)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_list_loses_no_line_between_its_screens(answer: Answer) -> None:
    shown = pages(answer)
    for page in shown:
        check(page)
        assert (
            page_height(page) <= SCREEN
            or len(page.blocks) <= 2
            or page_height(replace(page, blocks=page.blocks[:1])) > SCREEN - 150
        )
    assert sum(len(page.blocks) - 1 for page in shown) == max(answer.found, 0)


@given(wild.map("x".__add__), st.lists(st.tuples(wild.map("x".__add__), wild, wild), max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_discord_takes_any_question_back(text: str, readings: list[tuple[str, str, str]]) -> None:
    choices = tuple(Choice(label, note, Request("stance").put("holder", typed)) for label, note, typed in readings)
    check(question_page(Question(text, choices)))


@given(wild.map("x".__add__))
@settings(max_examples=40, deadline=None)
def test_discord_takes_any_sentence_of_ours(text: str) -> None:
    check(words_page(text))


# ---- What is on which page
# -------------------------------------------------------------------------------------------


def evidence(sentence: str, article: int = 1, title: str = "Dawn") -> Evidence:
    source = Source(article, title, "The Wire", "https://wire.example/1", "2025-06-23~", "Iran began")
    return Evidence(source, sentence, Span(0, len(sentence)), (Span(0, 8),), None, 0.9)


def answer_of(*sections: Section, **more: Any) -> Answer:
    return Answer(StanceQuery(RUSSIA), "Where Russia stands.", sections, scope="From 2 articles", **more)


# 200 lines; lines with many sentences; sentences of 6,000 letters without a space.
@pytest.mark.parametrize(
    ("number", "each", "padding"), [(0, 0, 0), (1, 1, 0), (200, 1, 0), (7, 13, 200), (30, 1, 6_000)]
)
def test_every_sentence_is_on_one_page(number: int, each: int, padding: int) -> None:
    told = [[f"Sentence {line}x{place}z {'a' * padding}" for place in range(each)] for line in range(number)]
    lines = tuple(Line(f"claim {at}", tuple(map(evidence, some))) for at, some in enumerate(told))
    shown = [block for page in pages(answer_of(Section("In words", lines))) for block in page.blocks]
    found = [name for block in shown for name in re.findall(r"\d+x\d+z", block)]
    assert found == [f"{line}x{place}z" for line in range(number) for place in range(each)]


def test_a_claim_goes_over_to_the_next_page_with_its_section() -> None:
    line = Line("Opposes it", tuple(evidence(f"Sentence {at}.") for at in range(25)))
    turned = pages(answer_of(Section("In words", (line,))))
    assert len(turned) > 1
    for page in turned:
        assert page.blocks[1].startswith("**In words**\nOpposes it\n> **Sentence**")
        assert "\n".join(page.blocks).count("Opposes it") == 1


def test_an_article_is_named_once_below_its_sentences() -> None:
    told = (evidence("Sentence 1."), evidence("Sentence 2."), evidence("Sentence 3.", 2, "Dusk"))
    [page] = pages(answer_of(Section("", (Line("Opposes it", told),))))
    text = "\n".join(page.blocks)
    assert [text.count("Dawn"), text.count("Dusk")] == [1, 1]
    assert text.index("Sentence** 2") < text.index("Dawn") < text.index("Sentence** 3") < text.index("Dusk")


def test_a_section_without_lines_says_what_is_absent() -> None:
    [page] = pages(answer_of(Section("In actions", absent="No actions found.")))
    assert page.blocks[1] == "**In actions**\nNo actions found."


def test_a_source_says_outlet_date_and_voice() -> None:
    said = Evidence(
        Source(1, None, None, None, None, "Iran began it at dawn, and then"), "He did.", Span(0, 7), (), RUSSIA, 0.9
    )
    [page] = pages(answer_of(Section("", (Line("It", (said,)),))))
    assert page.blocks[1].endswith(
        "-# “Iran began it at dawn, and then” · outlet not named · no date given · in the words of Russia"
    )


def test_pages_turn_both_ways_and_end() -> None:
    lines = tuple(Line(f"claim {at}", (evidence(f"Sentence {at}."),)) for at in range(12))
    turned = pages(answer_of(Section("", lines)))
    rows = [page.rows[0] for page in turned]
    assert [[button.enabled for button in row[:2]] for row in rows] == [[False, True], [True, True], [True, False]]
    assert [[decode(button.custom_id).page for button in row[:2]] for row in rows] == [[0, 1], [0, 2], [1, 2]]
    assert [page.foot for page in turned] == [f"From 2 articles · page {number} of 3" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("lines", "offers", "labels"),
    [
        # a page without a sentence has nothing that could be wrong
        (0, 1, [["Ask 0"]]),
        (1, 0, [["Wrong?"]]),
        (1, 2, [["Ask 0", "Ask 1", "Wrong?"]]),
        # beside the buttons that turn the page, not in a row of its own
        (25, 1, [["◀", "Next ▶", "Wrong?"], ["Ask 0"]]),
        # five buttons fill a row
        (1, 5, [["Ask 0", "Ask 1", "Ask 2", "Ask 3", "Ask 4"], ["Wrong?"]]),
    ],
)
def test_a_page_with_sentences_asks_what_is_wrong_in_it(lines: int, offers: int, labels: list[list[str]]) -> None:
    found = tuple(Line(f"claim {at}", (evidence(f"Sentence {at}."),)) for at in range(lines))
    asked = tuple(Offer(f"Ask {at}", TimelineQuery(RUSSIA)) for at in range(offers))
    page = pages(replace(answer_of(Section("", found)), offers=asked))[0]
    assert [[button.label for button in row] for row in page.rows] == labels


def test_a_page_past_the_end_is_the_last() -> None:
    lines = tuple(Line(f"claim {at}", (evidence(f"Sentence {at}."),)) for at in range(25))
    answer = answer_of(Section("", lines))
    assert answer_page(answer, 99) == answer_page(answer, answer_pages(answer) - 1)
    assert answer_page(answer, -1) == answer_page(answer, 0)


def test_one_page_has_no_buttons_to_turn() -> None:
    [page] = pages(answer_of(offers=(Offer("On Iran", StanceQuery(RUSSIA)),)))
    assert [[button.label for button in row] for row in page.rows] == [["On Iran"]]


def test_the_reading_of_a_name_is_shown_under_the_headline() -> None:
    [page] = pages(answer_of(readings=("Rusia, read as Russia (one letter off)",)))
    assert page.blocks[0] == "### Where Russia stands.\n-# Rusia, read as Russia \\(one letter off\\)"


def test_as_many_lines_as_there_is_room_for() -> None:
    room = TEXT_LIMIT - SCOPE - _TURNING
    [block] = lines_page([""] * 9_999).blocks
    assert block.count("\n") + 1 == room


def test_a_question_back_has_a_button_a_choice() -> None:
    request = Request("timeline", (("about", "=iran"),))
    page = question_page(Question("Which Iran?", (Choice("Iran", "a state", request), Choice("Iran Air", "", request))))
    # A choice without a note would only be repeated; and one that the question names is not named again.
    assert page.blocks == ("Which Iran?", "-# a state")
    several = Question("Which?", tuple(Choice(name, f"{name}'s note", request) for name in ("Iran", "Iran Air")))
    assert question_page(several).blocks[1:] == ("- **Iran** · Iran's note\n- **Iran Air** · Iran Air's note",)
    bare = question_page(
        Question("Nothing found.", (Choice("Timeline of Iran", "", request), Choice("More", "", request)))
    )
    assert bare.blocks == ("Nothing found.",)
    assert [button.label for button in bare.rows[0]] == ["Timeline of Iran", "More"]
    assert [[button.label for button in row] for row in page.rows] == [["Iran", "Iran Air"]]
    assert question_page(Question("Who?")).rows == ()


def raids(*years: int) -> Answer:
    """A timeline with an event in each of these years."""
    lines = tuple(
        Line(f"Raid {year}", (evidence("It was a raid.", year),), f"{year}-06-01", f"1 June {year}") for year in years
    )
    chart = StripChart("Iran", tuple(EventMark(DayRange(f"{year}-06-01", f"{year}-06-01"), "raid") for year in years))
    query = TimelineQuery(Subject("actor", "iran", "Iran"))
    return Answer(query, "Timeline of Iran.", (Section("", lines),), chart=chart, folded=True)


def test_the_picture_is_on_the_first_page() -> None:
    turned = pages(raids(*range(1980, 2010)))
    assert [page.chart is not None for page in turned] == [True, *[False] * (len(turned) - 1)]


# A list has no sentences in it, and none is lost: the menu leads from each line to its own.
def test_a_menu_leads_from_each_line_of_a_list_to_its_sentences() -> None:
    page = answer_page(raids(2024, 2025), 0)
    assert page.blocks[1:] == ("**1 June 2024** · Raid 2024 · *The Wire*", "**1 June 2025** · Raid 2025 · *The Wire*")
    [menu] = page.menus
    assert [option.label for option in menu.options] == ["1 June 2024 · Raid 2024", "1 June 2025 · Raid 2025"]
    assert [decode_receipt(option.value).places for option in menu.options] == [
        ((2024, Span(0, 14), 0.9),),
        ((2025, Span(0, 14), 0.9),),
    ]


# A position's sentences belong together with what changed: its own answer tells that.
def test_a_menu_asks_the_question_of_a_line() -> None:
    asks = StanceQuery(RUSSIA, Subject("actor", "iran", "Iran"))
    lines = (Line("Opposes Iran, in words", (evidence("It condemned Iran."),), asks=asks),)
    [menu] = answer_page(answer_of(Section("", lines), folded=True), 0).menus
    assert [decode(option.value).request for option in menu.options] == [request_of(asks)]


# A second menu took the place of an event.
def test_a_long_timeline_turns_to_a_year() -> None:
    answer = raids(*range(1995, 2025))
    [menu] = answer_page(answer, 0).menus
    assert menu.placeholder == "A line’s sentences, or a year"
    years = {option.label: option.value for option in menu.options if option.label.startswith("Turn to ")}
    for label, value in years.items():
        turned = answer_page(answer, decode(value).page)
        assert any(label.removeprefix("Turn to ") in block for block in turned.blocks)
    assert len(menu.options) == 25
    assert len(years) >= 15


def test_a_short_timeline_has_no_years_to_turn_to() -> None:
    [menu] = answer_page(raids(2024, 2025), 0).menus
    assert (menu.placeholder, len(menu.options)) == ("Sentences behind a line", 2)


# Of several pages, each has one line of ways onward; beside a picture they share it with the buttons that turn. The menu has the others, once.
@pytest.mark.parametrize(
    ("number", "buttons"), [(0, ["◀", "Next ▶", "On 0"]), (1, ["◀", "Next ▶", "Wrong?", "On 0", "On number 1"])]
)
def test_controls_without_a_button_are_in_the_menu(number: int, buttons: list[str]) -> None:
    labels = ["On 0", "On number 1", "On a subject with a name 2", "On a subject with a name 3"]
    offers = tuple(Offer(label, WhoQuery(Subject("actor", f"a{at}", "A"))) for at, label in enumerate(labels))
    page = answer_page(replace(raids(*range(1995, 2025)), offers=offers), number)
    assert [button.label for row in page.rows for button in row] == buttons
    told = {option.label: option.value for option in page.menus[0].options}
    assert [label for label in told if label in {*labels, "Wrong?"}] == [
        label for label in (*labels, "Wrong?") if label not in buttons
    ]
    assert decode(told[labels[3]]).request == request_of(offers[3].query)
    assert decode(told[labels[3]]).page == 0
    assert number or (decode(told["Wrong?"]).does, decode(told["Wrong?"]).page) == (WRONG, 0)
    short = answer_page(replace(raids(2024, 2025), offers=offers), 0)
    assert not {option.label for option in short.menus[0].options} & {*labels, "Wrong?"}


# Beside a picture there is one line for all buttons: the way back is among them.
@pytest.mark.parametrize("years", [(2024, 2025), range(1995, 2025)])
def test_an_answer_that_took_anothers_place_has_the_way_back_first(years: Sequence[int]) -> None:
    before = Request("stance", (("holder", "=russia"),))
    offers = tuple(Offer(f"On a subject with a name {at}", WhoQuery(RUSSIA)) for at in range(5))
    answer = replace(raids(*years), offers=offers, back=(before, 3))
    for number in range(answer_pages(answer)):
        page = answer_page(answer, number)
        first = next(button for row in page.rows for button in row if button.label not in {"◀", "Next ▶", "Wrong?"})
        assert first.label == "Back"
        assert decode(first.custom_id) == Press(BACK, before, 3)
        assert page_height(page) <= SCREEN


@pytest.mark.parametrize("number", [0, 1])
def test_a_page_says_which_question_it_answers(number: int) -> None:
    answer = raids(*range(1995, 2025))
    found = asked_above(controls(answer_page(answer, number)))
    assert found
    assert (found.request, found.page) == (request_of(answer.query), number)


# A dossier shows no sentences, so it has no button that says that one is wrong.
def test_a_dossier_says_which_question_it_answers() -> None:
    source = Source(1, "A raid", None, None, None, "")
    answer = Answer(WhoQuery(RUSSIA), "Russia: state.", (Section("", (Line("Raids"),)),), opens=(source,))
    found = asked_above(controls(answer_page(answer, 0)))
    assert found
    assert found.request == request_of(answer.query)
    # what does not fit a menu's id is not said, and nothing else changes
    long = replace(answer, query=WhoQuery(replace(RUSSIA, id="r" * 90)))
    assert asked_above(controls(answer_page(long, 0))) is None
    assert answer_page(long, 0).menus[0].custom_id == "act:article:open"


def controls(page: Page) -> list[str]:
    """The ids of a page's buttons and menus, and the values of its menus."""
    ids = [button.custom_id for row in page.rows for button in row]
    return [
        *ids,
        *(each for menu in page.menus for each in (menu.custom_id, *(option.value for option in menu.options))),
    ]


def test_a_way_onward_that_a_line_leads_to_is_not_in_the_menu_twice() -> None:
    asks = [StanceQuery(RUSSIA, Subject("actor", f"a{at}", "A" * 40)) for at in range(40)]
    lines = tuple(Line("Opposes it " * 9, (evidence("It did."),), asks=each) for each in asks)
    offers = tuple(Offer("A way onward that is long", each) for each in asks[:4])
    [menu] = answer_page(answer_of(Section("", lines), folded=True, offers=offers), 0).menus
    assert len({option.value for option in menu.options}) == len(menu.options)
    assert [option.label for option in menu.options if option.label.startswith("A way")] == []


# Five ways onward with long names took more of a phone than the answer. Where nothing was found, they are the answer.
def test_ways_onward_take_two_lines_of_a_phone_unless_they_are_all_there_is() -> None:
    offers = tuple(Offer(f"On a subject with a long name {at}", StanceQuery(RUSSIA)) for at in range(5))
    line = Line("Opposes it", (evidence("It condemned it."),))
    assert [len(row) for row in answer_page(answer_of(Section("", (line,)), offers=offers), 0).rows] == [
        2 + 1
    ]  # and "Wrong?"
    assert [len(row) for row in answer_page(answer_of(offers=offers), 0).rows] == [5]
