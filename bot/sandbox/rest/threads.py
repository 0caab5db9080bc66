"""REST: threads and forum posts."""

from __future__ import annotations

from bot.sandbox import messages, payloads, world_changes
from bot.sandbox.permissions import BITS, SEND
from bot.sandbox.refusals import Refusal, Violation, invalid_form, unknown
from bot.sandbox.rest import Reply, RestRequest, route
from bot.sandbox.rest.access import channel_for_bot, guild_for_bot, require
from bot.sandbox.rest.channels import home_of
from bot.sandbox.world import ANNOUNCEMENT, FORUM, NEWS_THREAD, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Json

HAS_THREAD = 1 << 5


@route("POST", "/channels/{channel_id}/threads", checked_as="thread")
def create(request: RestRequest, channel_id: str) -> Reply:
    """Create a thread without a message; in a forum, a post with its first message."""
    core, asked = request.core, request.form
    parent = channel_for_bot(core, channel_id)
    if parent.type == FORUM:
        return 201, _post(request, parent)
    kind = int(asked.get("type") or PRIVATE_THREAD)
    if parent.type not in (TEXT, ANNOUNCEMENT) or kind not in (NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD):
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    require(core, parent, BITS["CREATE_PRIVATE_THREADS" if kind == PRIVATE_THREAD else "CREATE_PUBLIC_THREADS"])
    thread = world_changes.add_thread(core, home_of(core, parent), parent, asked["name"], kind, **_settings(asked))
    return 201, payloads.thread_for_bot(core.world, thread)


def _post(request: RestRequest, forum: Channel) -> Json:
    core, asked = request.core, request.form
    require(core, forum, SEND)
    if not isinstance(asked.get("message"), dict):
        raise invalid_form([Violation(("message",), "BASE_TYPE_REQUIRED", "a forum post needs its first message")])
    known = {tag["id"] for tag in forum.tags}
    tags = [str(tag) for tag in asked.get("applied_tags") or []]
    if any(tag not in known for tag in tags) or len(tags) > 5:
        raise invalid_form([Violation(("applied_tags",), "TAG_INVALID", "at most 5 tags, all from the forum")])
    if forum.require_tag and not tags:
        raise Refusal(400, 40067, "A tag is required to create a forum post in this channel")
    thread = world_changes.add_thread(
        core, home_of(core, forum), forum, asked["name"], PUBLIC_THREAD, **_settings(asked), tags=tags
    )
    first = messages.create(core, thread, core.world.bot, asked["message"], request.uploads, message_id=thread.id)
    return {**payloads.thread_for_bot(core.world, thread), "message": first.payload}


def _settings(asked: Json) -> Json:
    return {"auto_archive_minutes": asked.get("auto_archive_duration"), "slowmode": asked.get("rate_limit_per_user")}


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads", checked_as="thread")
def create_from_message(request: RestRequest, channel_id: str, message_id: str) -> Reply:
    """Create a thread on a message; the thread gets the message's id."""
    core, asked = request.core, request.form
    parent = channel_for_bot(core, channel_id)
    require(core, parent, BITS["CREATE_PUBLIC_THREADS"])
    message = parent.messages.get(message_id)
    if message is None or message.ephemeral_for:
        raise unknown("Message")
    if parent.type not in (TEXT, ANNOUNCEMENT):
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    if message_id in core.world.channels:
        raise Refusal(400, 160004, "A thread has already been created for this message")
    kind = NEWS_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
    guild = home_of(core, parent)
    thread = world_changes.add_thread(core, guild, parent, asked["name"], kind, id=message_id, **_settings(asked))
    message.payload["flags"] |= HAS_THREAD
    message.payload["thread"] = payloads.channel(core.world, thread)
    messages.announce(core, parent, message, "MESSAGE_UPDATE")
    return 201, payloads.thread_for_bot(core.world, thread)


@route("GET", "/guilds/{guild_id}/threads/active")
def active(request: RestRequest, guild_id: str) -> Reply:
    """List a server's threads that aren't archived."""
    guild = guild_for_bot(request.core, guild_id)
    return 200, _listed(request, [each for each in guild.threads.values() if each.thread and not each.thread.archived])


@route("GET", "/channels/{channel_id}/threads/archived/public")
def archived(request: RestRequest, channel_id: str) -> Reply:
    """List a channel's archived threads."""
    parent = channel_for_bot(request.core, channel_id)
    threads = home_of(request.core, parent).threads.values()
    found = [each for each in threads if each.parent_id == parent.id and each.thread and each.thread.archived]
    return 200, _listed(request, found)


def _listed(request: RestRequest, threads: list[Channel]) -> Json:
    world = request.core.world
    seen = [each for each in threads if request.core.bot_may(each)]
    shown = [payloads.thread_for_bot(world, each) for each in seen]
    members = [each["member"] for each in shown if "member" in each]
    return {"threads": shown, "members": members, "has_more": False}
