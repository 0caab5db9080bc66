"""Tests that an office means its holder at a date, as far as the dates go."""

import pytest

from bot.names import Spellings, Title
from bot.names.offices import When, holding, when


@pytest.mark.parametrize(
    ("since", "until", "on", "held", "reason"),
    [
        ("2024-08-21", None, None, True, "title held since August 2024"),
        (None, None, None, True, "title held now"),
        ("2013", "2021-08", None, False, "title held until August 2021"),
        ("2013-08-15", "2021-08-25", "2019-06-30", True, "title held in June 2019"),
        ("2013-08-15", "2021-08-25", "2013-08-14", False, "title not held in August 2013"),
        # The day of the handover belongs to both.
        ("2013-08-15", "2021-08-25", "2021-08-25", True, "title held in August 2021"),
        ("2013-08-15", "2021-08-25", "2021-08-26", False, "title not held in August 2021"),
        # A year or month covers all of its days.
        ("2013", "2021", "2021-12-31", True, "title held in December 2021"),
        ("2013-08-15", "2021-08-25", "2013", True, "title held in 2013"),
        (None, "2021-08", "2021-08-31", True, "title held in August 2021"),
    ],
)
def test_holding(
    spellings: Spellings, since: str | None, until: str | None, on: str | None, held: bool, reason: str
) -> None:
    worth, said = holding(Title("Foreign Minister", "Iran", since, until), When(on), spellings)
    assert (worth == 1.0, said) == (held, reason)


@pytest.mark.parametrize(
    ("text", "on", "former", "left"),
    [
        ("president of france", None, False, "president of france"),
        ("president of france 2015", "2015", False, "president of france"),
        ("french president in june 2015", "2015-06", False, "french president in"),
        ("uk pm 24 jun 2016", "2016-06-24", False, "uk pm"),
        ("june 24 2016 uk pm", "2016-06-24", False, "uk pm"),
        ("former president of france", None, True, "president of france"),
        ("ex president 2010", "2010", True, "president"),
        # A month without a year, and two years, are no date.
        ("president in june", None, False, "president in june"),
        ("president 2015 2017", None, False, "president 2015 2017"),
        # No year: a number of something.
        ("president 1234", None, False, "president 1234"),
        ("", None, False, ""),
    ],
)
def test_when_an_office_was_held(spellings: Spellings, text: str, on: str | None, former: bool, left: str) -> None:
    assert when(text.split(), spellings) == (When(on, former), left.split())
