"""Turns a checked request body and its files into a message in a channel, and tells the gateway and the page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.sandbox import components, payloads, rules, world_changes
from bot.sandbox.components import IS_V2
from bot.sandbox.permissions import BITS, VIEW
from bot.sandbox.refusals import EMPTY, Violation, invalid_form
from bot.sandbox.uploads import Uploads, described, safe_name
from bot.sandbox.world import Channel, Json, Message, User

if TYPE_CHECKING:
    from bot.sandbox.core import Core

SUPPRESS_EMBEDS, CROSSPOSTED, EPHEMERAL, LOADING, SILENT = 1 << 2, 1 << 0, 1 << 6, 1 << 7, 1 << 12
SETTABLE = SUPPRESS_EMBEDS | SILENT | IS_V2
DEFAULT, REPLY, CHAT_INPUT, CONTEXT_MENU = 0, 19, 20, 23

MENTION_EVERYONE = BITS["MENTION_EVERYONE"]

_PING = re.compile(r"<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|@(?P<everyone>everyone|here)\b")


def create(  # noqa: PLR0913 # a message has this many aspects
    core: Core,
    channel: Channel,
    author: User,
    body: Json,
    uploads: Uploads | None = None,
    *,
    kind: int = DEFAULT,
    extra: Json | None = None,
    ephemeral_for: str | None = None,
    interaction_id: str | None = None,
    thinking: bool = False,
    message_id: str | None = None,
) -> Message:
    """Add a message to a channel and tell everybody who may see it."""
    payload = _blank(core, channel, author, body, message_id or core.clock.snowflake())
    payload["type"] = kind
    payload["flags"] |= (EPHEMERAL if ephemeral_for else 0) | (LOADING if thinking else 0)
    payload |= extra or {}
    message = Message(payload, ephemeral_for, thinking, interaction_id)
    _fill(core, channel, message, body, uploads or {})
    channel.keep(message)
    if channel.thread and (home := core.world.guild_of(channel)):
        channel.thread.sent += 1
        world_changes.thread_active(core, home, channel)
    announce(core, channel, message, "MESSAGE_CREATE", nonce=body.get("nonce"))
    return message


def _blank(core: Core, channel: Channel, author: User, body: Json, message_id: str) -> Json:
    """A message's payload before its content is filled in."""
    payload: Json = {
        "id": message_id,
        "channel_id": channel.id,
        "type": DEFAULT,
        "author": payloads.user(author),
        "content": body.get("content") or "",
        "timestamp": core.clock.iso(),
        "edited_timestamp": None,
        "tts": bool(body.get("tts")),
        "pinned": False,
        "flags": (body.get("flags") or 0) & SETTABLE,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "attachments": [],
        "embeds": [],
        "components": [],
    }
    return payload


def edit(core: Core, channel: Channel, message: Message, body: Json, uploads: Uploads | None = None) -> Message:
    """Change a message; filling in a deferred answer doesn't count as an edit."""
    payload = message.payload
    _may_become(message, body, uploads or {})
    settable = body.get("flags")
    if settable is not None:
        payload["flags"] = payload["flags"] & ~SUPPRESS_EMBEDS | settable & SETTABLE
    if "content" in body:
        payload["content"] = body["content"] or ""
    _fill(core, channel, message, body, uploads or {})
    if message.thinking:
        message.thinking = False
        payload["flags"] &= ~LOADING
    else:
        payload["edited_timestamp"] = core.clock.iso()
    announce(core, channel, message, "MESSAGE_UPDATE")
    return message


def _may_become(message: Message, body: Json, uploads: Uploads) -> None:
    """Check the Components V2 flag: it can't be removed, and an edit that sets it must clear content and embeds."""
    payload = message.payload
    was = bool(payload["flags"] & IS_V2)
    found = rules.edit(body, uploads, v2=was)
    if not was and (body.get("flags") or 0) & IS_V2:
        for key in ("content", "embeds"):
            if payload[key] and key not in body:
                reason = f"the message still has {key}; clear it (null or empty) to move to Components V2"
                found.append(Violation((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", reason))
    left = {key: body.get(key, payload[key]) for key in ("content", "embeds", "components", "attachments")}
    if not uploads and not any(left.values()):
        found.append(Violation((), EMPTY, "Cannot send an empty message"))
    if found:
        raise invalid_form(found)


def delete(core: Core, channel: Channel, message: Message) -> None:
    """Delete a message."""
    channel.messages.pop(message.id, None)
    gone: Json = {"id": message.id, "channel_id": channel.id}
    core.events.send("message_delete", gone, seen_by=lambda user: sees(core, channel, message, user))
    if message.ephemeral_for is None:
        if channel.guild_id:
            gone["guild_id"] = channel.guild_id
        intents = 1 << 9 if channel.guild_id else 1 << 12
        core.gateway.dispatch("MESSAGE_DELETE", gone, guild_id=channel.guild_id, intents=intents)
    core.changed()


def announce(core: Core, channel: Channel, message: Message, event: str, *, nonce: int | str | None = None) -> None:
    """Tell the page, and the gateway unless only one user sees the message."""
    if message.ephemeral_for is None and core.gateway.hears_messages(channel.guild_id):
        data = {**with_nonce(message, nonce), **_where(core, channel, message)}
        core.gateway.dispatch_message(event, data, channel.guild_id)
    if core.events.listened:
        data = {"channel_id": channel.id, "message": for_page(message), "edited": event == "MESSAGE_UPDATE"}
        core.events.send("message", data, seen_by=lambda user: sees(core, channel, message, user))
    core.changed()


def with_nonce(message: Message, nonce: int | str | None) -> Json:
    """Returns a message as announced when created: only there it has its nonce, never in the history."""
    return message.payload if nonce is None else {**message.payload, "nonce": nonce}


def for_page(message: Message) -> Json:
    """Returns a message with what only the page needs."""
    return {**message.payload, "ephemeral_for": message.ephemeral_for, "thinking": message.thinking}


def sees(core: Core, channel: Channel, message: Message, user: str) -> bool:
    """True if a user may see a message."""
    if message.ephemeral_for is not None:
        return message.ephemeral_for == user
    return bool(payloads.permissions_in(core.world, channel, user) & VIEW)


def _where(core: Core, channel: Channel, message: Message) -> Json:
    """The fields that the gateway adds to a message in a server."""
    if not channel.guild_id:
        return {}
    added: Json = {"guild_id": channel.guild_id}
    member = core.world.guilds[channel.guild_id].members.get(message.payload["author"]["id"])
    if member:
        added["member"] = payloads.member(core.world, member, with_user=False)
    return added


def _fill(core: Core, channel: Channel, message: Message, body: Json, uploads: Uploads) -> None:
    """Fill in everything of the body that Discord transforms."""
    payload = message.payload
    if uploads or "attachments" in body:
        _attach(core, message, body, uploads)
    if body.get("embeds") is not None:
        payload["embeds"] = [_embed(embed, lambda url: _media(core, message, url)) for embed in body["embeds"]]
    if body.get("components") is not None:
        payload["components"] = components.shown(body["components"], lambda url: _media(core, message, url))
    if "content" in body or "components" in body:
        _mention(core, channel, payload, body.get("allowed_mentions"))


def _attach(core: Core, message: Message, body: Json, uploads: Uploads) -> None:
    """Keep the attachments that the body names by id, and add the new files."""
    payload = message.payload
    told = {str(each["id"]): each for each in body.get("attachments") or []}
    if body.get("attachments") is not None:
        payload["attachments"] = [each for each in payload["attachments"] if each["id"] in told]
    for number, upload in uploads.items():
        about = told.get(number, {})
        named = replace(upload, filename=about.get("filename") or upload.filename)
        place = f"{core.address.url}/attachments/{payload['channel_id']}/{payload['id']}"
        shown = described(named, core.clock.snowflake(), place)
        message.files[shown["filename"]] = upload.data
        shown |= {key: about[key] for key in ("description", "title") if about.get(key)}
        payload["attachments"].append(shown)
    kept = {each["filename"] for each in payload["attachments"]}
    message.files = {name: data for name, data in message.files.items() if name in kept}


def _media(core: Core, message: Message, url: str) -> Json:
    """An unfurled media item; `attachment://` must name a file of this message."""
    if not url.startswith("attachment://"):
        return {
            "id": core.clock.snowflake(),
            "url": url,
            "proxy_url": url,
            "width": None,
            "height": None,
            "content_type": None,
        }
    name = safe_name(url.removeprefix("attachment://"))
    for each in message.payload["attachments"]:
        if each["filename"] == name:
            return {
                "id": core.clock.snowflake(),
                "attachment_id": each["id"],
                **{key: each.get(key) for key in ("url", "proxy_url", "width", "height", "content_type")},
                "name": name,
                "size": each["size"],
            }
    reason = f"the message has no file called {name}"
    raise invalid_form([Violation(("components",), "ATTACHMENT_NOT_FOUND", reason)])


def _embed(embed: Json, media: components.Media) -> Json:
    shown = {"type": "rich", **{key: value for key, value in embed.items() if value is not None}}
    shown["type"] = "rich"
    for key in ("image", "thumbnail"):
        if shown.get(key):
            found = media(shown[key]["url"])
            shown[key] = {**shown[key], "url": found["url"], "proxy_url": found["proxy_url"]}
    for key in ("author", "footer"):
        if shown.get(key):
            shown[key] = {name: value for name, value in shown[key].items() if value is not None}
    if shown.get("fields"):
        shown["fields"] = [{**each, "inline": bool(each.get("inline"))} for each in shown["fields"]]
    return shown


def _mention(core: Core, channel: Channel, payload: Json, allowed: Json | None) -> None:
    """Set who is pinged: whom the text mentions, without those that allowed_mentions or the author's permissions exclude."""
    text = payload["content"]
    if payload["flags"] & IS_V2:
        text += "\n" + components.text_of(payload["components"])
    payload["mentions"], payload["mention_roles"], payload["mention_everyone"] = [], [], False
    if "@" not in text:
        return
    world = core.world
    home = world.guild_of(channel)
    anyone = bool(payloads.permissions_in(world, channel, payload["author"]["id"]) & MENTION_EVERYONE)
    for found in _PING.finditer(text):
        user, role, everyone = found["user"], found["role"], found["everyone"]
        if user in world.users and _allowed(allowed, "users", user):
            shown = payloads.user(world.users[user])
            payload["mentions"] += [shown] if shown not in payload["mentions"] else []
        elif (
            home
            and role in home.roles
            and (anyone or home.roles[role].mentionable)
            and _allowed(allowed, "roles", role)
        ):
            payload["mention_roles"] += [role] if role not in payload["mention_roles"] else []
        elif everyone and anyone and _allowed(allowed, "everyone", ""):
            payload["mention_everyone"] = True


def _allowed(allowed: Json | None, kind: str, wanted: str) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or []) or wanted in [str(each) for each in allowed.get(kind) or []]
