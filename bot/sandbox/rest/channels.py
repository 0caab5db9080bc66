"""REST: a channel, its settings and its overwrites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, world_changes
from bot.sandbox.permissions import BITS
from bot.sandbox.refusals import Refusal, Violation, invalid_form, missing_permissions, thread_archived
from bot.sandbox.rest import Reply, RestRequest, route
from bot.sandbox.rest.access import channel_for_bot, require
from bot.sandbox.world import ANNOUNCEMENT, DM, TEXT, Channel, Guild, Json, Overwrite

if TYPE_CHECKING:
    from bot.sandbox.core import Core

CHANNEL = "/channels/{channel_id}"
SETTINGS = {
    "name": "name",
    "topic": "topic",
    "position": "position",
    "nsfw": "nsfw",
    "rate_limit_per_user": "slowmode",
    "parent_id": "parent_id",
    "type": "type",
    "archived": "archived",
    "locked": "locked",
    "auto_archive_duration": "auto_archive_minutes",
    "applied_tags": "applied_tags",
}
"""PATCH fields by the world's name for them."""


def home_of(core: Core, channel: Channel) -> Guild:
    """Returns the server of a channel that must have one."""
    guild = core.world.guild_of(channel)
    if guild is None:
        raise Refusal(403, 50003, "Cannot execute action on a DM channel")
    return guild


@route("GET", CHANNEL)
def get(request: RestRequest, channel_id: str) -> Reply:
    """Returns the channel."""
    return 200, payloads.channel(request.core.world, channel_for_bot(request.core, channel_id))


@route("PATCH", CHANNEL)
def patch(request: RestRequest, channel_id: str) -> Reply:
    """Change the channel; archive, lock, rename or tag a thread."""
    core = request.core
    channel = channel_for_bot(core, channel_id)
    guild = home_of(core, channel)
    _may_change(request, channel)
    if "type" in request.form and {channel.type, request.form["type"]} != {TEXT, ANNOUNCEMENT}:
        raise invalid_form(
            [
                Violation(
                    ("type",), "BASE_TYPE_CHOICES", "a channel's type can only change between text and announcement"
                )
            ]
        )
    changed = {known: request.form[key] for key, known in SETTINGS.items() if key in request.form}
    if "permission_overwrites" in request.form:
        channel.overwrites = {
            each["id"]: overwrite_from(str(each["id"]), each) for each in request.form["permission_overwrites"]
        }
    world_changes.change_channel(core, guild, channel, changed)
    return 200, payloads.channel(core.world, channel)


def _may_change(request: RestRequest, channel: Channel) -> None:
    """Check permissions: a thread's owner may change it without MANAGE_THREADS but not lock it, and anyone may unarchive it."""
    core, asked = request.core, request.form
    if not channel.thread:
        require(core, channel, BITS["MANAGE_CHANNELS"])
    elif core.bot_may(channel) & BITS["MANAGE_THREADS"]:
        return
    elif "locked" in asked or channel.thread.owner_id != core.world.application_id:
        raise missing_permissions()
    elif channel.thread.archived and asked.get("archived") is not False:
        raise thread_archived()


@route("DELETE", CHANNEL)
def delete(request: RestRequest, channel_id: str) -> Reply:
    """Delete a channel or thread; a DM is only closed."""
    core = request.core
    channel = channel_for_bot(core, channel_id)
    shown = payloads.channel(core.world, channel)
    if channel.type != DM:
        require(core, channel, BITS["MANAGE_THREADS"] if channel.is_thread else BITS["MANAGE_CHANNELS"])
        world_changes.remove_channel(core, home_of(core, channel), channel)
    return 200, shown


@route("PUT", CHANNEL + "/permissions/{overwrite_id}")
def put_overwrite(request: RestRequest, channel_id: str, overwrite_id: str) -> Reply:
    """Set an overwrite."""
    core = request.core
    channel = channel_for_bot(core, channel_id)
    require(core, channel, BITS["MANAGE_ROLES"])
    world_changes.set_overwrite(core, home_of(core, channel), channel, overwrite_from(overwrite_id, request.form))
    return 204, None


@route("DELETE", CHANNEL + "/permissions/{overwrite_id}")
def delete_overwrite(request: RestRequest, channel_id: str, overwrite_id: str) -> Reply:
    """Remove an overwrite."""
    core = request.core
    channel = channel_for_bot(core, channel_id)
    require(core, channel, BITS["MANAGE_ROLES"])
    if overwrite_id not in channel.overwrites:
        raise Refusal(404, 10009, "Unknown Overwrite")
    world_changes.remove_overwrite(core, home_of(core, channel), channel, overwrite_id)
    return 204, None


def overwrite_from(overwrite_id: str, sent: Json) -> Overwrite:
    """Returns an overwrite as sent, with numbers as text."""
    return Overwrite(overwrite_id, int(sent.get("type") or 0), int(sent.get("allow") or 0), int(sent.get("deny") or 0))
