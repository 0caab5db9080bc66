"""Tests how well one spelling of an entry fits the typed words: as its name, as an office it held, or as what is remembered of an event.

The scores are those that the lists of names in `test_typing.py` were balanced with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.names import NameEntry, Spelling, Title
from bot.names.fitting import fit
from bot.names.normal import plain
from bot.names.scoring import TypedWords
from bot.names.spelled import REMEMBERED, as_remembered

if TYPE_CHECKING:
    from bot.names import Spellings
    from bot.names.scoring import Fit


def fitted(typed: str, entry: NameEntry, spelling: Spelling, spellings: Spellings) -> Fit:
    def rare(token: str) -> float:
        return {"abdullah": 0.84, "tesla": 0.85}.get(token, 1.0)

    return fit(
        TypedWords.from_text(typed, spellings), entry, spelling, plain(spelling.text, spellings), rare, spellings
    )


def told(found: Fit) -> tuple[float, str, str]:
    marks = ("exact", "weak", "misspelt", "chance", "far")
    return round(found.score, 4), found.reason, " ".join(mark for mark in marks if getattr(found, mark))


NAME, ALIAS, SURNAME = "name", "alias", "surname"
BODY = NameEntry("b", "actor", "B")
STATE = NameEntry("s", "actor", "Iran", spellings=(Spelling("Iranian", "adjective"),))
MINISTER = NameEntry(
    "a", "actor", "A", spellings=(Spelling("Araghchi", SURNAME),), titles=(Title("Foreign Minister", "Iran"),)
)
SURNAMED = NameEntry("t", "actor", "T", spellings=(Spelling("Erdogan", SURNAME),))

NAMES = [
    ("Abbas Araghchi", MINISTER, NAME, "Abbas Araghchi", 1.0, "name", "exact"),
    # function words make no difference to whether it is exact, other words do
    ("the bank of england", BODY, NAME, "Bank England", 0.99, "name", "exact"),
    ("england bank", BODY, NAME, "Bank England", 0.95, "word order", ""),
    # a role it holds, a state's own included; one it isn't known to have
    ("minister araghchi", MINISTER, SURNAME, "Araghchi", 0.93, "surname, with a role", ""),
    ("government iran", STATE, NAME, "Iran", 0.93, "with a role", ""),
    ("president araghchi", MINISTER, SURNAME, "Araghchi", 0.8556, "surname, with a role", "weak"),
    ("president iran", STATE, NAME, "Iran", 0.8556, "with a role", "weak"),
    ("king abdullah", BODY, NAME, "Abdullah", 0.8556, "with a role", "weak"),
    # an inexact name beside a role
    ("minister araghci", MINISTER, SURNAME, "Araghchi", 0.8791, "surname, one letter off", "misspelt"),
    ("vice president araghci", MINISTER, SURNAME, "Araghchi", 0.8087, "surname, one letter off", "weak misspelt"),
    # a surname with another part of the name is more than either
    ("tayyip erdogan", SURNAMED, NAME, "Recep Tayyip Erdogan", 0.93, "part of the name", ""),
    ("erdogan", SURNAMED, NAME, "Recep Tayyip Erdogan", 0.7727, "part of the name", "weak"),
    ("recep tayyip", SURNAMED, NAME, "Recep Tayyip Erdogan", 0.86, "part of the name", "weak"),
    # short for a name of its own, unless many have the word, or the longer name is none of its own
    ("trump", BODY, NAME, "President Trump", 0.93, "short for the name", ""),
    ("trump", BODY, ALIAS, "President Trump", 0.93, "short for the name", ""),
    ("trump", BODY, SURNAME, "President Trump", 0.86, "surname, short for the name", "weak"),
    ("abdullah", BODY, NAME, "King Abdullah", 0.86, "short for the name", "weak"),
    ("tesla", BODY, NAME, "President Tesla", 0.93, "short for the name", ""),
    ("abdullah tesla", BODY, NAME, "King Abdullah Tesla", 0.93, "short for the name", ""),
    # what is chance or far-fetched is said
    ("the moon", SURNAMED, NAME, "Moon Jae-in", 0.8119, "part of the name", "weak chance"),
    ("villa", BODY, "seat, for its government", "Villa Somalia", 0.817, "seat, for its government, part of the name", "weak far"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "entry", "reason", "name", "score", "why", "marks"), NAMES)
def test_a_name_fits(
    typed: str, entry: NameEntry, reason: str, name: str, *, score: float, why: str, marks: str, spellings: Spellings
) -> None:
    assert told(fitted(typed, entry, Spelling(name, reason), spellings)) == (score, why, marks)


NOW = Title("Foreign Minister", "Iran", since="2024-08-21")
THEN = Title("Foreign Minister", "Iran", since="2013", until="2021")
BEFORE = Title("Foreign Minister", "Iran", since="2001", until="2002")
ELSEWHERE = Title("Foreign Minister", "Iraq", since="2003", until="2004")
BRAZIL = Title("President", "Brazil", since="2023")
MINISTRY = "foreign minister of Iran"

OFFICES = [
    (MINISTRY, (NOW,), NOW, MINISTRY, 1.0, "title held since August 2024", "exact"),
    (MINISTRY, (THEN,), THEN, MINISTRY, 0.88, "title held until 2021", "exact"),
    (f"former {MINISTRY}", (THEN,), THEN, MINISTRY, 1.0, "title held until 2021", "exact"),
    # in any order of words
    ("iran foreign minister", (NOW,), NOW, MINISTRY, 0.99, "title held since August 2024", "exact"),
    # of several terms that which fits, and none of another body's
    (f"{MINISTRY} in 2015", (THEN, BEFORE), THEN, MINISTRY, 0.99, "title held in 2015", "exact"),
    (f"{MINISTRY} in 2001", (THEN, BEFORE), THEN, MINISTRY, 0.99, "title held in 2001", "exact"),
    # only the body, or only the office
    ("brazil", (BRAZIL,), BRAZIL, "president of Brazil", 0.651, "title held since 2023, short for the name", ""),
    ("president", (BRAZIL,), BRAZIL, "president of Brazil", 0.6209, "title held since 2023, part of the name", "weak"),
    ("presidant of brazil", (BRAZIL,), BRAZIL, "president of Brazil", 0.9605, "title held since 2023, one letter off", "misspelt"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "held", "title", "name", "score", "why", "marks"), OFFICES)
def test_an_office_fits(
    typed: str, held: tuple[Title, ...], title: Title, name: str, *, score: float, why: str, marks: str, spellings: Spellings
) -> None:  # fmt: skip
    entry = NameEntry("a", "actor", "A", titles=held)
    assert told(fitted(typed, entry, Spelling(name, "office", title=title), spellings)) == (score, why, marks)


def test_a_term_of_another_body_is_not_looked_at(spellings: Spellings) -> None:
    entry = NameEntry("a", "actor", "A", titles=(THEN, ELSEWHERE))
    found = fitted(f"{MINISTRY} in 2003", entry, Spelling(MINISTRY, "office", title=THEN), spellings)
    assert found.reason != "title held in 2003"


STRIKES = NameEntry(
    "u",
    "event",
    "US strikes Iran",
    named=False,
    words=("struck",),
    participants=("US", "Iran"),
    recipients=("Iran",),
    places=("Fordow",),
    date="2025-06-22",
)
HAMMER = replace(STRIKES, name="Operation Midnight Hammer", named=True)
EVENTS = [
    ("us struck iran", STRIKES, 1.0, "what happened, who took part", ""),
    ("us struck fordow", STRIKES, 1.0, "what happened, who took part, place", ""),
    # one kind of evidence fits many events, but few that have a name
    ("struck", STRIKES, 0.7, "what happened", "weak"),
    ("struck", HAMMER, 0.86, "what happened", "weak"),
    # the other way round
    ("iran struck us", STRIKES, 0.9, "what happened, who took part", ""),
    # what explains less than half is not looked at
    ("struck cake", STRIKES, 0.35, "what happened", "weak"),
    ("struck cake recipe", STRIKES, 0.3333, "close in spelling", "weak misspelt"),
]


@pytest.mark.parametrize(("typed", "event", "score", "why", "marks"), EVENTS)
def test_what_is_remembered_fits(
    typed: str, event: NameEntry, score: float, why: str, marks: str, spellings: Spellings
) -> None:
    known = " ".join(as_remembered(["struck", "us", "iran", "fordow"], spellings))
    found = fitted(typed, event, Spelling(known, REMEMBERED), spellings)
    assert told(found) == (score, why, marks)
