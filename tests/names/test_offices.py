"""An office means its holder at a date, as far as the dates go."""

import pytest

from bot.names import Spellings, Title
from bot.names.offices import holding


@pytest.mark.parametrize(
    ("since", "until", "on", "held", "reason"),
    [
        ("2024-08-21", None, None, True, "title held since August 2024"),
        (None, None, None, True, "title held now"),
        ("2013", "2021-08", None, False, "title held until August 2021"),
        ("2013-08-15", "2021-08-25", "2019-06-30", True, "title held in June 2019"),
        ("2013-08-15", "2021-08-25", "2013-08-14", False, "title not held in August 2013"),
        # The day of handing over belongs to both.
        ("2013-08-15", "2021-08-25", "2021-08-25", True, "title held in August 2021"),
        ("2013-08-15", "2021-08-25", "2021-08-26", False, "title not held in August 2021"),
        # A year or month holds for all of it.
        ("2013", "2021", "2021-12-31", True, "title held in December 2021"),
        ("2013-08-15", "2021-08-25", "2013", True, "title held in 2013"),
        (None, "2021-08", "2021-08-31", True, "title held in August 2021"),
    ],
)
def test_holding(
    spellings: Spellings, since: str | None, until: str | None, on: str | None, held: bool, reason: str
) -> None:
    worth, said = holding(Title("Foreign Minister", "Iran", since, until), on, spellings)
    assert (worth == 1.0, said) == (held, reason)
