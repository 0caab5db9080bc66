"""Serves the page's files and message attachments, nothing else."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aiohttp import web

if TYPE_CHECKING:
    from bot.sandbox.lookup import Lookup
    from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
POLICY = (
    "default-src 'self'; img-src 'self' data: http: https:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)
AS_IS = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""Image types a browser may show. Other attachments are downloaded, so that no file runs as a page of ours."""


class Files:
    """The files served besides the APIs."""

    def __init__(self, world: World, names: Lookup) -> None:
        self._world = world
        self._names = names

    def serve(self, request: web.BaseRequest) -> web.Response:
        """Answer a GET."""
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405)
        parts = [unquote(part) for part in request.path.strip("/").split("/")]
        if parts == [""]:
            return self._page("index.html")
        if len(parts) == 2 and parts[0] == "page":
            return self._page(parts[1])
        if len(parts) == 4 and parts[0] == "attachments":
            return self._attachment(*parts[1:])
        return web.Response(status=404, text="nothing here")

    def _page(self, name: str) -> web.Response:
        path = PAGE / name
        if path.parent != PAGE or not path.is_file():
            return web.Response(status=404, text="the page has no such file")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        charset = "utf-8" if kind.startswith("text/") or kind.endswith("javascript") else None
        return web.Response(body=path.read_bytes(), content_type=kind, charset=charset, headers=headers)

    def _attachment(self, channel_id: str, message_id: str, name: str) -> web.Response:
        data: bytes | None = None
        if channel_id == "ephemeral":
            upload = self._names.uploads.get(message_id)
            data = upload[1] if upload and upload[0] == name else None
        else:
            channel = self._world.channels.get(channel_id)
            message = channel.messages.get(message_id) if channel else None
            data = message.files.get(name) if message else None
        if data is None:
            return web.Response(status=404, text="no such attachment")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff"}
        if kind not in AS_IS:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=data, content_type=kind, headers=headers)
