"""Computes a member's permissions from roles and overwrites, as Discord does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.world import PRIVATE_THREAD

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Guild, Member

BITS = {
    name: 1 << bit
    for bit, name in enumerate(
        [
            "CREATE_INSTANT_INVITE", "KICK_MEMBERS", "BAN_MEMBERS", "ADMINISTRATOR", "MANAGE_CHANNELS", "MANAGE_GUILD",
            "ADD_REACTIONS", "VIEW_AUDIT_LOG", "PRIORITY_SPEAKER", "STREAM", "VIEW_CHANNEL", "SEND_MESSAGES",
            "SEND_TTS_MESSAGES", "MANAGE_MESSAGES", "EMBED_LINKS", "ATTACH_FILES", "READ_MESSAGE_HISTORY",
            "MENTION_EVERYONE", "USE_EXTERNAL_EMOJIS", "VIEW_GUILD_INSIGHTS", "CONNECT", "SPEAK", "MUTE_MEMBERS",
            "DEAFEN_MEMBERS", "MOVE_MEMBERS", "USE_VAD", "CHANGE_NICKNAME", "MANAGE_NICKNAMES", "MANAGE_ROLES",
            "MANAGE_WEBHOOKS", "MANAGE_GUILD_EXPRESSIONS", "USE_APPLICATION_COMMANDS", "REQUEST_TO_SPEAK",
            "MANAGE_EVENTS", "MANAGE_THREADS", "CREATE_PUBLIC_THREADS", "CREATE_PRIVATE_THREADS",
            "USE_EXTERNAL_STICKERS", "SEND_MESSAGES_IN_THREADS", "USE_EMBEDDED_ACTIVITIES", "MODERATE_MEMBERS",
            "VIEW_CREATOR_MONETIZATION_ANALYTICS", "USE_SOUNDBOARD", "CREATE_GUILD_EXPRESSIONS", "CREATE_EVENTS",
            "USE_EXTERNAL_SOUNDS", "SEND_VOICE_MESSAGES", "UNUSED_47", "UNUSED_48", "SEND_POLLS", "USE_EXTERNAL_APPS",
            "PIN_MESSAGES", "BYPASS_SLOWMODE",
        ]
    )
    if not name.startswith("UNUSED")
}  # fmt: skip
"""Discord's permission bits by their documented names."""

ALL = sum(BITS.values())
ADMINISTRATOR = BITS["ADMINISTRATOR"]
VIEW = BITS["VIEW_CHANNEL"]
SEND = BITS["SEND_MESSAGES"]
SEND_IN_THREADS = BITS["SEND_MESSAGES_IN_THREADS"]
IN_A_DM = VIEW | SEND | sum(
    BITS[name]
    for name in (
        "EMBED_LINKS", "ATTACH_FILES", "READ_MESSAGE_HISTORY", "ADD_REACTIONS", "USE_EXTERNAL_EMOJIS",
        "USE_APPLICATION_COMMANDS", "MENTION_EVERYONE", "USE_EXTERNAL_STICKERS", "SEND_VOICE_MESSAGES", "SEND_POLLS",
        "PIN_MESSAGES",
    )
)  # fmt: skip
"""What anyone may do in a direct message."""


def bits(names: list[str] | str | int) -> int:
    """Permission bits from a number, a number as text, or names.

    Raises:
        ValueError: a name is not a Discord permission.
    """
    if isinstance(names, int):
        return names
    if isinstance(names, str):
        if names.isdigit():
            return int(names)
        names = [names]
    unknown = [name for name in names if name.upper() not in BITS]
    if unknown:
        raise ValueError(f"there is no permission {unknown[0]}; use Discord's names, such as SEND_MESSAGES")
    total = 0
    for name in names:
        total |= BITS[name.upper()]
    return total


def in_guild(guild: Guild, member: Member) -> int:
    """Returns a member's permissions in the whole server."""
    if member.user_id == guild.owner_id:
        return ALL
    total = guild.roles[guild.id].permissions
    for role_id in member.roles:
        role = guild.roles.get(role_id)
        if role:
            total |= role.permissions
    return ALL if total & ADMINISTRATOR else total


def in_channel(guild: Guild, channel: Channel, member: Member) -> int:
    """Returns a member's permissions in one channel: none without VIEW_CHANNEL; a thread has its parent's.

    A private thread is open only to its members and to those who may manage threads.
    """
    base = in_guild(guild, member)
    if base & ADMINISTRATOR:
        return base
    parent = guild.channels.get(channel.parent_id or "") if channel.is_thread else None
    base = _overwritten(base, parent or channel, member, everyone=guild.id)
    private = channel.thread if channel.type == PRIVATE_THREAD else None
    let_in = private is None or member.user_id in private.members or base & BITS["MANAGE_THREADS"]
    return base if base & VIEW and let_in else 0


def _overwritten(base: int, channel: Channel, member: Member, everyone: str) -> int:
    """Apply overwrites: @everyone's first, then all roles' together, then the member's own."""
    own = channel.overwrites.get(member.user_id)
    everyones = channel.overwrites.get(everyone)
    if everyones:
        base = base & ~everyones.deny | everyones.allow
    allow = deny = 0
    for role_id in member.roles:
        overwrite = channel.overwrites.get(role_id)
        if overwrite:
            allow |= overwrite.allow
            deny |= overwrite.deny
    base = base & ~deny | allow
    return base & ~own.deny | own.allow if own else base
