"""What editors call the outlets of a server's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.errors import AskError
from bot.model.library import Libraries
from bot.model.outlets import LABELS
from bot.store.outlet_labels import label_outlet, outlet_labels, unlabel_outlet
from bot.store.overview import late_outlets
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.store.database import Database

NONE = "none"
"""What is typed to remove a label."""
LONGEST = 30
"""Longest label, in characters."""
MOST = 200
"""Most labels of a server."""


class OutletLabels:
    """The labels of outlets, by server. Servers and users are Discord ids."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def of(self, server: str) -> dict[str, str]:
        """Returns the labels by outlet."""
        return await outlet_labels(self._database, server)

    async def offered(self, server: str, typed: str) -> list[str]:
        """Returns the outlets with these letters: those with a label first, then those of the newest articles."""
        names = await self._names(server)
        return [name for name in names if typed.casefold().strip() in name.casefold()]

    async def label(self, server: str, outlet: str, label: str, by: str) -> tuple[str, str | None]:
        """Set an outlet's label, or remove it ("none"). Returns the outlet's name and its label now.

        Raises:
            AskError: no article here is from such an outlet, the label is none, or there are too many.
        """
        names = await self._names(server)
        name = next((name for name in names if name.casefold() == outlet.casefold().strip()), None)
        if name is None:
            raise AskError(
                say(
                    "No article here is from an outlet named “{outlet}”: choose one from the list that appears as you type.",
                    outlet=unmarked(outlet)[:60],
                )
            )
        words = unmarked(label)
        if words.casefold() == NONE:
            await unlabel_outlet(self._database, server, name)
            return name, None
        if not any(map(str.isalnum, words)) or len(words) > LONGEST:
            raise AskError(
                say("A label is one to {n} letters, such as trusted, state-owned or local paper.", n=LONGEST)
            )
        labels = await self.of(server)
        if name not in labels and len(labels) >= MOST:
            raise AskError(say("This server has {n} labels, the most there may be: remove some first.", n=MOST))
        words = words.casefold() if words.casefold() in LABELS else words
        await label_outlet(self._database, server, name, words, by, self._clock())
        return name, words

    async def _names(self, server: str) -> list[str]:
        labels = await self.of(server)
        late = await late_outlets(self._database, Libraries(server))
        return list(dict.fromkeys((*labels, *late)))
