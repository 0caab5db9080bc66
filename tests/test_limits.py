"""Tests that what people are told of the limits is what they are."""

from __future__ import annotations

import pytest

from bot import limits
from bot.settings import Settings

WORKERS = Settings.model_fields["attache_workers"].description or ""


# Operators plan memory and processes by these sentences, and README repeats them.
@pytest.mark.parametrize(
    "told",
    [
        f"a limit of {limits.READ_SECONDS} seconds of processor time",
        f"and {limits.READ_MEMORY / 1e9:g} GB;",
        f"more than {limits.WORKER_KEEPS / 1e6:g} MB when its work is done",
        f"An article of {limits.LONG_TEXT:,} characters or more",
        f"a page or feed of {limits.LONG_PAGE / 1e6:g} MB",
    ],
)
def test_the_settings_tell_the_limits_of_reading(told: str) -> None:
    assert told in WORKERS


# What hangs is ended in the end, and what a busy machine delays is not: a core is shared by some ten.
def test_the_clock_waits_for_a_busy_machine_and_not_for_ever() -> None:
    reading, drawing = limits.READ_SECONDS * limits.CLOCK_TIMES, limits.DRAW_SECONDS * limits.DRAW_TIMES
    assert (reading, drawing) == (600, 30)
    # the longest text is read within both
    longest = limits.LONGEST_TEXT / limits.LETTERS_A_SECOND
    assert longest == 500


# A page that is parsed in a process of its own, or an article that is read there, is one that may be taken in at all.
def test_what_is_long_is_below_what_is_refused() -> None:
    assert limits.LONG_TEXT < limits.LONGEST_TEXT
    assert limits.LONG_PAGE < limits.LARGEST_PAGE < limits.LARGEST_FILE
    assert limits.WORKER_KEEPS < limits.READ_MEMORY
    assert limits.DRAW_WAIT < 1 < limits.DRAW_SECONDS
