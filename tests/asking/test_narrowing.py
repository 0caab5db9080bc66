"""Tests that choices without an answer are dropped, and what a command asks once an option is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bot.asking.interpreting import ANYTHING
from bot.asking.narrowing import Narrowed, beside, choice_of, query_with
from bot.model.library import Libraries
from bot.model.query import (
    Choice,
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    Request,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.names import Match, Resolution, Sure, Unknown, Unsure
from tests.conftest import NOW

ALL = Libraries()


def match(name: str) -> Match:
    return Match(name.casefold(), "actor", name, 0.9, "")


A, B, C = match("A"), match("B"), match("C")


@dataclass
class Names:
    """Resolves every name to the same, and completes it to all three."""

    found: Resolution

    def resolve(self, _text: str, _libraries: Libraries, _kinds: frozenset[str]) -> Resolution:
        return self.found

    def complete(self, _text: str, _libraries: Libraries, _kinds: frozenset[str], limit: int = 25) -> list[Match]:
        return [A, B, C][:limit]


LEFT: list[tuple[Resolution, Resolution]] = [
    (Sure(A), Sure(A)),
    (Unsure((A, B, C)), Unsure((B, C))),
    (Unsure((A,)), Unknown()),
    # whether there are others is not known any more once one was dropped
    (Unsure((A, B), more=True), Unsure((B,))),
    (Unsure((B, C), more=True), Unsure((B, C), more=True)),
    (Unknown((A, B)), Unknown((B,))),
    (Unknown(), Unknown()),
]


@pytest.mark.parametrize(("found", "left"), LEFT)
def test_nothing_is_asked_about_what_has_no_answer(found: Resolution, left: Resolution) -> None:
    narrowed = Narrowed(Names(found), frozenset({"a"}))
    assert narrowed.resolve("x", ALL, frozenset()) == left
    assert narrowed.complete("x", ALL, frozenset()) == [A, B, C]
    assert narrowed.complete("x", ALL, frozenset(), 2) == [A, B]


ASKED = Request("stance", (("holder", "kim"), ("on", "nato")))


@pytest.mark.parametrize(
    ("request_", "choice"),
    [
        (ASKED.put("holder", "=kim-jong-un"), ("holder", "kim-jong-un")),
        (ASKED.put("on", "=nato"), ("on", "nato")),
        # words are no id
        (ASKED.put("on", "summit"), ("on", "")),
        (ASKED, ("", "")),
    ],
)
def test_what_a_choice_fills_in(request_: Request, choice: tuple[str, str]) -> None:
    assert choice_of(Choice("Kim Jong Un", "", request_), ASKED) == choice


BESIDE: list[tuple[Request, str, Resolution, Subject | None]] = [
    (ASKED, "holder", Sure(A), Subject("actor", "a", "A")),
    (ASKED, "holder", Unsure((A, B)), None),
    (ASKED.put("on", ""), "holder", Sure(A), None),
    (Request("timeline", (("about", "kim"),)), "about", Sure(A), None),
]


@pytest.mark.parametrize(("request_", "option", "found", "other"), BESIDE)
def test_what_the_other_option_names(request_: Request, option: str, found: Resolution, other: Subject | None) -> None:
    assert beside(request_, option, Names(found), ALL) == other


ONE, TWO = Subject("actor", "one", "One"), Subject("actor", "two", "Two")
DAYS = {"since": "2025-06-01", "until": "2025-06-30"}
QUERIES: list[tuple[str, str, Subject | None, Subject | None, Any]] = [
    ("timeline", "about", ONE, None, TimelineQuery(ONE, **DAYS)),
    ("timeline", "about", None, None, TimelineQuery(ANYTHING, **DAYS)),
    ("who", "name", ONE, None, WhoQuery(ONE)),
    ("who", "name", None, None, WhoQuery(ANYTHING)),
    ("relation", "a", ONE, TWO, RelationQuery(ONE, TWO, **DAYS)),
    ("relation", "b", None, TWO, RelationQuery(TWO, None, **DAYS)),
    ("relation", "a", None, None, RelationQuery(ANYTHING, None, **DAYS)),
    ("compare", "on", ONE, TWO, CompareQuery(ONE, (TWO,), **DAYS)),
    ("compare", "on", ONE, None, CompareQuery(ONE, (), **DAYS)),
    # whom to compare are those who stand on it
    ("compare", "actors", ONE, TWO, StanceQuery(ONE, TWO, **DAYS)),
    ("stance", "holder", ONE, TWO, StanceQuery(ONE, TWO, **DAYS)),
    ("stance", "on", ONE, TWO, StanceQuery(TWO, ONE, **DAYS)),
    ("quote", "speaker", ONE, TWO, QuoteQuery(ONE, TWO, None, **DAYS)),
    ("quote", "about", ONE, None, QuoteQuery(None, ONE, None, **DAYS)),
]


@pytest.mark.parametrize(("command", "option", "filled", "other", "query"), QUERIES)
def test_the_query_once_an_option_is_filled_in(
    command: str, option: str, filled: Subject | None, other: Subject | None, query: Any
) -> None:
    asked = Request(command, (("since", "1 June 2025"), ("until", "June 2025")))
    assert query_with(asked, option, filled, other, NOW) == query


# A date that is being typed is none yet.
def test_dates_count_as_far_as_they_can_be_read() -> None:
    asked = Request("timeline", (("since", "the day aft"), ("until", "2025")))
    assert query_with(asked, "about", ONE, None, NOW) == TimelineQuery(ONE, None, "2025-12-31")
