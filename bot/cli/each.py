"""A command that is given several things does each, whatever became of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

_T = TypeVar("_T")


async def for_each(command: str, given: Iterable[_T], deed: Callable[[_T], Awaitable[str]]) -> int:
    """Print what became of each, and on standard error why one could not be done; 1 if there was one."""
    from bot.cli.remedies import refusal
    from bot.cli.terminal import complain, say
    from bot.errors import AskError

    failed = 0
    for one in given:
        try:
            say(await deed(one))
        except AskError as error:
            failed = 1
            complain(f"attache {command}: {one}: {refusal(error)}")
    return failed
