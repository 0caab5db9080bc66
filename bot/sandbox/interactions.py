"""A person's act -> an interaction: sent to the bot, acknowledged in time or lost, remembered while its token lives."""

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
    """One act and what became of it."""

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
    """The message that answers it."""
    source: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    command_type: int = 1
    before: Interaction | None = None
    reason: str | None = None
    waiting: tuple[Callable[[], None], ...] = ()
    """Whom to call once when it moves on."""

    @property
    def message(self) -> Message | None:
        """The message that answers it, while it is there."""
        return self.channel.messages.get(self.message_id) if self.message_id else None

    def settle(self, status: str, reason: str | None = None) -> None:
        """Move on to `status` and wake who waits."""
        self.status, self.reason = status, reason
        waiting, self.waiting = self.waiting, ()
        for wake in waiting:
            wake()

    async def wait_until(self, settled: Callable[[], bool]) -> None:
        """Wait until `settled()`."""
        while not settled():
            moved = asyncio.Event()
            self.waiting += (moved.set,)
            await moved.wait()

    def metadata(self) -> Json:
        """What a message says of the interaction it answers."""
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
    """The interactions whose token still lives."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._all: OrderedDict[str, Interaction] = OrderedDict()
        self._open: dict[str, Interaction] = {}
        """Those not acknowledged yet, oldest first, as in `_all`."""
        self._secret = secrets.token_urlsafe(60)
        """What every token begins with, so that none can be guessed; the rest is the interaction's id."""
        self._too_late = Watch(core.clock, self._give_up)
        self._outlived = Watch(core.clock, self._drop_old)

    def begin(  # noqa: PLR0913 # an interaction has that many sides
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
        """Send an interaction to the bot and start its three seconds; `may`: what its user may do in the channel."""
        core = self._core
        now = core.clock.now()
        fresh = core.clock.snowflake()
        one = Interaction(fresh, f"{self._secret}{fresh}", kind, user, channel, name, now, locale or user.locale)
        one.source, one.before, one.command_type = source, before, data.get("type", 1)
        while len(self._all) >= INTERACTIONS_KEPT:
            self._drop_oldest()
        self._all[fresh] = one
        self._outlived.until(now + TOKEN_SECONDS)
        heard = core.gateway.dispatch("INTERACTION_CREATE", self._payload(one, data, may), guild_id=channel.guild_id)
        if not heard:
            self._fail(one, FAILED, "the bot is not connected")
        else:
            self._open[fresh] = one
            self._too_late.until(now + ACKNOWLEDGE_SECONDS)
        return one

    def get(self, interaction_id: str) -> Interaction | None:
        """An interaction by its id, while it is kept."""
        return self._all.get(interaction_id)

    def to_acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """The interaction a callback is for.

        Raises:
            Refusal: unknown or too late (10062), or acknowledged before (40060).
        """
        one = self._all.get(interaction_id)
        if one is None or one.token != token:
            raise unknown("Interaction")
        if one.acknowledged:
            raise already_acknowledged()
        if one.status in (TIMED_OUT, FAILED) or self._core.clock.now() > one.created + ACKNOWLEDGE_SECONDS:
            raise unknown("Interaction")
        return one

    def of_token(self, token: str) -> Interaction:
        """The acknowledged interaction a webhook call is for.

        Raises:
            Refusal: the token is made up or its 15 minutes are over (50027), or nothing was acknowledged yet (10015).
        """
        one = self._all.get(token.removeprefix(self._secret))
        if one is None or one.token != token or self._core.clock.now() > one.created + TOKEN_SECONDS:
            raise invalid_token()
        if not one.acknowledged:
            raise Refusal(404, 10015, "Unknown Webhook")
        return one

    def close(self) -> None:
        """Wake everybody who still waits: nothing will come any more."""
        for one in self._all.values():
            if one.waiting:
                one.settle(FAILED, "the sandbox stopped")

    def _payload(self, one: Interaction, data: Json, may: int) -> Json:
        core, channel = self._core, one.channel
        world = core.world
        home = world.guild_of(channel)
        me = home.members.get(world.application_id) if home else None
        shown: Json = {
            "id": one.id,
            "application_id": world.application_id,
            "type": one.type,
            "token": one.token,
            "version": 1,
            "data": data,
            "channel_id": channel.id,
            "channel": payloads.interaction_channel(world, channel, may),
            "app_permissions": str(in_channel(home, channel, me) if home and me else 0 if home else IN_A_DM),
            "locale": one.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners(channel),
            "context": 0 if home else 1,
            "attachment_size_limit": ATTACHMENT_LIMIT,
        }
        if home:
            member = payloads.member(world, home.members[one.user.id])
            shown["guild_id"] = home.id
            shown["guild_locale"] = home.locale
            shown["guild"] = {"id": home.id, "locale": home.locale, "features": ["COMMUNITY", "NEWS"]}
            shown["member"] = {**member, "permissions": str(may & ALL)}
        else:
            shown["user"] = payloads.user(one.user)
        if one.source:
            shown["message"] = one.source.payload
        return shown

    def acknowledge(self, one: Interaction, status: str) -> None:
        """The bot has answered in time, in one way or another."""
        one.acknowledged = True
        self._open.pop(one.id, None)
        one.settle(status)

    def _give_up(self, now: float) -> float | None:
        """Lose what wasn't acknowledged in time; when the next one is due."""
        for one in list(self._open.values()):
            if one.created + ACKNOWLEDGE_SECONDS > now:
                return one.created + ACKNOWLEDGE_SECONDS
            del self._open[one.id]
            self._fail(one, TIMED_OUT, "did not respond")
        return None

    def _fail(self, one: Interaction, status: str, reason: str) -> None:
        one.settle(status, reason)
        first = one.message
        if first and first.thinking:
            messages.delete(self._core, one.channel, first)
        if one.type != AUTOCOMPLETE:
            told = {"interaction_id": one.id, "channel_id": one.channel.id, "reason": reason}
            self._core.events.send("failed", told, seen_by=lambda user: user == one.user.id)

    def _drop_old(self, now: float) -> float | None:
        """Forget those whose token has ended; when the next one's does."""
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
    """By whose installation the bot is here: the server's."""
    return {"0": channel.guild_id or "0"}


def answer(core: Core, one: Interaction, body: Json, uploads: Uploads, *, thinking: bool = False) -> Message:
    """The first message that answers an interaction: a real one, or "thinking"."""
    one.ephemeral = bool((body.get("flags") or 0) & messages.EPHEMERAL)
    kind = messages.CONTEXT_MENU if one.command_type != 1 else messages.CHAT_INPUT
    message = messages.create(
        core,
        one.channel,
        core.world.bot,
        body,
        uploads,
        kind=kind if one.type == COMMAND else messages.REPLY if one.source else messages.DEFAULT,
        extra=_extra(core, one) | _reply(one.source),
        ephemeral_for=one.user.id if one.ephemeral else None,
        interaction_id=one.id,
        thinking=thinking,
    )
    one.message_id = message.id
    return message


def follow_up(core: Core, one: Interaction, body: Json, uploads: Uploads) -> Message:
    """Another message for the same interaction; the first one after "thinking" is the answer itself, as ephemeral as the deferral was."""
    first = one.message
    if first and first.thinking:
        settled = messages.edit(core, one.channel, first, body, uploads)
        one.settle(ANSWERED)
        return settled
    ephemeral = bool((body.get("flags") or 0) & messages.EPHEMERAL)
    return messages.create(
        core,
        one.channel,
        core.world.bot,
        body,
        uploads,
        kind=messages.REPLY if first else messages.DEFAULT,
        extra=_extra(core, one) | _reply(first),
        ephemeral_for=one.user.id if ephemeral else None,
        interaction_id=one.id,
    )


def _extra(core: Core, one: Interaction) -> Json:
    world = core.world
    return {
        "webhook_id": world.application_id,
        "application_id": world.application_id,
        "interaction_metadata": one.metadata(),
    }


def _reply(to: Message | None) -> Json:
    if to is None:
        return {}
    return {"message_reference": {"type": 0, "channel_id": to.payload["channel_id"], "message_id": to.id}}
