"""The buttons that turn pages, and the one that shows what is less sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import number, say
from bot.render.page import Button

if TYPE_CHECKING:
    from collections.abc import Callable

BACK = "◀"
"""A sign alone, so that a phone has room for a third button beside it."""


MOST_COUNTED = 100
"""As many are counted and shown; one more says that there are others."""


def unsure_words(count: int) -> str:
    """Returns the label of the button that shows what is less sure: "Less sure (4)", "Less sure (over 100)"."""
    if count > MOST_COUNTED:
        return say("Less sure (over {n})", n=number(MOST_COUNTED))
    return say("Less sure ({n})", n=count)


def turn_buttons(number: int, pages: int, custom_id: Callable[[int, int], str]) -> tuple[Button, Button]:
    """Returns the buttons to the pages before and after page `number`, from 0.

    `custom_id` makes a button's id from a page and a mark: on the first and last page both may lead to the same one.
    """
    back, on = max(number - 1, 0), min(number + 1, max(pages - 1, 0))
    return Button(BACK, custom_id(back, 0), number > 0), Button(say("Next ▶"), custom_id(on, 1), number < pages - 1)
