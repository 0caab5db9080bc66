"""Tests that a stated date becomes the day its publisher means, or None if it is unclear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.stated_days import stated_day

TODAY = "2025-07-01"
DAYS = [
    # the publisher's own day, wherever it is midnight elsewhere
    ("Mon, 21 Apr 2025 22:00:00 -0400", None, "2025-04-21"),
    ("Mon, 21 Apr 2025 22:00:00 EDT", None, "2025-04-21"),
    ("2025-04-21T22:00:00-04:00", None, "2025-04-21"),
    ("2025-04-22T01:30:00+09:00", None, "2025-04-22"),
    ("April 21, 2025 10:00 PM EDT", None, "2025-04-21"),
    ("Mon, 21 April 2025 22:00:00 PST", None, "2025-04-21"),
    # a year of two digits, as RFC 822 has it
    ("Mon, 21 Apr 25 10:00 EST", None, "2025-04-21"),
    ("21 Apr 25 22:00:00 -0400", None, "2025-04-21"),
    ("Monday, 21-Apr-25 10:00:00 GMT", None, "2025-04-21"),
    ("Wed, 21 Apr 99 10:00:00 GMT", None, "1999-04-21"),
    ("21 Apr 25", None, None),
    # forms that feedparser reads as the first of this month, as 1745, or as another day
    ("2025/04/21", None, "2025-04-21"),
    ("2025/4/21 10:00:00", None, "2025-04-21"),
    ("2025.04.21", None, "2025-04-21"),
    ("1745239200", None, "2025-04-21"),
    ("1745239200000", None, "2025-04-21"),
    ("1745239200.5", None, "2025-04-21"),
    ("2025-W17-1", None, "2025-04-21"),
    ("2025W171", None, "2025-04-21"),
    ("2025-111", None, "2025-04-21"),
    ("20250421", None, "2025-04-21"),
    ("20250421T220000Z", None, "2025-04-21"),
    ("2025年4月21日", None, "2025-04-21"),
    ("2025年04月21日 10:00", None, "2025-04-21"),
    ("2025년 4월 21일", None, "2025-04-21"),
    ("  Mon,\n21 Apr 2025 ", None, "2025-04-21"),
    # with a month of other languages
    ("21 avril 2025", None, "2025-04-21"),
    ("lundi 21 avril 2025 à 10:00", None, "2025-04-21"),
    ("1er mai 2025", None, "2025-05-01"),
    ("21. April 2025", "de", "2025-04-21"),
    ("Montag, 3. März 2025", "de", "2025-03-03"),
    ("21 de abril de 2025", "es", "2025-04-21"),
    ("21 апреля 2025", "ru", "2025-04-21"),
    # month or day first: by the language with its country
    ("06/04/2025", "en-US", "2025-06-04"),
    ("06/04/2025 10:00", "en_US", "2025-06-04"),
    ("06/04/2025", "en-GB", "2025-04-06"),
    ("06/04/2025", "fr", "2025-04-06"),
    ("06-04-2025", "en-us", "2025-06-04"),
    ("06.04.2025", None, "2025-04-06"),
    # without a language, by what is possible: no 23rd month, no future day
    ("06/23/2025", None, "2025-06-23"),
    ("23/06/2025", "en-US", "2025-06-23"),
    ("05/05/2025", None, "2025-05-05"),
    ("04/12/2025", "en", "2025-04-12"),
    # both are possible
    ("06/04/2025", "en", None),
    ("06/04/2025", None, None),
    # no day, or an incomplete one
    ("2025", None, None),
    ("2025-04", None, None),
    ("April 2025", None, None),
    ("2025-W17", None, None),
    ("21 April", None, None),
    ("10:30", None, None),
    ("Monday", None, None),
    ("soon", None, None),
    ("6/4/25", None, None),
    ("2025-13-40", None, None),
    ("2025-W60-1", None, None),
    # the zero of a clock, and years in which nobody published
    ("1970-01-01T00:00:00Z", None, None),
    ("0000000000", None, None),
    ("0001-01-01T00:00:00Z", None, None),
    # tomorrow begins earlier in the east; the day after does not
    ("2025-07-02T00:30:00+13:00", None, "2025-07-02"),
    ("2025-07-03", None, None),
    ("Fri, 04 Jul 2025 10:00:00 GMT", None, None),
    ("1893456000", None, None),
]


@pytest.mark.parametrize(("stated", "language", "day"), DAYS)
def test_a_stated_date_is_its_publishers_day(stated: str, language: str | None, day: str | None) -> None:
    assert stated_day(stated, language, TODAY) == day


@given(st.text(max_size=60) | st.text(alphabet="0123456789-/.:TZW年月日 +AprilMon,", max_size=40))
def test_any_words_are_a_day_or_none(text: str) -> None:
    found = stated_day(text, None, TODAY)
    assert found is None or "1900-01-01" <= found <= "2025-07-02"
