"""A host and a port -> the addresses that are told to clients."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Address:
    """Where the sandbox is served; the port is known once it listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The page's address; every API is below it."""
        return f"http://{self.host}:{self.port}"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return f"ws://{self.host}:{self.port}"
