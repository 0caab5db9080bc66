"""What an autocomplete list offers: words of articles and feeds among them, so nothing comes through that shows nothing of its own."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

from bot.wording import shortened, unmarked

LONGEST = 100
"""Characters that Discord takes, of a choice's name as of its value."""
MOST = 25
_Value = TypeVar("_Value", str, int | float | str)


def choice(shown: str, value: _Value) -> app_commands.Choice[_Value]:
    """A choice. `shown` is cut and made one line."""
    return app_commands.Choice(name=shortened(unmarked(shown), LONGEST) or "…", value=value)
