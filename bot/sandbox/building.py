"""The part of the sandbox's API that changes the world: servers, channels, roles, users, members, permissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.errors import AskError
from bot.sandbox import payloads, showing, world_changes
from bot.sandbox.permissions import bits
from bot.sandbox.world import ANNOUNCEMENT, CATEGORY, FORUM, TEXT, Channel, Guild, Json, Member, Overwrite, Role, User

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.lookup import Lookup

KINDS = {"text": TEXT, "announcement": ANNOUNCEMENT, "forum": FORUM, "category": CATEGORY}
EVERYONE_MAY = bits(
    ["VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS", "ATTACH_FILES", "READ_MESSAGE_HISTORY", "ADD_REACTIONS",
     "USE_APPLICATION_COMMANDS", "CREATE_PUBLIC_THREADS", "SEND_MESSAGES_IN_THREADS"]
)  # fmt: skip
"""What @everyone may do in a server created at run time."""

Answer = Callable[..., Json]


class Building:
    """Changes to the world, requested in the sandbox's terms."""

    def __init__(self, core: Core, names: Lookup) -> None:
        self._core = core
        self._lookup = names

    def routes(self) -> dict[tuple[str, str], Answer]:
        """Returns the handlers by method and path."""
        return {
            ("POST", "users"): self.add_user,
            ("PATCH", "users/*"): self.change_user,
            ("DELETE", "users/*"): self.remove_user,
            ("POST", "guilds"): self.add_guild,
            ("PATCH", "guilds/*"): self.change_guild,
            ("DELETE", "guilds/*"): self.remove_bot,
            ("POST", "guilds/*/join"): self.join,
            ("PUT", "guilds/*/members/*"): self.set_member,
            ("DELETE", "guilds/*/members/*"): self.remove_member,
            ("POST", "channels"): self.add_channel,
            ("PATCH", "channels/*"): self.change_channel,
            ("DELETE", "channels/*"): self.remove_channel,
            ("PUT", "channels/*/overwrites/*"): self.set_overwrite,
            ("DELETE", "channels/*/overwrites/*"): self.remove_overwrite,
            ("PUT", "channels/*/members/*"): self.let_in,
            ("DELETE", "channels/*/members/*"): self.let_out,
            ("POST", "roles"): self.add_role,
            ("PATCH", "roles/*"): self.change_role,
            ("DELETE", "roles/*"): self.remove_role,
        }

    def add_user(self, said: Json) -> Json:
        """Create a user who is a member of the servers in `guilds`."""
        name = str(said["name"])
        if any(each.name == name for each in self._core.world.users.values()):
            raise AskError(f"there is already a user called {name!r}")
        user = User(self._core.clock.snowflake(), name, said.get("display_name"), locale=said.get("locale", "en-US"))
        self._core.world.users[user.id] = user
        for guild in said.get("guilds") or []:
            world_changes.set_member(self._core, self._lookup.guild(guild), user.id, None)
        self._core.changed("state")
        return payloads.user(user)

    def change_user(self, who: str, said: Json) -> Json:
        """Change a user's display name or locale."""
        user = self._lookup.user(who)
        user.display_name, user.locale = said.get("display_name", user.display_name), said.get("locale", user.locale)
        self._core.changed("state")
        return payloads.user(user)

    def remove_user(self, who: str, said: Json) -> Json:
        """Remove a user from every server; their messages stay."""
        user = self._person(who)
        for guild in self._core.world.guilds.values():
            if user.id in guild.members:
                world_changes.remove_member(self._core, guild, user.id)
        return {}

    def _person(self, who: str) -> User:
        user = self._lookup.user(who)
        if user.bot:
            raise AskError(f"{who} is the bot; DELETE /sandbox/api/guilds/{{id}} removes it from one server")
        return user

    def add_guild(self, said: Json) -> Json:
        """Create a server with one channel, #general, and the bot in it unless `bot` is false."""
        core, clock = self._core, self._core.clock
        owner = self._lookup.user(said["owner"]) if said.get("owner") else core.world.users[core.world.owner_id]
        guild = Guild(clock.snowflake(), str(said["name"]), owner.id, said.get("locale", "en-US"), bot_joined=False)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE_MAY, position=0)
        for user in {owner.id, *(self._lookup.user(each).id for each in said.get("members") or [])}:
            guild.members[user] = Member(user, joined_at=clock.iso())
        core.world.guilds[guild.id] = guild
        core.world.add_channel(Channel(clock.snowflake(), TEXT, "general", guild.id))
        if said.get("bot", True):
            world_changes.join_guild(core, guild)
        core.changed("state")
        return showing.guild(core, guild)

    def change_guild(self, which: str, said: Json) -> Json:
        """Rename a server, or start or end an outage with `unavailable`."""
        guild = self._lookup.guild(which)
        changed = {key: said[key] for key in ("name", "locale") if key in said}
        if "owner" in said:
            changed["owner_id"] = self._lookup.user(said["owner"]).id
        if changed:
            world_changes.change_guild(self._core, guild, changed)
        if "unavailable" in said:
            world_changes.set_outage(self._core, guild, bool(said["unavailable"]))
        return showing.guild(self._core, guild)

    def remove_bot(self, which: str, said: Json) -> Json:
        """Remove the bot from a server; the server stays."""
        guild = self._lookup.guild(which)
        if not guild.bot_joined:
            raise AskError(f"the bot is not in {guild.name}")
        world_changes.leave_guild(self._core, guild)
        return {}

    def join(self, which: str, said: Json) -> Json:
        """Add the bot to a server again, with the roles in `roles`, or the one it came with ("Bot")."""
        guild = self._lookup.guild(which)
        if guild.bot_joined:
            raise AskError(f"the bot is already in {guild.name}")
        roles = said.get("roles", [each.id for each in guild.roles.values() if each.managed])
        me = self._core.world.application_id
        guild.members[me] = Member(me, self._role_ids(guild, roles), joined_at=self._core.clock.iso())
        world_changes.join_guild(self._core, guild)
        return showing.guild(self._core, guild)

    def _role_ids(self, guild: Guild, roles: list[str]) -> list[str]:
        return [self._lookup.role(each, guild.id).id for each in roles]

    def set_member(self, which: str, who: str, said: Json) -> Json:
        """Add a user to a server, or replace a member's roles with `roles`."""
        guild = self._lookup.guild(which)
        roles = self._role_ids(guild, said["roles"]) if "roles" in said else None
        member = world_changes.set_member(self._core, guild, self._lookup.user(who).id, roles, said.get("nick"))
        return payloads.member(self._core.world, member)

    def remove_member(self, which: str, who: str, said: Json) -> Json:
        """Remove a user, or the bot, from a server."""
        world_changes.remove_member(self._core, self._lookup.guild(which), self._lookup.user(who).id)
        return {}

    def add_channel(self, said: Json) -> Json:
        """Create a channel: `guild`, `name`, `type` (text, announcement, forum, category), `topic`, a forum's `tags` by name, `require_tag`."""
        guild = self._lookup.guild(said["guild"])
        kind: Any = said.get("type", "text")
        number = KINDS.get(str(kind), kind)
        if number not in KINDS.values():
            raise AskError(f"the channel type must be one of: {', '.join(KINDS)}")
        channel = Channel(self._core.clock.snowflake(), int(number), str(said["name"]), guild.id)
        channel.topic, channel.position = said.get("topic"), int(said.get("position", len(guild.channels)))
        channel.tags = [self._tag(str(name)) for name in said.get("tags") or []]
        channel.require_tag = bool(said.get("require_tag"))
        world_changes.add_channel(self._core, guild, channel)
        return payloads.channel(self._core.world, channel)

    def _tag(self, name: str) -> Json:
        return {
            "id": self._core.clock.snowflake(),
            "name": name,
            "moderated": False,
            "emoji_id": None,
            "emoji_name": None,
        }

    def change_channel(self, which: str, said: Json) -> Json:
        """Change `name`, `topic` or `position`; for a thread also `archived` and `locked`."""
        channel = self._lookup.channel(which)
        allowed = ("name", "topic", "position", "nsfw", "slowmode", "archived", "locked", "require_tag")
        changed = {key: said[key] for key in allowed if key in said}
        world_changes.change_channel(self._core, self._home(channel), channel, changed)
        return payloads.channel(self._core.world, channel)

    def remove_channel(self, which: str, said: Json) -> Json:
        """Delete a channel or thread."""
        channel = self._lookup.channel(which)
        world_changes.remove_channel(self._core, self._home(channel), channel)
        return {}

    def _home(self, channel: Channel) -> Guild:
        guild = self._core.world.guild_of(channel)
        if guild is None:
            raise AskError("direct messages can't be changed")
        return guild

    def set_overwrite(self, which: str, whom: str, said: Json) -> Json:
        """Set permissions in a channel for a role (also "@everyone"), a user or the bot."""
        channel = self._lookup.channel(which)
        guild = self._home(channel)
        kind, target = self._target(guild, whom)
        overwrite = Overwrite(target, kind, bits(said.get("allow", 0)), bits(said.get("deny", 0)))
        world_changes.set_overwrite(self._core, guild, channel, overwrite)
        return payloads.channel(self._core.world, channel)

    def remove_overwrite(self, which: str, whom: str, said: Json) -> Json:
        """Remove a permission overwrite."""
        channel = self._lookup.channel(which)
        guild = self._home(channel)
        world_changes.remove_overwrite(self._core, guild, channel, self._target(guild, whom)[1])
        return payloads.channel(self._core.world, channel)

    def let_in(self, which: str, whom: str, said: Json) -> Json:
        """Add a user, or the bot, to a thread."""
        return self._set_thread_member(which, whom, there=True)

    def let_out(self, which: str, whom: str, said: Json) -> Json:
        """Remove a user, or the bot, from a thread."""
        return self._set_thread_member(which, whom, there=False)

    def _set_thread_member(self, which: str, whom: str, *, there: bool) -> Json:
        thread = self._lookup.channel(which)
        user = self._core.world.application_id if whom == "bot" else self._lookup.user(whom).id
        if not thread.is_thread:
            raise AskError(f"{thread.name} is not a thread")
        world_changes.set_thread_member(self._core, self._home(thread), thread, user, there=there)
        return payloads.channel(self._core.world, thread)

    def _target(self, guild: Guild, whom: str) -> tuple[int, str]:
        """A role (type 0) or user (type 1) by name or id; "bot" is the bot."""
        if whom == "bot":
            return 1, self._core.world.application_id
        if whom == "@everyone":
            return 0, guild.id
        try:
            return 0, self._lookup.role(whom, guild.id).id
        except AskError:
            return 1, self._lookup.user(whom).id

    def add_role(self, said: Json) -> Json:
        """Create a role: `guild`, `name`, `permissions` (names or a number), `color`, `position`, `mentionable`."""
        guild = self._lookup.guild(said["guild"])
        role = Role(self._core.clock.snowflake(), str(said["name"]), bits(said.get("permissions", 0)))
        role.color, role.position = int(said.get("color", 0)), int(said.get("position", 1))
        role.mentionable = bool(said.get("mentionable"))
        return payloads.role(world_changes.add_role(self._core, guild, role))

    def change_role(self, which: str, said: Json) -> Json:
        """Change `name`, `permissions`, `color` or `position`; `allow` and `deny` add and remove single permissions."""
        guild, role = self._role(which, said.get("guild"))
        changed = {key: said[key] for key in ("name", "color", "position", "hoist", "mentionable") if key in said}
        permissions = bits(said["permissions"]) if "permissions" in said else role.permissions
        changed["permissions"] = (permissions | bits(said.get("allow", 0))) & ~bits(said.get("deny", 0))
        return payloads.role(world_changes.change_role(self._core, guild, role, changed))

    def remove_role(self, which: str, said: Json) -> Json:
        """Delete a role."""
        guild, role = self._role(which, said.get("guild"))
        if role.id == guild.id:
            raise AskError("@everyone can't be deleted")
        world_changes.remove_role(self._core, guild, role)
        return {}

    def _role(self, which: str, guild: str | None) -> tuple[Guild, Role]:
        role = self._lookup.role(which, self._lookup.guild(guild).id if guild else None)
        return next((each, role) for each in self._core.world.guilds.values() if each.roles.get(role.id) is role)
