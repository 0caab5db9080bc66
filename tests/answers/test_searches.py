"""Tests answers to /search: a screen of sentences, ways to turn, the other order; and what to try where nothing is found."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bot.answers import answer, have_answers
from bot.answers.by_words import named_in, with_search
from bot.answers.searches import ON_A_PAGE
from bot.model.query import Choice, Question, Request, SearchQuery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

    Search = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(database: Database, everyone: Libraries) -> Search:
    async def asked(words: str | SearchQuery, **more: str) -> Answer:
        query = SearchQuery(words, **more) if isinstance(words, str) else words  # type: ignore[arg-type]
        return await answer(database, query, everyone)

    return asked


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Twelve articles with a drone each, two of one outlet."""
    for number in range(12):
        outlet = "The Wire" if number < 2 else "The Herald"
        await file(tell(f"Drone {number} fell. It rained.", published=f"2025-06-{number + 1:02}", outlet=outlet))


@pytest.mark.usefixtures("told")
async def test_a_screen_of_sentences_and_the_pages_behind_it(ask: Search) -> None:
    first = await ask("drone")
    assert (first.headline, first.scope) == ("12 sentences with “drone”, newest first.", "12 articles searched")
    shown = [line.evidence[0].sentence for line in first.sections[0].lines]
    assert shown == [f"Drone {number} fell." for number in range(11, 8, -1)]
    assert len(first.opens) == ON_A_PAGE
    before, behind = first.turns
    assert (before.query, behind.label) == (None, "Older ▶")
    assert behind.query
    second = await answer_of(ask, behind.query)
    assert next(line.evidence[0].sentence for line in second.sections[0].lines) == "Drone 8 fell."
    back = second.turns[0].query
    assert back
    assert (await answer_of(ask, back)).sections == first.sections
    [other] = first.offers
    assert other.label == "Best match first"
    assert other.query == SearchQuery("drone", best=True)
    best = await answer_of(ask, SearchQuery("drone", best=True, start=10))
    assert (best.found, best.turns[1].query) == (2, None)
    assert best.headline.endswith("best first.")


@pytest.mark.usefixtures("told")
async def test_the_best_first_turn_both_ways_by_places(ask: Search) -> None:
    pages = [await ask(SearchQuery("drone", best=True, start=start)) for start in (0, ON_A_PAGE, 3 * ON_A_PAGE)]
    labels = {tuple(turn.label for turn in page.turns) for page in pages}
    assert labels == {("◀ Better", "More ▶")}
    starts = [[turn.query and turn.query.start for turn in page.turns] for page in pages]
    assert starts == [[None, ON_A_PAGE], [0, 2 * ON_A_PAGE], [2 * ON_A_PAGE, None]]
    [other] = pages[1].offers
    assert (other.label, other.query) == ("Newest first", SearchQuery("drone"))
    # a page that begins within the first: the one before it begins at the first
    assert [
        turn.query and turn.query.start for turn in (await ask(SearchQuery("drone", best=True, start=2))).turns
    ] == [0, 2 + ON_A_PAGE]


async def answer_of(ask: Search, query: object) -> Answer:
    return await ask(query)


# Its articles were removed since the button was made.
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("query", [SearchQuery("drone", start=1), SearchQuery("drone", best=True, start=400)])
async def test_a_page_that_is_gone_is_the_first(ask: Search, query: SearchQuery) -> None:
    found = await ask(query)
    assert found.sections == (await ask(replace(query, start=0))).sections
    assert found.found == ON_A_PAGE


@pytest.mark.usefixtures("told")
async def test_filters_are_mentioned(ask: Search) -> None:
    found = await ask("drone", since="2025-06-02", outlet="wire")
    assert found.headline == "1 sentence with “drone”, newest first."
    assert found.readings == ("in wire since 2 June 2025",)
    assert (found.turns, found.offers) == ((), ())


@pytest.mark.usefixtures("told")
async def test_a_search_without_results_says_what_to_try(ask: Search) -> None:
    found = await ask("drone rain")
    assert found.headline == "No sentence with “drone rain” in the 12 articles here."
    assert found.found == 0
    assert "sanction*" in str(found.sections[0].absent)
    assert [offer.label for offer in found.offers] == ["12 sentences with “drone”", "12 sentences with “rain”"]
    narrow = await ask("drone", outlet="Post")
    assert narrow.headline == "No sentence with “drone” in Post in the 12 articles here."
    assert [offer.label for offer in narrow.offers] == ["12 sentences at any time and from any outlet"]
    assert not (await ask("zeppelin")).offers


# Traps: a word spelled by ear or with a slip found nothing, and led nowhere; the search for the right one is offered first.
@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("breksit", ["2 sentences with “brexit”"]),
        ("prorogaton", ["1 sentence with “prorogation”"]),
        ("Suspnsion", ["1 sentence with “suspension”"]),
        ("fosforus", []),
        # of several words the one that is wrong
        ("breksit deadline", ["1 sentence with “brexit deadline”", "2 sentences with “brexit”", "1 sentence with “deadline”"]),
        # no other word: too short, another number, or as typed on purpose
        ("dead", []),
        ("breks*", []),
        ("1066", []),
    ],
)  # fmt: skip
async def test_a_slip_is_led_to_the_word_that_sentences_have(
    file: File, tell: type[Tell], ask: Search, typed: str, labels: list[str]
) -> None:
    await file(tell("The Brexit deadline nears. Deaf ears met Brexit in 1067. The prorogation was a suspension."))
    assert [offer.label for offer in (await ask(typed)).offers] == labels


# Another server's articles have the word: nothing of them shows.
async def test_a_slip_is_not_led_to_a_word_of_another_server(file: File, tell: type[Tell], ask: Search) -> None:
    await file(tell("Brexit nears."), library="111")
    await file(tell("It rained."))
    assert not (await ask("breksit")).offers


async def test_an_empty_library_says_so(ask: Search) -> None:
    assert (await ask("drone")).headline == "The library has no articles yet, so there is nothing to search."


@pytest.mark.usefixtures("told")
async def test_whether_there_is_anything(database: Database, everyone: Libraries) -> None:
    queries = [SearchQuery("drone"), SearchQuery("zeppelin"), SearchQuery("!")]
    assert await have_answers(database, queries, everyone) == [True, False, False]


class Names:
    """Knows nothing by a name, or one thing exactly."""

    def __init__(self, *matches: object) -> None:
        self._matches = matches

    def resolve(self, *_: object) -> SimpleNamespace:
        return SimpleNamespace(matches=self._matches)


QUESTIONS = [
    # Where nothing is known under the name, the search comes first; else behind four names.
    (True, "drone", ["search", "1", "2", "3", "4"], "12 sentences"),
    (False, "drone", ["1", "2", "3", "4", "search"], "12 sentences"),
    # Of several words that no sentence has together, the longest that some sentence has: of a title it was "UK".
    (True, "zeppelin drone", ["search", "1", "2", "3", "4"], "12 sentences"),
    (True, "rain drone", ["search", "1", "2", "3", "4"], "12 sentences"),
    # Trap: only the first three were tried.
    (True, "UK law act crew zeppelins drone", ["search", "1", "2", "3", "4"], "12 sentences"),
]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("unknown", "typed", "order", "number"), QUESTIONS)
async def test_a_question_offers_to_search_for_what_was_typed(
    database: Database, everyone: Libraries, unknown: bool, typed: str, order: list[str], number: str
) -> None:
    request = Request("stance", (("holder", typed),))
    choices = tuple(Choice(str(number), "", request) for number in range(1, 6))
    question = Question(f"Who is “{typed}”?", choices, unknown=unknown)
    asked = await with_search(database, request, question, Names(), everyone)
    labels = ["search" if "Search" in choice.label else choice.label for choice in asked.choices]
    assert labels == order
    [search] = [choice for choice in asked.choices if "Search" in choice.label]
    assert (search.label, search.note) == ("Search the articles for “drone”", "")
    assert (f" {number} here have “drone”." in asked.text) == unknown


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("typed", "unknown", "more"),
    [
        ("zeppelin", True, " Nor does any sentence here have these words."),
        ("zeppelin", False, ""),
        # Nothing to search for, or chosen from a list.
        ("!!", True, ""),
        ("=drone", True, ""),
    ],
)
async def test_a_question_without_a_search(
    database: Database, everyone: Libraries, typed: str, unknown: bool, more: str
) -> None:
    question = Question(f"Who is “{typed}”?", (), unknown=unknown)
    asked = await with_search(database, Request("stance", (("holder", typed),)), question, Names(), everyone)
    assert asked == replace(question, text=question.text + more)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("exact", "choices"), [(True, 0), (False, 1)])
async def test_a_known_name_is_not_searched_for(
    database: Database, everyone: Libraries, exact: bool, choices: int
) -> None:
    question = Question("Who is “drone”?")
    names = Names(SimpleNamespace(exact=exact))
    asked = await with_search(database, Request("stance", (("holder", "drone"),)), question, names, everyone)
    assert len(asked.choices) == choices


@pytest.mark.parametrize(
    ("text", "values", "named"),
    [
        ("I know nothing named “border wall”. The article “President Trump and it” has it.", [("holder", "Trump"), ("on", "border wall")], ("on", "border wall")),
        ("Which Trump do you mean?", [("holder", "Trump"), ("on", "border wall")], ("holder", "Trump")),
        ("Something else.", [("holder", "Trump")], ("", "")),
        ("“” is no name.", [("holder", "")], ("", "")),
    ],
)  # fmt: skip
def test_the_words_that_a_question_quotes_are_those_that_were_typed(
    text: str, values: list[tuple[str, str]], named: tuple[str, str]
) -> None:
    assert named_in(text, values) == named
