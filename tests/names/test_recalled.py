"""Tests which kinds of evidence support an event, whether they agree, and who did it to whom."""

import pytest

from bot.names import NameEntry, Spellings
from bot.names.recalled import recalled
from bot.names.scoring import TypedWords

STRIKE = NameEntry(
    "e.strike", "event", "“Israel struck Iran”", words=("struck",), participants=("Israel", "Iran"), recipients=("Iran",),
    places=("Natanz",), date="2025-06-13", named=False,
)  # fmt: skip
HAMMER = NameEntry(
    "e.hammer", "event", "Operation Midnight Hammer", words=("struck",), places=("Fordow",), latest="2025-06-23"
)


def asked(text: str, spellings: Spellings) -> list[str]:
    return TypedWords.from_text(text, spellings).remembered


@pytest.mark.parametrize(
    ("event", "text", "reason", "agrees"),
    [
        (STRIKE, "strikes natanz", "what happened, place", True),
        (STRIKE, "israel june", "who took part, date", True),
        (STRIKE, "israel natanz 2025", "who took part, place, date", True),
        # Two words of one kind count as one kind, and so does one word.
        (STRIKE, "israel iran", "who took part", False),
        (STRIKE, "june 2025", "date", False),
        (STRIKE, "bombing", "what happened", False),
        # With a typo.
        (STRIKE, "strikes natnaz", "what happened, place", True),
        # Its name, and a word of it spelled by ear.
        (HAMMER, "hammer fordow", "part of the name, place", True),
        (HAMMER, "midnite fordow", "close to the name, place", True),
        (HAMMER, "midnight hammer", "part of the name", False),
        # Without a date of its own, the month it was in the news.
        (HAMMER, "hammer june", "part of the name, when it was in the news", True),
        # Function words are no evidence.
        (HAMMER, "on the", "close in spelling", False),
    ],
)
def test_kinds_of_evidence(spellings: Spellings, event: NameEntry, text: str, reason: str, agrees: bool) -> None:
    found = recalled(event, asked(text, spellings), spellings)
    assert (found.reason, found.agrees) == (reason, agrees)


def test_words_of_the_article_count_where_nothing_else_has_them(spellings: Spellings) -> None:
    vote = NameEntry("e.vote", "event", "“the Majlis voted on the treaty”", words=("voted",), named=False)
    assert recalled(vote, asked("majlis vote", spellings), spellings).reason == "what the article says, what happened"
    assert not recalled(vote, asked("voted", spellings), spellings).agrees


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("israel strikes iran", False),
        ("israeli strikes on iran", False),
        ("strikes on iran by israel", False),
        ("attack against iran", False),
        ("strikes by israel", False),
        ("strikes iran", False),
        # Either may be meant: "Iran strikes" are also strikes on Iran.
        ("iran strikes", False),
        ("iran strikes israel", True),
        ("strikes on israel", True),
        ("strikes by iran", True),
        ("attack on israel by iran", True),
        # Nobody is named, or no action.
        ("strikes natanz", False),
        ("iran by israel", False),
    ],
)
def test_agents_and_recipients(spellings: Spellings, text: str, wrong: bool) -> None:
    assert recalled(STRIKE, asked(text, spellings), spellings).reversed == wrong


def test_joint_events_have_no_sides(spellings: Spellings) -> None:
    talks = NameEntry(
        "e.t",
        "event",
        "“Iran met Oman”",
        words=("met",),
        participants=("Iran", "Oman"),
        recipients=("Oman",),
        named=False,
    )
    assert not recalled(talks, asked("oman meets iran", spellings), spellings).reversed
