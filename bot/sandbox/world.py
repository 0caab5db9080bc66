"""The world of a Discord: users, servers, roles, members, channels and messages, and how it is saved to a file."""

from __future__ import annotations

import base64
from collections import OrderedDict
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import orjson

DEFAULT = Path(__file__).parent / "default_world.json"
"""The world a sandbox starts with."""

Json = dict[str, Any]
"""A JSON object."""

MESSAGES_KEPT = 1_000
"""Messages kept per channel, so that memory stays bounded; the oldest go first."""

TEXT, DM, CATEGORY, ANNOUNCEMENT, NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 4, 5, 10, 11, 12, 15
THREADS = frozenset((NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD))
HAS_MESSAGES = frozenset((TEXT, DM, ANNOUNCEMENT, *THREADS))

_Noun = TypeVar("_Noun")


@dataclass(slots=True)
class User:
    """A person, or the bot."""

    id: str
    name: str
    display_name: str | None = None
    bot: bool = False
    color: int = 0x5865F2
    locale: str = "en-US"


@dataclass(slots=True)
class Role:
    """A server's role."""

    id: str
    name: str
    permissions: int = 0
    color: int = 0
    position: int = 1
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False


@dataclass(slots=True)
class Member:
    """A user in a server."""

    user_id: str
    roles: list[str] = field(default_factory=list)
    nick: str | None = None
    joined_at: str = "2025-01-01T00:00:00.000000+00:00"


@dataclass(slots=True)
class Overwrite:
    """What a role (type 0) or member (type 1) is allowed and denied in one channel."""

    id: str
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Thread:
    """The extra data of a channel that is a thread."""

    owner_id: str
    created_at: str
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 4320
    tags: list[str] = field(default_factory=list)
    sent: int = 0
    members: list[str] = field(default_factory=list)
    active_at: float = 0.0
    """When it was last written in or opened, in sandbox time."""
    turned_at: str = ""
    """When it was last archived or opened again; "" if it never was."""


@dataclass(slots=True)
class Message:
    """A message as Discord shows it (`payload`), with the sandbox's own data."""

    payload: Json
    ephemeral_for: str | None = None
    thinking: bool = False
    interaction_id: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The message's id."""
        return self.payload["id"]  # type: ignore[no-any-return] # payloads are ours


@dataclass(slots=True)
class Channel:
    """A channel, a thread, or a direct message."""

    id: str
    type: int
    name: str
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    recipient_id: str | None = None
    tags: list[Json] = field(default_factory=list)
    require_tag: bool = False
    """True if every post of a forum needs a tag."""
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    thread: Thread | None = None
    last_message_id: str | None = None
    messages: OrderedDict[str, Message] = field(default_factory=OrderedDict)

    @property
    def is_thread(self) -> bool:
        """True for a thread or forum post."""
        return self.thread is not None

    def keep(self, message: Message) -> None:
        """Append a message and drop the oldest beyond the limit."""
        fresh = message.id
        self.messages[fresh] = message
        if message.ephemeral_for is None:
            self.last_message_id = fresh
        while len(self.messages) > MESSAGES_KEPT:
            self.messages.popitem(last=False)


@dataclass(slots=True)
class Guild:
    """A server. The bot may have been removed from it, and it may be unavailable (an outage)."""

    id: str
    name: str
    owner_id: str
    locale: str = "en-US"
    unavailable: bool = False
    bot_joined: bool = True
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    threads: dict[str, Channel] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """The whole state. Ids are strings, as in Discord's API; the bot's user has the application's id."""

    application_id: str
    application_name: str = "Bot"
    owner_id: str = ""
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    dms: dict[str, Channel] = field(default_factory=dict)
    commands: dict[str, dict[str, Json]] = field(default_factory=dict)
    """Application commands by scope ("" for global, else a server's id), then by id."""
    channels: dict[str, Channel] = field(default_factory=dict)
    """Every channel, thread and direct message by id, updated by `add_channel` and `remove_channel`."""

    @property
    def bot(self) -> User:
        """The bot's own user."""
        return self.users[self.application_id]

    @property
    def token(self) -> str:
        """The bot's token. It starts with the bot's id, as Discord's do, and is not secret."""
        bot_id = base64.b64encode(self.application_id.encode()).decode().rstrip("=")
        return f"{bot_id}.SANDBOX.this-token-opens-nothing-but-a-local-sandbox"

    def add_channel(self, channel: Channel) -> Channel:
        """Add a channel, thread or direct message to its server and to the index."""
        self.channels[channel.id] = channel
        if channel.guild_id is None:
            self.dms[channel.id] = channel
        elif channel.is_thread:
            self.guilds[channel.guild_id].threads[channel.id] = channel
        else:
            self.guilds[channel.guild_id].channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> list[Channel]:
        """Remove a channel and its threads. Returns those removed, the channel last."""
        gone = [channel]
        if channel.guild_id is None:
            self.dms.pop(channel.id, None)
        else:
            guild = self.guilds[channel.guild_id]
            gone[:0] = [thread for thread in guild.threads.values() if thread.parent_id == channel.id]
            guild.channels.pop(channel.id, None)
        for each in gone:
            self.channels.pop(each.id, None)
            if each.is_thread and each.guild_id:
                self.guilds[each.guild_id].threads.pop(each.id, None)
        return gone

    def dm_with(self, user_id: str, new_id: str) -> Channel:
        """Returns the direct-message channel of a user and the bot, created with `new_id` if missing."""
        for channel in self.dms.values():
            if channel.recipient_id == user_id:
                return channel
        name = self.users[user_id].name
        return self.add_channel(Channel(new_id, DM, name, recipient_id=user_id))

    def guild_of(self, channel: Channel) -> Guild | None:
        """Returns a channel's server; None for a direct message."""
        return self.guilds[channel.guild_id] if channel.guild_id else None


def load(path: Path) -> World:
    """Read a world from a file written by `dump`, or by hand in the same format.

    Raises:
        ValueError: the file does not hold a world.
    """
    try:
        return _world(orjson.loads(path.read_bytes()))
    except (KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as error:
        raise ValueError(
            f"{path} is not a sandbox world: {error!r}. Give another file, or delete it to start with the default world"
        ) from error


def dump(world: World) -> bytes:
    """Returns a world as JSON, with messages and files."""
    return orjson.dumps(
        {
            **{name: getattr(world, name) for name in ("application_id", "application_name", "owner_id", "commands")},
            "users": list(world.users.values()),
            "guilds": [
                {
                    **_plain(guild, "roles", "members", "channels", "threads"),
                    "roles": list(guild.roles.values()),
                    "members": list(guild.members.values()),
                }
                for guild in world.guilds.values()
            ],
            "channels": [_channel_json(channel) for channel in world.channels.values()],
        },
        option=orjson.OPT_INDENT_2,
    )


def _plain(noun: Any, *without: str) -> Json:
    return {each.name: getattr(noun, each.name) for each in fields(noun) if each.name not in without}


def _channel_json(channel: Channel) -> Json:
    messages = [
        {**_plain(message), "files": {name: base64.b64encode(data).decode() for name, data in message.files.items()}}
        for message in channel.messages.values()
    ]
    return {**_plain(channel), "overwrites": list(channel.overwrites.values()), "messages": messages}


def _world(data: Json) -> World:
    world = World(
        data["application_id"], data.get("application_name", "Bot"), data["owner_id"], commands=data.get("commands", {})
    )
    world.users = {user["id"]: User(**user) for user in data["users"]}
    if world.application_id not in world.users:
        world.users[world.application_id] = User(world.application_id, world.application_name, bot=True)
    for guild in data["guilds"]:
        roles = _by_id(Role, guild.pop("roles"))
        members = {member["user_id"]: Member(**member) for member in guild.pop("members")}
        world.guilds[guild["id"]] = Guild(**guild, roles=roles, members=members)
    for channel in data["channels"]:
        world.add_channel(_channel(channel))
    return world


def _channel(data: Json) -> Channel:
    thread = data.pop("thread", None)
    overwrites = _by_id(Overwrite, data.pop("overwrites", []))
    channel = Channel(
        **{**data, "messages": OrderedDict()}, thread=Thread(**thread) if thread else None, overwrites=overwrites
    )
    for kept in data.get("messages", []):
        files = {name: base64.b64decode(text) for name, text in kept.pop("files").items()}
        message = Message(**kept, files=files)
        if not message.thinking:  # its interaction does not outlive the process
            channel.messages[message.id] = message
    return channel


def _by_id(noun: type[_Noun], rows: list[Json]) -> dict[str, _Noun]:
    return {row["id"]: noun(**row) for row in rows}
