"""Describes a file from a request or a user's message as Discord does."""

from __future__ import annotations

import mimetypes
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from bot.sandbox.world import Json

ATTACHMENT_LIMIT = 10 * 1024 * 1024
"""Bytes per file, for users without Nitro and for the bot."""

_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file from a multipart body, or from a user."""

    filename: str
    data: bytes
    content_type: str


Uploads = dict[str, Upload]
"""Files by the n of `files[n]`."""


def safe_name(name: str) -> str:
    """Returns a file's name as Discord stores it."""
    return _UNSAFE.sub("_", name) or "file"


def described(file: Upload, own_id: str, place: str) -> Json:
    """Returns an attachment object; `place` is the address that its name is appended to."""
    name = safe_name(file.filename)
    url = f"{place}/{quote(name)}"
    guessed = file.content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    shown: Json = {"id": own_id, "filename": name, "size": len(file.data), "url": url, "proxy_url": url}
    shown["content_type"] = guessed
    size = picture_size(file.data)
    if size:
        shown["width"], shown["height"] = size
    return shown


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or GIF, read from its header."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    return None
