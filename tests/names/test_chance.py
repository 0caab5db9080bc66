"""Tests which resemblances of typed words to a name are chance, and which are too far-fetched for a name that is not in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.names import NameEntry, Spelling, Title
from bot.names.chance import is_chance, is_far
from bot.names.normal import plain
from bot.names.scoring import Fit, TypedWords

if TYPE_CHECKING:
    from bot.names import Spellings

NAME, SURNAME, BODY = Spelling("", "name"), Spelling("", "surname"), NameEntry("a", "actor", "A")
PERSON = NameEntry("a", "actor", "A", spellings=(SURNAME,))
PRESIDENT = NameEntry("a", "actor", "A", titles=(Title("President"),))
OFFICE = Spelling("", "office", title=Title("President"))


def found(marks: str = "misspelt", score: float = 0.8) -> Fit:
    return Fit(score, "name", exact="exact" in marks, weak="weak" in marks, misspelt="misspelt" in marks)


CHANCE = [
    # a name of three letters would have to be mistyped; one of four may be
    ("abdu", BODY, NAME, "SDF", "misspelt", True),
    ("abdu", BODY, NAME, "SDF", "weak", False),
    ("abdu", BODY, NAME, "ADFX", "misspelt", False),
    # figures alone, where the name has words as well
    ("1", BODY, NAME, "Nord Stream 1", "weak", True),
    ("1 2", BODY, NAME, "Nord Stream 1", "weak", True),
    ("1", BODY, NAME, "1", "exact", False),
    ("nord 1", BODY, NAME, "Nord Stream 1", "weak", False),
    # no word that tells anything is no figure
    ("the of", BODY, NAME, "Nord Stream 1", "weak", False),
    # an everyday word with an article: no person, but a body or an office
    ("the moon", PERSON, NAME, "Moon Jae-in", "weak", True),
    ("the moon", PRESIDENT, NAME, "Moon Jae-in", "weak", True),
    ("the moon", BODY, NAME, "Moon Landing", "weak", False),
    ("the moon", PERSON, OFFICE, "Moon President", "weak", False),
    ("moon", PERSON, NAME, "Moon Jae-in", "weak", False),
    # ... nor is it the surname of one, exact as it may be
    ("the moon", PERSON, SURNAME, "Moon", "exact", True),
    ("the moon", PERSON, NAME, "Moon", "exact", False),
    ("the araghchi", PERSON, SURNAME, "Araghchi", "exact", False),
    # everyday words of which half the letters or more would have to be mistyped
    ("modern", BODY, NAME, "Moderna", "misspelt", True),
    ("modern", BODY, NAME, "Moderna", "weak", False),
    ("modernzz", BODY, NAME, "Moderna", "misspelt", False),
    ("world court", BODY, NAME, "World Kourt", "misspelt", True),
    # ... or one of several words is none of the name's
    ("world cup", BODY, NAME, "World Court", "misspelt", True),
    ("united nation", BODY, NAME, "United Nations", "misspelt", False),
    ("world health", BODY, NAME, "World Health Organization", "misspelt", False),
    # written as one word, or with a slip, it is one of them
    ("white house", BODY, NAME, "Whitehouse", "misspelt", False),
    ("check republic", BODY, NAME, "Czech Republic", "misspelt", False),
    ("international court", BODY, NAME, "International Kourt", "misspelt", False),
    # function words are no letters of it
    ("courts of the art", BODY, NAME, "Courts Arts", "misspelt", False),
    # only words of five letters or more begin another
    ("white art", BODY, NAME, "Whitee Art", "misspelt", False),
    ("arts made", BODY, NAME, "Artsy Maded", "misspelt", True),
    ("parks trees", BODY, NAME, "Park Tree", "misspelt", True),
    ("china republic", BODY, NAME, "Chinas Republic", "misspelt", False),
    # one word that begins with another letter, and needs another slip
    ("gandalf", BODY, NAME, "Uganda", "misspelt", True),
    ("batman", PERSON, SURNAME, "Altman", "misspelt", True),
    ("spiderman", BODY, NAME, "Alemania", "misspelt", True),
    ("moriarty", BODY, NAME, "Tory Party", "misspelt", True),
    # one slip in the first letter, another letter for one sound, and a word of a longer name may be meant
    ("zkraine", BODY, NAME, "Ukraine", "misspelt", False),
    ("kadaffi", PERSON, SURNAME, "Qaddafy", "misspelt", False),
    ("hammmer", BODY, NAME, "Operation Midnight Hammmerr", "misspelt", False),
    ("xammer", BODY, NAME, "Operation Midnight Hammer", "misspelt", False),
    ("gandalf", BODY, NAME, "Gandaffl", "misspelt", False),
    ("gandalf rex", BODY, NAME, "Uganda", "misspelt", False),
    ("gandalf", BODY, NAME, "Uganda", "weak", False),
]


@pytest.mark.parametrize(("typed", "entry", "spelling", "name", "marks", "expected"), CHANCE)
def test_a_resemblance_by_chance(
    typed: str, entry: NameEntry, spelling: Spelling, name: str, *, marks: str, expected: bool, spellings: Spellings
) -> None:
    asked = TypedWords.from_text(typed, spellings)
    assert is_chance(asked, entry, spelling, plain(name, spellings), found(marks), spellings) is expected


CAPITAL = Spelling("", "capital, for its government")
STATE_OF = Spelling("", "adjective")
FAR = [
    # firm, or only as long as needed: never far
    ("villa", BODY, CAPITAL, "Villa Somalia", found("exact weak"), False),
    ("villa", BODY, CAPITAL, "Villa Somalia", found(""), False),
    # part of a place that stands for the entry, unless it fits well
    ("villa", BODY, CAPITAL, "Villa Somalia", found("weak"), True),
    ("villa", BODY, CAPITAL, "Villa Somalia", found("weak", 0.82), False),
    ("villa", BODY, Spelling("", "seat, for its government"), "Villa Somalia", found("weak", 0.81), True),
    ("villa", BODY, Spelling("", "a place in it"), "Villa Somalia", found("weak", 0.81), True),
    # one everyday word of a longer name
    ("systems", BODY, NAME, "BAE Systems", found("weak"), True),
    ("systems", BODY, NAME, "BAE Systems", found("weak", 0.82), False),
    ("qqqsystems", BODY, NAME, "BAE Systems", found("weak"), False),
    ("defense systems", BODY, NAME, "BAE Defense Systems", found("weak"), False),
    # ... of a person it may be the given name; not of words that describe one
    ("grace", PERSON, NAME, "Grace Jones", found("weak"), False),
    ("grace", PRESIDENT, NAME, "Grace Jones", found("weak"), False),
    ("grace", PERSON, Spelling("", "as described"), "Grace Leader", found("weak"), True),
    ("south", BODY, STATE_OF, "South Korean", found("weak"), False),
    # four letters with another consonant, or with two letters more
    ("asdf", BODY, NAME, "asif", found(), True),
    ("irna", BODY, NAME, "iran", found(), False),
    ("iren", BODY, NAME, "iran", found(), False),
    ("iran", BODY, NAME, "irann", found(), False),
    ("iran", BODY, NAME, "iranns", found(), True),
    ("irans", BODY, NAME, "irqn", found(), False),
    # six letters with two slips, one of them in the first letter
    ("covid", BODY, NAME, "kovind", found("misspelt", 0.9), True),
    ("covidx", BODY, NAME, "kovidy", found("misspelt", 0.9), True),
    ("covidxx", BODY, NAME, "kovidyx", found("misspelt", 0.9), False),
    ("covid", BODY, NAME, "kovid", found("misspelt", 0.9), False),
    ("covid", BODY, NAME, "covynd", found("misspelt", 0.9), False),
    ("covid", BODY, NAME, "kovind", found("weak", 0.9), False),
]


@pytest.mark.parametrize(("typed", "entry", "spelling", "name", "fit", "expected"), FAR)
def test_too_far_fetched_for_a_name_that_is_not_in_the_news(
    typed: str, entry: NameEntry, spelling: Spelling, name: str, *, fit: Fit, expected: bool, spellings: Spellings
) -> None:
    asked = TypedWords.from_text(typed, spellings)
    assert is_far(asked, entry, spelling, plain(name, spellings), fit) is expected
