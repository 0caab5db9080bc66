"""What servers set, and their coming and going: a server that left is kept for the days of grace, then all of it is purged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.library import EVERYONE, Server
from bot.store import servers as store
from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.store.database import Database

GRACE = timedelta(days=30)
"""How long a server's data outlives the bot's removal: being thrown out by mistake must lose nothing."""


class Servers:
    """The servers' settings and data. A server is given by Discord's id."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def get(self, server: int | str) -> Server:
        """What a server has set; one that nothing is kept of has set nothing."""
        known = await store.server(self._database, str(server))
        return known or Server(str(server), stored(self._clock()))

    async def set_editors(self, server: int | str, role: int | None) -> None:
        """Whose role may edit; None: only those who may manage the server."""
        await store.set_editors_role(self._database, str(server), str(role) if role else None, self._clock())

    async def set_notices(self, server: int | str, channel: int | None) -> None:
        """Where editors are told what needs them; None: whoever set the thing up is told directly."""
        await store.set_notice_channel(self._database, str(server), str(channel) if channel else None, self._clock())

    async def joined(self, servers: Iterable[int]) -> None:
        """The bot is in these."""
        await store.joined(self._database, map(str, servers), self._clock())

    async def left(self, server: int) -> None:
        """The bot was removed from it. An outage is no removal."""
        await store.left(self._database, str(server), self._clock())

    async def compare(self, servers: Iterable[int]) -> None:
        """The bot is in these and in no others: those it was removed from while it was down are left as of now."""
        here = {str(server) for server in servers}
        for gone in await store.present(self._database) - here:
            await store.left(self._database, gone, self._clock())
        await store.joined(self._database, sorted(here), self._clock())

    async def kept(self, server: int | str) -> int:
        """How many articles are kept for a server alone."""
        return await store.kept(self._database, str(server))

    async def purge(self, server: int | str) -> bool:
        """All of a server away at once and for good; whether there was anything."""
        if str(server) == EVERYONE:
            raise ValueError("everyone's library is the operator's")
        return await store.purge(self._database, str(server))

    async def purge_left(self) -> list[str]:
        """The servers whose days of grace are over, purged now."""
        over = self._clock() - GRACE
        return [
            server
            for server in await store.left_before(self._database, over)
            if await store.purge(self._database, server, left_before=over)
        ]
