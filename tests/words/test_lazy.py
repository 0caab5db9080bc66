"""Tests of messages that are said where they are shown, also after they were stored or came from another process."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from bot.catalogue import ENGLISH, speaking
from bot.catalogue.lazy import Lazy, lazy, lazy_n, restored, said, stored
from bot.errors import AskError

if TYPE_CHECKING:
    from collections.abc import Callable

GONE = lazy("{site} has no such page (HTTP {status}): check the link.", site="example.org", status=404)
ENTRIES = "An entry could not be read: {trouble}", "{n} entries could not be read. One of them: {trouble}"


def pickled(words: object) -> object:
    return pickle.loads(pickle.dumps(words))  # noqa: S301 - our own


def kept(words: object) -> object:
    return restored(stored(words))


def as_it_is(words: object) -> object:
    return words


@pytest.mark.parametrize("through", [as_it_is, pickled, kept])
@pytest.mark.parametrize(
    ("words", "english", "german"),
    [
        (
            GONE,
            "example.org has no such page (HTTP 404): check the link.",
            "example.org hat diese Seite nicht (HTTP 404): bitte den Link prüfen.",
        ),
        # an error as another process raises it
        (AskError(lazy("The entry has neither a link nor text.")), "The entry has neither a link nor text.", "Der Eintrag hat weder Link noch Text."),
        # a message within another, and its name, which is a message too
        (
            lazy("{wall}: {todo}.", wall=lazy("{where} contains no text.", where=Lazy("The page")), todo="{x}"),
            "The page contains no text.: {x}.",
            "Die Seite enthält keinen Text.: {x}.",
        ),
        (lazy_n(*ENTRIES, 1, trouble=GONE), f"An entry could not be read: {GONE}", "Ein Eintrag war nicht lesbar: example.org hat diese Seite nicht (HTTP 404): bitte den Link prüfen."),
        (lazy_n(*ENTRIES, 1_200, trouble="x"), "1,200 entries could not be read. One of them: x", "1.200 Einträge waren nicht lesbar. Einer davon: x"),
        # the catalogue has its own header under ""
        (Lazy(""), "", ""),
    ],
)  # fmt: skip
def test_a_message_is_said_in_the_language_of_whoever_reads_it(
    words: object, english: str, german: str, through: Callable[[object], object]
) -> None:
    with speaking("fr"):
        found = through(words)
    with speaking(ENGLISH):
        assert str(found) == english
    with speaking("de"):
        assert str(found) == german


@pytest.mark.parametrize("words", ["example.org can't be reached.", "{", '{"say": 1', "{site} has moved", ""])
def test_words_of_an_earlier_version_stay_as_they_are(words: str) -> None:
    with speaking("de"):
        assert said(words) == words
