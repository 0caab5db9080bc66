"""REST: who the bot is, where it connects, and its direct messages."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.refusals import unknown
from bot.sandbox.rest import Reply, Request, route


@route("GET", "/users/@me")
def me(request: Request) -> Reply:
    """The bot's own user."""
    return 200, payloads.own_user(request.sandbox.world.bot)


@route("GET", "/users/{user_id}")
def user(request: Request, user_id: str) -> Reply:
    """Any user."""
    found = request.sandbox.world.users.get(user_id)
    if found is None:
        raise unknown("User")
    return 200, payloads.user(found)


@route("GET", "/users/@me/guilds")
def guilds(request: Request) -> Reply:
    """The servers the bot is in."""
    joined = (guild for guild in request.sandbox.world.guilds.values() if guild.bot_joined)
    return 200, [
        {
            "id": guild.id, "name": guild.name, "icon": None, "banner": None, "owner": False, "permissions": "0",
            "features": [],
        }
        for guild in joined
    ]  # fmt: skip


@route("POST", "/users/@me/channels")
def open_dm(request: Request) -> Reply:
    """The direct-message channel with a user, made if need be."""
    sandbox = request.sandbox
    user_id = str(request.form.get("recipient_id"))
    if user_id not in sandbox.world.users or user_id == sandbox.world.application_id:
        raise unknown("User")
    known = len(sandbox.world.dms)
    channel = sandbox.world.dm_with(user_id, sandbox.clock.snowflake())
    shown = payloads.channel(sandbox.world, channel)
    if len(sandbox.world.dms) > known:
        sandbox.changed("state")
    return 200, shown


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(request: Request) -> Reply:
    """The bot's application."""
    return 200, payloads.application(request.sandbox.world)


@route("GET", "/gateway", token=False)
def gateway(request: Request) -> Reply:
    """Where the gateway is."""
    return 200, {"url": request.sandbox.gateway_url}


@route("GET", "/gateway/bot")
def gateway_bot(request: Request) -> Reply:
    """Where the gateway is, with how many shards to start."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return 200, {"url": request.sandbox.gateway_url, "shards": 1, "session_start_limit": limit}
