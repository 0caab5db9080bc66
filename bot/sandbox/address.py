"""The addresses of a host and port, as told to clients."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Address:
    """Where the sandbox listens; the port is known once it does."""

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
