"""Autocomplete choices. They may hold text from articles and feeds, so invisible characters are removed."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

from bot.wording import shortened, unmarked

LONGEST = 100
"""Discord's limit for a choice's name and for its value, in characters."""
MOST = 25
_Value = TypeVar("_Value", str, int | float | str)


def choice(shown: str, value: _Value) -> app_commands.Choice[_Value]:
    """Returns a choice; `shown` is shortened and put on one line."""
    return app_commands.Choice(name=shortened(unmarked(shown), LONGEST) or "…", value=value)
