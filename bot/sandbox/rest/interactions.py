"""REST: acknowledging an interaction, its original answer, and follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import components, interactions, messages
from bot.sandbox.interactions import ANSWERED, COMPLETED, DEFERRED, OPENED_MODAL, Interaction
from bot.sandbox.refusals import Violation, invalid_form, unknown
from bot.sandbox.rest import Reply, RestRequest, route

if TYPE_CHECKING:
    from bot.sandbox.world import Json, Message

PONG, MESSAGE, THINK, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
ALLOWED = {
    interactions.COMMAND: {MESSAGE, THINK, MODAL},
    interactions.COMPONENT: {MESSAGE, THINK, DEFER_UPDATE, UPDATE, MODAL},
    interactions.AUTOCOMPLETE: {CHOICES},
    interactions.MODAL: {MESSAGE, THINK, DEFER_UPDATE, UPDATE},
}
BECOMES = {THINK: DEFERRED, DEFER_UPDATE: DEFERRED, CHOICES: COMPLETED, MODAL: OPENED_MODAL}
"""The status an interaction has after a callback, where it isn't answered by it."""


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", token=False, checked_as="callback")
def callback(request: RestRequest, interaction_id: str, token: str) -> Reply:
    """Acknowledge an interaction."""
    one = request.interactions.to_acknowledge(interaction_id, token)
    kind = int(request.form.get("type") or 0)
    if kind not in ALLOWED[one.type] or (kind in (DEFER_UPDATE, UPDATE) and one.source is None):
        reason = f"an interaction of type {one.type} is not answered with a callback of type {kind}"
        raise invalid_form([Violation(("type",), "INTERACTION_TYPE_INVALID", reason)])
    message = _acknowledge(request, one, kind, request.form.get("data") or {})
    if request.query.get("with_response") not in ("1", "true", "True"):
        return 204, None
    shown: Json = {"interaction": {"id": one.id, "type": one.type, "channel_id": one.channel.id}}
    if one.channel.guild_id:
        shown["interaction"]["guild_id"] = one.channel.guild_id
    if message:
        shown["interaction"] |= {
            "response_message_id": message.id,
            "response_message_loading": message.thinking,
            "response_message_ephemeral": message.ephemeral_for is not None,
        }
        shown["resource"] = {"type": kind, "message": message.payload}
    return 200, shown


def _acknowledge(request: RestRequest, one: Interaction, kind: int, data: Json) -> Message | None:
    core = request.core
    message: Message | None = None
    if kind in (MESSAGE, THINK):
        message = interactions.answer(core, one, data, request.uploads, thinking=kind == THINK)
    elif kind == UPDATE and one.source:
        message = messages.edit(core, one.channel, one.source, data, request.uploads)
        one.message_id = message.id
    elif kind == DEFER_UPDATE and one.source:
        one.message_id = one.source.id
    elif kind == CHOICES:
        one.choices = data.get("choices") or []
    elif kind == MODAL:
        one.modal = {**data, "components": components.shown(data["components"], lambda url: {"url": url})}
    request.interactions.acknowledge(one, BECOMES.get(kind, ANSWERED))
    _tell_page(request, one, kind)
    return message


def _tell_page(request: RestRequest, one: Interaction, kind: int) -> None:
    events = request.core.events
    if not events.listened:
        return
    told: Json = {"interaction_id": one.id, "channel_id": one.channel.id, "user": one.user.id, "name": one.name}
    if kind == THINK:
        ephemeral = one.ephemeral
        events.send(
            "thinking", told | {"ephemeral": ephemeral}, seen_by=lambda user: not ephemeral or user == one.user.id
        )
    elif kind == MODAL:
        events.send("modal", told | {"modal": one.modal}, seen_by=lambda user: user == one.user.id)


@route("POST", "/webhooks/{webhook_id}/{webhook_token}", token=False, checked_as="follow_up")
def follow_up(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Another message for an interaction."""
    one = _of(request, webhook_id, token)
    return 200, interactions.follow_up(request.core, one, request.form, request.uploads).payload


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def get_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """The first answer."""
    return 200, _message(_of(request, webhook_id, token), "@original").payload


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def get_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """An answer by its id."""
    return 200, _message(_of(request, webhook_id, token), message_id).payload


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def edit_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Change the first answer; after a deferral this is what fills it in."""
    return edit_message(request, webhook_id, token, "@original")


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def edit_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """Change an answer."""
    one = _of(request, webhook_id, token)
    message = _message(one, message_id)
    messages.edit(request.core, one.channel, message, request.form, request.uploads)
    if message.id == one.message_id and one.status == DEFERRED:
        one.settle(ANSWERED)
    return 200, message.payload


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def delete_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Take the first answer away."""
    return delete_message(request, webhook_id, token, "@original")


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def delete_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """Take an answer away."""
    one = _of(request, webhook_id, token)
    message = _message(one, message_id)
    messages.delete(request.core, one.channel, message)
    if message.id == one.message_id and one.status == DEFERRED:
        one.settle(ANSWERED)
    return 204, None


def _of(request: RestRequest, webhook_id: str, token: str) -> Interaction:
    if webhook_id != request.core.world.application_id:
        raise unknown("Webhook")
    return request.interactions.of_token(token)


def _message(one: Interaction, message_id: str) -> Message:
    """A message of this interaction, still there."""
    if message_id == "@original":
        message = one.message
    else:
        message = one.channel.messages.get(message_id)
        source = one.source
        if message and message.interaction_id != one.id and message is not source:
            message = None
    if message is None or message.id not in one.channel.messages:
        raise unknown("Message")
    return message
