"""Finds users, servers, channels, roles and messages by a typed name or id."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.errors import AskError
from bot.sandbox.uploads import described

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.core import Core
    from bot.sandbox.uploads import Upload
    from bot.sandbox.world import Channel, Guild, Json, Message, Role, User, World

_Noun = TypeVar("_Noun")

UPLOADS_KEPT = 200


class Lookup:
    """Looks things up by name or id."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.uploads: dict[str, tuple[str, bytes]] = {}

    @property
    def world(self) -> World:
        """The world that is searched."""
        return self._core.world

    def user(self, said: str) -> User:
        """Returns a user by id or name.

        Raises:
            AskError: not found; likewise in every method here.
        """
        said = said.removeprefix("@")
        users = self.world.users
        return users.get(said) or _one("user", said, (each for each in users.values() if each.name == said))

    def guild(self, said: str) -> Guild:
        """Returns a server by id or name."""
        guilds = self.world.guilds
        return guilds.get(said) or _one("server", said, (each for each in guilds.values() if each.name == said))

    def channel(self, said: str, guild_id: str | None = None, user: User | None = None) -> Channel:
        """Returns a channel or thread by id or name; "dm" for the user's direct messages with the bot; "Server/name" if a name is used twice."""
        if said in self.world.channels:
            return self.world.channels[said]
        if said == "dm" and user:
            return self.world.dm_with(user.id, self._core.clock.snowflake())
        if "/" in said:
            server, said = said.split("/", 1)
            guild_id = self.guild(server).id
        said = said.removeprefix("#")
        found = [each for each in self.world.channels.values() if each.guild_id and each.name == said]
        here = [each for each in found if each.guild_id == guild_id]
        return _one("channel", said, here or found)

    def role(self, said: str, guild_id: str | None) -> Role:
        """Returns a server's role by id or name."""
        roles = (
            self.guild(guild_id).roles
            if guild_id
            else {r.id: r for g in self.world.guilds.values() for r in g.roles.values()}
        )
        return roles.get(said) or _one(
            "role", said, (each for each in roles.values() if each.name == said.removeprefix("@"))
        )

    def message(self, message_id: str) -> tuple[Channel, Message]:
        """Returns a message and its channel."""
        for channel in self.world.channels.values():
            if message_id in channel.messages:
                return channel, channel.messages[message_id]
        raise AskError(
            f"there is no message {message_id}; it was deleted, or is older than the messages a channel keeps"
        )

    def keep_upload(self, given: Upload) -> Json:
        """Store a file that a user gave to a command. Returns its description as Discord gives it."""
        own = self._core.clock.snowflake()
        shown = described(given, own, f"{self._core.address.url}/attachments/ephemeral/{own}")
        self.uploads[shown["id"]] = (shown["filename"], given.data)
        while len(self.uploads) > UPLOADS_KEPT:
            del self.uploads[next(iter(self.uploads))]
        return {**shown, "ephemeral": True}


def _one(kind: str, said: str, found: Iterable[_Noun]) -> _Noun:
    rows = list(found)
    if not rows:
        raise AskError(f"there is no {kind} called {said!r}; see GET /sandbox/api/state")
    if len(rows) > 1:
        raise AskError(f"{len(rows)} have the name {said!r}: give the id instead")
    return rows[0]
