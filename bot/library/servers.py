"""Server settings, and servers joining and leaving: data of a server the bot left is kept for a grace period, then purged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.library import EVERYONE, Server
from bot.store import servers as store
from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.model.chart import Theme
    from bot.store.database import Database

GRACE = timedelta(days=30)
"""How long a server's data is kept after the bot is removed: removal by mistake must lose nothing."""


class Servers:
    """Settings and data of servers, which are given by their Discord ids."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def get(self, server: int | str) -> Server:
        """Returns a server's settings; the defaults if nothing is stored."""
        known = await store.server(self._database, str(server))
        return known or Server(str(server), stored(self._clock()))

    async def set_editors(self, server: int | str, role: int | None) -> None:
        """Set the role that may edit; None leaves only those with Manage Server."""
        await store.set_editors_role(self._database, str(server), str(role) if role else None, self._clock())

    async def set_notices(self, server: int | str, channel: int | None) -> None:
        """Set the channel for editor notices; None sends them directly to whoever set the thing up."""
        await store.set_notice_channel(self._database, str(server), str(channel) if channel else None, self._clock())

    async def set_pictures(self, server: int | str, theme: Theme | None) -> None:
        """Set the colours of the pictures of answers; None: no pictures."""
        await store.set_pictures(self._database, str(server), theme, self._clock())

    async def joined(self, servers: Iterable[int]) -> None:
        """Record that the bot is in these servers."""
        await store.joined(self._database, map(str, servers), self._clock())

    async def left(self, server: int) -> None:
        """Record that the bot was removed from a server. An outage is not a removal."""
        await store.left(self._database, str(server), self._clock())

    async def compare(self, servers: Iterable[int]) -> None:
        """Record that the bot is in exactly these servers. Any other counts as left now: the bot was removed while it was down."""
        here = {str(server) for server in servers}
        for gone in await store.present(self._database) - here:
            await store.left(self._database, gone, self._clock())
        await store.joined(self._database, sorted(here), self._clock())

    async def kept(self, server: int | str) -> int:
        """Returns how many articles are stored for this server alone."""
        return await store.kept(self._database, str(server))

    async def purge(self, server: int | str) -> bool:
        """Delete everything of a server at once and for good. Returns False if there was nothing."""
        if str(server) == EVERYONE:
            raise ValueError("everyone's library is the operator's")
        return await store.purge(self._database, str(server))

    async def purge_left(self) -> list[str]:
        """Purge the servers whose grace period is over. Returns them."""
        over = self._clock() - GRACE
        return [
            server
            for server in await store.left_before(self._database, over)
            if await store.purge(self._database, server, left_before=over)
        ]
