"""REST: callbacks, original answers and follow-ups of interactions."""

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
"""The status after a callback that does not answer the interaction itself."""


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", token=False, checked_as="callback")
def callback(request: RestRequest, interaction_id: str, token: str) -> Reply:
    """Acknowledge an interaction."""
    interaction = request.interactions.to_acknowledge(interaction_id, token)
    kind = int(request.form.get("type") or 0)
    if kind not in ALLOWED[interaction.type] or (kind in (DEFER_UPDATE, UPDATE) and interaction.source is None):
        reason = f"an interaction of type {interaction.type} can't be answered with a callback of type {kind}"
        raise invalid_form([Violation(("type",), "INTERACTION_TYPE_INVALID", reason)])
    message = _acknowledge(request, interaction, kind, request.form.get("data") or {})
    if request.query.get("with_response") not in ("1", "true", "True"):
        return 204, None
    shown: Json = {
        "interaction": {"id": interaction.id, "type": interaction.type, "channel_id": interaction.channel.id}
    }
    if interaction.channel.guild_id:
        shown["interaction"]["guild_id"] = interaction.channel.guild_id
    if message:
        shown["interaction"] |= {
            "response_message_id": message.id,
            "response_message_loading": message.thinking,
            "response_message_ephemeral": message.ephemeral_for is not None,
        }
        shown["resource"] = {"type": kind, "message": message.payload}
    return 200, shown


def _acknowledge(request: RestRequest, interaction: Interaction, kind: int, data: Json) -> Message | None:
    core = request.core
    message: Message | None = None
    if kind in (MESSAGE, THINK):
        message = interactions.answer(core, interaction, data, request.uploads, thinking=kind == THINK)
    elif kind == UPDATE and interaction.source:
        message = messages.edit(core, interaction.channel, interaction.source, data, request.uploads)
        interaction.message_id = message.id
    elif kind == DEFER_UPDATE and interaction.source:
        interaction.message_id = interaction.source.id
    elif kind == CHOICES:
        interaction.choices = data.get("choices") or []
    elif kind == MODAL:
        interaction.modal = {**data, "components": components.shown(data["components"], lambda url: {"url": url})}
    request.interactions.acknowledge(interaction, BECOMES.get(kind, ANSWERED))
    _tell_page(request, interaction, kind)
    return message


def _tell_page(request: RestRequest, interaction: Interaction, kind: int) -> None:
    events = request.core.events
    if not events.listened:
        return
    told: Json = {
        "interaction_id": interaction.id,
        "channel_id": interaction.channel.id,
        "user": interaction.user.id,
        "name": interaction.name,
    }
    if kind == THINK:
        ephemeral = interaction.ephemeral
        events.send(
            "thinking",
            told | {"ephemeral": ephemeral},
            seen_by=lambda user: not ephemeral or user == interaction.user.id,
        )
    elif kind == MODAL:
        events.send("modal", told | {"modal": interaction.modal}, seen_by=lambda user: user == interaction.user.id)


@route("POST", "/webhooks/{webhook_id}/{webhook_token}", token=False, checked_as="follow_up")
def follow_up(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Send another message for an interaction."""
    interaction = _of(request, webhook_id, token)
    return 200, interactions.follow_up(request.core, interaction, request.form, request.uploads).payload


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def get_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Returns the first answer."""
    return 200, _message(_of(request, webhook_id, token), "@original").payload


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def get_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """Returns an answer by its id."""
    return 200, _message(_of(request, webhook_id, token), message_id).payload


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def edit_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Change the first answer; this also fills in a deferred one."""
    return edit_message(request, webhook_id, token, "@original")


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def edit_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """Change an answer."""
    interaction = _of(request, webhook_id, token)
    message = _message(interaction, message_id)
    messages.edit(request.core, interaction.channel, message, request.form, request.uploads)
    if message.id == interaction.message_id and interaction.status == DEFERRED:
        interaction.settle(ANSWERED)
    return 200, message.payload


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", token=False)
def delete_original(request: RestRequest, webhook_id: str, token: str) -> Reply:
    """Delete the first answer."""
    return delete_message(request, webhook_id, token, "@original")


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", token=False)
def delete_message(request: RestRequest, webhook_id: str, token: str, message_id: str) -> Reply:
    """Delete an answer."""
    interaction = _of(request, webhook_id, token)
    message = _message(interaction, message_id)
    messages.delete(request.core, interaction.channel, message)
    if message.id == interaction.message_id and interaction.status == DEFERRED:
        interaction.settle(ANSWERED)
    return 204, None


def _of(request: RestRequest, webhook_id: str, token: str) -> Interaction:
    if webhook_id != request.core.world.application_id:
        raise unknown("Webhook")
    return request.interactions.of_token(token)


def _message(interaction: Interaction, message_id: str) -> Message:
    """A message of this interaction that still exists."""
    if message_id == "@original":
        message = interaction.message
    else:
        message = interaction.channel.messages.get(message_id)
        source = interaction.source
        if message and message.interaction_id != interaction.id and message is not source:
            message = None
    if message is None or message.id not in interaction.channel.messages:
        raise unknown("Message")
    return message
