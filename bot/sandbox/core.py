"""What every part of the sandbox works on: the world, its clock, who is told of changes, and where it is served."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.nonces import Nonces

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.address import Address
    from bot.sandbox.calls import Calls
    from bot.sandbox.clock import Clock
    from bot.sandbox.event_stream import Events
    from bot.sandbox.gateway import Gateway
    from bot.sandbox.world import Channel, World


@dataclass(slots=True)
class Core:
    """The parts that are shared; what uses them knows this and not the server."""

    world: World
    clock: Clock
    events: Events
    calls: Calls
    gateway: Gateway
    address: Address
    keep: Callable[[], None]
    """Called after every change of the world: it is to be saved soon."""
    nonces: Nonces = field(init=False)

    def __post_init__(self) -> None:
        self.nonces = Nonces(self.clock)

    def bot_may(self, channel: Channel) -> int:
        """What the bot may do in a channel."""
        return payloads.permissions_in(self.world, channel, self.world.application_id)

    def changed(self, *what: str) -> None:
        """The world changed: keep it, and tell the page when it has to reload ("state")."""
        if "state" in what:
            self.events.send("state", {})
        self.keep()
