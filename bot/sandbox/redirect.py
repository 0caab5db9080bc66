"""Points discord.py at a sandbox, and back afterwards. The only module that knows discord.py."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def redirect_discord_py(url: str) -> Iterator[None]:
    """Send every discord.py client of this process to the sandbox at `url`; the client itself is unchanged.

    The three addresses are class attributes, so this affects the whole process: use one sandbox at a time.
    """
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE = f"{url}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url.replace("http", "ws", 1) + "/")
    Asset.BASE = url
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before
