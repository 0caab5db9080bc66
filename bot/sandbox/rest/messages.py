"""REST: a channel's messages, with permissions, nonces and history."""

from __future__ import annotations

from bot.sandbox import messages, world_changes
from bot.sandbox.permissions import BITS, SEND, SEND_IN_THREADS, VIEW
from bot.sandbox.refusals import Refusal, unknown
from bot.sandbox.rest import Reply, RestRequest, route
from bot.sandbox.rest.access import channel_for_bot, require
from bot.sandbox.rest.channels import home_of
from bot.sandbox.world import ANNOUNCEMENT, DM, HAS_MESSAGES, Channel, Json, Message

MESSAGES = "/channels/{channel_id}/messages"


def _with_messages(request: RestRequest, channel_id: str, needed: int = VIEW) -> Channel:
    channel = channel_for_bot(request.core, channel_id, needed)
    if channel.type not in HAS_MESSAGES:
        raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
    return channel


def _message(channel: Channel, message_id: str) -> Message:
    found = channel.messages.get(message_id)
    if found is None or found.ephemeral_for is not None:
        raise unknown("Message")
    return found


@route("POST", MESSAGES, checked_as="message")
def create(request: RestRequest, channel_id: str) -> Reply:
    """Send a message. With `enforce_nonce`, a recently used nonce returns the message first sent with it."""
    core, body = request.core, request.form
    channel = _with_messages(request, channel_id)
    _may_send(request, channel)
    nonce = None if body.get("nonce") is None else str(body["nonce"])
    seen = core.nonces.first(channel.id, nonce) if nonce is not None and body.get("enforce_nonce") else None
    if seen:
        return 200, messages.with_nonce(_message(channel, seen), body["nonce"])
    reference = body.get("message_reference")
    extra = _reply_to(channel, reference) if reference else None
    kind = messages.REPLY if extra else messages.DEFAULT
    message = messages.create(core, channel, core.world.bot, body, request.uploads, kind=kind, extra=extra)
    if nonce is not None:
        core.nonces.remember(channel.id, nonce, message.id)
    return 200, messages.with_nonce(message, body.get("nonce"))


def _may_send(request: RestRequest, channel: Channel) -> None:
    body = request.form
    require(request.core, channel, SEND_IN_THREADS if channel.is_thread else SEND)
    if request.uploads:
        require(request.core, channel, BITS["ATTACH_FILES"])
    if body.get("embeds"):
        require(request.core, channel, BITS["EMBED_LINKS"])
    if body.get("tts"):
        require(request.core, channel, BITS["SEND_TTS_MESSAGES"])
    if channel.thread and channel.thread.archived:
        if channel.thread.locked and not request.core.bot_may(channel) & BITS["MANAGE_THREADS"]:
            raise Refusal(400, 160005, "Thread is locked")
        world_changes.change_channel(request.core, home_of(request.core, channel), channel, {"archived": False})


def _reply_to(channel: Channel, reference: Json) -> Json:
    wanted = str(reference.get("message_id"))
    found = channel.messages.get(wanted)
    if found is None:
        if reference.get("fail_if_not_exists") is False:
            return {}
        raise unknown("Message")
    return {
        "message_reference": {"type": 0, "channel_id": channel.id, "message_id": wanted},
        "referenced_message": found.payload,
    }


@route("GET", MESSAGES)
def history(request: RestRequest, channel_id: str) -> Reply:
    """List messages, newest first, around, before or after a given one; none without READ_MESSAGE_HISTORY."""
    channel = _with_messages(request, channel_id)
    if not request.core.bot_may(channel) & BITS["READ_MESSAGE_HISTORY"]:
        return 200, []
    limit = int(request.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refusal(400, 50035, "Invalid Form Body")
    rows = [each.payload for each in reversed(channel.messages.values()) if each.ephemeral_for is None]
    return 200, page(rows, request.query, limit)


def page(rows: list[Json], query: Json, limit: int) -> list[Json]:
    """Returns one page of rows (newest first), by Discord's `before`, `after` or `around`."""
    if "before" in query:
        before = int(query["before"])
        return [row for row in rows if int(row["id"]) < before][:limit]
    if "after" in query:
        after = int(query["after"])
        return [row for row in rows if int(row["id"]) > after][-limit:]
    if "around" in query:
        middle = int(query["around"])
        newer = [row for row in rows if int(row["id"]) > middle][-(limit // 2) :]
        return newer + [row for row in rows if int(row["id"]) <= middle][: limit - len(newer)]
    return rows[:limit]


@route("GET", MESSAGES + "/{message_id}")
def get(request: RestRequest, channel_id: str, message_id: str) -> Reply:
    """Returns one message."""
    channel = _with_messages(request, channel_id)
    require(request.core, channel, BITS["READ_MESSAGE_HISTORY"])
    return 200, _message(channel, message_id).payload


@route("PATCH", MESSAGES + "/{message_id}")
def edit(request: RestRequest, channel_id: str, message_id: str) -> Reply:
    """Change the bot's own message; of another user's, only whether embeds are hidden."""
    core = request.core
    channel = _with_messages(request, channel_id)
    message = _message(channel, message_id)
    if message.payload["author"]["id"] != core.world.application_id:
        if set(request.form) - {"flags"}:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        require(core, channel, BITS["MANAGE_MESSAGES"])
    messages.edit(core, channel, message, request.form, request.uploads)
    return 200, message.payload


@route("DELETE", MESSAGES + "/{message_id}")
def delete(request: RestRequest, channel_id: str, message_id: str) -> Reply:
    """Delete a message; another user's needs MANAGE_MESSAGES."""
    channel = _with_messages(request, channel_id)
    message = _message(channel, message_id)
    if message.payload["author"]["id"] != request.core.world.application_id:
        if channel.type == DM:
            raise Refusal(403, 50003, "Cannot execute action on a DM channel")
        require(request.core, channel, BITS["MANAGE_MESSAGES"])
    messages.delete(request.core, channel, message)
    return 204, None


@route("POST", MESSAGES + "/{message_id}/crosspost")
def crosspost(request: RestRequest, channel_id: str, message_id: str) -> Reply:
    """Publish an announcement to the servers that follow the channel."""
    core = request.core
    channel = _with_messages(request, channel_id)
    if channel.type != ANNOUNCEMENT:
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    message = _message(channel, message_id)
    mine = message.payload["author"]["id"] == core.world.application_id
    require(core, channel, SEND if mine else BITS["MANAGE_MESSAGES"])
    if message.payload["flags"] & messages.CROSSPOSTED:
        raise Refusal(400, 40033, "This message has already been crossposted.")
    message.payload["flags"] |= messages.CROSSPOSTED
    messages.announce(core, channel, message, "MESSAGE_UPDATE")
    return 200, message.payload


@route("POST", "/channels/{channel_id}/typing")
def typing(request: RestRequest, channel_id: str) -> Reply:
    """Show "is typing"."""
    channel = _with_messages(request, channel_id)
    require(request.core, channel, SEND_IN_THREADS if channel.is_thread else SEND)
    return 204, None
