"""What all parts of the sandbox share: the world, its clock, the listeners for changes, and the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.archiving import Archiving
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
    """The shared parts. Modules depend on this instead of on the server."""

    world: World
    clock: Clock
    events: Events
    calls: Calls
    gateway: Gateway
    address: Address
    keep: Callable[[], None]
    """Called after every change of the world, so that it is saved soon."""
    nonces: Nonces = field(init=False)
    archiving: Archiving = field(init=False)

    def __post_init__(self) -> None:
        self.nonces = Nonces(self.clock)
        self.archiving = Archiving(self.clock)

    def bot_may(self, channel: Channel) -> int:
        """Returns the bot's permissions in a channel."""
        return payloads.permissions_in(self.world, channel, self.world.application_id)

    def changed(self, *what: str) -> None:
        """Mark the world as changed; "state" also tells the page to reload."""
        if "state" in what:
            self.events.send("state", {})
        self.keep()
