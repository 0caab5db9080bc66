"""REST: the bot's user and application, the gateway's address, direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.permissions import in_guild
from bot.sandbox.refusals import unknown
from bot.sandbox.rest import Reply, RestRequest, route

if TYPE_CHECKING:
    from bot.sandbox.world import Guild, Json, Member


@route("GET", "/users/@me")
def me(request: RestRequest) -> Reply:
    """Returns the bot's own user."""
    return 200, payloads.own_user(request.core.world.bot)


@route("GET", "/users/{user_id}")
def user(request: RestRequest, user_id: str) -> Reply:
    """Returns any user."""
    found = request.core.world.users.get(user_id)
    if found is None:
        raise unknown("User")
    return 200, payloads.user(found)


@route("GET", "/users/@me/guilds")
def guilds(request: RestRequest) -> Reply:
    """List the servers the bot is in."""
    counted = request.query.get("with_counts") in ("true", "1", "True")
    after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
    before = int(request.query.get("before", 1 << 63))
    joined = [each for each in request.core.world.guilds.values() if each.bot_joined and after < int(each.id) < before]
    me = request.core.world.application_id
    return 200, [_joined(guild, guild.members[me], counted) for guild in joined[:limit]]


def _joined(guild: Guild, me: Member, counted: bool) -> Json:
    shown: Json = {
        "id": guild.id,
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == me.user_id,
        "permissions": str(in_guild(guild, me)),
        "features": [],
    }
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 0}
    return {**shown, **counts} if counted else shown


@route("POST", "/users/@me/channels")
def open_dm(request: RestRequest) -> Reply:
    """Returns the direct-message channel with a user, created if needed."""
    core = request.core
    user_id = str(request.form.get("recipient_id"))
    if user_id not in core.world.users or user_id == core.world.application_id:
        raise unknown("User")
    known = len(core.world.dms)
    channel = core.world.dm_with(user_id, core.clock.snowflake())
    shown = payloads.channel(core.world, channel)
    if len(core.world.dms) > known:
        core.changed("state")
    return 200, shown


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(request: RestRequest) -> Reply:
    """Returns the bot's application."""
    return 200, payloads.application(request.core.world)


@route("GET", "/gateway", token=False)
def gateway(request: RestRequest) -> Reply:
    """Returns the gateway's address."""
    return 200, {"url": request.core.address.gateway_url}


@route("GET", "/gateway/bot")
def gateway_bot(request: RestRequest) -> Reply:
    """Returns the gateway's address and the number of shards to start."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return 200, {"url": request.core.address.gateway_url, "shards": 1, "session_start_limit": limit}
