"""The interactions being answered, so that a stop of the bot leaves none without an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.catalogue import N_, say
from bot.catalogue.lazy import Lazy
from bot.errors import LaterError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    Interaction = discord.Interaction[Any]

FINISH_SECONDS = 8.0
"""How long a stop waits for answers. Docker and systemd end what takes much longer; ten seconds is Docker's limit."""
EXPLAIN_SECONDS = 1.5
"""How long it then takes at most to say so: Discord may be what can't be reached."""
NOT_FINISHED = N_("I was stopped before I had finished this: look whether it is done, and try again in a few minutes.")
STOPPING = N_("I am being stopped, so I begin nothing new: try again in a few minutes.")


class UnderWay:
    """The tasks that answer interactions."""

    def __init__(self) -> None:
        self._answering: dict[asyncio.Task[Any], Interaction] = {}
        self._stopping = False

    def add(self, interaction: Interaction) -> None:
        """Notes that the current task answers an interaction, until the task ends.

        Raises:
            LaterError: the bot is being stopped.
        """
        if self._stopping:
            raise LaterError(say(STOPPING))
        task = asyncio.current_task()
        if task is not None:
            self._answering[task] = interaction
            task.add_done_callback(lambda ended: self._answering.pop(ended, None))

    async def finish(self, explain: Callable[[Interaction, BaseException], Awaitable[None]]) -> None:
        """Waits until all interactions are answered, at most `FINISH_SECONDS`; breaks the others off and says so with `explain`."""
        self._stopping = True
        if not self._answering:
            return
        await asyncio.wait(list(self._answering), timeout=FINISH_SECONDS)
        broken_off = {task: interaction for task, interaction in self._answering.items() if not task.done()}
        for task in broken_off:
            task.cancel()
        await asyncio.gather(*broken_off, return_exceptions=True)
        telling = [
            asyncio.ensure_future(explain(interaction, LaterError(Lazy(NOT_FINISHED))))
            for interaction in broken_off.values()
        ]
        if telling:
            _, silent = await asyncio.wait(telling, timeout=EXPLAIN_SECONDS)
            for task in silent:
                task.cancel()
