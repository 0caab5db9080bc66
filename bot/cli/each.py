"""Runs an action on each of several items, even if some fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

_T = TypeVar("_T")


async def for_each(command: str, given: Iterable[_T], action: Callable[[_T], Awaitable[str]]) -> int:
    """Print each item's result, or to standard error why it failed. Returns 1 if any failed."""
    from bot.cli.remedies import refusal
    from bot.cli.terminal import complain, say
    from bot.errors import AskError

    failed = 0
    for item in given:
        try:
            say(await action(item))
        except AskError as error:
            failed = 1
            complain(f"attache {command}: {item}: {refusal(error)}")
    return failed
