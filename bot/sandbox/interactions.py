"""Interactions: sent to the bot when a user acts, acknowledged in time or failed, kept while their token is valid."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import messages, payloads
from bot.sandbox.clock import Watch
from bot.sandbox.permissions import ALL, IN_A_DM, in_channel
from bot.sandbox.refusals import Refusal, already_acknowledged, invalid_token, unknown
from bot.sandbox.uploads import ATTACHMENT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.core import Core
    from bot.sandbox.uploads import Uploads
    from bot.sandbox.world import Channel, Json, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ACKNOWLEDGE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
INTERACTIONS_KEPT = 5_000

OPEN, DEFERRED, ANSWERED, OPENED_MODAL, COMPLETED, FAILED, TIMED_OUT = (
    "open", "deferred", "answered", "modal", "completed", "failed", "timeout",
)  # fmt: skip


@dataclass(slots=True)
class Interaction:
    """One user action and its outcome."""

    id: str
    token: str
    type: int
    user: User
    channel: Channel
    name: str
    created: float
    locale: str
    status: str = OPEN
    acknowledged: bool = False
    ephemeral: bool = False
    message_id: str | None = None
    """The message that answers it; after a deferred update, the one whose button was used."""
    follow_up_id: str | None = None
    """The new message that answered it instead, after a deferred update."""
    source: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    command_type: int = 1
    before: Interaction | None = None
    reason: str | None = None
    waiting: tuple[Callable[[], None], ...] = ()
    """Called once when the status changes."""

    @property
    def message(self) -> Message | None:
        """The message that answers it, if it still exists."""
        return self.channel.messages.get(self.message_id) if self.message_id else None

    @property
    def shown(self) -> Message | None:
        """The message that its user sees as the answer, if it still exists."""
        return self.channel.messages.get(self.follow_up_id) if self.follow_up_id else self.message

    def settle(self, status: str, reason: str | None = None) -> None:
        """Change the status and call what waits for it."""
        self.status, self.reason = status, reason
        waiting, self.waiting = self.waiting, ()
        for wake in waiting:
            wake()

    async def wait_until(self, settled: Callable[[], bool]) -> None:
        """Wait until `settled()` is true."""
        while not settled():
            moved = asyncio.Event()
            self.waiting += (moved.set,)
            await moved.wait()

    def metadata(self) -> Json:
        """Returns the metadata on a message that answers this interaction."""
        shown: Json = {
            "id": self.id,
            "type": self.type,
            "user": payloads.user(self.user),
            "authorizing_integration_owners": owners(self.channel),
            "name": self.name,
        }
        if self.type == COMPONENT and self.source:
            shown["interacted_message_id"] = self.source.id
        if self.type == MODAL and self.before:
            shown["triggering_interaction_metadata"] = self.before.metadata()
        return shown


class Interactions:
    """The interactions with a valid token."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._all: OrderedDict[str, Interaction] = OrderedDict()
        self._open: dict[str, Interaction] = {}
        """Interactions not acknowledged yet, oldest first, as in `_all`."""
        self._secret = secrets.token_urlsafe(60)
        """Start of every token, so that none can be guessed; the interaction's id follows."""
        self._too_late = Watch(core.clock, self._give_up)
        self._outlived = Watch(core.clock, self._drop_old)

    def begin(  # noqa: PLR0913 # an interaction has this many aspects
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        name: str,
        *,
        may: int,
        locale: str | None = None,
        source: Message | None = None,
        before: Interaction | None = None,
    ) -> Interaction:
        """Send an interaction to the bot and start its three seconds; `may` holds its user's permissions in the channel."""
        core = self._core
        now = core.clock.now()
        fresh = core.clock.snowflake()
        interaction = Interaction(
            fresh, f"{self._secret}{fresh}", kind, user, channel, name, now, locale or user.locale
        )
        interaction.source, interaction.before, interaction.command_type = source, before, data.get("type", 1)
        while len(self._all) >= INTERACTIONS_KEPT:
            self._drop_oldest()
        self._all[fresh] = interaction
        self._outlived.until(now + TOKEN_SECONDS)
        heard = core.gateway.dispatch(
            "INTERACTION_CREATE", self._payload(interaction, data, may), guild_id=channel.guild_id
        )
        if not heard:
            self._fail(interaction, FAILED, "the bot is not connected")
        else:
            self._open[fresh] = interaction
            self._too_late.until(now + ACKNOWLEDGE_SECONDS)
        return interaction

    def get(self, interaction_id: str) -> Interaction | None:
        """Returns the interaction with this id, or None if it is no longer kept."""
        return self._all.get(interaction_id)

    def to_acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """Returns the interaction that a callback is for.

        Raises:
            Refusal: unknown or too late (10062), or already acknowledged (40060).
        """
        interaction = self._all.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown("Interaction")
        if interaction.acknowledged:
            raise already_acknowledged()
        if (
            interaction.status in (TIMED_OUT, FAILED)
            or self._core.clock.now() > interaction.created + ACKNOWLEDGE_SECONDS
        ):
            raise unknown("Interaction")
        return interaction

    def of_token(self, token: str) -> Interaction:
        """Returns the acknowledged interaction that a webhook call is for.

        Raises:
            Refusal: the token is invalid or older than 15 minutes (50027), or nothing was acknowledged yet (10015).
        """
        interaction = self._all.get(token.removeprefix(self._secret))
        if (
            interaction is None
            or interaction.token != token
            or self._core.clock.now() > interaction.created + TOKEN_SECONDS
        ):
            raise invalid_token()
        if not interaction.acknowledged:
            raise Refusal(404, 10015, "Unknown Webhook")
        return interaction

    def close(self) -> None:
        """Fail every waiting interaction: no answer will come."""
        for interaction in self._all.values():
            if interaction.waiting:
                interaction.settle(FAILED, "the sandbox stopped")

    def _payload(self, interaction: Interaction, data: Json, may: int) -> Json:
        core, channel = self._core, interaction.channel
        world = core.world
        home = world.guild_of(channel)
        me = home.members.get(world.application_id) if home else None
        shown: Json = {
            "id": interaction.id,
            "application_id": world.application_id,
            "type": interaction.type,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": channel.id,
            "channel": payloads.interaction_channel(world, channel, may),
            "app_permissions": str(in_channel(home, channel, me) if home and me else 0 if home else IN_A_DM),
            "locale": interaction.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners(channel),
            "context": 0 if home else 1,
            "attachment_size_limit": ATTACHMENT_LIMIT,
        }
        if home:
            member = payloads.member(world, home.members[interaction.user.id])
            shown["guild_id"] = home.id
            shown["guild_locale"] = home.locale
            shown["guild"] = {"id": home.id, "locale": home.locale, "features": ["COMMUNITY", "NEWS"]}
            shown["member"] = {**member, "permissions": str(may & ALL)}
        else:
            shown["user"] = payloads.user(interaction.user)
        if interaction.source:
            shown["message"] = interaction.source.payload
        return shown

    def acknowledge(self, interaction: Interaction, status: str) -> None:
        """Record that the bot responded in time."""
        interaction.acknowledged = True
        self._open.pop(interaction.id, None)
        interaction.settle(status)

    def _give_up(self, now: float) -> float | None:
        """Fail interactions not acknowledged in time. Returns when the next one is due."""
        for interaction in list(self._open.values()):
            if interaction.created + ACKNOWLEDGE_SECONDS > now:
                return interaction.created + ACKNOWLEDGE_SECONDS
            del self._open[interaction.id]
            self._fail(interaction, TIMED_OUT, "did not respond")
        return None

    def _fail(self, interaction: Interaction, status: str, reason: str) -> None:
        interaction.settle(status, reason)
        first = interaction.message
        if first and first.thinking:
            messages.delete(self._core, interaction.channel, first)
        if interaction.type != AUTOCOMPLETE:
            told = {"interaction_id": interaction.id, "channel_id": interaction.channel.id, "reason": reason}
            self._core.events.send("failed", told, seen_by=lambda user: user == interaction.user.id)

    def _drop_old(self, now: float) -> float | None:
        """Drop interactions with expired tokens. Returns the time of the next expiry."""
        while self._all:
            ends = next(iter(self._all.values())).created + TOKEN_SECONDS
            if ends > now:
                return ends
            self._drop_oldest()
        return None

    def _drop_oldest(self) -> None:
        _, oldest = self._all.popitem(last=False)
        if oldest.status == DEFERRED:
            self._fail(oldest, TIMED_OUT, "did not respond")


def owners(channel: Channel) -> Json:
    """Returns who installed the bot here: always the server."""
    return {"0": channel.guild_id or "0"}


def answer(core: Core, interaction: Interaction, body: Json, uploads: Uploads, *, thinking: bool = False) -> Message:
    """Create the first answer to an interaction: a message, or "thinking"."""
    interaction.ephemeral = bool((body.get("flags") or 0) & messages.EPHEMERAL)
    kind = messages.CONTEXT_MENU if interaction.command_type != 1 else messages.CHAT_INPUT
    message = messages.create(
        core,
        interaction.channel,
        core.world.bot,
        body,
        uploads,
        kind=kind if interaction.type == COMMAND else messages.REPLY if interaction.source else messages.DEFAULT,
        extra=_extra(core, interaction) | _reply(interaction.source),
        ephemeral_for=interaction.user.id if interaction.ephemeral else None,
        interaction_id=interaction.id,
        thinking=thinking,
    )
    interaction.message_id = message.id
    return message


def follow_up(core: Core, interaction: Interaction, body: Json, uploads: Uploads) -> Message:
    """Create a follow-up message. The first one after "thinking" becomes the answer itself, and stays as ephemeral as the deferral was.

    After a deferred update, it answers the interaction, and the message whose button was used stays as it is.
    """
    first = interaction.message
    if first and first.thinking:
        settled = messages.edit(core, interaction.channel, first, body, uploads)
        interaction.settle(ANSWERED)
        return settled
    ephemeral = bool((body.get("flags") or 0) & messages.EPHEMERAL)
    made = messages.create(
        core,
        interaction.channel,
        core.world.bot,
        body,
        uploads,
        kind=messages.REPLY if first else messages.DEFAULT,
        extra=_extra(core, interaction) | _reply(first),
        ephemeral_for=interaction.user.id if ephemeral else None,
        interaction_id=interaction.id,
    )
    if interaction.status == DEFERRED:
        interaction.follow_up_id = made.id
        interaction.settle(ANSWERED)
    return made


def _extra(core: Core, interaction: Interaction) -> Json:
    world = core.world
    return {
        "webhook_id": world.application_id,
        "application_id": world.application_id,
        "interaction_metadata": interaction.metadata(),
    }


def _reply(to: Message | None) -> Json:
    if to is None:
        return {}
    return {"message_reference": {"type": 0, "channel_id": to.payload["channel_id"], "message_id": to.id}}
