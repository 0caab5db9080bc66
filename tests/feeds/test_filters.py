"""Tests that a feed's filters select articles by outlet, words and actors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.feeds.filters import admits, admits_before_reading
from bot.model.article import Article
from bot.model.facts import Actor, ActorKind, Reading
from bot.model.feed import Filter

WIRE, POST = Filter("outlet", "the wire", "outlet The Wire"), Filter("outlet", "post", "outlet Post")
DEAL, OIL = Filter("words", "nuclear deal", "“nuclear deal”"), Filter("words", "oil", "“oil”")
IRAN, RUSSIA = Filter("actor", "iran", "Iran"), Filter("actor", "russia", "Russia")
TOLD = Article("a", "Tehran wants a nuclear\n deal, not oil-fired threats.", "Talks", "The Wire")

BEFORE = [
    ([], True),
    # outlets: any of them, whatever else is filtered
    ([WIRE], True),
    ([POST], False),
    ([POST, WIRE], True),
    ([POST, DEAL], False),
    ([WIRE, DEAL], True),
    # words: any of them, whole and in order, in the title too
    ([DEAL], True),
    ([Filter("words", "clear deal", "")], False),
    ([Filter("words", "deal nuclear", "")], False),
    ([OIL], True),
    ([Filter("words", "talks tehran", "")], True),
    ([Filter("words", "war", ""), DEAL], True),
    ([WIRE, Filter("words", "war", "")], False),
    # actors: the article must be read
    ([IRAN], None),
    ([Filter("words", "war", ""), IRAN], None),
    ([POST, IRAN], False),
    ([DEAL, IRAN], True),
]


@pytest.mark.parametrize(("filters", "through"), BEFORE)
def test_filters_by_words_and_outlet(filters: list[Filter], through: bool | None) -> None:
    assert admits_before_reading(iter(filters), TOLD) is through


def test_an_article_without_a_head_is_looked_through_all_the_same() -> None:
    bare = replace(TOLD, title=None, outlet=None)
    assert admits_before_reading([WIRE], bare) is False
    assert admits_before_reading([DEAL], bare) is True


# An actor also counts for what it belongs to.
READ = [
    ([IRAN], [], False),
    ([IRAN], [Actor("iran", "Iran", ActorKind.COUNTRY)], True),
    ([IRAN], [Actor("abbas", "Abbas", ActorKind.PERSON, of="iran")], True),
    ([IRAN], [Actor("rain", "Rain", ActorKind.PERSON)], False),
    ([RUSSIA, IRAN], [Actor("iran", "Iran", ActorKind.COUNTRY)], True),
    ([POST, IRAN], [Actor("iran", "Iran", ActorKind.COUNTRY)], False),
    ([DEAL, IRAN], [], True),
    # quoted words that equal an actor's name mean the words only
    ([Filter("words", "iran", ""), RUSSIA], [Actor("iran", "Iran", ActorKind.COUNTRY)], False),
]


@pytest.mark.parametrize(("filters", "actors", "through"), READ)
def test_filters_by_actors(filters: list[Filter], actors: list[Actor], through: bool) -> None:
    assert admits(iter(filters), Reading(TOLD, "test", actors=tuple(actors))) is through
