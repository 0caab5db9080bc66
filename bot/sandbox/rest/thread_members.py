"""REST: who is in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, world_changes
from bot.sandbox.permissions import BITS, SEND_IN_THREADS
from bot.sandbox.refusals import missing_access, missing_permissions, thread_archived, unknown
from bot.sandbox.rest import Reply, RestRequest, route
from bot.sandbox.rest.access import channel_for_bot, require
from bot.sandbox.rest.channels import home_of
from bot.sandbox.session import GUILD_MEMBERS
from bot.sandbox.world import PRIVATE_THREAD, Channel, Json, Thread

if TYPE_CHECKING:
    from bot.sandbox.core import Core

MEMBERS = "/channels/{channel_id}/thread-members"
_LISTED = 100
"""Members on a page, where they are listed with their server members."""


@route("GET", MEMBERS)
def members(request: RestRequest, channel_id: str) -> Reply:
    """List a thread's members; all of them, or by pages with their server members. Needs the members intent."""
    core = request.core
    channel, thread = _thread(core, channel_id)
    if not core.gateway.privileged & GUILD_MEMBERS:
        raise missing_access()
    if not _with_member(request):
        return 200, [_shown(request, channel, user_id) for user_id in thread.members]
    after, limit = int(request.query.get("after") or 0), int(request.query.get("limit") or _LISTED)
    found = sorted((user_id for user_id in thread.members if int(user_id) > after), key=int)
    return 200, [_shown(request, channel, user_id) for user_id in found[:limit]]


@route("GET", MEMBERS + "/@me")
def own(request: RestRequest, channel_id: str) -> Reply:
    """Returns the bot's membership."""
    return member(request, channel_id, request.core.world.application_id)


@route("GET", MEMBERS + "/{user_id}")
def member(request: RestRequest, channel_id: str, user_id: str) -> Reply:
    """Returns one member of a thread."""
    channel, thread = _thread(request.core, channel_id)
    if user_id not in thread.members:
        raise unknown("Member")
    return 200, _shown(request, channel, user_id)


@route("PUT", MEMBERS + "/@me")
def join(request: RestRequest, channel_id: str) -> Reply:
    """Add the bot to an open thread."""
    channel = _open(request.core, channel_id)
    return _set(request.core, channel, request.core.world.application_id, there=True)


@route("DELETE", MEMBERS + "/@me")
def leave(request: RestRequest, channel_id: str) -> Reply:
    """Remove the bot from an open thread."""
    channel = _open(request.core, channel_id)
    return _set(request.core, channel, request.core.world.application_id, there=False)


@route("PUT", MEMBERS + "/{user_id}")
def add(request: RestRequest, channel_id: str, user_id: str) -> Reply:
    """Add someone to an open thread that the bot may write in."""
    core = request.core
    channel = _open(core, channel_id)
    require(core, channel, SEND_IN_THREADS)
    if user_id not in core.world.users:
        raise unknown("User")
    if user_id not in home_of(core, channel).members:
        raise unknown("Member")
    return _set(core, channel, user_id, there=True)


@route("DELETE", MEMBERS + "/{user_id}")
def remove(request: RestRequest, channel_id: str, user_id: str) -> Reply:
    """Remove someone from an open thread. Needs MANAGE_THREADS, unless it is a private thread of the bot's own."""
    core = request.core
    channel = _open(core, channel_id)
    _, thread = _thread(core, channel_id)
    owned = channel.type == PRIVATE_THREAD and thread.owner_id == core.world.application_id
    if not owned and not core.bot_may(channel) & BITS["MANAGE_THREADS"]:
        raise missing_permissions()
    if user_id not in thread.members:
        raise unknown("Member")
    return _set(core, channel, user_id, there=False)


def _thread(core: Core, channel_id: str) -> tuple[Channel, Thread]:
    """A thread that the bot can see."""
    channel = channel_for_bot(core, channel_id)
    if channel.thread is None:
        raise unknown("Channel")
    return channel, channel.thread


def _open(core: Core, channel_id: str) -> Channel:
    channel, thread = _thread(core, channel_id)
    if thread.archived:
        raise thread_archived()
    return channel


def _set(core: Core, channel: Channel, user_id: str, *, there: bool) -> Reply:
    world_changes.set_thread_member(core, home_of(core, channel), channel, user_id, there=there)
    return 204, None


def _with_member(request: RestRequest) -> bool:
    return request.query.get("with_member") in ("true", "True", "1")


def _shown(request: RestRequest, channel: Channel, user_id: str) -> Json:
    core = request.core
    shown = payloads.thread_member(channel, user_id)
    member = home_of(core, channel).members.get(user_id)
    if member and _with_member(request):
        shown["member"] = payloads.member(core.world, member)
    return shown
