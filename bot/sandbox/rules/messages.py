"""Rules for a message's body: content, embeds, components, attachments, mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.components import IS_V2
from bot.sandbox.refusals import EMPTY, Path
from bot.sandbox.rules.components import in_message
from bot.sandbox.rules.form import Found, bad, count, keys, length, required, words

if TYPE_CHECKING:
    from bot.sandbox.uploads import Uploads
    from bot.sandbox.world import Json

MAX_CONTENT, MAX_EMBEDS, MAX_EMBED_TEXT, MAX_FILES = 2_000, 10, 6_000, 10

_BODY = "content embeds allowed_mentions components attachments flags"
CREATE = words(f"{_BODY} sticker_ids poll shared_client_theme message_reference nonce enforce_nonce tts")
EDIT = words(f"{_BODY} sticker_ids poll tts")
FOLLOW_UP = words(f"{_BODY} poll tts username avatar_url thread_name applied_tags")
ANSWER = words(f"{_BODY} poll tts")
POST = words(f"{_BODY} sticker_ids poll shared_client_theme tts")

_EMBED = words("type url title color timestamp description author image thumbnail footer fields provider video flags")
_EMBED_PARTS = {
    "author": words("name url icon_url proxy_icon_url"),
    "footer": words("text icon_url proxy_icon_url"),
    "image": words(
        "url proxy_url width height placeholder placeholder_version is_animated description flags content_type"
    ),
}
_ATTACHMENT = words("id filename description duration_secs waveform title is_spoiler is_remix")
_MENTIONS = words("parse users roles replied_user")


def message(
    body: Json, uploads: Uploads, known: frozenset[str], path: Path = (), *, edit: bool = False, v2: bool = False
) -> Found:
    """Check a body that creates or (`edit`) changes a message; `v2`: the changed message has Components V2."""
    yield from keys(body, known, path)
    v2 = v2 or bool((body.get("flags") or 0) & IS_V2)
    if v2:
        yield from _legacy(body, path)
    yield from length(body.get("content"), 0, MAX_CONTENT, (*path, "content"))
    if body.get("embeds"):
        yield from _embeds(body["embeds"], (*path, "embeds"))
    if body.get("components"):
        yield from in_message(body["components"], (*path, "components"), v2=v2)
    if uploads or body.get("attachments"):
        yield from _attachments(body, uploads, path, edit=edit)
    if body.get("allowed_mentions"):
        yield from _mentions(body["allowed_mentions"], (*path, "allowed_mentions"))
    yield from _nonce(body, path)
    written = edit or uploads or str(body.get("content") or "").strip()
    if not (written or any(body.get(key) for key in ("embeds", "components", "sticker_ids", "poll"))):
        yield bad(path, EMPTY, "Cannot send an empty message")


def _legacy(body: Json, path: Path) -> Found:
    """Yield fields that can't be combined with Components V2."""
    for key in ("content", "embeds", "sticker_ids", "poll"):
        if body.get(key):
            reason = f"The 'MessageFlags.IS_COMPONENTS_V2' field is set: {key} cannot be used"
            yield bad((*path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", reason)


def _nonce(body: Json, path: Path) -> Found:
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        yield from length(nonce, 0, 25, (*path, "nonce"))
    elif nonce is not None and not isinstance(nonce, int):
        yield bad(
            (*path, "nonce"), "NONCE_TYPE_INVALID", "A nonce must be a number or a text of at most 25 characters."
        )
    if body.get("enforce_nonce") and nonce is None:
        yield bad((*path, "nonce"), "BASE_TYPE_REQUIRED", "enforce_nonce needs a nonce")


def _embeds(embeds: list[Json], path: Path) -> Found:
    yield from count(embeds, 0, MAX_EMBEDS, path)
    for position, embed in enumerate(embeds):
        yield from _embed(embed, (*path, position))
    if sum(_embed_text(embed) for embed in embeds) > MAX_EMBED_TEXT:
        yield bad(
            path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_EMBED_TEXT} over all embeds"
        )


def _embed(embed: Json, path: Path) -> Found:
    yield from keys(embed, _EMBED, path)
    if not any(embed.get(key) for key in ("title", "description", "author", "image", "thumbnail", "footer", "fields")):
        yield bad((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required: the embed is empty")
    yield from length(embed.get("title"), 0, 256, (*path, "title"))
    yield from length(embed.get("description"), 0, 4096, (*path, "description"))
    for name, known in {**_EMBED_PARTS, "thumbnail": _EMBED_PARTS["image"]}.items():
        yield from keys(embed.get(name) or {}, known, (*path, name))
    yield from length((embed.get("author") or {}).get("name"), 1, 256, (*path, "author", "name"))
    yield from length((embed.get("footer") or {}).get("text"), 1, 2048, (*path, "footer", "text"))
    fields = embed.get("fields") or []
    yield from count(fields, 0, 25, (*path, "fields"))
    for position, field in enumerate(fields):
        here = (*path, "fields", position)
        yield from keys(field, words("name value inline"), here)
        yield from required(field, ("name", "value"), here)
        yield from length(field.get("name"), 1, 256, (*here, "name"))
        yield from length(field.get("value"), 1, 1024, (*here, "value"))


def _embed_text(embed: Json) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("author") or {}).get("name"), (embed.get("footer") or {}).get("text")]
    parts += [field.get(key) for field in embed.get("fields") or [] for key in ("name", "value")]
    return sum(len(part) for part in parts if part)


def _attachments(body: Json, uploads: Uploads, path: Path, *, edit: bool) -> Found:
    described = body.get("attachments") or []
    yield from count(list(uploads), 0, MAX_FILES, (*path, "attachments"))
    for position, each in enumerate(described):
        here = (*path, "attachments", position)
        # an edit may send back a kept attachment as Discord returned it, with all its fields
        if str(each.get("id")) in uploads:
            yield from keys(each, _ATTACHMENT, here)
        elif not edit:
            yield bad((*here, "id"), "ATTACHMENT_NOT_FOUND", f"The request has no file files[{each.get('id')}].")
        yield from length(each.get("description"), 0, 1024, (*here, "description"))


def _mentions(allowed: Json, path: Path) -> Found:
    yield from keys(allowed, _MENTIONS, path)
    parse: list[Any] = allowed.get("parse") or []
    for value in parse:
        if value not in ("users", "roles", "everyone"):
            yield bad((*path, "parse"), "BASE_TYPE_CHOICES", f"{value!r} is not one of ('roles', 'users', 'everyone').")
    for kind in ("users", "roles"):
        yield from count(allowed.get(kind) or [], 0, 100, (*path, kind))
        if kind in parse and allowed.get(kind):
            reason = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield bad(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason)
